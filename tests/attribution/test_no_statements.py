"""What looks like a statement and is none: each row of the tables holds for its example, and lets a statement stand."""

import pytest
from speaking import parsed
from trees import Trees

from quotes.attribution.attribute import attribute
from quotes.attribution.no_statements import DEEDS, NONE, Reason
from quotes.lexicon.no_answers import SilencePattern, silence_patterns, silences_in
from quotes.model import Span


@pytest.mark.parametrize("reason", [*NONE, *DEEDS], ids=lambda reason: reason.name)
def test_the_example_of_a_reason_is_no_statement(trees: Trees, reason: Reason) -> None:
    found = attribute(parsed(trees, reason.example))
    assert not [a for a in found if a.act in ("speech", "writing") and a.kind != "no-comment"]


@pytest.mark.parametrize(
    "text",
    [
        "Asked about the toll, Mayor Bell said it would fall.",
        "Dean Roper was accused of lying by police.",
        "The bank released a statement on the loss.",
        "Bell wrote to the council that the road was closed.",
        "Nobody was hurt, Bell said.",
        "Bell called the plan a mistake.",
    ],
)
def test_a_statement_beside_them_stands(trees: Trees, text: str) -> None:
    assert [a for a in attribute(parsed(trees, text)) if a.act in ("speech", "writing")]


@pytest.mark.parametrize("pattern", silence_patterns(), ids=lambda pattern: pattern.example)
def test_set_words_for_no_answer_tell_who_gave_none(pattern: SilencePattern) -> None:
    found = [who.of(pattern.example) for who, _ in silences_in(pattern.example, Span(0, len(pattern.example)))]
    assert pattern.who in found
