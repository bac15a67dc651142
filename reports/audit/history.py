"""The folders of finished audits in, how their articles differ from month to month out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pandas as pd

from quotes.table.csv_files import read_csv
from reports.audit.corpus import figure_pieces
from reports.audit.finished import open_finished
from reports.measures.comparison import Comparison, compare, within
from reports.measures.figures import Figures

SHARES = ["group", "by", "label", "of", "count", "share", "low", "high", "band_low", "band_high"]
DOUBT = ["group", "by", "label", "difference", "p_adjusted", "clear"]


def history(folders: Sequence[Path], by: str = "month") -> Comparison:
    """The articles of all ``folders`` compared ``by`` month, year, outlet or another of their columns.

    The codebook is that of the last folder. Raises ReadError where a folder holds no audit, ComparisonError where there
    are not two groups.
    """
    codebook = [open_finished(folder) for folder in folders][-1].codebook
    figures = Figures(_numbered(figure_pieces, folders))
    articles = _numbered(lambda folder: [read_csv(folder / "articles.csv", "articles")], folders)
    return compare(figures, pd.concat(articles, ignore_index=True), by, codebook=codebook)


def history_table(compared: Comparison) -> pd.DataFrame:
    """A row for each share of statements of each group: ``articles, statements`` of the group, then ``SHARES``.

    ``difference`` is that from all other groups, or of the first of two from the second, ``clear`` whether chance would
    seldom do the same; both are missing where a group is too small.
    """
    groups = compared.groups[["group", "articles", "statements"]]
    shares = compared.shares[compared.shares["of"] == "statements"][SHARES]
    told = shares.merge(compared.differences[DOUBT], on=["group", "by", "label"], how="left")
    return groups.merge(told, on="group")


def _numbered(pieces: Callable[[Path], Iterable[pd.DataFrame]], folders: Sequence[Path]) -> Iterator[pd.DataFrame]:
    """The tables of all ``folders``; two of them may each have an article of the same name."""
    for number, folder in enumerate(folders):
        for piece in pieces(folder):
            yield piece.assign(article=within(number, piece))
