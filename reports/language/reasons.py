"""Why a file was left out in, the same in the report's language out, where ``reasons.toml`` has a pattern for it.

The readers of files tell reasons in English, with a name or a number put in; a finished report keeps them so.
"""

import re
from collections.abc import Mapping
from functools import cache

from quotes.own_data import toml_beside
from reports.language.language import Language

PATTERNS: tuple[str, ...] = tuple(toml_beside(__file__, "reasons.toml")["patterns"])
CONTEXT = "reason"
PLACE = re.compile(r"%\\\((\w+)\\\)s")


def translated(language: Language, reason: str) -> tuple[str, Mapping[str, str]] | None:
    """A reason's message in the language with the values to put in; ``None`` where no pattern is it."""
    for pattern, words in _patterns():
        match = words.fullmatch(reason)
        if match is not None:
            return language.pgettext(CONTEXT, pattern), match.groupdict()
    return None


def told_reason(language: Language, reason: str) -> str:
    """A reason as plain text, as it is where no pattern is it."""
    known = translated(language, reason)
    return reason if known is None else known[0] % known[1]


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((pattern, _compiled(pattern)) for pattern in PATTERNS)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(PLACE.sub(r"(?P<\1>.+?)", re.escape(pattern)))
