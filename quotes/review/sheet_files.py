"""A sheet that somebody filled in in (CSV, Excel), its rows out, each with a text for every column."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from quotes.errors import ReadError
from quotes.table.csv_files import restored


def rows_of_sheet(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, or of the first sheet of an Excel workbook; raises ReadError where it is neither.

    What stands in cells that somebody merged counts for each of them.
    """
    return _excel_rows(path) if path.suffix.lower() == ".xlsx" else _csv_rows(path)


def _csv_rows(path: Path) -> list[dict[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise ReadError(f"{path}: cannot be read ({error}); save it as CSV in UTF-8") from error
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)  # an Excel of another country writes semicolons
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter=separator)
    return [{str(name): restored(cell or "") for name, cell in row.items() if name} for row in reader]


def _excel_rows(path: Path) -> list[dict[str, str]]:
    from openpyxl import load_workbook

    try:
        sheet = load_workbook(path, data_only=True).worksheets[0]
    except Exception as error:  # openpyxl raises what its parts raise
        raise ReadError(f"{path}: no workbook that can be read ({error}); save it anew, or as CSV") from error
    merged = {
        (row, column): sheet.cell(area.min_row, area.min_col).value
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    rows = [[merged.get((cell.row, cell.column), cell.value) for cell in row] for row in sheet.iter_rows()]
    head = [str(cell or "") for cell in rows[0]] if rows else []
    cells = ({name: _cell(cell) for name, cell in zip(head, row, strict=False) if name} for row in rows[1:])
    return [row for row in cells if any(row.values())]


def _cell(value: Any) -> str:
    return "" if value is None else restored(str(value))
