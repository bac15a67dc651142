"""Files that students hand in in, the answers of each student out; what cannot be counted is named with the remedy.

Three kinds of file: what the answer form saves (``.jsonl``), the answer sheet filled in (``.csv``, ``.xlsx``), and the
answers of an online form (``.csv``). Nothing is guessed: who is not told apart from another is left out.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from quotes.errors import ReadError
from quotes.lesson.answer_sheet import COLUMNS
from quotes.lesson.answers import Answers, ArticleAnswers, Given
from quotes.lesson.key_sheet import role_called
from quotes.lesson.lesson import KeyArticle, Lesson
from quotes.lesson.tasks import words
from quotes.messages import OnSkip, Skipped, folded, shortened
from quotes.model import BETWEEN, Span
from quotes.review.corrections import Decision, main_places, read_decisions, standing, subject_of
from quotes.review.places import likely_place
from quotes.review.spreadsheets import spreadsheet_rows

SHEETS = (".csv", ".xlsx")
PAGE = (".json", ".jsonl", ".txt")
"""What the answer form saves, and what a mail program makes of its ending."""
ARCHIVES = (".7z", ".gz", ".rar", ".zip")
NAME = re.compile(r"\b(?:name|number|student)\b", re.IGNORECASE)
SHOWN = 50
"""Characters of words that a remark shows."""

Row = Mapping[str, str]


def read_answers(paths: Iterable[Path], lesson: Lesson, on_skip: OnSkip) -> list[Answers]:
    """What can be counted of the files, and of those in folders, by student; ``on_skip`` hears of the rest."""
    read: list[Answers] = []
    for path in _files(paths):
        try:
            found = list(_of_file(path, lesson))
        except (ReadError, OSError, ValueError) as error:
            reason = str(error).removeprefix(f"{path}: ")
            on_skip(Skipped(str(path), reason))
            continue
        for answers in found:
            for remark in answers.remarks:
                on_skip(Skipped(answers.file, remark))
        counted = [answers for answers in found if answers.articles]
        if not counted and not any(answers.remarks for answers in found):
            on_skip(Skipped(str(path), "nothing is filled in; ask the student for the file with the answers"))
        read += counted
    return sorted(_one_a_student(read, on_skip), key=_in_order)


def _in_order(answers: Answers) -> tuple[int, str]:
    """Names by the alphabet, behind numbers by their size."""
    name = answers.student.strip()
    return (int(name) if name.isdecimal() else sys.maxsize, name.casefold())


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith((".", "~$")))
        else:
            yield path


def _one_a_student(read: Iterable[Answers], on_skip: OnSkip) -> Iterator[Answers]:
    """The answers of each student as one; who handed in the same article twice, with other answers, is left out."""
    by_student: dict[str, list[Answers]] = defaultdict(list)
    for answers in read:
        by_student[folded(answers.student)].append(answers)
    for several in by_student.values():
        together: dict[str, ArticleAnswers] = {}
        files = ", ".join(dict.fromkeys(answers.file for answers in several))
        differs = []
        for answers in several:
            for article, own in answers.articles.items():
                both = _joined(together.get(article, own), own)
                if both is None:
                    differs.append(article)
                else:
                    together[article] = both
        if differs:
            what = f"{several[0].student} handed in {differs[0]} more than once, with other answers"
            on_skip(Skipped(files, f"{what}; leave the one that counts, or let each student use a name of their own"))
        else:
            yield replace(several[0], file=files, articles=together)


def _joined(first: ArticleAnswers, second: ArticleAnswers) -> ArticleAnswers | None:
    """The same twice as once, statements of a form with questions of a sheet; ``None`` where two answer the same."""
    if first == second:
        return first
    if (first.statements and second.statements) or (first.questions and second.questions):
        return None
    questions = [one.questions for one in (first, second) if one.questions is not None]
    return ArticleAnswers(first.statements or second.statements, max(questions, key=len, default=None))


def _of_file(path: Path, lesson: Lesson) -> Iterator[Answers]:
    ending = path.suffix.lower()
    if ending in ARCHIVES:
        raise ReadError("an archive; unpack it and hand over what is in it")
    if ending in PAGE:
        return _of_page(path, lesson)
    if ending in SHEETS:
        rows = spreadsheet_rows(path)
        if not rows:
            raise ReadError("it is empty; ask the student for the file with the answers")
        titles = {title: goal for title in rows[0] if (goal := _goal(title, lesson))}
        if titles:
            return _of_form(path, rows, titles, lesson)
        missing = [name for name in ("article", "speaker") if name not in rows[0]]
        if missing and not (missing == ["article"] and len(lesson.articles) == 1):
            raise ReadError(f"no column {', '.join(missing)}; students fill in answer-sheet.xlsx or answer-sheet.csv")
        return _of_sheet(path, rows, lesson)
    raise ReadError("no file of answers; hand in what the answer form saves (.jsonl), or the sheet as .xlsx or .csv")


# What the answer form saves.


def _of_page(path: Path, lesson: Lesson) -> Iterator[Answers]:
    broken: list[Skipped] = []
    decisions = read_decisions(path, broken.append)
    if broken:
        raise ReadError(
            f"{len(broken)} of its lines cannot be read (first: {broken[0].path.rpartition(', ')[2]}); "
            "ask the student to save it anew from the answer form"
        )
    if not decisions:
        raise ReadError("it is empty; ask the student to press “Save to a file” in the answer form")
    by_digest = {one.digest: one for one in lesson.articles}
    by_student: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        by_student[decision.who].append(decision)
    if not any(decision.digest in by_digest for decision in decisions):
        article = decisions[0].article
        raise ReadError(f"its answers are on other articles ({article} …); mark them with the key of that lesson")
    for student, own in by_student.items():
        found: dict[str, list[Given]] = {}
        answered: dict[str, dict[str, str]] = defaultdict(dict)
        for decision in standing(own).values():
            one = by_digest.get(decision.digest)
            if one is not None:
                found.setdefault(one.article.id, []).extend(_given(one, decision))
                if decision.action == "answer":
                    answered[one.article.id][decision.question] = decision.why
        articles = {
            article: ArticleAnswers(tuple(statements), answered.get(article, {}) if lesson.questions else None)
            for article, statements in found.items()
        }
        foreign = sorted({decision.article for decision in own if decision.digest not in by_digest})
        remarks = [
            f"its answers on {article} are on no article of this lesson, or on another text" for article in foreign
        ]
        yield Answers(student, str(path), articles, tuple(remarks))


def _given(one: KeyArticle, decision: Decision) -> Iterator[Given]:
    """The statement of a decision; nothing for a paragraph that was looked through, or the answer to a question."""
    if decision.action in ("looked-through", "answer"):
        return
    number = next(
        (s.number for s in one.statements if subject_of(one.digest, main_places(s.reading)) == decision.subject), None
    )
    reading = decision.reading
    if reading is None:
        if number is not None:
            yield Given(number=number)
        return
    spans = tuple(place.span for place in reading.content or reading.cue)
    yield Given(spans, number, reading.speaker, tuple(place.span for place in reading.source), reading.role)


# The answer sheet.


def _of_sheet(path: Path, rows: Sequence[Row], lesson: Lesson) -> Iterator[Answers]:
    students: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    student = ""
    for number, row in enumerate(rows, start=2):
        student = row.get("student", "").strip() or student
        students[student].append((number, {name: row.get(name, "").strip() for name in COLUMNS}))
    if len(students) > 1 and "" in students:  # the name was written below the first rows
        named = [name for name in students if name]
        if len(named) > 1:
            raise ReadError("several names, and rows above the first; write a name in the first row")
        students = {named[0]: students[""] + students[named[0]]}
    for name, own in students.items():
        yield _of_rows(name or path.stem, str(path), own, lesson)


def _of_rows(student: str, file: str, rows: Iterable[tuple[int, Row]], lesson: Lesson) -> Answers:
    statements: dict[str, list[Given]] = {}
    answered: dict[str, dict[str, str]] = {}
    remarks = []
    questions = {folded(question.text): question.name for question in lesson.questions}
    only = lesson.articles[0].article.id if len(lesson.articles) == 1 else ""
    for number, row in rows:
        given = lesson.level == "marked" and bool(row["number"])
        if not any(row[name] for name in ("speaker", "role", "answer")) and (given or not row["words"]):
            continue
        one = lesson.by_id.get(row["article"] or only)
        if one is None:
            known = ", ".join(lesson.by_id)
            remarks.append(f"row {number}: no article “{row['article']}” in this lesson; write one of {known}")
            continue
        name = questions.get(folded(row["question"])) if row["question"] else None
        if row["answer"] and name:
            answered.setdefault(one.article.id, {})[name] = row["answer"]
        elif row["question"]:
            remarks.append(f"row {number}: no question “{_short(row['question'])}” in this lesson; leave it as it was")
        else:
            try:
                statements.setdefault(one.article.id, []).append(_row_statement(row, one, lesson))
            except ValueError as error:
                remarks.append(f"row {number}: {error}")
    handed_in = {
        name: ArticleAnswers(tuple(statements.get(name, ())), answered.get(name, {}))
        for name in lesson.by_id
        if name in statements or name in answered
    }
    return Answers(student, file, handed_in, tuple(remarks))


def _row_statement(row: Row, one: KeyArticle, lesson: Lesson) -> Given:
    """The statement of a row; raises ValueError with the remedy."""
    number = None
    if lesson.level == "marked" and row["number"]:
        number = int(row["number"]) if row["number"].isdecimal() else 0
        if not 1 <= number <= one.last:  # one in between that is not there the teacher took out
            raise ValueError(f"no statement {row['number']} in {one.article.id}; it has 1 to {one.last}")
    content: tuple[Span, ...] = ()
    if number is None and row["words"]:
        content = _found(row["words"], one)
    speaker = None if not row["speaker"] else "" if folded(row["speaker"]) in words("nobody") else row["speaker"]
    return Given(content, number, speaker, role=role_called(lesson, row["role"]))


def _found(wanted: str, one: KeyArticle) -> tuple[Span, ...]:
    """Where the pieces of ``wanted`` stand; of several places the one nearest to the longest piece is meant."""
    pieces = sorted(wanted.split(BETWEEN.strip()), key=len, reverse=True)
    near: Span | None = None
    spans = []
    for piece in pieces:
        place = likely_place(piece, one.article.text, near)
        near = near or place
        if place is None:
            raise ValueError(
                f"the words “{_short(piece)}” are not in {one.article.id}, or several times; copy more of them from it"
            )
        spans.append(place)
    return tuple(sorted(spans))


# The answers of an online form.


def _goal(title: str, lesson: Lesson) -> tuple[str, int, str] | None:
    """What a title of a form asks: an article, a statement's number or 0, and ``speaker``, ``role`` or a question."""
    for one in lesson.articles:
        rest = title.removeprefix(f"{one.article.id} ")
        if rest == title:
            continue
        if found := re.match(r"(\d+) (speaker|role):", rest):
            return one.article.id, int(found[1]), found[2]
        if rest.startswith("question: "):
            asked = folded(rest.removeprefix("question: "))
            name = next((question.name for question in lesson.questions if folded(question.text) == asked), None)
            return (one.article.id, 0, name) if name else None
    return None


