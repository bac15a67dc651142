"""A table that somebody saved from a spreadsheet program in (CSV, Excel), its rows as text out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotes.errors import ReadError
from quotes.read.decode import decode
from quotes.table.csv_files import restored


def spreadsheet_rows(path: Path) -> list[dict[str, str]]:
    """The rows below the first, by the names of the columns; raises ReadError where it is no such table.

    What stands in cells that somebody merged counts for each of them.
    """
    try:
        lines = list(_excel(path) if path.suffix.lower() == ".xlsx" else _csv(path))
    except ReadError:
        raise
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror or error}); name a table (.csv, .xlsx)") from error
    except Exception as error:  # openpyxl raises what its parts raise
        raise ReadError(f"{path}: cannot be read ({error}); save it as CSV in UTF-8, or as Excel (.xlsx)") from error
    head = [name.strip() for name in lines[0]] if lines else []
    empty = dict.fromkeys(filter(None, head), "")
    return [empty | {name: cell for name, cell in zip(head, line, strict=False) if name} for line in lines[1:]]


def _csv(path: Path) -> Iterator[list[str]]:
    text = decode(path.read_bytes())
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)  # an Excel of another country writes semicolons
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        yield [restored(cell) for cell in row]


def _excel(path: Path) -> Iterator[list[str]]:
    from openpyxl import load_workbook

    sheet = load_workbook(path, data_only=True).worksheets[0]
    merged = {
        place: sheet.cell(area.min_row, area.min_col).value
        for area in sheet.merged_cells.ranges
        for place in area.cells
    }
    for row in sheet.iter_rows():
        yield [_cell(merged.get((cell.row, cell.column), cell.value)) for cell in row]


def _cell(value: Any) -> str:
    """A cell as text; Excel makes numbers of what looks like them."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else restored(str(value))
