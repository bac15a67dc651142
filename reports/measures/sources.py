"""How often each source is heard in, the sources out: who is heard most, over all articles, and how unequally."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy import special

from reports.measures.counting import Block
from reports.measures.figures import SOURCE_KEY, Figures
from reports.measures.intervals import FEWEST_ARTICLES, LEVEL, Resamples, share_bounds
from reports.measures.tally import StatementSources

MOST = 5_000
"""Sources that the report lists, the most heard first; the table corpus_sources.csv has all."""
BOUNDED = 100
"""Those of them for which an interval is computed."""
GROUPS = 50
"""Groups of articles that the jackknife leaves out in turn."""


def most_heard(
    figures: Figures, heard: StatementSources, roles: Block, words: int, resamples: Resamples
) -> pd.DataFrame:
    """One row a source, most statements first, ``MOST`` of them at most.

    ``key, speaker, role, named, articles, statements, words, quoted_words, statement_share, word_share, low, high,
    example`` (an article). ``low`` and ``high`` bound the share of statements, for the first ``BOUNDED`` sources.
    ``roles`` is the block of statements by role, ``words`` how many words all contents have.
    """
    frame = figures.most_heard(MOST)
    said = roles.by_article
    frame["statement_share"] = frame["statements"] / max(1, int(said.sum()))
    frame["word_share"] = frame["words"] / max(1, words)
    # The sources with an interval come first, all others together last.
    listed = frame["key"].to_numpy()[:BOUNDED]
    place = np.full(heard.sources, -1)
    place[listed] = np.arange(len(listed))
    column = place[heard.key]
    counts = np.zeros((heard.articles, len(listed) + 1), dtype="int32")
    np.add.at(counts, (heard.row[column >= 0], column[column >= 0]), 1)
    counts[:, -1] = said - counts.sum(axis=1)
    for name, bound in zip(("low", "high"), share_bounds(counts, resamples.totals(counts)), strict=True):
        frame[name] = pd.Series(bound[:-1], dtype=float).reindex(frame.index)
    frame = frame.drop(columns="key").rename(columns={SOURCE_KEY: "key"})
    return frame[[*(name for name in frame.columns if name != "example"), "example"]]


def heard_again(heard: StatementSources) -> tuple[int, int]:
    """How many sources make a statement in more than one article, and how many statements they make."""
    once_an_article = np.unique(heard.key.astype("int64") * heard.articles + heard.row) // max(1, heard.articles)
    again = np.bincount(once_an_article, minlength=heard.sources) > 1
    return int(again.sum()), int(heard.times[again].sum())


def jackknifed(
    measure: Callable[[np.ndarray], float], heard: StatementSources, least: float = 0.0, most: float = float("inf")
) -> tuple[float, float, float]:
    """A measure of how often each source is heard, and the bounds of its interval by leaving out articles in turn.

    Drawing articles twice would make their sources look heard twice as often, so the bootstrap does not fit measures of
    how many sources there are (Zahl 1977, "Jackknifing an index of diversity", Ecology 58). Beyond ``GROUPS`` articles
    they are left out in groups (Kott 2001, "The delete-a-group jackknife"). The interval is symmetric on the log scale,
    and cut at what the measure can be, ``least`` and ``most``. Bounds are not-a-number for fewer than
    ``FEWEST_ARTICLES`` articles.
    """
    groups = max(1, min(GROUPS, heard.articles))
    group = heard.row % groups
    total = heard.times
    estimate = measure(total)
    if heard.articles < FEWEST_ARTICLES or not estimate > 0:
        return estimate, float("nan"), float("nan")
    left_out = (total - np.bincount(heard.key[group == one], minlength=len(total)) for one in range(groups))
    without = np.array([measure(left[left > 0]) for left in left_out])
    error = np.sqrt((groups - 1) / groups * ((without - without.mean()) ** 2).sum())
    factor = np.exp(special.stdtrit(groups - 1, (1 + LEVEL) / 2) * error / estimate)
    return estimate, max(least, float(estimate / factor)), min(most, float(estimate * factor))
