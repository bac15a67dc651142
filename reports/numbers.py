"""The measures of a corpus in, all numbers of its report out as JSON; ``report.schema.json`` says what each is.

Shares are from 0 to 1. What cannot be given (a bound for too few articles, a ratio to nothing) is null.
"""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from typing import Any

import pandas as pd

from quotes.roles.codebook import Codebook
from quotes.table.csv_files import PIECE
from quotes.version import versions
from reports.measures.balance import Balance
from reports.measures.comparison import Comparison

FORMAT = 1
"""Goes up where something that was there is called or counted otherwise."""


def numbers_json(
    measures: Balance, comparison: Comparison | None = None, *, codebook: Codebook, partial: bool = False
) -> Iterator[str]:
    """The text of ``report.json``, piece by piece: a large corpus has a row for each of its sources."""
    error = measures.known_error
    found: dict[str, Any] = {
        "format": FORMAT,
        "versions": versions(),
        "codebook": codebook.name,
        "complete": not partial,
        **_fields(measures),
        "known_error": error and {name: getattr(error, name) for name in ("title", "articles", "statements")},
        "checked": None if measures.checked is None else asdict(measures.checked),
        "comparison": None if comparison is None else _fields(comparison),
    }
    yield from _object(found)
    yield "\n"


def _fields(value: Balance | Comparison) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _object(values: Mapping[str, Any]) -> Iterator[str]:
    """A JSON object; a frame in it is a list with an object a row, each on its line."""
    before = "{\n"
    for name, value in values.items():
        yield f"{before}{_text(name)}: "
        if isinstance(value, pd.DataFrame):
            yield from _rows(value)
        elif isinstance(value, dict):
            yield from _object(value)
        else:
            yield _text(value)
        before = ",\n"
    yield "\n}"


def _rows(frame: pd.DataFrame) -> Iterator[str]:
    names = [str(name) for name in frame.columns]
    before = "[\n"
    for start in range(0, len(frame), PIECE):
        for row in frame.iloc[start : start + PIECE].itertuples(index=False, name=None):
            yield before + _text(dict(zip(names, map(_cell, row), strict=True)))
            before = ",\n"
    yield "[]" if frame.empty else "\n]"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _cell(cell: Any) -> Any:
    if cell is None or cell is pd.NA or (isinstance(cell, float) and not math.isfinite(cell)):
        return None
    return cell.item() if hasattr(cell, "item") else cell
