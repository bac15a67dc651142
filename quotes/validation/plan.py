"""What can be drawn in, how wide the interval of a share will be after so many checks out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np

from quotes.errors import ReadError
from quotes.validation.estimates import FEWEST_ARTICLES, between, wilson
from quotes.validation.samples import PART_OF_PARAGRAPHS, Unit, allocation, with_strata

MISSED = 0.15
"""Statements thought missed for each that is found, where nobody has looked yet: 10 to 24 % of the indirect ones were
on articles that people had marked (docs/accuracy.md), fewer of the others."""
NUMBERS = (25, 50, 75, 100, 150, 200, 300, 400, 600, 800, 1_200, 1_600, 2_400, 3_200)


class Plan(NamedTuple):
    """With so many ``statements`` and ``paragraphs`` checked, how wide the interval of a share will be about, from 0 to
    1: in these very articles, and in all that is written as they are (not-a-number for too few articles)."""

    statements: int
    paragraphs: int
    here: float
    beyond: float


def plans(units: Sequence[Unit], roles: Collection[str]) -> list[Plan]:
    """A plan for each of ``NUMBERS`` up to all statements, for the share of ``roles`` together."""
    found = sum(unit.sort == "statement" for unit in units)
    numbers = [number for number in NUMBERS if number < found] + [found]
    return [planned(units, roles, number) for number in numbers]


def planned(units: Sequence[Unit], roles: Collection[str], number: int) -> Plan:
    """The plan for ``number`` statements, were the tool as often right as it thinks."""
    statements = [unit for unit in units if unit.sort == "statement"]
    if not statements:
        raise ReadError("the report has no statement, so there is nothing to check; audit more articles")
    share = sum(unit.role in roles for unit in statements) / len(statements)
    units = with_strata(units, number)
    wanted = allocation(units, number, number // PART_OF_PARAGRAPHS)
    strata: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        strata[unit.stratum].append(unit)
    rate = MISSED * len(statements) / (len(units) - len(statements))
    variance, full = 0.0, 0.0
    for name, inside in strata.items():
        spread = sum(_spread(unit, roles, share, rate) for unit in inside) / len(inside)
        part = len(inside) ** 2 * spread / max(wanted[name], 1)
        full += part
        variance += part * (1 - wanted[name] / len(inside))
    whole = len(statements) ** 2
    return Plan(
        sum(wanted[name] for name, inside in strata.items() if inside[0].sort == "statement"),
        sum(wanted[name] for name, inside in strata.items() if inside[0].sort == "paragraph"),
        _width(share, variance / whole, number),
        _width(share, (full + _articles(statements, roles, share)) / whole, number),
    )


def _spread(unit: Unit, roles: Collection[str], share: float, rate: float) -> float:
    """How far a unit is expected to be off what the tool says of it, squared."""
    each = share * (1 - share)
    if unit.sort == "paragraph":
        return rate * each
    wrong = 1 - unit.chance
    return unit.chance * wrong * ((1 - share) ** 2 if unit.role in roles else share**2) + wrong * each / 2


def _articles(statements: Sequence[Unit], roles: Collection[str], share: float) -> float:
    """How far other articles would move the total; not-a-number where there are too few of these."""
    sums: Counter[str] = Counter()
    for unit in statements:
        sums[unit.article] += (unit.role in roles) - share  # type: ignore[assignment]
    return between(np.array(list(sums.values()))) if len(sums) >= FEWEST_ARTICLES else float("nan")


def _width(share: float, variance: float, degrees: int) -> float:
    if np.isnan(variance):
        return float("nan")
    low, high = wilson(share, variance, degrees)
    return high - low
