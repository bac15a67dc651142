"""Articles in, the cost of the toolkit on top of plain Stanza out, both timed in the same run.

The two are timed in turn, several rounds, in CPU seconds of this process; what counts is the ratio, since
absolute times depend on the machine and on what else it does.
"""

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from quotes.analyze import Analyzer
from quotes.attribution.attribute import attribute
from quotes.errors import ReadError
from quotes.model import Article
from quotes.models import FOLDER
from quotes.parse.parser import Parser
from quotes.read import read_articles
from training.parser.resources import PROCESSORS, open_pipeline


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds that ``work`` takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def ratios(articles: Sequence[Article], rounds: int) -> dict[str, float]:
    """Median ratios to plain Stanza: our parse, attribution alone, and the whole way to the table."""
    pipeline, parser, analyzer = open_pipeline(FOLDER, PROCESSORS), Parser(), Analyzer()
    texts = [article.text for article in articles]
    found: dict[str, list[float]] = {"parse": [], "attribution": [], "whole": []}
    # The first pass also loads what each of them needs, and does not count.
    documents = list(parser.parse(articles))
    list(analyzer.pipe(articles))
    for _ in range(rounds):
        plain = seconds(lambda: pipeline.bulk_process(texts))
        found["parse"].append(seconds(lambda: list(parser.parse(articles))) / plain)
        found["attribution"].append(seconds(lambda: [attribute(p) for p in documents]) / plain)
        found["whole"].append(seconds(lambda: list(analyzer.pipe(articles))) / plain)
    return {name: statistics.median(values) for name, values in found.items()}


def report(folder: Path, most: int, rounds: int) -> Iterator[str]:
    """The ratios as lines."""
    for name, ratio in ratios(articles_to_time(folder, most), rounds).items():
        yield f"{name:12} {ratio:.2f} of plain Stanza"


def articles_to_time(folder: Path, most: int | None = None) -> list[Article]:
    """The first articles of a folder; raises ReadError where there are none."""
    articles = list(islice(read_articles([folder]), most))
    if not articles:
        raise ReadError(f"{folder}: no article here to time; name a folder of articles")
    return articles
