"""An article with its key in, the right answers to the questions on it out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from quotes.lesson.lesson import KeyArticle
from quotes.lesson.tasks import Question
from quotes.roles.codebook import Codebook

NOBODY = "nobody"
TEXT = "document"
"""The capacity of sources that are texts."""


@dataclass(frozen=True, slots=True)
class Right:
    """The right answer: a number, or sources by all their names; for an open question what to look at."""

    shown: str
    number: float | None = None
    names: tuple[frozenset[str], ...] = ()


def right_answer(question: Question, one: KeyArticle, codebook: Codebook) -> Right:
    """What is right of ``question`` by the key of ``one``."""
    rule = _RULES.get(question.name)
    return Right(question.answer) if rule is None else rule(one, codebook)


def _statements(one: KeyArticle, codebook: Codebook) -> Right:
    return _number(sum(not statement.unanswered for statement in one.statements))


def _sources(one: KeyArticle, codebook: Codebook) -> Right:
    return _number(len(one.sources))


def _official_share(one: KeyArticle, codebook: Codebook) -> Right:
    said = [statement for statement in one.statements if not statement.unanswered]
    official = sum(statement.reading.role in codebook.official for statement in said)
    share = 100 * official / len(said) if said else 0.0
    return Right(f"{share:.0f} % ({official} of {len(said)})", share)


def _first(one: KeyArticle, codebook: Codebook) -> Right:
    return _names(one, list(one.sources[:1]))


def _in_vain(one: KeyArticle, codebook: Codebook) -> Right:
    asked = [statement.reading.speaker for statement in one.statements if statement.unanswered]
    return _names(one, list(dict.fromkeys(filter(None, asked))))


def _unnamed(one: KeyArticle, codebook: Codebook) -> Right:
    # A text has no name to hide.
    known = {s.reading.speaker for s in one.statements if s.reading.named or s.reading.role == codebook.role_of(TEXT)}
    return _names(one, [speaker for speaker in one.sources if speaker not in known])


def _number(value: int) -> Right:
    return Right(str(value), value)


def _names(one: KeyArticle, speakers: list[str]) -> Right:
    return Right("; ".join(speakers) or NOBODY, None, tuple(one.names_of(speaker) for speaker in speakers))


_RULES: Mapping[str, Callable[[KeyArticle, Codebook], Right]] = {
    "statements": _statements,
    "sources": _sources,
    "official share": _official_share,
    "first": _first,
    "in vain": _in_vain,
    "reply in vain": _in_vain,
    "unnamed": _unnamed,
    "not named": _unnamed,
}
