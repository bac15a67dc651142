"""An article's analysis in, what a desk asks before it is published out: who speaks, and the checks' questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quotes.model import Analysis, Attribution, Source
from quotes.roles.codebook import Codebook
from quotes.table.rows import word_count
from reports.checks.checks import Checks
from reports.language.language import Language
from reports.pages.findings import shown


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source that makes statements; ``role`` as the codebook names it, ``label`` as the report's language does."""

    speaker: str
    role: str
    label: str
    source_type: str
    statements: int
    words: int


@dataclass(frozen=True, slots=True)
class Place:
    """Words of the article that a question is about: characters ``start`` to ``end``, and their paragraph, from 1."""

    start: int
    end: int
    paragraph: int
    text: str


@dataclass(frozen=True, slots=True)
class DraftQuestion:
    """A question to the editor, the reason for asking it, and the statements it is about, from 1."""

    check: str
    title: str
    question: str
    reason: str
    places: tuple[Place, ...]
    statements: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be known of one article before it is published; ``words`` are those of its text."""

    article: str
    path: str
    title: str
    words: int
    statements: int
    nobody_named: int
    speakers: tuple[Speaker, ...]
    questions: tuple[DraftQuestion, ...]


def draft_of(analysis: Analysis, codebook: Codebook, checks: Checks, language: Language) -> Draft:
    """Who speaks in an article, the one with the most words first, and the questions of ``checks``."""
    statements = [one for one in analysis.attributions if one.kind != "no-comment"]
    article = analysis.article
    return Draft(
        article.id,
        article.path,
        article.title,
        word_count(article.text),
        len(statements),
        sum(one.source_index is None for one in statements),
        tuple(sorted(_speakers(analysis, statements, codebook, language), key=lambda one: -one.words)),
        tuple(_questions(analysis, codebook, checks, language)),
    )


def _speakers(
    analysis: Analysis, statements: list[Attribution], codebook: Codebook, language: Language
) -> Iterator[Speaker]:
    for number, source in enumerate(analysis.sources):
        own = [one for one in statements if one.source_index == number]
        if own:
            words = sum(word_count(span.of(analysis.article.text)) for one in own for span in one.content)
            yield Speaker(source.speaker, *_role(source, codebook, language), source.source_type, len(own), words)


def _role(source: Source, codebook: Codebook, language: Language) -> tuple[str, str]:
    name = source.role.name if source.role else codebook.unknown
    label = codebook.by_name[name].label if name in codebook.by_name else name
    return name, language.pgettext("role", label)


def _questions(analysis: Analysis, codebook: Codebook, checks: Checks, language: Language) -> Iterator[DraftQuestion]:
    text = analysis.article.text
    for finding in checks.findings(analysis, codebook):
        said = shown(finding, checks, language)
        places = tuple(
            Place(span.start, span.end, analysis.layout.paragraph_at(span.start) + 1, " ".join(span.of(text).split()))
            for span in finding.spans
        )
        yield DraftQuestion(said.check, said.title, said.question, said.reason, places, said.attributions)
