"""Rows that are too many for memory in, a database for them out that is gone with the process."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def filling(what: str) -> Iterator[sqlite3.Connection]:
    """An empty database to fill with ``what``, open for as long as anybody holds it.

    Raises OSError where the folder for temporary files has no room for them.
    """
    try:
        yield sqlite3.connect("")
    except sqlite3.OperationalError as error:
        raise OSError(f"{what} cannot be sorted in the folder for temporary files: {error}") from error
