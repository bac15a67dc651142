"""Files in, their articles and what was skipped out; for tests of reading."""

from pathlib import Path

from quotes.messages import Skipped
from quotes.model import Article
from quotes.read import Columns, read_articles


def read(*paths: str | Path, columns: Columns | None = None) -> tuple[list[Article], list[Skipped]]:
    """What is skipped is told on one line each."""
    skipped: list[Skipped] = []
    articles = list(read_articles(paths, columns or Columns(), skipped.append))
    assert all("\n" not in str(one) for one in skipped)
    return articles, skipped
