"""The command ``quotes inspect``: paths in, what would be read as what out, one line an article; no model is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from quotes.cli.article_run import ArticleRun
from quotes.cli.exits import leave, need_files
from quotes.cli.messages import Messages, plural
from quotes.cli.option_groups import columns_of, with_options
from quotes.cli.options import Folders, MetadataFile, Paths
from quotes.cli.streams import print_lines
from quotes.messages import one_line
from quotes.model import Article
from quotes.read import Columns
from quotes.read.articles import kind_name
from quotes.read.metadata import known_before
from quotes.read.warnings import warnings_of

FIRST_WORDS = 60
"""Characters of an article's beginning."""
LONGEST = 50
"""Characters of a title or an outlet."""


@with_options(columns=columns_of)
def inspect(paths: Paths, columns: Columns, metadata: MetadataFile = None, folders: Folders = "") -> None:
    """Show what would be read as what: for each file its kind, for each article what is known of it and how it begins.

    Example: quotes inspect articles/

    Example: quotes inspect export.docx --metadata outlets.csv
    """
    run = ArticleRun(paths, columns, Messages(), known=known_before(metadata, folders), doubles="all")
    need_files(run)
    print_lines(_lines(run))
    leave(run)


def _lines(run: ArticleRun) -> Iterator[str]:
    words = articles = 0
    for path, several in groupby(run.articles(), key=lambda article: article.path):
        own = list(several)
        yield f"{one_line(path)}: {kind_name(path) or path}, {plural(len(own), 'article')}"
        for article in own:
            yield f"  {_line(article)}"
            words += len(article.text.split())
        articles += len(own)
    yield f"{plural(articles, 'article')}, {plural(words, 'word')}"


def _line(article: Article) -> str:
    known = (
        article.id,
        article.date or "no date",
        article.outlet or "no outlet",
        article.title or "no title",
        plural(len(article.text.split()), "word"),
        f"begins “{' '.join(article.text[: 4 * FIRST_WORDS].split())[:FIRST_WORDS]}…”",
        *(f"! {warning}" for warning in warnings_of(article)),
    )
    return " | ".join(one_line(part if len(part) <= 2 * LONGEST else f"{part[:LONGEST]}…") for part in known)
