"""Effective numbers, inequality and Lorenz curves: values worked out by hand, and bounds that must hold."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.measures.diversity import LORENZ_POINTS, effective_number, gini, lorenz

COUNTS = st.lists(st.integers(1, 60), min_size=1, max_size=20)
ORDERS = pytest.mark.parametrize("order", [0, 1, 2])


@ORDERS
def test_equally_heard_voices_count_in_full_and_one_alone_as_one(order: int) -> None:
    assert effective_number(np.full(7, 3), order) == pytest.approx(7)
    assert effective_number(np.array([12, 0, 0]), order) == pytest.approx(1)


def test_effective_numbers_by_hand() -> None:
    # Shares 1/2, 1/4, 1/8, 1/8: entropy 1.75 bits; squares 1/4 + 1/16 + 1/64 + 1/64 = 11/32.
    counts = np.array([4, 2, 1, 1, 0])
    assert effective_number(counts, 0) == 4
    assert effective_number(counts, 1) == pytest.approx(2**1.75)
    assert effective_number(counts, 2) == pytest.approx(32 / 11)


def test_nobody_heard_has_no_effective_number_and_other_orders_are_refused() -> None:
    assert math.isnan(effective_number(np.array([0, 0]))) and math.isnan(effective_number(np.array([])))
    assert effective_number(np.array([[1, 1], [0, 0]])).tolist()[0] == pytest.approx(2)
    with pytest.raises(ValueError, match="order 3"):
        effective_number(np.array([1]), 3)


@given(COUNTS)
def test_effective_numbers_lie_between_one_and_the_number_of_voices_and_fall_with_the_order(counts: list[int]) -> None:
    zero, one, two = (float(effective_number(np.array(counts), order)) for order in (0, 1, 2))
    assert 1 - 1e-9 <= two <= one + 1e-9 and one <= zero + 1e-9 and zero == len(counts)


@given(COUNTS, st.integers(1, 60))
def test_a_new_source_never_lowers_the_effective_number_beyond_its_bound(counts: list[int], words: int) -> None:
    """With the new one's share s, the effective number D of the others becomes D^(1-s) · s^-s · (1-s)^-(1-s).

    So it is never less than D^(1-s): it can fall, if the new source takes most of the room, but no further than that. A
    source no louder than the average of an equal division by D, s ≤ 1/(D+1), never lowers it.
    """
    before = float(effective_number(np.array(counts)))
    share = words / (words + sum(counts))
    after = float(effective_number(np.array([*counts, words])))
    assert after == pytest.approx(before ** (1 - share) / (share**share * (1 - share) ** (1 - share)))
    assert after >= before ** (1 - share) - 1e-9
    if share <= 1 / (before + 1):
        assert after >= before - 1e-9


@given(COUNTS, st.randoms(use_true_random=False))
def test_order_and_doubling_change_nothing(counts: list[int], random) -> None:
    shuffled = random.sample(counts, len(counts))
    for order in (1, 2):
        assert effective_number(np.array(shuffled), order) == pytest.approx(effective_number(np.array(counts), order))
        assert effective_number(2 * np.array(counts), order) == pytest.approx(effective_number(np.array(counts), order))
    assert gini(np.array(shuffled)) == pytest.approx(gini(2 * np.array(counts)))


def test_gini_by_hand() -> None:
    assert gini(np.array([5, 5, 5])) == 0
    # One of four has all: (n - 1) / n.
    assert gini(np.array([0, 0, 0, 9])) == pytest.approx(3 / 4)
    # Mean absolute difference of 1, 2, 3 over all nine pairs is 8/9; over twice the mean of 2.
    assert gini(np.array([3, 1, 2])) == pytest.approx(8 / 9 / 4)
    assert math.isnan(gini(np.array([])))


@given(COUNTS)
def test_the_area_above_the_lorenz_curve_is_half_of_gini(counts: list[int]) -> None:
    curve = lorenz(np.array(counts))
    assert curve.iloc[0].tolist() == [0, 0] and curve.iloc[-1].tolist() == [1, 1]
    assert (curve["statements"] <= curve["sources"] + 1e-9).all()
    area = np.trapezoid(curve["statements"], curve["sources"])
    assert 1 - 2 * area == pytest.approx(gini(np.array(counts)), abs=1e-9)


def test_lorenz_of_many_sources_stays_small_and_of_none_is_empty() -> None:
    curve = lorenz(np.arange(1, 50_001))
    assert len(curve) <= LORENZ_POINTS and curve["sources"].is_monotonic_increasing
    assert lorenz(np.array([])).empty
