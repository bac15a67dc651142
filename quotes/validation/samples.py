"""Analyses in, a random sample of their statements and paragraphs for people to check out; to a file and back.

What can be drawn is every statement that the tool found and every paragraph, those in which it found some too: it
misses statements beside others as well. How likely each was to be drawn is known, and kept.
"""

from __future__ import annotations

import functools
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean, median
from typing import TYPE_CHECKING, Literal

import numpy as np

from quotes.errors import ReadError, WriteError
from quotes.model import Analysis, Attribution, Span, hull
from quotes.review.corrections import (
    Quoted,
    Reading,
    digest_of,
    main_places,
    now,
    quoted_at,
    reading_of,
    subject_of,
    subject_of_stretch,
)
from quotes.table.rows import UNKNOWN, word_count
from quotes.validation.draw import allocated, strata_of
from quotes.whole_file import in_place_of

if TYPE_CHECKING:
    from cattrs import Converter

FOLDER = "validation"
"""The folder of a report in which all of its sample lies."""
SAMPLE = "sample.jsonl"

SILENT, OTHER = "paragraph without a statement found", "paragraph with a statement found"
RARE = "other roles"
PART_OF_PARAGRAPHS = 2
"""One paragraph is drawn for so many statements, where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A statement that the tool found, or a paragraph: what can be drawn.

    ``position`` is its number in its article, from 0; ``subject`` as decisions have it. Of a statement, ``role``,
    ``named``, ``manner`` (direct, indirect or mixed) and ``words`` are what the tool says, ``chance`` is how likely
    that is right. ``probability`` is how likely the unit was to be drawn, ``coders`` are those to whom it was given:
    nobody where it was not drawn. Of a drawn unit ``stretch`` is the paragraph, or those in which the statement stands,
    and ``readings`` what the tool found there: of a statement first itself.
    """

    article: str
    position: int
    subject: str
    sort: Literal["statement", "paragraph"]
    stratum: str
    chance: float = 0.0
    role: str = ""
    named: bool = False
    manner: str = ""
    words: int = 0
    probability: float = 0.0
    coders: tuple[str, ...] = ()
    stretch: Quoted | None = None
    readings: tuple[Reading, ...] = ()

    @property
    def key(self) -> tuple[str, str, int]:
        """What no other unit of the corpus has."""
        return self.article, self.sort, self.position


@dataclass(frozen=True, slots=True)
class SampleWanted:
    """How a sample is to be drawn: how many ``statements`` and ``paragraphs``, for whom, and from what chance number.

    ``overlap`` units go to all ``coders``, the others to one each. ``blind`` tells that no answer of the tool is shown.
    """

    statements: int
    paragraphs: int
    coders: tuple[str, ...] = ("",)
    overlap: int = 0
    blind: bool = False
    seed: int = 1


@dataclass(frozen=True)
class Sample:
    """A sample as it was drawn: every unit of the corpus, in order, and which of them people were given."""

    made: str
    wanted: SampleWanted
    units: tuple[Unit, ...]

    @property
    def drawn(self) -> list[Unit]:
        """The units that people were given."""
        return [unit for unit in self.units if unit.coders]

    @property
    def articles(self) -> int:
        """How many articles it was drawn from."""
        return len({unit.article for unit in self.units})


def statements_of(analysis: Analysis) -> list[Attribution]:
    """The attributions that count as statements."""
    return [a for a in analysis.attributions if a.kind != "no-comment" and not a.nested]


def draw(analyses: Iterable[Analysis], again: Iterable[Analysis], wanted: SampleWanted) -> Sample:
    """A sample of all ``analyses``; ``again`` gives them once more, for the words of what was drawn.

    Raises ReadError where there is no statement to draw.
    """
    units = with_strata(sampling_frame(analyses), wanted.statements)
    generator = np.random.default_rng(wanted.seed)
    chosen: set[int] = set()
    probability = [0.0] * len(units)
    for stratum, number in allocation(units, wanted.statements, wanted.paragraphs).items():
        inside = [place for place, unit in enumerate(units) if unit.stratum == stratum]
        chosen.update(int(place) for place in generator.choice(inside, number, replace=False))
        for place in inside:
            probability[place] = number / len(inside)
    coders = _dealt(sorted(chosen), wanted)
    given = {units[place].key: coders[place] for place in chosen}
    units = [replace(unit, probability=round(chance, 6)) for unit, chance in zip(units, probability, strict=True)]
    words = {unit.key: unit for analysis in again for unit in _with_words(analysis, given)}
    filled = (
        replace(unit, coders=given[unit.key], stretch=words[unit.key].stretch, readings=words[unit.key].readings)
        if unit.key in given
        else unit
        for unit in units
    )
    return Sample(now(), wanted, tuple(filled))


def sampling_frame(analyses: Iterable[Analysis]) -> list[Unit]:
    """Every unit that can be drawn; statements have no stratum yet."""
    return [unit for analysis in analyses for unit in _units(analysis)]


def allocation(units: Sequence[Unit], statements: int, paragraphs: int) -> dict[str, int]:
    """How many units are drawn of each stratum; raises ReadError where there is no statement."""
    found: dict[str, int] = {}
    for sort, number in (("statement", statements), ("paragraph", paragraphs)):
        sizes = Counter(unit.stratum for unit in units if unit.sort == sort)
        if not sizes:
            raise ReadError(f"the report has no {sort}, so there is nothing to draw; audit more articles")
        chances = {name: fmean(u.chance for u in units if u.stratum == name) for name in sizes}
        spreads = np.array([(chances[name] * (1 - chances[name])) ** 0.5 or 1.0 for name in sizes])
        numbers = allocated(np.array(list(sizes.values())), spreads, number)
        found |= dict(zip(sizes, map(int, numbers), strict=True))
    return found


