"""The measures of a corpus in, all numbers of its report out as JSON; ``report.schema.json`` says what each is.

Shares are from 0 to 1. What cannot be given (a bound for too few articles, a ratio to nothing) is null.
"""

from __future__ import annotations

import json
import math
from dataclasses import fields
from typing import Any

import pandas as pd

from quotes.roles.codebook import Codebook
from quotes.version import versions
from reports.balance import Balance
from reports.measures.comparison import Comparison

FORMAT = 1
"""Goes up where something that was there is called or counted otherwise."""


def numbers(
    measures: Balance, comparison: Comparison | None = None, *, codebook: Codebook, partial: bool = False
) -> dict[str, Any]:
    """Everything that the report counts, as dicts, lists and plain values."""
    error = measures.known_error
    return {
        "format": FORMAT,
        "versions": versions(),
        "codebook": codebook.name,
        "complete": not partial,
        **{name: value for name, value in _plain(measures).items() if name != "known_error"},
        "known_error": None
        if error is None
        else {"title": error.title, "articles": error.articles, "statements": error.statements},
        "comparison": None if comparison is None else _plain(comparison),
    }


def numbers_json(
    measures: Balance, comparison: Comparison | None = None, *, codebook: Codebook, partial: bool = False
) -> str:
    """``numbers`` as the text of ``report.json``."""
    found = numbers(measures, comparison, codebook=codebook, partial=partial)
    return json.dumps(found, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _plain(value: Any) -> dict[str, Any]:
    return {field.name: _value(getattr(value, field.name)) for field in fields(value)}


def _value(value: Any) -> Any:
    if isinstance(value, pd.DataFrame):
        names = [str(name) for name in value.columns]
        return [dict(zip(names, map(_cell, row), strict=True)) for row in value.itertuples(index=False, name=None)]
    return list(value) if isinstance(value, tuple) else value


def _cell(cell: Any) -> Any:
    if cell is None or cell is pd.NA or (isinstance(cell, float) and not math.isfinite(cell)):
        return None
    return cell.item() if hasattr(cell, "item") else cell
