"""A spreadsheet in (.xlsx, .xls, .ods), the cells of its first sheet with articles out, row by row."""

from __future__ import annotations

import datetime
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from quotes.errors import ReadError
from quotes.read.archive import LARGEST_UNPACKED, check_xml, open_archive
from quotes.read.sheet_bounds import check_sheets

DAMAGED = "damaged, protected by a password or no spreadsheet: open it in its program and save it again as .xlsx or CSV"
ZIP = b"PK\x03\x04"


def sheet_records(file: IO[bytes]) -> Iterator[list[str | None]]:
    """The rows of the first sheet that has any, each cell as text, empty ones ``None``; raises ReadError."""
    import python_calamine

    if file.read(4) == ZIP:
        archive = open_archive(file, DAMAGED)
        check_xml(archive)
        check_sheets(archive, DAMAGED)
    file.seek(0)
    data = file.read(LARGEST_UNPACKED)
    try:
        with _panics_told():
            book = python_calamine.load_workbook(io.BytesIO(data))
            for name in book.sheet_names:
                rows = book.get_sheet_by_name(name).to_python(skip_empty_area=True)
                if rows:
                    return ([_cell(cell) for cell in row] for row in rows)
    except (python_calamine.CalamineError, OSError) as error:
        raise ReadError(DAMAGED) from error
    return iter(())


@contextmanager
def _panics_told() -> Iterator[None]:
    """A block in which a panic of Rust, of which its library writes to the error stream itself, is a ReadError."""
    stream, nothing = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    try:
        yield
    except BaseException as error:
        # It is no Exception, and has no name that could be imported.
        if type(error).__name__ == "PanicException":
            raise ReadError(DAMAGED) from error
        raise
    finally:
        os.dup2(stream, 2)
        os.close(stream)
        os.close(nothing)


def _cell(value: object) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)
