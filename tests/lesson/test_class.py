"""A class of 25 files is marked as worked out by hand; what cannot be counted is named with its remedy."""

from dataclasses import replace

import pytest
from made_class import made_lesson, write_class

from quotes.lesson.answers import Answers, ArticleAnswers, Given
from quotes.lesson.lesson import Lesson
from quotes.lesson.marking import StudentMark, marks_of
from quotes.lesson.overview import Overview
from quotes.lesson.read_answers import read_answers
from quotes.messages import Skipped
from reports.lesson.marks import feedback

TASKS = ("find", "attribute", "role", "balance")


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    """The key as a teacher left it: that of the nurse has a second role that can be defended."""
    made = made_lesson(tmp_path_factory.mktemp("lesson"), TASKS)
    bridge = made.by_id["bridge"]
    statements = (bridge.statements[0], replace(bridge.statements[1], second_role="expert"), *bridge.statements[2:])
    articles = (replace(bridge, statements=statements), made.by_id["river"])
    return replace(made, articles=articles)


@pytest.fixture(scope="module")
def told(lesson: Lesson, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, StudentMark], list[Skipped]]:
    folder = tmp_path_factory.mktemp("class") / "handed-in"
    write_class(folder, lesson)
    assert len(list(folder.iterdir())) == 25
    skipped: list[Skipped] = []
    marks = [marks_of(lesson, answers) for answers in read_answers([folder], lesson, skipped.append)]
    return {one.student: one for one in marks}, skipped


# By hand. The bridge has three statements and the river two; who was asked in vain said nothing. Balance has seven
# questions an article.
BY_HAND = {
    # Everything added in the form, both articles; the questions on the second left out.
    "Ada": ((5, 5), (5, 5), (5, 5), (7, 14)),
    # Everything right in a sheet, the questions too.
    "ben": ((5, 5), (5, 5), (5, 5), (14, 14)),
    # One article only: the other does not count.
    "dee": ((3, 3), (3, 3), (3, 3), (7, 7)),
    # “bridge is safe” is 3 of 4 words; without “that” 6 of 7, which is enough; “I will walk” and 3 words more: 3 of 6.
    "eli": ((0.75 + 1 + 0.5, 3), (3, 3), (3, 3), (0, 7)),
    # “Holt” may be Ruth or Tom, half a point; “a nurse” and “the baker” are clear.
    "fay": ((3, 3), (0.5 + 1 + 1, 3), (3, 3), (0, 7)),
    # Words that the article does not have.
    "gus": ((0, 3), (0, 3), (0, 3), (0, 7)),
    # The second role of the nurse counts as right.
    "oto": ((3, 3), (3, 3), (3, 3), (0, 7)),
    # Two that are no statements cost half a point each.
    "qui": ((3 - 0.5 - 0.5, 3), (3, 3), (3, 3), (0, 7)),
    # Every role wrong.
    "pia": ((3, 3), (3, 3), (0, 3), (0, 7)),
    # Slips of the pen, other marks: still found as a whole.
    "wes": ((3, 3), (3, 3), (3, 3), (0, 7)),
}


@pytest.mark.parametrize("student", BY_HAND)
def test_points_are_those_worked_out_by_hand(told: tuple[dict[str, StudentMark], list[Skipped]], student: str) -> None:
    marks, _ = told
    assert tuple(marks[student].points(task) for task in TASKS) == BY_HAND[student]


def test_everybody_who_can_be_marked_is(told: tuple[dict[str, StudentMark], list[Skipped]]) -> None:
    marks, _ = told
    whole = {
        "Ada",
        "ben",
        "dee",
        "eli",
        "fay",
        "gus",
        "Hälge",
        "jon",
        "Lea",
        "oto",
        "pia",
        "qui",
        "Ray",
        "sue",
        "17",
        "Uma",
        "wes",
    }
    assert set(marks) == whole
    assert marks["Hälge"].points("find") == (3, 3)  # saved by a Windows of old
    assert marks["jon"].points("find") == marks["sue"].points("role") == marks["17"].points("role") == (3, 3)
    assert marks["Lea"].points("attribute") == (5, 5)  # two files, one article each
    assert marks["Ray"].points("find") == (0, 3)  # looked through, nothing added
    assert marks["Uma"].points("find") == (2, 2)


@pytest.mark.parametrize(
    ("file", "remedy"),
    [
        ("cem.csv", "nothing is filled in; ask the student"),
        ("gus.csv", "copy more of them"),
        ("ida.zip", "unpack it"),
        ("kim-1.csv", "more than once, with other answers; leave the one that counts"),
        ("kim-2.csv", "more than once"),
        ("max.jsonl", "on other articles (elsewhere …); mark them with the key of that lesson"),
        ("nia.jsonl", "save it anew from the answer form"),
        ("vic.pdf", "hand in what the answer form saves (.jsonl), or the sheet"),
    ],
)
def test_what_cannot_be_counted_is_named_with_the_remedy(
    told: tuple[dict[str, StudentMark], list[Skipped]], file: str, remedy: str
) -> None:
    assert [one for one in told[1] if file in one.path and remedy in one.reason]


def test_who_has_nothing_of_a_statement_is_told_what_is_right(lesson: Lesson) -> None:
    marked = replace(lesson, level="marked")
    bridge = Answers("Ida", "ida.csv", {"bridge": ArticleAnswers((Given(number=4, speaker="Tom Holt"),))})
    (article,) = marks_of(marked, bridge).articles
    mayor, *_, builder = (feedback(marked, mark) for mark in article.statements)
    assert mayor[0] == "You did not answer this one. It is said by Ruth Holt."
    assert mayor[1].startswith("The role is Official. ")
    assert builder[0] == "It is Varn Works who was asked and did not answer, not Tom Holt."
    doubtful = replace(article.statements[3].key, discuss="It may be “Business.”")
    assert feedback(marked, replace(article.statements[3], key=doubtful))[-1].endswith(": It may be “Business.”")


def test_the_class_is_seen_as_a_whole(told: tuple[dict[str, StudentMark], list[Skipped]], lesson: Lesson) -> None:
    overview = Overview(lesson, list(told[0].values()))
    assert overview.roles[0]["times"] == 1  # pia alone took a role for another that is not defended
    assert {(row["right role"], row["taken for"]) for row in overview.roles} == {
        ("Official", "Expert"),
        ("Witness or citizen", "Official"),
        ("Witness or citizen", "News media"),
    }
    missed = {(row["article"], row["number"]): row["share found"] for row in overview.missed}
    assert set(missed) == {("bridge", 1), ("bridge", 2), ("bridge", 3)}  # gus and Ray found none of them
    assert {row["words"] for row in overview.extra} == {"A nurse who crosses it daily", "The builder, Varn Works"}
    hardest = overview.items[0]
    assert hardest["share right"] == min(row["share right"] for row in overview.items)
    total = [row for row in overview.points() if row["student"] == "ben" and row["article"] == "all"]
    assert sum(row["points"] for row in total) == 29
