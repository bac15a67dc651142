"""A sample and what people say of it in, how right the tool is and the shares as they should be out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from quotes.errors import ReadError
from quotes.review.corrections import Decision, Reading
from quotes.table.rows import UNKNOWN, word_count
from quotes.validation.answers import PARTS, Answer, answers_on
from quotes.validation.estimates import Answered, Estimate, Ratio, estimate
from quotes.validation.samples import Sample, Unit

Division = Literal["role", "naming", "kind"]
Of = Literal["statements", "words"]
DIVISIONS: tuple[Division, ...] = ("role", "naming", "kind")
UNITS: tuple[Of, ...] = ("statements", "words")
LABELS: dict[Division, tuple[str, ...]] = {"naming": ("named", "unnamed"), "kind": ("direct", "indirect", "mixed")}

FEWEST_ANSWERS = 10
"""Statements that people told of below which nothing is concluded."""

OnUnit = Callable[[Unit], float]
OnReading = Callable[[Reading], float]


class Rate(NamedTuple):
    """One row of the table of rates: ``measure`` (precision, recall, speaker, role, named), ``role`` (``all``: of every
    one), how many were looked at, and the share with its 95 % interval for these articles."""

    measure: str
    role: str
    checked: int
    estimate: Estimate


@dataclass(frozen=True)
class Proof:
    """What a checked sample proves; raises ReadError, on the first figure, where too little of it is checked."""

    sample: Sample
    told: tuple[Answer, ...]
    open_units: tuple[Unit, ...]
    answers: Answered

    @property
    def statements(self) -> int:
        """How many statements people told of."""
        return sum(answer.unit.sort == "statement" for answer in self.told)

    @property
    def paragraphs(self) -> int:
        """How many paragraphs people told of."""
        return len(self.told) - self.statements

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role that the tool or people give, those of most statements first."""
        said = [unit.role for unit in self.sample.units if unit.sort == "statement"]
        true = {_label("role", reading) for answer in self.told for _, reading in answer.true}
        return tuple(sorted({*said, *true}, key=lambda role: (-said.count(role), role)))

    def share(
        self, by: Division, labels: Collection[str], of: Of = "statements", among: Collection[str] | None = None
    ) -> Estimate:
        """The share that statements with ``labels`` have of all, or of those ``among``."""

        def part(label: str) -> bool:
            return label in labels

        def whole(label: str) -> bool:
            return among is None or label in among

        return self._ratio(
            lambda one: part(_label(by, one)) * _size(of, one),
            lambda one: whole(_label(by, one)) * _size(of, one),
            lambda unit: part(_said(by, unit)) * _said_size(of, unit),
            lambda unit: whole(_said(by, unit)) * _said_size(of, unit),
        )

    def found(self, by: Division, label: str, of: Of = "statements") -> float:
        """The share by the tool alone, from 0 to 1."""
        units = [unit for unit in self.sample.units if unit.sort == "statement"]
        whole = sum(_said_size(of, unit) for unit in units)
        return sum(_said_size(of, unit) for unit in units if _said(by, unit) == label) / whole if whole else 0.0

    def rates(self) -> Iterator[Rate]:
        """Precision, recall, and how often speaker, role and named are right: over all, then by role."""
        for role in ("all", *self.roles):
            yield from self._rates(role)

    def _rates(self, role: str) -> Iterator[Rate]:
        def asked(unit: Unit) -> bool:
            return unit.sort == "statement" and role in ("all", unit.role)

        found = [answer for answer in self.told if asked(answer.unit)]
        if found:
            genuine = self._of_found(asked, lambda answer: answer.statements, lambda answer: 1.0)
            yield Rate("precision", role, len(found), genuine)

        def true(answer: Answer, sort: str = "") -> float:
            inside = not sort or answer.unit.sort == sort
            return inside * sum(w for w, one in answer.true if role in ("all", _label("role", one)))

        both = [answer for answer in self.told if true(answer)]
        if both:
            part = np.array([true(answer, "statement") for answer in self.told])
            whole = np.array([true(answer) for answer in self.told])
            said = np.array([float(asked(answer.unit)) for answer in self.told])
            every = self._by_article(lambda unit: float(asked(unit)))
            recall = estimate(self.answers, Ratio(part, whole, said, said, every, every))
            yield Rate("recall", role, len(both), recall)
        right = [answer for answer in found if answer.statements]
        if right:
            for name in PARTS:
                agreed = self._of_found(asked, lambda a, name=name: a.right[name], lambda answer: answer.statements)  # type: ignore[misc]
                yield Rate(name, role, len(right), agreed)

    def _of_found(
        self, asked: Callable[[Unit], bool], part: Callable[[Answer], float], whole: Callable[[Answer], float]
    ) -> Estimate:
        inside = np.array([float(asked(answer.unit)) for answer in self.told])
        parts, wholes = (inside * np.array([value(answer) for answer in self.told]) for value in (part, whole))
        every = self._by_article(lambda unit: float(asked(unit)))
        return estimate(self.answers, Ratio(parts, wholes, inside, inside, every, every))

    def _ratio(self, part: OnReading, whole: OnReading, said_part: OnUnit, said_whole: OnUnit) -> Estimate:
        def summed(value: OnReading) -> np.ndarray:
            return np.array([sum(weight * value(one) for weight, one in answer.true) for answer in self.told])

        def said(value: OnUnit) -> np.ndarray:
            return np.array([_on_statement(value, answer.unit) for answer in self.told])

        def every(value: OnUnit) -> np.ndarray:
            return self._by_article(lambda unit: _on_statement(value, unit))

        return estimate(
            self.answers,
            Ratio(summed(part), summed(whole), said(said_part), said(said_whole), every(said_part), every(said_whole)),
        )

    def _by_article(self, value: OnUnit) -> np.ndarray:
        rows = _rows(self.sample)
        values = [value(unit) for unit in self.sample.units]
        return np.bincount([rows[unit.article] for unit in self.sample.units], values, minlength=len(rows))


