"""Counts by article in, 95 % intervals out: articles are drawn again with replacement, because they are the sample.

Statements of one article are not independent of each other, so whole articles are drawn (Efron and Tibshirani 1993,
"An introduction to the bootstrap"). The standard error that the draws give is turned into an interval that fits the
measure's scale, with a t quantile whose degrees of freedom allow for a share that few articles decide (Satterthwaite
1946). docs/measures.md says why, and how often such an interval holds the truth.
"""

from typing import Literal

import numpy as np
from scipy import special

Numbers = np.ndarray
Scale = Literal["share", "positive", "any"]

FEWEST_ARTICLES = 5
"""Articles that count anything below which no interval is given: resampling a handful tells nothing."""
RESAMPLES = 1_000
SEED = 20_260_101
LEVEL = 0.95
CELLS = 500_000
"""Draws that are in memory at a time."""
COLUMNS = 16
"""Columns whose counts are in memory as floating-point numbers at a time."""
LEAST_DEGREES = 3.0


class Resamples:
    """Draws of as many articles as there are, with replacement: the same draws for every measure of a corpus."""

    def __init__(self, articles: int, resamples: int = RESAMPLES) -> None:
        self.articles = articles
        self.resamples = resamples

    def totals(self, counts: Numbers) -> Numbers:
        """The sums of each column of ``counts`` (articles × columns) in each resample: resamples × columns.

        How often each article is drawn is drawn anew each time, which takes less than to keep it.
        """
        generator = np.random.default_rng(SEED)
        found = np.empty((self.resamples, counts.shape[1]))
        step = max(1, CELLS // max(1, self.articles))
        for start in range(0, self.resamples, step):
            size = min(step, self.resamples - start)
            found[start : start + size] = _sums(self._times_drawn(generator, size), counts)
        return found

    def _times_drawn(self, generator: np.random.Generator, size: int) -> Numbers:
        """How often each article is in each of ``size`` resamples: resamples × articles."""
        drawn = generator.integers(self.articles, size=(size, self.articles))
        drawn += self.articles * np.arange(size)[:, None]
        return np.bincount(drawn.ravel(), minlength=drawn.size).reshape(drawn.shape)


def _sums(times: Numbers, counts: Numbers) -> Numbers:
    """``times`` @ ``counts``, a few columns at a time."""
    found = np.empty((len(times), counts.shape[1]))
    weights = times.astype(float)
    for column in range(0, counts.shape[1], COLUMNS):
        columns = slice(column, column + COLUMNS)
        found[:, columns] = weights @ counts[:, columns].astype(float)
    return found


def shares_of(totals: Numbers) -> Numbers:
    """Each row of ``totals`` divided by its sum; not-a-number where the sum is 0."""
    with np.errstate(invalid="ignore", divide="ignore"):
        shares: Numbers = totals / totals.sum(axis=-1, keepdims=True)
    return shares


def share_bounds(counts: Numbers, totals: Numbers) -> tuple[Numbers, Numbers]:
    """The bounds of each column's share of all ``counts`` (articles × columns), whose resampled sums are ``totals``.

    Not-a-number where fewer than ``FEWEST_ARTICLES`` articles count anything. No bound lies further off than that of an
    exact binomial interval that takes each article for a single observation: more alike than wholly, the statements of
    an article cannot be. So a share of 0 has an upper bound too, though no resample shows another.
    """
    size = counts.sum(axis=1)
    articles = int((size > 0).sum())
    columns = counts.shape[1]
    if articles < FEWEST_ARTICLES:
        return np.full(columns, np.nan), np.full(columns, np.nan)
    share = counts.sum(axis=0) / size.sum()
    error = np.nanstd(shares_of(totals), axis=0)
    low, high = np.empty(columns), np.empty(columns)
    for column in range(0, columns, COLUMNS):
        lot = slice(column, column + COLUMNS)
        residuals = counts[:, lot] - share[lot] * size[:, None]
        low[lot], high[lot] = bounds(share[lot], error[lot], residuals, articles, "share")
    widest = exact_bounds(share, float(size.sum() ** 2 / (size.astype(float) ** 2).sum()))
    return np.fmax(low, widest[0]), np.fmin(high, widest[1])


def exact_bounds(share: Numbers, observations: float) -> tuple[Numbers, Numbers]:
    """The exact binomial interval (Clopper and Pearson 1934) of shares of so many independent observations.

    ``observations`` need not be whole: articles of unequal length are worth (Σ size)² / Σ size² equal ones (Kish 1965).
    """
    tail = (1 - LEVEL) / 2
    part = share * observations
    low = np.where(share <= 0, 0.0, special.betaincinv(np.fmax(part, 1e-12), observations - part + 1, tail))
    high = np.where(share >= 1, 1.0, special.betaincinv(part + 1, np.fmax(observations - part, 1e-12), 1 - tail))
    return low, high


def mean_bounds(sums: Numbers, numbers: Numbers, totals: tuple[Numbers, Numbers]) -> tuple[Numbers, Numbers]:
    """The bounds of the mean Σ ``sums`` / Σ ``numbers`` for each column (both articles × columns).

    ``totals`` are the resampled sums of both. Not-a-number where fewer than ``FEWEST_ARTICLES`` articles have a number.
    """
    low, high = np.full(sums.shape[1], np.nan), np.full(sums.shape[1], np.nan)
    articles = (numbers > 0).sum(axis=0)
    for k in np.flatnonzero(articles >= FEWEST_ARTICLES):
        mean = sums[:, [k]].sum(axis=0) / numbers[:, [k]].sum(axis=0)
        # In a draw without any of its articles a mean is not known: such draws are few, and left out.
        some = totals[1][:, k] > 0
        error = np.std(totals[0][some, k] / totals[1][some, k])
        residuals = sums[:, [k]] - mean * numbers[:, [k]]
        found = bounds(mean, error, residuals, int(articles[k]), "any")
        low[k], high[k] = found[0][0], found[1][0]
    return low, high


def bounds(
    estimate: Numbers, error: Numbers, residuals: Numbers, articles: int, scale: Scale
) -> tuple[Numbers, Numbers]:
    """The interval around each estimate with that standard ``error``, made on ``scale``.

    ``residuals`` (articles × estimates) are what each article adds to an estimate beyond its part; from how unequal
    they are come the degrees of freedom. A ``share`` gets Wilson's score interval for as many observations as would
    have that error (Dean and Pagano 2015), a ``positive`` number an interval symmetric on the log scale.
    """
    error = error * np.sqrt(articles / (articles - 1))
    quantile = special.stdtrit(degrees_of_freedom(residuals, articles), (1 + LEVEL) / 2)
    if scale == "share":
        return wilson_bounds(estimate, error, quantile)
    reach = quantile * error
    if scale == "positive":
        with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
            return estimate * np.exp(-reach / estimate), estimate * np.exp(reach / estimate)
    return estimate - reach, estimate + reach


def wilson_bounds(share: Numbers, error: Numbers, quantile: Numbers) -> tuple[Numbers, Numbers]:
    """Wilson's score interval (1927) of shares with a standard error, the normal quantile replaced by ``quantile``.

    A share of 0 or 1 has no error by which to bound it: it gets all from 0 to 1.
    """
    variance = share * (1 - share)
    # The square of the quantile over the number of independent observations that would have this error.
    weight = quantile**2 * np.divide(error**2, variance, out=np.zeros_like(share), where=variance > 0)
    middle = (share + weight / 2) / (1 + weight)
    reach = np.sqrt(weight * variance + weight**2 / 4) / (1 + weight)
    low, high = np.fmin(middle - reach, share), np.fmax(middle + reach, share)
    return np.where(variance > 0, low, 0.0), np.where(variance > 0, high, 1.0)


def degrees_of_freedom(residuals: Numbers, articles: int) -> Numbers:
    """2 n / (kurtosis − 1), at most n − 1: few where a few of the n articles make most of the variance."""
    square = (residuals**2).sum(axis=0) / articles
    fourth = (residuals**4).sum(axis=0) / articles
    with np.errstate(invalid="ignore", divide="ignore"):
        free = 2 * articles / (fourth / square**2 - 1)
    most = max(articles - 1.0, 1.0)
    degrees: Numbers = np.clip(np.nan_to_num(free, nan=most, posinf=most), min(LEAST_DEGREES, most), most)
    return degrees


def expanded_quantiles(draws: Numbers, degrees: Numbers, articles: int) -> tuple[Numbers, Numbers]:
    """The percentile interval of each column of ``draws``, its tails widened as t is wider than the normal curve.

    Hesterberg 2015, "What teachers should know about the bootstrap", The American Statistician 69: the
    expanded percentile interval.
    """
    tails = special.ndtr(np.sqrt(articles / (articles - 1)) * special.stdtrit(degrees, (1 - LEVEL) / 2))
    low = [np.nanquantile(draws[:, k], tail) for k, tail in enumerate(tails)]
    high = [np.nanquantile(draws[:, k], 1 - tail) for k, tail in enumerate(tails)]
    return np.array(low), np.array(high)


def median_bounds(values: Numbers) -> tuple[float, float, float]:
    """The median of one number an article, and the bounds of its 95 % interval.

    The bounds are the order statistics that the sign test gives (exact whatever the distribution; Conover 1999,
    "Practical nonparametric statistics"); not-a-number for fewer than six values, missing ones left out.
    """
    ordered = np.sort(values[np.isfinite(values)])
    number = len(ordered)
    if not number:
        return float("nan"), float("nan"), float("nan")
    below = special.bdtr(np.arange(number), number, 0.5)
    outside = int(np.searchsorted(below, (1 - LEVEL) / 2, side="right"))
    if not outside:
        return float(np.median(ordered)), float("nan"), float("nan")
    return float(np.median(ordered)), float(ordered[outside - 1]), float(ordered[number - outside])
