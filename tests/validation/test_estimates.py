"""Shares with intervals from a sample: as another program computes them, and true as often as they say."""

import numpy as np
import pytest
from ppi_py import ppi_mean_ci, ppi_mean_pointestimate

from quotes.validation.estimates import Answered, Ratio, estimate
from training.measure.checked import coverage

Z = 1.959964
CHANCE = 0.005
"""How far the mean over the roles of 500 simulated corpora is off by chance: docs/validation.md has that of 5,000."""


def drawn(generator: np.random.Generator, sizes: list[int], numbers: list[int]) -> tuple[Answered, Ratio]:
    """Statements of articles that have one each, so that they are independent; what the tool says is often right."""
    stratum = np.repeat(np.arange(len(sizes)), sizes)
    said = (generator.random(len(stratum)) < 0.3 + 0.2 * stratum).astype(float)
    true = np.where(generator.random(len(stratum)) < 0.8, said, 1 - said)
    places = np.concatenate(
        [generator.choice(np.flatnonzero(stratum == one), number, False) for one, number in enumerate(numbers)]
    )
    every = np.eye(len(sizes))[stratum]
    answers = Answered(stratum[places], places, every, np.zeros(len(sizes), dtype=bool))
    ones = np.ones(len(places))
    return answers, Ratio(true[places], ones, said[places], ones, said, np.ones(len(stratum)))


def test_the_share_and_its_error_are_those_of_ppi_python() -> None:
    answers, ratio = drawn(np.random.default_rng(1), [20_000], [2_000])
    found = estimate(answers, ratio)
    theirs = ppi_mean_ci(ratio.part, ratio.said_part, ratio.all_part, alpha=0.05, lam=1)
    low, high = (float(end[0]) for end in theirs)
    assert found.value == pytest.approx((low + high) / 2, abs=1e-9)
    assert found.error == pytest.approx((high - low) / 2 / Z, rel=0.005)
    assert found.powered == pytest.approx((low, high), abs=0.001)


def test_strata_weigh_as_weights_do_in_ppi_python() -> None:
    answers, ratio = drawn(np.random.default_rng(2), [3_000, 1_000, 200], [60, 60, 40])
    weights = answers.weights * len(answers.stratum) / answers.weights.sum()
    theirs = ppi_mean_pointestimate(ratio.part, ratio.said_part, ratio.all_part, lam=1, w=weights)
    assert estimate(answers, ratio).value == pytest.approx(float(theirs[0]), abs=1e-9)


def test_without_a_tool_the_share_is_that_of_the_sample() -> None:
    answers, ratio = drawn(np.random.default_rng(3), [5_000], [400])
    nothing = np.zeros(len(ratio.part))
    blind = Ratio(ratio.part, ratio.whole, nothing, ratio.said_whole, 0 * ratio.all_part, ratio.all_whole)
    found = estimate(answers, blind)
    share = ratio.part.mean()
    assert found.value == pytest.approx(share)
    assert found.error == pytest.approx((share * (1 - share) / 400) ** 0.5, rel=0.02)


def test_who_checks_everything_knows_the_share() -> None:
    answers, ratio = drawn(np.random.default_rng(4), [300, 100], [300, 100])
    found = estimate(answers, ratio)
    assert found.value == pytest.approx(ratio.part.mean())
    assert found.here == pytest.approx((found.value, found.value))
    assert found.powered.low < found.value < found.powered.high, "other articles would have another share"


def test_what_nobody_saw_of_a_rare_role_may_be_none_of_it_or_all() -> None:
    articles, seen = np.arange(60), np.arange(0, 60, 2)
    said = np.where(articles % 2, 1.0, 0.0) * (articles < 10)
    answers = Answered(np.zeros(30, dtype=int), seen, np.ones((60, 1)), np.array([False]))
    ones = np.ones(30)
    nobody = estimate(answers, Ratio(said[seen], ones, said[seen], ones, said, np.ones(60)))
    assert nobody.value == pytest.approx(5 / 60)
    assert all(interval.low < 0.01 for interval in (nobody.here, nobody.powered, nobody.designed))
    everybody = Answered(np.zeros(60, dtype=int), articles, np.ones((60, 1)), np.array([False]))
    known = estimate(everybody, Ratio(said, np.ones(60), said, np.ones(60), said, np.ones(60)))
    assert known.here == pytest.approx((5 / 60, 5 / 60))


@pytest.mark.slow
@pytest.mark.parametrize(("articles", "checked"), [(40, 50), (60, 100), (150, 400)])
def test_intervals_hold_the_truth_as_often_as_they_say(articles: int, checked: int) -> None:
    here, powered, designed = coverage(articles, checked, corpora=500, seed=2).held
    for kind in (here, powered, designed):
        assert 0.93 - CHANCE <= kind.mean() <= 0.97 + CHANCE
        assert kind.min() > 0.91, "each role's"
        assert kind[-1] > 0.92, "and that of the rarest"