def proof_of(sample: Sample, decisions: Iterable[Decision]) -> Proof:
    """What ``sample`` proves by what people decided; raises ReadError where they told too little."""
    told, open_units = answers_on(sample, decisions)
    statements = sum(answer.unit.sort == "statement" for answer in told)
    if statements < FEWEST_ANSWERS or statements == len(told):
        what = "no paragraph is" if statements >= FEWEST_ANSWERS else f"only {statements} statements are"
        raise ReadError(f"{what} answered yet; fill in more of the sheets, and give all of them")
    names = _answered_strata(sample, told)
    rows, order = _rows(sample), list(dict.fromkeys(names.values()))
    number = {name: order.index(one) for name, one in names.items()}
    sizes = np.zeros((len(rows), len(order)))
    for unit in sample.units:
        sizes[rows[unit.article], number[unit.stratum]] += 1
    answers = Answered(
        np.array([number[answer.unit.stratum] for answer in told]),
        np.array([rows[answer.unit.article] for answer in told]),
        sizes,
        np.array([any(u.stratum == name and u.sort == "paragraph" for u in sample.drawn) for name in order]),
    )
    return Proof(sample, tuple(told), tuple(open_units), answers)


def _rows(sample: Sample) -> dict[str, int]:
    articles = dict.fromkeys(unit.article for unit in sample.units)
    return {article: row for row, article in enumerate(articles)}


def _answered_strata(sample: Sample, told: Iterable[Answer]) -> dict[str, str]:
    """Each stratum with the one that speaks for it: itself, or where nobody told of it the one of its sort with most
    answers."""
    sorts = {unit.stratum: unit.sort for unit in sample.units}
    answered = [answer.unit.stratum for answer in told]
    most = {sort: max((s for s in sorts if sorts[s] == sort), key=answered.count) for sort in set(sorts.values())}
    return {name: name if name in answered else most[sort] for name, sort in sorts.items()}


def _on_statement(value: OnUnit, unit: Unit) -> float:
    return value(unit) if unit.sort == "statement" else 0.0


def _label(by: Division, reading: Reading) -> str:
    if by == "role":
        return reading.role or UNKNOWN
    return reading.kind if by == "kind" else "named" if reading.named else "unnamed"


def _said(by: Division, unit: Unit) -> str:
    return unit.role if by == "role" else unit.manner if by == "kind" else "named" if unit.named else "unnamed"


def _size(of: Of, reading: Reading) -> float:
    return 1.0 if of == "statements" else float(sum(word_count(place.words) for place in reading.content))


def _said_size(of: Of, unit: Unit) -> float:
    return 1.0 if of == "statements" else float(unit.words)
