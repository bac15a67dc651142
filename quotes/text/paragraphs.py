"""Characters in, paragraphs out: split at blank lines, and at line ends unless the text is hard-wrapped.

Whether lines were broken at a column is judged over the whole text. A line is *full* where the first word of the next
one would not have fitted behind it; in a text that is broken at a column all lines are full but the last of each
paragraph, and many go on in the middle of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quotes.model import Span

LINE_END = r"(?>\r\n|\r|\n)"  # atomic: else one \r\n would do for two line ends, which make a blank line
BLANK_LINES = re.compile(rf"{LINE_END}(?:[^\S\r\n]*{LINE_END})+\s*")
ONE_LINE_END = re.compile(LINE_END)
QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)+")
"""What a mail program puts before the lines that it quotes."""
BETWEEN_LINES = re.compile(rf"[ \t]*{LINE_END}(?:[ \t]*(?:>[ \t]?)*{LINE_END})*(?:[ \t]*(?:>[ \t]?)+)?[ \t]*")
SENTENCE_END = re.compile(r"[.!?…][”’\"'»)\]]*\Z")
GOES_ON = re.compile(r"[a-zß-öø-ÿ]")
BROKEN_WORD = re.compile(r"\w[-\u00ad]\Z")
BULLETS = "•◦▪■●‣·"
"""Signs before the items of a list, which are no words."""

MOST_QUOTED = 0.6
"""Share of lines with a quoting mark from which a text is a quoted mail."""
WIDEST = 130
"""Characters of a line from which nobody broke it at a column."""
FEWEST_GOING_ON, FEWEST_FULL = 0.25, 0.7
"""Shares of lines that go on in the middle of a sentence, and of full ones among them, of a text that was broken."""
INDENT = 2
MOST_INDENTED = 0.7
"""Share of lines that stand in, up to which these begin a paragraph each."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its quoting mark: its words, how far in it stands, and how many blank lines stand before it."""

    span: Span
    words: str
    indent: int
    blank: int

    @property
    def ends_sentence(self) -> bool:
        return SENTENCE_END.search(self.words) is not None

    @property
    def goes_on(self) -> bool:
        return GOES_ON.match(self.words) is not None

    def is_full(self, following: _Line, width: int) -> bool:
        """Whether the first word of the next line would not have fitted on this one."""
        return self.indent + len(self.words) + 1 + len(following.words.split(" ", 1)[0]) > width

    def is_broken_before(self, following: _Line) -> bool:
        """Whether the next line goes on in the middle of a sentence or word."""
        return following.goes_on or BROKEN_WORD.search(self.words) is not None


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of ``text``, trimmed: split at blank lines, and at line ends unless the text is hard-wrapped."""
    lines = _lines(text)
    wrapped = _wrapped(lines)
    if wrapped is not None:
        return tuple(Span(several[0].span.start, several[-1].span.end) for several in wrapped)
    found: list[Span] = []
    for block in split_at(BLANK_LINES, text, Span(0, len(text))):
        within = _without_broken_words(text, list(split_at(ONE_LINE_END, text, block)))
        found.extend([block] if _is_wrapped(text, within) else within)
    return tuple(trimmed for span in found if len(trimmed := span.trimmed(text)))


def joined_lines(text: str, paragraph: Span) -> tuple[str, Sequence[int]]:
    """The words of a paragraph on one line; and for each character its place in ``text``.

    What stands between its lines, quoting marks and blank lines too, becomes one space. A word that was broken at a
    line end is put together, with its hyphen only where it is a name's ("Jean-Pierre"), or where ``text`` has it so
    elsewhere.
    """
    words = paragraph.of(text)
    if not ONE_LINE_END.search(words):
        return words, range(paragraph.start, paragraph.end)
    letters: list[str] = []
    places: list[int] = []
    last = 0
    for between in BETWEEN_LINES.finditer(words):
        letters += words[last : between.start()]
        places += range(paragraph.start + last, paragraph.start + between.start())
        last = between.end()
        if BROKEN_WORD.search(words[: between.start()][-2:]) and words[last : last + 1].isalpha():
            if not _keeps_hyphen(text, words, between):
                letters.pop()
                places.pop()
        else:
            letters.append(" ")
            places.append(paragraph.start + between.start())
    letters += words[last:]
    places += range(paragraph.start + last, paragraph.end)
    return "".join(letters), places


def split_at(separator: re.Pattern[str], text: str, within: Span) -> Iterator[Span]:
    """A stretch of a text, cut at each separator in it."""
    start = within.start
    for match in separator.finditer(text, within.start, within.end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, within.end)


def as_read(text: str, span: Span) -> str:
    """The words of a span as one reads them: one space between, no quoting marks, broken words put together."""
    return " ".join(joined_lines(text, span)[0].split())


def _keeps_hyphen(text: str, words: str, between: re.Match[str]) -> bool:
    if words[between.start() - 1] == "\u00ad":
        return False
    if words[between.end()].isupper():
        return True
    first = re.search(r"\w+-\Z", words[: between.start()][-40:])
    second = re.match(r"\w+", words[between.end() : between.end() + 40])
    return bool(first and second and f"{first[0]}{second[0]}" in text)


def _lines(text: str) -> list[_Line]:
    """The lines that are not blank, without quoting marks where most of the text is quoted."""
    spans = list(split_at(ONE_LINE_END, text, Span(0, len(text))))
    filled = [span for span in spans if span.of(text).strip()]
    quoted = sum(QUOTED.match(span.of(text)) is not None for span in filled) > MOST_QUOTED * len(filled)
    lines: list[_Line] = []
    blank = 0
    for span in spans:
        mark = QUOTED.match(text, span.start, span.end) if quoted else None
        start = mark.end() if mark else span.start
        inside = Span(start, span.end).trimmed(text)
        if len(inside):
            lines.append(_Line(inside, inside.of(text), inside.start - start, blank))
        blank = 0 if len(inside) else blank + 1
    indent = min((line.indent for line in lines), default=0)
    return [_Line(line.span, line.words, line.indent - indent, line.blank) for line in lines]


def _wrapped(lines: Sequence[_Line]) -> list[list[_Line]] | None:
    """The lines of each paragraph of a text that was broken at a column, ``None`` for any other text."""
    if len(lines) < 2:
        return None
    width = _width(lines)
    spaced = all(line.blank for line in lines[1:])  # each line on its own: double spaced, or not broken at all
    pairs = [(one, other) for one, other in pairwise(lines) if spaced or not other.blank]
    going_on = [(one, other) for one, other in pairs if one.is_broken_before(other)]
    full = sum(one.is_full(other, width) for one, other in going_on)
    if width > WIDEST or len(going_on) < max(1, FEWEST_GOING_ON * len(pairs)) or full < FEWEST_FULL * len(going_on):
        return None
    blanks_tell = not spaced and any(line.blank for line in lines[1:])
    indented = sum(line.indent >= INDENT for line in lines)
    indents_tell = 1 < indented < MOST_INDENTED * len(lines)
    found = [[lines[0]]]
    for one, other in pairwise(lines):
        if _begins(one, other, width, spaced, blanks_tell, indents_tell):
            found.append([other])
        else:
            found[-1].append(other)
    return found


def _width(lines: Sequence[_Line]) -> int:
    """The length of the longest line, but for a few that nothing could break: addresses and tables."""
    lengths = sorted(line.indent + len(line.words) for line in lines)
    few = len(lengths) // 20
    return next((length for length in reversed(lengths[len(lengths) - few - 1 :]) if length <= WIDEST), lengths[-1])


def _begins(one: _Line, other: _Line, width: int, spaced: bool, blanks_tell: bool, indents_tell: bool) -> bool:
    """Whether ``other`` begins a paragraph behind ``one``."""
    if other.blank and not spaced:
        return True
    if indents_tell:
        return other.indent >= INDENT
    if one.is_broken_before(other):
        return False
    return not one.is_full(other, width) or (one.ends_sentence and not blanks_tell)


def _without_broken_words(text: str, lines: list[Span]) -> list[Span]:
    """``lines`` with those as one between which a word is broken: that happens to a line in any text."""
    found = lines[:1]
    for line in lines[1:]:
        if BROKEN_WORD.search(found[-1].of(text).rstrip()) and line.of(text).lstrip()[:1].isalpha():
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
    return found


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether lines look broken at a column: none long, all but the last nearly full, some within a sentence."""
    if len(lines) < 2:
        return True
    if all(SENTENCE_END.search(line.of(text).rstrip()) for line in lines):
        return False
    longest = max(map(len, lines))
    return 40 <= longest <= 100 and all(len(line) >= 0.6 * longest for line in lines[:-1])
