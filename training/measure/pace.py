"""Two resource folders and articles in, how fast the one reads them next to the other out.

Both read the same articles in turn, several rounds, in one process with two threads. CPU seconds count, since time on
the clock also depends on what else the machine does.
"""

import statistics
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import torch

from training.measure.timing import articles_to_time, seconds
from training.parser.resources import PROCESSORS, open_pipeline

THREADS = 2


def paces(old: Path, new: Path, texts: Sequence[str], rounds: int) -> tuple[float, float]:
    """Words that each reads in a CPU second, the median of some rounds."""
    torch.set_num_threads(THREADS)
    pipelines = [open_pipeline(folder, PROCESSORS) for folder in (old, new)]
    # The first pass also warms each of them up, and does not count.
    read = [pipeline.bulk_process(list(texts)) for pipeline in pipelines]
    words = sum(document.num_words for document in read[0])
    times = [[seconds(partial(pipeline.bulk_process, list(texts))) for pipeline in pipelines] for _ in range(rounds)]
    first, second = (words / statistics.median(taken) for taken in zip(*times, strict=True))
    return first, second


def report(old: Path, new: Path, folder: Path, most: int, rounds: int) -> Iterator[str]:
    """Both paces and their ratio, as a line."""
    before, now = paces(old, new, [article.text for article in articles_to_time(folder, most)], rounds)
    yield f"old {before:,.0f}, new {now:,.0f} words a CPU second: {now / before:.2f} times as fast"