def stretch_of(analysis: Analysis, spans: Iterable[Span]) -> Quoted:
    """The paragraphs in which ``spans`` stand, as one stretch of the text."""
    inside = list(spans)
    touched = [block for block in analysis.layout.paragraphs if any(span.overlaps(block) for span in inside)]
    return quoted_at(analysis.article.text, hull(touched or inside))


def _units(analysis: Analysis) -> Iterator[Unit]:
    article, digest = analysis.article, digest_of(analysis.article.text)
    statements = statements_of(analysis)
    for position, attribution in enumerate(statements):
        role, source = attribution.role, attribution.speaker
        words = sum(word_count(span.of(article.text)) for span in attribution.content)
        yield Unit(
            article.id,
            position,
            subject_of(digest, main_places(reading_of(attribution, article))),
            "statement",
            "",
            attribution.confidence * (role.confidence if role else 1.0),
            role.name if role else UNKNOWN,
            bool(source and source.named),
            attribution.kind,
            words,
        )
    for position, block in enumerate(analysis.layout.paragraphs):
        heard = any(span.overlaps(block) for one in statements for span in (*one.content, *one.cue))
        place = quoted_at(article.text, block)
        yield Unit(article.id, position, subject_of_stretch(digest, place), "paragraph", OTHER if heard else SILENT)


def with_strata(frame: Sequence[Unit], number: int) -> list[Unit]:
    """``frame`` with the stratum of each statement: its role, and whether it is of the surer half or not.

    ``number`` statements are to be drawn.
    """
    statements = [unit for unit in frame if unit.sort == "statement"]
    middle = median(unit.chance for unit in statements) if statements else 0.0
    strata = iter(strata_of([(unit.role, unit.chance < middle) for unit in statements], number))
    return [unit if unit.stratum else replace(unit, stratum=_name(*next(strata))) for unit in frame]


def _name(role: object, doubtful: bool) -> str:
    return f"{RARE if role is None else role}, {'less' if doubtful else 'more'} sure"


def _dealt(chosen: Sequence[int], wanted: SampleWanted) -> Mapping[int, tuple[str, ...]]:
    """To whom each drawn unit is given."""
    order = list(chosen)
    random.Random(wanted.seed).shuffle(order)
    shared = set(order[: wanted.overlap])
    rest = [place for place in order if place not in shared]
    own = {place: (wanted.coders[number % len(wanted.coders)],) for number, place in enumerate(rest)}
    return own | dict.fromkeys(shared, wanted.coders)


def _with_words(analysis: Analysis, given: Mapping[tuple[str, str, int], object]) -> Iterator[Unit]:
    """The drawn units of an article with their words."""
    article, statements = analysis.article, statements_of(analysis)
    readings = [reading_of(one, article) for one in statements]
    for unit in _units(analysis):
        if unit.key not in given:
            continue
        if unit.sort == "paragraph":
            block = analysis.layout.paragraphs[unit.position]
            there = [
                reading
                for one, reading in zip(statements, readings, strict=True)
                if any(span.overlaps(block) for span in (*one.content, *one.cue))
            ]
            yield replace(unit, stretch=quoted_at(article.text, block), readings=tuple(there))
        else:
            own = statements[unit.position]
            stretch = stretch_of(analysis, (*own.content, *own.cue))
            yield replace(unit, stretch=stretch, readings=(readings[unit.position],))


def write_sample(path: Path, sample: Sample) -> None:
    """Keep a sample: its head, then a unit a line; raises WriteError where that cannot be done."""
    head = {"made": sample.made, "wanted": _converter().unstructure(sample.wanted)}
    rows = [head, *(_converter().unstructure(unit) for unit in sample.units)]
    try:
        path.parent.mkdir(exist_ok=True)
        with in_place_of(path) as part:
            part.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="ascii")
    except OSError as error:
        raise WriteError(f"cannot write {path} ({error.strerror or error}); make room or change permissions") from error


def read_sample(folder: Path) -> Sample:
    """The sample of the report in ``folder``; raises ReadError where there is none."""
    from cattrs.errors import CattrsError

    path = folder / FOLDER / SAMPLE
    if not path.exists():
        raise ReadError(f"{folder}: no sample was drawn; draw one with `quotes validate sample {folder}`")
    try:
        head, *rows = map(json.loads, path.read_text(encoding="ascii").splitlines())
        units = tuple(_converter().structure(row, Unit) for row in rows)
        return Sample(head["made"], _converter().structure(head["wanted"], SampleWanted), units)
    except (CattrsError, ValueError, LookupError, TypeError) as error:
        raise ReadError(f"{path} is damaged ({error}); draw a sample anew with --again") from error


@functools.cache
def _converter() -> Converter:
    from cattrs import Converter
    from cattrs.gen import make_dict_unstructure_fn

    converter = Converter(unstruct_collection_overrides={tuple: list}, detailed_validation=False)
    for kind in (Quoted, Reading):
        converter.register_unstructure_hook(kind, make_dict_unstructure_fn(kind, converter))
    converter.register_unstructure_hook(Unit, make_dict_unstructure_fn(Unit, converter, _cattrs_omit_if_default=True))
    converter.register_structure_hook(bool | None, lambda value, _: value if isinstance(value, bool) else None)
    return converter
