"""The tagger's chances for a sentence's words in, how likely a span is a source, a cue or a content out."""

from __future__ import annotations

import bisect
import functools
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from quotes.document import Sentence, Word
from quotes.model import Span

if TYPE_CHECKING:
    from quotes.attribution.tagger.sequences import TagSequences

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
Part = Literal["source", "cue", "content"]
FIRST: Mapping[Part, int] = {"source": 1, "cue": 3, "content": 5}
"""The place in ``TAGS`` of the tag that begins each part; the next one continues it."""
SURE, REFUSED = 3.0, -2.0
"""How far the tagger agrees with what is certain, and with what it thinks unlikely: the most and the least."""
MODESTY = 4.0
"""The spans are proposals: one too many costs less than one too few."""


class Agreement(NamedTuple):
    """For each word of a sentence how far the tagger agrees that it is inside a part, outside, its first, its last.

    The natural logarithm of the chance, moved so that it is positive from 5 % up, and ``REFUSED`` at least.
    """

    inside: list[float]
    outside: list[float]
    begins: list[float]
    ends: list[float]


class Opinion(NamedTuple):
    """``Agreement`` with one span: on average, of its weakest word, with its ends, that it does not begin before, and
    that it is a span of the part exactly.

    ``not_before`` is ``None`` for a span at the beginning of the sentence.
    """

    mean: float
    weakest: float
    begins: float
    ends: float
    not_before: float | None
    exact: float


def opinion_of(chances: np.ndarray) -> np.ndarray:
    """How far the tagger agrees with what has these chances."""
    opinions: np.ndarray = np.maximum(REFUSED, SURE + np.log(np.maximum(chances, 1e-9)))
    return opinions


@dataclass(frozen=True)
class TagProbabilities:
    """What the tagger thinks of one sentence, whose first word is number ``start`` of those of ``sequences``.

    ``ties`` is (words, words): the chance that a word, if of a source or content, is so of the cue that another begins.
    """

    sentence: Sentence
    sequences: TagSequences
    start: int
    ties: np.ndarray

    @property
    def chances(self) -> np.ndarray:
        """(words, tags): the chance of each tag for each word."""
        return self.sequences.chances[self.start : self.start + len(self.sentence.words)]

    @functools.cached_property
    def likely(self) -> Mapping[Part, list[tuple[Span, float]]]:
        """For each part the spans that may well be one, each with the chance that it is one exactly."""
        words, end = self.sentence.words, self.start + len(self.sentence.words)
        return {
            part: [
                (Span(words[first - self.start].start, words[last - self.start].end), chance)
                for first, last, chance in self.sequences.likely(part, self.start, end)
            ]
            for part in FIRST
        }

    @functools.cached_property
    def likely_at(self) -> Callable[[Part, Span], list[tuple[Span, float]]]:
        """Those of ``likely`` that share words with a span; what was asked is kept."""
        return functools.cache(self._likely_at)

    def _likely_at(self, part: Part, span: Span) -> list[tuple[Span, float]]:
        likely, furthest = self.likely[part], self._furthest[part]
        first = bisect.bisect_right(furthest, span.start)
        behind = bisect.bisect_left(likely, span.end, key=lambda one: one[0].start)
        return [one for one in likely[first:behind] if one[0].overlaps(span)]

    @functools.cached_property
    def _furthest(self) -> Mapping[Part, list[int]]:
        """For each of ``likely``, which come as they start, how far it and those before it go at most."""
        return {part: list(accumulate((span.end for span, _ in likely), max)) for part, likely in self.likely.items()}

    def exact(self, part: Part, span: Span) -> float:
        """The chance that a span is one of that part exactly; 0 where it holds no word of the sentence."""
        numbers = self._numbers(span)
        return self.sequences.exact(part, self.start + numbers[0], self.start + numbers[-1]) if numbers else 0.0

    @functools.cached_property
    def inside(self) -> Mapping[Part, list[float]]:
        """For each part the chance of each word to belong to it."""
        return {part: (self.chances[:, i] + self.chances[:, i + 1]).tolist() for part, i in FIRST.items()}

    @functools.cached_property
    def agreement(self) -> Mapping[Part, Agreement]:
        """For each part how far the tagger agrees with each word's place in it."""
        end = self.start + len(self.sentence.words)
        told = {
            part: Agreement(*opinions[:, self.start : end].tolist())
            for part, opinions in self.sequences.agreement.items()
        }
        for agreement in told.values():
            agreement.ends[-1] = SURE  # nothing goes on behind a sentence
        return told

    @functools.cached_property
    def goes_on(self) -> Mapping[Part, list[float]]:
        """For each part the chance of each word to continue what the word before it is part of; 0 behind the last."""
        return {part: [*self.chances[:, i + 1].tolist(), 0.0] for part, i in FIRST.items()}

    @functools.cached_property
    def spans(self) -> Mapping[Part, list[list[Word]]]:
        """The likeliest tags as runs of words; what is no part of anything must be so by ``MODESTY`` times."""
        best = (self.chances * np.array([1 / MODESTY] + [1.0] * (len(TAGS) - 1))).argmax(axis=1).tolist()
        found: dict[Part, list[list[Word]]] = {part: [] for part in FIRST}
        for word, tag in zip(self.sentence.words, best, strict=True):
            for part, first in FIRST.items():
                goes_on = tag == first + 1 and found[part] and found[part][-1][-1].index == word.index - 1
                if goes_on:
                    found[part][-1].append(word)
                elif tag in (first, first + 1):
                    found[part].append([word])
        return found

    @functools.cached_property
    def opinion(self) -> Callable[[Part, Span], Opinion | None]:
        """How far the tagger agrees with a span as that part; ``None`` where it holds no word of the sentence.

        What was asked is kept: many candidates share a source or a cue.
        """
        return functools.cache(self._opinion)

    def _opinion(self, part: Part, span: Span) -> Opinion | None:
        numbers = self._numbers(span)
        if not numbers:
            return None
        agreement = self.agreement[part]
        first, last = numbers[0], numbers[-1]
        inside = agreement.inside[first : last + 1]
        before = agreement.outside[first - 1] if first else None
        chance = self.sequences.exact(part, self.start + first, self.start + last)
        exact = max(REFUSED, SURE + math.log(max(chance, 1e-9)))
        return Opinion(
            sum(inside) / len(inside), min(inside), agreement.begins[first], agreement.ends[last], before, exact
        )

    @functools.cached_property
    def tie(self) -> Callable[[Span, tuple[Span, ...]], float | None]:
        """How far the tagger agrees that the words of a span belong to this cue, on average; ``None`` without words.

        What was asked is kept, as of ``opinion``.
        """
        return functools.cache(self._tie)

    def _tie(self, span: Span, cue: tuple[Span, ...]) -> float | None:
        numbers, begins = self._numbers(span), [number for one in cue for number in self._numbers(one)]
        if not numbers or not begins:
            return None
        opinions = opinion_of(self.ties[numbers[0] : numbers[-1] + 1, begins].sum(axis=1))
        return float(opinions.sum() / len(opinions))

    @functools.cached_property
    def without_source(self) -> float:
        """How far the tagger agrees that the sentence names no source: by the word that it holds likeliest for one."""
        return min(self.agreement["source"].outside)

    def _numbers(self, span: Span) -> range:
        """The places in the sentence of the words that lie in ``span``."""
        return self.sentence.places(span.start, span.end)
