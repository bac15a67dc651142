"""What the sequence tagger thinks of a sentence: how likely each word is part of a source, a cue or a content."""

from __future__ import annotations

import bisect
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from quotes.document import Sentence, Word
from quotes.model import Span

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
Part = Literal["source", "cue", "content"]
FIRST: Mapping[Part, int] = {"source": 1, "cue": 3, "content": 5}
"""The place in ``TAGS`` of the tag that begins each part; the next one continues it."""
MODESTY = 4.0
"""The spans are proposals: one too many costs less than one too few."""


class Agreement(NamedTuple):
    """For each word of a sentence how far the tagger agrees that it is inside a part, outside, its first, its last.

    The natural logarithm of the chance, moved so that it is positive from 5 % up, and -2 at least.
    """

    inside: list[float]
    outside: list[float]
    begins: list[float]
    ends: list[float]


class Opinion(NamedTuple):
    """``Agreement`` with one span: on average, of its weakest word, with its ends, and that it does not begin before.

    ``not_before`` is ``None`` for a span at the beginning of the sentence.
    """

    mean: float
    weakest: float
    begins: float
    ends: float
    not_before: float | None


def _agreement(first: np.ndarray, further: np.ndarray) -> Agreement:
    inside = first + further
    ends = np.append(1 - further[1:], 1.0)
    return Agreement(
        *(np.maximum(-2.0, 3.0 + np.log(np.maximum(c, 1e-9))).tolist() for c in (inside, 1 - inside, first, ends))
    )


@dataclass(frozen=True)
class TagProbabilities:
    """What the tagger thinks of one sentence; ``chances`` is (words, tags)."""

    sentence: Sentence
    chances: np.ndarray

    @functools.cached_property
    def inside(self) -> Mapping[Part, list[float]]:
        """For each part the chance of each word to belong to it."""
        return {part: (self.chances[:, i] + self.chances[:, i + 1]).tolist() for part, i in FIRST.items()}

    @functools.cached_property
    def agreement(self) -> Mapping[Part, Agreement]:
        """For each part how far the tagger agrees with each word's place in it."""
        return {part: _agreement(self.chances[:, i], self.chances[:, i + 1]) for part, i in FIRST.items()}

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

    def opinion(self, part: Part, span: Span) -> Opinion | None:
        """How far the tagger agrees with a span as that part; ``None`` where it holds no word of the sentence."""
        if (part, span) not in self._opinions:
            self._opinions[part, span] = self._opinion(self.agreement[part], self._numbers(span))
        return self._opinions[part, span]

    @functools.cached_property
    def _opinions(self) -> dict[tuple[Part, Span], Opinion | None]:
        """Those asked for so far: many candidates share a source or a cue."""
        return {}

    def _opinion(self, agreement: Agreement, numbers: range) -> Opinion | None:
        if not numbers:
            return None
        first, last = numbers[0], numbers[-1]
        inside = agreement.inside[first : last + 1]
        before = agreement.outside[first - 1] if first else None
        return Opinion(sum(inside) / len(inside), min(inside), agreement.begins[first], agreement.ends[last], before)

    @functools.cached_property
    def without_source(self) -> float:
        """How far the tagger agrees that the sentence names no source: by the word that it holds likeliest for one."""
        return min(self.agreement["source"].outside)

    def _numbers(self, span: Span) -> range:
        """The places in the sentence of the words that lie in ``span``."""
        words = self.sentence.words
        first = bisect.bisect_left(words, span.start, key=lambda w: w.start)
        last = bisect.bisect_right(words, span.end, key=lambda w: w.end)
        return range(first, max(first, last))
