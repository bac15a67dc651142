"""A counted corpus in, who has the floor when out: over the length of the articles, and over the months."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from reports.measures.counting import Block, Counted
from reports.measures.grouping import month_of
from reports.measures.intervals import Resamples, share_bounds
from reports.measures.shares import resampled, share_table

TENTHS = 10
FEWEST_IN_MONTH = 10
"""Articles with statements below which a month says too little to be compared with others."""


def floor(counted: Counted, roles: Sequence[str], resamples: Resamples) -> pd.DataFrame:
    """Who has the floor where in the articles: ``tenth, role, words, share, low, high``.

    ``tenth`` is from 1 (the beginning) to 10, by where a content begins; ``words`` are those of the contents, ``share``
    that of the words in this tenth.
    """
    placed = counted.statements[["row", "role", "words", "position"]].dropna(subset=["position"])
    tenth = np.minimum((placed["position"].to_numpy(dtype=float) * TENTHS).astype(int), TENTHS - 1)
    blocks: list[Block] = [
        counted.block(placed[tenth == number], "role", str(number + 1), roles, "words") for number in range(TENTHS)
    ]
    table = share_table(blocks, resampled(blocks, resamples), {})
    named = table.rename(columns={"of": "tenth", "label": "role", "count": "words"}).astype({"tenth": "int64"})
    return named[["tenth", "role", "words", "share", "low", "high"]]


def timeline(counted: Counted, official: Sequence[str]) -> pd.DataFrame:
    """The official share of statements by month: ``month, articles_with_statements, statements, share, low, high,
    enough``, in time order.

    ``month`` is written 2024-11; articles without a clear date are left out; no rows where all are of one month.
    ``enough`` tells whether a month has ``FEWEST_IN_MONTH`` articles.
    """
    first = counted.statements.drop_duplicates("article")
    months = first["date"].astype("string").fillna("").map(month_of).to_numpy(dtype=object)
    inside = counted.statements["role"].isin(list(official)).to_numpy(dtype=float)
    row = counted.statements["row"].to_numpy()
    number = len(counted.articles)
    said = np.bincount(row, minlength=number)
    counts = np.column_stack([np.bincount(row, inside, number), said - np.bincount(row, inside, number)])
    found = []
    for month in sorted(set(months) - {""}):
        own = counts[months == month]
        low, high = share_bounds(own, Resamples(len(own)).totals(own))
        share = own[:, 0].sum() / own.sum()
        found.append((month, len(own), int(own.sum()), share, low[0], high[0], len(own) >= FEWEST_IN_MONTH))
    columns = ["month", "articles_with_statements", "statements", "share", "low", "high", "enough"]
    return pd.DataFrame(found if len(found) > 1 else [], columns=columns)
