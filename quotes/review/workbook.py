"""Rows in, an Excel workbook to fill in out: lists to choose from, words that wrap."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import xlsxwriter

from quotes.model import Kind
from quotes.review.corrections import OF_STATEMENTS, Reach
from quotes.table.columns import TABLES
from quotes.table.csv_files import cut, is_charged

WIDE, NARROW = 36, 14
FILLED_IN = ("action", "why", "reach", "who")
"""Columns of the table ``corrections`` to fill in, besides those that begin with ``new_``."""


def write_corrections_workbook(path: Path, rows: Iterable[dict[str, Any]], roles: Sequence[str]) -> None:
    """Write rows of the table ``corrections``; ``roles`` can be chosen for the new role. Raises OSError."""
    columns = TABLES["corrections"]
    write_workbook(
        path,
        "corrections",
        {column.name: column.meaning for column in columns},
        rows,
        wide=[column.name for column in columns if column.name.endswith("_text")],
        filled_in=[column.name for column in columns if column.name in FILLED_IN or column.name.startswith("new_")],
        choices={
            "action": list(OF_STATEMENTS),
            "reach": list(get_args(Reach)),
            "new_role": list(roles),
            "new_kind": list(get_args(Kind)),
            "new_named": ["True", "False"],
        },
        frozen=4,
    )


def write_workbook(
    path: Path,
    name: str,
    columns: Mapping[str, str],
    rows: Iterable[Mapping[str, Any]],
    *,
    wide: Collection[str],
    filled_in: Collection[str],
    choices: Mapping[str, Sequence[str]],
    frozen: int = 0,
) -> None:
    """Write a workbook of one sheet with ``columns`` (name → meaning); raises OSError.

    ``filled_in`` are those that people fill in, ``choices`` what they can choose there, ``wide`` those with sentences,
    ``frozen`` how many stay in view.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet(name)
        head = book.add_format({"bold": True, "bottom": 1})
        to_fill = book.add_format({"bold": True, "bottom": 1, "bg_color": "#fff2cc"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        charged = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        sheet.freeze_panes(1, frozen)
        number = 0
        for number, row in enumerate(rows, start=1):
            for place, column in enumerate(columns):
                cell = row[column]
                if cell not in (None, ""):
                    text = cut(str(cell))
                    sheet.write_string(number, place, text, charged if is_charged(text) else wrapped)
        for place, (column, meaning) in enumerate(columns.items()):
            sheet.set_column(place, place, WIDE if column in wide else NARROW)
            sheet.write_string(0, place, column, to_fill if column in filled_in else head)
            sheet.write_comment(0, place, meaning)
            if column in choices and number:
                sheet.data_validation(1, place, number, place, {"validate": "list", "source": list(choices[column])})
