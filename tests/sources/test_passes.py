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


TOLD_BY_DEEDS = [
    ("Asa Idris, who represents Hexley for Labour, spoke. Gerald Tyne said no. [[The Labour MP]] rose.", "Asa Idris"),
    ("Joan Wicks, who has a son, came. The headteacher was out. [[The mother]] said so.", "Joan Wicks"),
    ("Hamish Orr taught physics in Norwich. He is 70. [[The former teacher]] said so.", "Hamish Orr"),
    ("Hamish Orr taught physics in Norwich. He is 70. [[The surgeon]] said so.", "the surgeon"),
]
ORDERS = [
    ("Kev Dowd and Irene Catlow won. [[The latter]] laughed. [[The former]] said so.", ["Irene Catlow", "Kev Dowd"]),
    (
        "One resident said so. [[Another]] said her cat had gone. [[The first]] said yes. [[The second]] wept.",
        ["another", "one resident", "another"],
    ),
]
UNTOLD = [
    ("The Harbour Committee met. [[The committee]] said so. [[It]] left.", "The Harbour Committee"),
    ("Greenleaf International met in York. [[The organisation]] said so. [[It]] left.", "Greenleaf International"),
    ("Electro Supplies and Tuborg Components met. Components has cut costs. [[It]] said so.", "Components"),
    ("The talks failed, the Detroit Free Press reported. [[The newspaper]] said so. [[It]] left.", "Free Press"),
]


@pytest.mark.parametrize(("marked", "expected"), TOLD_BY_DEEDS)
def test_what_somebody_does_tells_by_which_noun_they_are_meant(trees: Trees, marked: str, expected: str) -> None:
    assert not misheard(trees, marked, [expected])


@pytest.mark.parametrize(("marked", "expected"), ORDERS)
def test_a_place_in_an_order_tells_who_is_meant(trees: Trees, marked: str, expected: list[str]) -> None:
    assert not misheard(trees, marked, expected)


@pytest.mark.parametrize(("marked", "expected"), UNTOLD)
def test_a_noun_that_tells_no_role_means_a_body_all_the_same(trees: Trees, marked: str, expected: str) -> None:
    assert not misheard(trees, marked, [expected, expected][: marked.count("[[")])


def test_nobody_has_two_ages(trees: Trees) -> None:
    marked = (
        "Tess Abernathy swam the lake. “I sang,” [[the 34-year-old]] said. Her coach, Bill Oakley, followed. "
        "[[The 61-year-old]] said she had missed every note."
    )
    assert not misheard(trees, marked, ["Tess Abernathy", "Bill Oakley"])


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "Alan Hart, Ivo Lund and Tom Bell were held. [[All three]] denied it.",
            ["Alan Hart and Ivo Lund and Tom Bell"],
        ),
        ("Alan Hart, Ivo Lund and Tom Bell met. [[The three men]] left.", ["Alan Hart and Ivo Lund and Tom Bell"]),
        ("Alan Hart and Ivo Lund were held. [[All three]] denied it.", ["all three"]),
    ],
)
def test_more_than_two_are_as_many_as_are_told_together(trees: Trees, marked: str, expected: list[str]) -> None:
    assert not misheard(trees, marked, expected)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Grandfather Robert May stood up. The school opens in May. [[May]] said so.", "Robert May"),
        ("Arland protested at the seizure of 15 sailors by Norland, [[which]] said so.", "Norland"),
        (
            "Alberto Fuji won in 1990. His brother lost. Keiko Fuji, daughter of Alberto Fuji, spoke. [[Fuji]] left.",
            "Keiko Fuji",
        ),
        ("Katya Lind, 20, vanished. Her mother, Ulla, came. [[Mrs Lind]] said so.", "Ulla Lind"),
        (
            "[[South Borland’s governor]] urged calm. Governor Roy Cole of North Borland spoke. "
            "Governor Ann McCall of South Borland left.",
            "Ann McCall",
        ),
    ],
)
def test_who_is_meant_by_a_name(trees: Trees, marked: str, expected: str) -> None:
    assert not misheard(trees, marked, [expected])
