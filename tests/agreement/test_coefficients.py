"""Coefficients of agreement: those of Krippendorff's worked examples, and of other programs."""

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters
from statsmodels.stats.inter_rater import fleiss_kappa as their_fleiss

from quotes.agreement.coefficients import alpha, cohens_kappa, fleiss_kappa, percent, with_interval
from quotes.agreement.unitizing import Continuum, unitized_alpha
from quotes.model import Span


def labelled(*coders: str) -> list[dict[str, str]]:
    """Items from a row a coder; a dot is an item that the coder left out."""
    return [
        {str(coder): label for coder, label in enumerate(item) if label != "."}
        for item in zip(*(row.split() for row in coders), strict=True)
    ]


def test_alpha_without_missing_data_is_that_of_krippendorff() -> None:
    """Computing Krippendorff's Alpha-Reliability (2011), example B."""
    items = labelled("a a b b d c c c e d d a", "b a b b b c c c e d d d")
    assert round(alpha(items), 3) == 0.692


def test_alpha_with_missing_data_is_that_of_krippendorff() -> None:
    """The same, example C: four observers, eleven of twelve units with more than one value."""
    items = labelled(
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    )
    assert round(alpha(items), 3) == 0.743


def test_unitized_alpha_is_that_of_krippendorff() -> None:
    """Measuring the Reliability of Qualitative Text Analysis Data (2004), the appendix."""

    def of(*coders: list[tuple[int, int]]) -> float:
        units = [[Span(start, start + length) for start, length in coder] for coder in coders]
        return unitized_alpha(Continuum([Span(150, 450)], [units]))

    category_c = of([(225, 70), (370, 30)], [(220, 80), (355, 20), (400, 20)])
    assert category_c == pytest.approx(1 - 0.0144 / 0.0532, abs=0.002)
    assert of([(180, 60), (300, 50)], [(180, 60), (300, 50)]) == 1.0


def test_marks_at_random_agree_no_more_than_by_chance() -> None:
    generator = np.random.default_rng(1)
    stretches, units = [], []
    for _ in range(300):
        stretches.append(Span(0, 100))
        starts = generator.integers(0, 90, size=2)
        units.append([[Span(int(start), int(start) + 10)] for start in starts])
    assert unitized_alpha(Continuum(stretches, units)) == pytest.approx(0, abs=0.1)


def test_kappas_are_those_of_other_programs() -> None:
    generator = np.random.default_rng(2)
    true = generator.integers(4, size=60)
    rows = [np.where(generator.random(60) < 0.75, true, generator.integers(4, size=60)) for _ in range(3)]
    items = labelled(*(" ".join(map(str, row)) for row in rows))
    assert fleiss_kappa(items) == pytest.approx(their_fleiss(aggregate_raters(np.array(rows).T)[0]))
    two = labelled(*(" ".join(map(str, row)) for row in rows[:2]))
    assert cohens_kappa(two) == pytest.approx(cohen_kappa_score(rows[0], rows[1]))
    assert percent(two) == pytest.approx((rows[0] == rows[1]).mean())


def test_one_label_for_all_tells_nothing_of_agreement() -> None:
    items = labelled("a a a", "a a a")
    assert percent(items) == 1.0 and np.isnan(alpha(items)) and np.isnan(cohens_kappa(items))


def test_intervals_come_from_drawing_articles_and_not_items() -> None:
    """Where coders differ on whole articles at a time, much less is known than so many items would say."""
    labels = [{"a": "x" if number % 2 else "y", "b": "x" if number % 2 else "y"} for number in range(20)]
    other = [{"a": "x", "b": "y"}] * 20
    by_article = [(article, one) for article in range(10) for one in (other if article < 3 else labels)]
    by_item = [(number, one) for number, (_, one) in enumerate(by_article)]
    wide, narrow = with_interval(by_article, percent), with_interval(by_item, percent)
    assert wide.value == narrow.value == pytest.approx(0.7) and wide.items == 200
    assert wide.high - wide.low > 3 * (narrow.high - narrow.low)
    few = with_interval([(article, one) for article, one in by_article if article < 4], percent)
    assert np.isnan(few.low)
