"""The tables of a corpus in, one row an article out: who is heard in it, as counts and as shares."""

from collections.abc import Sequence

import pandas as pd

from quotes.table.article_shares import KNOWN, role_columns
from reports.measures.balance import Balance
from reports.measures.people import GENDERS, Heard

PUBLICATION = ("article", "title", "date", "outlet", "author", "section")
"""What the articles table tells of an article."""


def article_shares(
    measures: Balance, articles: pd.DataFrame, heard: Heard, findings: pd.DataFrame, roles: Sequence[str]
) -> pd.DataFrame:
    """``quotes.table.article_shares.KNOWN``, then the counts and shares of ``roles``, which are all that may be heard.

    ``articles`` (with ``PUBLICATION``) and ``findings`` are the tables of these names, ``heard`` is from
    ``people.heard_once``. Shares are of the article's statements, missing where it has none; a person counts once an
    article.
    """
    frame = articles[list(PUBLICATION)].set_index("article")
    own = measures.by_article.set_index("article").reindex(frame.index)
    frame["statements"] = own["statements"].fillna(0).astype("Int64")
    frame["sources"] = own["sources"].fillna(0).astype("Int64")
    frame["first_role"], frame["last_role"] = own["first_role"], own["last_role"]
    frame["unnamed"] = (own["unnamed_share"] * own["statements"]).round().fillna(0).astype("Int64")
    frame["unnamed_share"] = own["unnamed_share"].round(4).astype("Float64")
    for name, gender in GENDERS.items():
        counts = heard.rows.loc[heard.rows["gender"] == gender, "article"].value_counts()
        frame[name] = counts.reindex(frame.index).fillna(0).astype("Int64")
    frame["questions"] = findings["article"].value_counts().reindex(frame.index).fillna(0).astype("Int64")
    said = measures.role_counts.pivot(index="article", columns="role", values="statements")
    by_role = said.reindex(index=frame.index, columns=list(roles)).fillna(0).astype("Int64")
    for role, (count, share) in zip(roles, role_columns(roles), strict=True):
        frame[count.name] = by_role[role]
        frame[share.name] = (by_role[role] / frame["statements"].where(frame["statements"] > 0)).round(4)
    names = [column.name for column in KNOWN]
    return frame.reset_index()[[*names, *(name for name in frame.columns if name not in names)]]
