"""The deciding model learns which reading of a cue to take, or none, and how often it is right to."""

import itertools
import random
from pathlib import Path

import numpy as np

from training.attribution.fit import Examples, as_json
from training.attribution.logit import HeldOut, Problem, calibrate, confidences, held_out
from training.calibration import calibration_error, reliability
from training.measure.confidence import report


def examples(articles: int) -> Examples:
    """Cues with two rival readings: "clause" is right; a cue that is "hopeless" has no right reading."""
    found = Examples()
    for number in range(articles * 4):
        hopeless = number % 4 == 3
        for name in ("clause", "object"):
            right = name == "clause" and not hopeless
            found.features.append({name: 1.0, **({"hopeless": 1.0} if hopeless else {})})
            found.share.append(1.0 if right else 0.0)
            found.fit.append(1.0 if right else 0.0)
            found.article.append(f"article {number // 4}")
            found.cue.append(number)
            found.span.append(0 if name == "clause" else 1)
    return found


def test_the_right_reading_wins_and_a_hopeless_cue_has_none() -> None:
    problem = Problem(examples(80))
    rows = np.arange(len(problem.cues))
    best, chance, any_reading = problem.winners(problem.weights(), rows)
    hopeful = np.arange(len(best)) % 4 != 3
    assert all("clause" in examples(80).features[row] for row in best[hopeful])
    assert (chance[hopeful] > 0.7).all()
    assert (any_reading[~hopeful] < 0.3).all()


def test_readings_that_say_the_same_add_up() -> None:
    found = examples(80)
    found.span = [0] * len(found.span)
    problem = Problem(found)
    _, chance, any_reading = problem.winners(problem.weights(), np.arange(len(problem.cues)))
    assert np.allclose(chance, any_reading)


def test_each_article_is_judged_by_weights_that_have_not_seen_it() -> None:
    found = held_out(Problem(examples(80)))
    assert sorted(set(found.article)) == sorted({f"article {n}" for n in range(80)})
    assert found.right[found.accepted].mean() == 1


def test_confidence_is_the_share_right_however_the_chance_is_skewed() -> None:
    draw = random.Random(1)
    true = [draw.random() for _ in range(4000)]
    right = np.array([draw.random() < share for share in true])
    skewed = np.array([share**3 for share in true])
    article = np.array([f"article {n % 50}" for n in range(4000)])
    found = HeldOut(skewed, np.ones(4000), right, article)
    before = np.abs(skewed - np.array(true)).mean()
    bins = reliability(*confidences(found))
    assert before > 0.2
    assert calibration_error(bins) < 0.04
    assert sum(one.number for one in bins) == 4000
    corners = calibrate(found)
    assert all(a <= c and b <= d for (a, b), (c, d) in itertools.pairwise(corners))


def test_how_often_which_confidence_is_right_stands_beside_the_weights(tmp_path: Path) -> None:
    problem = Problem(examples(80))
    found = held_out(problem)
    bins = reliability(*confidences(found))
    error = calibration_error(bins)
    weights = as_json(problem, problem.weights(), calibrate(found), {"error": error, "bins": bins})
    (tmp_path / "weights.json").write_text(weights, encoding="utf-8")
    told, *rows = report(tmp_path / "weights.json")
    assert told == f"expected calibration error {error:.3f}"
    assert [row.rpartition(" ")[2] for row in rows] == [str(count) for *_, count in bins]
