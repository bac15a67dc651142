"""Short reports in the manner of local news, with who speaks in them; people and places are invented.

Each source mention is written ``[[words|speaker|role|named]]``; ``read`` takes the marks out and returns the mentions.
"""

import re
from pathlib import Path
from typing import NamedTuple

from speaking import mention

from quotes.model import Attribution, Span


class Expected(NamedTuple):
    span: Span
    speaker: str
    role: str
    named: bool


def read(marked: str) -> tuple[str, list[Expected]]:
    """The report without marks, and its source mentions."""
    text, expected, last = "", [], 0
    for match in re.finditer(r"\[\[([^|\]]+)\|([^|]+)\|([^|]+)\|([^|\]]+)\]\]", marked):
        text += marked[last : match.start()]
        span = Span(len(text), len(text) + len(match[1]))
        text += match[1]
        expected.append(Expected(span, match[2], match[3], match[4] == "yes"))
        last = match.end()
    return text + marked[last:], expected


def attributions(expected: list[Expected]) -> list[Attribution]:
    """Attributions with these source mentions and nothing else."""
    return [mention(e.span) for e in expected]


REPORTS = {
    path.stem: path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent / "newsroom").glob("*.txt"))
}