def _of_form(
    path: Path, rows: Sequence[Row], titles: Mapping[str, tuple[str, int, str]], lesson: Lesson
) -> Iterator[Answers]:
    named = next((title for title in rows[0] if title not in titles and NAME.search(title)), None)
    if named is None:
        raise ReadError("no question for the name; ask “Your name or number” in the form")
    for number, row in enumerate(rows, start=2):
        student = row[named].strip()
        remarks = [] if student else [f"row {number}: no name; write one into the column “{named}”"]
        articles: dict[str, ArticleAnswers] = {}
        for one in lesson.articles if student else ():
            parts: dict[int, dict[str, str]] = defaultdict(dict)
            for title, (article, statement, part) in titles.items():
                if article == one.article.id and row[title].strip():
                    parts[statement][part] = row[title].strip()
            questions = parts.pop(0, {})
            statements = []
            for statement, said in sorted(parts.items()):
                cells = dict.fromkeys(COLUMNS, "") | said | {"number": str(statement)}
                try:
                    statements.append(_row_statement(cells, one, replace(lesson, level="marked")))
                except ValueError as error:
                    remarks.append(f"row {number}: {error}")
            if statements or questions:
                articles[one.article.id] = ArticleAnswers(tuple(statements), questions)
        yield Answers(student, f"{path}, row {number}", articles, tuple(remarks))


def _short(wanted: str) -> str:
    return shortened(" ".join(wanted.split()), SHOWN)
