"""Files, folders, globs and standard input in, articles out: one small module a format."""

from quotes.read.articles import count_articles, read_articles
from quotes.read.columns import Columns
from quotes.read.files import Skipped

__all__ = ["Columns", "Skipped", "count_articles", "read_articles"]
