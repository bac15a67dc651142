"""Articles in, read by one of four: plain Stanza in two ways, and the toolkit in one process and in several.

Each is a process of its own, so that its memory is its own; it loads its models, reads some articles to warm up, and
then reads all of them once for each request.
"""

import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from quotes.model import Article

WARM_UP = 4
"""Articles that each reads before the clock runs."""
SHARE = 8
"""Articles that a worker gets at once."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading all articles once took: seconds of the clock, of all processors, and the largest memory in MB."""

    clock: float
    processors: float
    memory: float


Reads = Callable[[Sequence[Article]], Any]
"""Reads articles, once."""


def stanza_each(_: ExitStack) -> Reads:
    """Stanza, one call an article."""
    pipeline = _plain()
    return lambda articles: [pipeline(article.text) for article in articles]


def stanza_bulk(_: ExitStack) -> Reads:
    """Stanza's own way for many: ``bulk_process``."""
    pipeline = _plain()
    return lambda articles: pipeline.bulk_process([article.text for article in articles])


def toolkit_parse(_: ExitStack) -> Reads:
    """What ``stanza_bulk`` does, with the pipeline of the toolkit."""
    from quotes.parse.stanza_models import load_pipeline

    pipeline = load_pipeline()
    return lambda articles: pipeline.bulk_process([article.text for article in articles])


def toolkit(_: ExitStack) -> Reads:
    """The toolkit: parse, encoder, attributions, sources, roles, tone."""
    from quotes import Analyzer

    analyzer = Analyzer()
    return lambda articles: list(analyzer.pipe(articles))


def toolkit_everywhere(ending: ExitStack) -> Reads:
    """The toolkit on all cores, a process each."""
    workers = ending.enter_context(ProcessPoolExecutor(os.cpu_count()))

    def read(articles: Sequence[Article]) -> list[tuple[int, float, float]]:
        shares = [articles[start : start + SHARE] for start in range(0, len(articles), SHARE)]
        return list(workers.map(_worker, shares))

    return read


CONTENDERS = {
    "a": ("Stanza, an article a call", stanza_each),
    "b": ("Stanza bulk_process", stanza_bulk),
    "p": ("the toolkit's parse alone", toolkit_parse),
    "c": ("the toolkit, one process", toolkit),
    "d": ("the toolkit, all cores", toolkit_everywhere),
}


def serve(name: str, articles: Sequence[Article], requests: Connection) -> None:
    """Read all articles for each request, and answer with the Reading, until the other side sends False."""
    with ExitStack() as ending:
        read = CONTENDERS[name][1](ending)
        read(articles[: WARM_UP * (os.cpu_count() or 1)])
        requests.send(None)
        while requests.recv():
            clock, processors = time.perf_counter(), time.process_time()
            told = read(articles)
            clock, processors = time.perf_counter() - clock, time.process_time() - processors
            memory = largest_memory()
            if name == "d":
                processors += sum(taken for _, taken, _ in told)
                memory += sum({process: largest for process, _, largest in told}.values())
            requests.send(Reading(clock, processors, memory))


def _plain() -> Any:
    """Stanza as it comes, with the models of the toolkit."""
    import stanza

    from quotes.models import FOLDER

    return stanza.Pipeline("en", dir=str(FOLDER), package="news", download_method=None, logging_level="ERROR")


_analyzers: list[Any] = []
"""The one of a worker, made with its first share."""


def _worker(articles: Sequence[Article]) -> tuple[int, float, float]:
    from quotes import Analyzer

    if not _analyzers:
        _analyzers.append(Analyzer())
        list(_analyzers[0].pipe(articles[:1]))
    began = time.process_time()
    list(_analyzers[0].pipe(articles))
    return os.getpid(), time.process_time() - began, largest_memory()


def largest_memory() -> float:
    """The largest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
