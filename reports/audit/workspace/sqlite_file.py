"""The path of an SQLite file in, a connection with the tables of a workspace out; what is damaged is made anew."""

from __future__ import annotations

import errno
import functools
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from reports.audit.workspace.database import Database
from reports.audit.workspace.sums import sum_of
from reports.audit.workspace.tables import ANALYSES, PARSES, VERSION, make, migrate, version_of

BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite adds to the name of a database for the files that it keeps beside it."""
OF_THE_SYSTEM = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    )
)
"""Errors that are no damage: a full disk, somebody who reads, a missing permission."""
DAMAGED = (sqlite3.DatabaseError, UnicodeDecodeError)
PATIENCE = 30
"""Seconds to wait for another process that reads."""
COLUMNS = (
    "SELECT master.name, one.name, one.type, one.pk FROM sqlite_master AS master JOIN pragma_table_info(master.name) "
    "AS one WHERE master.type = 'table'"
)


class SqliteFile(Database):
    """The database in the file ``path``, made where it is not there, unless ``read_only``.

    Raises OSError where the file cannot be read and written.
    """

    insert = staticmethod(insert)

    def __init__(self, path: Path, read_only: bool) -> None:
        self._path = path
        self.name = str(path)
        self._prepared = False
        with self.told():
            self._file = _connected(path, "rw") if read_only else self._opened()
            self.connection = _connection(self._file)
            if read_only:
                _brought_up_to_date(self._file)

    @contextmanager
    def told(self) -> Iterator[None]:
        """A block whose errors of SQLite are told as those of the system, with the name of the file."""
        try:
            yield
        except (sqlite3.Error, SQLAlchemyError) as error:
            reason = getattr(error, "orig", None) or error
            raise OSError(errno.EIO, f"SQLite: {reason}", str(self._path)) from error

    def prepare(self) -> None:
        """Have it written ahead, from the first change on: who changes nothing leaves the file as it is."""
        if not self._prepared:
            self._file.execute("PRAGMA journal_mode = WAL")
            self._file.execute("PRAGMA synchronous = FULL")
            self._prepared = True

    def close(self) -> None:
        """Let the file go, as one file without others beside it."""
        self.connection.close()
        with suppress(sqlite3.Error):  # a full disk, or somebody who reads: the next run can do it
            self._file.execute("PRAGMA journal_mode = DELETE")
        self._file.close()

    def discard(self) -> None:
        """Take the file away."""
        self._path.unlink()

    def _opened(self) -> sqlite3.Connection:
        """The database, made where it is not there; where it is damaged, made anew with what of it is sound."""
        _remove(_part_of(self._path))  # what a run left that was ended by force
        database = _connected(self._path, "rwc")
        try:
            if not _tables(database):
                return _with_tables(database)
            if database.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",):
                _brought_up_to_date(database)
                if _our_tables() <= _tables(database):
                    return database
        except DAMAGED as error:
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) % 256 in OF_THE_SYSTEM:
                raise
        database.close()
        self.remark = f"{self._path} was damaged, or made by another version: what is sound in it was taken over"
        return _made_anew(self._path)


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", PATIENCE, uri=True)


def _connection(database: sqlite3.Connection) -> Connection:
    """The same as SQLAlchemy sees it; closing one leaves the other open."""
    return create_engine("sqlite://", creator=lambda: database, poolclass=StaticPool).connect()


@contextmanager
def _at_once(database: sqlite3.Connection) -> Iterator[Connection]:
    """A block whose changes, of tables too, are made as a whole, or not at all; raises sqlite3.DatabaseError."""
    try:
        with _connection(database) as connection:
            database.execute("BEGIN IMMEDIATE")
            yield connection
            database.commit()
    except SQLAlchemyError as error:
        raise getattr(error, "orig", None) or sqlite3.DatabaseError(str(error)) from error
    finally:
        database.rollback()


def _with_tables(database: sqlite3.Connection) -> sqlite3.Connection:
    """An empty database, with our tables."""
    database.execute("PRAGMA journal_mode = WAL")
    with _at_once(database) as connection:
        make(connection)
    return database


def _brought_up_to_date(database: sqlite3.Connection) -> None:
    """Give a database of an earlier version the tables of today; raises sqlite3.DatabaseError where that fails."""
    with _connection(database) as connection:
        version = version_of(connection)
    if version == VERSION:
        return
    from alembic.util import CommandError

    try:
        with _at_once(database) as connection:
            migrate(connection, version)
    except CommandError as error:
        raise sqlite3.DatabaseError(f"made by another version ({error})") from error


def _tables(database: sqlite3.Connection) -> frozenset[tuple[object, ...]]:
    """The columns of tables, and views with what made them."""
    views = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'")
    return frozenset((*database.execute(COLUMNS), *views))


@functools.cache
def _our_tables() -> frozenset[tuple[object, ...]]:
    with closing(sqlite3.connect(":memory:")) as database:
        return _tables(_with_tables(database))


def _made_anew(path: Path) -> sqlite3.Connection:
    """The sound analyses and parses of a damaged database in one that takes its place."""
    part = _part_of(path)
    try:
        with closing(_with_tables(_connected(part, "rwc"))) as new:
            for table in (ANALYSES.name, PARSES.name):
                new.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?, ?, ?)", _sound(path, table))
            new.commit()
            new.execute("PRAGMA journal_mode = DELETE")
        _remove(path, BESIDE[1:])
        part.replace(path)
    finally:
        _remove(part)
    return _connected(path, "rw")


def _part_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _remove(path: Path, endings: Sequence[str] = BESIDE) -> None:
    for one in endings:
        path.with_name(path.name + one).unlink(missing_ok=True)


def _sound(path: Path, table: str) -> Iterator[tuple[str, str, str | bytes]]:
    """The rows of a table that can be read, from the first on as far as that goes, then from the last on."""
    for order in ("ASC", "DESC"):
        with suppress(*DAMAGED), closing(_connected(path, "rw")) as database:
            for key, told, data in database.execute(
                f"SELECT key, sum, data FROM {table} NOT INDEXED ORDER BY rowid {order}"
            ):
                if isinstance(key, str) and isinstance(data, str | bytes) and told == sum_of(key, data):
                    yield key, told, data
