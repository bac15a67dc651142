"""Articles in, their analyses in the same order out, made by several processes: one thread and one model each.

The processes are workers of Dask distributed, of this machine or of a cluster. Where one dies, its articles are done
again; an article at which two die, with nothing else to do, is left out and told.
"""

from __future__ import annotations

import functools
import gc
import pickle
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from quotes.cluster import PATIENCE, client_of, local_client, need_dask
from quotes.errors import QuotesError, UsageError
from quotes.messages import OnSkip, Skipped
from quotes.model import Analysis, Article
from quotes.parse.kept import Parses
from quotes.parse.parser import BATCH_CHARACTERS
from quotes.parse.stanza_models import BUNDLED, identity
from quotes.version import code_digest, versions

if TYPE_CHECKING:
    from distributed import Client, Future

PARCEL = BATCH_CHARACTERS
"""Characters of text that a process gets at once: as many as it parses at once."""
AHEAD = 4
"""Such parcels for each process that are on their way: none waits, what is read ahead stays little."""
MOST_DEATHS = 2
"""Processes that may die at an article, each with nothing else to do."""
FATAL = (
    "two processes were ended by force while they analysed it, as a system does that has no memory left; "
    "leave it out, or look for what is odd in it"
)

Made = list[tuple[int, Analysis]]
"""The place of each article in its parcel, with its analysis."""
Result = tuple[Made, list[Skipped], dict[str, bytes]]
"""Analyses, what was left out, and the new parses that are to be kept, each by its text."""


class CarriedParses:
    """The parses that travel with some articles; ``new`` are those that travel back."""

    def __init__(self, articles: Iterable[Article], parses: Parses) -> None:
        found = {article.text: parses.get(article.text) for article in articles}
        self._kept = {text: parse for text, parse in found.items() if parse is not None}
        self.keeps = parses.keeps
        self.new: dict[str, bytes] = {}

    def get(self, text: str) -> bytes | None:
        """The parse of a text as it was kept before, ``None`` where there is none."""
        return self._kept.get(text)

    def keep(self, text: str, parse: bytes) -> None:
        """Have a new parse carried back, to be kept there."""
        self.new[text] = parse


Work = Callable[[Sequence[Article], bytes, CarriedParses | None], Result]
"""Makes the analyses of a parcel with the settings of ``Workers``, pickled."""


@dataclass(frozen=True)
class _Asked:
    """What somebody who asked for analyses gave along with the articles."""

    on_skip: OnSkip
    parses: Parses | None

    def carried(self, parcel: Sequence[Article]) -> CarriedParses | None:
        return None if self.parses is None else CarriedParses(parcel, self.parses)

    def told(self, parcel: Sequence[Article], result: Result) -> Iterator[Analysis]:
        """The analyses of a parcel, about the very articles in it."""
        made, skipped, new = result
        for text, parse in new.items():
            if self.parses is not None:
                self.parses.keep(text, parse)
        for one in skipped:
            self.on_skip(one)
        for place, analysis in made:
            yield replace(analysis, article=parcel[place])


