"""A counted corpus with its blocks and bands in, the measures that are one number each out, with their bounds."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from quotes.roles.codebook import Codebook
from reports.measures import intervals
from reports.measures.counting import Block
from reports.measures.diversity import effective_number, gini
from reports.measures.intervals import Resamples
from reports.measures.known_error import CorrectedShares
from reports.measures.sources import jackknifed
from reports.measures.tally import Tally

NOTHING = float("nan")


class Measure(NamedTuple):
    """One measure of the summary; a bound is not-a-number where it cannot be given."""

    measure: str
    value: float
    low: float = NOTHING
    high: float = NOTHING
    band_low: float = NOTHING
    band_high: float = NOTHING
    unit: str = "number"


@dataclass(frozen=True)
class Summary:
    """Computes them; ``bands`` are those of known error, ``asked`` tells of each article whether somebody in it was
    asked and did not answer."""

    tally: Tally
    codebook: Codebook
    resamples: Resamples
    bands: Mapping[tuple[str, str], CorrectedShares]
    asked: np.ndarray

    def measures(self) -> Iterator[Measure]:
        """All of them, in the order of docs/measures.md."""
        first, second = self._effective_roles("effective_roles", 1), self._effective_roles("effective_roles_2", 2)
        yield from (first, second)
        yield from _indices(first, second, len(self._blocks["role", "statements"].labels))
        yield self._within_articles()
        yield Measure("effective_sources", *jackknifed(lambda heard: _effective(heard, 1), self.tally.heard, 1.0))
        yield Measure("effective_sources_2", *jackknifed(lambda heard: _effective(heard, 2), self.tally.heard, 1.0))
        yield self._mean_number("sources_per_article", self._each("effective_sources"))
        yield self._share("top_source_share", *self._top_source())
        yield Measure("gini_sources", *jackknifed(gini, self.tally.heard, most=1.0))
        official, citizens = self.codebook.official, self.codebook.citizens
        yield self._side("official_share", "role", "statements", official)
        yield self._side("official_word_share", "role", "words", official)
        yield self._ratio("official_to_citizens", official, citizens)
        yield self._side("official_first_share", "role", "first", official)
        yield self._side("official_last_share", "role", "last", official)
        yield self._side("unnamed_share", "naming", "statements", ("unnamed",))
        sources = self._blocks["role", "sources"].by_article
        yield self._share("single_source_share", sources == 1, sources > 0)
        before = self._each("words_before_other")
        yield Measure("words_before_other", *intervals.median_bounds(before), unit="words")
        every = np.ones(len(before))
        officials_alone = np.isnan(before) & (self._each("official_share") > 0)
        yield self._share("no_other_share", officials_alone, every)
        stances = [block for block in self.tally.treatment if block.by == "stance"]
        distancing = np.sum([block.counts[:, block.labels.index("distancing")] for block in stances], axis=0)
        yield self._share("distancing_share", distancing, self._said)
        yield self._share("unanswered_share", self.asked, every)

    @property
    def _blocks(self) -> Mapping[tuple[str, str], Block]:
        return self.tally.blocks

    @property
    def _said(self) -> np.ndarray:
        """How many statements each article has."""
        return self._blocks["role", "statements"].by_article

    def _each(self, name: str) -> np.ndarray:
        """A number of each article, not-a-number where it has none."""
        return self.tally.by_article[name].to_numpy(dtype=float, na_value=np.nan)

    def _share(self, measure: str, part: np.ndarray, whole: np.ndarray) -> Measure:
        counts = np.column_stack([part, np.subtract(whole, part, dtype=float)]).astype(float)
        total = counts.sum()
        low, high = intervals.share_bounds(counts, self.resamples.totals(counts))
        return Measure(measure, counts[:, 0].sum() / total if total else NOTHING, low[0], high[0], unit="share")

    def _side(self, measure: str, by: str, of: str, labels: Sequence[str]) -> Measure:
        """The share of several labels of a block together, with the band of their sum."""
        block, band = self._blocks[by, of], self.bands[by, of]
        inside = np.isin(block.labels, list(labels))
        part, whole = block.counts[:, inside].sum(axis=1), block.counts.sum(axis=1)
        share = self._share(measure, part, whole)
        low, high = band.part(inside, np.ones_like(inside), _degrees(part, whole))
        return share._replace(band_low=low, band_high=high)

    def _ratio(self, measure: str, above: Sequence[str], below: Sequence[str]) -> Measure:
        """The ratio of two sides: the odds of the first side's share of both together, with its bounds."""
        block, band = self._blocks["role", "statements"], self.bands["role", "statements"]
        top, bottom = (np.isin(block.labels, list(labels)) for labels in (above, below))
        part, other = block.counts[:, top].sum(axis=1), block.counts[:, bottom].sum(axis=1)
        share = self._share(measure, part, part + other)
        low, high = band.part(top, top | bottom, _degrees(part, part + other))
        return Measure(
            measure, _odds(share.value), _odds(share.low), _odds(share.high), _odds(low), _odds(high), "ratio"
        )

    def _mean_number(self, measure: str, values: np.ndarray) -> Measure:
        """The mean of an effective number, which is 1 at least, over the articles that have one."""
        counts = np.column_stack([np.nan_to_num(values), np.isfinite(values)])
        drawn = self.resamples.totals(counts)
        total = counts.sum(axis=0)
        low, high = intervals.mean_bounds(counts[:, :1], counts[:, 1:], (drawn[:, :1], drawn[:, 1:]))
        return Measure(measure, total[0] / total[1] if total[1] else NOTHING, float(np.maximum(low[0], 1.0)), high[0])

    def _within_articles(self) -> Measure:
        """The mean over articles of Simpson's D of the roles of their sources, each counted once."""
        counts = self._blocks["role", "sources"].counts
        diversity = 1 - 1 / effective_number(counts, 2)
        some = np.isfinite(diversity)
        sums = np.column_stack([np.where(some, diversity, 0.0), some])
        drawn = self.resamples.totals(sums)
        low, high = intervals.mean_bounds(sums[:, :1], sums[:, 1:], (drawn[:, :1], drawn[:, 1:]))
        mean = sums[:, 0].sum() / some.sum() if some.any() else NOTHING
        return Measure(
            "simpson_within_articles", float(mean), float(np.maximum(low[0], 0.0)), float(np.minimum(high[0], 1.0))
        )

    def _effective_roles(self, measure: str, order: int) -> Measure:
        block, band = self._blocks["role", "statements"], self.bands["role", "statements"]
        articles = self.tally.heard.articles
        value = float(effective_number(block.total, order))
        unknown = intervals.share_bounds(block.counts, np.ones((2, len(block.labels))))[0]
        if not band.articles and np.isnan(unknown).all():
            return Measure(measure, value)
        drawn = effective_number(intervals.shares_of(self.resamples.totals(block.counts)), order)
        surprise = -np.log(np.where(block.shares > 0, block.shares, 1.0))
        residuals = (block.counts - block.shares * block.counts.sum(axis=1, keepdims=True)) @ surprise
        found = intervals.bounds(np.array([value]), np.array([drawn.std()]), residuals[:, None], articles, "positive")
        degrees = intervals.degrees_of_freedom(residuals[:, None], articles)[0]
        low, high = band.band_of(effective_number(band.draws, order), degrees)
        return Measure(measure, value, float(np.maximum(found[0][0], 1.0)), found[1][0], low, high)

    def _top_source(self) -> tuple[np.ndarray, np.ndarray]:
        heard = self.tally.heard
        most = int(heard.times.argmax()) if heard.sources else -1
        return np.bincount(heard.row[heard.key == most], minlength=heard.articles), self._said


