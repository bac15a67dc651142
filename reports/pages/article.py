"""One article's analysis in, what its page shows out: its statements, its sources, its text in marked fragments."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quotes.model import Analysis, Attribution, Source, Span
from quotes.review.apply import BY_PERSON
from quotes.table.rows import UNKNOWN, word_count, writable
from quotes.table.told import age_of, place_of
from reports.charts.colours import RoleStyle
from reports.checks.checks import Checks, Finding
from reports.language.language import Language
from reports.language.words import DOUBTFUL
from reports.pages.doubts import LOOKED_IN_VAIN
from reports.pages.findings import places, questions_of, shown
from reports.pages.segments import Close, Mark, Open, Part, Piece, Text, pieces
from reports.pages.strip import strip

LABELLED: tuple[Part, ...] = ("content", "no-comment")
LINKED: tuple[Part, ...] = ("cue", "source")
SHOWN = ("id", "text", "title", "date", "outlet", "author", "section", "url")
"""What a page shows of an article."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution as the article page notes it."""

    number: int
    attribution: Attribution
    speaker: str
    source_number: int | None
    style: RoleStyle

    @property
    def doubtful(self) -> bool:
        """Whether it is less than even that this is a statement with these parts, and nobody has said so."""
        return self.attribution.confidence < DOUBTFUL and not self.checked

    @property
    def checked(self) -> bool:
        """Whether a person looked and could tell."""
        return self.attribution.check is not None and self.attribution.check.action != LOOKED_IN_VAIN

    @property
    def speaker_doubtful(self) -> bool:
        """Whether a speaker found in this way is seldom the right one, and nobody has said that it is."""
        confidence = self.attribution.speaker_confidence
        return confidence is not None and confidence < DOUBTFUL and not self.checked

    @property
    def role_set(self) -> bool:
        """Whether the role is a person's word."""
        return self.attribution.role is not None and self.attribution.role.rule_kind == BY_PERSON

    @property
    def role_doubtful(self) -> bool:
        """Whether words decided its role, but seldom rightly."""
        role = self.attribution.role
        decided = role is not None and bool(self.attribution.evidence_text) and role.confidence < DOUBTFUL
        return decided and not self.checked

    @property
    def unanswered(self) -> bool:
        """Whether it is no statement: somebody was asked and did not answer."""
        return self.attribution.kind == "no-comment"


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a mark begins; one with a ``goal`` is a link to that id."""

    css: str
    id: str = ""
    goal: str = ""
    statement: Statement | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """Where a mark ends: notes link back to its ``id``, and the number of a ``statement`` stands here."""

    id: str
    goal: str
    statement: Statement | None


Fragment = str | Opening | Closing
"""A step in writing a paragraph."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the article's text, and the statements whose words begin in it: its notes in the margin."""

    fragments: tuple[Fragment, ...]
    notes: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """The paragraphs of an article's text, and the ids in them: nothing is marked where a span is white space only."""

    paragraphs: tuple[Paragraph, ...]
    goals: frozenset[str]


def cleaned(analysis: Analysis) -> Analysis:
    """``analysis`` with text that can be written to a file; all spans stay right."""
    texts: dict[str, Any] = {name: writable(getattr(analysis.article, name)) for name in SHOWN}
    sources = tuple(replace(source, speaker=writable(source.speaker)) for source in analysis.sources)
    return replace(analysis, article=replace(analysis.article, **texts), sources=sources)


