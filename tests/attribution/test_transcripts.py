"""Transcripts: who speaks stands in capitals before a colon, and a turn is its whole paragraph."""

import pytest
from speaking import parsed
from trees import Trees

from quotes.attribution.attribute import attribute

TURNS = [
    ("HOLT", "Is the bridge safe? People say it sways."),
    ("SGT. BELL", "It held. We said so on Monday, and I think we will say so again."),
    ("HOLT", "Thank you."),
]


def spoken(trees: Trees, text: str) -> list[tuple[str | None, str]]:
    found = attribute(parsed(trees, text))
    return [(a.source.of(text) if a.source else None, " ".join(s.of(text) for s in a.content)) for a in found]


@pytest.mark.parametrize("opening", ["", "“", '"'])
def test_each_turn_is_one_attribution_of_the_name_in_capitals(trees: Trees, opening: str) -> None:
    text = "\n\n".join(f"{opening}{name}: {said}" for name, said in TURNS)
    assert spoken(trees, text) == TURNS


@pytest.mark.parametrize(("asks", "answers"), [("Q:", "A:"), ("Q.", "A."), ("Question 1:", "Answer:")])
def test_lines_of_an_interview_are_turns(trees: Trees, asks: str, answers: str) -> None:
    text = f"{asks} Is the bridge safe?\n\n{answers} It is. I checked it myself."
    asked, answered = (label.rstrip(":.") for label in (asks, answers))
    assert spoken(trees, text) == [(asked, "Is the bridge safe?"), (answered, "It is. I checked it myself.")]


@pytest.mark.parametrize(
    "text",
    [
        "A: The bridge is closed.\n\nA: The road is open.",
        "HOLT: The bridge is closed.",
        "UPDATE: The bridge is closed.\n\nPHOTOS: The bridge by night.",
        "BRIDGE CLOSED\n\nNEW YORK: 3\n\nBOSTON: 2",
    ],
)
def test_a_label_or_a_score_is_no_turn(trees: Trees, text: str) -> None:
    found = attribute(parsed(trees, text))
    assert not [a for a in found if a.construction == "transcript"]
