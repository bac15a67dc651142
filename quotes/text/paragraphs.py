"""Characters in, paragraphs out: split at blank lines, and at line ends unless the text is hard-wrapped."""

import re
from collections.abc import Iterator

from quotes.model import Span

LINE_END = r"(?>\r\n|\r|\n)"  # atomic: else one \r\n would do for two line ends, which make a blank line
BLANK_LINES = re.compile(rf"{LINE_END}(?:[^\S\r\n]*{LINE_END})+\s*")
ONE_LINE_END = re.compile(LINE_END)


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of ``text``, trimmed: split at blank lines, and at line ends unless the text is hard-wrapped."""
    found: list[Span] = []
    for block in _split(text, Span(0, len(text)), BLANK_LINES):
        lines = list(_split(text, block, ONE_LINE_END))
        found.extend([block] if _is_wrapped(lines) else lines)
    return tuple(trimmed for span in found if len(trimmed := span.trimmed(text)))


def _split(text: str, within: Span, separator: re.Pattern[str]) -> Iterator[Span]:
    start = within.start
    for match in separator.finditer(text, within.start, within.end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, within.end)


def _is_wrapped(lines: list[Span]) -> bool:
    """Whether lines look broken at a column: none long, and all but the last nearly full."""
    if len(lines) < 2:
        return True
    longest = max(map(len, lines))
    return 40 <= longest <= 100 and all(len(line) >= 0.6 * longest for line in lines[:-1])
