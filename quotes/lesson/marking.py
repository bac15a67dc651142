"""A lesson with its key and one student's answers in, points out, statement by statement, with partial credit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from quotes.evaluate import same_speaker
from quotes.lesson.answers import Answers, ArticleAnswers, Given
from quotes.lesson.lesson import KeyArticle, KeyStatement, Lesson
from quotes.lesson.right_answers import Right, right_answer
from quotes.lesson.tasks import Question, words
from quotes.messages import folded, words_alone
from quotes.model import Span
from quotes.table.rows import WORD

ENOUGH = 0.8
"""Share of the words from which on a statement is found as a whole: a “that” more or less is no mistake."""
LEAST = 0.25
"""Share of the words below which two statements are not the same."""
DEDUCTED = 0.5
"""Points off for each statement that is none, as long as an article has points to lose."""
CLOSE_PERCENT, NEAR_PERCENT, NEAR_SHARE = 3, 10, 0.1
"""Percentage points that are right, those that are half right, and the share of a number that is half right."""
EXACT = 2
"""How well a name fits that is written as the key has it."""
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
PERCENT = re.compile(rf"{NUMBER.pattern}(?=\s*%)")

Verdict = Literal["right", "partly", "wrong", "missing"]


@dataclass(frozen=True, slots=True)
class StatementMark:
    """One statement of the key and what a student has for it; ``points`` by task, from 0 to 1."""

    key: KeyStatement
    given: Given | None
    overlap: float
    points: Mapping[str, float]

    def verdict(self, task: str) -> Verdict:
        """How right it is in one task."""
        if self.given is None or (task == "attribute" and self.given.speaker is None):
            return "missing"
        if task == "role" and not self.given.role:
            return "missing"
        points = self.points[task]
        return "right" if points == 1 else "partly" if points else "wrong"


@dataclass(frozen=True, slots=True)
class QuestionMark:
    """One question, the student's answer, what is right, and the points; ``None`` where the teacher has to judge."""

    question: Question
    answer: str
    right: Right
    points: float | None


@dataclass(frozen=True)
class ArticleMark:
    """One article of a student; ``extra`` are statements that are none, by their places."""

    key: KeyArticle
    statements: tuple[StatementMark, ...]
    extra: tuple[Given, ...]
    questions: tuple[QuestionMark, ...]

    def points(self, task: str) -> tuple[float, int]:
        """Points of one task, and how many there are."""
        asked = [one for one in self.questions if one.question.task == task and one.points is not None]
        if asked:
            return sum(one.points or 0.0 for one in asked), len(asked)
        counted = [one for one in self.statements if task in one.points]
        got = sum(one.points[task] for one in counted)
        if task == "find":
            got = max(0.0, got - DEDUCTED * len(self.extra))
        return got, len(counted)


@dataclass(frozen=True)
class StudentMark:
    """What one student gets, over the articles that were handed in."""

    student: str
    articles: tuple[ArticleMark, ...]

    def points(self, task: str) -> tuple[float, int]:
        """Points of one task, and how many there are."""
        every = [one.points(task) for one in self.articles]
        return sum(got for got, _ in every), sum(most for _, most in every)

    def total(self, tasks: Iterable[str]) -> tuple[float, int]:
        """Points of all ``tasks``, and how many there are."""
        every = [self.points(task) for task in tasks]
        return sum(got for got, _ in every), sum(most for _, most in every)


def marked_tasks(lesson: Lesson) -> tuple[str, ...]:
    """The tasks of a lesson for which there are points, in its order."""
    counted = {
        question.task
        for question in lesson.questions
        for one in lesson.articles
        if not right_answer(question, one, lesson.codebook).judged
    }
    return tuple(task for task in lesson.tasks if task in lesson.of_statements or task in counted)


def marks_of(lesson: Lesson, answers: Answers) -> StudentMark:
    """The marks of one student."""
    articles = (
        _article(lesson, one, answers.articles[one.article.id])
        for one in lesson.articles
        if one.article.id in answers.articles
    )
    return StudentMark(answers.student, tuple(articles))


def _article(lesson: Lesson, one: KeyArticle, answers: ArticleAnswers) -> ArticleMark:
    pairing = _paired(one, answers.statements)
    # Who was asked in vain said nothing: found or not, it costs nothing where statements are not given.
    counted = [key for key in one.statements if lesson.level == "marked" or not key.unanswered]
    statements = tuple(_statement(lesson, one, key, pairing.pairs.get(key.number)) for key in counted)
    questions = tuple(
        _question(
            question,
            (answers.questions or {}).get(question.name, ""),
            right_answer(question, one, lesson.codebook),
            one,
        )
        for question in (lesson.questions if answers.questions is not None else ())
    )
    return ArticleMark(one, statements, pairing.extra, questions)


@dataclass(frozen=True)
class _Pairing:
    """For each number of the key what the student has for it, with the overlap; and what is no statement of the key."""

    pairs: Mapping[int, tuple[Given, float]]
    extra: tuple[Given, ...]


