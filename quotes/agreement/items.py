"""Codings of several people in, the statements that they speak of, each with what every coder says of it, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from quotes.agreement.unitizing import Continuum
from quotes.annotations.coding import Coding
from quotes.evaluate import matched, same_speaker
from quotes.model import Span
from quotes.review.corrections import Reading, main_places

Variable = Literal["statement", "role", "speaker", "named", "kind"]
VARIABLES: tuple[Variable, ...] = get_args(Variable)
YES, NO = "yes", "no"


@dataclass
class Item:
    """A statement that at least one coder saw or was shown.

    ``readings`` has the coders who see it, ``denied`` those to whom it is none. Who is in neither did not say.
    ``shown`` tells whether somebody was asked about this very statement.
    """

    article: str
    reading: Reading
    readings: dict[str, Reading] = field(default_factory=dict)
    denied: set[str] = field(default_factory=set)
    shown: bool = False

    def labels(self, variable: Variable) -> dict[str, str]:
        """What each coder says; a coder who does not say is not in it."""
        if variable == "statement":
            return dict.fromkeys(self.readings, YES) | dict.fromkeys(self.denied, NO)
        if variable == "speaker":
            return self._speakers()
        said = {coder: getattr(reading, variable) for coder, reading in self.readings.items()}
        names = {True: YES, False: NO}
        return {coder: names.get(value, value) for coder, value in said.items() if value not in ("", None)}

    def _speakers(self) -> dict[str, str]:
        """Names of one source are one label: the first of them."""
        found: dict[str, str] = {}
        for coder, reading in self.readings.items():
            if reading.speaker:
                alike = (name for name in found.values() if same_speaker(name, reading.speaker))
                found[coder] = next(alike, reading.speaker)
        return found


def items_of(codings: Sequence[Coding]) -> list[Item]:
    """Every statement that a coder speaks of, in the order of articles and text.

    Two coders mean the same one where their contents share half of the characters that both cover.
    """
    return [item for article in articles_of(codings) for item in _in_article(article, codings)]


def articles_of(codings: Sequence[Coding]) -> list[str]:
    """The articles of all coders, each once."""
    return list(dict.fromkeys(article for coding in codings for article in (*coding.statements, *coding.denied)))


def _in_article(article: str, codings: Sequence[Coding]) -> list[Item]:
    items: list[Item] = []
    for coding in codings:
        marked = coding.statements.get(article, ())
        said = [*marked, *coding.denied.get(article, ())]
        pairs = {theirs: own for own, theirs in matched(_places(one.reading for one in items), _places(said)).items()}
        for number, reading in enumerate(said):
            if number not in pairs:
                items.append(Item(article, reading))
            item = items[pairs.get(number, -1)]
            if number < len(marked):
                item.readings[coding.coder] = reading
            else:
                item.denied.add(coding.coder)
                item.shown = True
    for coding in codings:
        for item in items:
            if coding.coder not in item.readings and _was_read(coding, article, item.reading):
                item.denied.add(coding.coder)
    return sorted(items, key=lambda item: main_places(item.reading)[0].start)


def _places(readings: Iterator[Reading] | Sequence[Reading]) -> list[list[Span]]:
    return [[place.span for place in (reading.content or main_places(reading))] for reading in readings]


def _was_read(coding: Coding, article: str, reading: Reading) -> bool:
    """Whether a coder read the words of a statement and had the choice to mark it."""
    if coding.read is None:
        return article in coding.statements
    places = [place.span for place in main_places(reading)]
    return any(all(stretch.contains(place) for place in places) for stretch in coding.read.get(article, ()))


def continuum_of(codings: Sequence[Coding]) -> tuple[Continuum, list[str]]:
    """What all of these coders read, with what each marked in it; and the article of each stretch."""
    stretches: list[Span] = []
    units: list[list[list[Span]]] = []
    articles: list[str] = []
    for article in articles_of(codings):
        length = _length(article, codings)
        read = [_read_of(coding, article, length) for coding in codings]
        for stretch in _common(read):
            stretches.append(stretch)
            units.append([_units(coding.statements.get(article, ()), stretch) for coding in codings])
            articles.append(article)
    return Continuum(stretches, units), articles


def _length(article: str, codings: Sequence[Coding]) -> int:
    """The length of a text, or as far as it is known to reach."""
    texts = [len(coding.texts[article]) for coding in codings if article in coding.texts]
    ends = [place.end for coding in codings for one in coding.statements.get(article, ()) for place in main_places(one)]
    return max(texts or ends or [0])


def _read_of(coding: Coding, article: str, length: int) -> list[Span]:
    if coding.read is None:
        return [Span(0, length)] if article in coding.statements and length else []
    return sorted(coding.read.get(article, ()))


def _common(read: Sequence[Sequence[Span]]) -> list[Span]:
    """The stretches that are in all lists of them."""
    common, *others = read
    found = list(common)
    for other in others:
        both = ((max(a.start, b.start), min(a.end, b.end)) for a in found for b in other)
        found = sorted({Span(start, end) for start, end in both if start < end})
    return found


def _units(marked: Sequence[Reading], stretch: Span) -> list[Span]:
    """The contents in a stretch, pieces that touch or overlap as one."""
    found: list[Span] = []
    for span in sorted(place.span for one in marked for place in one.content):
        if not span.overlaps(stretch):
            continue
        start, end = max(span.start, stretch.start), min(span.end, stretch.end)
        if found and start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, end))
        else:
            found.append(Span(start, end))
    return found


def in_common(items: Sequence[Item], first: str, second: str) -> tuple[float, int]:
    """How far two coders see the same statements, as F1: the harmonic mean of the shares that each has of the other's.

    Of what both looked at, how much of which there is comes second.
    """
    both = [item for item in items if {first, second} <= item.readings.keys() | item.denied]
    seen = [sum(coder in item.readings for item in both) for coder in (first, second)]
    same = sum({first, second} <= item.readings.keys() for item in both)
    return (2 * same / sum(seen) if sum(seen) else float("nan")), len(both)


def split(items: Sequence[Item]) -> list[tuple[Item, Variable, Mapping[str, str]]]:
    """The items of which coders say different things, what of, and what each says."""
    every = ((item, variable, item.labels(variable)) for item in items for variable in VARIABLES)
    return [(item, variable, labels) for item, variable, labels in every if len(set(labels.values())) > 1]
