"""All that one source says in several articles in, what its page shows out."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

import pandas as pd

from quotes.table.rows import writable
from reports.charts.colours import RoleStyle
from reports.charts.picture import Table
from reports.language.language import Language
from reports.pages.doubts import COLUMNS as DOUBTED
from reports.pages.doubts import doubts_of
from reports.pages.frame_rows import rows_of

SHOWN = 1_000
"""Statements that a source's page shows; the tables hold all."""
COLUMNS = (
    "article", "attribution", "title", "outlet", "date", "speaker", "role", "kind", "cue_text", "content_text",
    "words", *DOUBTED,
)  # fmt: skip
"""The columns of the attributions table that the page needs."""


def source_values(
    speaker: str, rows: pd.DataFrame, styles: Mapping[str, RoleStyle], language: Language
) -> dict[str, Any]:
    """What the page of ``speaker`` shows; ``rows`` are its statements, of which none lacks a role."""
    spoken = rows["kind"] != "no-comment"
    return {
        "title": writable(speaker),
        "styles": styles,
        "names": _names(rows, speaker),
        "spoken": int(spoken.sum()),
        "unanswered": int((~spoken).sum()),
        "article_number": int(rows["article"].nunique()),
        "roles": _role_table(rows[spoken], styles, language),
        "articles": list(_by_article(rows, styles)),
        "shown": min(SHOWN, len(rows)),
        "all_statements": len(rows),
    }


def _by_article(statements: pd.DataFrame, styles: Mapping[str, RoleStyle]) -> Iterator[dict[str, Any]]:
    """The articles in which the source stands, by date, each with its statements in text order."""
    shown = statements.head(SHOWN)
    dated = shown.assign(date=shown["date"].fillna("")).sort_values(["date", "article", "attribution"], kind="stable")
    for article, found in groupby(rows_of(dated), key=lambda row: row["article"]):
        rows = [row | {"style": styles[row["role"]], "doubts": doubts_of(row)} for row in found]
        yield {
            "article": article,
            "title": rows[0]["title"],
            "outlet": rows[0]["outlet"],
            "date": rows[0]["date"],
            "speakers": list(dict.fromkeys(row["speaker"] for row in rows if row["speaker"])),
            "statements": rows,
        }


def _role_table(spoken: pd.DataFrame, styles: Mapping[str, RoleStyle], language: Language) -> Table:
    """In which roles the source speaks, and how its statements are given."""
    text, rows = language.gettext, []
    for role, own in spoken.groupby("role", sort=False):
        words, articles = int(own["words"].sum()), int(own["article"].nunique())
        number, share = language.number(len(own)), language.percent(len(own) / len(spoken))
        rows.append((styles[str(role)].label, number, share, language.number(words), language.number(articles)))
    head = (text("role"), text("statements"), text("share"), text("words"), text("articles"))
    return Table(head, tuple(sorted(rows, key=lambda row: row[0])))


def _names(statements: pd.DataFrame, speaker: str) -> list[str]:
    """What articles call the source besides ``speaker``, most often first."""
    return [name for name in statements["speaker"].dropna().value_counts().index if name != speaker]
