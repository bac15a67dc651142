"""Simulated corpora in, how often the 95 % intervals of a report hold the true share out.

The table is that of docs/measures.md. The corpora are like real ones: articles of very
unequal length, two kinds of them with unlike roles, and in each article a few roles that have most of the say.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from reports.measures.intervals import Resamples, share_bounds, shares_of

Numbers = np.ndarray


@dataclass(frozen=True, slots=True)
class Genre:
    """One kind of article: its part of a corpus, its mean number of statements, the shares of the roles in them."""

    part: float
    statements: float
    shares: tuple[float, ...]


ROLES = ("official", "political", "witness", "activist", "expert", "business", "media")
GENRES = (
    Genre(0.7, 12, (0.46, 0.20, 0.12, 0.08, 0.07, 0.05, 0.02)),
    Genre(0.3, 6, (0.20, 0.05, 0.35, 0.15, 0.15, 0.07, 0.03)),
)
CONCENTRATION = 2.5
"""The sum of the parameters of the Dirichlet distribution of an article's roles: the less, the more one-sided."""
SHAPE = 2.0
"""The shape of the negative binomial distribution of the number of statements."""


def true_shares() -> Numbers:
    """Each role's share of the statements of infinitely many articles."""
    weight = np.array([genre.part * genre.statements for genre in GENRES])
    shares: Numbers = weight @ np.array([genre.shares for genre in GENRES]) / weight.sum()
    return shares


def simulated(articles: int, generator: np.random.Generator) -> Numbers:
    """The statements by role of one simulated corpus: articles × roles."""
    kinds = generator.choice(len(GENRES), size=articles, p=[genre.part for genre in GENRES])
    counts = np.empty((articles, len(ROLES)), dtype=int)
    for row, kind in enumerate(kinds):
        genre = GENRES[kind]
        statements = 1 + generator.negative_binomial(SHAPE, SHAPE / (SHAPE + genre.statements - 1))
        counts[row] = generator.multinomial(statements, generator.dirichlet(CONCENTRATION * np.array(genre.shares)))
    return counts


@dataclass(frozen=True, slots=True)
class Coverage:
    """The share of intervals that hold the truth and their mean width, by role; ``percentile`` is that of plain
    percentile intervals from the same draws."""

    held: Numbers
    width: Numbers
    percentile: Numbers


def coverage(articles: int, corpora: int, seed: int = 1) -> Coverage:
    """How the intervals fare on so many simulated corpora of so many articles."""
    generator = np.random.default_rng(seed)
    truth, resamples = true_shares(), Resamples(articles)
    held, width, percentile = [], [], []
    for _ in range(corpora):
        counts = simulated(articles, generator)
        totals = resamples.totals(counts)
        low, high = share_bounds(counts, totals)
        held.append((low <= truth) & (truth <= high))
        width.append(high - low)
        plain = np.percentile(shares_of(totals), (2.5, 97.5), axis=0)
        percentile.append((plain[0] <= truth) & (truth <= plain[1]))
    return Coverage(np.mean(held, axis=0), np.mean(width, axis=0), np.mean(percentile, axis=0))


def report(corpora: int) -> Iterator[str]:
    """A Markdown table with a row for each number of articles, from so many simulated corpora each."""
    yield f"| articles | all roles | {' | '.join(ROLES)} | mean width | plain percentile, all roles |"
    yield f"{'|---:' * (len(ROLES) + 4)}|"
    for articles in (10, 20, 60, 200):
        found = coverage(articles, corpora)
        by_role = " | ".join(f"{share:.1%}" for share in found.held)
        plain = found.percentile.mean()
        yield f"| {articles} | {found.held.mean():.1%} | {by_role} | {found.width.mean():.3f} | {plain:.1%} |"
