"""Values of JSON in (an array, the answer of an API, one object), records with one article each out, with plain names.

A name within another is written with a point between: ``fields.bodyText``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from quotes.errors import ReadError

ENVELOPES = (
    ("articles",),
    ("response", "results"),
    ("response", "docs"),
    ("response", "content"),
    ("results",),
    ("docs",),
    ("data",),
    ("items",),
    ("item",),
    ("posts",),
    ("stories",),
    ("documents",),
    ("news",),
    ("value",),
    ("hits", "hits"),
)
"""Where the answers of APIs keep their articles: NewsAPI, Guardian, New York Times, ninjs packages, JSON Feed, …"""
DEEPEST = 4
REMEDY = "save it again, or write the articles as a list of objects, or one object a line (.jsonl)"


def records(text: str) -> list[dict[str, object]]:
    """The records of a JSON text; raises ReadError where there are none."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        what = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        raise ReadError(f"broken JSON ({what}); {REMEDY}") from error
    found = _listed(value)
    if not found:
        raise ReadError(f"JSON without articles; {REMEDY}")
    return [flat(record) for record in found]


def flat(record: Mapping[str, Any]) -> dict[str, object]:
    """A record whose objects within it are taken out of it; lists stay."""
    cells: dict[str, object] = {}
    waiting = [("", record, 0)]
    while waiting:
        above, values, depth = waiting.pop()
        for name, value in values.items():
            full = f"{above}{name}"
            if isinstance(value, dict) and value and depth < DEEPEST:
                waiting.append((f"{full}.", value, depth + 1))
            else:
                cells[full] = value
    return cells


def _listed(value: object) -> list[Mapping[str, Any]]:
    if isinstance(value, dict):
        for path in ENVELOPES:
            inner: object = value
            for step in path:
                inner = inner.get(step) if isinstance(inner, dict) else None
            if isinstance(inner, list) and inner and all(isinstance(one, dict) for one in inner):
                return [one["_source"] if isinstance(one.get("_source"), dict) else one for one in inner]
        return [value]
    if isinstance(value, list):
        return [one for one in value if isinstance(one, dict)]
    return []
