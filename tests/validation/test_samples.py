"""A sample drawn from a report: with known chances, for several people, and the same again from the same number."""

from collections import Counter

import pytest
from checked_reports import checked_corpus
from report_samples import analysis_of, at, silent

from quotes.errors import ReadError
from quotes.model import Article, Attribution
from quotes.review.corrections import Decision, standing
from quotes.validation.answers import answers_on
from quotes.validation.plan import plans
from quotes.validation.samples import Sample, SampleWanted, draw, sampling_frame


def drawn(**wanted: object) -> Sample:
    corpus = checked_corpus()
    return draw(corpus, corpus, SampleWanted(**{"statements": 30, "paragraphs": 16} | wanted))  # type: ignore[arg-type]


def test_every_stratum_is_drawn_from_and_the_chance_of_each_unit_is_known() -> None:
    sample = drawn()
    sorts = Counter(unit.sort for unit in sample.drawn)
    assert sorts == {"statement": 30, "paragraph": 16}
    for stratum in {unit.stratum for unit in sample.units}:
        inside = [unit for unit in sample.units if unit.stratum == stratum]
        chosen = [unit for unit in inside if unit.coders]
        assert len(chosen) >= 2
        assert {unit.probability for unit in inside} == {round(len(chosen) / len(inside), 6)}


def test_weights_make_up_the_whole_again() -> None:
    sample = drawn()
    for sort in ("statement", "paragraph"):
        weights = sum(1 / unit.probability for unit in sample.drawn if unit.sort == sort)
        assert weights == pytest.approx(sum(unit.sort == sort for unit in sample.units), rel=1e-3)


def test_doubtful_statements_are_drawn_more_often() -> None:
    sample = drawn()
    chances = {unit.role: unit.probability for unit in sample.units if unit.sort == "statement"}
    assert chances["witness"] > chances["expert"]


def test_the_same_number_draws_the_same_and_another_draws_otherwise() -> None:
    first, again, other = drawn(), drawn(), drawn(seed=2)
    assert [unit.key for unit in first.drawn] == [unit.key for unit in again.drawn]
    assert [unit.key for unit in first.drawn] != [unit.key for unit in other.drawn]


def test_people_share_as_many_units_as_wanted_and_each_other_is_looked_at_once() -> None:
    sample = drawn(coders=("anna", "ben"), overlap=10)
    given = Counter(unit.coders for unit in sample.drawn)
    assert given["anna", "ben"] == 10
    assert abs(given["anna",] - given["ben",]) <= 1 and given.total() == 46


def test_a_quotation_that_is_a_paragraph_and_the_paragraph_are_answered_each_for_itself() -> None:
    text = "Ada Moor saw the ferry sink.\n\n“It went down in a minute.”\n\nShe lives by the water.\n"
    quotation = Attribution("direct", (at(text, "“It went down in a minute.”"),), (), None, "none", 0.9)
    analysis = analysis_of(Article("ferry", text), (quotation,), ())
    sample = draw([analysis], [analysis], SampleWanted(1, 3))
    assert len({unit.subject for unit in sample.units}) == len(sample.units) == 4
    statement, *paragraphs = sample.drawn
    given = {"who": "kim", "when": "2026-01-01", "article": "ferry", "digest": ""}
    decisions = [Decision("0", statement.subject, "delete", found=statement.readings[0], **given)]
    decisions += [
        Decision(str(unit.position + 1), unit.subject, "looked-through", stretch=unit.stretch, **given)
        for unit in paragraphs
    ]
    told, left = answers_on(sample, standing(decisions).values())
    assert [answer.statements for answer in told] == [0, 0, 0, 0] and not left


def test_a_report_without_statements_is_refused() -> None:
    with pytest.raises(ReadError, match="no statement, so there is nothing to draw"):
        draw([silent()], [silent()], SampleWanted(10, 5))


def test_more_checks_make_the_planned_interval_narrower_down_to_the_width_of_what_is_missed() -> None:
    found = plans(sampling_frame(checked_corpus(60)), ["official"])
    here = [plan.here for plan in found]
    assert here == sorted(here, reverse=True) and here[-1] < 0.07
    assert found[-1].statements == sum(unit.sort == "statement" for unit in sampling_frame(checked_corpus(60)))
    assert all(plan.beyond > plan.here for plan in found)
