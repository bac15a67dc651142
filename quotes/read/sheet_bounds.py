"""The archive of a spreadsheet in (.xlsx, .ods); a ReadError out where its library would never end or fill the memory.

The library makes room for every cell from the first to the last that holds something, and for each cell as often as it
says that it is repeated; in XML that breaks off it looks for the end for ever. Both are told as the XML streams by.
"""

from __future__ import annotations

import re
from typing import IO
from xml.parsers import expat
from zipfile import ZipFile

from quotes.errors import ReadError

MOST_CELLS = 10_000_000
"""Cells between the first and the last that hold something, the empty ones among them too."""
TOO_WIDE = "cells too far apart: copy the table alone into a new sheet, or save it as CSV (UTF-8)"
PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})\Z")
VALUES = {"v", "is", "p"}
"""Elements in which a cell holds something."""


def check_sheets(archive: ZipFile, damaged: str) -> None:
    """Raise ReadError, with ``damaged`` where the XML is none, where the sheets are not what a library can read."""
    for part in archive.infolist():
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as stream:
                try:
                    _Cells().read(stream)
                except expat.ExpatError as error:
                    raise ReadError(damaged) from error
        elif part.filename.startswith("xl/worksheets/") and part.filename.endswith(".bin"):
            raise ReadError("a binary workbook; open it in its program and save it again as .xlsx")


class _Cells:
    """How far the cells of one part reach that hold something."""

    def __init__(self) -> None:
        self._begin_sheet()

    def _begin_sheet(self) -> None:
        self._row = self._column = self._rows = self._columns = 0
        self._last_row = self._last_column = 0

    def read(self, stream: IO[bytes]) -> None:
        """Raise ExpatError where the part is no XML, ReadError where its cells are too many."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._begin
        parser.StartDoctypeDeclHandler = _no_declarations
        parser.ParseFile(stream)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local in ("row", "table-row"):
            self._row = _number(attributes.get("r")) or self._row + self._rows
            self._rows = _repeated(attributes, "number-rows-repeated")
            self._column, self._columns = 0, 1
        elif local in ("table", "sheetData"):
            self._begin_sheet()
        elif local in ("c", "table-cell", "covered-table-cell"):
            self._begin_cell(attributes)
        elif local in VALUES:
            self._hold()

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._column += self._columns
        self._columns = _repeated(attributes, "number-columns-repeated")
        place = PLACE.match(attributes.get("r", ""))
        if place:
            self._column, self._row = _column_of(place[1]), int(place[2])
        if any(one.endswith("value-type") for one in attributes):
            self._hold()

    def _hold(self) -> None:
        self._last_row = max(self._last_row, self._row + max(self._rows, 1))
        self._last_column = max(self._last_column, self._column + max(self._columns, 1))
        if self._last_row * self._last_column > MOST_CELLS:
            raise ReadError(TOO_WIDE)


def _no_declarations(*_: object) -> None:
    raise expat.ExpatError("a document type, which no spreadsheet has")


def _column_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def _repeated(attributes: dict[str, str], name: str) -> int:
    return next((_number(value) for one, value in attributes.items() if one.endswith(name)), 0) or 1


def _number(value: str | None) -> int:
    """A number as the libraries read it; 0 where it is none, and one too large where it has too many figures."""
    if not value or not value.isdecimal():
        return 0
    return int(value) if len(value) < 12 else MOST_CELLS + 1
