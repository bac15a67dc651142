"""Words of a tree in, spans out: what belongs to a source, a cue and a content, decided in one place.

The conventions are PolNeAR's (Newell, Margolin and Ruths 2018), written out in ``docs/annotation.md``.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter

from quotes.document import Sentence, Word, span_of
from quotes.lexicon.cues import load_cues
from quotes.lexicon.lists import LISTS
from quotes.model import Quotation, Span, hull
from quotes.text.dashes import DASHES

CLOSING = {")": "(", "]": "["}
YEAR = 4
"""Digits of a year."""


def source_span(sentence: Sentence, head: Word, barred: Iterable[Word] = ()) -> Span:
    """The whole noun phrase of a source: titles, appositions, "with …" phrases and relative clauses included.

    A phrase that ends in something set off by commas takes the second comma with it, a possessive its 's.
    """
    phrase = sentence.subtree(head, without=[*barred, *_not_of_the_phrase(sentence, head)])
    run = next(r for r in runs(phrase) if any(w.index == head.index for w in r))
    kept = _with_closing_bracket(sentence, trim(run)) or [head]
    after = sentence.words[kept[-1].index + 1 : kept[-1].index + 2]
    if after and after[0].text == "," and any(w.text == "," for w in kept):
        kept = [*kept, after[0]]
    return span_of(kept)


def _not_of_the_phrase(sentence: Sentence, head: Word) -> list[Word]:
    """What hangs on a noun and is no part of its phrase: prepositions, focus adverbs, clauses around it, times."""
    outside = ("case", "mark", "cc", "parataxis", "nsubj", "cop", "advcl", "discourse", "ccomp")
    return [
        w
        for w in sentence.children(head)
        if (w.base_relation in outside and not _is_apposed(w, head) and w.xpos != "POS")
        or (w.base_relation == "advmod" and w.start < head.start and w.text.lower() in LISTS.grammar.focus)
        or w.xpos == "WDT"
        or (w.start > head.start and _tells_when(w))
        or (w.base_relation == "conj" and sentence.children(w, "nsubj"))
    ]


def _tells_when(word: Word) -> bool:
    """Whether a word behind a noun tells when it spoke: "the court this month", "the council in 2015"."""
    year = word.xpos == "CD" and word.text.isdigit() and len(word.text) == YEAR
    return word.base_relation in ("nmod", "obl") and (year or word.lemma.lower() in load_cues().times)


def _is_apposed(word: Word, head: Word) -> bool:
    return word.base_relation == "parataxis" and word.upos in ("NOUN", "PROPN") and word.start > head.start


def _with_closing_bracket(sentence: Sentence, run: list[Word]) -> list[Word]:
    """``run`` with the bracket or mark that closes one opened in it."""
    inside = "".join(w.text for w in run)
    after = sentence.words[run[-1].index + 1 : run[-1].index + 2] if run else ()
    for opening, closing in (("(", ")"), ("[", "]"), ("“", "”")):
        if after and after[0].text == closing and inside.count(opening) > inside.count(closing):
            return [*run, after[0]]
    return run


def cue_spans(sentence: Sentence, group: Sequence[Word]) -> tuple[Span, ...]:
    """One span for each stretch of words of a cue that stand side by side; a colon right behind belongs to it."""
    last = max(w.index for w in group)
    colon = [w for w in sentence.words[last + 1 : last + 2] if w.text == ":"]
    return tuple(span_of(run) for run in runs([*group, *colon]))


def content_spans(words: Iterable[Word], apart: Iterable[Span], quotes: Sequence[Quotation]) -> tuple[Span, ...]:
    """The spans of a content of ``words``, split around ``apart`` (cue and source), quotations kept whole."""
    kept = list(apart)
    barrier = [s for s in kept if len(s)]
    found: list[Span] = []
    left = list(words)
    for span in barrier:
        left = [w for w in left if not (span.start <= w.start and w.end <= span.end)]
    for run in runs(left):
        trimmed = trim(run)
        if trimmed and trimmed[0].index == 0 and trimmed[0].upos == "CCONJ":
            trimmed = trim(trimmed[1:])
        if trimmed:
            found.append(with_quotes(span_of(trimmed), quotes, barrier))
    return merged(found)


def without_conjunction(sentence: Sentence, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """``content`` without the "But" or "And" that ties the whole sentence to the one before."""
    first, *others = sentence.words
    if first.upos != "CCONJ" or not others or content[0].start != first.start or others[0].start >= content[0].end:
        return content
    return (Span(others[0].start, content[0].end), *content[1:])


def runs(words: Iterable[Word]) -> list[list[Word]]:
    """``words`` of one sentence as stretches without a gap."""
    found: list[list[Word]] = []
    for word in sorted(words, key=attrgetter("index")):
        if found and found[-1][-1].index == word.index - 1:
            found[-1].append(word)
        else:
            found.append([word])
    return found


def trim(run: list[Word]) -> list[Word]:
    """``run`` without the punctuation at its two ends; what ends a question stays, and so do whole brackets."""
    start, end = 0, len(run)
    while start < end and _is_edge(run[start]):
        start += 1
    while end > start and _is_edge(run[end - 1]):
        end -= 1
    if end < len(run) and run[end].text in CLOSING and any(w.text == CLOSING[run[end].text] for w in run[start:end]):
        end += 1
    return run[start:end]


def _is_edge(word: Word) -> bool:
    return word.text in DASHES or (word.upos == "PUNCT" and word.text not in ("%", "$", "?", "!"))


def with_quotes(span: Span, quotes: Sequence[Quotation], barrier: Sequence[Span]) -> Span:
    """``span`` grown to take in every quotation that it touches, unless that would take in cue or source."""
    for quoted in touching(quotes, span):
        grown = hull([span, quoted.span])
        if not any(grown.overlaps(b) for b in barrier):
            span = grown
    return span


def touching(quotes: Sequence[Quotation], span: Span) -> Sequence[Quotation]:
    """Those of ``quotes``, which stand in text order and apart, that share a character with ``span``."""
    first = bisect_right(quotes, span.start, key=lambda quoted: quoted.span.end)
    return quotes[first : bisect_left(quotes, span.end, key=lambda quoted: quoted.span.start)]


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """``spans`` in text order, those that overlap made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = hull([found[-1], span])
        else:
            found.append(span)
    return tuple(found)
