"""What one student hands in, as plain data: statements, and answers to the questions of a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quotes.model import Span


@dataclass(frozen=True, slots=True)
class Given:
    """One statement as a student has it.

    ``number`` is that of the key's statement where the sheet gave it. ``content`` is empty where the student says that
    it is none. ``speaker`` is ``None`` where nothing is said of it, and empty where the student says that nobody is
    named; ``role`` is empty where nothing is said of it.
    """

    content: tuple[Span, ...] = ()
    number: int | None = None
    speaker: str | None = None
    source: tuple[Span, ...] = ()
    role: str = ""


@dataclass(frozen=True)
class ArticleAnswers:
    """What a student has of one article: statements, and answers to questions by their names.

    ``questions`` is ``None`` where they were not asked.
    """

    statements: tuple[Given, ...] = ()
    questions: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Answers:
    """What one student hands in, by the identifiers of the articles.

    ``file`` is where it stands; ``remarks`` tell of what in it could not be used, with the remedy.
    """

    student: str
    file: str
    articles: Mapping[str, ArticleAnswers]
    remarks: tuple[str, ...] = ()