def _indices(first: Measure, second: Measure, roles: int) -> Iterator[Measure]:
    """The effective numbers of so many ``roles``, of orders 1 and 2, as the indices that studies cite.

    Each is a steady function of an effective number, so its bounds are those of that number.
    """
    most = max(2, roles)
    for name, number, index in (
        ("shannon_roles", first, math.log),
        ("relative_entropy_roles", first, lambda effective: math.log(effective) / math.log(most)),
        ("simpson_roles", second, lambda effective: 1 - 1 / effective),
        ("iqv_roles", second, lambda effective: (1 - 1 / effective) * most / (most - 1)),
        ("hhi_roles", second, lambda effective: 1 / effective),
    ):
        low, high, band_low, band_high = ((index(end) if end > 0 else NOTHING) for end in number[2:6])
        value = index(number.value) if number.value > 0 else NOTHING
        if name == "hhi_roles":  # the only one that falls as diversity grows
            low, high, band_low, band_high = high, low, band_high, band_low
        yield Measure(name, value, low, high, band_low, band_high)


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else NOTHING


def _degrees(part: np.ndarray, whole: np.ndarray) -> float:
    share = part.sum() / max(1, whole.sum())
    return float(intervals.degrees_of_freedom((part - share * whole)[:, None], max(1, int((whole > 0).sum())))[0])


def _effective(heard: np.ndarray, order: int) -> float:
    return float(effective_number(heard, order))
