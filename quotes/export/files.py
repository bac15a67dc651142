"""Frames of a table in, files of one format out: a class a format, all with the same three steps.

``begin`` a table, ``add`` its frames, ``close`` when all tables are there. ``notes`` says what a format could not hold.
"""

import json
from abc import ABC, abstractmethod
from collections import Counter
from pathlib import Path
from typing import BinaryIO

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from quotes.export.schema import Table
from quotes.table.columns import Column, ColumnType
from quotes.table.csv_files import LINE_END, defused_frame, is_cut, write_csv
from quotes.table.days import day_of
from quotes.table.rows import plain_rows

ARROW: dict[ColumnType, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.date32(),
    "yes/no": pa.bool_(),
    "span": pa.list_(pa.int64()),
    "spans": pa.list_(pa.list_(pa.int64())),
}


class Files(ABC):
    """The files of one format in ``folder``; raises OSError where they cannot be written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notes: list[str] = []
        self.written: dict[str, str] = {}

    def begin(self, table: Table) -> None:
        """Start ``table``; those that it points to have gone before."""
        self.written[table.name] = self._begin(table).name

    @abstractmethod
    def _begin(self, table: Table) -> Path:
        """Start ``table``; returns the file in which it goes."""

    @abstractmethod
    def add(self, frame: pd.DataFrame) -> None:
        """Append ``frame``, with the columns of the table begun last."""

    @abstractmethod
    def close(self) -> None:
        """Finish the files."""


class CsvFiles(Files):
    """CSV that Excel opens and no cell of which can run (``quotes.table.csv_files``)."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._cut: Counter[str] = Counter()

    def _begin(self, table: Table) -> Path:
        self._path = self.folder / f"{table.name}.csv"
        write_csv(pd.DataFrame(columns=[column.name for column in table.columns]), self._path)
        return self._path

    def add(self, frame: pd.DataFrame) -> None:
        """Append ``frame``."""
        safe = defused_frame(frame)
        for name in frame.columns:
            if isinstance(frame[name].dtype, pd.StringDtype):
                changed = safe[name][safe[name] != frame[name]].dropna()
                self._cut[self._path.name] += sum(map(is_cut, changed))
        safe.to_csv(self._path, mode="a", header=False, index=False, lineterminator=LINE_END)

    def close(self) -> None:
        """Note what was cut."""
        self.notes += [cut_note(name, cut) for name, cut in (+self._cut).items()]


class ParquetFiles(Files):
    """Parquet with the meaning and unit of each column in its schema; spans are lists of integers."""

    _writer: pq.ParquetWriter | None = None
    _file: BinaryIO | None = None

    def _begin(self, table: Table) -> Path:
        self.close()
        path = self.folder / f"{table.name}.parquet"
        self._columns = table.columns
        self._dates = [column for column in table.columns if column.type == "date"]
        self._schema = parquet_schema(table)
        self._file = path.open("wb")  # not the path: the library takes no name that is not UTF-8
        self._writer = pq.ParquetWriter(self._file, self._schema)
        return path

    def add(self, frame: pd.DataFrame) -> None:
        """Append ``frame``."""
        if self._writer:
            days = {column.name: frame[column.name].map(day_of, na_action="ignore") for column in self._dates}
            rows = list(plain_rows(frame.assign(**days), self._columns))
            self._writer.write_table(pa.Table.from_pylist(rows, schema=self._schema))

    def close(self) -> None:
        """Close the last file."""
        if self._writer:
            self._writer.close()
            self._writer = None
        if self._file:
            self._file.close()
            self._file = None


class JsonLinesFiles(Files):
    """One JSON object a line, as ``quotes attribute`` prints: spans are lists, what is missing is null."""

    def _begin(self, table: Table) -> Path:
        self._columns = table.columns
        self._path = self.folder / f"{table.name}.jsonl"
        self._path.write_bytes(b"")
        return self._path

    def add(self, frame: pd.DataFrame) -> None:
        """Append ``frame``."""
        with self._path.open("a", encoding="utf-8", newline="\n") as file:
            for row in plain_rows(frame, self._columns):
                file.write(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n")

    def close(self) -> None:
        """Nothing is left open."""


def cut_note(name: str, cut: int, room: str = "characters of a cell of Excel") -> str:
    """The line that says that texts were shortened."""
    what = "1 text was" if cut == 1 else f"{cut:,} texts were"
    return f"{name}: {what} cut to the 32,767 {room}; Parquet, JSON Lines and SQLite hold all"


def parquet_schema(table: Table) -> pa.Schema:
    """The columns of a table with their types, meanings and units."""
    return pa.schema([_field(column) for column in table.columns])


def _field(column: Column) -> pa.Field:
    told = {"meaning": column.meaning} | ({"unit": column.unit} if column.unit else {})
    return pa.field(column.name, ARROW[column.type], metadata=told)
