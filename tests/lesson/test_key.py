"""A key is made, written as a sheet, edited, and read: all else follows from what the teacher left."""

import csv
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from made_class import decision, made_lesson, row, write_articles, write_class, write_sheet
from openpyxl import load_workbook

from quotes.errors import ReadError, UsageError
from quotes.lesson.key import gold_of, key_of
from quotes.lesson.key_sheet import KEY_CSV, KEY_EXCEL, read_key, write_key
from quotes.lesson.lesson import LESSON, Lesson, lesson_data
from quotes.lesson.marking import marks_of
from quotes.lesson.read_answers import read_answers
from quotes.lesson.reasons import rule_behind, rule_sentence
from quotes.lesson.right_answers import right_answer
from quotes.messages import Skipped
from quotes.model import Analysis, Span
from quotes.read import read_articles
from quotes.review.corrections import append_decisions, quoted_at
from quotes.roles.codebook import load_codebook
from quotes.roles.rules import RuleKind


@pytest.fixture
def lesson(tmp_path: Path) -> Lesson:
    return made_lesson(tmp_path / "articles", ("find", "attribute", "role", "balance"))


@pytest.fixture
def folder(lesson: Lesson, tmp_path: Path) -> Path:
    folder = tmp_path / "key"
    folder.mkdir()
    write_lesson(folder, lesson)
    return folder


def write_lesson(folder: Path, lesson: Lesson) -> None:
    (folder / LESSON).write_text(json.dumps(lesson_data(lesson)), encoding="utf-8")
    write_key(folder, lesson)


