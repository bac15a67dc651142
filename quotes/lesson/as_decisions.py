"""What a student hands in, in whatever form, in, the decisions that the answer form would have saved of it out.

So a class that wrote on sheets can be compared, reader by reader, with those who used the form, and with the tool.
"""

from __future__ import annotations

from collections.abc import Iterator

from quotes.lesson.answers import Answers, Given
from quotes.lesson.lesson import KeyArticle, Lesson
from quotes.lesson.marking import StudentMark
from quotes.review.corrections import (
    Decision,
    Reading,
    digest_of,
    main_places,
    new_id,
    now,
    quoted_at,
    subject_of,
    subject_of_question,
)
from quotes.text.layout import layout_of
from quotes.text.statements import statement_kind


def as_decisions(lesson: Lesson, answers: Answers, mark: StudentMark, task: str) -> Iterator[Decision]:
    """One decision for each statement and answer of the student; who was told rightly has the name of the key."""
    right = {
        id(one.given): one.key.reading.speaker
        for article in mark.articles
        for one in article.statements
        if one.points.get("attribute") == 1
    }
    for name, own in answers.articles.items():
        one = lesson.by_id[name]
        for question, answer in (own.questions or {}).items():
            subject = subject_of_question(one.digest, question)
            place = (answers.student, now(), name, one.digest)
            yield Decision(new_id(), subject, "answer", *place, why=answer, task=task, question=question)
        for given in own.statements:
            reading = _reading(one, given, right.get(id(given), given.speaker or ""))
            if reading is not None:
                digest = digest_of(one.article.text)
                subject = subject_of(digest, main_places(reading))
                yield Decision(
                    new_id(), subject, "add", answers.student, now(), name, digest, decided=reading, task=task
                )


def _reading(one: KeyArticle, given: Given, speaker: str) -> Reading | None:
    """The statement as the student has it, its words those that were given; ``None`` where there is nothing of it."""
    key = next((statement for statement in one.statements if statement.number == given.number), None)
    if not given.content and (key is None or (given.speaker is None and not given.role)):
        return None
    text = one.article.text
    content = tuple(quoted_at(text, span) for span in given.content) if key is None else key.reading.content
    spans = [place.span for place in content]
    return Reading(
        content=content,
        cue=() if key is None or content else key.reading.cue,
        source=tuple(quoted_at(text, span) for span in given.source),
        speaker=speaker,
        role=given.role,
        kind=key.reading.kind if key else statement_kind(text, spans, layout_of(text).outermost),
    )
