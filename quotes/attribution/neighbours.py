"""Things with places in a text in, those out that lie near a place: so that not all pairs need to be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from quotes.model import Span

Thing = TypeVar("Thing")
STRETCH = 500
"""Characters of a stretch of text whose things are kept together."""


class Neighbours(Generic[Thing]):
    """Things by the stretches of text in which their spans lie."""

    def __init__(self) -> None:
        self._within: dict[int, list[Thing]] = {}

    def add(self, thing: Thing, spans: Iterable[Span]) -> None:
        """Keep ``thing``, which lies at ``spans``."""
        for stretch in _stretches(spans):
            self._within.setdefault(stretch, []).append(thing)

    def add_each(self: Neighbours[Span], spans: Iterable[Span]) -> None:
        """Keep each of ``spans`` where it lies."""
        for span in spans:
            self.add(span, [span])

    def near(self, spans: Iterable[Span]) -> Iterator[Thing]:
        """All things that may share a character with ``spans``, and some that do not; one may come twice."""
        return (thing for stretch in _stretches(spans) for thing in self._within.get(stretch, ()))


def _stretches(spans: Iterable[Span]) -> set[int]:
    return {stretch for span in spans for stretch in range(span.start // STRETCH, span.end // STRETCH + 1)}
