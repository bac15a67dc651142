"""Shares and what the tool gets wrong on gold data in, the band within which the true shares may lie out.

``known_error.toml`` holds how often the tool missed what an annotator marked, took it for another category, or
found what nobody marked. Here these rates are drawn, as uncertain as their counts are small, and for each draw the true
counts are sought that would have led the tool to what it found (the matrix method, with the misclassification model of
Bachl and Scharkow 2017). docs/measures.md explains it, and what it cannot do.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from quotes.errors import CodebookError
from quotes.roles.codebook import DEFAULT, Codebook, load_codebook
from reports.measures import intervals
from reports.measures.counting import Block

Numbers = np.ndarray

FILE = Path(__file__).with_name("known_error.toml")
DATA = "polnear"
"""The table of the file with the gold data that a report goes by."""
PRIOR = 4.0
"""Gold items that each category is credited with, as right as all together: else one of few would be all right."""
ITERATIONS = 60
LEAST = 1e-4


@dataclass(frozen=True)
class Rates:
    """Counts on gold data: ``found[t, p]`` of gold category t taken for p, ``missed[t]`` not found, ``spurious[p]``
    found as p but marked by nobody; ``design_effect`` is how much more they vary than independent items would."""

    labels: tuple[str, ...]
    found: Numbers
    missed: Numbers
    spurious: Numbers
    design_effect: float = 1.0

    def drawn(self, draws: int, seed: int = intervals.SEED) -> tuple[Numbers, Numbers]:
        """Draws of the rates: found (draws × gold × predicted, rows sum to the share found) and genuine (draws ×
        predicted, the share that is not spurious).

        Each row is a draw from the Dirichlet distribution of its counts, divided by the design effect (Rao and Scott
        1981), with ``PRIOR`` items of the errors of all categories together.
        """
        generator = np.random.default_rng(seed)
        counts = np.column_stack([self.found, self.missed])
        weights = counts / self.design_effect + PRIOR * self._expected()
        gammas = generator.standard_gamma(np.broadcast_to(weights, (draws, *weights.shape)))
        rows = gammas / gammas.sum(axis=2, keepdims=True)
        right, wrong = self.found.sum(axis=0), self.spurious
        usual = (right.sum() + 1) / (right.sum() + wrong.sum() + 2)
        genuine = generator.beta(
            right / self.design_effect + PRIOR * usual,
            wrong / self.design_effect + PRIOR * (1 - usual),
            size=(draws, len(self.labels)),
        )
        return rows[:, :, :-1], genuine

    def _expected(self) -> Numbers:
        """For each category the shares right, taken for each other, and missed, if it fared as all do together."""
        number = len(self.labels)
        found = (self.found.sum() + 1) / (self.found.sum() + self.missed.sum() + 2)
        right = (np.trace(self.found) + 1) / (self.found.sum() + 2)
        into = self.found.sum(axis=0) - np.diag(self.found) + 1
        others = np.broadcast_to(into, (number, number)) * (1 - np.eye(number))
        sums = others.sum(axis=1, keepdims=True)
        wrong = np.divide(others, sums, out=np.zeros_like(others), where=sums > 0)
        # With one category alone there is nothing to be taken for.
        right = right if number > 1 else 1.0
        return np.column_stack([found * (right * np.eye(number) + (1 - right) * wrong), np.full(number, 1 - found)])

    def merged(self, into: Mapping[str, str], labels: Sequence[str]) -> Rates:
        """The rates for a codebook that puts several categories into one."""
        to = np.zeros((len(self.labels), len(labels)))
        for position, label in enumerate(self.labels):
            to[position, labels.index(into[label])] = 1
        return Rates(tuple(labels), to.T @ self.found @ to, self.missed @ to, self.spurious @ to, self.design_effect)


@dataclass(frozen=True)
class KnownError:
    """What the tool got wrong on one gold standard: its title, also in short, its size, the rates by what, of what."""

    title: str
    short: str
    articles: int
    statements: int
    rates: Mapping[tuple[str, str], Rates]


@dataclass(frozen=True)
class CorrectedShares:
    """Draws of the shares that would have led to the counts of a block: draws × labels; none where there is no band."""

    draws: Numbers
    band: tuple[Numbers, Numbers]
    articles: int

    def band_of(self, values: Numbers, degrees: float) -> tuple[float, float]:
        """The band of a measure computed from each draw."""
        if not len(self.draws):
            return float("nan"), float("nan")
        low, high = intervals.expanded_quantiles(values[:, None], np.array([degrees]), self.articles)
        return float(low[0]), float(high[0])

    def part(self, inside: Numbers, among: Numbers, degrees: float) -> tuple[float, float]:
        """The band of the share that the labels ``inside`` have of those ``among`` (both truth values, one a label)."""
        both = [self.draws[:, inside].sum(axis=1), self.draws[:, among & ~inside].sum(axis=1)]
        return self.band_of(intervals.shares_of(np.column_stack(both))[:, 0], degrees)


def nowhere(labels: int) -> CorrectedShares:
    """No band for any of so many labels."""
    nothing = np.full(labels, np.nan)
    return CorrectedShares(np.empty((0, labels)), (nothing, nothing), 0)


class CheckedSums(NamedTuple):
    """The resampled sums of what people looked at in a block, and of what they added, as ``totals`` are of all."""

    looked_at: Numbers
    added: Numbers


def corrected_shares(
    block: Block, totals: Numbers, known: KnownError | None, checked: CheckedSums | None = None
) -> CorrectedShares:
    """The shares of a block if the tool errs on these articles as it did on the gold data, with their 95 % band.

    ``totals`` are the block's resampled sums: how few articles there are widens the band too. No band where nothing is
    known of the block's categories, or where too few articles count anything. What people ``checked`` is as they say:
    only others like it may be missed, and of those what they added is known.
    """
    rates = known.rates.get((block.by, block.of)) if known else None
    size = block.counts.sum(axis=1)
    articles = int((size > 0).sum())
    if rates is None or articles < intervals.FEWEST_ARTICLES or set(block.labels) != set(rates.labels):
        return nowhere(len(block.labels))
    order = [rates.labels.index(label) for label in block.labels]
    found, genuine = rates.drawn(len(totals))
    found = found[:, order][:, :, order]
    looked_at, added = checked or (np.zeros_like(totals), np.zeros_like(totals))
    sure = np.fmax(looked_at / found.sum(axis=2), looked_at + added)
    open_counts = true_counts((totals - looked_at - added) * genuine[:, order], found)
    draws = intervals.shares_of(sure + open_counts)
    degrees = intervals.degrees_of_freedom(block.counts - block.shares * size[:, None], articles)
    low, high = intervals.expanded_quantiles(draws, degrees, articles)
    # Where a category was never found, how rarely it can have been there bounds it, as for the interval.
    never = block.total == 0
    unseen = intervals.share_bounds(block.counts, totals)[1]
    high = np.where(never, np.fmax(high, unseen), high)
    return CorrectedShares(draws, (np.where(never, 0.0, low), high), articles)


def true_counts(observed: Numbers, found: Numbers) -> Numbers:
    """The counts of the gold categories most likely behind what was observed: draws × categories, 0 at least.

    ``observed`` (draws × predicted) are genuine finds, ``found`` (draws × gold × predicted) the rates that
    ``Rates.drawn`` gives. Where the linear equations have a solution without negative counts it is the most likely one.
    Elsewhere its negative counts are set to almost 0, and the likelihood raised from there by expectation maximisation,
    which keeps counts positive (Shepp and Vardi 1982).
    """
    seen = np.nan_to_num(intervals.shares_of(observed))
    solved = np.linalg.solve(found.swapaxes(1, 2), seen[:, :, None])[:, :, 0]
    impossible = (solved < 0).any(axis=1)
    true = np.clip(solved, LEAST * np.abs(solved).sum(axis=1, keepdims=True), None)[impossible]
    seen, found = seen[impossible], found[impossible]
    for _ in range(ITERATIONS):
        expected = np.einsum("dg,dgp->dp", true, found)
        ratio = np.divide(seen, expected, out=np.zeros_like(seen), where=expected > 0)
        true = true / found.sum(axis=2) * np.einsum("dgp,dp->dg", found, ratio)
    solved[impossible] = true
    counts: Numbers = solved * observed.sum(axis=1, keepdims=True)
    return counts


def known_error_for(codebook: Codebook) -> KnownError | None:
    """What is known of the tool's errors with this codebook; ``None`` where nothing is.

    The gold data have the roles of the default codebook. For a codebook without words of its own that takes the same
    word lists, roles are put together as it does; for any other no error is known.
    """
    known = load_known_error().get(DATA)
    default = load_codebook(DEFAULT)
    if known is None or any(role.words for role in codebook.roles):
        return None
    into = {role.name: codebook.role_of(capacity) for role in default.roles for capacity in role.capacities}
    labels = tuple(role.name for role in codebook.roles)
    rates = {(by, of): one.merged(into, labels) if by == "role" else one for (by, of), one in known.rates.items()}
    return replace(known, rates=rates)


@functools.cache
def load_known_error(path: Path = FILE) -> Mapping[str, KnownError]:
    """The gold standards of ``path`` by name; raises CodebookError where the file is not as the command writes it."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return {name: _known_error(table) for name, table in data.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CodebookError(
            f"{path}: {error!r}; make it again with `python -m training measure known-error`"
        ) from error


def _known_error(table: Mapping[str, Any]) -> KnownError:
    rates = {
        (by, of): _rates(counts)
        for by, units in table.items()
        if isinstance(units, dict)
        for of, counts in units.items()
    }
    return KnownError(table["title"], table["short"], table["articles"], table["statements"], rates)


def _rates(counts: Mapping[str, Any]) -> Rates:
    labels = tuple(counts["gold"])
    lengths = {len(row) for row in counts["gold"].values()}
    if lengths != {len(labels) + 1} or len(counts["spurious"]) != len(labels):
        raise ValueError(f"a row of counts has not one number for each of {', '.join(labels)}, and one for missed")
    rows = np.array([counts["gold"][label] for label in labels], dtype=float)
    return Rates(labels, rows[:, :-1], rows[:, -1], np.array(counts["spurious"], dtype=float), counts["design_effect"])
