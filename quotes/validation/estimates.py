"""What people said of a random sample in, shares and rates of all that it was drawn from out, with 95 % intervals.

Every figure is a ratio of two totals, and every total is the sum over strata of what the tool says of all units plus
what people put right in the drawn ones, taken as many times as the stratum is larger than what was drawn of it. That is
the prediction-powered estimate (Angelopoulos et al. 2023, Science 382; Fisch et al. 2024 for strata) and the
design-based supervised one (Egami et al. 2023, NeurIPS 36), which survey statistics knows as the difference estimator
(Särndal, Swensson and Wretman 1992, "Model assisted survey sampling", chapter 6). The two differ in how they find its
error.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from scipy import special

Numbers = np.ndarray

LEVEL = 0.95
FEWEST_ARTICLES = 5
"""Articles below which nothing is said of others like them."""
LEAST_DEGREES = 5.0
CREDITED = 10.0
"""Degrees of freedom of a variance beyond those that its answers tell."""
ALIKE = 0.5
"""Units with which each stratum of statements is credited whose spread is that of all strata together."""
EVEN = 0.1
"""The spread of a stratum of what is asked of at least."""
OTHERWISE = 0.25
"""Statements that are thought to be otherwise than all that were seen: else what nobody saw could not be."""
UNSEEN = 0.15
"""Statements that are thought missed in each stratum of paragraphs beyond those that were seen."""


class Interval(NamedTuple):
    """The ends of a 95 % interval; not-a-number where it cannot be given."""

    low: float
    high: float


class Estimate(NamedTuple):
    """A ratio, from 0 to 1, not-a-number where its whole is nothing, with three intervals.

    ``here`` is for these very articles, ``powered`` (prediction-powered) and ``designed`` (design-based supervised) for
    all that is written as they are. ``error`` is the standard error behind ``powered``.
    """

    value: float
    here: Interval
    powered: Interval
    designed: Interval
    error: float


@dataclass(frozen=True)
class Answered:
    """Which units people told of, by position: the ``stratum`` and the ``article`` of each.

    ``sizes`` are the numbers of units in each stratum, by article (articles × strata); ``paragraphs`` tells which
    strata are of paragraphs and not of statements. Each stratum has an answer.
    """

    stratum: Numbers
    article: Numbers
    sizes: Numbers
    paragraphs: Numbers

    @cached_property
    def size(self) -> Numbers:
        """The units of each stratum."""
        size: Numbers = self.sizes.sum(axis=0)
        return size

    @cached_property
    def told(self) -> Numbers:
        """How many units of each stratum people told of."""
        return np.bincount(self.stratum, minlength=len(self.size))

    @cached_property
    def weights(self) -> Numbers:
        """How many units of the whole each answer stands for."""
        weights: Numbers = (self.size / self.told)[self.stratum]
        return weights

    def sums(self, values: Numbers) -> Numbers:
        """The sum of ``values``, one an answer, in each stratum."""
        return np.bincount(self.stratum, values, minlength=len(self.size))


@dataclass(frozen=True)
class Ratio:
    """What is asked of a sample: how large a part of a whole is.

    ``part`` and ``whole`` are what people say, ``said_part`` and ``said_whole`` what the tool says of the same units,
    and ``all_part`` and ``all_whole`` what it says of all units, summed by article.
    """

    part: Numbers
    whole: Numbers
    said_part: Numbers
    said_whole: Numbers
    all_part: Numbers
    all_whole: Numbers


def estimate(answers: Answered, ratio: Ratio) -> Estimate:
    """The ratio in all units, with its intervals."""
    weights = answers.weights
    whole = float(ratio.all_whole.sum() + weights @ (ratio.whole - ratio.said_whole))
    part = float(ratio.all_part.sum() + weights @ (ratio.part - ratio.said_part))
    nothing = Interval(np.nan, np.nan)
    if whole <= 0:
        return Estimate(np.nan, nothing, nothing, nothing, np.nan)
    value = min(max(part / whole, 0.0), 1.0)
    residual = ratio.part - value * ratio.whole
    wrong = residual - (ratio.said_part - value * ratio.said_whole)
    each = answers.size**2 / answers.told / whole**2
    spread = each * _variances(answers, ratio, wrong, residual)
    drawn = len(answers.stratum) - len(answers.size)
    unseen = 1 - answers.told / answers.size
    left = float(spread @ unseen)
    lowest = value - _unseen_finds(answers, ratio, drawn) / whole

    def interval(variance: float, degrees: float) -> Interval:
        low, high = wilson(value, variance, degrees)
        return Interval(max(0.0, min(low, lowest)), high)

    here = interval(left, min(_told_degrees(answers, wrong, each * unseen, left), drawn))
    articles = len(answers.sizes)
    if articles < FEWEST_ARTICLES:
        return Estimate(value, here, nothing, nothing, np.nan)
    said = ratio.all_part - _share(ratio.all_part.sum(), ratio.all_whole.sum()) * ratio.all_whole
    told = _by_article(answers, ratio, value, wrong)
    of_articles = max(between(said) + 2 * _shared(answers, ratio, value, wrong, told), 0.0)
    powered = of_articles / whole**2 + float(spread.sum())
    # What strata with few answers may hide is not in the sums by article.
    hidden = float(np.fmax(spread - each * _plain(answers, wrong), 0).sum())
    designed = between(told) / whole**2 + hidden
    degrees = min(_degrees(told), drawn)
    return Estimate(value, here, interval(powered, degrees), interval(designed, degrees), float(np.sqrt(powered)))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _plain(answers: Answered, wrong: Numbers) -> Numbers:
    """The variance of ``wrong`` in each stratum."""
    squares = answers.sums(wrong**2) - answers.sums(wrong) ** 2 / answers.told
    variances: Numbers = np.fmax(squares, 0) / np.fmax(answers.told - 1, 1)
    return variances


def _variances(answers: Answered, ratio: Ratio, wrong: Numbers, residual: Numbers) -> Numbers:
    """The variance of ``wrong`` in each stratum, where few answers that are alike do not prove that all are.

    A stratum of statements is credited with the spread of all of them, or of an even chance where it is of what is
    asked; one of paragraphs with part of a miss: what is missed is thought to be as what is found.
    """
    squares = _plain(answers, wrong) * (answers.told - 1)
    statements = ~answers.paragraphs
    free = np.fmax(answers.told - 1, 0)
    pooled = (squares[statements].sum() + OTHERWISE) / max(free[statements].sum(), 1)
    asked = answers.sums(ratio.said_part) / np.fmax(answers.sums(ratio.said_whole), 1)
    found = statements[answers.stratum] & (ratio.whole > 0)
    each = np.average(residual[found] ** 2, weights=answers.weights[found]) if found.any() else 0.0
    alike = np.fmax(pooled, EVEN * np.fmin(asked, 1) * _square(ratio.whole))
    more = np.where(statements, ALIKE * alike, UNSEEN * each)
    variances: Numbers = (squares + more) / np.fmax(free + np.where(statements, ALIKE, 0), 1)
    return variances


def _unseen_finds(answers: Answered, ratio: Ratio, degrees: float) -> float:
    """How much less a rare part may be, were as many of its unseen finds wrong as those that people saw allow.

    Up to all where nobody saw one, and with n seen down to the lower end of Wilson's interval of how many are right; of
    unequal weights, n is the effective number of answers (Kish 1965; so Korn and Graubard 1998, Survey Methodology 24,
    for shares that few answers tell of). Of what is no rare part the errors themselves tell.
    """
    found, seen = float(ratio.all_part.sum()), ratio.said_part > 0
    rare = 1 - _share(found, float(ratio.all_whole.sum()))
    if not seen.any():
        return found * rare
    weights = answers.weights[seen] * ratio.said_part[seen]
    right = float(np.average(np.fmin(ratio.part[seen] / ratio.said_part[seen], 1), weights=weights))
    number = weights.sum() ** 2 / (weights**2).sum()
    unseen = max(found - float(ratio.said_part[seen].sum()), 0.0)
    return unseen * rare * (right - score_interval(right, number, degrees).low)


def _square(whole: Numbers) -> float:
    """The mean square of what a true statement counts."""
    counted = whole[whole > 0]
    return float((counted**2).mean()) if len(counted) else 0.0


def _by_article(answers: Answered, ratio: Ratio, value: float, wrong: Numbers) -> Numbers:
    """What each article adds to the ratio beyond its part, as far as is known: the sums of Egami's pseudo-outcomes."""
    said = ratio.all_part - value * ratio.all_whole
    mean = answers.sums(wrong) / answers.told
    # Within its stratum each answer stands for all, so the mean belongs to all units and the rest to its own article.
    rest = answers.weights * (wrong - mean[answers.stratum]) * np.sqrt(_stretch(answers.told))[answers.stratum]
    own: Numbers = said + answers.sizes @ mean + np.bincount(answers.article, rest, minlength=len(said))
    return own


