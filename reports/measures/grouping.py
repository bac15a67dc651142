"""The articles table in, the group of each article out: its outlet, author, section, month, year, or own metadata."""

import re
from collections.abc import Mapping

import pandas as pd

from quotes.errors import UsageError
from quotes.read.columns import USUAL_NAMES, plain_name
from quotes.table.own_columns import fields_of

MOST_GROUPS = 200
COLUMNS = ("outlet", "author", "section")
TIMES = ("month", "year")
_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})(?:-\d|\s*$|T)")
_LETTERS = re.compile(r"[^\W\d_]{3}")


class ComparisonError(UsageError):
    """Articles that cannot be compared as asked; the message says what is possible."""


def groupings(articles: pd.DataFrame) -> tuple[str, ...]:
    """By what the articles of an articles table can be compared: what has two values at least."""
    names = [*COLUMNS, *TIMES, *dict.fromkeys(key for row in _metadata(articles) for key in row)]
    return tuple(name for name in names if group_of(articles, name).replace("", pd.NA).nunique() > 1)


def groups_by(articles: pd.DataFrame, by: str) -> tuple[pd.Series, list[str]]:
    """The group of each article, as ``group_of`` has it, and the groups that can be compared, sorted.

    Raises ComparisonError, naming what is possible, where no article has it, all have the same, or there are too many
    groups to show.
    """
    group = group_of(articles, by)
    found = sorted(set(group) - {""})
    if len(found) < 2 or len(found) > MOST_GROUPS:
        what = f"only “{found[0]}”" if len(found) == 1 else f"{len(found):,} values" if found else "no value"
        possible = ", ".join(name for name in groupings(articles) if name != by) or "nothing"
        raise ComparisonError(
            f"cannot compare by “{by}”: the articles have {what}; two to {MOST_GROUPS} are needed; "
            f"they could be compared by: {possible}"
        )
    return group, found


def group_of(articles: pd.DataFrame, by: str) -> pd.Series:
    """The group of each article as text, indexed by article; empty where its file does not tell.

    ``by`` is ``outlet``, ``author``, ``section``, ``month`` (2024-11), ``year``, or the name of a metadata column.
    Another usual name of the first three (``desk``) means them, since a column so called in a user's table was read as
    such. Raises ComparisonError for any other name.
    """
    metadata = _metadata(articles)
    values: list[str]
    if not any(by in row for row in metadata):
        by = next((name for name in COLUMNS if plain_name(by) in USUAL_NAMES[name]), by)
    if by in COLUMNS:
        values = articles[by].fillna("").astype(str).tolist()
    elif by in TIMES:
        months = [month_of(date) for date in articles["date"].fillna("").astype(str)]
        values = [month[:4] if by == "year" else month for month in months]
    elif any(by in row for row in metadata):
        values = [row.get(by, "") for row in metadata]
    else:
        possible = ", ".join(groupings(articles)) or "nothing"
        raise ComparisonError(f"cannot compare by “{by}”: no article has it; they could be compared by: {possible}")
    names = [" ".join(value.split()) for value in values]
    return pd.Series(names, index=pd.Index(articles["article"].astype(str), name="article"), dtype=object)


def month_of(date: str) -> str:
    """The month of a date as ``2024-11``; empty where the date does not say it beyond doubt ("03/04/2024")."""
    iso = _ISO.match(date)
    if iso:
        return f"{iso[1]}-{int(iso[2]):02d}" if 1 <= int(iso[2]) <= 12 else ""
    # Only with the name of the month: of 03/04/2024 nobody knows whether it is March or April.
    if not _LETTERS.search(date) or not re.search(r"\d{4}", date):
        return ""
    found = pd.to_datetime(date, errors="coerce", format="mixed", utc=True)
    return "" if pd.isna(found) else f"{found.year:04d}-{found.month:02d}"


def _metadata(articles: pd.DataFrame) -> list[Mapping[str, str]]:
    if "metadata" not in articles:
        return [{} for _ in range(len(articles))]
    return [fields_of(cell) for cell in articles["metadata"]]
