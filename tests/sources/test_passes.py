"""Whom the passes of the sieve find, and whom they leave: ages, two together, bodies of a sort, the gender told."""

import pytest
from speaking import analysed, misheard, speaker_of
from trees import Trees

from quotes.parse.parser import Parser

AGES = [
    ("Agent Colm Feeney sold the house in a day. [[The old man]] said he would miss it.", "the old man"),
    ("Ida Moor, 81, sold the house in a day. [[The old woman]] said she would miss it.", "Ida Moor"),
    ("Tom Reed, 9, fed the geese. [[The boy]] said one had bitten him.", "Tom Reed"),
    ("Tom Reed, 44, fed the geese. [[The boy]] said one had bitten him.", "the boy"),
]
TWO = [
    "Sushila and Ramesh Rao lost a son. The headmaster did not visit. [[They]] said the driver was young.",
    "Maggie and Phil Dunn lost their dog. The airline blamed a label. [[They]] said nobody had rung.",
]
BODIES = [
    (
        "The Aviation Board heard from Skyline Air. [[The watchdog]] said it would fine it. [[The airline]] "
        "said the crew was tired.",
        ["Aviation Board", "Skyline Air"],
    ),
    ("The musician sued Halden Press. [[The publisher]] said the song was its own.", ["Halden Press"]),
]


@pytest.mark.parametrize(("marked", "expected"), AGES)
def test_an_age_tells_whom_a_description_may_mean(trees: Trees, marked: str, expected: str) -> None:
    assert not misheard(trees, marked, [expected])


@pytest.mark.parametrize("marked", TWO)
def test_they_are_the_two_of_one_subject_whoever_comes_between(trees: Trees, marked: str) -> None:
    assert not misheard(trees, marked, [f"and {marked.split()[3]}"])


@pytest.mark.parametrize(("marked", "expected"), BODIES)
def test_a_noun_means_the_body_whose_name_tells_its_sort(trees: Trees, marked: str, expected: list[str]) -> None:
    assert not misheard(trees, marked, expected)


def test_a_pronoun_in_marks_tells_nothing_of_its_speaker(trees: Trees) -> None:
    marked = "Zookeeper Bram Otis stayed all night. “[[She]] knows my steps,” [[he]] said of the calf."
    assert not misheard(trees, marked, ["", "Bram Otis"])


def test_they_are_not_somebody_and_whose_spokesperson_that_is(trees: Trees) -> None:
    marked = "A spokesperson for Ann Bell confirmed the leak. [[They]] said no fish had died."
    assert not misheard(trees, marked, ["a spokesperson for Ann Bell"])


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Ro Blythe, who is non-binary, sold tea. The council was glad. [[They]] said it was cheap.", "Ro Blythe"),
        ("Ro Blythe, a nonbinary clerk, sold tea. The pupils were glad. [[They]] said it was cheap.", "the pupils"),
    ],
)
def test_they_may_be_one_of_whom_the_article_tells_it(trees: Trees, marked: str, expected: str) -> None:
    assert not misheard(trees, marked, [expected])


@pytest.mark.parametrize("label", ["HOLLAND", "TH"])
def test_a_label_is_of_whoever_bears_that_last_name_or_these_initials(parser: Parser, label: str) -> None:
    text = f"TESS HOLLAND: We truck it in at night.\n\nJO REED: Does it smell?\n\n{label}: It smells, I know."
    assert "Tess Holland" in speaker_of(analysed(parser, text), "It smells")
