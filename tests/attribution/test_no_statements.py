"""What looks like a statement and is none: each row of the tables holds for its example, and lets a statement stand."""

import pytest
from speaking import parsed
from trees import Trees

from quotes.attribution.attribute import attribute
from quotes.attribution.no_statements import NONE, NoStatement
from quotes.attribution.patterns.set_phrases import SilencePattern, silence_patterns, silences_in
from quotes.model import Span


@pytest.mark.parametrize("reason", NONE, ids=lambda reason: reason.name)
def test_the_example_of_a_reason_is_no_statement(trees: Trees, reason: NoStatement) -> None:
    found = attribute(parsed(trees, reason.example))
    counted = [a for a in found if a.act in ("speech", "writing") and a.kind != "no-comment"]
    assert len(counted) == reason.beside


@pytest.mark.parametrize(
    "text",
    [
        "The bank released new coins.",
        "The storm promised rain.",
        "The photograph shows the mayor at the slipway.",
        "The reefs are called rainforests of the sea.",
        "The union sued the council over the rules.",
        "The minister declared a state of emergency in the north on Monday.",
        "Residents were disappointed that the mill would close.",
    ],
)
def test_a_deed_told_with_a_verb_of_saying_is_no_statement(trees: Trees, text: str) -> None:
    assert not [a for a in attribute(parsed(trees, text)) if a.act in ("speech", "writing")]


@pytest.mark.parametrize("text", ["Ann Bell did not pick our calls.", "Ann Bell did not wave or respond to texts."])
def test_an_answer_not_given_by_a_shared_negation(trees: Trees, text: str) -> None:
    (found,) = attribute(parsed(trees, text))
    assert found.kind == "no-comment" and found.source is not None and found.source.of(text) == "Ann Bell"


def test_each_is_the_source_of_what_is_theirs_behind_one_passive(trees: Trees) -> None:
    text = "The line was dubbed “the snail” by drivers, “a joke” by the mayor and “a lifeline” by nurses."
    found = [(a.content[0].of(text), a.source.of(text)) for a in attribute(parsed(trees, text)) if a.source]
    assert found == [("“the snail”", "drivers"), ("“a joke”", "the mayor"), ("“a lifeline”", "nurses")]


@pytest.mark.parametrize("text", ["His wife, accused of hiding it, left.", "Nothing said so.", "He said nothing."])
def test_who_is_accused_and_who_says_nothing_states_nothing(trees: Trees, text: str) -> None:
    assert not [a for a in attribute(parsed(trees, text)) if a.act in ("speech", "writing")]


def test_whom_a_paper_quotes_speaks(trees: Trees) -> None:
    text = "The Courier quoted the mayor as saying that it was over."
    (found,) = attribute(parsed(trees, text))
    assert found.source is not None and found.source.of(text) == "the mayor"


@pytest.mark.parametrize(
    "text",
    [
        "Asked about the toll, Mayor Bell said it would fall.",
        "Dean Roper was accused by police of lying.",
        "The bank released a statement on the loss.",
        "Bell wrote to the council that the road was closed.",
        "Nobody was hurt, Bell said.",
        "Bell called the plan a mistake.",
        "Bell denied the accusations.",
        "The council announced plans for a new bridge.",
        "The minister criticised the ruling.",
        "A judge ordered the council to pay.",
    ],
)
def test_a_statement_beside_them_stands(trees: Trees, text: str) -> None:
    assert [a for a in attribute(parsed(trees, text)) if a.act in ("speech", "writing")]


@pytest.mark.parametrize("pattern", silence_patterns(), ids=lambda pattern: pattern.example)
def test_set_words_for_no_answer_tell_who_gave_none(pattern: SilencePattern) -> None:
    found = [who.of(pattern.example) for who, _ in silences_in(pattern.example, Span(0, len(pattern.example)))]
    assert pattern.who in found
