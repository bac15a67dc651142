"""Articles in, a folder of tables and report pages out, which can be read at any time and goes on where it stopped.

Memory does not grow with the corpus while articles come in: the rows of each are written as soon as it is there, or
wait on disk for the keys of the corpus' sources. What needs all of them is done at the end: these keys, figures and
lists from the tables (``reports.audit.corpus``), the pages of articles one by one from the store, since they lead to
what was not known before.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any
from uuid import uuid4

from quotes.errors import QuotesError, WriteError
from quotes.messages import Skipped, reason_of
from quotes.model import Analysis, Article
from quotes.read.articles import kind_name
from quotes.review.corrections import CORRECTIONS, read_decisions
from quotes.review.table import correction_rows, unfit_line
from quotes.roles.codebook import Codebook
from quotes.table.article_shares import KNOWN, role_columns
from quotes.table.columns import TableName
from quotes.table.csv_files import CsvFile, write_codebook
from quotes.table.reference import REFERENCE, SHARES
from quotes.table.rows import rows_of, writable
from quotes.table.temporary import WaitingRows
from quotes.version import versions
from reports.audit.corpus import CORRECTIONS_TABLE, FILES, write_report
from reports.audit.corrections import Corrections
from reports.audit.folder import LOCK, RUN, STORE, check_folder, held, held_signals, on_disk, write_whole, writing
from reports.audit.formats import ReportFormat
from reports.audit.own_files import REPORT, OwnFiles, is_report, report_name
from reports.audit.store import Store
from reports.audit.wanted import Wanted
from reports.audit.workspace.sqlite_file import BESIDE
from reports.checks.checks import Checks, findings_rows, load_checks
from reports.checks.hedges import hedge_rows
from reports.measures.grouping import ComparisonError
from reports.pages.came_in import CameIn, ReadAs
from reports.pages.findings import Questions
from reports.pages.page_names import article_path
from reports.pages.render import Pages

__all__ = ["FILES", "MADE", "Audit", "Wanted", "check_folder", "held_signals", "run_audit"]

MADE: Mapping[str, str] = {
    RUN: "versions, model, options, time, files read and skipped",
    STORE: "finished analyses and the articles as they were read: the same command goes on from here",
}
TABLES: tuple[TableName, ...] = ("mentions", "articles", "findings", "hedges")
"""Tables that grow article by article."""
KEYED: tuple[TableName, ...] = ("sources", "attributions")
"""Those that are written in the end, since their rows have keys over all articles."""

UNFINISHED = "not finished yet, or ended by force: the same command goes on where it stopped"

WRITE_EVERY = 2.0
"""Seconds after which rows go to the CSV files at the latest: small tables cost as much as large ones."""
UNFIT_TOLD = 5
"""Corrections that no longer fit of which each is told."""
MOST_ROWS_WAITING = 50
"""Articles whose rows wait in memory for that."""


@dataclass
class Audit:
    """A report folder whose tables grow article by article, but for sources and attributions, which come in the end.

    ``options`` and ``model`` go into ``run.json`` as they are; ``settings`` is what the analyses depend
    on besides the articles; ``passed`` are files that are no articles by their endings, ``doubles`` articles that
    do not count, ``kinds`` as what files were read by an earlier run; ``wanted`` says what the report is to be made of.
    ``store_address`` is that of a database on a server for what was found, which else lies in the folder.
    ``parsing`` is what parses depend on besides the text, ``keep_parses`` says whether they are kept there too.
    ``on_remark`` hears sentences that a user should know. Nothing of an earlier report is touched until the first
    article is added; its pages stay until there are others in their place. ``report`` is the first file of the report,
    once it is written.
    Raises WriteError where ``folder`` cannot be written, holds something else than a report, or is being written by
    another audit; LanguageError and BrokenTemplate for what the pages are to look like.
    """

    folder: Path
    codebook: Codebook
    options: Mapping[str, Any] = field(default_factory=dict)
    model: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    passed: Sequence[Skipped] = ()
    doubles: Sequence[Skipped] = ()
    kinds: dict[str, str] = field(default_factory=dict)
    store_address: str = ""
    parsing: Mapping[str, Any] = field(default_factory=dict)
    keep_parses: bool = False
    on_skip: Callable[[Skipped], None] | None = None
    on_remark: Callable[[str], None] | None = None
    wanted: Wanted = field(default_factory=Wanted)
    checks: Checks = field(default_factory=load_checks)
    read: dict[str, int] = field(default_factory=dict, init=False)
    done_before: int = field(default=0, init=False)
    report: Path | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self._began = datetime.now(UTC)
        self._waiting: dict[TableName, list[dict[str, Any]]] = {name: [] for name in (*TABLES, *KEYED)}
        self._written = time.monotonic()
        self._tables: dict[TableName, CsvFile | WaitingRows] = {}
        self._keyed: dict[TableName, WaitingRows] = {}
        self._pages = Pages(self.codebook, versions(), self.wanted.language, self.wanted.template_dir, self.checks)
        self._questions = Questions(self.checks, self._pages.language)
        self._made = not self.folder.exists()
        with writing(self.folder):
            check_folder(self.folder, is_report(self.folder))
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock = held(self.folder)
            self._own = OwnFiles(self.folder)
            for one in BESIDE:
                self._own.claim(f"{STORE}{one}")
            try:
                name = self._named_report() if self.store_address else ""
                place = self.store_address or self.folder / STORE
                self.store = Store(
                    place,
                    self.settings,
                    report=name,
                    folder=self.folder,
                    parsing=self.parsing,
                    keep_parses=self.keep_parses,
                )
            except BaseException:
                self._take_away(is_empty=True)
                raise
        if self.store.remark:
            self._tell(self.store.remark)
        if self.store.killed_at:
            self._tell(
                f"the last run was ended by force while it analysed: {self.store.killed_at}; if that happens again, "
                "leave out one after the other to see which needs too much memory or time"
            )
        decisions = read_decisions(self.folder / CORRECTIONS, lambda skipped: self._tell(f"passed over {skipped}"))
        self._corrections = Corrections(decisions)

    def add(self, analysis: Analysis) -> None:
        """Note an article's rows; what cannot be shown is left out and told to ``on_skip``."""
        article, found = analysis.article, analysis
        try:
            analysis = self._corrections.correct(found)
            findings = self.checks.findings(analysis, self.codebook)
            if self._has_pages and not self._tables:
                self._pages.article(analysis, findings)  # what is wrong with a template is told before the work
        except Exception as error:
            self._leave_out(article, error)
            return
        with writing(self.folder), held_signals():
            if not self._tables:
                self._begin()
            self.store.report_on(article)
            if article in self.store:
                self.done_before += 1
            else:
                self.store.add(found)
            path = article.path or article.id
            self.read[path] = self.read.get(path, 0) + 1
            for name, rows in _rows(analysis, with_pages=self._has_pages).items():
                self._waiting[name].extend(rows)
            self._waiting["findings"].extend(findings_rows(analysis, findings))
            self._waiting["hedges"].extend(hedge_rows(analysis, self.checks, self.codebook))
            self._questions.add(findings)
            late = time.monotonic() - self._written >= WRITE_EVERY
            if late or len(self._waiting["articles"]) >= MOST_ROWS_WAITING:
                self._write_rows()

    def _leave_out(self, article: Article, error: Exception) -> None:
        """Tell that an article cannot be shown; raises what none of its own is at fault of."""
        # A template of the user's would fail for every article. Else, as in Analyzer.pairs: one odd article must not
        # end a job of thousands.
        if isinstance(error, QuotesError) or self.on_skip is None:
            raise error
        reason = f"cannot be shown ({reason_of(error)}); please report it, with the text"
        self.on_skip(Skipped(article.path or article.id, reason))

    def _named_report(self) -> str:
        """The name of this report among others on a server, which the next run finds whenever this one is killed."""
        name = report_name(self.folder) or uuid4().hex
        self._own.write(REPORT, name)
        return name

    def _tell(self, remark: str) -> None:
        if self.on_remark is not None:
            self.on_remark(remark)

    def _tell_damaged(self, parses: int) -> None:
        if parses == 1:
            self._tell("1 kept parse was damaged: its article was parsed anew")
        elif parses:
            self._tell(f"{parses:,} kept parses were damaged: their articles were parsed anew")

    def _begin(self) -> None:
        """Begin the tables anew; the pages of an earlier run stay until there are others in their place."""
        self._write_run(stopped=UNFINISHED)
        self.store.begin()
        self._keyed = {name: WaitingRows(name) for name in KEYED}
        growing = {name: CsvFile(self._own.claim(f"{name}.csv"), name) for name in TABLES}
        self._tables = {**growing, **self._keyed}
        shares = [*KNOWN, *chain.from_iterable(role_columns([role.name for role in self.codebook.roles]))]
        more = {"article_shares": shares, "shares": SHARES, "reference": REFERENCE}
        write_codebook(self._own.claim("codebook.csv"), more)

    def _write_rows(self) -> None:
        for name, rows in self._waiting.items():
            self._tables[name].add_rows(rows)
            rows.clear()
        self.store.commit()
        self._written = time.monotonic()

    def finish(self, stopped: str = "") -> Path | None:
        """Write the report and ``run.json`` over what was added; returns the path of the report's first file.

        ``stopped`` says why this is not all; both say so then, and ``run.json`` calls it complete only when it is.
        Where no article was added there is nothing to report: returns ``None``, and an earlier report stays as it is.
        Raises ComparisonError, once all else is written, where the comparison that is wanted cannot be made; it names
        the report.
        """
        if not self._tables:
            self._leave_nothing()
            return None
        self._tell_damaged(len(self.store.parses.damaged))
        try:
            with writing(self.folder):
                with held_signals():
                    self._write_rows()
                    self._write_run(stopped=stopped or UNFINISHED)
                self._note_corrections()
                self._write_report(stopped)
        finally:
            try:
                with suppress(OSError):  # a full disk: the report before stays the one that can be corrected
                    self.store.end(stopped, sum(self.read.values()), self.done_before)
            finally:
                self.store.close()
                self._lock.release()
        return self.report

    def _write_report(self, stopped: str) -> None:
        """Write the report over all tables, then say that it is there, then take away what an earlier one had more."""
        late: ComparisonError | None = None
        try:
            self.report = write_report(
                self._own,
                self._keyed,
                self._pages,
                self.wanted,
                came_in=self._came_in(),
                partial=bool(stopped),
                also={name: what for name, what in MADE.items() if name != STORE or not self.store_address},
                questions=self._questions.by_place,
                checked=self._corrections.checked() if self._corrections else None,
                on_remark=self._tell,
                on_links=self._write_pages,
            )
        except ComparisonError as error:  # all else is written
            late = error
        for name in self._tables:
            on_disk(self.folder / f"{name}.csv")
        if self.report is not None:
            on_disk(self.report)
        self._write_run(stopped)
        self._own.drop_others()
        if late is not None:
            raise late

    def _came_in(self) -> CameIn:
        doubles = Counter(one.path for one in self.doubles)
        read: dict[str, ReadAs] = {}
        for path in sorted({*self.read, *doubles}):
            if path not in self.kinds:
                self.kinds[path] = kind_name(path)
            read[path] = ReadAs(self.kinds[path], self.read.get(path, 0), doubles[path])
        return CameIn(read, [*self.skipped, *self.passed], self.doubles)

    def _note_corrections(self) -> None:
        """Write the table of corrections, and tell of those that no longer fit."""
        if not self._corrections:
            return
        rows = correction_rows(self._corrections.outcomes())
        CsvFile(self._own.claim(CORRECTIONS_TABLE), "corrections").add_rows(rows)
        lost = self._corrections.checked().unfit
        for one in lost[:UNFIT_TOLD]:
            self._tell(f"a correction no longer fits: {unfit_line(one)}")
        if len(lost) > UNFIT_TOLD:
            self._tell(f"{len(lost) - UNFIT_TOLD:,} more corrections no longer fit; {CORRECTIONS_TABLE} lists them")

    @property
    def _has_pages(self) -> bool:
        return ReportFormat.html in self.wanted.formats

    def _write_pages(self, pages: Pages, links: Mapping[str, Mapping[int, str]]) -> None:
        """Write the page of each article, once it is known to which pages of its sources (``links``) it leads."""
        for article in self.store.articles():
            found = self.store.get(article)
            try:
                if found is None:
                    raise LookupError(f"{self.store.name} lacks what was found in it")
                analysis = self._corrections.correct(found)
                findings = self.checks.findings(analysis, self.codebook)
                page = pages.article(analysis, findings, links.get(writable(article.id)))
            except Exception as error:
                self._leave_out(article, error)
            else:
                self._own.write(article_path(article.id), page)

    def _leave_nothing(self) -> None:
        """Take away what was made to try whether the folder can be written."""
        with suppress(OSError, WriteError):
            self._take_away(self.store.discard_if_empty())

    def _take_away(self, is_empty: bool) -> None:
        """Let the folder go, and take away what this run made in it; all where nothing of the report is kept."""
        self._lock.release()
        if is_empty:
            self._own.forget()
        if self._made:
            (self.folder / LOCK).unlink(missing_ok=True)
            with suppress(OSError):  # something was kept
                self.folder.rmdir()

    def _write_run(self, stopped: str) -> None:
        ended = datetime.now(UTC)
        run = {
            "complete": not stopped,
            "stopped": stopped or None,
            "versions": versions(),
            "model": dict(self.model),
            "codebook": self.codebook.name,
            "options": dict(self.options) | ({"store": self.store.name} if self.store_address else {}),
            "settings": dict(self.settings),
            "began": self._began.isoformat(timespec="seconds"),
            "ended": ended.isoformat(timespec="seconds"),
            "seconds": round((ended - self._began).total_seconds(), 1),
            "articles": sum(self.read.values()),
            "done_before": self.done_before,
            "read": {path: one._asdict() for path, one in self._came_in().read.items()},
            "skipped": [asdict(s) for s in self.skipped],
            "passed_over": [asdict(s) for s in self.passed],
            "not_counted": [asdict(s) for s in self.doubles],
        }
        write_whole(self._own.claim(RUN), json.dumps(run, indent=2, ensure_ascii=False) + "\n", safely=True)


def _rows(analysis: Analysis, with_pages: bool) -> dict[TableName, list[dict[str, Any]]]:
    """The rows of an article, with the places at which its page shows them."""
    rows = rows_of(analysis)
    if with_pages:
        page = article_path(analysis.article.id)
        for row in rows["articles"]:
            row["page"] = page
        for row in rows["attributions"]:
            row["page"] = f"{page}#statement-{row['attribution']}"
    return rows


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
