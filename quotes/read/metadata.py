"""An article in, the same with what a table of the user's and the names of its folders tell of it out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import islice
from pathlib import Path, PurePath
from typing import Any

from quotes.errors import ReadError, UsageError
from quotes.messages import one_line
from quotes.model import Article
from quotes.read.columns import USUAL_NAMES, Columns, plain_name
from quotes.read.dates import iso_date
from quotes.read.formats import ending_of
from quotes.read.kinds import file_kind
from quotes.read.table import HEADER_ROWS, ROWS, as_text

TOLD = tuple(one.name for one in fields(Columns) if one.name not in ("text", "id"))
KEYS = ("file", "filename", "file_name", "path", "article", *USUAL_NAMES["id"])
MOST_ROWS = 1_000_000
MOST_NAMED = 3


@dataclass
class KnownBefore:
    """What is known of articles besides their files: ``rows`` by file name or id, ``folders`` by the place of a folder.

    ``folders`` are the fields that the last folders of a path tell, the innermost last.
    """

    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    folders: Sequence[str] = ()
    path: str = ""
    _used: set[int] = field(default_factory=set, init=False)
    _missing: list[str] = field(default_factory=list, init=False)

    def __call__(self, article: Article) -> Article:
        """``article`` with what is known of it; the table goes before the file, the file before its folders."""
        above = PurePath(article.path).parts[:-1][-len(self.folders) :] if self.folders else ()
        told = dict(zip(self.folders[len(self.folders) - len(above) :], above, strict=True))
        for name, value in told.items():
            if name in TOLD and not getattr(article, name):
                own: dict[str, Any] = {name: iso_date(value) if name == "date" else value}
                article = replace(article, **own)
            elif name not in TOLD:
                article = replace(article, metadata={**article.metadata, name: value})
        if not self.rows:
            return article
        row = next((self.rows[key] for key in _keys_of(article) if key in self.rows), None)
        if row is None:
            self._missing.append(article.id)
            return article
        self._used.add(id(row))
        own = {name: value for name, value in row.items() if name in TOLD and value}
        other = {name: value for name, value in row.items() if name not in TOLD}
        return replace(article, **own, metadata={**article.metadata, **other})

    def remarks(self) -> list[str]:
        """Which articles the table does not have, and how many of its rows were not asked for, as sentences."""
        said = []
        if self._missing:
            some = ", ".join(one_line(one) for one in self._missing[:MOST_NAMED])
            said.append(f"{self.path} has no row for {len(self._missing):,} of the articles ({some} …)")
        unused = len({id(row) for row in self.rows.values()} - self._used)
        if unused:
            said.append(f"{self.path}: {unused:,} of its rows belong to no article that was read")
        return said


def known_before(table: Path | None, folders: str) -> KnownBefore:
    """What ``--metadata`` and ``--folders`` ("outlet/date") tell; raises UsageError where they cannot be used."""
    names = [name.strip() for name in re.split(r"[/,]", folders) if name.strip()]
    return KnownBefore(_rows_of(table) if table else {}, names, str(table or ""))


def _rows_of(path: Path) -> dict[str, Mapping[str, str]]:
    try:
        with path.open("rb") as file:
            kind = file_kind(file, ending_of(path.name))
            if kind not in ROWS:
                raise ReadError(f"this is {kind}, not a table; save it as CSV or .xlsx")
            rows = [row.cells for row in islice(ROWS[kind](file, kind, lambda reason: None), MOST_ROWS)]
    except OSError as error:
        raise UsageError(f"--metadata {path}: cannot be read ({error.strerror})") from error
    except ReadError as error:
        raise UsageError(f"--metadata {path}: {error}") from error
    header = list(dict.fromkeys(name for cells in rows[:HEADER_ROWS] for name in cells))
    plain = {plain_name(name): name for name in reversed(header)}
    keys = [plain[key] for key in KEYS if key in plain]
    if not keys:
        raise UsageError(
            f"--metadata {path}: no column with the file name or id of the article; call one of them “file” or “id”; "
            f"columns there: {', '.join(header[:20])}"
        )
    fields_by_column = {plain[usual]: name for name in TOLD for usual in reversed(USUAL_NAMES[name]) if usual in plain}
    found: dict[str, Mapping[str, str]] = {}
    for cells in rows:
        told: dict[str, str] = {}
        for column, value in cells.items():
            if column not in keys[:1]:
                name = fields_by_column.get(column, column)
                told[name] = iso_date(as_text(value)) if name == "date" else as_text(value)
        for key in keys:
            if as_text(cells.get(key)):
                found.setdefault(as_text(cells.get(key)).strip(), told)
    return found


def _keys_of(article: Article) -> list[str]:
    name = re.split(r"[/\\]", article.path)[-1]
    return [article.id, article.path, name, PurePath(name).stem]
