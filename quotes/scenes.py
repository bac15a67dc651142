"""A parsed article in, its scenes out: each sentence with the quotations that its cues may claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes.candidates import Scene
from quotes.cues import CueLexicon
from quotes.marks import Quoted
from quotes.tagger import Tagger
from quotes.tree import Parse
from quotes.unmarked import unmarked


def scenes(parse: Parse, quotes: Sequence[Quoted], lexicon: CueLexicon, tagger: Tagger) -> Iterator[Scene]:
    """Each sentence with the outermost quotations of its paragraph, and with those that it leads in by a colon.

    Statements that stand without marks behind a colon count as quotations here.
    """
    views = tagger.views(parse, quotes, lexicon)
    by_paragraph: dict[int, list[Quoted]] = {}
    position = 0
    for quoted in quotes:
        while parse.paragraphs[position].end <= quoted.span.start:
            position += 1
        by_paragraph.setdefault(position, []).append(quoted)
    for first, last in unmarked(parse, lexicon, frozenset(by_paragraph)):
        block = parse.paragraphs[first : last + 1]
        if not by_paragraph.get(first) or by_paragraph[first][0].span.start > block[0].start:
            by_paragraph[first] = [Quoted(b, b, depth=0, closed=True, continues=b != block[0]) for b in block]
    for sentence, view in zip(parse.sentences, views, strict=True):
        near = by_paragraph.get(sentence.paragraph, [])
        if parse.text[sentence.end - 1] == ":" and parse.paragraphs[sentence.paragraph].end == sentence.end:
            behind = by_paragraph.get(sentence.paragraph + 1, [])
            near = near + behind[:1] + [quoted for quoted in behind[1:] if quoted.continues]
        entries = tuple(lexicon.entry(word) for word in sentence.words)
        cues = [(word, entry) for word, entry in zip(sentence.words, entries, strict=True) if entry is not None]
        yield Scene(parse.text, sentence, near, lexicon, view, entries, cues)
