"""A folder of brat (``*.ann`` with ``*.txt``) in, the coding in it out; and back.

A statement is an event ``Attribution`` with ``Content``, ``Cue`` and ``Source``, as PolNeAR has it; its role, kind and
whether it is named are attributes of the event, who speaks is a note on it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from quotes.annotations.coding import (
    PARTS,
    Coding,
    Texts,
    article_named,
    article_text,
    in_order,
    labels_of,
    marked_at,
    reading_from,
)
from quotes.errors import ReadError
from quotes.review.corrections import Quoted, Reading
from quotes.review.gold import file_name

SETTINGS = """[entities]
Content
Cue
Source
[relations]
[events]
Attribution Content*:Content, Cue*:Cue, Source?:Source
[attributes]
Role Arg:<EVENT>, Value:{roles}
Kind Arg:<EVENT>, Value:direct|indirect|mixed|no-comment
Named Arg:<EVENT>, Value:yes|no
"""
ATTRIBUTES = ("role", "kind", "named")
NUMBERED = re.compile(r"\d+$")


def read(folder: Path, texts: Texts) -> list[Coding]:
    """One coding, by the name of the folder; raises ReadError with the file and line."""
    statements: dict[str, tuple[Reading, ...]] = {}
    own: dict[str, str] = {}
    for path in sorted(folder.glob("*.ann")):
        article, beside = article_named(path.stem, texts), path.with_suffix(".txt")
        own[article] = beside.read_bytes().decode("utf-8") if beside.exists() else article_text(article, texts, path)
        try:
            statements[article] = in_order(_readings(path.read_text(encoding="utf-8"), own[article]))
        except (ValueError, IndexError, KeyError) as error:
            raise ReadError(f"{path}: {error}; give brat standoff as brat writes it") from error
    return [Coding(folder.resolve().name, statements, texts=own)]


def _readings(annotation: str, text: str) -> Iterator[Reading]:
    places: dict[str, tuple[Quoted, ...]] = {}
    events: dict[str, list[str]] = {}
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for line in annotation.split("\n"):
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            where = rest.split("\t")[0].partition(" ")[2]
            pairs = [tuple(map(int, pair.split())) for pair in where.split(";")]
            places[name] = tuple(marked_at(text, start, end) for start, end in pairs)
        elif name.startswith("E"):
            events[name] = rest.split()
        elif name.startswith("A") and rest.count(" ") > 1:
            attribute, event, value = rest.split(" ", 2)
            told[event][attribute.lower()] = value
        elif name.startswith("#") and rest.startswith("AnnotatorNotes "):
            told[rest.split("\t")[0].split()[1]]["speaker"] = rest.partition("\t")[2].strip()
    for event, arguments in events.items():
        reading = reading_from(_parts(arguments, places), told[event], text)
        if reading.content or reading.cue:
            yield reading


def _parts(arguments: Sequence[str], places: Mapping[str, tuple[Quoted, ...]]) -> dict[str, list[Quoted]]:
    parts: dict[str, list[Quoted]] = defaultdict(list)
    for argument in arguments:
        part, _, name = argument.partition(":")
        parts[NUMBERED.sub("", part).lower()] += places[name]
    return parts


def write(folder: Path, codings: Sequence[Coding], texts: Texts) -> None:
    """A folder a coder, ready to be opened in brat; raises OSError where that cannot be done."""
    for coding in codings:
        own = folder / file_name(coding.coder) if len(codings) > 1 else folder
        own.mkdir(parents=True, exist_ok=True)
        roles = sorted({one.role for marked in coding.statements.values() for one in marked if one.role})
        (own / "annotation.conf").write_text(SETTINGS.format(roles="|".join(roles) or "unknown"), encoding="utf-8")
        for article, marked in coding.statements.items():
            (own / f"{file_name(article)}.txt").write_bytes(texts[article].encode("utf-8"))
            (own / f"{file_name(article)}.ann").write_text("".join(_lines(marked)), encoding="utf-8")


def _lines(marked: Sequence[Reading]) -> Iterator[str]:
    number = attribute = 0
    for event, one in enumerate(marked, start=1):
        tied = []
        for part in PARTS:
            if places := getattr(one, part):
                number += 1
                yield _bound(number, part.title(), places)
                tied.append(f"{part.title()}:T{number}")
        number += 1
        yield _bound(number, "Attribution", (one.cue or one.content)[:1])
        yield f"E{event}\tAttribution:T{number} {' '.join(tied)}\n"
        told = labels_of(one)
        for name in ATTRIBUTES:
            if name in told:
                attribute += 1
                yield f"A{attribute}\t{name.title()} E{event} {told[name]}\n"
        if "speaker" in told:
            yield f"#{event}\tAnnotatorNotes E{event}\t{told['speaker']}\n"


def _bound(number: int, part: str, places: Sequence[Quoted]) -> str:
    words = " ".join(" ".join(place.words.split()) for place in places)
    return f"T{number}\t{part} {';'.join(f'{place.start} {place.end}' for place in places)}\t{words}\n"
