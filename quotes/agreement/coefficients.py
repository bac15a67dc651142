"""Items that several coders labelled in, coefficients of agreement with 95 % intervals out.

The coefficients are those of ``nltk.metrics.agreement``: Krippendorff's alpha (nominal; a coder may have left items
out), Cohen's kappa of two coders, and for all coders Fleiss' kappa (1971), which is Siegel and Castellan's K. Intervals
are percentiles of articles drawn again at random (Efron 1979), since the items of one article are alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from nltk.metrics.agreement import AnnotationTask

Labels = Mapping[str, str]
"""What each coder says of one item."""

RESAMPLES = 300
SEED = 1
FEWEST_ARTICLES = 5
"""Articles below which no interval is given."""


class Coefficient(NamedTuple):
    """A coefficient with its 95 % interval, not-a-number where it cannot be given, and on how many items it rests."""

    value: float = float("nan")
    low: float = float("nan")
    high: float = float("nan")
    items: int = 0


Measure = Callable[[Sequence[Labels]], float]


def percent(items: Sequence[Labels]) -> float:
    """The share of all pairs of labels on one item that are the same."""
    same = pairs = 0
    for labels in items:
        said = list(labels.values())
        pairs += len(said) * (len(said) - 1)
        same += sum(said.count(label) - 1 for label in said)
    return same / pairs if pairs else float("nan")


def alpha(items: Sequence[Labels]) -> float:
    """Krippendorff's alpha for nominal data."""
    return _of(items, AnnotationTask.alpha)


def cohens_kappa(items: Sequence[Labels]) -> float:
    """Cohen's kappa (1960) of two coders who both labelled each item."""
    return _of(items, AnnotationTask.kappa)


def fleiss_kappa(items: Sequence[Labels]) -> float:
    """Fleiss' kappa of coders who all labelled each item."""
    return _of(items, AnnotationTask.pi)


def _of(items: Sequence[Labels], coefficient: Callable[[AnnotationTask], float]) -> float:
    data = [(coder, number, label) for number, labels in enumerate(items) for coder, label in labels.items()]
    # Where all labels are one, chance alone would have them agree: nothing is known of the coders.
    if len({label for _, _, label in data}) < 2:
        return float("nan")
    return float(coefficient(AnnotationTask(data=data)))


def with_interval(items: Sequence[tuple[Hashable, Labels]], measure: Measure) -> Coefficient:
    """A measure of items that at least two coders labelled, each with its article, with its interval."""
    every = [labels for _, labels in items]
    by_article: dict[Hashable, list[Labels]] = defaultdict(list)
    for article, labels in items:
        by_article[article].append(labels)
    groups = list(by_article.values())
    drawn = (measure([labels for place in draw for labels in groups[place]]) for draw in draws(len(groups)))
    return Coefficient(measure(every), *percentiles(drawn), len(every))


def draws(articles: int) -> Iterable[np.ndarray]:
    """Which articles are drawn each time, with replacement; nothing where there are too few."""
    if articles < FEWEST_ARTICLES:
        return ()
    return iter(np.random.default_rng(SEED).integers(articles, size=(RESAMPLES, articles)))


def percentiles(values: Iterable[float]) -> tuple[float, float]:
    """The 2.5th and the 97.5th percentile of what was drawn."""
    known = np.array([value for value in values if np.isfinite(value)])
    if not len(known):
        return float("nan"), float("nan")
    low, high = np.percentile(known, (2.5, 97.5))
    return float(low), float(high)
