"""An article with its key in, the right answers to the questions on it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from quotes.lesson.lesson import KeyArticle, KeyStatement
from quotes.lesson.tasks import Question
from quotes.roles.codebook import Codebook

NOBODY = "nobody"
TEXT = "document"
"""The capacity of sources that are texts."""


@dataclass(frozen=True, slots=True)
class Right:
    """The right answer: a number, or sources by all their names. ``also`` are sources that it does no harm to name.

    Where the key does not tell, the teacher has to judge (``judged``), and ``shown`` is what to look at.
    """

    shown: str
    number: float | None = None
    names: tuple[frozenset[str], ...] = ()
    also: tuple[frozenset[str], ...] = ()
    judged: bool = False


def right_answer(question: Question, one: KeyArticle, codebook: Codebook) -> Right:
    """What is right of ``question`` by the key of ``one``."""
    rule = _RULES.get(question.name)
    right = rule(one, codebook) if rule else _failing(one, question.weighs) if question.weighs else None
    return right or Right(question.answer, judged=True)


def _statements(one: KeyArticle, codebook: Codebook) -> Right:
    return _number(sum(not statement.unanswered for statement in one.statements))


def _sources(one: KeyArticle, codebook: Codebook) -> Right:
    return _number(len(one.sources))


def _official_share(one: KeyArticle, codebook: Codebook) -> Right:
    return _share(one, lambda statement: statement.reading.role in codebook.official)


def _citizen_share(one: KeyArticle, codebook: Codebook) -> Right:
    return _share(one, lambda statement: statement.reading.role in codebook.citizens)


def _largest_share(one: KeyArticle, codebook: Codebook) -> Right:
    said = Counter(statement.reading.speaker for statement in one.statements if not statement.unanswered)
    most = max((times for speaker, times in said.items() if speaker), default=0)
    loudest = [speaker for speaker in one.sources if said[speaker] == most]
    right = _share(one, lambda statement: statement.reading.speaker in loudest[:1])
    return replace(right, shown=f"{right.shown}: {', or '.join(loudest)}") if loudest else right


def _share(one: KeyArticle, counts: Callable[[KeyStatement], bool]) -> Right:
    said = [statement for statement in one.statements if not statement.unanswered]
    number = sum(map(counts, said))
    share = 100 * number / len(said) if said else 0.0
    return Right(f"{share:.0f} % ({number} of {len(said)})", share)


def _first(one: KeyArticle, codebook: Codebook) -> Right:
    return _names(one, list(one.sources[:1]))


def _in_vain(one: KeyArticle, codebook: Codebook) -> Right:
    asked = [statement.reading.speaker for statement in one.statements if statement.unanswered]
    return _names(one, list(dict.fromkeys(filter(None, asked))))


def _unnamed(one: KeyArticle, codebook: Codebook) -> Right:
    named = {statement.reading.speaker for statement in one.statements if statement.reading.named}
    unnamed = [speaker for speaker in one.sources if speaker not in named]
    texts = [speaker for speaker in unnamed if is_text(one, speaker, codebook)]
    also = tuple(one.names_of(speaker) for speaker in texts)
    return replace(_names(one, [speaker for speaker in unnamed if speaker not in texts]), also=also)


def is_text(one: KeyArticle, speaker: str, codebook: Codebook) -> bool:
    """Whether a source is a letter, a study: a text has no name to hide. Not to be told where texts share a role."""
    roles = {codebook.by_name.get(s.reading.role) for s in one.statements if s.reading.speaker == speaker}
    return any(role is not None and role.capacities == (TEXT,) for role in roles)


def _failing(one: KeyArticle, letter: str) -> Right | None:
    """The sources of which the key says that they fail one of IMVAIN's questions; ``None`` where it says nothing."""
    weighed = [statement for statement in one.statements if letter in dict(statement.weighed)]
    fail = [statement.reading.speaker for statement in weighed if not dict(statement.weighed)[letter]]
    return _names(one, list(dict.fromkeys(filter(None, fail)))) if weighed else None


def _number(value: int) -> Right:
    return Right(str(value), value)


def _names(one: KeyArticle, speakers: list[str]) -> Right:
    return Right("; ".join(speakers) or NOBODY, None, tuple(one.names_of(speaker) for speaker in speakers))


_RULES: Mapping[str, Callable[[KeyArticle, Codebook], Right]] = {
    "statements": _statements,
    "sources": _sources,
    "official share": _official_share,
    "citizen share": _citizen_share,
    "largest share": _largest_share,
    "first": _first,
    "in vain": _in_vain,
    "reply in vain": _in_vain,
    "unnamed": _unnamed,
    "not named": _unnamed,
}
