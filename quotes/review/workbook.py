"""Rows of the table ``corrections`` in, an Excel workbook to fill in out: lists to choose from, words that wrap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, get_args

import xlsxwriter

from quotes.model import Kind
from quotes.review.corrections import Action, Reach
from quotes.table.columns import TABLES
from quotes.table.csv_files import cut, is_charged

WIDE, NARROW = 36, 14
FILLED_IN = ("action", "why", "reach", "who")
"""Columns to fill in, besides those that begin with ``new_``."""


def write_workbook(path: Path, rows: Iterable[dict[str, Any]], roles: Sequence[str]) -> None:
    """Write ``rows``; ``roles`` can be chosen in the column of the new role. Raises OSError."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("corrections")
        head = book.add_format({"bold": True, "bottom": 1})
        to_fill = book.add_format({"bold": True, "bottom": 1, "bg_color": "#fff2cc"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        charged = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        columns = TABLES["corrections"]
        sheet.freeze_panes(1, 4)
        choices = {
            "action": [action for action in get_args(Action) if action != "looked-through"],
            "reach": list(get_args(Reach)),
            "new_role": list(roles),
            "new_kind": list(get_args(Kind)),
            "new_named": ["True", "False"],
        }
        number = 0
        for number, row in enumerate(rows, start=1):
            for place, column in enumerate(columns):
                cell = row[column.name]
                if cell is not None:
                    text = cut(str(cell))
                    sheet.write_string(number, place, text, charged if is_charged(text) else wrapped)
        for place, column in enumerate(columns):
            filled_in = column.name in FILLED_IN or column.name.startswith("new_")
            sheet.set_column(place, place, WIDE if column.name.endswith("_text") else NARROW)
            sheet.write_string(0, place, column.name, to_fill if filled_in else head)
            sheet.write_comment(0, place, column.meaning)
            if column.name in choices and number:
                sheet.data_validation(1, place, number, place, {"validate": "list", "source": choices[column.name]})
