"""Decisions of several people on a sample in, what they say of each drawn unit out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from quotes.evaluate import matched, same_speaker
from quotes.model import Span
from quotes.review.corrections import Decision, Reading
from quotes.validation.samples import Sample, Unit

Part = Literal["speaker", "role", "named"]
PARTS: tuple[Part, ...] = ("speaker", "role", "named")


@dataclass(frozen=True, slots=True)
class Answer:
    """What people say of a unit, on average over those who could tell.

    ``true`` are the statements that count in its place, each with its weight: of a statement itself as it should be,
    none where it is no statement; of a paragraph those that were missed. ``right`` is how far each part of a found one
    is right.
    """

    unit: Unit
    true: tuple[tuple[float, Reading], ...]
    right: Mapping[Part, float]
    people: int

    @property
    def statements(self) -> float:
        """How many true statements the unit stands for."""
        return sum(weight for weight, _ in self.true)


def answers_on(sample: Sample, decisions: Iterable[Decision]) -> tuple[list[Answer], list[Unit]]:
    """What people say of the drawn units, and the units of which nobody could tell or nobody has told."""
    by_person: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for decision in decisions:
        by_person[decision.article, decision.who].append(decision)
    of_article: dict[str, list[list[Decision]]] = defaultdict(list)
    for (article, _), theirs in by_person.items():
        of_article[article].append(theirs)
    told: list[Answer] = []
    open_units: list[Unit] = []
    for unit in sample.drawn:
        said = (word_on(unit, theirs, blind=sample.wanted.blind) for theirs in of_article[unit.article])
        words = [one for one in said if one is not None]
        if words:
            told.append(_averaged(unit, words))
        else:
            open_units.append(unit)
    return told, open_units


def word_on(unit: Unit, decisions: Sequence[Decision], *, blind: bool) -> tuple[Reading, ...] | None:
    """The true statements in the place of ``unit`` by one person's decisions; ``None`` where they do not tell.

    Who looked through a paragraph ``blind`` recorded all statements in it, else only those that the tool had missed.
    """
    if unit.sort == "statement" and not blind:
        own = [one for one in decisions if one.subject == unit.subject]
        return _decided(own[-1]) if own else None
    looked = [one.stretch for one in decisions if one.action == "looked-through" and one.stretch is not None]
    place = unit.stretch
    assert place is not None
    if not any(one.start <= place.start and place.end <= one.end for one in looked):
        return None
    added = [one.decided for one in decisions if one.action == "add" and one.decided is not None]
    added = [one for one in added if one.kind != "no-comment" and one.content]
    if unit.sort == "statement":
        pairs = matched([_content(unit.readings[0])], [_content(one) for one in added])
        return (added[pairs[0]],) if 0 in pairs else ()
    known = set(matched([_content(one) for one in unit.readings], [_content(one) for one in added]).values())
    begin = [min(_content(one)) for one in added]
    return tuple(
        one
        for number, one in enumerate(added)
        if number not in known and place.start <= begin[number].start < place.end
    )


def _decided(decision: Decision) -> tuple[Reading, ...] | None:
    reading = decision.reading
    if decision.action == "delete":
        return ()
    if reading is None:
        return None
    return () if reading.kind == "no-comment" else (reading,)


def _content(reading: Reading) -> list[Span]:
    return [place.span for place in reading.content]


def _averaged(unit: Unit, words: Sequence[tuple[Reading, ...]]) -> Answer:
    people = len(words)
    true = tuple((1 / people, reading) for theirs in words for reading in theirs)
    right: dict[Part, float] = dict.fromkeys(PARTS, 0.0)
    if unit.sort == "statement":
        found = unit.readings[0]
        for weight, reading in true:
            for part in PARTS:
                right[part] += weight * _agrees(part, found, reading)
    return Answer(unit, true, right, people)


def _agrees(part: Part, found: Reading, true: Reading) -> bool:
    if part == "speaker":
        return same_speaker(found.speaker, true.speaker)
    return bool(getattr(found, part) == getattr(true, part))
