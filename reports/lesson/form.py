"""A lesson in, two pages out: the form in which students answer, and the one in which a teacher corrects the key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from quotes.lesson.lesson import KeyArticle, Lesson
from quotes.messages import shortened, single_spaced
from quotes.model import Analysis
from quotes.review.corrections import quoted_at, subject_of_question, subject_of_stretch
from quotes.review.task import article_data, item, queue
from quotes.text.layout import layout_of
from reports.pages.annotator import ReviewTask
from reports.pages.render import Pages

SHOWN = 60
"""Characters of a paragraph that stand for it in the list."""


def answer_form(lesson: Lesson, title: str) -> str:
    """The page on which a student answers; nothing of the key is in it but, where they are given, the words said."""
    given = lesson.level == "marked"
    analyses = [one.analysis() for one in lesson.articles]
    if not given:
        analyses = [replace(analysis, attributions=(), sources=()) for analysis in analyses]
    items: list[dict[str, Any]] = []
    for number, (one, analysis) in enumerate(zip(lesson.articles, analyses, strict=True)):
        if lesson.of_statements:
            items += queue(number, analysis, blind=True) if given else _paragraphs(number, one)
        items += _questions(number, one, lesson)
    texts = [article_data(analysis, blind=True) for analysis in analyses]
    asks = [field for task, field in (("attribute", "speaker"), ("role", "role")) if task in lesson.tasks]
    task = ReviewTask(items, _key(lesson, "answers"), texts, blind=True, name=title, asks=asks)
    return Pages(lesson.codebook).annotator(task, title)


def key_form(lesson: Lesson, title: str) -> str:
    """The page on which a teacher corrects the key: every statement with all that the key has of it."""
    analyses: list[Analysis] = [one.analysis() for one in lesson.articles]
    items = [item for number, analysis in enumerate(analyses) for item in queue(number, analysis)]
    texts = [article_data(analysis) for analysis in analyses]
    return Pages(lesson.codebook).annotator(ReviewTask(items, _key(lesson, "key"), texts), f"Key: {title}")


def _paragraphs(number: int, one: KeyArticle) -> Iterator[dict[str, Any]]:
    """Every paragraph as one to look through."""
    for paragraph in layout_of(one.article.text).paragraphs:
        stretch = quoted_at(one.article.text, paragraph)
        label = shortened(single_spaced(stretch.words), SHOWN)
        yield item(number, subject_of_stretch(one.digest, stretch), label, stretch=asdict(stretch))


def _questions(number: int, one: KeyArticle, lesson: Lesson) -> Iterator[dict[str, Any]]:
    """Every question on the whole article."""
    for question in lesson.questions:
        subject = subject_of_question(one.digest, question.name)
        yield item(number, subject, question.text, question=question.name)


def _key(lesson: Lesson, what: str) -> str:
    """A name for the work in the memory of a browser: another lesson on the same machine has another."""
    return "-".join([what, lesson.level, *lesson.tasks, *(one.digest for one in lesson.articles)])
