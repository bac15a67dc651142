"""A file of those whom a newsroom could not choose in, their names out: they are left out of "whom we control".

A list is a text file with a name a line. A mark is the word "no" in the column ``chosen`` of ``corpus_sources.csv``.
The idea is that of the BBC's 50:50 project: who made the news is not chosen, who else speaks in it is.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from quotes.errors import ReadError
from quotes.read.decode import decode
from quotes.settings_files import bounded_bytes
from quotes.table.csv_files import restored

LARGEST = 20_000_000
"""Bytes of the largest file that is read."""
MARKED = frozenset({"no", "n", "false", "0"})
REMARK = "#"


def read_not_chosen(path: Path) -> tuple[str, ...]:
    """Keys and names of the sources; raises ReadError where the file cannot be read or marks nobody."""
    try:
        text = decode(bounded_bytes(path, LARGEST))
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror}); give a text file with a name a line") from error
    names = tuple(_marked(path, text) if path.suffix.lower() == ".csv" else _listed(text))
    if not names:
        raise ReadError(
            f"{path}: names nobody; write a name a line, or “no” in the column chosen of corpus_sources.csv"
        )
    return names


def _listed(text: str) -> Iterator[str]:
    lines = (line.strip() for line in text.splitlines())
    return (line for line in lines if line and not line.startswith(REMARK))


def _marked(path: Path, text: str) -> Iterator[str]:
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    missing = {"chosen", "corpus_source"} - set(rows.fieldnames or ())
    if missing:
        raise ReadError(f"{path}: no column {', '.join(sorted(missing))}; give back corpus_sources.csv of an audit")
    return (restored(row["corpus_source"]) for row in rows if (row["chosen"] or "").strip().casefold() in MARKED)
