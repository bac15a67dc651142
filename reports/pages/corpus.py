"""The measures of a corpus in, what its page says in sentences and lists out."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from reports.charts.colours import RoleStyle
from reports.language.language import Language
from reports.language.words import count
from reports.measures.balance import Balance
from reports.measures.grouping import month_of
from reports.pages.first_screen import doubts, key_figures, sentence

QUESTIONS = 3
"""The place of the number of questions among the figures, which stand below in Markdown."""


def report_title(language: Language, articles: int, partial: bool, title: str = "") -> str:
    """What the report is called, if not ``title``; of a ``partial`` one also after how many articles it stopped."""
    title = title or language.gettext("Source balance")
    if not partial:
        return title
    number = count(language, "article", articles)
    return language.gettext("%(title)s (partial: stopped after %(articles)s)", title=title, articles=number)


def headlines(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> Iterator[str]:
    """What the page says first, as sentences."""
    yield sentence(measures, styles, language)
    yield from doubts(measures, styles, language)
    if measures.statements:
        for one in key_figures(measures, 0, language)[:QUESTIONS]:
            yield f"{one['figure']} {one['words']}."


def gold_name(measures: Balance) -> str:
    """What the gold data behind the sensitivity bands are called in short."""
    return measures.known_error.short if measures.known_error else ""


def article_rows(
    articles: pd.DataFrame, measures: Balance, findings: pd.DataFrame | None = None
) -> list[dict[str, Any]]:
    """Each article with its numbers, in the order of the articles table, which may be a part of all.

    ``roles`` are the roles heard in it with their numbers of statements, officials first and the most heard first.
    """
    columns = ["article", "statements", "sources", "role", "role_share", "official_share", "unnamed_share"]
    own = measures.by_article[measures.by_article["article"].isin(articles["article"])]
    found = {row["article"]: row for row in rows_of(own[columns])}
    none = dict.fromkeys(columns[1:], 0) | {"role": ""}
    heard = measures.role_counts[measures.role_counts["article"].isin(articles["article"])]
    roles: dict[str, list[tuple[str, int]]] = {}
    for article, role, number in heard.itertuples(index=False, name=None):
        roles.setdefault(article, []).append((role, number))
    asked = findings["article"].value_counts().to_dict() if findings is not None else {}
    known = ["article", "title", "outlet", "date", "section", "no_comments"]
    return [
        row
        | found.get(row["article"], none)
        | {"questions": int(asked.get(row["article"], 0)), "month": month_of(row["date"])}
        | {"roles": sorted(roles.get(row["article"], []), key=lambda one: one[0] not in measures.official)}
        for row in rows_of(articles[known])
    ]


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of ``frame``; a missing text is empty."""
    rows = frame.to_dict("records")
    # Which of the two stands for a missing text depends on the release of pandas.
    return [{str(name): "" if cell is pd.NA or cell is None else cell for name, cell in row.items()} for row in rows]
