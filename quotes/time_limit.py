"""Seconds in, a block, or each step of a loop, that ends with an error when they are over out.

No article may hold up thousands.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

Item = TypeVar("Item")


class TooSlow(Exception):
    """The time for a piece of work is over."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """A block that raises TooSlow after ``seconds``, 0 for never.

    It takes a timer of the system, which Windows has not and only the main thread may set: elsewhere there is no limit.
    What runs outside of Python is ended when it comes back.
    """
    if seconds <= 0 or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def over(number: int, frame: FrameType | None) -> None:
        raise TooSlow(f"not done after {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def each_in_time(items: Iterable[Item], seconds: float) -> Iterator[Item]:
    """``items``; raises TooSlow where one of them takes longer than ``seconds`` to come."""
    waiting = iter(items)
    while True:
        with time_limit(seconds):
            try:
                item = next(waiting)
            except StopIteration:
                return
        yield item
