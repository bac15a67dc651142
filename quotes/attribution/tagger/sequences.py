"""Scores of the tags of an article's words in, how likely each tag and each span is out: a linear-chain CRF.

The sums run over all sequences of tags (forward and backward; Lafferty, McCallum and Pereira 2001).
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from quotes.attribution.tagger.probabilities import FIRST, Part, opinion_of

LEAST = 0.03
"""The chance of a span below which it is not thought of."""


@dataclass(frozen=True)
class TagSequences:
    """The distribution over the tags of all words of an article.

    ``scores`` is (words, tags), ``transitions`` (tags, tags) from a tag to the next, ``start`` (tags,).
    """

    scores: np.ndarray
    transitions: np.ndarray
    start: np.ndarray

    @functools.cached_property
    def _emissions(self) -> np.ndarray:
        chances: np.ndarray = np.exp(self.scores - self.scores.max(axis=1, keepdims=True, initial=-np.inf))
        return chances

    @functools.cached_property
    def _follows(self) -> np.ndarray:
        found: np.ndarray = np.exp(self.transitions)
        return found

    @functools.cached_property
    def _forward(self) -> tuple[np.ndarray, np.ndarray]:
        """For each word the chances of its tags by the words up to it (words, tags), and what they sum to (words,)."""
        found, sums = np.empty_like(self._emissions), np.empty(len(self._emissions))
        before, follows, add = np.exp(self.start), self._follows, np.add.reduce
        for number, emission in enumerate(self._emissions):
            reached = before * emission
            sums[number] = total = add(reached)
            found[number] = reached = reached / total
            before = reached @ follows
        return found, sums

    @functools.cached_property
    def _backward(self) -> np.ndarray:
        """(words, tags): what the words behind each make of its tags."""
        sums, emissions, follows = self._forward[1], self._emissions, self._follows
        found = np.ones_like(emissions)
        for number in range(len(found) - 1, 0, -1):
            found[number - 1] = follows @ (emissions[number] * found[number]) / sums[number]
        return found

    @functools.cached_property
    def chances(self) -> np.ndarray:
        """(words, tags): the chance of each tag for each word."""
        found: np.ndarray = self._forward[0] * self._backward
        return found

    @functools.cached_property
    def agreement(self) -> Mapping[Part, np.ndarray]:
        """For each part (4, words): how far words are agreed to be inside it, outside, its first, its last."""
        found = {}
        for part, begin in FIRST.items():
            first, further = self.chances[:, begin], self.chances[:, begin + 1]
            inside, ends = first + further, np.append(1 - further[1:], 1.0)
            found[part] = opinion_of(np.stack([inside, 1 - inside, first, ends]))
        return found

    def exact(self, part: Part, first: int, last: int) -> float:
        """The chance that the words ``first`` to ``last``, both of them inside, are one span of ``part`` exactly."""
        begin, inside = FIRST[part], FIRST[part] + 1
        chance = math.log(max(self._forward[0][first, begin], 1e-300))
        if last > first:
            chance += math.log(self._follows[begin, inside] / self._follows[inside, inside])
            chance += self._runs[part][last] - self._runs[part][first]
        return math.exp(min(0.0, chance)) * float(self._ends[part][last, int(last > first)])

    def likely(self, part: Part, start: int, end: int) -> Iterator[tuple[int, int, float]]:
        """The spans of ``part`` within words ``start`` to ``end`` that may well be one: first and last word, chance."""
        begin = FIRST[part]
        for first in (start + np.flatnonzero(self.chances[start:end, begin] >= LEAST)).tolist():
            last = first
            while last < end:
                chance = self.exact(part, first, last)
                if chance >= LEAST:
                    yield first, last, chance
                last += 1
                if last < end and self.chances[last, begin + 1] < LEAST:
                    break

    @functools.cached_property
    def _runs(self) -> dict[Part, np.ndarray]:
        """For each part, added up from the first word on, the logarithm of what going on in it costs at each word."""
        sums = self._forward[1]
        return {
            part: np.log(np.maximum(self._follows[i + 1, i + 1] * self._emissions[:, i + 1] / sums, 1e-300)).cumsum()
            for part, i in FIRST.items()
        }

    @functools.cached_property
    def _ends(self) -> dict[Part, np.ndarray]:
        """(words, 2) for each part: the chance that it ends with a word, which is its first or a further one."""
        sums, behind = self._forward[1], self._emissions * self._backward
        found = {}
        for part, begin in FIRST.items():
            others = np.arange(behind.shape[1]) != begin + 1
            leaving = (behind[1:, others] @ self._follows[begin : begin + 2, others].T) / sums[1:, None]
            found[part] = np.vstack([leaving, np.ones((min(1, len(behind)), 2))])
        return found