def _shared(answers: Answered, ratio: Ratio, value: float, wrong: Numbers, told: Numbers) -> float:
    """The covariance, over articles, of what the tool says with what people put right, but for that within one unit.

    Whom an article hears most is there more than the tool says; the method as published has no articles, and takes
    what is said and what is put right for two samples.
    """
    said = ratio.all_part - value * ratio.all_whole
    right = told - said
    one = ratio.said_part - value * ratio.said_whole - said.sum() / answers.size.sum()
    each = float((answers.weights * one) @ wrong)
    articles = len(said)
    return float((said - said.mean()) @ (right - right.mean())) * articles / (articles - 1) - each


def _stretch(told: Numbers) -> Numbers:
    stretch: Numbers = told / np.fmax(told - 1, 1)
    return stretch


def between(sums: Numbers) -> float:
    """The variance of a total that articles make, from the sum of each."""
    articles = len(sums)
    return float(((sums - sums.mean()) ** 2).sum() * articles / (articles - 1))


def _told_degrees(answers: Answered, wrong: Numbers, weights: Numbers, variance: float) -> float:
    """Degrees of freedom of ``variance``, which is made of those of the strata with ``weights``: 2 V² / var(V).

    After Satterthwaite (1946, Biometrics Bulletin 2), with fourth moments as they are in place of those of a normal
    distribution: where a few wrong answers make most of the variance, it is known as badly as if only they had been
    drawn. What is credited to the strata beyond their answers is known: it adds ``CREDITED``.
    """
    plain = _plain(answers, wrong)
    off = wrong - (answers.sums(wrong) / answers.told)[answers.stratum]
    fourth = answers.sums(off**4) / answers.told
    noise = float(weights**2 @ (np.fmax(fourth - plain**2, 0) / answers.told))
    return CREDITED + 2 * variance**2 / noise if noise > 0 else np.inf


