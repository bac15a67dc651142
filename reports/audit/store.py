"""The work of an audit in, one SQLite file out, so that a job that was stopped goes on where it was.

An analysis lies there under a key made of the whole article and of all settings that the result depends on: an article
or a setting that changed is not found again. ``schema.sql`` has the tables, docs/store.md what they hold.
"""

from __future__ import annotations

import errno
import functools
import hashlib
import json
import sqlite3
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from quotes.messages import one_line
from quotes.model import Analysis, Article
from quotes.parse.parser import BATCH_CHARACTERS
from quotes.serialize import as_analysis, as_data
from quotes.table.rows import writable

SCHEMA = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
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
MOST_NAMED = 8
MOST_WAITING = 50
"""Finished analyses that wait, in memory, for an article in front of them."""
PATIENCE = 30
"""Seconds to wait for another process that reads."""


class Store:
    """The finished analyses of an audit, and which articles its report is on, in the file ``path``.

    ``settings`` is whatever the analyses depend on besides the article. It is made where it is not there, unless
    ``read_only``. What was damaged or edited since counts as not there; ``remark`` tells of a file that had to be made
    anew. ``killed_at`` names the articles at which the last job was ended by force, by the system for one that has no
    memory left; empty where it was not. Raises OSError where ``path`` cannot be read and written.
    """

    def __init__(self, path: Path, settings: Mapping[str, Any], read_only: bool = False) -> None:
        self.path = path
        self.remark = ""
        self._settings = json.dumps(settings, sort_keys=True)
        self._spoilt: set[str] = set()
        self._run: int | None = None
        self._place = 0
        with self._told():
            self._database = _connected(path, "rw") if read_only else self._opened()
            working = [str(name) for (name,) in self._database.execute("SELECT path FROM working")]
        self.killed_at = ", ".join(working)

    def get(self, article: Article) -> Analysis | None:
        """The analysis of this very article with these settings, ``None`` where it is not there."""
        key = self._key(article)
        try:
            found = self._database.execute("SELECT sum, data FROM analyses WHERE key = ?", (key,)).fetchone()
            if found is None:
                return None
            if found[0] == _sum(key, found[1]):
                return as_analysis(json.loads(found[1]), article)
        # What adds up was written by us; what then still fails is damage that nobody foresaw.
        except Exception:
            pass
        self._spoilt.add(key)  # so that it is done, and written, anew
        return None

    def __contains__(self, article: Article) -> bool:
        """Whether the analysis of this very article with these settings is there, as far as is known."""
        key = self._key(article)
        if key in self._spoilt:
            return False
        with self._told():
            return self._database.execute("SELECT 1 FROM analyses WHERE key = ?", (key,)).fetchone() is not None

    def add(self, analysis: Analysis) -> None:
        """Keep an analysis; it is on the disk itself when this returns, and stays after a power cut."""
        key = self._key(analysis.article)
        # ASCII only, so that any text survives, half surrogates too.
        data = json.dumps(as_data(analysis))
        with self._writing() as database:
            database.execute("INSERT OR REPLACE INTO analyses VALUES (?, ?, ?)", (key, _sum(key, data), data))
        self._spoilt.discard(key)

    def begin(self) -> None:
        """Begin a report; the one of the last run that ended stays until this one ends."""
        with self._writing() as database:
            for table in ("articles", "runs"):
                database.execute(f"DELETE FROM {table} WHERE run IN (SELECT run FROM runs WHERE ended IS NULL)")
            self._run = database.execute("INSERT INTO runs (began) VALUES (?)", (_now(),)).lastrowid

    def report_on(self, article: Article) -> None:
        """List an article in the report; it is on the disk with the next ``add`` or ``commit``."""
        data = {field.name: getattr(article, field.name) for field in fields(article)}
        data["metadata"] = dict(article.metadata)
        self._place += 1
        row = (self._run, self._place, writable(article.id), self._key(article), json.dumps(data))
        with self._told():
            self._prepare()
            self._database.execute(
                "INSERT INTO articles VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT DO UPDATE SET key = excluded.key, data = excluded.data",
                row,
            )

    def commit(self) -> None:
        """Have on the disk what was listed."""
        with self._told():
            self._database.commit()

    def articles(self, wanted: Collection[str] | None = None) -> Iterator[Article]:
        """The articles of this report so far, else of the last that ended, in its order; all, or these identifiers.

        An identifier is as tables write it. Raises OSError where the file is damaged.
        """
        last = "(SELECT max(run) FROM runs WHERE ended IS NOT NULL)"
        with self._told():
            # One by one, so that nothing is being read while somebody begins to write.
            run = self._run or self._database.execute(f"SELECT {last}").fetchone()[0]
            of_run = "SELECT id FROM articles WHERE run = ? ORDER BY place"
            names = [name for (name,) in self._database.execute(of_run, (run,)).fetchall()]
            for name in names if wanted is None else filter(set(wanted).__contains__, names):
                (data,) = self._database.execute(
                    "SELECT data FROM articles WHERE run = ? AND id = ?", (run, name)
                ).fetchone()
                yield Article(**json.loads(data))

    def end(self, stopped: str, articles: int, done_before: int) -> None:
        """End the report: its articles take the place of those of the one before."""
        with self._writing() as database:
            database.execute("DELETE FROM articles WHERE run <> ?", (self._run,))
            database.execute(
                "UPDATE runs SET ended = ?, stopped = ?, articles = ?, done_before = ? WHERE run = ?",
                (_now(), stopped or None, articles, done_before, self._run),
            )

    def close(self) -> None:
        """Let the file go, as one file without others beside it; what is not committed is dropped."""
        with suppress(sqlite3.Error):  # a full disk, or somebody who reads: the next run can do it
            self._database.rollback()
            self._database.execute("PRAGMA journal_mode = DELETE")
        self._database.close()

    @property
    def is_empty(self) -> bool:
        """Whether no analysis and no run is there."""
        with self._told():
            return not any(
                self._database.execute(f"SELECT 1 FROM {table}").fetchone() for table in ("analyses", "runs")
            )

    @contextmanager
    def at_work(self, articles: Sequence[Article]) -> Iterator[None]:
        """A block that analyses ``articles``: if the process is killed in it, the next one can name them."""
        names = [one_line(article.path or article.id) for article in articles[:MOST_NAMED]]
        more = ["…"] if len(articles) > MOST_NAMED else []
        with suppress(OSError):  # a note, without which the work goes on
            self._note([*names, *more])
        try:
            yield
        finally:
            with suppress(OSError):
                self._note([])

    def _note(self, names: list[str]) -> None:
        with self._writing() as database:
            database.execute("DELETE FROM working")
            database.executemany("INSERT INTO working VALUES (?)", ((name,) for name in names))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """A block whose errors of the database are told as those of the system, with the name of the file."""
        try:
            yield
        except sqlite3.Error as error:
            raise OSError(errno.EIO, f"SQLite: {error}", str(self.path)) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A block that is written as a whole, with all that was listed before, or not at all."""
        with self._told():
            self._prepare()
            with self._database:
                yield self._database

    def _prepare(self) -> None:
        """Have it written ahead, from the first change on: who changes nothing leaves the file as it is."""
        if not self._database.in_transaction:
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = FULL")

    def _opened(self) -> sqlite3.Connection:
        """The database, made where it is not there; where it is damaged, made anew with what of it is sound."""
        _remove(_part_of(self.path))  # what a run left that was ended by force
        database = _connected(self.path, "rwc")
        try:
            tables = _tables(database)
            if not tables:
                return _with_tables(database)
            if _our_tables() <= tables and database.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",):
                return database
        except DAMAGED as error:
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) % 256 in OF_THE_SYSTEM:
                raise
        database.close()
        self.remark = f"{self.path} was damaged, or made by another version: what is sound in it was taken over"
        return _made_anew(self.path)

    def _key(self, article: Article) -> str:
        parts = [getattr(article, field.name) for field in fields(article) if field.name != "metadata"]
        parts += [sorted(article.metadata.items()), self._settings]
        return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", PATIENCE, uri=True)


def _with_tables(database: sqlite3.Connection) -> sqlite3.Connection:
    """An empty database, with our tables."""
    database.execute("PRAGMA journal_mode = WAL")
    database.executescript(f"BEGIN; {SCHEMA} COMMIT;")
    return database


def _tables(database: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    """Tables and views, each with what made it."""
    return frozenset(database.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


@functools.cache
def _our_tables() -> frozenset[tuple[str, str]]:
    with closing(sqlite3.connect(":memory:")) as database:
        return _tables(_with_tables(database))


def _made_anew(path: Path) -> sqlite3.Connection:
    """The sound analyses of a damaged database in one that takes its place."""
    part = _part_of(path)
    try:
        with closing(_with_tables(_connected(part, "rwc"))) as new:
            for row in _sound(path):
                new.execute("INSERT OR IGNORE INTO analyses VALUES (?, ?, ?)", row)
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


def _sound(path: Path) -> Iterator[tuple[str, str, str]]:
    """The analyses that can be read, from the first on as far as that goes, then from the last on."""
    for order in ("ASC", "DESC"):
        with suppress(*DAMAGED), closing(_connected(path, "rw")) as database:
            for row in database.execute(f"SELECT key, sum, data FROM analyses NOT INDEXED ORDER BY rowid {order}"):
                if all(isinstance(value, str) for value in row) and row[1] == _sum(row[0], row[2]):
                    yield row


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _sum(key: str, data: str) -> str:
    return hashlib.blake2b((key + data).encode("utf-8", "replace"), digest_size=16).hexdigest()


def resumed(
    articles: Iterable[Article],
    store: Store,
    analyze: Callable[[Iterable[Article]], Iterable[Analysis]],
    at_once: int = 1,
) -> Generator[tuple[Analysis, bool]]:
    """Each article's analysis, in order, and whether it was done before: from ``store``, else by ``analyze``.

    ``analyze`` gets articles for ``at_once`` batches, and may leave some out. Its results are the caller's to add to
    the store.
    """
    waiting: list[tuple[Article, Analysis | None]] = []
    size = before = 0
    for article in articles:
        done = store.get(article)
        if done and not waiting:
            yield done, True
            continue
        waiting.append((article, done))
        size += 0 if done else len(article.text)
        before += done is not None
        if size >= at_once * BATCH_CHARACTERS or before >= at_once * MOST_WAITING:
            yield from _analyzed(waiting, analyze, store)
            waiting, size, before = [], 0, 0
    yield from _analyzed(waiting, analyze, store)


def _analyzed(
    waiting: list[tuple[Article, Analysis | None]],
    analyze: Callable[[Iterable[Article]], Iterable[Analysis]],
    store: Store,
) -> Iterator[tuple[Analysis, bool]]:
    position = 0

    def done_before(end: int) -> Iterator[tuple[Analysis, bool]]:
        return ((done, True) for _, done in waiting[position:end] if done)

    new = [article for article, done in waiting if done is None]
    with store.at_work(new) if new else nullcontext():
        for analysis in analyze(new):
            place = next(i for i, (article, _) in enumerate(waiting) if article is analysis.article)
            yield from done_before(place)
            yield analysis, False
            position = place + 1
    yield from done_before(len(waiting))
