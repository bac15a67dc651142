"""A counted corpus with its blocks and bands in, the measures that are one number each out, with their bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from quotes.roles.codebook import Codebook
from reports.measures.counting import Block, Counted
from reports.measures.diversity import effective_number, gini
from reports.measures.intervals import (
    Resamples,
    bounds,
    degrees_of_freedom,
    mean_bounds,
    median_bounds,
    share_bounds,
    shares_of,
)
from reports.measures.known_error import Corrected
from reports.measures.sources import jackknifed

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
    """Computes them; ``others`` is what ``reports.measures.prominence.first_other`` gives."""

    corpus: Counted
    codebook: Codebook
    resamples: Resamples
    blocks: Mapping[tuple[str, str], Block]
    bands: Mapping[tuple[str, str], Corrected]
    others: pd.DataFrame

    def measures(self) -> Iterator[Measure]:
        """All of them, in the order of docs/measures.md."""
        for order, name in ((1, "effective_roles"), (2, "effective_roles_2")):
            yield self._effective_roles(name, order)
        yield Measure("effective_sources", *jackknifed(lambda heard: _effective(heard, 1), self.corpus, 1.0))
        yield Measure("effective_sources_2", *jackknifed(lambda heard: _effective(heard, 2), self.corpus, 1.0))
        yield self._mean_number("sources_per_article", self._effective_by_article())
        yield self._share("top_source_share", *self._top_source())
        yield Measure("gini_sources", *jackknifed(gini, self.corpus, most=1.0))
        official, citizens = self.codebook.official, self.codebook.citizens
        yield self._side("official_share", "role", "statements", official)
        yield self._side("official_word_share", "role", "words", official)
        yield self._ratio("official_to_citizens", official, citizens)
        yield self._side("official_first_share", "role", "first", official)
        yield self._side("official_last_share", "role", "last", official)
        yield self._side("unnamed_share", "naming", "statements", ("unnamed",))
        sources = self._per_article(self.corpus.sources)
        yield self._share("single_source_share", sources == 1, sources > 0)
        before = self.others["words_before"].to_numpy(dtype=float, na_value=np.nan)
        yield Measure("words_before_other", *median_bounds(before), unit="words")
        every = np.ones(len(self.corpus.articles))
        yield self._share("no_other_share", np.isnan(before), every)
        distancing = self.corpus.statements[self.corpus.statements["stance"] == "distancing"]
        statements = self._per_article(self.corpus.statements)
        yield self._share("distancing_share", self._per_article(distancing), statements)
        asked = pd.Index(self.corpus.articles).isin(self.corpus.unanswered["article"])
        yield self._share("unanswered_share", asked, every)

    def _per_article(self, frame: pd.DataFrame) -> np.ndarray:
        return np.bincount(frame["row"], minlength=len(self.corpus.articles))

    def _share(self, measure: str, part: np.ndarray, whole: np.ndarray) -> Measure:
        counts = np.column_stack([part, np.subtract(whole, part, dtype=float)]).astype(float)
        total = counts.sum()
        low, high = share_bounds(counts, self.resamples.totals(counts))
        return Measure(measure, counts[:, 0].sum() / total if total else NOTHING, low[0], high[0], unit="share")

    def _side(self, measure: str, by: str, of: str, labels: Sequence[str]) -> Measure:
        """The share of several labels of a block together, with the band of their sum."""
        block, band = self.blocks[by, of], self.bands[by, of]
        inside = np.isin(block.labels, list(labels))
        part, whole = block.counts[:, inside].sum(axis=1), block.counts.sum(axis=1)
        share = self._share(measure, part, whole)
        low, high = band.band_of(band.draws[:, inside].sum(axis=1), _degrees(part, whole))
        return share._replace(band_low=low, band_high=high)

    def _ratio(self, measure: str, above: Sequence[str], below: Sequence[str]) -> Measure:
        """The ratio of two sides: the odds of the first side's share of both together, with its bounds."""
        block, band = self.blocks["role", "statements"], self.bands["role", "statements"]
        top, bottom = (np.isin(block.labels, list(labels)) for labels in (above, below))
        part, other = block.counts[:, top].sum(axis=1), block.counts[:, bottom].sum(axis=1)
        share = self._share(measure, part, part + other)
        drawn = [band.draws[:, side].sum(axis=1) for side in (top, bottom)]
        low, high = band.band_of(shares_of(np.column_stack(drawn))[:, 0], _degrees(part, part + other))
        return Measure(
            measure, _odds(share.value), _odds(share.low), _odds(share.high), _odds(low), _odds(high), "ratio"
        )

    def _mean_number(self, measure: str, values: np.ndarray) -> Measure:
        """The mean of an effective number, which is 1 at least, over the articles that have one."""
        counts = np.column_stack([np.nan_to_num(values), np.isfinite(values)])
        drawn = self.resamples.totals(counts)
        total = counts.sum(axis=0)
        low, high = mean_bounds(counts[:, :1], counts[:, 1:], (drawn[:, :1], drawn[:, 1:]))
        return Measure(measure, total[0] / total[1] if total[1] else NOTHING, float(np.maximum(low[0], 1.0)), high[0])

    def _effective_roles(self, measure: str, order: int) -> Measure:
        block, band = self.blocks["role", "statements"], self.bands["role", "statements"]
        articles = len(self.corpus.articles)
        value = float(effective_number(block.total, order))
        if not band.articles and np.isnan(share_bounds(block.counts, np.ones((2, len(block.labels))))[0]).all():
            return Measure(measure, value)
        drawn = effective_number(shares_of(self.resamples.totals(block.counts)), order)
        surprise = -np.log(np.where(block.shares > 0, block.shares, 1.0))
        residuals = (block.counts - block.shares * block.counts.sum(axis=1, keepdims=True)) @ surprise
        found = bounds(np.array([value]), np.array([drawn.std()]), residuals[:, None], articles, "positive")
        degrees = degrees_of_freedom(residuals[:, None], articles)[0]
        low, high = band.band_of(effective_number(band.draws, order), degrees)
        return Measure(measure, value, float(np.maximum(found[0][0], 1.0)), found[1][0], low, high)

    def _effective_by_article(self) -> np.ndarray:
        counts = self.corpus.statements.groupby(["row", "source_id"]).size()
        return effective_within(counts).reindex(range(len(self.corpus.articles))).to_numpy(dtype=float)

    def _top_source(self) -> tuple[np.ndarray, np.ndarray]:
        often = self.corpus.key_counts
        most = self.corpus.statements[self.corpus.statements["key"] == (int(often.argmax()) if len(often) else -2)]
        return self._per_article(most), self._per_article(self.corpus.statements)


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else NOTHING


def _degrees(part: np.ndarray, whole: np.ndarray) -> float:
    share = part.sum() / max(1, whole.sum())
    return float(degrees_of_freedom((part - share * whole)[:, None], max(1, int((whole > 0).sum())))[0])


def _effective(heard: np.ndarray, order: int) -> float:
    return float(effective_number(heard, order))


def effective_within(counts: pd.Series) -> pd.Series:
    """The effective number (order 1) of the counts within each value of the first index level."""
    share = (counts / counts.groupby(level=0).transform("sum")).to_numpy(dtype=float)
    entropy = pd.Series(-share * np.log(share), index=counts.index).groupby(level=0).sum()
    return pd.Series(np.exp(entropy.to_numpy(dtype=float)), index=entropy.index)
