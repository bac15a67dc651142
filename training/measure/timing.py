"""A folder in, its articles to time out; a piece of work in, the processor's seconds for it out."""

import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from quotes.errors import ReadError
from quotes.model import Article
from quotes.read import read_articles


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds that ``work`` takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def articles_to_time(folder: Path, most: int | None = None) -> list[Article]:
    """The first articles of a folder; raises ReadError where there are none."""
    articles = list(islice(read_articles([folder]), most))
    if not articles:
        raise ReadError(f"{folder}: no article here to time; name a folder of articles")
    return articles
