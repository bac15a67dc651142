"""Text and its paragraphs in, quoted spans out: quotation marks of every kind, nested, unbalanced, across paragraphs.

No mark is decided on alone. Each may open a quotation, close one, or be none (apostrophe, inches, stray),
at a price set by its shape and its neighbours; a slip costs, and so does a quotation left open. What is
returned is the cheapest reading of each paragraph, found by dynamic programming over the stack of open
quotations (Viterbi), in time linear in the number of marks. The styles and their prices are in
``marks.toml``. A quotation never reaches past its paragraph, so that one forgotten mark cannot
swallow an article; nor past the words that tell who says it, if these end what has no closing mark.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from quotes.model import Quotation, Span
from quotes.own_data import toml_beside
from quotes.text.dashes import DASHES
from quotes.text.tags import before_tag

LEXICON: Mapping[str, Any] = toml_beside(__file__, "marks.toml")


class Style(NamedTuple):
    """A way of marking quotations: its level (``double`` or ``single``) and the price of each closing mark."""

    name: str
    level: str
    close: Mapping[str, int]


class Mark(NamedTuple):
    """A mark in the text and what each reading of it costs; ``NEVER`` rules a reading out."""

    start: int
    end: int
    glyph: str
    open: int
    close: int
    ignore: int


class Move(NamedTuple):
    """What a mark does: ``kept`` of the open quotations, counted from the outermost, stay as they are, the rest end.

    With ``closes`` the outermost of the rest gets its closing mark here, with ``opens`` a new one begins;
    the others of the rest are left without closing mark.
    """

    kept: int
    opens: bool = False
    closes: bool = False


Stack = tuple[str, ...]
"""Names of the styles of the open quotations, outermost first."""
PricedStacks = tuple[tuple[Stack, int], ...]
"""What may be open at a place in the text, and how much dearer the cheapest way there is than the cheapest of all."""
Origins = Mapping[Stack, tuple[Stack, Move | None]]
"""For what may be open after a mark: what was open before it, and the mark's move (None: no quotation mark)."""

STYLES = {name: Style(name, entry["level"], entry["close"]) for name, entry in LEXICON["styles"].items()}
OPENS = {
    glyph: (STYLES[name], price) for name, entry in LEXICON["styles"].items() for glyph, price in entry["open"].items()
}
GLYPHS = sorted({*OPENS, *(glyph for style in STYLES.values() for glyph in style.close)}, key=len, reverse=True)
QUOTE_CHARACTERS = "".join(sorted(set("".join(GLYPHS))))
WITHOUT_DIRECTION = frozenset(('"', "＂", "'", "''"))
APOSTROPHES = "'’‘´`"
DASH_LIKE = DASHES | {"/"}

NEVER = 99
STRAY = 7
"""Price of leaving a clear quotation mark out of account."""
LEFT_OPEN = {"double": 5, "single": 6}
"""Price of a quotation without closing mark; dearer for single marks, since these may be apostrophes."""
CONTINUED = 2
"""Price of the same where the next paragraph starts with a mark that opens it again."""
LEFT_OPEN_BEFORE = 1
"""Price on top where it ends before an opening mark, not with its paragraph."""
SAME_STYLE_INSIDE, SAME_LEVEL_INSIDE = 5, 1
"""Price of a quotation directly inside one of the same style (“a “b” c”) or else of the same level («a “b” c»)."""
DEEPEST = 4
"""Quotations open at once; what goes deeper is not told apart."""
LONGEST_RUN = 12
"""Characters of marks side by side; more are ornament."""
HOPELESS = 16
"""A reading this much dearer than the cheapest is dropped: what follows cannot make up for it."""

PLACES: Mapping[tuple[str, str], tuple[int, int]] = {
    # What stands before and after a mark: price of its opening a quotation, price of its closing one.
    ("space", "word"): (0, 4),
    ("space", "dash"): (0, 1),
    ("space", "space"): (1, 1),
    ("dash", "word"): (0, 3),
    ("dash", "dash"): (1, 1),
    ("dash", "space"): (3, 0),
    ("colon", "word"): (1, 2),
    ("point", "word"): (2, 1),
    ("word", "word"): (2, 2),
    ("word", "dash"): (3, 0),
    ("edge", "word"): (0, 6),
    ("edge", "dash"): (0, 6),
    ("edge", "space"): (0, 6),
}
OTHER_PLACE = (4, 0)

