"""Texts in, what is said and who says it out; for tests of rules, with stored trees or a real parser."""

from collections.abc import Sequence

from trees import Trees

from quotes.attribution.attribute import attribute
from quotes.document import Document
from quotes.model import Analysis, Article, Attribution, Source, Span
from quotes.parse.parser import Parser
from quotes.roles.assign import assign_roles
from quotes.roles.codebook import Codebook, load_codebook
from quotes.sources.resolve import resolve


def parsed(parser: Parser | Trees, text: str) -> Document:
    return next(parser.parse([Article("example", text)]))


def analysed(
    parser: Parser | Trees,
    text: str,
    said: Sequence[Attribution] | None = None,
    book: Codebook | None = None,
    article_id: str = "example",
    with_nested: bool = False,
) -> Analysis:
    """The analysis of a text; with ``said``, of these attributions in place of those that are found."""
    article, document, book = Article(article_id, text), parsed(parser, text), book or load_codebook()
    found, sources = resolve(article, document, attribute(document, with_nested=with_nested) if said is None else said)
    sources, found = assign_roles(document, found, sources, book)
    return Analysis(article, found, sources, document.layout)


def mention(span: Span | None, content: tuple[Span, ...] = ()) -> Attribution:
    """An attribution of which nothing but the source mention, and perhaps the content, is told."""
    return Attribution("indirect", content, (), span, "test", 1.0)


def mentions(text: str, *words: str) -> list[Attribution]:
    """Attributions to these source mentions, which stand in the text one after another."""
    said, position = [], 0
    for one in words:
        start = text.index(one, position)
        position = start + len(one)
        said.append(mention(Span(start, position)))
    return said


def without_marks(marked: str) -> tuple[str, list[Attribution]]:
    """A text whose source mentions stand in ``[[ ]]`` without these marks, and its mentions."""
    text, said = "", []
    for piece in marked.split("[["):
        words, closed, rest = piece.partition("]]")
        if closed:
            said.append(mention(Span(len(text), len(text) + len(words))))
        text += words + rest
    return text, said


def resolved(
    parser: Parser | Trees, text: str, said: Sequence[Attribution]
) -> tuple[tuple[Attribution, ...], tuple[Source, ...]]:
    return resolve(Article("report", text), parsed(parser, text), said)


def speakers(parser: Parser | Trees, marked: str) -> list[str]:
    """The speakers of the mentions in ``[[ ]]``, in text order."""
    found, sources = resolved(parser, *without_marks(marked))
    return [sources[a.source_index].speaker for a in found if a.source_index is not None]


def misheard(parser: Parser | Trees, marked: str, expected: Sequence[str]) -> list[tuple[str, str]]:
    """The speakers of the mentions in ``[[ ]]`` that lack a word of the expected name, each with that name."""
    found = speakers(parser, marked)
    return [(one, wanted) for one, wanted in zip(found, expected, strict=True) if not has_words(one, wanted)]


def closest(analysis: Analysis, words: str) -> Attribution:
    """The innermost statement whose content has these words."""
    around = [a for a in analysis.attributions if words in a.content_text]
    assert around, f"no statement found with “{words}”: {[a.content_text for a in analysis.attributions]}"
    return min(around, key=lambda a: sum(map(len, a.content)))


def speaker_of(analysis: Analysis, words: str) -> str:
    """The speaker of that statement, empty for none."""
    return str(closest(analysis, words).speaker or "")


def has_words(speaker: str, wanted: str) -> bool:
    """Whether all words of a wanted name stand in a speaker's, points and capitals aside."""
    first, second = ({w.lower().strip(".") for w in s.replace("’s", " ").split()} for s in (wanted, speaker))
    return first <= second
