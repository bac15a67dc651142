"""A lesson's article in, its sheet and its key out, as blocks that HTML, Word and Markdown all write."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from quotes.lesson.answer_sheet import ROOM
from quotes.lesson.lesson import KeyArticle, KeyStatement, Lesson
from quotes.lesson.right_answers import is_text, right_answer
from quotes.lesson.tasks import PER_STATEMENT, tasks
from quotes.model import Span
from quotes.review.table import one_text
from quotes.table.rows import publication
from quotes.text.layout import layout_of

Numbers = Literal["paragraphs", "lines", "none"]
TextStyle = Literal["meta", "instruction", "question", "answer", "note"]

LINE = 70
"""Characters of a line that has a number of its own."""
OPEN_ROOM, SHORT_ROOM = 4, 1
"""Lines to write on for an open question, and for one with a short answer."""
SOURCES_WEIGHED = 8
"""Rows for the sources that a class weighs."""
IMVAIN = ("Independent", "Multiple", "Verifies", "Authoritative, informed", "Named")

ORIGINS = {
    "gold": "This key was marked by hand.",
    "tool": "This key was made by a program and nobody has checked it: read it first, and correct key.xlsx.",
    "teacher": "This key has a teacher’s changes.",
}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of an article's text; ``statements`` are the numbers of those that it belongs to.

    ``opens`` and ``closes`` are the statements that begin or end with it.
    """

    text: str
    statements: tuple[KeyStatement, ...] = ()
    opens: tuple[int, ...] = ()
    closes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the article, or one of its lines, with its number; ``first`` where a paragraph begins."""

    label: str
    runs: tuple[Run, ...]
    first: bool = True


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; 1 is the title of the sheet."""

    level: int
    words: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph of the sheet itself."""

    style: TextStyle
    words: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The article."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``widths`` are the shares of its columns in percent. Rows with an empty last cell are to write in."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """Empty lines to write on."""

    lines: int


@dataclass(frozen=True, slots=True)
class Roles:
    """The list of roles, or the colour key; ``used`` are those of the article, empty where it must not tell."""

    heading: str
    used: frozenset[str] = frozenset()


Block = Heading | Text | Passage | Table | Room | Roles


def sheet_blocks(lesson: Lesson, one: KeyArticle, numbers: Numbers) -> Iterator[Block]:
    """What a student gets."""
    yield Heading(1, one.article.title or one.article.id)
    yield Text("meta", " · ".join([one.article.id, *_published(one)]))
    yield Table(("Name or number", "Class", "Date"), (("", "", ""),), (50, 25, 25))
    for number, name in enumerate(lesson.tasks, start=1):
        task = tasks()[name]
        if name == "find" and lesson.level == "marked":
            yield Text(
                "instruction", f"{number}. The statements are marked and numbered. Read each with what is around it."
            )
        else:
            yield Text("instruction", f"{number}. {task.title}. {task.instruction}")
    yield Heading(2, "The article")
    yield Passage(tuple(_lines(one, numbers, marked=lesson.level == "marked")))
    if lesson.of_statements:
        yield Heading(2, "The statements")
        yield _answer_table(lesson, one)
    if lesson.questions:
        yield Heading(2, "Questions")
        for question in lesson.questions:
            yield Text("question", question.text)
            yield Room(OPEN_ROOM if question.kind == "open" else SHORT_ROOM)
    if "imvain" in lesson.tasks:
        yield Heading(2, "Weigh the sources")
        empty = ("",) * (len(IMVAIN) + 1)
        yield Table(("Source", *IMVAIN), (empty,) * SOURCES_WEIGHED, (26, 16, 13, 13, 21, 11))
    if "role" in lesson.tasks:
        yield Roles("The roles")


def key_blocks(lesson: Lesson, one: KeyArticle, numbers: Numbers) -> Iterator[Block]:
    """What a teacher gets."""
    yield Heading(1, f"Key: {one.article.title or one.article.id}")
    yield Text("meta", " · ".join([one.article.id, *_published(one)]))
    yield Text("note", ORIGINS[one.origin])
    yield Heading(2, "The article")
    yield Passage(tuple(_lines(one, numbers, marked=True)))
    yield Heading(2, "The statements")
    yield Table(
        ("No.", "What is said", "Who says it", "Role", "Why"),
        tuple(_key_row(lesson, one, statement) for statement in one.statements),
        (8, 29, 17, 13, 33),
    )
    yield Heading(2, "The sources")
    yield Table(
        ("Source", "Also called", "Role", "Statements", "Named"),
        tuple(_source_row(lesson, one, speaker) for speaker in one.sources),
        (26, 28, 16, 18, 12),
    )
    discussed: dict[str, list[str]] = defaultdict(list)
    for statement in one.statements:
        if statement.discuss:
            discussed[statement.discuss].append(str(statement.number))
    if discussed:
        yield Heading(2, "Worth a discussion")
        for what, numbers_of in discussed.items():
            yield Text("answer", f"{', '.join(numbers_of)}: {full_stop(what)}")
    if lesson.questions:
        yield Heading(2, "Questions")
        for question in lesson.questions:
            yield Text("question", question.text)
            right = right_answer(question, one, lesson.codebook)
            yield Text("answer", f"{'For you to judge: ' if right.judged else ''}{right.shown}")
    yield Roles("Roles in this article", frozenset(statement.reading.role for statement in one.statements))


def _published(one: KeyArticle) -> list[str]:
    return [value for name, value in publication(one.article).items() if value and name != "title"]


def _answer_table(lesson: Lesson, one: KeyArticle) -> Table:
    titles = {"find": "The words that are said", "attribute": "Who says it", "role": "Role"}
    asked = [name for name in PER_STATEMENT if name in lesson.of_statements]
    widths = {1: (8, 92), 2: (8, 60, 32), 3: (6, 48, 28, 18)}[len(asked)]
    given = [str(statement.number) for statement in one.statements] if lesson.level == "marked" else [""] * ROOM
    rows = tuple((number, *[""] * len(asked)) for number in given)
    return Table(("No.", *(titles[name] for name in asked)), rows, widths)


def _key_row(lesson: Lesson, article: KeyArticle, one: KeyStatement) -> tuple[str, ...]:
    reading = one.reading
    said = one_text(reading.content) or f"(asked, no answer: {one_text(reading.cue)})"
    unnamed = reading.named is False and not is_text(article, reading.speaker, lesson.codebook)
    who = f"{reading.speaker}{' (not named)' if unnamed else ''}" if reading.speaker else "nobody is named"
    role = lesson.label(reading.role)
    if one.second_role:
        role += f", or {lesson.label(one.second_role)}"
    first = next(other.number for other in article.statements if other.why == one.why)
    why = one.why if first == one.number else f"As in {first}."
    return f"{one.number}{' ?' if one.discuss else ''}", said, who, role, why


def _source_row(lesson: Lesson, one: KeyArticle, speaker: str) -> tuple[str, ...]:
    own = [statement for statement in one.statements if statement.reading.speaker == speaker]
    roles = dict.fromkeys(lesson.label(statement.reading.role) for statement in own)
    said = sum(not statement.unanswered for statement in own)
    named = "yes" if any(statement.reading.named for statement in own) else "no"
    if named == "no" and is_text(one, speaker, lesson.codebook):
        named = "a text"
    return speaker, "; ".join(sorted(one.names_of(speaker) - {speaker})), ", ".join(roles), str(said), named


def full_stop(words: str) -> str:
    """``words`` as a sentence that ends, once."""
    return words if words.endswith((".", "?", "!", ".”", "?”", "!”")) else f"{words}."


def _lines(one: KeyArticle, numbers: Numbers, *, marked: bool) -> Iterator[Line]:
    line = 0
    for number, paragraph in enumerate(layout_of(one.article.text).paragraphs, start=1):
        pieces = _wrapped(one.article.text, paragraph) if numbers == "lines" else [paragraph]
        for place, piece in enumerate(pieces):
            line += 1
            label = {"paragraphs": f"{number}", "lines": f"{line}", "none": ""}[numbers]
            yield Line(label, tuple(_runs(one, piece, marked)), place == 0)


def _wrapped(text: str, paragraph: Span) -> Iterator[Span]:
    """``paragraph`` in lines of ``LINE`` characters."""
    begin = paragraph.start
    # White space is one character wide to the wrapper, whatever it is, so that places stay.
    plain = "".join(" " if letter.isspace() else letter for letter in paragraph.of(text))
    for line in textwrap.wrap(plain, LINE, drop_whitespace=False, break_on_hyphens=False):
        yield Span(begin, begin + len(line)).trimmed(text)
        begin += len(line)


def _runs(one: KeyArticle, piece: Span, marked: bool) -> Iterator[Run]:
    text = one.article.text
    if not marked:
        yield Run(piece.of(text))
        return
    spans = [(span, statement) for statement in one.statements for span in _marked(statement)]
    cuts = {piece.start, piece.end}
    for span, _ in spans:
        cuts |= {place for place in (span.start, span.end) if piece.start < place < piece.end}
    places = sorted(cuts)
    for start, end in pairwise(places):
        inside = [(span, statement) for span, statement in spans if span.start <= start and end <= span.end]
        yield Run(
            text[start:end],
            tuple(statement for _, statement in inside),
            tuple(statement.number for span, statement in inside if span.start == start),
            tuple(statement.number for span, statement in inside if span.end == end),
        )


def _marked(statement: KeyStatement) -> Sequence[Span]:
    """What is marked of a statement: what is said, or that nothing was."""
    return [place.span for place in statement.reading.content or statement.reading.cue]


def role_of(run: Run) -> str:
    """The role whose colour a run has, empty where it belongs to no statement."""
    return run.statements[0].reading.role if run.statements else ""


def numbers_before(run: Run) -> str:
    """The numbers of the statements that begin with a run, as they stand in front of it."""
    return "".join(f"[{number}]" for number in run.opens)