def edit(path: Path, number: int, **cells: str) -> None:
    """Change cells of a row as a teacher does."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[number] |= cells
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_a_key_that_nobody_edited_is_the_one_that_was_made(lesson: Lesson, folder: Path) -> None:
    assert read_key(folder) == read_key(folder / KEY_CSV) == read_key(folder / KEY_EXCEL) == lesson


def test_what_a_teacher_changes_counts_and_the_reason_follows(folder: Path) -> None:
    edit(folder / KEY_CSV, 1, role="Expert", second_role="witness", other_names="the nurse")
    read = read_key(folder)
    changed = read.by_id["bridge"].statements[1]
    assert (changed.reading.role, changed.second_role, changed.names) == ("expert", "witness", ("the nurse",))
    assert read.by_id["bridge"].origin == "teacher" and read.by_id["river"].origin == "gold"
    assert changed.reading.content[0].words == "that the railing shook on Monday night"


def test_words_that_a_teacher_changes_are_found_in_the_article(folder: Path) -> None:
    edit(folder / KEY_CSV, 1, content_text="the railing shook")
    (place,) = read_key(folder).by_id["bridge"].statements[1].reading.content
    assert read_key(folder).by_id["bridge"].article.text[place.start : place.end] == "the railing shook"


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"role": "wizard"}, "row 3: no role “wizard”; use one of official, political"),
        ({"content_text": "not there"}, "row 3: “not there” does not stand in the article; copy the words"),
        ({"kind": "oblique"}, "row 3: no kind “oblique”"),
        ({"named": "perhaps"}, "row 3: named “perhaps”"),
        ({"article": "bridges"}, "row 3: no article “bridges” in this lesson; there are bridge, river"),
    ],
)
def test_a_key_that_cannot_be_used_is_told_with_row_and_remedy(folder: Path, cells: dict[str, str], words: str) -> None:
    edit(folder / KEY_CSV, 1, **cells)
    with pytest.raises(UsageError) as told:
        read_key(folder)
    assert words in str(told.value) and str(folder / KEY_CSV) in str(told.value)


def test_two_sheets_that_were_both_edited_are_not_guessed_between(folder: Path) -> None:
    book = load_workbook(folder / KEY_EXCEL)
    book.active["H2"] = "political"
    book.save(folder / KEY_EXCEL)
    assert read_key(folder).by_id["bridge"].statements[0].reading.role == "political"
    edit(folder / KEY_CSV, 0, role="business")
    with pytest.raises(UsageError, match="both edited"):
        read_key(folder)
    assert read_key(folder / KEY_CSV).by_id["bridge"].statements[0].reading.role == "business"


def test_decisions_of_the_page_change_the_key(lesson: Lesson, folder: Path) -> None:
    one = lesson.by_id["bridge"]
    gone = decision(one, "teacher", "delete", found=one.statements[2].reading)
    nurse = one.statements[1].reading
    (place,) = nurse.content
    shorter = replace(nurse, content=(quoted_at(one.article.text, Span(place.start + 5, place.end)),))
    cut = decision(one, "teacher", "change", found=nurse, decided=shorter, fields=("content",))
    append_decisions(folder / "corrections.jsonl", [gone, cut])
    left = read_key(folder / "corrections.jsonl").by_id["bridge"].statements
    assert [(s.number, s.reading.speaker) for s in left] == [
        (1, "Ruth Holt"),
        (2, "A nurse who crosses it daily"),
        (4, "Varn Works"),
    ]
    assert (
        left[1].reading.content[0].words == "the railing shook on Monday night"
        and left[1].names == one.statements[1].names
    )
    # Beside the key they count by themselves, until the lesson is made anew with them.
    assert read_key(folder).by_id["bridge"].statements == left
    os.utime(folder / "corrections.jsonl", ns=(0, 0))
    assert len(read_key(folder).by_id["bridge"].statements) == 4


def test_answers_are_no_key(lesson: Lesson, folder: Path, tmp_path: Path) -> None:
    write_class(tmp_path / "class", lesson)
    with pytest.raises(UsageError, match=r"lesson\.json"):
        read_key(tmp_path / "class" / "ben.xlsx")
    with pytest.raises(UsageError, match="no such key"):
        read_key(tmp_path / "nothing")


def test_questions_have_their_answers_from_the_key(lesson: Lesson) -> None:
    shown = {
        one.article.id: {
            q.name: right_answer(q, one, lesson.codebook).shown for q in lesson.questions if q.kind != "open"
        }
        for one in lesson.articles
    }
    assert shown["bridge"] == {
        "statements": "3",
        "sources": "3",
        "official share": "33 % (1 of 3)",
        "citizen share": "67 % (2 of 3)",
        "largest share": "33 % (1 of 3): Ruth Holt, or A nurse who crosses it daily, or Tom Holt",
        "first": "Ruth Holt",
        "in vain": "Varn Works",
    }
    assert shown["river"]["in vain"] == "nobody"


def test_a_key_says_which_words_decide_by_which_rule_and_what_can_be_argued(tmp_path: Path) -> None:
    lesson = made_lesson(tmp_path, ("role",))
    gold = tmp_path / "gold" / "bridge.json"
    nurse = {
        "speaker": "A nurse who crosses it daily",
        "evidence": "who crosses it daily",
        "rule": "capacity",
        "second_role": "expert",
        "discuss": "“Witness or citizen”, or “Expert”?",
    }
    gold.write_text(json.dumps(json.loads(gold.read_text(encoding="utf-8")) | {"reasons": [nurse]}), encoding="utf-8")
    article = replace(lesson.by_id["bridge"].article, path=str(tmp_path / "articles" / "bridge.txt"))
    told = key_of(article, load_codebook(), gold_of([article])["bridge"]).statements
    assert told[1].why.startswith("The words “who crosses it daily” decide. It counts in what part somebody speaks")
    assert told[1].second_role == "expert" and told[1].discuss == nurse["discuss"]
    assert told[0].why.startswith(
        "The article calls this source “Mayor Ruth Holt of Ellmoor”. Whoever holds a public post"
    )
    gold.write_text(json.dumps({"doc": "bridge", "attributions": [], "reasons": [{"speaker": "x"}]}), encoding="utf-8")
    with pytest.raises(ReadError, match=r"bridge\.json: its reasons cannot be read"):
        gold_of([article])


def test_with_another_codebook_the_gold_standard_s_roles_become_its_own(tmp_path: Path) -> None:
    articles = write_articles(tmp_path)
    read = list(read_articles([articles]))
    key = key_of(read[0], load_codebook("three-way"), gold_of(read)[read[0].id])
    assert [one.reading.role for one in key.statements] == ["official", "witness", "witness", "other"]
    assert key.statements[3].why.endswith("“Other” means: " + load_codebook("three-way").by_name["other"].definition)


def test_students_read_a_rule_for_every_role_and_every_reading_of_the_program() -> None:
    codebook = load_codebook()
    assert all(rule_sentence("", role, codebook) != role.definition for role in codebook.roles)
    behind = [rule_behind(kind) for kind in RuleKind]
    assert all(
        rule_sentence(rule, codebook.roles[0], codebook) != rule_sentence("", codebook.roles[0], codebook)
        for rule in behind
        if rule
    )
    assert len(list(filter(None, behind))) == 13  # as many as the file has: each is a kind of today


def test_of_imvain_the_teacher_judges_what_the_key_does_not_say(tmp_path: Path) -> None:
    lesson = made_lesson(tmp_path / "articles", ("imvain",))
    write_lesson(tmp_path, lesson)
    texts = {question.name: question.text for question in lesson.questions}
    assert [name for name in texts if name.startswith("not ")] == [
        "not independent", "not multiple", "not verified", "not authoritative", "not named",
    ]  # fmt: skip
    given = {"not independent": "Ruth Holt; Varn Works", "not multiple": "Tom Holt", "not named": "the nurse"}
    rows = [row("bridge", question=texts[name], answer=answer) for name, answer in given.items()]
    write_sheet(tmp_path / "kim.csv", rows)

    def points(lesson: Lesson) -> dict[str, float | None]:
        (answers,) = read_answers([tmp_path / "kim.csv"], lesson, lambda skipped: pytest.fail(str(skipped)))
        return {mark.question.name: mark.points for mark in marks_of(lesson, answers).articles[0].questions}

    judged = points(read_key(tmp_path))
    assert judged["not named"] == 1 and judged["not independent"] is judged["not multiple"] is None
    edit(tmp_path / KEY_CSV, 0, independent="no")
    edit(tmp_path / KEY_CSV, 1, independent="yes")
    edit(tmp_path / KEY_CSV, 3, independent="no")
    marked = points(read_key(tmp_path))
    assert marked["not independent"] == 1 and marked["not multiple"] is None


def test_a_letter_without_a_name_is_no_unnamed_source_and_no_mistake(tmp_path: Path) -> None:
    lesson = made_lesson(tmp_path / "articles", ("anonymous",))
    bridge = lesson.by_id["bridge"]
    nurse = bridge.statements[1]
    letter = replace(nurse, reading=replace(nurse.reading, role="document"))
    with_letter = replace(lesson, articles=(replace(bridge, statements=(bridge.statements[0], letter)),))
    question = lesson.questions[0]
    assert right_answer(question, with_letter.articles[0], lesson.codebook).shown == "nobody"
    for answer, points in (("nobody", 1), ("the nurse who crosses it daily", 1), ("Ruth Holt", 0)):
        write_sheet(tmp_path / "kim.csv", [row("bridge", question=question.text, answer=answer)])
        (answers,) = read_answers([tmp_path / "kim.csv"], with_letter, lambda skipped: pytest.fail(str(skipped)))
        assert marks_of(with_letter, answers).points("anonymous") == (points, 1)


@pytest.mark.models
def test_without_gold_the_tool_makes_the_key_and_with_it_the_two_are_compared(
    parsed_corpus: list[tuple[object, Analysis]],
) -> None:
    analysis = next(one for _, one in parsed_corpus if one.article.id == "police-chase")
    codebook = load_codebook()
    key = key_of(analysis.article, codebook, None, analysis)
    assert key.origin == "tool" and len(key.statements) == len(analysis.attributions)
    assert any(statement.evidence and statement.evidence in statement.why for statement in key.statements)
    assert all(statement.discuss for statement in key.statements if statement.second_role)
    assert all(statement.reading.role in codebook.by_name and statement.why for statement in key.statements)
    (driver,) = (source for source in analysis.sources if source.name == "Cody Lampert")
    assert driver.role is not None
    taken = replace(driver, role=replace(driver.role, name="witness"))
    other = replace(analysis, sources=tuple(taken if one is driver else one for one in analysis.sources))
    both = key_of(analysis.article, codebook, gold_of([analysis.article])["police-chase"], other)
    assert both.origin == "gold"
    (asked,) = (one for one in both.statements if "sticker" in one.reading.content[0].words)
    assert "The key has “Party to a case”, a program has “Witness or citizen”" in asked.discuss


def test_numbers_on_sheets_stay_when_a_teacher_takes_a_statement_out(folder: Path, tmp_path: Path) -> None:
    with (folder / KEY_CSV).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    added = dict.fromkeys(rows[0], "") | {"article": "bridge", "content_text": "The builder", "speaker": "Varn Works"}
    with (folder / KEY_CSV).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows([rows[0], *rows[2:], added | {"role": "business"}])
    edited = read_key(folder)
    assert [one.number for one in edited.by_id["bridge"].statements] == [1, 3, 5, 4]
    marked = replace(edited, level="marked")
    answers = [row("bridge", number=number, speaker=name) for number, name in (("2", "the nurse"), ("3", "Tom Holt"))]
    write_sheet(tmp_path / "kim.csv", answers)
    told: list[Skipped] = []
    (given,) = read_answers([tmp_path / "kim.csv"], marked, told.append)
    assert told == [] and marks_of(marked, given).points("attribute") == (1, 4)
