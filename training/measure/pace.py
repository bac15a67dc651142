"""Two resource folders and articles in, how fast the one reads them next to the other out.

    python -m training.measure.pace OLD NEW FOLDER

Both read the same articles in turn, several rounds, in one process with two threads. CPU seconds count, since time on
the clock also depends on what else the machine does.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import torch

from quotes.errors import ReadError
from quotes.read import read_articles
from training.command import mistakes_in_one_line
from training.measure.speed import ROUNDS, seconds
from training.parser.resources import PROCESSORS, open_pipeline

THREADS = 2


def paces(old: Path, new: Path, texts: Sequence[str], rounds: int = ROUNDS) -> tuple[float, float]:
    """Words that each reads in a CPU second, the median of some rounds."""
    torch.set_num_threads(THREADS)
    pipelines = [open_pipeline(folder, PROCESSORS) for folder in (old, new)]
    # The first pass also warms each of them up, and does not count.
    read = [pipeline.bulk_process(list(texts)) for pipeline in pipelines]
    words = sum(document.num_words for document in read[0])
    times = [[seconds(partial(pipeline.bulk_process, list(texts))) for pipeline in pipelines] for _ in range(rounds)]
    first, second = (words / statistics.median(taken) for taken in zip(*times, strict=True))
    return first, second


@mistakes_in_one_line()
def main() -> None:
    """Print both paces and their ratio."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("old", type=Path)
    options.add_argument("new", type=Path)
    options.add_argument("folder", type=Path)
    options.add_argument("--most", type=int, default=24, help="how many articles to take")
    options.add_argument("--rounds", type=int, default=ROUNDS, help="how often each reads them")
    chosen = options.parse_args()
    texts = [article.text for article in read_articles([chosen.folder])][: chosen.most]
    if not texts:
        raise ReadError(f"{chosen.folder}: no article here to time; name a folder of articles")
    old, new = paces(chosen.old, chosen.new, texts, chosen.rounds)
    print(f"old {old:,.0f}, new {new:,.0f} words a CPU second: {new / old:.2f} times as fast")


if __name__ == "__main__":
    main()
