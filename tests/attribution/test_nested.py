"""Quotations inside quotations: who is quoted by a source, only where it is asked for."""

import pytest

from quotes.analyze import Analyzer
from quotes.table.rows import records

OFFICER = "“The officer told me, ‘Leave now or swim,’ and I left,” said Gus Lund, a retired welder."


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(with_nested=True)


def test_what_a_source_lets_another_say_is_told_with_its_own_speaker(analyzer: Analyzer) -> None:
    outer, inner = sorted(records(analyzer(OFFICER)), key=lambda row: row["inside"] is not None)
    assert (outer["speaker"], outer["inside"]) == ("Gus Lund", None)
    assert (inner["source_text"], inner["content_text"]) == ("The officer", "‘Leave now or swim,’")
    assert inner["inside"] == outer["attribution"]


def test_i_inside_a_quotation_is_its_speaker(analyzer: Analyzer) -> None:
    text = "“I said, ‘What are they doing?’ and nobody knew,” Ana Ruiz recalled."
    rows = {row["content_text"]: row for row in records(analyzer(text))}
    assert rows["‘What are they doing?’"]["speaker"] == "Ana Ruiz"


def test_only_the_outermost_is_told_unless_asked() -> None:
    found = Analyzer()(OFFICER).attributions
    assert [a.nested for a in found] == [False]


def test_a_word_in_single_marks_is_nobody_s_statement(analyzer: Analyzer) -> None:
    text = "“They say the ‘Old Mill’ is haunted,” Ana Ruiz said."
    assert not [a for a in analyzer(text).attributions if a.nested]
