"""Frames of a table in, one Excel workbook out: a sheet a table, no cell of which can run as a formula."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import xlsxwriter

from quotes.export.files import Files, cut_note
from quotes.export.schema import Table
from quotes.table.columns import DATES, Column
from quotes.table.csv_files import cut, is_charged
from quotes.table.days import day_of
from quotes.table.rows import plain_rows

WORKBOOK = "quotes.xlsx"
MOST_ROWS = 1_048_576
"""Rows that a sheet of Excel holds, the header among them."""

FIRST_YEAR = 1900
"""Before which Excel knows no date."""
WIDTHS = {"text": 24, "integer": 11, "number": 11, "date": 11, "yes/no": 8, "span": 14, "spans": 14}


class ExcelFile(Files):
    """``quotes.xlsx``; a table of more than ``most_rows`` rows, the header among them, goes on on a further sheet.

    Every text is written as text, and one that begins like a formula carries Excel's own mark for text
    (``quotePrefix``), so that it stays text when somebody edits the cell. A date such as 2024-11-04 is one of
    Excel; others stay as the articles give them.
    """

    def __init__(self, folder: Path, most_rows: int = MOST_ROWS) -> None:
        super().__init__(folder)
        self._most_rows = most_rows
        literal = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
        options = {"constant_memory": True, "nan_inf_to_errors": True} | literal
        self._book = xlsxwriter.Workbook(folder / WORKBOOK, options)
        self._head = self._book.add_format({"bold": True, "bottom": 1})
        self._text = self._book.add_format({"quote_prefix": True})
        self._date = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._name = ""
        self._columns: Sequence[Column] = ()
        self._cut = self._sheets = 0

    def _begin(self, table: Table) -> Path:
        self._end_table()
        self._name, self._columns, self._cut, self._sheets = table.name, table.columns, 0, 0
        self._new_sheet()
        return self.folder / WORKBOOK

    def _new_sheet(self) -> None:
        self._sheets += 1
        name = self._name if self._sheets == 1 else f"{self._name} {self._sheets}"
        self._sheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        for place, column in enumerate(self._columns):
            self._sheet.set_column(place, place, WIDTHS[column.type])
            self._sheet.write_string(0, place, column.name, self._head)
        self._row = 1

    def add(self, frame: pd.DataFrame) -> None:
        """Append ``frame``."""
        for row in plain_rows(frame, self._columns):
            if self._row >= self._most_rows:
                self._end_sheet()
                self._new_sheet()
            for place, cell in enumerate(row.values()):
                self._write(place, cell)
            self._row += 1

    def _write(self, place: int, cell: object) -> None:
        if cell is None:
            return
        column = self._columns[place]
        day = day_of(cell) if column.type == "date" or column.name in DATES else None
        if day is not None and day.year >= FIRST_YEAR:
            self._sheet.write_datetime(self._row, place, day, self._date)
        elif isinstance(cell, bool):
            self._sheet.write_boolean(self._row, place, cell)
        elif isinstance(cell, int | float):
            self._sheet.write_number(self._row, place, cell)
        else:
            text = str(cell)
            shown = cut(text)
            self._cut += shown != text
            self._sheet.write_string(self._row, place, shown, self._text if is_charged(shown) else None)

    def _end_sheet(self) -> None:
        """Let readers filter the sheet by each of its columns."""
        if self._columns:
            self._sheet.autofilter(0, 0, self._row - 1, len(self._columns) - 1)

    def _end_table(self) -> None:
        self._end_sheet()
        if self._cut:
            self.notes.append(cut_note(f"{WORKBOOK}, {self._name}", self._cut))
        if self._sheets > 1:
            self.notes.append(
                f"{WORKBOOK}: {self._name} has more than the {self._most_rows:,} rows of a sheet and goes on on "
                f"{self._sheets - 1} more, up to “{self._name} {self._sheets}”"
            )

    def close(self) -> None:
        """Write the workbook."""
        self._end_table()
        self._book.close()
