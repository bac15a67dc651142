"""One article's analysis in, what its page shows out: its statements, its sources, its text in marked fragments."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quotes.model import Analysis, Attribution, Source, Span
from quotes.review.apply import BY_PERSON
from quotes.table.rows import writable
from quotes.table.told import age_of, place_of
from reports.charts.colours import RoleStyle
from reports.language.words import DOUBTFUL
from reports.measures.counting import UNKNOWN
from reports.pages.segments import Close, Mark, Open, Part, Piece, Text, pieces

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
        return self.attribution.check is not None and self.attribution.check.action != "cannot-tell"

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
class Fragment:
    """A step in writing a paragraph: text, the opening of a mark (``css``, ``id``), or its closing.

    ``statement`` is that of a mark that carries a number; its closing shows the number where ``last``,
    and is what notes link back to where it has an ``id``. A mark with a ``goal`` is a link to that id.
    """

    kind: str
    text: str = ""
    css: str = ""
    id: str = ""
    goal: str = ""
    statement: Statement | None = None
    last: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the article's text, and the statements whose words begin in it: its notes in the margin."""

    fragments: tuple[Fragment, ...]
    notes: tuple[Statement, ...]


def cleaned(analysis: Analysis) -> Analysis:
    """``analysis`` with text that can be written to a file; all spans stay right."""
    texts: dict[str, Any] = {name: writable(getattr(analysis.article, name)) for name in SHOWN}
    sources = tuple(replace(source, speaker=writable(source.speaker)) for source in analysis.sources)
    return replace(analysis, article=replace(analysis.article, **texts), sources=sources)


def roles_in(analysis: Analysis) -> Iterator[str]:
    """The roles that its page may name, again and again."""
    for role in [source.role for source in analysis.sources] + [one.own_role for one in analysis.attributions]:
        if role:
            yield role.name
            if role.runner_up:
                yield role.runner_up


def statement_of(analysis: Analysis, number: int, styles: Mapping[str, RoleStyle]) -> Statement:
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


def text_paragraphs(
    analysis: Analysis, statements: Sequence[Statement], places: Sequence[tuple[int, Span]] = ()
) -> Iterator[Paragraph]:
    """The paragraphs of the article's text, with everything in them marked.

    ``places`` are spans to which the numbered questions to the editor lead.
    """
    text = analysis.article.text
    by_number = {statement.number: statement for statement in statements}
    marks = [mark for statement in statements for mark in _marks(statement)]
    marks += [Mark(span, "finding", number) for number, span in places]
    waiting = sorted([*marks, *_evidence_marks(analysis)], reverse=True)
    current: list[Mark] = []
    seen: set[str] = set()
    noted: set[int] = set()
    for paragraph in analysis.layout.paragraphs:
        while waiting and waiting[-1].span.start < paragraph.end:
            current.append(waiting.pop())
        current = [mark for mark in current if mark.span.end > paragraph.start]
        found = list(pieces(paragraph, current))
        links = _links(found)
        fragments = tuple(_fragment(text, piece, by_number, seen, index in links) for index, piece in enumerate(found))
        opened = {fragment.statement.number for fragment in fragments if fragment.statement}
        yield Paragraph(fragments, tuple(by_number[number] for number in sorted(opened - noted)))
        noted |= opened


def _links(found: Sequence[Piece]) -> set[int]:
    """The places in ``found`` where a link from a cue or source to its content opens and closes.

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
    return links


def _fragment(text: str, piece: Piece, statements: Mapping[int, Statement], seen: set[str], link: bool) -> Fragment:
    if isinstance(piece, Text):
        return Fragment("text", text=piece.span.of(text))
    mark = piece.mark
    statement = statements[mark.number] if mark.part in LABELLED else None
    goal = f"mark-{mark.number}" if link else ""
    if isinstance(piece, Open):
        if mark.part in ("evidence", "own-evidence", "finding"):
            css = mark.part if mark.part == "finding" else "evidence"
            return Fragment("open", css=css, id=_once(f"{mark.part}-{mark.number}", seen))
        own = statements[mark.number]
        shown = f"mark {mark.part}{' doubtful' if own.doubtful else ''}" if statement else mark.part
        return Fragment("open", css=f"{shown} {own.style.css} s{mark.number}", statement=statement, goal=goal)
    name = f"mark-{mark.number}" if statement and piece.last else ""
    return Fragment("close", id=_once(name, seen), statement=statement, last=piece.last, goal=goal)


def _once(name: str, seen: set[str]) -> str:
    """``name`` the first time, nothing after: an id stands on a page once."""
    if name in seen:
        return ""
    seen.add(name)
    return name


def first_of_source(statements: Sequence[Statement]) -> set[int]:
    """The numbers of the statements whose notes tell what decided the role: a source's first, and others in it.

    A role that a statement has of its own is always told, and one of a statement without a source.
    """
    told: set[int] = set()
    seen: set[int] = set()
    for statement in statements:
        source = statement.source_number
        if source is None or source not in seen or statement.attribution.own_role is not None:
            told.add(statement.number)
        if source is not None:
            seen.add(source)
    return told


def heard(analysis: Analysis, statements: Sequence[Statement]) -> Iterator[dict[str, Any]]:
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
    """Body, place and age of a source in its article's words, where they are no part of what it is called."""
    body = source.elements.affiliation
    text = source.article.text if source.article else ""
    age = age_of(source)
    told = (writable(body.of(text)) if body else "", place_of(source) or "", str(age or ""))
    return [" ".join(one.split()) for one in told if one and one not in source.speaker]