def article_values(
    analysis: Analysis,
    findings: Sequence[Finding],
    styles: Mapping[str, RoleStyle],
    checks: Checks | None,
    language: Language,
) -> dict[str, Any]:
    """What the page of an article shows."""
    statements = [_statement(analysis, number, styles) for number in range(1, len(analysis.attributions) + 1)]
    text = marked_text(analysis, statements, places(findings))
    used = {statement.style.name for statement in statements}
    noted = {statement.number for paragraph in text.paragraphs for statement in paragraph.notes}
    return {
        "title": analysis.article.title or analysis.article.id,
        "article": analysis.article,
        "words": word_count(analysis.article.text),
        "styles": styles,
        "used": [style for style in styles.values() if style.name in used],
        "statements": statements,
        "unanswered": sum(statement.unanswered for statement in statements),
        "doubtful": sum(statement.doubtful for statement in statements),
        "elsewhere": [statement for statement in statements if statement.number not in noted],
        "sources": list(_heard(analysis, statements)),
        "with_evidence": _with_evidence(statements),
        "paragraphs": text.paragraphs,
        "goals": text.goals,
        "findings": [shown(finding, checks, language) for finding in findings],
        "questions": questions_of(findings),
        "strip": strip(analysis, statements, language),
        "evidence_id": evidence_id,
    }


def roles_in(analysis: Analysis) -> Iterator[str]:
    """The roles that its page may name, again and again."""
    for role in [source.role for source in analysis.sources] + [one.own_role for one in analysis.attributions]:
        if role:
            yield role.name
            if role.runner_up:
                yield role.runner_up


def _statement(analysis: Analysis, number: int, styles: Mapping[str, RoleStyle]) -> Statement:
    """The attribution with this number, as the page notes it."""
    attribution = analysis.attributions[number - 1]
    source, role = attribution.speaker, attribution.role
    return Statement(
        number=number,
        attribution=attribution,
        speaker=source.speaker if source else attribution.source_text,
        source_number=None if attribution.source_index is None else attribution.source_index + 1,
        style=styles[role.name if role else UNKNOWN],
    )


def _labelled(attribution: Attribution) -> tuple[Span, ...]:
    """The spans that carry an attribution's number: its content, or what else there is of it."""
    own_source = (attribution.source,) if attribution.source else ()
    return attribution.content or attribution.cue or own_source


def _marks(statement: Statement) -> Iterator[Mark]:
    attribution = statement.attribution
    main: Part = "no-comment" if statement.unanswered else "content"
    for span in _labelled(attribution):
        yield Mark(span, main, statement.number)
    for span in attribution.cue:
        yield Mark(span, "cue", statement.number)
    if attribution.source:
        yield Mark(attribution.source, "source", statement.number)
    if attribution.own_role and attribution.own_role.evidence:
        yield Mark(attribution.own_role.evidence, "own-evidence", statement.number)


def _evidence_marks(analysis: Analysis) -> Iterator[Mark]:
    for number, source in enumerate(analysis.sources, start=1):
        if source.role and source.role.evidence:
            yield Mark(source.role.evidence, "evidence", number)


def evidence_id(statement: Statement) -> str:
    """The id of the words that decided the role of a statement, where they are marked in the text."""
    own = statement.attribution.own_role is not None
    return f"own-evidence-{statement.number}" if own else f"evidence-{statement.source_number}"


def marked_text(
    analysis: Analysis, statements: Sequence[Statement], places: Iterable[tuple[int, Span]] = ()
) -> MarkedText:
    """The article's text with everything in it marked.

    ``places`` are spans to which the numbered questions to the editor lead.
    """
    by_number = {statement.number: statement for statement in statements}
    marks = [mark for statement in statements for mark in _marks(statement)]
    marks += [Mark(span, "finding", number) for number, span in places]
    waiting = sorted([*marks, *_evidence_marks(analysis)], reverse=True)
    current: list[Mark] = []
    goals: set[str] = set()
    noted: set[int] = set()
    paragraphs = []
    for paragraph in analysis.layout.paragraphs:
        while waiting and waiting[-1].span.start < paragraph.end:
            current.append(waiting.pop())
        current = [mark for mark in current if mark.span.end > paragraph.start]
        fragments = [
            piece.span.of(analysis.article.text) if isinstance(piece, Text) else _end(piece, by_number, goals, link)
            for piece, link in _linked(list(pieces(paragraph, current)))
        ]
        begun = {one.statement.number for one in fragments if isinstance(one, Opening) and one.statement}
        paragraphs.append(Paragraph(tuple(fragments), tuple(by_number[number] for number in sorted(begun - noted))))
        noted |= begun
    return MarkedText(tuple(paragraphs), frozenset(goals))


