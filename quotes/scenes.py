"""A parsed article in, its scenes out: each sentence with the quotations that its cues may claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes.candidates import Scene
from quotes.cues import CueLexicon
from quotes.marks import Quoted
from quotes.tagger import Tagger
from quotes.tree import Parse


def scenes(parse: Parse, quotes: Sequence[Quoted], lexicon: CueLexicon, tagger: Tagger) -> Iterator[Scene]:
    """Each sentence with the outermost quotations of its paragraph, and of the next where it ends in a colon."""
    views = tagger.views(parse, quotes, lexicon)
    by_paragraph: dict[int, list[Quoted]] = {}
    position = 0
    for quoted in quotes:
        while parse.paragraphs[position].end <= quoted.span.start:
            position += 1
        by_paragraph.setdefault(position, []).append(quoted)
    for number in _blocks(parse, lexicon):
        block = parse.paragraphs[number]
        if not by_paragraph.get(number) or by_paragraph[number][0].span.start > block.start:
            by_paragraph[number] = [Quoted(block, block, depth=0, closed=True, continues=False)]
    for sentence, view in zip(parse.sentences, views, strict=True):
        near = by_paragraph.get(sentence.paragraph, [])
        if parse.text[sentence.end - 1] == ":" and parse.paragraphs[sentence.paragraph].end == sentence.end:
            near = near + by_paragraph.get(sentence.paragraph + 1, [])[:1]
        entries = tuple(lexicon.entry(word) for word in sentence.words)
        yield Scene(parse.text, sentence, near, lexicon, view, entries)


def _blocks(parse: Parse, lexicon: CueLexicon) -> Iterator[int]:
    """Numbers of paragraphs behind "The governor added:", where indentation or a box may stand for the marks."""
    for sentence in parse.sentences:
        paragraph = parse.paragraphs[sentence.paragraph]
        if parse.text[sentence.end - 1] != ":" or paragraph.end != sentence.end:
            continue
        last = next((w for w in reversed(sentence.words[:-1]) if w.text.lower() != "that"), None)
        entry = None if last is None else lexicon.entry(last)
        is_led_in = last is not None and entry is not None and entry.is_said and sentence.children(last, "nsubj")
        if is_led_in and sentence.paragraph + 1 < len(parse.paragraphs):
            yield sentence.paragraph + 1
