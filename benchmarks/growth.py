"""Articles in, what one of them costs in corpora of several sizes out, each read by a process of its own."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from benchmarks.articles import articles_like
from benchmarks.contenders import largest_memory

SIZES = (100, 1_000, 10_000)


def report(folder: Path, sizes: Sequence[int]) -> Iterator[str]:
    """A line for each size."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as workers:
        for size in sizes:
            seconds, memory = workers.submit(cost, folder, size).result()
            yield f"{size:6,} articles: {seconds / size:.3f} processor seconds an article, {memory:,.0f} MB at most"


def cost(folder: Path, size: int) -> tuple[float, float]:
    """Processor seconds of this process for so many articles, and its largest memory in MB."""
    from quotes import Analyzer

    analyzer = Analyzer()
    list(analyzer.pipe(articles_like(folder, 1)))
    began = time.process_time()
    for _ in analyzer.pipe(articles_like(folder, size)):
        pass
    return time.process_time() - began, largest_memory()
