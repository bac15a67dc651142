"""Quotations inside quotations: who is quoted by a source, only where it is asked for."""

from speaking import analysed
from trees import Trees

from quotes.table.rows import records

OFFICER = "“The officer told me, ‘Leave now or swim,’ and I left,” said Gus Lund, a retired welder."


def test_what_a_source_lets_another_say_is_told_with_its_own_speaker(trees: Trees) -> None:
    rows = records(analysed(trees, OFFICER, with_nested=True))
    outer, inner = sorted(rows, key=lambda row: row["inside"] is not None)
    assert (outer["speaker"], outer["inside"]) == ("Gus Lund", None)
    assert (inner["source_text"], inner["content_text"]) == ("The officer", "‘Leave now or swim,’")
    assert inner["inside"] == outer["attribution"]


def test_i_inside_a_quotation_is_its_speaker(trees: Trees) -> None:
    text = "“I said, ‘What are they doing?’ and nobody knew,” Ana Ruiz recalled."
    rows = {row["content_text"]: row for row in records(analysed(trees, text, with_nested=True))}
    assert rows["‘What are they doing?’"]["speaker"] == "Ana Ruiz"


def test_only_the_outermost_is_told_unless_asked(trees: Trees) -> None:
    assert [a.nested for a in analysed(trees, OFFICER).attributions] == [False]


def test_a_word_in_single_marks_is_nobody_s_statement(trees: Trees) -> None:
    text = "“They say the ‘Old Mill’ is haunted,” Ana Ruiz said."
    assert not [a for a in analysed(trees, text, with_nested=True).attributions if a.nested]
