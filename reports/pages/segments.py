"""Overlapping marks in, properly nested pieces out: what a page needs to highlight spans of a text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from quotes.model import Span

Part = Literal["content", "no-comment", "cue", "source", "evidence", "own-evidence", "finding"]


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A span to be marked as a part of something numbered: an attribution, a source for its evidence, or a question."""

    span: Span
    part: Part
    number: int


@dataclass(frozen=True, slots=True)
class Open:
    """A mark begins here; ``first`` is False where it goes on after it had to be interrupted."""

    mark: Mark
    first: bool


@dataclass(frozen=True, slots=True)
class Close:
    """A mark ends here; ``last`` is False where it goes on in the next piece."""

    mark: Mark
    last: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of text between two ends of marks."""

    span: Span


Piece = Open | Close | Text


def pieces(within: Span, marks: Iterable[Mark]) -> Iterator[Piece]:
    """The text of ``within``, whole and in order, with its marks opened and closed in proper nesting.

    Marks are clipped to ``within``; of two that begin together the longer is outside; one that
    crosses another's end is interrupted there. Texts are never empty, nor are marks.
    """
    clipped = set(_clipped(within, marks))
    waiting = sorted(clipped, key=lambda mark: (mark.span.start, -mark.span.end, mark.part, mark.number))
    ends = sorted({end for mark in waiting for end in (mark.span.start, mark.span.end)} | {within.end})
    opened: list[Mark] = []
    position, upcoming = within.start, 0
    for end in ends:
        if position < end:
            yield Text(Span(position, end))
            position = end
        yield from _closing(opened, end)
        while upcoming < len(waiting) and waiting[upcoming].span.start == end:
            opened.append(waiting[upcoming])
            yield Open(waiting[upcoming], first=True)
            upcoming += 1


def _clipped(within: Span, marks: Iterable[Mark]) -> Iterator[Mark]:
    for mark in marks:
        start, end = max(mark.span.start, within.start), min(mark.span.end, within.end)
        if start < end:
            yield Mark(Span(start, end), mark.part, mark.number)


def _closing(opened: list[Mark], end: int) -> Iterator[Piece]:
    """Close what ends at ``end``, and interrupt what was opened inside it."""
    ending = next((depth for depth, mark in enumerate(opened) if mark.span.end == end), len(opened))
    interrupted = [mark for mark in opened[ending:] if mark.span.end > end]
    for mark in reversed(opened[ending:]):
        yield Close(mark, last=mark.span.end == end)
    opened[ending:] = interrupted
    for mark in interrupted:
        yield Open(mark, first=False)
