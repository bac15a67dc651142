"""Statements in, the sources behind them out: who is heard most, over all articles, and how unequally."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy import special

from reports.measures.counting import Counted, most_often
from reports.measures.intervals import FEWEST_ARTICLES, LEVEL, Resamples, share_bounds

LISTED = 100
"""Sources for which an interval is computed, the most heard first."""
GROUPS = 50
"""Groups of articles that the jackknife leaves out in turn."""


def most_heard(counted: Counted, resamples: Resamples) -> pd.DataFrame:
    """One row a source, most statements first.

    ``key, speaker, role, named, articles, statements, words, quoted_words, statement_share, word_share, low, high,
    example`` (an article). ``low`` and ``high`` bound the share of statements, for the first ``LISTED`` sources.
    """
    statements, number = counted.statements, len(counted.keys)
    spoken = statements[statements["key"] >= 0]
    key = spoken["key"].to_numpy()
    first = spoken.take(np.unique(key, return_index=True)[1])
    called = spoken[spoken["speaker"].notna()].drop_duplicates("key").set_index("key")["speaker"]
    heard_in = np.unique(key.astype("int64") * len(counted.articles) + spoken["row"].to_numpy())
    frame = pd.DataFrame(
        {
            "key": pd.Series(counted.keys, dtype="string"),
            "speaker": called.reindex(range(number)).astype("string"),
            "role": most_often(key, spoken["role"]),
            "named": first["named"].to_numpy(),
            "articles": np.bincount(heard_in // max(1, len(counted.articles)), minlength=number),
            "statements": counted.key_counts,
            **{name: _sums(key, spoken[name], number) for name in ("words", "quoted_words")},
        }
    )
    frame["statement_share"] = frame["statements"] / max(1, len(statements))
    frame["word_share"] = frame["words"] / max(1, int(statements["words"].sum()))
    frame["example"] = first["article"].astype("string").to_numpy()
    frame = frame.sort_values(["statements", "words"], ascending=False, kind="stable")
    listed = frame.index[:LISTED].to_numpy()
    # The listed sources come first, all others together last.
    column = np.full(number + 1, len(listed))
    column[listed] = np.arange(len(listed))
    cells = statements["row"].to_numpy(dtype="int64") * (len(listed) + 1) + column[statements["key"]]
    size = len(counted.articles) * (len(listed) + 1)
    counts = np.bincount(cells, minlength=size).reshape(len(counted.articles), len(listed) + 1)
    low, high = share_bounds(counts, resamples.totals(counts))
    frame = frame.reset_index(drop=True)
    for name, bound in (("low", low), ("high", high)):
        frame[name] = pd.Series(bound[:-1], dtype=float).reindex(frame.index)
    return frame[[*(name for name in frame.columns if name != "example"), "example"]]


def _sums(groups: np.ndarray, weights: pd.Series, number: int) -> np.ndarray:
    return np.bincount(groups, weights.to_numpy(dtype=float), minlength=number).astype("int64")


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
    groups = max(1, min(GROUPS, len(counted.articles)))
    known = counted.statements["key"] >= 0
    source = counted.statements["key"].to_numpy()[known]
    group = counted.statements["row"].to_numpy()[known] % groups
    total = counted.key_counts
    estimate = measure(total)
    if len(counted.articles) < FEWEST_ARTICLES or not estimate > 0:
        return estimate, float("nan"), float("nan")
    left_out = (total - np.bincount(source[group == one], minlength=len(total)) for one in range(groups))
    without = np.array([measure(left[left > 0]) for left in left_out])
    error = np.sqrt((groups - 1) / groups * ((without - without.mean()) ** 2).sum())
    factor = np.exp(special.stdtrit(groups - 1, (1 + LEVEL) / 2) * error / estimate)
    return estimate, max(least, float(estimate / factor)), min(most, float(estimate * factor))
