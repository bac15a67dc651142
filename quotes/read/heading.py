"""The first lines of a text in, the headline, byline and date that stand there out; the text itself stays as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quotes.capitals import CAPITAL
from quotes.model import Article
from quotes.own_data import toml_beside
from quotes.read.dates import iso_date
from quotes.read.front_matter import KNOWN_KEYS

FIRST = 8
"""Filled lines in which a heading stands."""
LONGEST = 160
"""Characters of a headline."""
MOST_WORDS = 12
"""Words of a line that is a byline or a date and nothing else."""
NARROW = 0.75
"""Share of the longest line below which a line was not broken at a column."""
WORDS = toml_beside(__file__, "heading.toml")
BY = re.compile(rf"(?:{'|'.join(map(re.escape, WORDS['before_authors']))})[:\s]\s*", re.IGNORECASE)
BYLINE = re.compile(rf"{BY.pattern}(?P<name>{CAPITAL}[\w.'’-]*(?:\s+[\w.'’&-]+){{1,8}})\s*\Z", re.IGNORECASE)
INSIDE = "|".join(map(re.escape, WORDS["inside_names"]))
NAMES = re.compile(rf"{CAPITAL}[\w.'’-]*(?:\s+(?:{CAPITAL}[\w.'’-]*|{INSIDE}))*")
FIELD = re.compile(rf"(?:{'|'.join(KNOWN_KEYS)})\s*:|---", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\Z")
ISO = re.compile(r"\d{4}-\d\d-\d\d\Z")
QUOTED_OPEN = re.compile(r"[“\"‘«„]")


def with_heading(article: Article) -> Article:
    """``article`` with what its first lines tell, where it is not known already."""
    lines = [line.strip() for line in article.text[:4_000].split("\n")]
    filled = [line for line in lines if line][: FIRST + 1]
    bylines = [number for number, line in enumerate(filled[:FIRST]) if author_of(line)]
    dates = [number for number, line in enumerate(filled[:FIRST]) if _is_date(line)]
    known = replace(
        article,
        author=article.author or (author_of(filled[bylines[0]]) if bylines else ""),
        date=article.date or (iso_date(filled[dates[0]]) if dates else ""),
    )
    if article.title or not _is_headline(filled, {*bylines, *dates}, lines):
        return known
    return replace(known, title=filled[0])


def author_of(line: str) -> str:
    """The names in a line that is a byline; empty for any other."""
    found = BYLINE.match(line)
    if not found or len(line.split()) > MOST_WORDS or not NAMES.fullmatch(found["name"]):
        return ""
    return found["name"]


def without_by(line: str) -> str:
    """The names of a line that may have words before them: "By Ann Moss"."""
    before = BY.match(line)
    return line[before.end() :] if before else line


def _is_date(line: str) -> bool:
    return len(line.split()) <= MOST_WORDS and bool(ISO.match(iso_date(line)))


def _is_headline(filled: Sequence[str], told: set[int], lines: Sequence[str]) -> bool:
    """Whether the first line is short, no sentence, and stands apart from the prose behind it."""
    if len(filled) < 2 or 0 in told:
        return False
    first = filled[0]
    if FIELD.match(first):  # front matter that is none
        return False
    behind = next((line for number, line in enumerate(filled[1:], start=1) if number not in told), "")
    place = lines.index(first)
    apart = 1 in told or not lines[place + 1] or len(first) < NARROW * max(map(len, lines))
    if behind[:1].islower():
        return False
    prose = len(behind) > len(first) or bool(SENTENCE_END.search(behind))
    short = len(first) <= LONGEST and 2 <= len(first.split()) <= 25
    return short and apart and prose and not SENTENCE_END.search(first) and not first.endswith((",", ";", "-"))
