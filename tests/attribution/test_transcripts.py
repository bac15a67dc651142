"""Transcripts: who speaks stands in capitals before a colon, and a turn is its whole paragraph."""

import pytest
from speaking import parsed
from trees import Trees

from quotes.attribution.attribute import attribute
from quotes.parse.parser import Parser

TURNS = [
    ("HOLT", "Is the bridge safe? People say it sways."),
    ("SGT. BELL", "It held. We said so on Monday, and I think we will say so again."),
    ("HOLT", "Thank you."),
]


def spoken(trees: Parser | Trees, text: str) -> list[tuple[str | None, str]]:
    found = attribute(parsed(trees, text))
    return [(a.source.of(text) if a.source else None, " ".join(s.of(text) for s in a.content)) for a in found]


@pytest.mark.parametrize("opening", ["", "“", '"'])
def test_each_turn_is_one_attribution_of_the_name_in_capitals(trees: Trees, opening: str) -> None:
    text = "\n\n".join(f"{opening}{name}: {said}" for name, said in TURNS)
    assert spoken(trees, text) == TURNS


@pytest.mark.parametrize(
    ("asks", "answers"), [("Q:", "A:"), ("Q.", "A."), ("Question 1:", "Answer:"), ("**Q:**", "A:")]
)
def test_the_answers_of_an_interview_are_turns_and_the_questions_are_not(trees: Trees, asks: str, answers: str) -> None:
    text = f"{asks} Is the bridge safe?\n\n{answers} It is. I checked it myself."
    assert spoken(trees, text) == [(answers.rstrip(":."), "It is. I checked it myself.")]


def test_members_of_a_parliament_need_not_ask(trees: Trees) -> None:
    names = ["Hon. Émile Roy (Lac Vert, BQ)", "Hon. Ann Bell (Harrow)", "Hon. Émile Roy"]
    said = ["The bridge has been closed since June.", "It will open soon.", "The contractor went home."]
    text = "\n\n".join(f"{name}: {words}" for name, words in zip(names, said, strict=True))
    assert [words for _, words in spoken(trees, text)] == said


def test_candidates_of_a_debate_need_not_ask(trees: Trees) -> None:
    turns = [("Moderator", "Rent."), ("Mayor Ann Bell", "Rent is rent."), ("Dr Bo Lund", "It is theft.")]
    text = "\n\n".join(f"{name}: {words}" for name, words in [*turns, ("Moderator", "Thirty seconds each.")])
    assert spoken(trees, text) == turns[1:]


def test_questions_of_the_press_are_no_statements(parser: Parser) -> None:
    text = "SECRETARY VANN: The pier stays shut.\n\nQUESTION: Thank you. Why?\n\nSECRETARY VANN: It is the pier."
    assert [name for name, _ in spoken(parser, text)] == ["SECRETARY VANN"] * 2


def test_a_turn_goes_on_below_but_for_notes_in_brackets(trees: Trees) -> None:
    text = "Jo Holt: Is it safe?\n\nAnn Bell: It held.\n\nI checked it myself.\n\n(Laughter)\n\nJo Holt: Thank you."
    assert spoken(trees, text)[1] == ("Ann Bell", "It held. I checked it myself.")


@pytest.mark.parametrize("sign", ["**{}**", "*{}*", "> {}", "1. {}", "– {}"])
def test_questions_that_stand_apart_are_answered_by_whom_the_article_names(trees: Trees, sign: str) -> None:
    asked = [sign.format("Is the bridge safe?"), sign.format("Who checked it?")]
    text = f"Anna Bell built the bridge.\n\n{asked[0]}\n\nIt held.\n\n{asked[1]}\n\nI did. Twice."
    assert spoken(trees, text) == [("Anna Bell", "It held."), ("Anna Bell", "I did. Twice.")]


def test_headings_that_ask_make_no_interview_where_nobody_says_i(trees: Trees) -> None:
    text = "Anna Bell built the bridge.\n\n**Is it safe?**\n\nIt held.\n\n**Who checked it?**\n\nThe council did."
    assert spoken(trees, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "A: The bridge is closed.\n\nA: The road is open.",
        "HOLT: The bridge is closed.",
        "UPDATE: The bridge is closed.\n\nPHOTOS: The bridge by night.",
        "BRIDGE CLOSED\n\nNEW YORK: 3\n\nBOSTON: 2",
        "SERVES: Four.\n\nMETHOD: Soak the beans.",
        "HOLT: Hang on. Holm trails Holt.\n\nBELL: Catch up. Bell trails both.\n\nROE: Win?",
    ],
)
def test_a_label_or_a_score_is_no_turn(trees: Trees, text: str) -> None:
    found = attribute(parsed(trees, text))
    assert not [a for a in found if a.construction == "transcript"]


def test_in_court_the_bench_and_the_witness_speak_between_question_and_answer(parser: Parser) -> None:
    text = "Q. Who signed it?\n\nA. Mr. Colby did.\n\nTHE COURT: Speak up.\n\nQ. When?\n\nA. In June."
    said = [("A", "Mr. Colby did."), ("THE COURT", "Speak up."), ("A", "In June.")]
    assert spoken(parser, text) == said
    named = [span.of(text) for sentence in parsed(parser, text).sentences for span, _ in sentence.entities]
    assert not any("A. Mr" in name for name in named)
