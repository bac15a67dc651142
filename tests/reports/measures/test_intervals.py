"""Intervals: against the binomial and scipy, on simulated corpora, and where few articles tell little."""

import numpy as np
import pytest
from scipy import stats

from reports.measures.intervals import (
    FEWEST_ARTICLES,
    Resamples,
    exact_bounds,
    expanded_quantiles,
    mean_bounds,
    median_bounds,
    share_bounds,
)
from training.measure.coverage import ROLES, coverage, simulated, true_shares

CORPORA = 500


def bounds(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return share_bounds(counts, Resamples(len(counts)).totals(counts))


@pytest.mark.parametrize("articles", [20, 60])
def test_intervals_hold_the_true_share_in_93_to_97_percent_of_simulated_corpora(articles: int) -> None:
    found = coverage(articles, CORPORA)
    assert 0.93 <= found.held.mean() <= 0.97
    # Of 500 corpora the coverage of a single role is known to about two percentage points.
    assert (found.held > 0.90).all()
    assert 0.93 <= found.held[ROLES.index("official")] <= 0.97
    # A plain percentile interval is too narrow for that: that is why there is another one.
    assert found.percentile.mean() < 0.92


def test_simulated_corpora_have_the_shares_that_they_are_said_to_have() -> None:
    counts = simulated(20_000, np.random.default_rng(3))
    assert counts.sum(axis=0) / counts.sum() == pytest.approx(true_shares(), abs=0.01)
    assert true_shares().sum() == pytest.approx(1)


def test_interval_agrees_with_the_binomial_where_articles_hold_one_statement_each() -> None:
    low, high = bounds(np.repeat([[1, 0], [0, 1]], [60, 140], axis=0))
    expected = stats.binomtest(60, 200).proportion_ci(method="wilson")
    assert (low[0], high[0]) == pytest.approx((expected.low, expected.high), abs=0.005)
    assert low[1] == pytest.approx(1 - high[0])


def test_interval_agrees_with_scipys_bootstrap_where_there_are_many_articles() -> None:
    counts = simulated(400, np.random.default_rng(5))
    low, high = bounds(counts)
    expected = stats.bootstrap(
        (counts[:, 0], counts.sum(axis=1)),
        lambda part, whole, axis: part.sum(axis=axis) / whole.sum(axis=axis),
        paired=True,
        method="BCa",
        rng=np.random.default_rng(1),
    ).confidence_interval
    assert (low[0], high[0]) == pytest.approx((expected.low, expected.high), abs=0.006)


def test_interval_is_wider_where_articles_speak_with_one_voice() -> None:
    alone = np.repeat([[1, 0], [0, 1]], 100, axis=0)
    together = np.repeat([[10, 0], [0, 10]], 10, axis=0)
    widths = [high[0] - low[0] for low, high in map(bounds, (alone, together))]
    assert widths[1] > 2 * widths[0]


def test_what_was_never_seen_is_bounded_by_the_number_of_articles() -> None:
    low, high = bounds(np.array([[3, 0]] * 30))
    # Of 30 articles without it, the exact upper bound of a binomial share: 1 - 0.025 ** (1 / 30).
    assert (low[1], high[1]) == (0, pytest.approx(1 - 0.025 ** (1 / 30)))
    assert (low[0], high[0]) == (pytest.approx(0.025 ** (1 / 30)), 1)


def test_exact_bounds_are_those_of_the_binomial_test() -> None:
    expected = stats.binomtest(3, 17).proportion_ci(method="exact")
    low, high = exact_bounds(np.array([3 / 17]), 17)
    assert (low[0], high[0]) == pytest.approx((expected.low, expected.high))


@pytest.mark.parametrize("articles", range(1, FEWEST_ARTICLES))
def test_a_handful_of_articles_gets_no_interval(articles: int) -> None:
    low, high = bounds(np.ones((articles, 3)))
    assert np.isnan(low).all() and np.isnan(high).all()


def test_mean_interval_agrees_with_the_t_interval_of_one_number_an_article() -> None:
    values = np.random.default_rng(2).normal(5, 2, size=(300, 1))
    ones = np.ones((300, 1))
    resamples = Resamples(300, 4_000)
    low, high = mean_bounds(values, ones, (resamples.totals(values), resamples.totals(ones)))
    expected = stats.ttest_1samp(values[:, 0], 0).confidence_interval()
    assert (low[0], high[0]) == pytest.approx((expected.low, expected.high), abs=0.02)


def test_median_interval_by_the_tables_of_the_sign_test() -> None:
    # For 10 values the 2nd and the 9th (97.9 %), for 20 the 6th and the 15th (95.9 %): Conover 1999, table A3.
    assert median_bounds(np.arange(1.0, 11)) == (5.5, 2.0, 9.0)
    assert median_bounds(np.arange(20.0, 0, -1)) == (10.5, 6.0, 15.0)
    assert median_bounds(np.array([3.0, np.nan, 1.0]))[0] == 2.0
    assert np.isnan(median_bounds(np.array([3.0, 1.0]))[1:]).all()
    assert np.isnan(median_bounds(np.array([]))).all()


def test_expanded_quantiles_are_wider_than_plain_ones() -> None:
    draws = np.random.default_rng(0).normal(size=(20_000, 1))
    low, high = expanded_quantiles(draws, np.array([9.0]), 10)
    reach = stats.t.ppf(0.975, 9) * np.sqrt(10 / 9)
    assert (low[0], high[0]) == pytest.approx((-reach, reach), abs=0.1)
