"""The word lists of ``lexicon/*.toml`` in, tables of phrases out, and the longest phrase that ends at a word."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from quotes.document import Word
from quotes.errors import CodebookError

FOLDER = Path(__file__).parent
Entry = TypeVar("Entry")
LONGEST_PHRASE = 8
"""Tokens of the longest phrase that is looked up; hyphens and possessive endings count as tokens."""


@functools.cache
def load(name: str) -> Mapping[str, Any]:
    """The lexicon file ``name``.toml as it stands; raises CodebookError where it is not TOML."""
    path = FOLDER / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{path}: {error}; correct that line") from error


def phrases(listed: str) -> frozenset[str]:
    """The phrases of a list separated by commas or line ends, white space made single."""
    return frozenset(entry for part in re.split(r"[,\n]", listed) if (entry := " ".join(part.split()).lower()))


def pairs(listed: str) -> Mapping[str, str]:
    """The entries of a list in which each may carry a value: ``phrase`` or ``phrase = value``."""
    split = (entry.partition("=") for entry in phrases(listed))
    return {key.strip(): value.strip() for key, _, value in split}


def joined(words: Sequence[Word]) -> str:
    """The words in lower case, apostrophes made straight, with a space where the text has one."""
    pieces: list[str] = []
    for position, word in enumerate(words):
        if position and word.start > words[position - 1].end:
            pieces.append(" ")
        pieces.append(word.text.lower().replace("’", "'"))
    return "".join(pieces)


def forms(word: Word) -> Iterator[str]:
    """The forms under which a word may stand in a list: as written, its lemma, its singular."""
    text = word.text.lower().replace("’", "'")
    yield text
    if word.xpos.startswith(("NN", "JJ")):
        yield word.lemma.lower()
    if text.endswith("men"):
        yield text[:-3] + "man"
    if text.endswith("ies"):
        yield text[:-3] + "y"
    if text.endswith("s") and not text.endswith("ss"):
        yield text[:-1]
        if text.endswith("es"):
            yield text[:-2]


def longest(words: Sequence[Word], end: int, table: Mapping[str, Entry]) -> tuple[Entry, int] | None:
    """The longest phrase of ``table`` that ends at ``words[end]``: its value and the position of its first word."""
    for first in range(max(0, end + 1 - LONGEST_PHRASE), end + 1):
        before = joined(words[first : end + 1])[: -len(words[end].text)]
        if before[:1] in ("-", "'"):
            continue
        for last in forms(words[end]):
            if before + last in table:
                return table[before + last], first
    return None
