"""Frames of a table in, one SQLite database out, with primary and foreign keys that the database checks."""

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from quotes.export.files import Files
from quotes.export.schema import EXPORTED, Table
from quotes.table.columns import ColumnType

DATABASE = "quotes.sqlite"
TYPES: Mapping[ColumnType, str] = {
    "text": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "date": "TEXT",
    "yes/no": "INTEGER",
    "span": "TEXT",
    "spans": "TEXT",
}


class SqliteFile(Files):
    """``quotes.sqlite``: yes is 1, no is 0, a span is JSON text, for SQLite's own ``json_each``."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        path = folder / DATABASE
        path.unlink(missing_ok=True)
        self._database = sqlite3.connect(path)
        self._database.execute("PRAGMA foreign_keys = ON")
        self._insert = ""

    def _begin(self, table: Table) -> Path:
        lines = [f'"{column.name}" {TYPES[column.type]}' for column in table.columns]
        lines.append(f"PRIMARY KEY ({_names(table.primary_key)})")
        lines += [
            f'FOREIGN KEY ("{column}") REFERENCES "{goal}" ({_names(EXPORTED[goal].primary_key)})'
            for column, goal in table.references.items()
        ]
        self._database.execute(f'CREATE TABLE "{table.name}" ({", ".join(lines)})')
        for column in table.references:
            self._database.execute(f'CREATE INDEX "{table.name}_{column}" ON "{table.name}" ("{column}")')
        self._insert = f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(table.columns))})'
        return self.folder / DATABASE

    def add(self, frame: pd.DataFrame) -> None:
        """Append ``frame``; raises sqlite3.IntegrityError where a key is there twice or leads nowhere."""
        plain = frame.astype(object).where(frame.notna(), None)
        with self._database:
            self._database.executemany(self._insert, plain.itertuples(index=False, name=None))

    def close(self) -> None:
        """Close the database."""
        self._database.close()


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
