"""Articles in, the cost of the toolkit on top of plain Stanza out, both timed in the same run.

    python -m training.measure.speed FOLDER

The two are timed in turn, several rounds, in CPU seconds of this process; what counts is the ratio, since
absolute times depend on the machine and on what else it does.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from quotes.analyze import Analyzer
from quotes.attribution.attribute import attribute
from quotes.errors import ReadError
from quotes.model import Article
from quotes.parse.parser import Parser
from quotes.parse.stanza_models import load_pipeline
from quotes.read import read_articles
from training.command import mistakes_in_one_line

ROUNDS = 3


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds that ``work`` takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def measure(articles: list[Article], rounds: int = ROUNDS) -> dict[str, float]:
    """Median ratios to plain Stanza: our parse, attribution alone, and the whole way to the table."""
    pipeline, parser, analyzer = load_pipeline(), Parser(), Analyzer()
    texts = [article.text for article in articles]
    ratios: dict[str, list[float]] = {"parse": [], "attribution": [], "whole": []}
    documents = list(parser.parse(articles))
    for _ in range(rounds):
        plain = seconds(lambda: pipeline.bulk_process(texts))
        ratios["parse"].append(seconds(lambda: list(parser.parse(articles))) / plain)
        ratios["attribution"].append(seconds(lambda: [attribute(p) for p in documents]) / plain)
        ratios["whole"].append(seconds(lambda: list(analyzer.pipe(articles))) / plain)
    return {name: statistics.median(values) for name, values in ratios.items()}


@mistakes_in_one_line()
def main() -> None:
    """Print the ratios."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--most", type=int, default=24, help="how many articles to take")
    chosen = options.parse_args()
    articles = list(read_articles([chosen.folder]))[: chosen.most]
    if not articles:
        raise ReadError(f"{chosen.folder}: no article here to time; name a folder of articles")
    for name, ratio in measure(articles).items():
        print(f"{name:12} {ratio:.2f} of plain Stanza")


if __name__ == "__main__":
    main()
