"""One article's analysis in, what its page shows out: its statements, its sources, its text in marked fragments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quotes.model import Analysis, Attribution, Source, Span
from quotes.parse import paragraphs
from quotes.table import writable
from reports.balance import UNKNOWN
from reports.colours import RoleStyle
from reports.segments import Mark, Open, Part, Piece, Text, pieces

CONFIDENCES = ((0.9, "almost certain"), (0.75, "likely"), (0.5, "more likely than not"), (0.0, "doubtful"))
LABELLED: tuple[Part, ...] = ("content", "no-comment")


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution as the article page lists it."""

    number: int
    attribution: Attribution
    speaker: str
    source: Source | None
    source_number: int | None
    style: RoleStyle
    words: str
    cue: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Fragment:
    """A step in writing a paragraph: text, the opening of a mark (``css``, ``id``), or its closing.

    ``statement`` is that of a mark that carries a number; its closing shows the number where ``last``,
    and is what the list links back to where it has an ``id``.
    """

    kind: str
    text: str = ""
    css: str = ""
    id: str = ""
    statement: Statement | None = None
    last: bool = False


def certainty(confidence: float) -> str:
    """A confidence from 0 to 1 in words."""
    return next(words for least, words in CONFIDENCES if confidence >= least)


def cleaned(analysis: Analysis) -> Analysis:
    """``analysis`` with text that can be written to a file; all spans stay right."""
    article = analysis.article
    clean = replace(
        article,
        id=writable(article.id),
        text=writable(article.text),
        title=writable(article.title),
        date=writable(article.date),
        outlet=writable(article.outlet),
        author=writable(article.author),
        section=writable(article.section),
        url=writable(article.url),
    )
    sources = tuple(replace(source, speaker=writable(source.speaker)) for source in analysis.sources)
    return replace(analysis, article=clean, sources=sources)


def statement_of(analysis: Analysis, number: int, styles: Mapping[str, RoleStyle]) -> Statement:
    """The attribution with this number, as the page lists it."""
    text, attribution = analysis.article.text, analysis.attributions[number - 1]
    source = analysis.source_of(attribution)
    role = analysis.role_of(attribution)
    words = attribution.source.of(text) if attribution.source else ""
    return Statement(
        number=number,
        attribution=attribution,
        speaker=(source.speaker if source else words) or "nobody named",
        source=source,
        source_number=None if attribution.speaker is None else attribution.speaker + 1,
        style=styles[role.name if role else UNKNOWN],
        words=" … ".join(span.of(text) for span in attribution.content),
        cue=" … ".join(span.of(text) for span in attribution.cue),
        evidence=role.evidence.of(text) if role and role.evidence else "",
    )


def _labelled(attribution: Attribution) -> tuple[Span, ...]:
    """The spans that carry an attribution's number: its content, or what else there is of it."""
    own_source = (attribution.source,) if attribution.source else ()
    return attribution.content or attribution.cue or own_source


def _marks(statement: Statement) -> Iterator[Mark]:
    attribution = statement.attribution
    main: Part = "no-comment" if attribution.kind == "no-comment" else "content"
    for span in _labelled(attribution):
        yield Mark(span, main, statement.number)
    for span in attribution.cue:
        yield Mark(span, "cue", statement.number)
    if attribution.source:
        yield Mark(attribution.source, "source", statement.number)


def _evidence_marks(analysis: Analysis) -> Iterator[Mark]:
    for number, source in enumerate(analysis.sources, start=1):
        if source.role and source.role.evidence:
            yield Mark(source.role.evidence, "evidence", number)


def text_fragments(analysis: Analysis, statements: Sequence[Statement]) -> Iterator[list[Fragment]]:
    """The paragraphs of the article's text, each as the fragments to write one after the other."""
    text = analysis.article.text
    by_number = {statement.number: statement for statement in statements}
    marks = [mark for statement in statements for mark in _marks(statement)]
    waiting = sorted([*marks, *_evidence_marks(analysis)], reverse=True)
    current: list[Mark] = []
    seen: set[str] = set()
    for paragraph in paragraphs(text):
        while waiting and waiting[-1].span.start < paragraph.end:
            current.append(waiting.pop())
        current = [mark for mark in current if mark.span.end > paragraph.start]
        yield [_fragment(text, piece, by_number, seen) for piece in pieces(paragraph, current)]


def _fragment(text: str, piece: Piece, statements: Mapping[int, Statement], seen: set[str]) -> Fragment:
    if isinstance(piece, Text):
        return Fragment("text", text=piece.span.of(text))
    mark = piece.mark
    statement = statements[mark.number] if mark.part in LABELLED else None
    if isinstance(piece, Open):
        name = f"evidence-{mark.number}" if mark.part == "evidence" else ""
        css = f"mark {mark.part} {statement.style.css}" if statement else mark.part
        return Fragment("open", css=css, id=_once(name, seen), statement=statement)
    name = f"mark-{mark.number}" if statement and piece.last else ""
    return Fragment("close", id=_once(name, seen), statement=statement, last=piece.last)


def _once(name: str, seen: set[str]) -> str:
    """``name`` the first time, nothing after: an id stands on a page once."""
    if name in seen:
        return ""
    seen.add(name)
    return name


def heard(analysis: Analysis, statements: Sequence[Statement]) -> Iterator[dict[str, Any]]:
    """The sources of statements, in the order in which the text first names them."""
    numbered = sorted(enumerate(analysis.sources, start=1), key=lambda item: min(item[1].mentions, default=Span(0, 0)))
    for number, source in numbered:
        own = [statement for statement in statements if statement.source_number == number]
        if own:
            yield {"number": number, "source": source, "style": own[0].style, "statements": own}
