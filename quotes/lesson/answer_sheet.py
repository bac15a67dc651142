"""A lesson in, the empty sheet for its answers out (CSV, Excel), and the questions of a form that asks the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from quotes.lesson.lesson import KeyArticle, KeyStatement, Lesson
from quotes.messages import shortened
from quotes.review.table import one_text
from quotes.review.workbook import write_workbook
from quotes.table.csv_files import write_rows

COLUMNS = {
    "student": "Your name or number; once is enough.",
    "article": "The article's name.",
    "number": "The number of the statement, where the sheet gives it.",
    "words": "The words that are said, copied from the article.",
    "speaker": "Who says it, by the fullest name or description that the article gives.",
    "role": "In which role.",
    "question": "A question on the article.",
    "answer": "Your answer to it; several names apart by semicolons.",
}
ROOM = 15
"""Empty rows for the statements of an article in which none is given."""
LONGEST_TITLE = 90
"""Characters of a statement that the title of a form's question shows."""
FORM_PARTS = {"speaker": "Who says it?", "role": "In which role?"}


def write_answer_sheets(folder: Path, lesson: Lesson) -> None:
    """Write the empty sheet as ``answer-sheet.csv`` and ``answer-sheet.xlsx`` into ``folder``; raises OSError."""
    rows = [row for one in lesson.articles for row in _rows(lesson, one)]
    write_rows(folder / "answer-sheet.csv", list(COLUMNS), rows)
    write_workbook(
        folder / "answer-sheet.xlsx",
        "answers",
        COLUMNS,
        rows,
        wide=("words", "question", "answer"),
        filled_in=("student", "words", "speaker", "role", "answer"),
        choices={"role": [role.label for role in lesson.codebook.roles]},
        frozen=3,
    )


def _rows(lesson: Lesson, one: KeyArticle) -> Iterator[dict[str, str]]:
    empty = dict.fromkeys(COLUMNS, "") | {"article": one.article.id}
    if lesson.of_statements:
        given = [(str(s.number), _words(s)) for s in one.statements] if lesson.level == "marked" else []
        for number, words in given or [("", "")] * ROOM:
            yield empty | {"number": number, "words": words}
    for question in lesson.questions:
        yield empty | {"question": question.text}


def _words(statement: KeyStatement) -> str:
    return one_text(statement.reading.content or statement.reading.cue)


def form_questions(lesson: Lesson) -> Iterator[dict[str, str]]:
    """The questions of an online form whose CSV can be marked: the title of each, its type and its choices."""
    yield {"title": "Your name or number", "type": "short answer", "choices": ""}
    roles = "; ".join(role.label for role in lesson.codebook.roles)
    parts = [part for part in ("attribute", "role") if part in lesson.of_statements and lesson.level == "marked"]
    for one in lesson.articles:
        for statement in one.statements:
            words = _words(statement)
            shown = shortened(words, LONGEST_TITLE)
            for part in parts:
                column = "speaker" if part == "attribute" else "role"
                choices = roles if column == "role" else ""
                title = f"{one.article.id} {statement.number} {column}: {FORM_PARTS[column]} {shown}"
                yield {"title": title, "type": "dropdown" if choices else "short answer", "choices": choices}
        for question in lesson.questions:
            kind = "paragraph" if question.kind == "open" else "short answer"
            yield {"title": f"{one.article.id} question: {question.text}", "type": kind, "choices": ""}
