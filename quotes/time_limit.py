"""Seconds in, a block, or each step of a loop, that ends with an error when they are over out.

No article may hold up thousands.
"""

from __future__ import annotations

import ctypes
import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

Item = TypeVar("Item")


class TooSlow(Exception):
    """The time for a piece of work is over."""


class _Over(BaseException):
    """What ends a block: no error that a library may take for its own and go on."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """A block that raises TooSlow after ``seconds``, 0 for never.

    In the main thread it takes a timer of the system, which also ends a wait; in another one, and on Windows, what runs
    outside of Python is ended when it comes back.
    """
    if seconds <= 0:
        yield
        return
    timed = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    over = threading.Event()
    try:
        with _timer_of_the_system(seconds, over) if timed else _timer_of_a_thread(seconds, over):
            yield
    except _Over:
        pass
    except Exception:  # what a library made of the end
        if not over.is_set():
            raise
    if over.is_set():
        raise TooSlow(f"not done after {seconds:g} seconds")


@contextmanager
def _timer_of_the_system(seconds: float, over: threading.Event) -> Iterator[None]:
    def end(number: int, frame: FrameType | None) -> None:
        over.set()
        raise _Over

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _timer_of_a_thread(seconds: float, over: threading.Event) -> Iterator[None]:
    thread, running = threading.get_ident(), threading.Lock()
    ended = False

    def end() -> None:
        with running:
            if not ended:
                over.set()
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(_Over))

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with running:  # an error that has set out arrives before the block is left
            ended = True
        timer.cancel()


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
