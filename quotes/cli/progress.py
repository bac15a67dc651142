"""The items of a long run in, how far it has come out: a bar with the time left on a terminal, else plain lines."""

import time
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
from rich.text import Text

Item = TypeVar("Item")

LINE_EVERY = 10.0
"""Seconds between two plain lines."""
WAITED = 0.5
"""Seconds of waiting for an item that show that a batch was being worked on."""


class Pace:
    """The time left, judged by whole batches.

    Items come in batches: after a long wait one, then at once its fellows. So what an item costs is
    known only when its batch is out and the next is waited for; until then there is no estimate.
    Items that were done before are *free*: neither they nor their time count.
    """

    def __init__(self, total: int | None, clock: Callable[[], float] = time.monotonic) -> None:
        self.passed = 0
        self._total = total
        self._clock = clock
        self._turned = clock()
        self._waiting = False
        self._free = True
        self._paid = 0
        self._worked = 0.0
        self._settled: tuple[float, float, int] | None = None

    def asked(self) -> None:
        """The next item is asked for: the one before has been dealt with."""
        self._turn(counts=not self._free)
        self._waiting = True

    def came(self, *, free: bool = False) -> bool:
        """An item is there, done before or not; returns whether it is the first of a batch."""
        first = self._settle()
        self._turn(counts=not free)
        self._waiting = False
        self._free = free
        self._paid += not free
        self.passed += 1
        return first

    def set_out(self) -> None:
        """The work begins only now: what took the time since the last turn is not part of it."""
        self._turn(counts=False)

    def lost(self) -> None:
        """One item of the total will not come."""
        self.passed += 1

    def seconds_left(self) -> float | None:
        """Seconds until all is done; ``None`` while nothing tells."""
        self._settle()
        if self._total is None or self._settled is None:
            return None
        cost, when, passed = self._settled
        return max(0.0, cost * (self._total - passed) - (self._clock() - when))

    def _turn(self, *, counts: bool) -> None:
        now = self._clock()
        self._worked += now - self._turned if counts else 0.0
        self._turned = now

    def _settle(self) -> bool:
        """Whether the next batch is being waited for; notes what an item of those before cost."""
        if not self._waiting or self._clock() - self._turned <= WAITED:
            return False
        if self._paid:
            self._settled = (self._worked / self._paid, self._turned, self.passed)
        return True


class Tracker:
    """Shows on ``console`` how far a run has come; ``total`` is how many items there will be, if known."""

    def __init__(self, total: int | None, console: Console) -> None:
        self.total = total
        self.console = console
        self.pace = Pace(total)

    def follow(self, items: Iterable[Item], free: Callable[[Item], bool] = lambda item: False) -> Generator[Item]:
        """``items`` as they come; ``free`` tells which were done before and cost no time."""
        return (self._bar if self.console.is_terminal else self._lines)(self._paced(items, free))

    def _paced(self, items: Iterable[Item], free: Callable[[Item], bool]) -> Iterator[tuple[Item, bool]]:
        stream = iter(items)
        while True:
            self.pace.asked()
            try:
                item = next(stream)
            except StopIteration:
                return
            yield item, self.pace.came(free=free(item))

    def _bar(self, items: Iterable[tuple[Item, bool]]) -> Generator[Item]:
        shown = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeLeft(self.pace))
        # Standard output is the caller's: rich would move what is written there to this console.
        with Progress(*shown, console=self.console, transient=True, redirect_stdout=False) as progress:
            task = progress.add_task("articles", total=self.total)
            for item, _ in items:
                progress.update(task, completed=self.pace.passed)
                yield item

    def _lines(self, items: Iterable[tuple[Item, bool]]) -> Generator[Item]:
        said = time.monotonic()
        for item, first in items:
            done = self.pace.passed - 1
            if first and done and time.monotonic() - said >= LINE_EVERY:
                said = time.monotonic()
                self.console.print(progress_line(done, self.total, self.pace.seconds_left()))
            yield item


class TimeLeft(ProgressColumn):
    """The time left of a progress bar."""

    max_refresh = 0.5

    def __init__(self, pace: Pace) -> None:
        super().__init__()
        self._pace = pace

    def render(self, task: Task) -> Text:
        """The words at the end of the bar."""
        left = self._pace.seconds_left()
        return Text("" if left is None or task.finished else f"about {spoken(left)} left")


def progress_line(done: int, total: int | None, left: float | None) -> str:
    """One plain line: "9 of 24 articles done, about 26 s left"; no total where files held more than counted."""
    if total is None or done > total:
        return f"{done} articles done"
    return f"{done} of {total} articles done" + ("" if left is None else f", about {spoken(left)} left")


def spoken(seconds: float) -> str:
    """A time as one would say it: "45 s", "12 min", "3.5 h"."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5_400 else f"{seconds / 3600:.1f} h"
