"""Rows that are too many for memory in, a database for them out that is gone with the process."""

import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from quotes.table.columns import TABLES, TableName

FETCHED = 1_000
"""Rows that are in memory at a time."""


@contextmanager
def filling(what: str) -> Iterator[sqlite3.Connection]:
    """An empty database to fill with ``what``, open for as long as anybody holds it.

    Raises OSError where the folder for temporary files has no room for them.
    """
    with _room_for(what):
        yield sqlite3.connect("")


@contextmanager
def _room_for(what: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OSError(f"{what} cannot be sorted in the folder for temporary files: {error}") from error


class WaitingRows:
    """The rows of a table, in their order, that wait for what is known only when all of them are there.

    Raises OSError where there is no room for them.
    """

    def __init__(self, table: TableName) -> None:
        self._table = table
        self._names = [column.name for column in TABLES[table]]
        with filling(table) as self._database:
            self._database.execute("CREATE TABLE waiting (place INTEGER PRIMARY KEY, cells)")

    def add_rows(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Append rows, each with a value for every column of the table (else KeyError)."""
        cells = ((pickle.dumps([row[name] for name in self._names]),) for row in rows)
        with _room_for(self._table):
            self._database.executemany("INSERT INTO waiting (cells) VALUES (?)", cells)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        found = self._database.execute("SELECT cells FROM waiting ORDER BY place")
        while rows := found.fetchmany(FETCHED):
            for (cells,) in rows:
                yield dict(zip(self._names, pickle.loads(cells), strict=True))
