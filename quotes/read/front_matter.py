"""Text of a file in, its front matter and the article's text out.

Front matter is a block of ``key: value`` lines at the very top:

- between two lines ``---``: at least one key must be a known one, the others are kept as metadata;
- bare, ended by a blank line: every line must have a known key, none twice, and text must follow. A
  block of one bare line counts only with its key in small letters (``title: …``), so that an
  article whose first paragraph is "Title: the fight goes on" keeps it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

KNOWN_KEYS = ("title", "date", "outlet", "author", "section", "url")
MOST_LINES = 200

LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
ENTRY = re.compile(r"([^\W\d][\w .-]{0,60}?)[ \t]*:[ \t]*(.*)\Z")
CONTINUATION = re.compile(r"(?:[ \t]+|-[ \t]+)(?:-[ \t]+)?(\S.*)\Z")
BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """``known`` has the keys of KNOWN_KEYS that are there, ``other`` the rest; ``text`` is all that follows."""

    text: str
    known: dict[str, str] = field(default_factory=dict)
    other: dict[str, str] = field(default_factory=dict)


def split_front_matter(text: str) -> FrontMatter:
    """The front matter of ``text`` and what follows; without front matter ``text`` is returned unchanged."""
    lines: list[tuple[str, int]] = []
    for match in LINE.finditer(text):
        lines.append((match[1].rstrip(" \t"), match.end()))
        if len(lines) > MOST_LINES or match.end() == len(text):
            break
    found = _fenced(text, lines) if lines and lines[0][0] == "---" else _bare(text, lines)
    return found or FrontMatter(text)


def _fenced(text: str, lines: list[tuple[str, int]]) -> FrontMatter | None:
    entries: dict[str, str] = {}
    key = ""
    for line, end in lines[1:]:
        if line in ("---", "..."):
            known = {key: value for key, value in entries.items() if key in KNOWN_KEYS}
            other = {key: value for key, value in entries.items() if key not in KNOWN_KEYS}
            return FrontMatter(_after(text, end), known, other) if known else None
        entry, more = ENTRY.match(line), CONTINUATION.match(line)
        if more and key:
            entries[key] = f"{entries[key]}, {_unquoted(more[1])}".removeprefix(", ")
        elif entry:
            key = entry[1].lower() if entry[1].lower() in KNOWN_KEYS else entry[1]
            entries[key] = _unquoted(entry[2].strip())
        elif line and not line.startswith("#"):
            return None
    return None


def _bare(text: str, lines: list[tuple[str, int]]) -> FrontMatter | None:
    entries: dict[str, str] = {}
    keys: list[str] = []
    for line, end in lines:
        if not line:
            lone_capital = len(keys) == 1 and not keys[0].islower()
            rest = _after(text, end)
            return FrontMatter(rest, entries) if keys and not lone_capital and rest.strip() else None
        entry = ENTRY.match(line)
        if not entry or entry[1].lower() not in KNOWN_KEYS or entry[1].lower() in entries:
            return None
        keys.append(entry[1])
        entries[entry[1].lower()] = entry[2].strip()
    return None


def _after(text: str, end: int) -> str:
    """What follows position ``end`` and the blank lines there."""
    blank = BLANK_LINES.match(text, end)
    return text[blank.end() if blank else end :]


def _unquoted(value: str) -> str:
    """A YAML value without the quotation marks around it."""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
