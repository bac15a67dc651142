"""The marks of a class in, tables on it out: points, how hard each item is, what was confused and what was missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

from quotes.lesson.lesson import KeyStatement, Lesson
from quotes.lesson.marking import StatementMark, StudentMark, marked_tasks
from quotes.lesson.right_answers import NOBODY
from quotes.lesson.tasks import tasks
from quotes.review.table import one_text
from quotes.table.rows import WORD

Row = dict[str, Any]

POINTS = ("student", "article", "task", "points", "of")
ITEMS = (
    "article",
    "item",
    "words",
    "task",
    "right answer",
    "students",
    "share right",
    "agreement",
    "most common error",
)
ROLES = ("right role", "taken for", "times")
MISSED = ("article", "number", "words", "students", "share found")
EXTRA = ("article", "words", "students")
ALL_ARTICLES = "all"


@dataclass(frozen=True)
class Overview:
    """A lesson and the marks of everybody who could be marked."""

    lesson: Lesson
    marks: Sequence[StudentMark]

    @cached_property
    def tasks(self) -> tuple[str, ...]:
        """The tasks for which there are points."""
        return marked_tasks(self.lesson)

    def points(self) -> Iterator[Row]:
        """Points a student, an article and a task, and over all articles."""
        for one in self.marks:
            for task in self.tasks:
                for article in one.articles:
                    got, most = article.points(task)
                    if most:
                        yield dict(zip(POINTS, (one.student, article.key.article.id, task, got, most), strict=True))
                got, most = one.points(task)
                if most:
                    yield dict(zip(POINTS, (one.student, ALL_ARTICLES, task, got, most), strict=True))

    @cached_property
    def items(self) -> list[Row]:
        """Every statement by task and every question, the hardest first.

        ``agreement`` is the share of pairs of students who gave the same answer, ``None`` below two answers.
        """
        rows = [row for task in self.lesson.of_statements for row in self._statement_items(task)]
        rows += self._question_items()
        return sorted(rows, key=lambda row: row["share right"])

    def _statement_items(self, task: str) -> Iterator[Row]:
        for article, key, marks in self._by_statement():
            said = {"attribute": key.reading.speaker or NOBODY, "role": self.lesson.label(key.reading.role)}
            answers = [self._answer(task, mark) for mark in marks]
            points = [mark.points[task] for mark in marks]
            yield _item(article, str(key.number), _words(key), task, said.get(task, ""), answers, points)

    def _answer(self, task: str, mark: StatementMark) -> str:
        if mark.given is None or task == "find":
            return ""
        if task == "role":
            return self.lesson.label(mark.given.role) if mark.given.role else ""
        # All names of the right person are one answer.
        right = mark.points.get("attribute") == 1
        return (mark.key.reading.speaker if right else mark.given.speaker or "") or (NOBODY if right else "")

    def _question_items(self) -> Iterator[Row]:
        for one in self.lesson.articles:
            for question in self.lesson.questions:
                every = [
                    mark
                    for student in self.marks
                    for article in student.articles
                    for mark in article.questions
                    if article.key.article.id == one.article.id and mark.question.name == question.name
                ]
                marks = [(mark, mark.points) for mark in every if mark.points is not None]
                if not marks:
                    continue
                answers = [" ".join(mark.answer.split()) for mark, _ in marks]
                right = marks[0][0].right.shown
                points = [got for _, got in marks]
                yield _item(one.article.id, question.name, question.text, question.task, right, answers, points)

    @cached_property
    def roles(self) -> list[Row]:
        """Which role was taken for which, most often first."""
        counts: Counter[tuple[str, str]] = Counter()
        for _, key, marks in self._by_statement():
            for mark in marks:
                if mark.given and mark.given.role and not mark.points.get("role", 1.0):
                    counts[self.lesson.label(key.reading.role), self.lesson.label(mark.given.role)] += 1
        return [dict(zip(ROLES, (*pair, times), strict=True)) for pair, times in counts.most_common()]

    @cached_property
    def missed(self) -> list[Row]:
        """The statements that somebody missed, the most missed first; none where they were given."""
        if "find" not in self.lesson.of_statements:
            return []
        rows = []
        for article, key, marks in self._by_statement():
            found = sum(mark.given is not None for mark in marks)
            if found < len(marks):
                values = (article, key.number, _words(key), len(marks), round(found / len(marks), 3))
                rows.append(dict(zip(MISSED, values, strict=True)))
        return sorted(rows, key=lambda row: row["share found"])

    @cached_property
    def extra(self) -> list[Row]:
        """What several students took for a statement that is none, the most common first."""
        counts: Counter[tuple[str, str]] = Counter()
        shown: dict[tuple[str, str], str] = {}
        for student in self.marks:
            for article in student.articles:
                text = article.key.article.text
                for given in article.extra:
                    words = " … ".join(span.of(text) for span in given.content)
                    key = (article.key.article.id, " ".join(WORD.findall(words)).casefold())
                    shown.setdefault(key, " ".join(words.split()))
                    counts[key] += 1
        return [dict(zip(EXTRA, (key[0], shown[key], times), strict=True)) for key, times in counts.most_common()]

    def _by_statement(self) -> Iterator[tuple[str, KeyStatement, list[StatementMark]]]:
        """Each statement of the key with what everybody who handed in its article has for it."""
        for one in self.lesson.articles:
            handed_in = [
                article
                for student in self.marks
                for article in student.articles
                if article.key.article.id == one.article.id
            ]
            for key in one.statements:
                marks = [mark for article in handed_in for mark in article.statements if mark.key.number == key.number]
                if marks:
                    yield one.article.id, key, marks

    def mean(self, of: Callable[[StudentMark], tuple[float, int]]) -> float | None:
        """The mean over students of their share of the points that ``of`` gives."""
        shares = [got / most for got, most in map(of, self.marks) if most]
        return sum(shares) / len(shares) if shares else None


def _item(
    article: str, item: str, words: str, task: str, right: str, answers: Sequence[str], points: Sequence[float]
) -> Row:
    wrong = Counter(answer for answer, got in zip(answers, points, strict=True) if answer and not got)
    error = "".join(f"{answer} ({times})" for answer, times in wrong.most_common(1))
    agreement = _agreement([answer.casefold() for answer in answers if answer])
    share = sum(points) / len(points)
    values = (article, item, words, tasks()[task].title, right, len(points), share, agreement, error)
    return dict(zip(ITEMS, values, strict=True))


def _words(key: KeyStatement) -> str:
    return " ".join(one_text(key.reading.content or key.reading.cue).split())


def _agreement(answers: Sequence[str]) -> float | None:
    pairs = list(combinations(answers, 2))
    return sum(one == other for one, other in pairs) / len(pairs) if pairs else None
