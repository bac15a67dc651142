"""The column names of a table in, which of them holds an article's text, identifier, title … out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from quotes.errors import ReadError
from quotes.own_data import toml_beside


class MissingColumn(ReadError):
    """A table without a column that was asked for, or without one that could hold the text."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table holds what; ``None`` means that it is guessed from the usual names.

    All columns that are none of these go into ``Article.metadata``.
    """

    text: str | None = None
    id: str | None = None
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    author: str | None = None
    section: str | None = None
    url: str | None = None


GUESSED = Columns()

# The first name that is there wins.
USUAL_NAMES: Mapping[str, list[str]] = toml_beside(__file__, "columns.toml")
CAMEL_CASE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
LONGEST_SHOWN = 30
MOST_SHOWN = 20


def choose_columns(columns: Columns, header: Sequence[str]) -> dict[str, str]:
    """For each field of Columns that ``header`` has, the name of its column; always with ``text``.

    Raises MissingColumn where no text column is found, or a column that was asked for is not there.
    """
    by_name = {plain_name(name): name for name in reversed(header)}
    chosen: dict[str, str] = {}
    for item in fields(columns):
        wanted = getattr(columns, item.name)
        if wanted is not None:
            found = wanted if wanted in header else by_name.get(plain_name(wanted))
            if found is None:
                where = f"no column “{wanted}” for the {item.name} (--{item.name}-column)"
                raise MissingColumn(f"{where}; columns there: {_listed(header)}")
            chosen[item.name] = found
    for item in fields(columns):
        names = (by_name.get(usual) for usual in USUAL_NAMES[item.name])
        free = next((name for name in names if name is not None and name not in chosen.values()), None)
        if item.name not in chosen and free is not None:
            chosen[item.name] = free
    if "text" not in chosen:
        raise MissingColumn(
            "which column holds the text? Name it with --text-column (in Python text_column=…); "
            f"columns there: {_listed(header)}"
        )
    return chosen


def has_text_column(header: Sequence[str]) -> bool:
    """Whether one of these names is usual for a column of texts."""
    return not {plain_name(name) for name in header}.isdisjoint(USUAL_NAMES["text"])


def plain_name(name: str) -> str:
    """A column name without capitals, and with single underscores for spaces and hyphens: "bodyText" is body_text."""
    return re.sub(r"[\s_-]+", "_", CAMEL_CASE.sub("_", name.strip())).casefold()


def _listed(header: Sequence[str]) -> str:
    shown = [name if len(name) <= LONGEST_SHOWN else name[:LONGEST_SHOWN] + "…" for name in header[:MOST_SHOWN]]
    return ", ".join(shown) + (" …" if len(header) > MOST_SHOWN else "")
