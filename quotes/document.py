"""The parse of an article in, its sentences as trees over offsets out: Word, Sentence and Document.

Tags and relations are Universal Dependencies 2 (English); ``xpos`` is the Penn tag, ``entity`` is
``PER``, ``ORG``, ``LOC``, another kind that the models tell (Stanza's own: ``NORP``, ``DATE``, …) or empty.
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from quotes.model import Layout, Quotation, Span
from quotes.text.datelines import dateline_end
from quotes.text.statements import is_statement_like

if TYPE_CHECKING:
    import numpy as np

Found = TypeVar("Found")
STARTS, ENDS = attrgetter("start"), attrgetter("end")
SHORTEST_SPOKEN = 25
"""Characters of the shortest quotation that is speech for sure; shorter ones are nicknames and scare quotes too."""


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word. ``index`` and ``head`` count from 0 in the sentence; the root's head is -1.

    ``start`` and ``end`` are offsets in the article's text. Words of a multi-word token whose parts
    do not stand literally in the text all carry the token's offsets. ``sentence`` is the one that it was put in.
    """

    index: int
    text: str
    lemma: str
    upos: str
    xpos: str
    relation: str
    head: int
    start: int
    end: int
    entity: str = ""
    sentence: Sentence | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def is_proper_noun(self) -> bool:
        """Whether the word is a proper noun, in the singular or the plural."""
        return self.xpos in ("NNP", "NNPS")

    @property
    def is_singular_name(self) -> bool:
        """Whether the word is a proper noun in the singular."""
        return self.xpos == "NNP"

    @property
    def is_plural_name(self) -> bool:
        """Whether the word is a proper noun in the plural: "Rovers"."""
        return self.xpos == "NNPS"

    @property
    def is_singular_noun(self) -> bool:
        """Whether the word is a noun in the singular, common or proper."""
        return self.xpos in ("NN", "NNP")

    @property
    def is_plural_noun(self) -> bool:
        """Whether the word is a noun in the plural, common or proper."""
        return self.xpos in ("NNS", "NNPS")

    @property
    def is_finite(self) -> bool:
        """Whether the word is a verb that makes a clause: in the present or past tense, or a modal one."""
        return self.xpos in ("VBD", "VBZ", "VBP", "MD")

    @property
    def base_relation(self) -> str:
        """The relation without its subtype: ``nsubj`` for ``nsubj:pass``."""
        return _base(self.relation)


@functools.cache
def _base(relation: str) -> str:
    return relation.partition(":")[0]


