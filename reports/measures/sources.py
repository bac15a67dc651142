"""Statements in, the sources behind them out: who is heard most, over all articles, and how unequally."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy import special

from reports.measures.counting import SOURCE_KEY, Counted
from reports.measures.intervals import FEWEST_ARTICLES, LEVEL, Resamples, share_bounds

LISTED = 100
"""Sources for which an interval is computed, the most heard first."""
GROUPS = 50
"""Groups of articles that the jackknife leaves out in turn."""


def source_keys(statements: pd.DataFrame) -> pd.Series:
    """A key for the source of each statement; missing where no source is known.

    It is the column ``corpus_source`` where there is one. Elsewhere a named source whose full name stands in several
    articles is one, and all others are of their article alone.
    """
    name = statements["speaker"].astype("string").str.split().str.join(" ").str.casefold()
    # "Bell" in two articles may be two people; "Boeing" and "Ann Bell" are taken for the same.
    full = statements["named"].fillna(False) & ((statements["source_kind"] != "person") | name.str.contains(" "))
    number = statements["source_id"].astype("string").fillna("")
    alone = statements["article"].astype("string") + "\n" + number + "\n" + name
    keys = name.where(full.astype(bool), alone)
    if SOURCE_KEY in statements:
        keys = statements[SOURCE_KEY].astype("string").fillna(keys)
    return keys


def most_heard(counted: Counted, resamples: Resamples) -> pd.DataFrame:
    """One row a source, most statements first.

    ``key, speaker, role, named, articles, statements, words, quoted_words, statement_share, word_share, low, high,
    example`` (an article). ``low`` and ``high`` bound the share of statements, for the first ``LISTED`` sources.
    """
    spoken = counted.statements.assign(key=source_keys(counted.statements)).dropna(subset=["key"])
    grouped = spoken.groupby("key", sort=False)
    frame = grouped.agg(
        speaker=("speaker", "first"),
        named=("named", "first"),
        articles=("article", "nunique"),
        statements=("article", "size"),
        words=("words", "sum"),
        quoted_words=("quoted_words", "sum"),
        example=("article", "first"),
    )
    by_role = spoken.groupby(["key", "role"], sort=False).size().rename("often").reset_index()
    roles = by_role.sort_values("often", ascending=False, kind="stable").drop_duplicates("key").set_index("key")["role"]
    frame.insert(1, "role", roles.reindex(frame.index))
    frame["statement_share"] = frame["statements"] / max(1, len(counted.statements))
    frame["word_share"] = frame["words"] / max(1, int(counted.statements["words"].sum()))
    frame = frame.sort_values(["statements", "words"], ascending=False, kind="stable").reset_index()
    listed = tuple(frame["key"].head(LISTED))
    own = counted.block(spoken, "key", "statements", listed).counts
    rest = np.bincount(counted.statements["row"], minlength=len(counted.articles)) - own.sum(axis=1)
    counts = np.column_stack([own, rest])
    low, high = share_bounds(counts, resamples.totals(counts))
    for name, bound in (("low", low), ("high", high)):
        frame[name] = pd.Series(bound[:-1], dtype=float).reindex(frame.index)
    order = ["key", "speaker", "role", "named", "articles", "statements", "words", "quoted_words"]
    return frame[[*order, "statement_share", "word_share", "low", "high", "example"]]


def jackknifed(
    measure: Callable[[np.ndarray], float], counted: Counted, least: float = 0.0, most: float = float("inf")
) -> tuple[float, float, float]:
    """A measure of how often each source is heard, and the bounds of its interval by leaving out articles in turn.

    Drawing articles twice would make their sources look heard twice as often, so the bootstrap does not fit measures of
    how many sources there are (Zahl 1977, "Jackknifing an index of diversity", Ecology 58). Beyond ``GROUPS`` articles
    they are left out in groups (Kott 2001, "The delete-a-group jackknife"). The interval is symmetric on the log scale,
    and cut at what the measure can be, ``least`` and ``most``. Bounds are not-a-number for fewer than
    ``FEWEST_ARTICLES`` articles.
    """
    source, keys = pd.factorize(source_keys(counted.statements))
    known = source >= 0
    groups = max(1, min(GROUPS, len(counted.articles)))
    cell = (counted.statements["row"].to_numpy()[known] % groups) * len(keys) + source[known]
    heard = np.bincount(cell, minlength=groups * len(keys)).reshape(groups, len(keys))
    total = heard.sum(axis=0)
    estimate = measure(total)
    if len(counted.articles) < FEWEST_ARTICLES or not estimate > 0:
        return estimate, float("nan"), float("nan")
    without = np.array([measure(left[left > 0]) for left in total - heard])
    error = np.sqrt((groups - 1) / groups * ((without - without.mean()) ** 2).sum())
    factor = np.exp(special.stdtrit(groups - 1, (1 + LEVEL) / 2) * error / estimate)
    return estimate, max(least, float(estimate / factor)), min(most, float(estimate * factor))
