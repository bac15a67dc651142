"""Articles in, a folder of tables and report pages out, which can be read at any time and goes on where it stopped."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from quotes.columns import TableName
from quotes.csv_files import CsvFile, read_csv, write_codebook
from quotes.errors import QuotesError, WriteError
from quotes.model import Analysis
from quotes.parse import reason_of
from quotes.read import Skipped
from quotes.roles.codebook import Codebook
from quotes.store import Store
from quotes.table import articles_table, attributions_table, sources_table
from quotes.version import versions
from reports import render
from reports.corpus_view import plural

RUN = "run.json"
STORE = "resume.jsonl"
FILES = {
    "attributions.csv": "every statement found, one a row",
    "sources.csv": "every source of each article, with its role and the words that decided it",
    "articles.csv": "every article, with what is known of it and its counts",
    "codebook.csv": "what each column of these tables means",
    RUN: "versions, model, options, time, files read and skipped",
    STORE: "finished analyses: the same command again takes them from here; delete it to start anew",
}
TABLES: Mapping[TableName, Callable[[Iterable[Analysis]], pd.DataFrame]] = {
    "attributions": attributions_table,
    "sources": sources_table,
    "articles": articles_table,
}

WRITE_EVERY = 2.0
"""Seconds after which rows go to the CSV files at the latest: small tables cost as much as large ones."""
MOST_ROWS_WAITING = 50
"""Articles whose rows wait in memory for that."""


@dataclass
class Audit:
    """A report folder that grows article by article.

    ``options`` and ``model`` go into ``run.json`` as they are; ``settings`` is what the analyses depend
    on besides the articles. Nothing of an earlier report is touched until the first article is added.
    Raises WriteError where ``folder`` cannot be written, or holds something else than a report.
    """

    folder: Path
    codebook: Codebook
    options: Mapping[str, Any] = field(default_factory=dict)
    model: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    on_skip: Callable[[Skipped], None] | None = None
    read: dict[str, int] = field(default_factory=dict, init=False)
    done_before: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._began = datetime.now(UTC)
        self._waiting: list[Analysis] = []
        self._written = time.monotonic()
        self._tables: dict[str, CsvFile] = {}
        self._palette = {role.name: role.colour for role in self.codebook.roles}
        self._meanings = {role.name: role.definition for role in self.codebook.roles}
        self._made = not self.folder.exists()
        with writing(self.folder):
            check_folder(self.folder)
            self.folder.mkdir(parents=True, exist_ok=True)
            self.store = Store(self.folder / STORE, self.settings)

    def add(self, analysis: Analysis) -> None:
        """Write an article's page and note its rows; what cannot be shown is left out and told to ``on_skip``."""
        article = analysis.article
        try:
            page = render.render_article(analysis, palette=self._palette, meanings=self._meanings, versions=versions())
        # As in Analyzer.analyses: one odd article must not end a job of thousands.
        except Exception as error:
            if self.on_skip is None:
                raise
            reason = f"cannot be shown ({reason_of(error)}); please report it, with the text"
            self.on_skip(Skipped(article.path or article.id, reason))
            return
        with writing(self.folder), held_signals():
            if not self._tables:
                self._begin()
            if self.store.get(article) is None:
                self.store.add(analysis)
            else:
                self.done_before += 1
            write_whole(self.folder / render.page_name(article.id), page)
            path = article.path or article.id
            self.read[path] = self.read.get(path, 0) + 1
            self._waiting.append(analysis)
            late = time.monotonic() - self._written >= WRITE_EVERY
            if late or len(self._waiting) >= MOST_ROWS_WAITING:
                self._write_rows()

    def _begin(self) -> None:
        """Replace what an earlier run left."""
        self._write_run(stopped="not finished yet, or ended by force: the same command goes on where it stopped")
        (self.folder / render.INDEX).unlink(missing_ok=True)
        self._tables = {name: CsvFile(self.folder / f"{name}.csv", name) for name in TABLES}
        write_codebook(self.folder / "codebook.csv")

    def _write_rows(self) -> None:
        for name, table in TABLES.items():
            self._tables[name].add(table(self._waiting))
        self._waiting.clear()
        self._written = time.monotonic()

    def finish(self, stopped: str = "") -> Path | None:
        """Write ``index.html`` and ``run.json`` over what was added; returns the path of the index.

        ``stopped`` says why this is not all; both files say so then. Where no article was added there
        is nothing to report: returns ``None``, and an earlier report stays as it is.
        """
        if not self._tables:
            self._leave_nothing()
            return None
        articles = sum(self.read.values())
        with writing(self.folder):
            with held_signals():
                self._write_rows()
                self._write_run(stopped)
            page = render.render_corpus(
                read_csv(self.folder / "attributions.csv", "attributions"),
                read_csv(self.folder / "articles.csv", "articles"),
                palette=self._palette,
                meanings=self._meanings,
                skipped=[render.Skipped(s.path, s.reason) for s in self.skipped],
                versions=versions(),
                files=FILES,
                title=f"Source balance (partial: stopped after {plural(articles, 'article')})"
                if stopped
                else "Source balance",
            )
            index = self.folder / render.INDEX
            write_whole(index, page)
        return index

    def _leave_nothing(self) -> None:
        """Take away what was made to try whether the folder can be written."""
        with suppress(OSError):
            if not self.store.path.stat().st_size:
                self.store.path.unlink()
            if self._made:
                self.folder.rmdir()

    def _write_run(self, stopped: str) -> None:
        ended = datetime.now(UTC)
        run = {
            "complete": not stopped,
            "stopped": stopped or None,
            "versions": versions(),
            "model": dict(self.model),
            "options": dict(self.options),
            "began": self._began.isoformat(timespec="seconds"),
            "ended": ended.isoformat(timespec="seconds"),
            "seconds": round((ended - self._began).total_seconds(), 1),
            "articles": sum(self.read.values()),
            "done_before": self.done_before,
            "read": list(self.read),
            "skipped": [asdict(s) for s in self.skipped],
        }
        write_whole(self.folder / RUN, json.dumps(run, indent=2, ensure_ascii=False) + "\n")