_RUN = re.compile(f"[{re.escape(QUOTE_CHARACTERS)}]+")
_GLYPH = re.compile("(?P<doubled>\"{2,3})|(?P<three>'''(?!'))|" + "|".join(map(re.escape, GLYPHS)))
_NO_QUOTATION_MARKS = re.compile(
    r"([^\w\s])\1{4,}|```"  # rows of marks are ornament, three backticks code
    r"|\d\s?[′'’]\s?\d{1,2}(?:\.\d+)?\s?(?:[\"”″]|''|’’)"  # 6'2", 5' 10"
    r"|°\s?\d+(?:\.\d+)?\s?[′'’](?:\s?\d+(?:\.\d+)?\s?(?:[\"”″]|''|’’))?"  # 40°26'46"
    rf"|(?<!\w)[{APOSTROPHES}]n[{APOSTROPHES}](?!\w)"  # rock 'n' roll
    rf"|(?<=\w)[{APOSTROPHES}](?=\w)|(?<=\S)[{APOSTROPHES}]s(?!\w)"  # don't, the U.N.'s
    r"|</?[A-Za-z][^<>]*>"  # a tag of HTML and its attributes
)
_ELISION = re.compile(rf"(?:\d\ds?|{'|'.join(LEXICON['apostrophes']['initial'])})(?!\w)", re.IGNORECASE)
_FINAL = tuple(LEXICON["apostrophes"]["final"])


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """All quotations of ``text`` in text order, an outer one before those inside it.

    ``paragraphs`` are those of ``quotes.text.paragraphs.paragraphs``: trimmed, in order, not overlapping.
    """
    marks = [tuple(_marks(text, paragraph)) for paragraph in paragraphs]
    found: list[Quotation] = []
    left_open: frozenset[int] = frozenset()
    for number, paragraph in enumerate(paragraphs):
        opened_next = _leading_levels(marks[number + 1], paragraphs[number + 1]) if number + 1 < len(marks) else ()
        moves = _cheapest_reading(marks[number], opened_next)
        here = _written_out(text, paragraph, zip(marks[number], moves, strict=True), left_open)
        found.extend(here)
        left_open = frozenset(quoted.depth for quoted in here if not quoted.closed and quoted.span.end == paragraph.end)
    return tuple(found)


def _marks(text: str, paragraph: Span) -> Iterator[Mark]:
    """The marks of a paragraph that may be quotation marks, priced."""
    passed = {
        offset
        for match in _NO_QUOTATION_MARKS.finditer(text, paragraph.start, paragraph.end)
        for offset in range(match.start(), match.end())
    }
    for run in _RUN.finditer(text, paragraph.start, paragraph.end):
        if run.end() - run.start() > LONGEST_RUN:
            continue
        before, after = _before(text, paragraph, run.start()), _after(text, paragraph, run.end())
        for match in _GLYPH.finditer(text, run.start(), run.end()):
            start, end = match.span()
            if start in passed:
                continue
            if match["three"]:  # ''' opens a double and in it a single quotation, or closes both
                middle = end - 1 if before in ("edge", "space") else start + 1
                yield _priced(text, start, middle, before, after)
                yield _priced(text, middle, end, before, after)
            elif not match["doubled"] or not {before, after} <= {"space", "edge"}:
                yield _priced(text, start, end, before, after)


def _before(text: str, paragraph: Span, start: int) -> str:
    """What kind of character stands before a run of marks."""
    if start == paragraph.start:
        return "edge"
    character = text[start - 1]
    if character.isspace() or character in "([{<*_#>|•":
        return "space"
    if character in DASH_LIKE:
        return "dash"
    if character in ":=":
        return "colon"
    return "point" if character in ",.;!?…" else "word"


def _after(text: str, paragraph: Span, end: int) -> str:
    """What kind of character stands after a run of marks."""
    if end == paragraph.end:
        return "edge"
    character = text[end]
    if character in DASH_LIKE or text.startswith(("...", "…", ". ."), end):
        return "dash"
    return "space" if character.isspace() or character in ",.;:!?)]}>*_|" else "word"


def _priced(text: str, start: int, end: int, before: str, after: str) -> Mark:
    """The mark between two offsets with the price of each reading, from its shape and its place."""
    glyph = text[start:end].replace('""', '"').replace('""', '"')
    opening, closing = PLACES.get((before, after), OTHER_PLACE)
    ignored = STRAY
    if glyph not in WITHOUT_DIRECTION:  # the shape speaks too, so the place speaks half as loud
        opening, closing = opening // 2, closing // 2
        if text[max(0, start - 1) : start] == glyph:
            ignored = 1
    if glyph == '"' and text[max(0, start - 1) : start].isdigit():
        ignored = 2  # 12" pipe
    if glyph in APOSTROPHES:
        elided = after == "word" and before != "word" and _ELISION.match(text, end) is not None
        opening += 2 * elided
        ignored = _price_of_apostrophe(text, start, glyph, before, after, elided)
    opening += OPENS[glyph][1] if glyph in OPENS else NEVER
    return Mark(start, end, glyph, opening, closing, ignored)


def _price_of_apostrophe(text: str, start: int, glyph: str, before: str, after: str, elided: bool) -> int:
    """Price of reading a single mark as an apostrophe: low where letters are left out or a plural owns something."""
    if elided:
        return 0
    if after == "word" and before != "word":
        return {"’": 2, "'": 4}.get(glyph, STRAY)
    if before == "word":
        return 1 if text[max(0, start - 4) : start].lower().endswith(_FINAL) else 2
    return STRAY if before == "point" else 3


