"""A data frame with one article a row in, its articles out, by the same column names as in files of tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from quotes.messages import OnSkip, Skipped, one_line
from quotes.model import Article
from quotes.read.articles import UniqueNames
from quotes.read.columns import Columns, choose_columns
from quotes.read.dates import iso_date
from quotes.read.table import Row, articles_of, as_text

if TYPE_CHECKING:
    import pandas as pd


def read_frame(frame: pd.DataFrame, columns: Columns, on_skip: OnSkip) -> Iterator[Article]:
    """The articles of ``frame``; one without an id is known by its label in the index.

    The second of the same id becomes ``id-2``. ``on_skip`` hears of each row without a text. Raises MissingColumn
    where no column holds the text, or one that was asked for is not there.
    """
    header = [as_text(name) for name in frame.columns]
    chosen = choose_columns(columns, header)
    labels = [as_text(label) for label in frame.index]
    cells = frame.astype(object).where(frame.notna(), None)
    rows = (
        Row(number, f"row {labels[number]}", dict(zip(header, map(_plain, values), strict=True)))
        for number, values in enumerate(cells.itertuples(index=False, name=None))
    )

    def skip(reason: str) -> None:
        on_skip(Skipped("data frame", one_line(reason)))

    unique = UniqueNames()
    for article in articles_of(rows, chosen, lambda row: labels[row.number], skip):
        yield replace(article, id=unique.name(article.id), date=iso_date(article.date))


def _plain(value: object) -> object:
    """A cell without NumPy: Parquet's lists come as arrays."""
    return value.tolist() if isinstance(value, np.ndarray) else value