def _paired(one: KeyArticle, given: Sequence[Given]) -> _Pairing:
    """What belongs together: the numbers that were given first, then the likest words, then pieces of one statement."""
    text = one.article.text
    chosen = {answer.number: (answer, 1.0) for answer in given if answer.number is not None}
    left = [(answer, _words_in(answer.content, text)) for answer in given if answer.number is None and answer.content]
    said = {key.number: _words_in(_said(key), text) for key in one.statements if key.number not in chosen}
    likeness = sorted(
        (
            (like, number, position)
            for number, theirs in said.items()
            for position, (_, own) in enumerate(left)
            if (like := _overlap(theirs, own)) >= LEAST
        ),
        key=lambda item: -item[0],
    )
    taken: dict[int, int] = {}
    for like, number, position in likeness:
        if number not in chosen and position not in taken:
            taken[position] = number
            chosen[number] = (left[position][0], like)
    extra = []
    for position, (answer, own) in enumerate(left):
        if position in taken:
            continue
        whole = next((number for number, theirs in said.items() if len(own & theirs) >= ENOUGH * len(own)), None)
        if whole is None or whole not in chosen:
            extra.append(answer)
        else:
            taken[position] = whole
            pieces = [words_of for place, (_, words_of) in enumerate(left) if taken.get(place) == whole]
            chosen[whole] = (chosen[whole][0], _overlap(said[whole], frozenset().union(*pieces)))
    return _Pairing(chosen, tuple(extra))


def _said(key: KeyStatement) -> list[Span]:
    places = (*key.reading.content, *key.reading.cue) if key.unanswered else key.reading.content
    return [place.span for place in places]


def _words_in(spans: Iterable[Span], text: str) -> frozenset[int]:
    """Where the words of ``spans`` begin in ``text``; marks and white space are none."""
    return frozenset(match.start() for span in spans for match in WORD.finditer(text, span.start, span.end))


def _overlap(first: frozenset[int], second: frozenset[int]) -> float:
    return len(first & second) / len(first | second) if first and second else 0.0


def _statement(lesson: Lesson, one: KeyArticle, key: KeyStatement, found: tuple[Given, float] | None) -> StatementMark:
    given, overlap = found or (None, 0.0)
    rules = {
        "find": lambda: 1.0 if overlap >= ENOUGH else round(overlap, 2),
        "attribute": lambda: _speaker_points(one, key, given),
        "role": lambda: float(given is not None and given.role in {key.reading.role, key.second_role} - {""}),
    }
    return StatementMark(key, given, overlap, {task: rules[task]() for task in lesson.of_statements})


def _speaker_points(one: KeyArticle, key: KeyStatement, given: Given | None) -> float:
    """1 for the right person by any name; half where the name fits another source of the article just as well."""
    if given is None:
        return 0.0
    if given.speaker is not None and given.speaker == key.reading.speaker:
        return 1.0
    if given.source and key.reading.source and given.source[0].overlaps(key.reading.source[0].span):
        return 1.0
    if not given.speaker or not key.reading.speaker:
        return 0.0
    others = {statement.reading.speaker for statement in one.statements} - {key.reading.speaker, ""}
    fits = [_is_name(given.speaker, one.names_of(speaker)) for speaker in (key.reading.speaker, *sorted(others))]
    best = max(fits)
    if not fits[0] or fits[0] < best == EXACT:
        return 0.0
    return 1.0 if fits[0] == best and fits.count(best) == 1 else 0.5


def _is_name(wanted: str, names: Iterable[str]) -> float:
    """``EXACT`` where ``wanted`` is one of ``names`` as it stands, else the share of its words in the likest, or 0."""
    plain = words_alone(wanted)
    known = {name: words_alone(name) for name in names}
    if plain in known.values():
        return EXACT
    own = set(plain.split())
    shared = (len(own & set(words.split())) for name, words in known.items() if same_speaker(wanted, name))
    return max(shared, default=0) / len(own) if own else 0.0


def _question(question: Question, answer: str, right: Right, one: KeyArticle) -> QuestionMark:
    if right.judged or question.kind == "open":
        return QuestionMark(question, answer, right, None)
    rule = {"number": _number_points, "percent": _percent_points, "names": _names_points}[question.kind]
    return QuestionMark(question, answer, right, rule(answer, right) if answer.strip() else 0.0)


def _number_points(answer: str, right: Right) -> float:
    value = _value(answer)
    if value is None or right.number is None:
        return 0.0
    off = abs(value - right.number)
    return 1.0 if off == 0 else 0.5 if off <= NEAR_SHARE * right.number else 0.0


def _percent_points(answer: str, right: Right) -> float:
    value = _value(answer)
    if value is None or right.number is None:
        return 0.0
    off = abs(value - right.number)
    return 1.0 if off <= CLOSE_PERCENT else 0.5 if off <= NEAR_PERCENT else 0.0


def _value(answer: str) -> float | None:
    found = PERCENT.search(answer) or NUMBER.search(answer)  # "3 of 9, that is 33 %"
    return float(found[0].replace(",", ".")) if found else None


def _names_points(answer: str, right: Right) -> float:
    """How many of the right sources are named, over these and the wrong ones that are named."""
    if folded(answer) in words("nobody"):
        return float(not right.names)
    # A name may have a comma of its own: "Jan Holt, the engineer".
    whole = any(_is_name(answer, names) == EXACT for names in (*right.names, *right.also))
    named = [answer] if whole else re.split("|".join(map(re.escape, words("apart"))), answer)
    hits = sum(any(_is_name(name, names) for name in named) for names in right.names)
    allowed = (*right.names, *right.also)
    strangers = sum(not any(_is_name(name, names) for names in allowed) for name in named if name.strip())
    return round(hits / (len(right.names) + strangers), 2) if right.names else float(not strangers)
