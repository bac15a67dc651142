"""A lesson in, the questions of a quiz for a learning platform out, each for itself: its passage, its right answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from quotes.lesson.lesson import KeyArticle, KeyStatement, Lesson
from quotes.lesson.marking import CLOSE_PERCENT
from quotes.lesson.right_answers import NOBODY, right_answer
from quotes.lesson.tasks import Question, tasks
from quotes.review.corrections import main_places
from quotes.review.table import one_text
from quotes.text.layout import layout_of

QuizKind = Literal["choice", "number", "essay"]


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """One question: the first of ``choices`` is right; a number is right within ``tolerance``."""

    kind: QuizKind
    title: str
    passage: str
    text: str
    choices: tuple[str, ...] = ()
    number: float = 0.0
    tolerance: float = 0.0


def quiz(lesson: Lesson) -> Iterator[QuizQuestion]:
    """The questions of all articles: who and in which role for each statement, then those on the article."""
    for one in lesson.articles:
        for statement in one.statements:
            yield from _of_statement(lesson, one, statement)
        text = " ".join(one.article.text.split())
        for question in lesson.questions:
            yield from _of_article(lesson, one, question, text)


def _of_statement(lesson: Lesson, one: KeyArticle, statement: KeyStatement) -> Iterator[QuizQuestion]:
    reading = statement.reading
    title, said = f"{one.article.id} {statement.number}", one_text(reading.content or reading.cue)
    passage = _paragraph(one, statement)
    others = [speaker for speaker in _speakers(one) if speaker != reading.speaker]
    if "attribute" in lesson.tasks and reading.speaker and others:
        text = f"{tasks()['attribute'].title} ({statement.number}): {said}"
        yield QuizQuestion("choice", f"{title} speaker", passage, text, (reading.speaker, *others))
    if "role" in lesson.tasks and reading.role:
        # A role that can be defended, too, is no choice: there it would count as wrong.
        kept = [role.name for role in lesson.codebook.roles if role.name not in (reading.role, statement.second_role)]
        text = f"{tasks()['role'].title} ({statement.number}): {said}"
        choices = tuple(lesson.label(role) for role in (reading.role, *kept))
        yield QuizQuestion("choice", f"{title} role", passage, text, choices)


def _of_article(lesson: Lesson, one: KeyArticle, question: Question, passage: str) -> Iterator[QuizQuestion]:
    title, right = f"{one.article.id} {question.name}", right_answer(question, one, lesson.codebook)
    if right.judged:
        yield QuizQuestion("essay", title, passage, question.text)
    elif right.number is not None:
        tolerance = CLOSE_PERCENT if question.kind == "percent" else 0
        yield QuizQuestion("number", title, passage, question.text, number=round(right.number), tolerance=tolerance)
    elif len(right.names) <= 1:  # of several right ones a platform would want just one
        choices = (right.shown, *(name for name in (*_speakers(one), NOBODY) if name != right.shown))
        if len(choices) > 1:
            yield QuizQuestion("choice", title, passage, question.text, choices)


def _speakers(one: KeyArticle) -> Sequence[str]:
    return list(dict.fromkeys(s.reading.speaker for s in one.statements if s.reading.speaker))


def _paragraph(one: KeyArticle, statement: KeyStatement) -> str:
    """The paragraphs in which a statement stands."""
    spans = [place.span for place in (*main_places(statement.reading), *statement.reading.source)]
    kept = [p.of(one.article.text) for p in layout_of(one.article.text).paragraphs if any(map(p.overlaps, spans))]
    return " ".join(" ".join(kept).split())
