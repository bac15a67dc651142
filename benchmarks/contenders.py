"""Articles in, how long one of four takes to read them out: Stanza in two ways, the toolkit in one process or several.

Each is a process of its own, so that its memory is its own; it loads its models, reads some articles to warm up, and
then reads all of them once for each request.
"""

import os
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

import psutil

from benchmarks.memory import largest_memory
from quotes.messages import log_skipped
from quotes.model import Article
from quotes.workers import Workers

WARMING = 8
"""Articles that each process reads before what counts: so many that it has loaded its models."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading all articles once took: seconds of the clock, of all processors, and the largest memory in MB.

    Of workers it is what they hold at the end.
    """

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
    """The toolkit on all cores, a process each: what ``--workers 0`` does."""
    workers = ending.enter_context(closing(Workers(os.cpu_count() or 1, {})))
    return lambda articles: list(workers.pipe(articles, log_skipped))


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
        read(articles[: WARMING * (os.cpu_count() or 1)])
        requests.send(None)
        while requests.recv():
            clock, processors = time.perf_counter(), _processors()
            read(articles)
            clock, processors = time.perf_counter() - clock, _processors() - processors
            requests.send(Cost(clock, processors, largest_memory() + _memory_of_workers()))


def _plain() -> Any:
    """Stanza as it comes, with the models of the toolkit."""
    import stanza

    from quotes.models import FOLDER

    return stanza.Pipeline("en", dir=str(FOLDER), package="news", download_method=None, logging_level="ERROR")


def _processors() -> float:
    """Seconds of all processors, of this process and its workers, so far."""
    times = [worker.cpu_times() for worker in psutil.Process().children(recursive=True)]
    return time.process_time() + float(sum(one.user + one.system for one in times))


def _memory_of_workers() -> float:
    """What the workers of this process hold now, in MB."""
    return float(sum(worker.memory_info().rss for worker in psutil.Process().children(recursive=True))) / 2**20
