"""Articles in, what one of them costs in corpora of several sizes out, each read by a process of its own.

As many take hours, what is done is kept in a file: the same command goes on after the sizes that are there.
"""

import json
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from benchmarks.articles import articles_like
from benchmarks.memory import largest_memory
from quotes.model import Article

SIZES = (100, 1_000, 10_000)


def report(folder: Path, sizes: Sequence[int], words: int | None, kept: Path | None) -> Iterator[str]:
    """A line for each size; ``words`` cuts articles short, ``kept`` is the file of what was measured before."""
    known = json.loads(kept.read_text(encoding="utf-8")) if kept is not None and kept.is_file() else {}
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as workers:
        for size in sizes:
            name = f"{size} articles of {words or 'all their'} words"
            if name not in known:
                known[name] = workers.submit(cost, folder, size, words).result()
                if kept is not None:
                    kept.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
            seconds, memory = known[name]
            yield f"{size:6,} articles: {seconds / size:.4f} processor seconds an article, {memory:,.0f} MB at most"


def cost(folder: Path, size: int, words: int | None) -> tuple[float, float]:
    """Processor seconds of this process for so many articles, and its largest memory in MB."""
    from quotes import Analyzer

    analyzer = Analyzer()
    list(analyzer.pipe(_cut(articles_like(folder, 10), words)))  # what loads with the first of them does not count
    began = time.process_time()
    for _ in analyzer.pipe(_cut(articles_like(folder, size), words)):
        pass
    return time.process_time() - began, largest_memory()


def _cut(articles: Iterator[Article], words: int | None) -> Iterator[Article]:
    """The articles, each up to the end of the paragraph in which so many ``words`` are over."""
    for article in articles:
        count = 0
        paragraphs = article.text.split("\n\n")
        for place, paragraph in enumerate(paragraphs):
            count += len(paragraph.split())
            if words is not None and count >= words:
                paragraphs = paragraphs[: place + 1]
                break
        yield replace(article, text="\n\n".join(paragraphs))
