"""Frames of a table in, one file of SPSS or of Stata a table out, with labels of variables and of values (pyreadstat).

Columns of few fixed words (kind, role, …) are numbers with labels there, as both programs tabulate them; a date is a
date where every article gives one such as 2024-11-04. A table is in memory until its file is written.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import pandas as pd

from quotes.errors import UsageError
from quotes.export.files import Files, cut_note
from quotes.export.formats import LABELLED, ExportFormat
from quotes.export.schema import Table
from quotes.messages import shortened
from quotes.model import Act, Gender, Kind, SourceKind, SourceType, Stance
from quotes.roles.codebook import load_codebook
from quotes.table.columns import Column
from quotes.table.days import day_of

HOW = "pip install 'quotes-toolkit[stats]'"
ROLES = ("role", "role_runner_up", "first_role", "last_role")
KNOWN: Mapping[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "act": get_args(Act),
    "stance": get_args(Stance),
    "source_kind": get_args(SourceKind),
    "source_type": get_args(SourceType),
    "gender": tuple(filter(None, get_args(Gender))),
    "checked": ("confirm", "change", "add", "cannot-tell"),
}
"""Columns whose words become numbers, from 1 in this order; a word of a plugin comes behind them."""
TRUTHS = {"no": 0, "yes": 1}
LONGEST_TEXT = 32_767
"""Bytes of a text in SPSS."""
LONGEST_LABEL = {ExportFormat.sav: 250, ExportFormat.dta: 80}
"""Characters of a variable's label."""


class LabelledFiles(Files):
    """The files of SPSS (``sav``) or Stata (``dta``)."""

    format: ExportFormat

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._codes = {name: _numbered(words) for name, words in KNOWN.items()}
        roles = _numbered([role.name for role in load_codebook(None).roles])
        self._codes |= dict.fromkeys(ROLES, roles)  # one numbering for all of them, in every table
        self._table: Table | None = None
        self._frames: list[pd.DataFrame] = []

    def _begin(self, table: Table) -> Path:
        self._write()
        self._table = table
        return self._path(table)

    def _path(self, table: Table) -> Path:
        return self.folder / f"{table.name}.{self.format}"

    def add(self, frame: pd.DataFrame) -> None:
        """Append ``frame``."""
        self._frames.append(frame)

    def close(self) -> None:
        """Write the last file."""
        self._write()

    def _write(self) -> None:
        if self._table is None:
            return
        frame = pd.concat(self._frames, ignore_index=True)
        columns = self._table.columns
        cells = {column.name: self._cells(frame[column.name], column) for column in columns}
        labels = {
            column.name: {number: word for word, number in self._words(column).items()}
            for column in columns
            if self._words(column)
        }
        longest = LONGEST_LABEL[self.format]
        getattr(_pyreadstat(), f"write_{self.format}")(
            pd.DataFrame(cells),
            self._path(self._table),
            column_labels={column.name: shortened(column.meaning, longest) for column in columns},
            variable_value_labels=labels,
            **({"row_compress": True} if self.format == ExportFormat.sav else {}),
        )
        self._table, self._frames = None, []

    def _words(self, column: Column) -> Mapping[str, int]:
        """The words of a column that stand for numbers; none for other columns."""
        return TRUTHS if column.type == "yes/no" else self._codes.get(column.name, {})

    def _cells(self, cells: pd.Series, column: Column) -> pd.Series:
        """The cells as the programs hold them: numbers, dates, and texts that are empty where one is missing."""
        if column.name in self._codes:
            codes = self._codes[column.name]
            for word in cells.dropna():
                codes.setdefault(word, len(codes) + 1)
            return cells.map(codes).astype("float64")
        if column.type in ("integer", "number", "yes/no"):
            return cells.astype("Float64").astype("float64")
        if column.type == "date":
            return cells.map(day_of, na_action="ignore").astype(object).where(cells.notna(), None)
        texts = cells.astype(object).where(cells.notna(), "")
        shown = texts.map(_fitting)
        if number := int((shown != texts).sum()):
            self.notes.append(cut_note(f"{column.name} in *.{self.format}", number, "bytes of a text in SPSS"))
        return shown


class SpssFiles(LabelledFiles):
    """SPSS."""

    format = ExportFormat.sav


class StataFiles(LabelledFiles):
    """Stata 13 and later."""

    format = ExportFormat.dta


def need_pyreadstat(formats: Sequence[str]) -> None:
    """Raise UsageError where one of ``formats`` needs pyreadstat and it is missing, so that it is told at once."""
    wanted = [name for name in formats if name in LABELLED]
    if wanted and importlib.util.find_spec("pyreadstat") is None:
        raise UsageError(f"--format {', '.join(wanted)} needs pyreadstat: {HOW}")


def _pyreadstat() -> Any:
    return importlib.import_module("pyreadstat")


def _numbered(words: Sequence[str]) -> dict[str, int]:
    return {word: number for number, word in enumerate(words, start=1)}


def _fitting(text: str) -> str:
    data = text.encode("utf-8")
    return text if len(data) <= LONGEST_TEXT else data[: LONGEST_TEXT - 3].decode("utf-8", "ignore") + "…"
