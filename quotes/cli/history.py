"""The command ``quotes history``: folders of audits in, who is heard month by month out, as a table or CSV."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli.messages import Messages
from quotes.cli.streams import print_lines

if TYPE_CHECKING:
    import pandas as pd

    from reports.measures.comparison import Comparison

MOST_ROLES = 6
"""Roles that the terminal shows, the most heard first; the CSV has all."""


def history(
    folders: Annotated[
        list[Path], typer.Argument(metavar="REPORT…", help="The --out folders of audits.", show_default=False)
    ],
    by: Annotated[
        str, typer.Option("--by", help="month, year, outlet, author, section or a column of your own.")
    ] = "month",
    out: Annotated[Path | None, typer.Option("--out", help="CSV file for all shares, with their intervals.")] = None,
) -> None:
    """Compare the months of an audit: who is heard in each, and what differs by more than chance.

    Example: quotes history report --out history.csv
    """
    from quotes.errors import WriteError
    from quotes.table.csv_files import write_csv
    from reports.audit.history import history as compared_by
    from reports.audit.history import history_table

    compared = compared_by(folders, by)
    table = history_table(compared)
    if out is not None:
        try:
            write_csv(table, out)
        except OSError as error:
            raise WriteError(f"--out {out}: {error.strerror or error}; name a file that can be written") from error
        Messages().print(f"{len(table):,} shares: {out}")
    print_lines(_lines(compared, table))


def _lines(compared: Comparison, table: pd.DataFrame) -> list[str]:
    """A row a group: its articles, statements, and the shares of roles and of unnamed sources in per cent."""
    roles = table[table["by"] == "role"].groupby("label")["count"].sum().sort_values(ascending=False, kind="stable")
    columns = [("role", str(label)) for label in roles.index[:MOST_ROLES]] + [("naming", "unnamed")]
    told = table.assign(clear=table["clear"].eq(True)).to_dict("records")  # it is missing for a group too small
    shown = {(row["group"], row["by"], row["label"]): _cell(row["share"], row["clear"]) for row in told}
    rows = [[compared.by, "articles", "statements", *(label for _, label in columns)]]
    for group in compared.groups.itertuples():
        cells = [shown.get((group.group, *column), "") for column in columns]
        rows.append([str(group.group) or "not told", f"{group.articles:,}", f"{group.statements:,}", *cells])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    few = (
        f"Shares of statements in per cent; * differs from the rest beyond chance ({compared.fewest} articles or more)."
    )
    return [*lines, "", few]


def _cell(share: float, clear: bool) -> str:
    return "–" if math.isnan(share) else f"{100 * share:.0f}{'*' if clear else ''}"
