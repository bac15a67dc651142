"""The work of an audit in, a database of it out, so that a job that was stopped goes on where it was.

An analysis lies there under a key made of the whole article and of all settings that the result depends on: an article
or a setting that changed is not found again. ``workspace`` has the tables and where they lie, docs/store.md what they
hold.
"""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, select, update

from quotes.errors import QuotesError, WriteError
from quotes.messages import one_line, shown
from quotes.model import Analysis, Article
from quotes.parse.parser import BATCH_CHARACTERS, batches
from quotes.serialize import article_as_data, as_analysis, as_data
from quotes.table.rows import writable
from reports.audit.parses import KeptParses
from reports.audit.workspace.sqlite_file import SqliteFile
from reports.audit.workspace.sums import sum_of
from reports.audit.workspace.tables import ANALYSES, ARTICLES, RUNS, WORKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from reports.audit.workspace.database import Database

MOST_NAMED = 8
MOST_WAITING = 100
"""Finished analyses that wait, in memory, for an article in front of them."""

# Made once: to make a statement costs more than to carry it out.
HAS_KEY = select(ANALYSES.c.key).where(ANALYSES.c.key == bindparam("key"))
OF_KEY = select(ANALYSES.c.sum, ANALYSES.c.data).where(ANALYSES.c.key == bindparam("key"))
OF_ARTICLE = select(ARTICLES.c.data).where(ARTICLES.c.run == bindparam("run"), ARTICLES.c.id == bindparam("id"))


class Store:
    """The finished analyses of an audit, and which articles its report is on.

    ``place`` is the path of a file, made where it is not there unless ``read_only``, or the address of a database on a
    server. There it may hold several reports, each with a name of its own (``report``) and its ``folder``.
    ``settings`` is whatever the analyses depend on besides the article, ``parsing`` what their parses depend on besides
    the text; ``keep_parses`` says whether new ones are kept, in ``parses``. What was damaged or edited since counts as
    not there. ``name`` is the place, without a password; ``remark`` tells of a file that had to be made anew.
    ``killed_at`` names the articles at which the last job was ended by force, by the system for one that has no memory
    left; empty where it was not. Whatever is done with it raises OSError where a file cannot be read and written,
    WriteError where a server cannot be used.
    """

    def __init__(
        self,
        place: Path | str,
        settings: Mapping[str, Any],
        read_only: bool = False,
        report: str = "",
        folder: Path | None = None,
        parsing: Mapping[str, Any] | None = None,
        keep_parses: bool = False,
    ) -> None:
        self._settings = json.dumps(settings, sort_keys=True)
        self._report = report
        self._folder = "" if folder is None else writable(shown(folder.absolute()))
        self._spoilt: set[str] = set()
        self._listed: dict[str, dict[str, Any]] = {}
        self._run: int | None = None
        self._place = 0
        self._database = _open(place, report, read_only)
        self._replacing_analysis = self._database.replacing(ANALYSES)
        self._replacing_article = self._database.replacing(ARTICLES, but=("place",))
        self.parses = KeptParses(self._database, parsing or {}, keep_parses)
        self.name = self._database.name
        self.remark = self._database.remark
        with self._database.reading() as connection:
            working = connection.scalars(select(WORKING.c.path).where(WORKING.c.report == report)).all()
        self.killed_at = ", ".join(map(str, working))

    def get(self, article: Article) -> Analysis | None:
        """The analysis of this very article with these settings, ``None`` where it is not there."""
        key = self._key(article)
        try:
            with self._database.reading() as connection:
                found = connection.execute(OF_KEY, {"key": key}).first()
            if found is None:
                return None
            if found.sum == sum_of(key, found.data):
                return as_analysis(json.loads(found.data), article)
        except QuotesError:  # a server that does not answer
            raise
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
        with self._database.reading() as connection:
            return connection.execute(HAS_KEY, {"key": key}).first() is not None

    def add(self, analysis: Analysis) -> None:
        """Keep an analysis; it is on the disk itself when this returns, and stays after a power cut."""
        key = self._key(analysis.article)
        # ASCII only, so that any text survives, half surrogates too.
        data = json.dumps(as_data(analysis))
        row = {"key": key, "sum": sum_of(key, data), "data": data}
        with self._database.writing() as connection:
            self._write_listed(connection)
            self.parses.write(connection)
            connection.execute(self._replacing_analysis, row)
        self._listed.clear()
        self.parses.written()
        self._spoilt.discard(key)

    def begin(self) -> None:
        """Begin a report; the one of the last run that ended stays until this one ends."""
        unfinished = select(RUNS.c.run).where(RUNS.c.report == self._report, RUNS.c.ended.is_(None))
        with self._database.writing() as connection:
            connection.execute(delete(ARTICLES).where(ARTICLES.c.run.in_(unfinished)))
            connection.execute(delete(RUNS).where(RUNS.c.report == self._report, RUNS.c.ended.is_(None)))
            row = {"report": self._report, "folder": self._folder, "began": _now()}
            self._run = connection.scalar(self._database.insert(RUNS).returning(RUNS.c.run), row)

    def report_on(self, article: Article) -> None:
        """List an article in the report; it is on the disk with the next ``add`` or ``commit``."""
        data = {field.name: getattr(article, field.name) for field in fields(article)}
        data["metadata"] = dict(article.metadata)
        self._place += 1
        name = writable(article.id)
        self._listed[name] = {
            "run": self._run,
            "place": self._listed[name]["place"] if name in self._listed else self._place,
            "id": name,
            "key": self._key(article),
            "data": json.dumps(data),
        }

    def commit(self) -> None:
        """Have on the disk what was listed."""
        if self._listed:
            with self._database.writing() as connection:
                self._write_listed(connection)
            self._listed.clear()

    def articles(self, wanted: Collection[str] | None = None) -> Iterator[Article]:
        """The articles of this report so far, else of the last that ended, in its order; all, or these identifiers.

        An identifier is as tables write it.
        """
        ended = select(func.max(RUNS.c.run)).where(RUNS.c.report == self._report, RUNS.c.ended.is_not(None))
        self.commit()
        with self._database.reading() as connection:
            run = self._run or connection.scalar(ended)
            of_run = select(ARTICLES.c.id).where(ARTICLES.c.run == run).order_by(ARTICLES.c.place)
            names = connection.scalars(of_run).all()
        # One by one, so that nothing is being read while somebody begins to write.
        for name in names if wanted is None else filter(set(wanted).__contains__, names):
            with self._database.reading() as connection:
                data = connection.execute(OF_ARTICLE, {"run": run, "id": name}).scalar_one()
            yield Article(**json.loads(data))

    def end(self, stopped: str, articles: int, done_before: int) -> None:
        """End the report: its articles take the place of those of the one before."""
        others = select(RUNS.c.run).where(RUNS.c.report == self._report, RUNS.c.run != self._run)
        told = {"stopped": one_line(stopped) or None, "articles": articles, "done_before": done_before}
        with self._database.writing() as connection:
            self._write_listed(connection)
            connection.execute(delete(ARTICLES).where(ARTICLES.c.run.in_(others)))
            connection.execute(update(RUNS).where(RUNS.c.run == self._run).values(ended=_now(), **told))
        self._listed.clear()

    def close(self) -> None:
        """Let the database go; what was listed and is not on the disk is dropped."""
        self._database.close()

    def discard_if_empty(self) -> bool:
        """Let the database go, and take a file away that has no analysis; whether nothing of this report is there."""
        kept = [select(RUNS.c.run).where(RUNS.c.report == self._report)]
        if not self._report:
            kept.append(select(ANALYSES.c.key))
        with self._database.reading() as connection:
            is_empty = not any(connection.execute(one.limit(1)).first() for one in kept)
        self.close()
        if is_empty:
            self._database.discard()
        return is_empty

    def at_work(self, articles: Sequence[Article]) -> None:
        """Note which articles are being analysed: if the process is killed then, the next one can name them."""
        names = [one_line(article.path or article.id) for article in articles[:MOST_NAMED]]
        names += ["…"] if len(articles) > MOST_NAMED else []
        # Without a note the work goes on; where a server is gone, what comes next says so.
        with suppress(OSError, WriteError), self._database.writing() as connection:
            connection.execute(delete(WORKING).where(WORKING.c.report == self._report))
            if names:
                connection.execute(
                    self._database.insert(WORKING), [{"path": name, "report": self._report} for name in names]
                )

    def _write_listed(self, connection: Connection) -> None:
        if self._listed:
            connection.execute(self._replacing_article, list(self._listed.values()))

    def _key(self, article: Article) -> str:
        parts = [*article_as_data(article, without=["path"]), self._settings]  # a file that was moved says the same
        return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()