def _linked(found: Sequence[Piece]) -> Iterator[tuple[Piece, bool]]:
    """``found``, each with whether a link from a cue or source to its content opens or closes there.

    HTML has no link within a link: of two such marks the inner one is a link, and none that holds a number.
    """
    links: set[int] = set()
    blocked: set[int] = set()
    opened: list[int] = []
    for index, piece in enumerate(found):
        if isinstance(piece, Open):
            opened.append(index)
        elif isinstance(piece, Close):
            start = opened.pop()
            free = piece.mark.part in LINKED and start not in blocked
            if free:
                links |= {start, index}
            if free or (piece.mark.part in LABELLED and piece.last):
                blocked |= set(opened)
    return ((piece, index in links) for index, piece in enumerate(found))


def _end(piece: Open | Close, statements: Mapping[int, Statement], goals: set[str], link: bool) -> Opening | Closing:
    """An end of a mark; ``goals`` are the ids that the text has so far."""
    part, number = piece.mark.part, piece.mark.number
    statement = statements[number] if part in LABELLED else None
    goal = f"mark-{number}" if link else ""
    if isinstance(piece, Close):
        shown = statement if piece.last else None
        return Closing(_once(f"mark-{number}", goals) if shown else "", goal, shown)
    if part in ("evidence", "own-evidence", "finding"):
        return Opening(part.removeprefix("own-"), _once(f"{part}-{number}", goals))
    own = statements[number]
    shown_as = f"mark {part}{' doubtful' if own.doubtful else ''}" if statement else part
    return Opening(f"{shown_as} {own.style.css} s{number}", goal=goal, statement=statement)


def _once(name: str, goals: set[str]) -> str:
    """``name`` the first time, nothing after: an id stands on a page once."""
    if name in goals:
        return ""
    goals.add(name)
    return name


def _with_evidence(statements: Sequence[Statement]) -> set[int]:
    """The numbers of the statements whose notes tell which words decided the role: each source's first.

    Not where the speaker's name holds them ("Mayor Tom Reed"): the table of sources leads to them. A role that a
    statement has of its own is always told, and one of a statement without a source.
    """
    told: set[int] = set()
    seen: set[int | None] = {None}
    for statement in statements:
        source, words = statement.source_number, statement.attribution.evidence_text
        in_name = words.casefold() in statement.speaker.casefold()
        first = source is None or (source not in seen and not in_name)
        if words and not statement.role_set and (first or statement.attribution.own_role is not None):
            told.add(statement.number)
        seen.add(source)
    return told


def _heard(analysis: Analysis, statements: Sequence[Statement]) -> Iterator[dict[str, Any]]:
    """The sources of statements, in the order in which the text first names them; some were only asked."""
    numbered = sorted(enumerate(analysis.sources, start=1), key=lambda item: min(item[1].mentions, default=Span(0, 0)))
    for number, source in numbered:
        own = [statement for statement in statements if statement.source_number == number]
        if own:
            yield {
                "number": number,
                "source": source,
                "style": own[0].style,
                "statements": own,
                "speaks": not all(statement.unanswered for statement in own),
                "told": _told(source),
            }


def _told(source: Source) -> list[str]:
    """Age, body and place of a source in its article's words, where they are no part of what it is called."""
    body = source.elements.affiliation
    text = source.article.text if source.article else ""
    age = age_of(source)
    told = (str(age or ""), writable(body.of(text)) if body else "", place_of(source) or "")
    return [" ".join(one.split()) for one in told if one and one not in source.speaker]
