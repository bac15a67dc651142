"""Why a file was left out in, the same in the report's language out, where ``reasons.toml`` has a pattern for it.

The readers of files tell reasons in English, with a name or a number put in; a finished report keeps them so. The
reason for a row of a table has the row's number in front.
"""

import re
from collections.abc import Mapping
from functools import cache

from quotes.own_data import toml_beside
from reports.language.language import Language

REASONS = toml_beside(__file__, "reasons.toml")
PATTERNS: tuple[str, ...] = tuple(REASONS["patterns"])
PLACES: tuple[str, ...] = tuple(REASONS["places"])
CONTEXT = "reason"
OF_ROW = "reason"
"""What a place holds besides its number: the reason for that row."""
PLACE = re.compile(r"%\\\((\w+)\\\)s")


def translated(language: Language, reason: str) -> tuple[str, Mapping[str, str]] | None:
    """A reason's message in the language with the values to put in; ``None`` where no pattern is it."""
    row = _matched(language, reason, PLACES)
    of_row = _matched(language, row[1][OF_ROW], PATTERNS) if row else None
    if row is None or of_row is None:
        return _matched(language, reason, PATTERNS)
    return row[0].replace(f"%({OF_ROW})s", of_row[0]), of_row[1] | row[1]


def _matched(language: Language, reason: str, patterns: tuple[str, ...]) -> tuple[str, dict[str, str]] | None:
    for pattern, words in _compiled(patterns):
        match = words.fullmatch(reason)
        if match is not None:
            return language.pgettext(CONTEXT, pattern), match.groupdict()
    return None


def told_reason(language: Language, reason: str) -> str:
    """A reason as plain text, as it is where no pattern is it."""
    known = translated(language, reason)
    return reason if known is None else known[0] % known[1]


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((one, re.compile(PLACE.sub(r"(?P<\1>.+?)", re.escape(one)))) for one in patterns)
