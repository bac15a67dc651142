"""What goes wrong in, the one line that tells it out: who was left out and why, fit for any terminal."""

import logging
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

LONGEST_REASON = 200
"""Characters of an unforeseen error that are told."""
ROWS_NAMED = 3
"""Rows with one and the same fault that are named, where there are more."""

logger = logging.getLogger("quotes")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, or a row of one, that was not read: ``reason`` is one line with the remedy."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"{one_line(self.path)}: {self.reason}"


class SkippedTable(Skipped):
    """A table that was not read because a column is not there that was asked for: a matter of options."""

    __slots__ = ()


OnSkip = Callable[[Skipped], None]


def log_skipped(skipped: Skipped) -> None:
    """Warn of a skipped file through logging; the default where no ``on_skip`` is given."""
    logger.warning("skipped %s", skipped)


def single_spaced(text: str) -> str:
    """``text`` as one line, its words with a space between."""
    return " ".join(text.split())


def folded(text: str) -> str:
    """``text`` as it is compared with what people type: single-spaced, capitals as small letters."""
    return single_spaced(text).casefold()


def words_alone(text: str) -> str:
    """The words of ``text`` in small letters, without the marks between them."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def shortened(words: str, longest: int) -> str:
    """``words``, with an ellipsis for their end where they have more than ``longest`` characters."""
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def one_line(text: str) -> str:
    """``text`` with line ends and other characters that steer a terminal written as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def shown(path: str | Path) -> str:
    """A path as characters that can be written anywhere: bytes that are not UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def rows_named(rows: Sequence[int]) -> str:
    """The rows of a sheet that have one fault: "row 7", "rows 2, 3", "41 rows (2, 3, 4, …)"."""
    named = ", ".join(map(str, rows[:ROWS_NAMED]))
    if len(rows) > ROWS_NAMED:
        return f"{len(rows):,} rows ({named}, …)"
    return f"{'row' if len(rows) == 1 else 'rows'} {named}"


def reason_of(error: Exception) -> str:
    """An unforeseen error as a few words on one line, for a message."""
    return one_line(" ".join(f"{type(error).__name__}: {error}".split()))[:LONGEST_REASON]
