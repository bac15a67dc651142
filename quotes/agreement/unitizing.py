"""What several coders marked on the same stretches of text in, Krippendorff's alpha for unitizing out.

The coefficient is that of Krippendorff (1995, "On the reliability of unitizing continuous data", Sociological
Methodology 25), with the formulas of his "Measuring the reliability of qualitative text analysis data" (2004, Quality
and Quantity 38): a unit that somebody marked counts by its squared length where another marked nothing, and by how far
both ends lie apart where another marked something there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from quotes.model import Span

Numbers = np.ndarray


@dataclass(frozen=True)
class Continuum:
    """Stretches of text that all coders read, each with the units that each coder marked in it (stretches × coders).

    Units of one coder do not overlap.
    """

    stretches: Sequence[Span]
    units: Sequence[Sequence[Sequence[Span]]]


def unitized_alpha(continuum: Continuum, times: Numbers | None = None) -> float:
    """1 where all marked the same, 0 where as by chance; not-a-number where nobody marked anything.

    ``times`` says how often each stretch counts, as where stretches are drawn again at random.
    """
    weights = np.ones(len(continuum.stretches)) if times is None else times
    observed = weights @ np.array([_apart(units) for units in continuum.units])
    coders = len(continuum.units[0])
    length = float(weights @ np.array([len(stretch) for stretch in continuum.stretches]))
    expected = _expected(continuum, weights, coders * length)
    if expected <= 0:
        return float("nan")
    return float(1 - observed / (coders * (coders - 1) * length**2) / (expected / length))


def _apart(units: Sequence[Sequence[Span]]) -> float:
    """How far all pairs of coders are apart on one stretch: the sum of squared differences."""
    return sum(_pair(own, units[other]) for one, own in enumerate(units) for other in range(len(units)) if other != one)


def _pair(own: Sequence[Span], theirs: Sequence[Span]) -> float:
    """Each unit against the units that it meets, or, in a gap, its own square, for both directions' gaps."""
    total = 0.0
    for unit in own:
        met = [other for other in theirs if other.overlaps(unit)]
        total += sum((unit.start - other.start) ** 2 + (unit.end - other.end) ** 2 for other in met)
        total += 0 if met else 2 * len(unit) ** 2
    return total


def _expected(continuum: Continuum, weights: Numbers, whole: float) -> float:
    """The disagreement by chance, times the length of the text: what each unit would meet if it lay anywhere."""
    lengths: list[int] = []
    gaps: list[int] = []
    counted: list[list[float]] = [[], []]
    for weight, stretch, coders in zip(weights, continuum.stretches, continuum.units, strict=True):
        for units in coders:
            lengths += [len(unit) for unit in units]
            free = _gaps(stretch, units)
            gaps += free
            counted[0] += [weight] * len(units)
            counted[1] += [weight] * len(free)
    unit, times = np.array(lengths, dtype=float), np.array(counted[0])
    among = np.sort(np.array(gaps, dtype=float))
    held = np.array(counted[1])[np.argsort(np.array(gaps, dtype=float), kind="stable")]
    # Suffix sums over the gaps in which a unit has room.
    room = np.append(np.cumsum((held * among)[::-1])[::-1], 0.0)
    many = np.append(np.cumsum(held[::-1])[::-1], 0.0)
    first = np.searchsorted(among, unit)
    in_gaps = unit**2 * (room[first] - (unit - 1) * many[first])
    in_units = (times.sum() - 1) / 3 * (2 * unit**3 - 3 * unit**2 + unit)
    free_places = whole * (whole - 1) - times @ (unit * (unit - 1))
    return float(2 * (times @ (in_units + in_gaps)) / free_places) if free_places > 0 else 0.0


def _gaps(stretch: Span, units: Sequence[Span]) -> list[int]:
    ends = [stretch.start, *(unit.end for unit in units)]
    starts = [*(unit.start for unit in units), stretch.end]
    return [start - end for end, start in zip(ends, starts, strict=True) if start > end]
