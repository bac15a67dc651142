"""The articles table in, the pages of the list of all articles out, which search and sort where JavaScript runs."""

from typing import Any

import pandas as pd

from reports.measures.balance import Balance
from reports.measures.grouping import month_of
from reports.pages.frame_rows import rows_of
from reports.pages.page_names import list_path, page_name

LISTED = 500
"""Articles on a page of the list."""


def list_pages(articles: int) -> int:
    """How many pages the list of so many articles has; one at least."""
    return max(1, -(-articles // LISTED))


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


def list_values(
    articles: pd.DataFrame, measures: Balance, number: int, findings: pd.DataFrame | None
) -> dict[str, Any]:
    """What the page with this number shows, from 1; the first holds the names of the articles on others, to search."""
    every = [slice(page * LISTED, (page + 1) * LISTED) for page in range(list_pages(len(articles)))]
    rows = article_rows(articles.iloc[every[number - 1]], measures, findings)
    others = articles.iloc[LISTED:] if number == 1 else articles.iloc[:0]
    return {
        "rows": [row | {"page": page_name(row["article"])} for row in rows],
        "heard": list(dict.fromkeys(role for row in rows for role, _ in row["roles"])),
        "told": {name for name in ("outlet", "date", "no_comments") if any(row[name] for row in rows)},
        "total": len(articles),
        "number": number,
        "pages": [
            {"number": page, "path": list_path(page).rpartition("/")[2]}
            | {"first": part.start + 1, "last": min(part.stop, len(articles))}
            for page, part in enumerate(every, start=1)
        ],
        "others": [
            [page_name(row["article"]), row["title"] or row["article"], row["outlet"], row["date"]]
            for row in rows_of(others[["article", "title", "outlet", "date"]])
        ],
    }
