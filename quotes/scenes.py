"""A parsed article in, its scenes out: each sentence with the quotations that its cues may claim."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from quotes.candidates import Scene
from quotes.cues import CueLexicon, is_verbal, lemma
from quotes.marks import Quoted
from quotes.tagger import Tagger
from quotes.tree import Parse, Sentence


def scenes(parse: Parse, quotes: Sequence[Quoted], lexicon: CueLexicon, tagger: Tagger) -> Iterator[Scene]:
    """Each sentence with the outermost quotations of its paragraph, and of the next where it ends in a colon."""
    views = tagger.views(parse, quotes, lexicon)
    by_paragraph: dict[int, list[Quoted]] = {}
    position = 0
    for quoted in quotes:
        while parse.paragraphs[position].end <= quoted.span.start:
            position += 1
        by_paragraph.setdefault(position, []).append(quoted)
    for first, last in _blocks(parse, lexicon, frozenset(by_paragraph)):
        blocks = parse.paragraphs[first : last + 1]
        if not by_paragraph.get(first) or by_paragraph[first][0].span.start > blocks[0].start:
            by_paragraph[first] = [Quoted(b, b, depth=0, closed=True, continues=b != blocks[0]) for b in blocks]
    for sentence, view in zip(parse.sentences, views, strict=True):
        near = by_paragraph.get(sentence.paragraph, [])
        if parse.text[sentence.end - 1] == ":" and parse.paragraphs[sentence.paragraph].end == sentence.end:
            behind = by_paragraph.get(sentence.paragraph + 1, [])
            near = near + behind[:1] + [quoted for quoted in behind[1:] if quoted.continues]
        entries = tuple(lexicon.entry(word) for word in sentence.words)
        yield Scene(parse.text, sentence, near, lexicon, view, entries)


def _blocks(parse: Parse, lexicon: CueLexicon, quoted: Collection[int]) -> Iterator[tuple[int, int]]:
    """First and last paragraph behind "The governor added:", where indentation or a box may stand for the marks.

    Paragraphs behind the first belong to it as long as they speak in the first person, which reporters do not, and
    are none of those with quotation marks, ``quoted``.
    """
    speaking = {
        s.paragraph for s in parse.sentences if any(w.text.lower() in lexicon.blocks["first_person"] for w in s.words)
    }
    for sentence in parse.sentences:
        paragraph = parse.paragraphs[sentence.paragraph]
        if parse.text[sentence.end - 1] == ":" and paragraph.end == sentence.end and _leads_in(sentence, lexicon):
            first = last = sentence.paragraph + 1
            while last + 1 in speaking and last + 1 not in quoted:
                last += 1
            if first < len(parse.paragraphs):
                yield first, last


def _leads_in(sentence: Sentence, lexicon: CueLexicon) -> bool:
    """Whether the last verb of a sentence is one of speech or writing that still lacks what is said."""
    verb = next((w for w in reversed(sentence.words) if is_verbal(w)), None)
    entry = None if verb is None else lexicon.entry(verb)
    if verb is None or entry is None or not entry.is_said or not sentence.children(verb, "nsubj"):
        return False
    if sentence.children(verb, "ccomp", "xcomp"):
        return False
    objects = sentence.children(verb, "obj")
    return lemma(verb) in lexicon.blocks["addressing"] or all(lemma(o) in lexicon.blocks["pointing"] for o in objects)
