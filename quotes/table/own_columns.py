"""The metadata of articles in, a column for each field of it out: what a user's own files told of each article.

A column is called ``own_`` and the field's name in letters that every program takes, so that it neither takes the
place of another column nor is a word of SQL or of a statistics program.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from quotes.table.columns import Column, ColumnType
from quotes.table.csv_files import WHOLE_NUMBER
from quotes.table.days import day_of

METADATA = "metadata"
"""The column that holds them all, as JSON."""
PREFIX = "own_"
LONGEST = 30
"""Characters of a column's name: a variable of Stata has 32."""
DECIMAL = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,12})?")


@dataclass(frozen=True)
class OwnColumns:
    """The column of each field that any article has, in the order in which they came."""

    columns: Mapping[str, Column] = field(default_factory=dict)

    def in_place(self, columns: Iterable[Column]) -> tuple[Column, ...]:
        """``columns`` with these in the place of that of all metadata."""
        kept = (column for column in columns if column.name != METADATA)
        return (*kept, *self.columns.values())

    def unpacked(self, frame: pd.DataFrame) -> pd.DataFrame:
        """``frame``, rows of the articles table, with these columns."""
        told = [fields_of(cell) for cell in frame[METADATA]]
        own = {
            column.name: pd.Series([_value(row.get(name), column.type) for row in told], frame.index, column.dtype)
            for name, column in self.columns.items()
        }
        return frame.assign(**own)


def own_columns(cells: Iterable[object]) -> OwnColumns:
    """The columns for ``cells`` of metadata; numbers and dates where every value is one."""
    types: dict[str, ColumnType] = {}
    for cell in cells:
        for name, value in fields_of(cell).items():
            if value.strip():
                types[name] = _wider(types.get(name), value.strip())
    columns: dict[str, Column] = {}
    for name, kind in types.items():
        taken = {column.name for column in columns.values()}
        columns[name] = Column(_free(name, taken), kind, f"“{name}”, a column of your own files.")
    return OwnColumns(columns)


def fields_of(cell: object) -> Mapping[str, str]:
    """What a cell of metadata holds; nothing where it was cut or edited so that it is no JSON object any more."""
    try:
        found = json.loads(cell) if isinstance(cell, str) else None
    except (ValueError, RecursionError):
        return {}
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}


def _wider(before: ColumnType | None, value: str) -> ColumnType:
    """The narrowest type for ``value`` and what came before it: "007" and "1e5" are names, not numbers."""
    own = _narrowest(value)
    if before in (None, own):
        return own
    return "number" if {before, own} == {"integer", "number"} else "text"


def _narrowest(value: str) -> ColumnType:
    if WHOLE_NUMBER.fullmatch(value):
        return "integer"
    if DECIMAL.fullmatch(value):
        return "number"
    return "text" if day_of(value) is None else "date"


def _value(value: str | None, kind: ColumnType) -> Any:
    if value is None or not value.strip():
        return None
    return {"integer": int, "number": float}.get(kind, str)(value)


def _free(name: str, taken: set[str]) -> str:
    """A name for the column of the field ``name``, none of ``taken``."""
    plain = (PREFIX + re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_"))[:LONGEST].rstrip("_")
    number = 1
    found = plain
    while found in taken:
        number += 1
        found = f"{plain[: LONGEST - 4]}_{number}"
    return found
