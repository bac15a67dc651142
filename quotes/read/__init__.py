"""Files, folders, globs and standard input in, articles out: one small module a format."""

from quotes.read.articles import count_articles, read_articles
from quotes.read.columns import Columns

__all__ = ["Columns", "count_articles", "read_articles"]