@dataclass(frozen=True)
class Sentence:
    """A parsed sentence: its words in text order, as a dependency tree."""

    words: tuple[Word, ...]
    paragraph: int
    entities: tuple[tuple[Span, str], ...] = ()
    _children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)
    _kept: dict[Callable[[Sentence], Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # A word of another sentence stays that one's: two documents of one article share words.
        words = tuple(word if word.sentence is None else replace(word) for word in self.words)
        object.__setattr__(self, "words", words)
        children: list[list[int]] = [[] for _ in words]
        for word in words:
            object.__setattr__(word, "sentence", self)
            if word.head >= 0:
                children[word.head].append(word.index)
        object.__setattr__(self, "_children", tuple(tuple(c) for c in children))

    @functools.cached_property
    def _related(self) -> list[dict[str, list[Word]]]:
        """For each word its dependents by relation, with its subtype and without."""
        found: list[dict[str, list[Word]]] = [{} for _ in self.words]
        for word in self.words:
            if word.head >= 0:
                for relation in {word.relation, word.base_relation}:
                    found[word.head].setdefault(relation, []).append(word)
        return found

    def once(self, find: Callable[[Sentence], Found]) -> Found:
        """What ``find`` finds in the sentence, found when it is first asked for and kept."""
        if find not in self._kept:
            self._kept[find] = find(self)
        found: Found = self._kept[find]
        return found

    @property
    def start(self) -> int:
        """Where the first word starts in the article's text."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where the last word ends."""
        return self.words[-1].end

    @property
    def span(self) -> Span:
        """All words, from the first to the last."""
        return Span(self.start, self.end)

    @property
    def root(self) -> Word:
        """The word that no other governs; the first one where the tree has none."""
        return next((w for w in self.words if w.head < 0), self.words[0])

    @property
    def is_tree(self) -> bool:
        """Whether the heads lead from every word to a root; where they were changed, they may lead in a circle."""
        told: set[int] = set()
        for word in self.words:
            line: set[int] = set()
            at = word.index
            while at >= 0 and at not in told:
                if at in line:
                    return False
                line.add(at)
                at = self.words[at].head
            told |= line
        return True

    def head(self, word: Word) -> Word | None:
        """The word that governs ``word``, ``None`` for the root."""
        return self.words[word.head] if word.head >= 0 else None

    def children(self, word: Word, *relations: str) -> list[Word]:
        """Dependents of ``word`` in text order; with ``relations``, only those (``nsubj`` covers ``nsubj:pass``)."""
        if len(relations) == 1:
            return list(self._related[word.index].get(relations[0], ()))
        if not relations:
            return [self.words[i] for i in self._children[word.index]]
        related = self._related[word.index]
        found = {w.index: w for relation in relations for w in related.get(relation, ())} if related else {}
        return list(found.values()) if len(found) < 2 else [found[index] for index in sorted(found)]

    def child(self, word: Word, *relations: str) -> Word | None:
        """The first such dependent, or ``None``."""
        found = self.children(word, *relations)
        return found[0] if found else None

    def subtree(self, word: Word, without: Iterable[Word] = ()) -> list[Word]:
        """``word`` and all below it in text order, leaving out the branches that begin at ``without``."""
        barred = {w.index for w in without}
        seen: set[int] = set()
        stack = [word.index]
        while stack:
            index = stack.pop()
            if index in seen or index in barred:
                continue
            seen.add(index)
            stack.extend(self._children[index])
        return [self.words[i] for i in sorted(seen)]

    def ancestors(self, word: Word) -> Iterator[Word]:
        """The governors of ``word``, from the nearest to the root."""
        head = self.head(word)
        while head is not None:
            yield head
            head = self.head(head)

    def tops(self, words: Sequence[Word]) -> list[Word]:
        """Those of ``words`` that no other of them governs, in their order; each word above them is looked at once."""
        governed = dict.fromkeys((word.index for word in words), True) | {-1: False}
        found = []
        for word in words:
            above, passed = word.head, []
            while above not in governed:
                passed.append(above)
                above = self.words[above].head
            if passed:
                governed |= dict.fromkeys(passed, governed[above])
            if not governed[above]:
                found.append(word)
        return found

    def between(self, start: int, end: int) -> list[Word]:
        """The words that lie wholly in characters ``start`` to ``end``."""
        places = self.places(start, end)
        return list(self.words[places.start : places.stop])

    def places(self, start: int, end: int) -> range:
        """The positions of the words that lie wholly in characters ``start`` to ``end``."""
        first = bisect.bisect_left(self._starts, start)
        return range(first, max(first, bisect.bisect_right(self._ends, end)))

    def beginning_in(self, span: Span) -> tuple[Word, ...]:
        """The words that begin in ``span``."""
        return self.words[bisect.bisect_left(self._starts, span.start) : bisect.bisect_left(self._starts, span.end)]

    def touched(self, span: Span) -> tuple[Word, ...]:
        """The words that share a character with ``span``."""
        return self.words[bisect.bisect_right(self._ends, span.start) : bisect.bisect_left(self._starts, span.end)]

    @functools.cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    @functools.cached_property
    def _ends(self) -> list[int]:
        return [word.end for word in self.words]


HALFWAY, LAST, STATIC = range(3)
"""The vectors of a word: of the encoder's middle layer, of its last, and the static ones, filled up with zeros."""
LAYERS = 3


@dataclass(frozen=True)
class Document:
    """A parsed article: its text, layout and sentences; what else they show is found when first asked for.

    ``layers`` are the vectors of the words of all sentences, (``LAYERS``, words, units): at ``HALFWAY``,
    ``LAST`` and ``STATIC``. ``parse`` sets them.
    """

    text: str
    layout: Layout
    sentences: tuple[Sentence, ...]
    layers: np.ndarray | None = field(default=None, repr=False, compare=False)

    def with_each(self, change: Callable[[Sentence], Sentence]) -> Document:
        """The document with every sentence changed; itself where ``change`` gives all back as they are.

        A sentence stays as it is where the change leaves heads that lead in a circle.
        """
        changed = ((change(old), old) for old in self.sentences)
        sentences = tuple(new if new is old or new.is_tree else old for new, old in changed)
        same = all(new is old for new, old in zip(sentences, self.sentences, strict=True))
        return self if same else replace(self, sentences=sentences)

    @property
    def vectors(self) -> np.ndarray | None:
        """The encoder's view of the words, (words, units)."""
        return None if self.layers is None else self.layers[LAST]

    @property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs in text order, trimmed."""
        return self.layout.paragraphs

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """All quotations in text order, an outer one before those inside it."""
        return self.layout.quotations

    @functools.cached_property
    def outermost(self) -> tuple[Quotation, ...]:
        """The quotations that stand in no other."""
        return self.layout.outermost

    @functools.cached_property
    def _statement_like(self) -> dict[Quotation, bool]:
        """Those asked for so far."""
        return {}

    def quotation_at(self, position: int) -> Quotation | None:
        """The outermost quotation around ``position``, ``None`` outside of any."""
        index = bisect.bisect_right(self.outermost, position, key=lambda quoted: quoted.span.start) - 1
        return self.outermost[index] if index >= 0 and position < self.outermost[index].span.end else None

    def spoken_at(self, position: int) -> Span | None:
        """The quotation around ``position``, ``None`` outside of any and in one of a few words."""
        quoted = self.quotation_at(position)
        return quoted.span if quoted is not None and len(quoted.inner) >= SHORTEST_SPOKEN else None

    def is_statement_like(self, quotation: Quotation) -> bool:
        """Whether a quotation looks like something said, rather than a title or a word held at arm's length."""
        if quotation not in self._statement_like:
            self._statement_like[quotation] = is_statement_like(self.text, quotation)
        return self._statement_like[quotation]

    @functools.cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def paragraph_at(self, position: int) -> int:
        """Index of the paragraph that covers ``position``, or of the last before it."""
        return self.layout.paragraph_at(position)

    def sentence_at(self, position: int) -> int:
        """Index of the sentence at ``position``, or of the last before it."""
        return max(0, bisect.bisect_right(self._starts, position) - 1)

    def sentences_between(self, start: int, end: int) -> Sequence[Sentence]:
        """The sentences that lie wholly in characters ``start`` to ``end``."""
        first = bisect.bisect_left(self._starts, start)
        last = bisect.bisect_right(self.sentences, end, key=lambda s: s.end)
        return self.sentences[first:last]

    def words(self, span: Span) -> tuple[Word, ...]:
        """The words of a span in the sentence where it starts; none in an article without sentences."""
        if not self.sentences:
            return ()
        return self.sentences[self.sentence_at(span.start)].touched(span)

    @functools.cached_property
    def _edges(self) -> tuple[list[int], list[int]]:
        """Where each word starts and ends."""
        words = [word for sentence in self.sentences for word in sentence.words]
        return [word.start for word in words], [word.end for word in words]

    def row(self, position: int) -> int:
        """The row of ``vectors`` of the word at ``position``, or of the next."""
        return bisect.bisect_right(self._edges[1], position)

    def rows(self, span: Span) -> tuple[int, int]:
        """The row of the first word that a span touches, and the one behind the last."""
        first = self.row(span.start)
        return first, max(first, bisect.bisect_left(self._edges[0], span.end))

    def after_dateline(self, sentence: Sentence) -> int:
        """Where a sentence starts behind the place and agency of its paragraph ("MILLRACE, Ohio (AP) —")."""
        paragraph = self.paragraphs[sentence.paragraph]
        return dateline_end(self.text, paragraph) if sentence.start == paragraph.start else sentence.start


def span_of(words: Iterable[Word]) -> Span:
    """The span from the first to the last of ``words``, which must not be empty."""
    several = list(words)
    return Span(min(map(STARTS, several)), max(map(ENDS, several)))