def _leading_levels(marks: Sequence[Mark], paragraph: Span) -> tuple[str, ...]:
    """The levels of the quotations that a paragraph opens with its first characters."""
    levels: list[str] = []
    reached = paragraph.start
    for mark in marks[:DEEPEST]:
        if mark.start != reached or mark.glyph not in OPENS:
            break
        levels.append(OPENS[mark.glyph][0].level)
        reached = mark.end
    return tuple(levels)


def _cheapest_reading(marks: Sequence[Mark], opened_next: tuple[str, ...]) -> list[Move | None]:
    """What each mark does in the cheapest reading of a paragraph; None where it is no quotation mark."""
    stacks: PricedStacks = (((), 0),)
    steps: list[Origins] = []
    for mark in marks:
        stacks, origins = _step(stacks, mark.glyph, mark.open, mark.close, mark.ignore)
        steps.append(origins)
    stack = min(stacks, key=lambda priced: priced[1] + _price_at_end(priced[0], opened_next))[0]
    moves: list[Move | None] = []
    for origins in reversed(steps):
        stack, move = origins[stack]
        moves.append(move)
    return moves[::-1]


def _price_at_end(stack: Stack, opened_next: tuple[str, ...]) -> int:
    """Price of what is open at the end of a paragraph, the next one starting with marks of these levels."""
    levels = tuple(STYLES[name].level for name in stack)
    return sum(
        CONTINUED if opened_next[: depth + 1] == levels[: depth + 1] else LEFT_OPEN[level]
        for depth, level in enumerate(levels)
    )


@lru_cache(maxsize=1 << 14)
def _step(stacks: PricedStacks, glyph: str, opening: int, closing: int, ignored: int) -> tuple[PricedStacks, Origins]:
    """All readings of the text up to and with a mark, from those up to it; remembered, as texts repeat themselves."""
    best: dict[Stack, tuple[int, Stack, Move | None]] = {}
    for stack, so_far in stacks:
        for result, price, move in _moves(stack, glyph, opening, closing, ignored):
            if result not in best or so_far + price < best[result][0]:
                best[result] = (so_far + price, stack, move)
    least = min(price for price, _, _ in best.values())
    kept = {stack: entry for stack, entry in best.items() if entry[0] - least < HOPELESS}
    return (
        tuple((stack, price - least) for stack, (price, _, _) in kept.items()),
        {stack: (origin, move) for stack, (_, origin, move) in kept.items()},
    )


def _moves(
    stack: Stack, glyph: str, opening: int, closing: int, ignored: int
) -> Iterator[tuple[Stack, int, Move | None]]:
    """What a mark may do where ``stack`` is open: what is open then, the price, and the move."""
    slips = [STYLES[name].close.get(glyph, NEVER) for name in stack]
    # Where a quotation may end it ends: of two readings as good, the one with the shorter quotation.
    yield stack, ignored + bool(slips and closing + slips[-1] <= 1), None
    left_open = 0
    for kept in range(len(stack), -1, -1):
        if opening < NEVER and kept < DEEPEST:
            style = OPENS[glyph][0]
            price = opening + left_open + (LEFT_OPEN_BEFORE if left_open else 0)
            yield (*stack[:kept], style.name), price + _price_inside(stack[:kept], style), Move(kept, opens=True)
        if kept:
            if slips[kept - 1] < NEVER:
                yield stack[: kept - 1], left_open + closing + slips[kept - 1], Move(kept - 1, closes=True)
            left_open += LEFT_OPEN[STYLES[stack[kept - 1]].level]


def _price_inside(stack: Stack, style: Style) -> int:
    """Price of opening a quotation of ``style`` where ``stack`` is open."""
    if not stack or STYLES[stack[-1]].level != style.level:
        return 0
    return SAME_STYLE_INSIDE if stack[-1] == style.name else SAME_LEVEL_INSIDE


def _written_out(
    text: str, paragraph: Span, reading: Iterable[tuple[Mark, Move | None]], left_open: frozenset[int]
) -> list[Quotation]:
    """The quotations of one paragraph; ``left_open`` are the depths still open at the end of the one before."""
    found: list[Quotation] = []
    opened: list[tuple[Mark, bool]] = []
    leading = paragraph.start

    def end_above(kept: int, inner_end: int, span_end: int, closes: bool) -> None:
        for depth in range(len(opened) - 1, kept - 1, -1):
            (mark, continues), closed = opened.pop(), closes and depth == kept
            inner = Span(mark.end, max(mark.end, inner_end)).trimmed(text)
            inner = inner if closed else before_tag(text, inner)
            if len(inner):
                found.append(
                    Quotation(Span(mark.start, span_end if closed else inner.end), inner, depth, closed, continues)
                )

    for mark, move in reading:
        if move is None:
            continue
        end_above(move.kept, mark.start, mark.end, move.closes)
        if move.opens:
            at_start = mark.start == leading
            leading = mark.end if at_start else leading
            opened.append((mark, at_start and len(opened) in left_open))
    end_above(0, paragraph.end, paragraph.end, closes=False)
    return sorted(found, key=lambda quoted: (quoted.span.start, quoted.depth))