def _open(place: Path | str, report: str, read_only: bool) -> Database:
    if isinstance(place, Path):
        return SqliteFile(place, read_only)
    from reports.audit.workspace.server import Server  # with it comes a driver that few need

    return Server(place, report, read_only)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def resumed(
    articles: Iterable[Article], store: Store, analyze: Callable[[Iterable[Article]], Iterable[Analysis]]
) -> Generator[tuple[Analysis, bool]]:
    """Each article's analysis, in order, and whether it was done before: from ``store``, else by ``analyze``.

    ``analyze`` gets articles as it asks for them, and may leave some out. Its results are the caller's to add to the
    store.
    """
    if store.killed_at:
        store.at_work([])
    stream = iter(articles)
    for article in stream:
        if done := store.get(article):
            yield done, True
        else:
            yield from _analyzed(article, stream, store, analyze)


def _analyzed(
    first: Article, others: Iterator[Article], store: Store, analyze: Callable[[Iterable[Article]], Iterable[Analysis]]
) -> Iterator[tuple[Analysis, bool]]:
    """The same for an article that is not done and for those behind it, until too many that are done wait for it."""
    waiting: deque[tuple[Article, Analysis | None]] = deque()

    def new() -> Iterator[Article]:
        """Those that are not done."""
        for article in chain([first], others):
            done = None if article is first else store.get(article)
            waiting.append((article, done))
            if done is None:
                yield article
            elif sum(done is not None for _, done in waiting) >= MOST_WAITING:
                return

    def noted() -> Iterator[Article]:
        """The same, noted in the store in batches like those in which they are parsed."""
        for batch in batches(new(), lambda article: len(article.text), BATCH_CHARACTERS):
            store.at_work([article for article, done in waiting if done is None])
            yield from batch

    try:
        for analysis in analyze(noted()):
            article = None
            while article is not analysis.article:
                article, done = waiting.popleft()
                if done is not None:
                    yield done, True
            yield analysis, False
    finally:
        store.at_work([])
    yield from ((done, True) for _, done in waiting if done is not None)
