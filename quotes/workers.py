"""Articles in, their analyses in the same order out, made by several processes: one thread and one model each.

A process that dies has its articles done again; an article at which a second one dies too is left out and told.
"""

from __future__ import annotations

import functools
import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import chain, islice
from multiprocessing.connection import wait
from typing import Any

from quotes.messages import OnSkip, Skipped
from quotes.model import Analysis, Article

AT_ONCE = 8
"""Articles that a process gets at once: enough that batching pays."""
AHEAD = 2
"""Such parcels for each process that are on their way: what is read ahead stays little."""
FATAL = (
    "two processes were ended by force while they analysed it, as a system does that has no memory left; "
    "leave it out, or look for what is odd in it"
)

Made = list[tuple[int, Analysis]]
"""The place of each article in its parcel, with its analysis."""
Work = Callable[[Sequence[Article], Mapping[str, Any]], tuple[Made, list[Skipped]]]


def analyzed(articles: Sequence[Article], settings: Mapping[str, Any]) -> tuple[Made, list[Skipped]]:
    """The analyses of some articles by an ``Analyzer`` with these settings, and what could not be analysed."""
    places = {id(article): place for place, article in enumerate(articles)}
    skipped: list[Skipped] = []
    made = [
        (places[id(one.article)], one) for one in _analyzer(*sorted(settings.items())).pipe(articles, skipped.append)
    ]
    return made, skipped


class Workers:
    """``number`` processes that analyse; ``settings`` are those of ``quotes.analyze.Analyzer``.

    It stands in an analyzer's place where a job has many articles: ``pipe`` is the same.
    """

    def __init__(self, number: int, settings: Mapping[str, Any], work: Work = analyzed) -> None:
        self.number = number
        self._settings = dict(settings)
        self._work = work
        self._pool: ProcessPoolExecutor | None = None

    def load(self) -> None:
        """Nothing: each process loads the model with its first article."""

    def pipe(self, articles: Iterable[Article], on_skip: OnSkip) -> Iterator[Analysis]:
        """One analysis an article, in order; ``on_skip`` hears of those that are left out."""
        waiting: deque[tuple[list[Article], Future[tuple[Made, list[Skipped]]]]] = deque()
        stream = iter(articles)
        try:
            while parcel := list(islice(stream, AT_ONCE)):
                waiting.append((parcel, self._sent(parcel, self.number)))
                if len(waiting) >= AHEAD * self.number:
                    yield from self._next(waiting, on_skip)
            while waiting:
                yield from self._next(waiting, on_skip)
        finally:
            self._end()

    def _next(
        self, waiting: deque[tuple[list[Article], Future[tuple[Made, list[Skipped]]]]], on_skip: OnSkip
    ) -> Iterator[Analysis]:
        """The analyses of the first parcel; where a process has died, of all that are on their way, one by one."""
        parcel, future = waiting.popleft()
        try:
            yield from _told(parcel, future.result(), on_skip)
        except BrokenProcessPool:
            parcels = [parcel, *(other for other, _ in waiting)]
            waiting.clear()
            self._end()
            for article in chain.from_iterable(parcels):
                yield from self._alone(article, on_skip)
            self._end()

    def _alone(self, article: Article, on_skip: OnSkip) -> Iterator[Analysis]:
        try:
            made = self._sent([article], 1).result()
        except BrokenProcessPool:
            self._end()
            on_skip(Skipped(article.path or article.id, FATAL))
        else:
            yield from _told([article], made, on_skip)

    def _sent(self, parcel: list[Article], number: int) -> Future[tuple[Made, list[Skipped]]]:
        if self._pool is None:
            # Not forked: a process with threads cannot be copied safely.
            self._pool = ProcessPoolExecutor(number, multiprocessing.get_context("spawn"), _begin, gc.get_threshold())
            self._others = set(multiprocessing.active_children())
        try:
            return self._pool.submit(self._work, parcel, self._settings)
        except BrokenProcessPool as error:
            broken: Future[tuple[Made, list[Skipped]]] = Future()
            broken.set_exception(error)
            return broken

    def _end(self) -> None:
        """End the processes, whatever they do."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            for process in set(multiprocessing.active_children()) - self._others:
                process.terminate()
            self._pool = None


def _told(parcel: Sequence[Article], result: tuple[Made, list[Skipped]], on_skip: OnSkip) -> Iterator[Analysis]:
    """The analyses of a parcel, about the very articles in it."""
    made, skipped = result
    for one in skipped:
        on_skip(one)
    for place, analysis in made:
        yield replace(analysis, article=parcel[place])


def _begin(*collect_after: int) -> None:
    """Prepare a process: its parent hears Ctrl-C, and it ends with its parent; dead objects are sought as there."""
    os.environ["OMP_NUM_THREADS"] = "1"  # before PyTorch comes: with more, processes wait for one another
    gc.set_threshold(*collect_after)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


@functools.cache
def _analyzer(*settings: tuple[str, Any]) -> Any:
    from quotes.analyze import Analyzer

    return Analyzer(**dict(settings))
