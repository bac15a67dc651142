"""The marks of a class in, a page for each student and one for the class out, with the same as CSV and Excel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from quotes.lesson.answers import Answers
from quotes.lesson.as_decisions import as_decisions
from quotes.lesson.lesson import KeyStatement, Lesson
from quotes.lesson.marking import DEDUCTED, ArticleMark, StatementMark, StudentMark
from quotes.lesson.overview import ALL_ARTICLES, EXTRA, ITEMS, MISSED, POINTS, ROLES, Overview
from quotes.lesson.tasks import tasks
from quotes.messages import Skipped
from quotes.review.corrections import append_decisions
from quotes.table.csv_files import cut, defused, write_rows
from reports.audit.folder import write_whole
from reports.charts.colours import role_styles
from reports.lesson.blocks import full_stop
from reports.pages.page_names import page_name
from reports.pages.templating import templates

INDEX, STUDENTS, ANSWERS, EXCEL = "index.html", "students", "answers", "marks.xlsx"
HARDEST = 15
"""Items that the page of the class shows; the tables have all."""


def write_marks(
    folder: Path, overview: Overview, skipped: Sequence[Skipped], handed_in: Sequence[Answers] = ()
) -> Path:
    """Write everything into ``folder``; returns the page of the class. Raises OSError.

    What was ``handed_in`` is written, too, as the answer form would have saved it.
    """
    for name in (STUDENTS, ANSWERS):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for answers, one in zip(handed_in, overview.marks, strict=False):
        path = folder / ANSWERS / page_name(answers.student).replace(".html", ".jsonl")
        path.unlink(missing_ok=True)
        append_decisions(path, as_decisions(overview.lesson, answers, one, folder.name))
    pages = {one.student: f"{STUDENTS}/{page_name(one.student)}" for one in overview.marks}
    for one in overview.marks:
        write_whole(folder / pages[one.student], student_page(overview, one))
    write_whole(folder / INDEX, class_page(overview, pages, skipped))
    sheets: Mapping[str, tuple[Sequence[str], Iterable[Mapping[str, Any]]]] = {
        "points": (POINTS, overview.points()),
        "items": (ITEMS, overview.items),
        "roles": (ROLES, overview.roles),
        "missed": (MISSED, overview.missed),
        "no statements": (EXTRA, overview.extra),
        "not counted": (("file", "why"), [{"file": one.path, "why": one.reason} for one in skipped]),
    }
    tables = {name: (columns, list(rows)) for name, (columns, rows) in sheets.items()}
    for name, (columns, rows) in tables.items():
        write_rows(folder / f"{name.replace(' ', '-')}.csv", columns, rows)
    _write_excel(folder / EXCEL, tables)
    return folder / INDEX


def _write_excel(path: Path, tables: Mapping[str, tuple[Sequence[str], Sequence[Mapping[str, Any]]]]) -> None:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for name, (columns, rows) in tables.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 1)
            for place, column in enumerate(columns):
                sheet.write_string(0, place, column, head)
                sheet.set_column(place, place, 40 if column in ("words", "why", "file") else 16)
            for number, row in enumerate(rows, start=1):
                for place, column in enumerate(columns):
                    value = row[column]
                    if isinstance(value, str):
                        sheet.write_string(number, place, cut(defused(value)), wrapped)
                    elif value is not None:
                        sheet.write_number(number, place, value, wrapped)


def class_page(overview: Overview, pages: Mapping[str, str], skipped: Sequence[Skipped]) -> str:
    """The page of the class; ``pages`` leads to those of the students."""
    return _filled(
        overview.lesson,
        "lesson_class.html.j2",
        "Marks of the class",
        overview=overview,
        pages=pages,
        skipped=skipped,
        rows=[row for row in overview.points() if row["article"] == ALL_ARTICLES],
        hardest=overview.items[:HARDEST],
        total=lambda one: one.total(overview.tasks),
        means={task: overview.mean(lambda one, task=task: one.points(task)) for task in overview.tasks},  # type: ignore[misc]
        mean=overview.mean(lambda one: one.total(overview.tasks)),
    )


def student_page(overview: Overview, one: StudentMark) -> str:
    """The page of one student."""
    return _filled(
        overview.lesson,
        "lesson_student.html.j2",
        f"Marks: {one.student}",
        overview=overview,
        student=one,
        total=one.total(overview.tasks),
        deducted=DEDUCTED,
        feedback=lambda mark: feedback(overview.lesson, mark),
        words_of=words_of,
        meanings=_meanings(overview.lesson, one),
        missing=[article.article.id for article in overview.lesson.articles if article not in _keys(one)],
    )


def _meanings(lesson: Lesson, one: StudentMark) -> dict[str, str]:
    """What the roles mean that the student took wrongly or for which others were meant, by their labels."""
    wrong = [
        mark
        for article in one.articles
        for mark in article.statements
        if mark.given and mark.given.role and mark.points.get("role", 1.0) < 1
    ]
    roles = {role for mark in wrong for role in (mark.key.reading.role, mark.given.role if mark.given else "")}
    return {role.label: role.definition for role in lesson.codebook.roles if role.name in roles}


def _keys(one: StudentMark) -> list[Any]:
    return [article.key for article in one.articles]


def words_of(article: ArticleMark, spans: Iterable[Any]) -> str:
    """The words at ``spans`` as one text."""
    return " … ".join(" ".join(span.of(article.key.article.text).split()) for span in spans)


def feedback(lesson: Lesson, mark: StatementMark) -> list[str]:
    """What a student should know of one statement, in sentences: what is right, and why."""
    key, given = mark.key, mark.given
    if given is None:
        return _on_missing(lesson, mark)
    told = []
    if "find" in mark.points and mark.points["find"] < 1:
        told.append(f"You have {mark.overlap:.0%} of the words; look where it begins and where it ends.")
    if "attribute" in mark.points:
        told += _on_speaker(mark)
    if "role" in mark.points and mark.points["role"] < 1:
        yours = f", not {lesson.label(given.role)}" if given.role else ""
        told.append(f"The role is {lesson.label(key.reading.role)}{yours}. {key.why}")
    elif "role" in mark.points and given.role != key.reading.role:
        told.append(f"{lesson.label(given.role)} can be defended; the key has {lesson.label(key.reading.role)}, too.")
    if key.discuss:
        told.append(f"Worth a discussion: {full_stop(key.discuss)}")
    return told


def _on_missing(lesson: Lesson, mark: StatementMark) -> list[str]:
    """What of a statement is right where the student has nothing of it."""
    key, who = mark.key, _who(mark.key.reading.speaker)
    did = "answer" if lesson.level == "marked" else "find"
    right = f"{who} {_does(key)}" if key.unanswered else f"It is said by {who}"
    told = [f"You did not {did} this one. {right}."]
    if "role" in mark.points:
        told.append(f"The role is {lesson.label(key.reading.role)}. {key.why}")
    return told


def _on_speaker(mark: StatementMark) -> list[str]:
    given, speaker = mark.given, mark.key.reading.speaker
    if given is None or mark.points["attribute"] == 1:
        return []
    if given.speaker is None:
        return [f"You did not say who it is: {_who(speaker)}."]
    if mark.points["attribute"]:
        return [f"“{given.speaker}” could be somebody else here, too; the full name is {speaker}."]
    return [f"It is {_who(speaker)} who {_does(mark.key)}, not {given.speaker or 'nobody'}."]


def _does(key: KeyStatement) -> str:
    return "was asked and did not answer" if key.unanswered else "says it"


def _who(speaker: str) -> str:
    return speaker or "nobody who is named"


def _filled(lesson: Lesson, template: str, title: str, **values: Any) -> str:
    return templates().fill(
        template,
        title=title,
        up="",
        links=[],
        versions={},
        styles=role_styles(lesson.codebook),
        lesson=lesson,
        tasks=tasks(),
        **values,
    )
