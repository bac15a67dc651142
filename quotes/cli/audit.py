"""The command ``quotes audit``: articles in, a folder with a report on their sources out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from quotes.cli import options
from quotes.cli.analyzing import Analysing, deciding, deciding_parse
from quotes.cli.article_run import ArticleRun
from quotes.cli.exits import WRONG_USAGE, Interrupted, leave, need_files
from quotes.cli.messages import Messages, plural
from quotes.cli.option_groups import columns_of, with_options
from quotes.errors import ReadError, UsageError, WriteError
from quotes.messages import one_line, shown
from quotes.model import Analysis, Layout
from quotes.parse.stanza_models import model_folder
from quotes.read import Columns, read_articles
from quotes.read.files import STANDARD_INPUT
from quotes.read.metadata import known_before
from reports.audit.folder import check_folder
from reports.audit.formats import ReportFormat
from reports.audit.own_files import is_report, read_before
from reports.audit.workspace.address import read_address
from reports.language.codes import languages
from reports.pdf import need_weasyprint

if TYPE_CHECKING:
    from quotes.analyze import Analyzer
    from quotes.workers import Workers
    from reports.audit.audit import Audit


@with_options(columns=columns_of, analysing=Analysing)
def audit(
    columns: Columns,
    out: Annotated[Path, typer.Option("--out", help="Folder for the report; made if it is not there.")],
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE…", help="Files, folders or globs; - is standard input.", show_default=False),
    ] = None,
    *,
    analysing: Analysing,
    checks: Annotated[
        Path | None, typer.Option("--checks", help="TOML file that changes the questions to the editor.")
    ] = None,
    aliases: options.AliasesFile = None,
    format: Annotated[
        str, typer.Option("--format", help="What to write beside the tables: html, md, json, pdf; comma between.")
    ] = "html,md,json",
    language: Annotated[str, typer.Option("--lang", help=f"Language of the report: {', '.join(languages())}.")] = "en",
    template_dir: Annotated[
        Path | None, typer.Option("--template-dir", help="Folder with templates that take the place of ours.")
    ] = None,
    title: Annotated[str, typer.Option("--title", help="What the report is called; else its outlets.")] = "",
    compare_by: Annotated[
        str, typer.Option("--compare-by", help="Compare outlet, author, section, month, year or a column of your own.")
    ] = "",
    compare_with: Annotated[
        Path | None, typer.Option("--compare-with", help="Folder of an earlier audit to compare with.")
    ] = None,
    reference: Annotated[
        Path | None,
        typer.Option("--reference", help="CSV of shares to compare with: a census, a goal, last year's shares.csv."),
    ] = None,
    not_chosen: Annotated[
        Path | None,
        typer.Option(
            "--not-chosen", help="Sources that you could not choose: a name a line, or corpus_sources.csv with “no”."
        ),
    ] = None,
    gender: Annotated[
        Literal["words", "first-names"],
        typer.Option("--gender", help="Count women and men by the article's words alone, or also by first-names."),
    ] = "words",
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace a report on other articles in the --out folder without asking.")
    ] = False,
    article_timeout: options.ArticleTimeout = options.PATIENCE,
    metadata: options.MetadataFile = None,
    folders: options.Folders = "",
    doubles: Annotated[
        options.DoublesOption, typer.Option("--doubles", help="Count a story twice in one outlet once, or all.")
    ] = "once",
    workers: options.Workers = 1,
    scheduler: options.Scheduler = "",
    store: Annotated[
        str, typer.Option("--store", help="PostgreSQL database for what is found: postgresql://user@host/database.")
    ] = "",
    keep_parses: Annotated[
        bool,
        typer.Option(
            "--keep-parses", help="Keep sentences as parsed, for later runs with another codebook, option or version."
        ),
    ] = False,
    watch: Annotated[
        Path | None, typer.Option("--watch", help="Folder to look into again and again, until Ctrl-C.")
    ] = None,
    feed: Annotated[
        list[str] | None,
        typer.Option("--feed", help="Address of a feed (RSS, Atom) whose articles are saved in the --watch folder."),
    ] = None,
    every: Annotated[float, typer.Option("--every", min=1.0, help="Seconds after which feeds are asked again.")] = 900,
) -> None:
    """Write a report on source balance, with a page an article and tables as CSV.

    Example: quotes audit articles/ --out report

    Example: quotes audit articles.csv --out report --compare-by outlet --format html,pdf

    Example: quotes audit articles/ --out report --reference census.csv

    An audit that was stopped (Ctrl-C, a full disk) leaves a report on what was done.

    The same command goes on from there: finished articles are taken from workspace.sqlite in the --out folder.

    What changed is done anew: an article, or all of them after another option, model or version.

    Example: quotes audit --watch inbox/ --out report
    """
    from reports.audit.audit import Audit
    from reports.audit.wanted import wanted_of
    from reports.checks.checks import load_checks

    if compare_by and compare_with:
        raise UsageError("--compare-by and --compare-with: give one of the two")
    formats = _formats(format)
    _need_audit(compare_with)
    sources = [*(paths or ()), *([str(watch)] if watch else ())]
    _need_sources(sources, watch, feed or ())
    check_folder(out, is_report(out))
    if store:
        read_address(store)  # what is wrong with it is told before the work
    analyzer, who = analysing.by(workers, scheduler, article_timeout=article_timeout)
    asked: dict[str, object] = {
        "paths": [shown(path) for path in sources],
        "codebook": analysing.codebook or analyzer.codebook.name,
        **{name: value for name, value in asdict(columns).items() if value},
        "checks": checks,
        "aliases": aliases,
        "template_dir": template_dir,
        "compare_with": compare_with,
        "reference": reference,
        "not_chosen": not_chosen,
        "metadata": metadata,
        "formats": sorted(formats),
        "language": language,
        "compare_by": compare_by,
        "folders": folders,
        "doubles": doubles,
        "title": title,
        "gender": gender,
    }
    files, folder = analysing.files, model_folder(analysing.model, analysing.model_dir)
    begin = partial(
        Audit,
        out,
        analyzer.codebook,
        options=_written(asked) | analysing.keeping,
        model={"name": analysing.model, "folder": shown(folder), "files": files},
        settings=deciding(analyzer, files, analysing.keeping),
        store_address=store,
        parsing=deciding_parse(files),
        keep_parses=keep_parses,
        wanted=wanted_of(asked),
        checks=load_checks(checks),
    )

    def once(consent: bool) -> ArticleRun:
        """Read what is there, and report on it."""
        run = ArticleRun(sources, columns, Messages(), out, known_before(metadata, folders), doubles, article_timeout)
        need_files(run)
        if not consent:
            _need_consent(out, run)
        if compare_by:
            _need_groups(run, compare_by)
        _write(begin, run, who)
        return run

    if watch is None:
        leave(once(replace))
    else:
        from quotes.cli.watching import arrivals

        _keep_watching(arrivals(sources, feed or (), watch, every, Messages().print), once, replace)


def _written(asked: Mapping[str, object]) -> dict[str, object]:
    """What was asked for, as run.json has it: without what was left out, paths as they are shown."""
    given = ((name, value) for name, value in asked.items() if value is not None)
    return {name: shown(value) if isinstance(value, Path) else value for name, value in given}


def _write(begin: Callable[..., Audit], run: ArticleRun, analyzer: Analyzer | Workers) -> None:
    """Do the work, and say where the report is."""
    from reports.audit.audit import run_audit

    report = begin(
        skipped=run.skipped, passed=run.passed, doubles=run.not_counted, on_skip=run.skip, on_remark=run.messages.print
    )
    try:
        index = run_audit(run.analyses(analyzer, report.store), report)
    except KeyboardInterrupt:
        if not report.read:
            raise
        done = plural(sum(report.read.values()), "article")
        holds = f"a report on {done}" if report.report else f"the tables of {done}, no report yet"
        raise Interrupted(f"interrupted: {report.folder} holds {holds}; the same command goes on from there") from None
    if index is None:
        if run.only_columns_missing:
            raise typer.Exit(WRONG_USAGE)
        raise ReadError("no article could be read, so no report was written; see above for each file")
    before = f" ({run.done_before} of them done before)" if run.done_before else ""
    run.messages.print(f"{plural(sum(report.read.values()), 'article')}{before}; the report: {index}")


def _keep_watching(signs: Iterator[None], once: Callable[[bool], ArticleRun], consent: bool) -> None:
    """Report at each sign that something has come; Ctrl-C ends it well while nothing is being written."""
    from reports.measures.grouping import ComparisonError

    messages = Messages()
    working = False
    try:
        for _ in signs:
            working = True
            try:
                once(consent)
                consent = True
            except (ReadError, ComparisonError) as error:
                messages.print(f"{error}; it may come")
            except typer.Exit:  # nothing has come yet
                pass
            working = False
            messages.print("watching; Ctrl-C ends it")
    except KeyboardInterrupt:
        if working:
            raise
        messages.print("watching ended")


def _need_sources(sources: Sequence[str], watch: Path | None, feeds: Sequence[str]) -> None:
    """Raise UsageError where there is nothing to read, or to look into."""
    from quotes.read.feed import check_address

    if not sources:
        raise UsageError("name files or folders, or a folder with --watch")
    if watch is None and feeds:
        raise UsageError("--feed: name a folder for its articles with --watch")
    if watch is not None and not watch.is_dir():
        raise UsageError(f"--watch {watch}: there is no such folder; make it first")
    if watch is not None and STANDARD_INPUT in sources:
        raise UsageError("--watch: standard input can be read only once; name files or folders")
    for feed in feeds:
        check_address(feed)


def _formats(names: str) -> frozenset[ReportFormat]:
    formats = frozenset(map(ReportFormat, options.chosen("--format", names, list(ReportFormat))))
    if ReportFormat.pdf in formats:
        need_weasyprint()
    return formats


def _need_audit(folder: Path | None) -> None:
    """Raise UsageError where an audit to compare with is none; say so where it is not complete."""
    from quotes.export.result import NOT_COMPLETE, is_complete

    if folder is None:
        return
    if not all((folder / name).is_file() for name in ("attributions.csv", "articles.csv")):
        raise UsageError(f"--compare-with {folder}: no audit lies there; name the --out folder of an earlier one")
    if not is_complete(folder):
        Messages().print(f"--compare-with {folder}: {NOT_COMPLETE}")


def _need_consent(out: Path, run: ArticleRun) -> None:
    """Ask, or where nobody can answer raise WriteError, before a report on other articles altogether is replaced."""
    before = read_before(out) if is_report(out) else []
    now = {os.path.realpath(path) for path in run.files}
    if not before or STANDARD_INPUT in run.files or any(os.path.realpath(path) in now for path in before):
        return
    what = f"--out {out} holds a report on other articles ({one_line(before[0])} …)"
    if not sys.stdin.isatty():
        raise WriteError(f"{what}; name another folder, or add --replace to have it replaced")
    if not typer.confirm(f"{one_line(what)}. Replace it?", err=True):
        raise WriteError(f"{what}; it stays as it is")


def _need_groups(run: ArticleRun, by: str) -> None:
    """Raise ComparisonError, before the work, where the articles cannot be compared ``by``.

    Standard input cannot be read twice: what is wrong there is told when the report is written.
    """
    from quotes.table.rows import articles_table
    from reports.measures.grouping import groups_by

    if STANDARD_INPUT in run.files:
        return
    # Without their texts: all are in memory at once.
    known = replace(run.known)  # its own notes of what was missing
    found = read_articles(run.files, run.columns, lambda skipped: None, known=known)
    read = (replace(article, text="") for article in found)
    articles = articles_table(Analysis(article, (), (), Layout((), ())) for article in read)
    if not articles.empty:  # else reading them says what is wrong
        groups_by(articles, by)