class Workers:
    """Processes that analyse: ``number`` of this machine, or those of a cluster whose ``scheduler`` is at an address.

    ``settings`` are those of ``quotes.analyze.Analyzer``. It stands in an analyzer's place where a job has many
    articles: ``pipe`` is the same. Processes of this machine start with the first article and stay until ``close``,
    after which they start anew. Raises UsageError where the cluster cannot be used.
    """

    def __init__(self, number: int, settings: Mapping[str, Any], scheduler: str = "", work: Work | None = None) -> None:
        need_dask()
        self._number = number
        self._work = work or analyzed
        self._settings = pickle.dumps((gc.get_threshold(), _program(settings), dict(settings)))
        self._scheduler = scheduler
        self._ending = ExitStack()
        self._connected: Client | None = None
        if scheduler:
            self.load()

    @property
    def number(self) -> int:
        """How many processes there are now."""
        return max(1, len(self._client.nthreads())) if self._scheduler else self._number

    def load(self) -> None:
        """Start the processes; each loads the model with its first article."""
        assert self._client

    def close(self) -> None:
        """End the processes of this machine, whatever they do; those of a cluster go on without this work."""
        self._ending.close()
        self._connected = None

    def pipe(self, articles: Iterable[Article], on_skip: OnSkip, parses: Parses | None = None) -> Iterator[Analysis]:
        """One analysis an article, in order; ``on_skip`` hears of those that are left out.

        What ``parses`` has is not parsed once more.
        """
        asked = _Asked(on_skip, parses)
        waiting: deque[tuple[list[Article], Future]] = deque()
        try:
            for parcel in parcels(articles, self.number):
                waiting.append((parcel, self._sent(parcel, asked)))
                while len(waiting) >= AHEAD * self.number:
                    yield from self._next(waiting, asked)
            while waiting:
                yield from self._next(waiting, asked)
        finally:
            for _, future in waiting:
                future.release()

    @property
    def _client(self) -> Client:
        if self._connected is None and self._scheduler:
            self._connected = client_of(self._scheduler, self._ending)
        elif self._connected is None:
            self._connected = local_client(self._number, self._ending)
        return self._connected

    def _sent(self, parcel: list[Article], asked: _Asked) -> Future:
        return self._client.submit(self._work, parcel, self._settings, asked.carried(parcel), pure=False)

    def _next(self, waiting: deque[tuple[list[Article], Future]], asked: _Asked) -> Iterator[Analysis]:
        """The analyses of the first parcel; where its process has died, one by one, with no other parcel on its way."""
        from distributed import KilledWorker, wait

        parcel, future = waiting.popleft()
        try:
            yield from asked.told(parcel, self._result(future))
        except KilledWorker:
            wait([other for _, other in waiting])  # so that it is known at which article a process dies
            for article in parcel:
                yield from self._alone(article, asked)

    def _alone(self, article: Article, asked: _Asked) -> Iterator[Analysis]:
        from distributed import KilledWorker

        deaths = 0
        while deaths < MOST_DEATHS:
            try:
                result = self._result(self._sent([article], asked))
            except KilledWorker as error:
                deaths += error.allowed_failures + 1
            else:
                yield from asked.told([article], result)
                return
        asked.on_skip(Skipped(article.path or article.id, FATAL))

    def _result(self, future: Future) -> Result:
        """What a future holds, waited for as long as there is somebody who may make it; raises QuotesError else."""
        from distributed import CancelledError

        alone = 0
        try:
            while alone < 2:
                try:
                    result: Result = future.result(timeout=PATIENCE)
                    return result
                except TimeoutError:
                    alone = 0 if self._client.nthreads() else alone + 1
        except (CancelledError, OSError) as error:
            where = f"the scheduler {self._scheduler}" if self._scheduler else "the processes of this machine"
            raise QuotesError(f"{where} cannot be reached any more; what was done before is kept") from error
        raise QuotesError(f"--scheduler {self._scheduler}: no worker is left there; start some, and run it again")


def parcels(articles: Iterable[Article], number: int) -> Iterator[list[Article]]:
    """``articles`` in parcels for so many processes: towards the end ever smaller ones, so that all end at once."""
    ahead: deque[Article] = deque()
    size = 0

    def parcel() -> list[Article]:
        nonlocal size
        rest = size - min(PARCEL, size / (2 * number))
        some: list[Article] = []
        while ahead and (not some or size > rest):
            some.append(ahead.popleft())
            size -= len(some[-1].text)
        return some

    for article in articles:
        ahead.append(article)
        size += len(article.text)
        if size >= 2 * number * PARCEL:
            yield parcel()
    while ahead:
        yield parcel()


_turn = threading.Lock()
"""Held by who analyses: one after the other, where a worker of a cluster has several threads."""


def analyzed(articles: Sequence[Article], settings: bytes, carried: CarriedParses | None = None) -> Result:
    """The analyses of some articles by an ``Analyzer`` with these settings, and what could not be analysed."""
    places = {id(article): place for place, article in enumerate(articles)}
    skipped: list[Skipped] = []
    with _turn:
        analyses = _analyzer(settings).pipe(articles, skipped.append, carried)
        made = [(places[id(one.article)], one) for one in analyses]
    return made, skipped, carried.new if carried else {}


@functools.lru_cache(maxsize=1)
def _analyzer(pickled: bytes) -> Any:
    """The analyzer of this process, loaded once; raises UsageError where it would find something else than asked."""
    from quotes.analyze import Analyzer

    collect_after, program, settings = pickle.loads(pickled)
    ours = _program(settings)
    other = sorted(name for name in {*program, *ours} if program.get(name) != ours.get(name))
    if other:
        raise UsageError(
            f"--scheduler: a worker has another version of {', '.join(other)} than you; install the same everywhere"
        )
    gc.set_threshold(*collect_after)
    return Analyzer(**settings)


def _program(settings: Mapping[str, Any]) -> dict[str, str]:
    """What decides how an article is analysed, beside the settings: versions, code and the files of the model."""
    model = identity(settings.get("model", BUNDLED), settings.get("model_dir"))
    return versions() | {"the code": code_digest()} | model
