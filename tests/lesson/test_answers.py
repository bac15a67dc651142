"""Answers come in from a form, a sheet, a page; what one student handed in is the same in each of them."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from made_class import decisions_of, made_lesson, right_questions, right_rows, row, write_class, write_sheet

from quotes.lesson.answer_sheet import form_questions
from quotes.lesson.as_decisions import as_decisions
from quotes.lesson.lesson import Lesson
from quotes.lesson.marking import marks_of
from quotes.lesson.read_answers import read_answers
from quotes.messages import Skipped
from quotes.review.corrections import append_decisions
from quotes.review.places import likely_place

TASKS = ("find", "attribute", "role", "balance")
TEXT = (
    "“We left,” she said.\n\nThe bridge over the Tarn is shut until spring, the county’s engineer said. "
    "The bridge is old."
)


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    return made_lesson(tmp_path_factory.mktemp("lesson"), TASKS)


def read(lesson: Lesson, path: Path) -> tuple[dict[str, object], list[Skipped]]:
    skipped: list[Skipped] = []
    return {one.student: marks_of(lesson, one) for one in read_answers([path], lesson, skipped.append)}, skipped


def test_the_csv_of_an_online_form_is_marked(lesson: Lesson, tmp_path: Path) -> None:
    marked = replace(lesson, level="marked")
    titles = [question["title"] for question in form_questions(marked)]
    said = dict.fromkeys(titles, "") | {"Timestamp": "2026/11/28 9:00:00"}

    def title(begin: str) -> str:
        return next(one for one in titles if one.startswith(begin))

    kim = said | {titles[0]: "Kim", title("bridge 1 speaker"): "Mayor Holt", title("bridge 1 role"): "Official"}
    kim |= {title("bridge question: Who was asked"): "Varn Works", title("bridge 3 role"): "Nonsense"}
    nobody = said | {titles[0]: "", title("bridge 1 speaker"): "Ruth Holt"}
    twice = [said | {titles[0]: "Lee", title("bridge 2 speaker"): name} for name in ("the nurse", "Ruth Holt")]
    with (tmp_path / "form.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["Timestamp", *titles])
        writer.writeheader()
        writer.writerows([kim, nobody, *twice])
    marks, skipped = read(marked, tmp_path / "form.csv")
    assert list(marks) == ["Kim"]
    assert [marks["Kim"].points(task) for task in ("attribute", "role", "balance")] == [(1, 4), (1, 4), (1, 7)]
    told = [str(one) for one in skipped]
    assert any("row 2: no role “Nonsense”" in one for one in told)
    assert any("row 3: no name" in one for one in told)
    assert any("Lee handed in bridge more than once" in one for one in told)


def test_what_was_handed_in_is_the_same_in_the_format_of_the_form(lesson: Lesson, tmp_path: Path) -> None:
    write_class(tmp_path / "class", lesson)
    for name in ("dee.csv", "eli.csv", "fay.csv", "qui.csv"):
        skipped: list[Skipped] = []
        (answers,) = read_answers([tmp_path / "class" / name], lesson, skipped.append)
        before = marks_of(lesson, answers)
        append_decisions(tmp_path / f"{name}.jsonl", as_decisions(lesson, answers, before, "lesson"))
        marks, _ = read(lesson, tmp_path / f"{name}.jsonl")
        for task in ("find", "attribute", "role"):
            assert marks[before.student].points(task) == before.points(task)


def test_a_statement_in_two_rows_is_one(lesson: Lesson, tmp_path: Path) -> None:
    first, _ = right_rows(lesson.by_id["river"])
    pieces = [
        row("river", words=words, speaker="Brandt", role="witness")
        for words in ("We were told nothing", "Nobody called")
    ]
    write_sheet(tmp_path / "zoe.csv", [first, *pieces])
    marks, skipped = read(lesson, tmp_path / "zoe.csv")
    assert skipped == [] and marks["zoe"].points("find") == (2, 2)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"words": "said", "speaker": "Holt"}, "are not in bridge, or several times; copy more of them"),
        ({"words": "I will walk", "role": "wizard"}, "no role “wizard”; use one of official"),
        ({"question": "Why?", "answer": "because"}, "no question “Why?” in this lesson"),
        ({"article": "ferry", "words": "x"}, "no article “ferry” in this lesson; write one of bridge, river"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_and_the_others_count(
    lesson: Lesson, tmp_path: Path, cells: dict[str, str], words: str
) -> None:
    write_sheet(tmp_path / "kim.csv", [*right_rows(lesson.by_id["river"]), row("bridge") | cells])
    marks, skipped = read(lesson, tmp_path / "kim.csv")
    assert marks["kim"].articles[-1].points("find") == (2, 2)
    assert [one for one in skipped if "row 4: " in one.reason and words in one.reason]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the bridge over the tarn", "The bridge over the Tarn"),
        ('"We left,"', "We left"),
        ("The brige over the Tarn is shutt until sprng", "The bridge over the Tarn is shut until spring"),
        ("the county's engineer", "the county’s engineer"),
        ("The bridge", None),  # twice, and too short to tell which
        ("The ferry over the lake is open until autumn", None),
        ("…", None),
    ],
)
def test_words_are_found_with_slips_where_it_is_clear(words: str, found: str | None) -> None:
    place = likely_place(words, TEXT)
    assert (None if place is None else place.of(TEXT)) == found


def test_statements_of_the_form_and_questions_of_a_sheet_count_together(lesson: Lesson, tmp_path: Path) -> None:
    folder = tmp_path / "handed-in"
    folder.mkdir()
    append_decisions(folder / "kim.jsonl", decisions_of(lesson, "Kim", ["bridge"]))
    write_sheet(folder / "kim.csv", [one | {"student": "Kim"} for one in right_questions("bridge")])
    marks, skipped = read(lesson, folder)
    assert skipped == []
    assert [marks["Kim"].points(task) for task in TASKS] == [(3, 3), (3, 3), (3, 3), (7, 7)]
