"""The words of a sentence in, who is told to have given no answer out: the set phrases of ``set_phrases.toml``."""

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from quotes.capitals import CAPITAL
from quotes.errors import CodebookError
from quotes.model import Span

PATTERNS = Path(__file__).with_name("set_phrases.toml")
WHO = r"(?!that\b|who\b|which\b)[^,;:“”\"\n]{2,80}?"
NAMED = rf"(?:, (?-i:{CAPITAL})[\w.’' -]{{1,40}}?)?"
"""A name in commas behind the post of who was asked: "emails to the secretary, Ned Tolley, received no reply"."""


@dataclass(frozen=True, slots=True)
class SilencePattern:
    """A set phrase with a sentence that has it and who gives no answer there.

    ``beside`` is what it has behind its name, or before: where that is not, the slower search is spared.
    """

    example: str
    who: str
    words: re.Pattern[str]
    beside: re.Pattern[str]


def silences_in(text: str, sentence: Span) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """Who gives no answer in a sentence, with the words around that tell it."""
    for pattern in silence_patterns():
        place = (text, sentence.start, sentence.end)
        found = pattern.words.search(*place) if pattern.beside.search(*place) else None
        if found is not None:
            who = Span(*found.span("who")).trimmed(text)
            around = (Span(found.start(), who.start), Span(who.end, found.end()))
            yield who, tuple(trimmed for span in around if len(trimmed := span.trimmed(text)))


@functools.cache
def silence_patterns() -> tuple[SilencePattern, ...]:
    """All patterns; raises CodebookError where one is no regular expression."""
    try:
        data = tomllib.loads(PATTERNS.read_text(encoding="utf-8"))
        return tuple(_pattern(row, data) for row in data["patterns"])
    except (tomllib.TOMLDecodeError, KeyError, re.error) as error:
        raise CodebookError(f"{PATTERNS}: {error!r}; correct that pattern") from error


def _pattern(row: Mapping[str, str], parts: Mapping[str, str]) -> SilencePattern:
    before, _, behind = _filled(row["words"], parts).partition("{who}")
    who = f"(?P<who>{WHO}{NAMED if before else ''})"
    words = re.compile(rf"\b{before}{who},?{behind}\b", re.IGNORECASE)  # "its owner, Ned Tolley, hung up"
    return SilencePattern(row["example"], row["who"], words, re.compile(behind or before, re.IGNORECASE))


def _filled(words: str, parts: Mapping[str, str]) -> str:
    """A pattern with what several share filled in."""
    return words.replace("{call}", parts["call"]).replace("{when}", parts["when"])
