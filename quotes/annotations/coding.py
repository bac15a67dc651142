"""Words that a coder marked in articles in, the coder's statements as plain data out; and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast, get_args

from quotes.errors import ReadError
from quotes.messages import single_spaced
from quotes.model import Kind, Span
from quotes.review.corrections import Quoted, Reading, quoted_at
from quotes.review.gold import file_name
from quotes.review.places import places_of
from quotes.review.table import one_text
from quotes.text.layout import layout_of
from quotes.text.statements import statement_kind

Texts = Mapping[str, str]
"""The texts of articles, by their identifiers."""
PARTS = ("content", "cue", "source")
TOLD = ("role", "speaker", "kind", "named")
TRUE, FALSE = frozenset({"true", "yes", "1", "named"}), frozenset({"false", "no", "0", "unnamed"})


@dataclass(frozen=True)
class Coding:
    """The statements that ``coder`` sees in each article, by its identifier.

    ``denied`` are those that the coder was shown and that are none. ``read`` is what the coder read of each article;
    ``None``: all of every one in ``statements``. ``texts`` are those of the articles, as far as the file has them.
    """

    coder: str
    statements: Mapping[str, Sequence[Reading]]
    denied: Mapping[str, Sequence[Reading]] = field(default_factory=dict)
    read: Mapping[str, Sequence[Span]] | None = None
    texts: Texts = field(default_factory=dict)


def article_text(article: str, texts: Texts, path: object) -> str:
    """The text of an article; raises ReadError where there is none."""
    if article not in texts:
        raise ReadError(f"{path}: the text of {article} is not known; name the report or folder that has it: --texts")
    return texts[article]


def article_named(name: str, texts: Texts) -> str:
    """The identifier of the article whose files are called ``name``."""
    return next((article for article in texts if file_name(article) == name), name)


def reading_from(parts: Mapping[str, Iterable[Quoted]], told: Mapping[str, str], text: str) -> Reading:
    """A statement from its ``PARTS`` and what is told of it (``TOLD``); raises ValueError for another word than known.

    Where nobody tells the kind it is seen from the quotation marks; where nobody tells who speaks it is the source.
    """
    content, cue, source = (tuple(sorted(parts.get(part, ()), key=lambda place: place.start)) for part in PARTS)
    kind = told.get("kind") or statement_kind(text, [place.span for place in content], layout_of(text).outermost)
    if kind not in get_args(Kind):
        raise ValueError(f"kind “{kind}”: use one of {', '.join(get_args(Kind))}")
    named = (told.get("named") or "").strip().lower()
    if named and named not in TRUE | FALSE:
        raise ValueError(f"named “{named}”: write yes or no")
    speaker = told.get("speaker") or one_text(source)
    known = named in TRUE if named else None
    return Reading(content, cue, source, speaker, told.get("role") or "", known, cast(Kind, kind))


def labels_of(reading: Reading) -> dict[str, str]:
    """What is told of a statement beside its words, as ``reading_from`` takes it; only what there is."""
    named = "" if reading.named is None else "yes" if reading.named else "no"
    told = dict(zip(TOLD, (reading.role, reading.speaker, reading.kind, named), strict=True))
    return {name: " ".join(value.split()) for name, value in told.items() if value}


def marked_at(text: str, start: int, end: int, words: str | None = None) -> Quoted:
    """The stretch from ``start`` to ``end`` of a text; by its ``words`` where the program counted otherwise.

    JavaScript counts a character beyond the first 65,536 (an emoji) as two. Raises ValueError where nothing is there.
    """
    if 0 <= start < end <= len(text) and (words is None or single_spaced(text[start:end]) == single_spaced(words)):
        return quoted_at(text, Span(start, end))
    as_utf16 = text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "replace")
    if words is not None and single_spaced(as_utf16) == single_spaced(words):
        before = len(text.encode("utf-16-le")[: 2 * start].decode("utf-16-le", "replace"))
        return quoted_at(text, Span(before, before + len(as_utf16)))
    places = places_of(words or "", text)
    if not places:
        raise ValueError(f"“{words or ''}” stands neither from character {start} to {end} nor elsewhere in the article")
    return quoted_at(text, min(places, key=lambda place: abs(place.start - start)))


def in_order(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Statements in the order of the text."""
    return tuple(sorted(readings, key=lambda one: [place.start for place in (*one.content, *one.cue, *one.source)]))