def run_audit(analyses: Iterable[Analysis], audit: Audit) -> Path | None:
    """Add every analysis and finish; what stops it midway is raised again, once what is done is reported."""
    try:
        for analysis in analyses:
            audit.add(analysis)
    except (KeyboardInterrupt, QuotesError, OSError) as stop:
        if isinstance(analyses, Generator):
            analyses.close()  # a progress bar, for one, ends with it
        with suppress(QuotesError, OSError):
            audit.finish(stopped=str(stop) or "interrupted")
        raise
    return audit.finish()


def check_folder(folder: Path) -> None:
    """Raise WriteError where ``folder`` is none, or holds files that a report might overwrite."""
    above = next((parent for parent in folder.absolute().parents if os.path.lexists(parent)), folder)
    if not above.is_dir():
        raise WriteError(f"--out {folder}: {above} is a file, not a folder; name another folder")
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise WriteError(f"--out {folder} is a file; name a folder, or one that is not there yet")
    if any((folder / name).exists() for name in (RUN, STORE)):
        return
    if any(not entry.name.startswith(".") for entry in folder.iterdir()):
        raise WriteError(f"--out {folder} holds other files, which a report could overwrite; name a new folder")


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """A block that writes into ``folder``; raises WriteError for an error of the system."""
    try:
        yield
    except OSError as error:
        name = error.filename or folder
        raise WriteError(
            f"cannot write {name} ({error.strerror or error}); make room or change permissions and run the same "
            "command again, or name another folder with --out"
        ) from error


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there as a whole, or as it was before."""
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(path)


@contextmanager
def held_signals() -> Iterator[None]:
    """A block that Ctrl-C and a request to end do not cut in two: they take effect after it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    caught: list[int] = []
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        for one in before:
            signal.signal(one, lambda caught_number, frame: caught.append(caught_number))
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, signal.SIG_DFL if handler is None else handler)
    if caught:
        signal.raise_signal(caught[0])
