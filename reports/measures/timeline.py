"""A counted corpus in, who has the floor when out: over the length of the articles, and over the months."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pandas as pd

from reports.measures.counting import Block, Counted
from reports.measures.grouping import month_of
from reports.measures.intervals import Resamples, share_bounds
from reports.measures.shares import resampled, share_table

TENTHS = 10
FEWEST_IN_MONTH = 10
"""Articles with statements below which a month says too little to be compared with others."""


def floor_blocks(counted: Counted, roles: Sequence[str]) -> Iterator[Block]:
    """The words of each role's contents by the tenth of the article in which a content begins."""
    placed = counted.statements[["row", "role", "words", "position"]].dropna(subset=["position"])
    tenth = np.minimum((placed["position"].to_numpy(dtype=float) * TENTHS).astype(int), TENTHS - 1)
    for number in range(TENTHS):
        yield counted.block(placed[tenth == number], "role", str(number + 1), roles, "words")


def floor(blocks: Sequence[Block], resamples: Resamples) -> pd.DataFrame:
    """Who has the floor where in the articles, from ``floor_blocks``: ``tenth, role, words, share, low, high``.

    ``tenth`` is from 1 (the beginning) to 10; ``words`` are those of the contents, ``share`` that of the words in this
    tenth.
    """
    table = share_table(blocks, resampled(blocks, resamples), {})
    named = table.rename(columns={"of": "tenth", "label": "role", "count": "words"}).astype({"tenth": "int64"})
    return named[["tenth", "role", "words", "share", "low", "high"]]


def timeline(dates: Iterable[str], roles: Block, official: Sequence[str]) -> pd.DataFrame:
    """The official share of statements by month: ``month, articles_with_statements, statements, share, low, high,
    enough``, in time order.

    ``dates`` are those of the articles, ``roles`` the block of their statements by role. ``month`` is written 2024-11;
    articles without a clear date are left out; no rows where all are of one month. ``enough`` tells whether a month has
    ``FEWEST_IN_MONTH`` articles.
    """
    months = np.array([month_of(date) for date in dates], dtype=str)
    inside = roles.counts[:, np.isin(roles.labels, list(official))].sum(axis=1)
    counts = np.column_stack([inside, roles.by_article - inside])
    found = []
    for month in sorted(set(months.tolist()) - {""}):
        own = counts[months == month]
        low, high = share_bounds(own, Resamples(len(own)).totals(own))
        share = own[:, 0].sum() / own.sum()
        found.append((month, len(own), int(own.sum()), share, low[0], high[0], len(own) >= FEWEST_IN_MONTH))
    columns = ["month", "articles_with_statements", "statements", "share", "low", "high", "enough"]
    return pd.DataFrame(found if len(found) > 1 else [], columns=columns)
