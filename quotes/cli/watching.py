"""Folders and feeds in, a sign each time that something new has come out, until Ctrl-C."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from quotes.cli.messages import plural
from quotes.errors import ReadError
from quotes.messages import Skipped
from quotes.read.feed import take_in
from quotes.read.files import find_files

LOOK_EVERY = 2.0
"""Seconds between two looks into the folders."""

State = frozenset[tuple[str, int, int]]


def arrivals(
    paths: Sequence[str], feeds: Sequence[str], folder: Path, every: float, tell: Callable[[str], None]
) -> Iterator[None]:
    """Come back at once, and then each time that ``paths`` hold something new that no longer grows.

    Every so many seconds what is new in ``feeds`` is written into ``folder``; ``tell`` hears of feeds that do not
    answer, which are asked again.
    """
    taken: State | None = None
    seen: State | None = None
    asked = float("-inf")
    while True:
        if time.monotonic() - asked >= every:
            asked = time.monotonic()
            for feed in feeds:
                _ask(feed, folder, tell)
        now = _state(paths)
        if now != taken and (now == seen or taken is None):
            taken = now
            yield
        seen = now
        time.sleep(LOOK_EVERY)


def _ask(feed: str, folder: Path, tell: Callable[[str], None]) -> None:
    try:
        if new := take_in(feed, folder):
            tell(f"{plural(new, 'new article')} from {feed}")
    except ReadError as error:
        tell(f"{error}; it is asked again")


def _state(paths: Sequence[str]) -> State:
    """Each file with its size and time; one that goes while it is looked at is not there."""

    def silent(skipped: Skipped) -> None:
        pass

    found = set()
    for path in find_files(paths, silent):
        try:
            if path is not None:
                told = path.stat()
                found.add((str(path), told.st_size, told.st_mtime_ns))
        except OSError:
            continue
    return frozenset(found)
