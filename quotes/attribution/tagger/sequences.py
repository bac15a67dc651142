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
        start = np.exp(self.start)
        found = walked(start * self._emissions[0], self._steps)
        before = np.vstack([start, found[:-1] @ self._follows])
        return found, (before * self._emissions).sum(1)

    @functools.cached_property
    def _backward(self) -> np.ndarray:
        """(words, tags): what the words behind each make of its tags."""
        found = walked(np.ones(len(self.start)), self._steps[::-1].swapaxes(1, 2))[::-1]
        scaled: np.ndarray = found / (found * self._forward[0]).sum(1, keepdims=True)
        return scaled

    @property
    def _steps(self) -> np.ndarray:
        """(words - 1, tags, tags): how well a tag of each word goes with one of the next, and the next word with it."""
        steps: np.ndarray = self._follows * self._emissions[1:, None]
        return steps

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


def walked(first: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """(steps + 1, tags): ``first``, and what is reached from it by each step, in shares of 1.

    ``steps`` are (steps, tags, tags). They go in stretches side by side: first what each stretch does as a whole, then
    from where each begins.
    """
    number, tags = steps.shape[:2]
    length = math.isqrt(number) + 1
    padded = np.concatenate([steps, np.broadcast_to(np.eye(tags), (-number % length, tags, tags))])
    stretches = padded.reshape(-1, length, tags, tags)
    whole = np.broadcast_to(np.eye(tags), (len(stretches), tags, tags))
    for place in range(length):
        whole = whole @ stretches[:, place]
        whole /= whole.sum((1, 2), keepdims=True)
    begins = np.empty((len(stretches) + 1, tags))
    begins[0] = first / first.sum()
    for place, stretch in enumerate(whole):
        reached = begins[place] @ stretch
        begins[place + 1] = reached / reached.sum()
    found = np.empty((len(stretches), length + 1, 1, tags))
    found[:, 0, 0] = begins[:-1]
    for place in range(length):
        reached = found[:, place] @ stretches[:, place]
        found[:, place + 1] = reached / reached.sum(2, keepdims=True)
    return np.vstack([found[:, :-1].reshape(-1, tags), begins[-1:]])[: number + 1]