def _degrees(sums: Numbers) -> float:
    """2 n / (kurtosis − 1) degrees of freedom, at most n − 1: few where a few of the n make the variance."""
    most = len(sums) - 1.0
    square = float((sums**2).mean())
    kurtosis = float((sums**4).mean()) / square**2 if square > 0 else 1.0
    return float(np.clip(2 * len(sums) / (kurtosis - 1), LEAST_DEGREES, most)) if kurtosis > 1 else most


def wilson(share: float, variance: float, degrees: float) -> Interval:
    """Wilson's score interval (1927) of a share with that variance, with a t quantile in place of the normal one.

    A share of 0 or 1 is taken for one that is off by its standard error, so that a variance of it counts too.
    """
    error = np.sqrt(max(variance, 0.0))
    middle = min(max(share, min(error, 0.5)), 1 - min(error, 0.5))
    even = middle * (1 - middle)
    return score_interval(share, even / variance if variance > 0 else np.inf, degrees)


def score_interval(share: float, number: float, degrees: float) -> Interval:
    """Wilson's interval of a share of so many answers."""
    quantile = special.stdtrit(max(degrees, LEAST_DEGREES), (1 + LEVEL) / 2)
    weight = quantile**2 / number
    centre = (share + weight / 2) / (1 + weight)
    reach = np.sqrt(weight * share * (1 - share) + weight**2 / 4) / (1 + weight)
    return Interval(float(max(0.0, min(centre - reach, share))), float(min(1.0, max(centre + reach, share))))
