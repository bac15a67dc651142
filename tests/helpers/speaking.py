"""Texts with marked source mentions in, who speaks out; for tests of sources."""

from collections.abc import Sequence

from quotes.model import Article, Attribution, Source, Span
from quotes.parse.parser import Parser
from quotes.sources.resolve import resolve


def resolved(
    parser: Parser, text: str, said: Sequence[Attribution]
) -> tuple[tuple[Attribution, ...], tuple[Source, ...]]:
    article = Article("report", text)
    return resolve(article, next(parser.parse([article])), said)


def speakers(parser: Parser, marked: str) -> list[str]:
    """The speakers of the mentions in ``[[ ]]``, in text order."""
    text, spans = "", []
    for piece in marked.split("[["):
        mention, closed, rest = piece.partition("]]")
        if closed:
            spans.append(Span(len(text), len(text) + len(mention)))
        text += mention + rest
    said = [Attribution("indirect", (), (), span, "test", 1.0) for span in spans]
    found, sources = resolved(parser, text, said)
    return [sources[a.source_index].speaker for a in found if a.source_index is not None]


def has_words(speaker: str, wanted: str) -> bool:
    """Whether all words of a wanted name stand in a speaker's, points and capitals aside."""
    first, second = ({w.lower().strip(".") for w in s.replace("’s", " ").split()} for s in (wanted, speaker))
    return first <= second
