"""The attributions table in, measures of source balance out: who is heard, how much, how and first.

Attributions of kind ``no-comment`` are no statements: they are listed apart and counted nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

UNKNOWN = "unknown"
KINDS = ("direct", "indirect", "mixed")
NAMINGS = ("named", "unnamed")
FEWEST_ARTICLES = 5
"""Articles with statements below which no interval is given: resampling a handful tells nothing."""

RESAMPLES = 2_000
SEED = 20_260_101


@dataclass(frozen=True)
class Balance:
    """The measures of one corpus. Shares are from 0 to 1, and 0 where there is nothing to share.

    ``roles``: a row a role, ``role, statements, statement_share, low, high, words, word_share,
    sources, source_share, first, first_share``; ``low`` and ``high`` bound the share of statements
    (95 % interval, missing where too few articles), ``first`` counts articles that let the role
    speak first. ``naming`` and ``kinds``: ``label, statements, statement_share``. ``most_heard``:
    ``speaker, role, named, articles, statements, words, statement_share, example`` (an article),
    most statements first. ``unanswered``: ``article, speaker, role, cue_text``. ``by_article``: a
    row an article with statements, ``article, statements, sources, role, role_share`` (the role
    most heard in it).
    """

    articles: int
    statements: int
    words: int
    sources: int
    roles: pd.DataFrame
    naming: pd.DataFrame
    kinds: pd.DataFrame
    most_heard: pd.DataFrame
    unanswered: pd.DataFrame
    by_article: pd.DataFrame


def balance(attributions: pd.DataFrame, articles: int | None = None, roles: Sequence[str] = ()) -> Balance:
    """The measures of an attributions table.

    ``articles`` is the number of articles read, those without attributions included; ``roles`` are
    those to report even where nobody speaks in them. Roles come most heard first.
    """
    table = attributions.assign(
        role=attributions["role"].fillna(UNKNOWN), words=attributions["words"].fillna(0).astype("int64")
    )
    asked = table["kind"] == "no-comment"
    statements = table[~asked]
    sources = statements.dropna(subset=["source_id"]).drop_duplicates(["article", "source_id"])
    return Balance(
        articles=attributions["article"].nunique() if articles is None else articles,
        statements=len(statements),
        words=int(statements["words"].sum()),
        sources=len(sources),
        roles=_roles(statements, sources, roles),
        naming=_counts(statements["named"].fillna(False).map({True: "named", False: "unnamed"}), NAMINGS),
        kinds=_counts(statements["kind"], KINDS),
        most_heard=_most_heard(statements),
        unanswered=table.loc[asked, ["article", "speaker", "role", "cue_text"]].reset_index(drop=True),
        by_article=_by_article(statements),
    )


def share_interval(counts: np.ndarray, resamples: int = RESAMPLES, seed: int = SEED) -> tuple[np.ndarray, np.ndarray]:
    """The bounds of a 95 % interval for each column's share of all ``counts`` (a row an article).

    Percentile bootstrap over articles (Efron & Tibshirani 1993, ch. 13), because statements of one
    article are not independent. Not-a-number where fewer than ``FEWEST_ARTICLES`` rows count anything.
    """
    counts = counts[counts.sum(axis=1) > 0].astype(float)
    articles, columns = counts.shape
    if articles < FEWEST_ARTICLES:
        nothing = np.full(columns, np.nan)
        return nothing, nothing
    generator = np.random.default_rng(seed)
    sums = np.empty((resamples, columns))
    for i in range(resamples):
        times_drawn = np.bincount(generator.integers(articles, size=articles), minlength=articles)
        sums[i] = times_drawn @ counts
    low, high = np.percentile(sums / sums.sum(axis=1, keepdims=True), (2.5, 97.5), axis=0)
    return low, high


def _roles(statements: pd.DataFrame, sources: pd.DataFrame, roles: Sequence[str]) -> pd.DataFrame:
    found = statements["role"].value_counts()
    # The codebook's order decides between roles that are heard equally often.
    order = list(dict.fromkeys([*roles, *sorted(found.index)]))
    order.sort(key=lambda role: -int(found.get(role, 0)))
    opening = statements.sort_values(["position", "attribution"]).drop_duplicates("article")
    counted = pd.crosstab(statements["article"], statements["role"]).reindex(columns=order, fill_value=0)
    low, high = share_interval(counted.to_numpy(dtype=np.int64))
    frame = pd.DataFrame({"role": pd.array(order, dtype="string")})
    columns = (
        ("statements", "statement_share", found),
        ("words", "word_share", statements.groupby("role")["words"].sum()),
        ("sources", "source_share", sources["role"].value_counts()),
        ("first", "first_share", opening["role"].value_counts()),
    )
    for count, share, values in columns:
        frame[count] = values.reindex(order, fill_value=0).to_numpy(dtype=np.int64)
        frame[share] = _share(frame[count])
    # Resampling cannot tell how rare something is that was never seen.
    seen = frame["statements"] > 0
    frame["low"], frame["high"] = np.where(seen, low, np.nan), np.where(seen, high, np.nan)
    return frame


def _counts(labels: pd.Series, order: Sequence[str]) -> pd.DataFrame:
    counts = labels.value_counts().reindex(list(order), fill_value=0)
    frame = pd.DataFrame({"label": list(order), "statements": counts.to_numpy(dtype=np.int64)})
    return frame.assign(statement_share=_share(frame["statements"]))


def _share(counts: pd.Series) -> pd.Series:
    return counts / max(1, counts.sum())


def _most_heard(statements: pd.DataFrame) -> pd.DataFrame:
    """A named source whose full name stands in several articles is one; all others are of their article alone."""
    spoken = statements.dropna(subset=["speaker"])
    name = spoken["speaker"].str.split().str.join(" ").str.casefold()
    # "Bell" in two articles may be two people; "Boeing" and "Ann Bell" are taken for the same.
    full = spoken["named"].fillna(False) & ((spoken["source_kind"] != "person") | name.str.contains(" "))
    source = spoken["source_id"].astype("string").fillna("") + "\n" + name
    grouped = spoken.assign(key=name.where(full, spoken["article"] + "\n" + source)).groupby("key", sort=False)
    frame = grouped.agg(
        speaker=("speaker", "first"),
        role=("role", lambda roles: roles.value_counts().index[0]),
        named=("named", "first"),
        articles=("article", "nunique"),
        statements=("article", "size"),
        words=("words", "sum"),
        example=("article", "first"),
    )
    frame["statement_share"] = frame["statements"] / max(1, len(statements))
    return frame.sort_values(["statements", "words"], ascending=False, kind="stable").reset_index(drop=True)


def _by_article(statements: pd.DataFrame) -> pd.DataFrame:
    by_role = statements.groupby(["article", "role"], sort=False).size().rename("heard").reset_index()
    most = by_role.sort_values("heard", ascending=False, kind="stable").drop_duplicates("article").set_index("article")
    grouped = statements.groupby("article", sort=False)
    frame = pd.DataFrame({"statements": grouped.size(), "sources": grouped["source_id"].nunique()})
    frame["role"] = most["role"].reindex(frame.index)
    frame["role_share"] = most["heard"].reindex(frame.index) / frame["statements"]
    return frame.rename_axis("article").reset_index()
