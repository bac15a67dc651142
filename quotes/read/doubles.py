"""Articles in, the same out, those marked that tell the story of one before them, word for word or nearly.

The words of an article, four at a time, are hashed, and the smallest of the hashes kept: how many of these two articles
share says how many of all such groups of words they share (Broder 1997, "On the resemblance and containment of
documents"). Four kilobytes an article, and no pair is compared that shares nothing.
"""

from __future__ import annotations

import hashlib
import heapq
import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from quotes.model import Article

GROUP = 4
"""Words that are hashed together."""
KEPT = 64
"""Hashes that are kept of an article."""
FOUND_BY = 16
"""The smallest of them, by which an article is found: of two that share six groups in ten, one pair in two million
has none of these in common."""
ALIKE = 0.6
"""Share of groups of words from which two articles tell one story; two of one event by two writers share a tenth."""
FEWEST_WORDS = 30
"""Words of an article below which it is no double: a line may well stand in two places."""
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Double:
    """An article that tells the story of an earlier one: in the same words, or nearly."""

    article: str
    of: str
    path: str


class Doubles:
    """Marks articles that were there before; ``found`` has all of them, in order."""

    def __init__(self) -> None:
        self.found: list[Double] = []
        self._whole: dict[bytes, str] = {}
        self._sketches: list[array[int]] = []
        self._seen: list[str] = []
        self._outlets: dict[str, set[str]] = {}
        self._once_more: set[str] = set()
        self._with: dict[int, list[int]] = {}

    def marked(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Each article, with the identifier of the first that tells its story in ``duplicate_of``."""
        for article in articles:
            first = self._before(article)
            outlet = article.outlet.casefold()
            told_by = self._outlets.setdefault(first or article.id, set())
            once_more = first is not None and (not outlet or "" in told_by or outlet in told_by)
            if once_more:
                self._once_more.add(article.id)
            else:
                told_by.add(outlet)
            if first is None:
                yield article
            else:
                self.found.append(Double(article.id, first, article.path or article.id))
                yield replace(article, duplicate_of=first)

    def is_counted(self, article: Article) -> bool:
        """Whether a marked article still counts: a story is an article of each outlet that tells it, and one where
        nobody knows the outlet."""
        return article.id not in self._once_more

    def _before(self, article: Article) -> str | None:
        """The identifier of the first article that tells the same story."""
        words = WORD.findall(article.text.casefold())
        if len(words) < FEWEST_WORDS:
            return None
        digest = hashlib.blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if digest in self._whole:
            return self._whole[digest]
        sketch = _sketch(words)
        shared = {place for one in sketch[:FOUND_BY] for place in self._with.get(one, ())}
        near = max(shared, key=lambda place: (_alike(sketch, self._sketches[place]), -place), default=None)
        if near is not None and _alike(sketch, self._sketches[near]) >= ALIKE:
            return self._seen[near]
        self._whole[digest] = article.id
        for one in sketch[:FOUND_BY]:
            self._with.setdefault(one, []).append(len(self._seen))
        self._seen.append(article.id)
        self._sketches.append(sketch)
        return None


def _sketch(words: list[str]) -> array[int]:
    """The smallest hashes of all groups of words, in order."""
    groups = {" ".join(words[place : place + GROUP]) for place in range(len(words) - GROUP + 1)}
    hashes = (
        int.from_bytes(hashlib.blake2b(group.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
        for group in groups
    )
    return array("Q", heapq.nsmallest(KEPT, hashes))


def _alike(first: array[int], second: array[int]) -> float:
    """The share of groups that two articles have in common, judged by the smallest hashes of both."""
    union = heapq.nsmallest(KEPT, {*first, *second})
    both = {*first} & {*second}
    return sum(one in both for one in union) / len(union)
