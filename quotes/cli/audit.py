"""The command ``quotes audit``: articles in, a folder with a report on their sources out."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli import options
from quotes.cli.article_run import ArticleRun
from quotes.cli.column_options import with_column_options
from quotes.cli.exits import FAILED, WRONG_USAGE, Interrupted, leave, need_files
from quotes.cli.messages import Messages, plural
from quotes.errors import QuotesError, UsageError, WriteError
from quotes.messages import one_line, shown
from quotes.model import Analysis, Layout
from quotes.parse.stanza_models import BUNDLED, identity, model_folder
from quotes.read import Columns, read_articles
from quotes.read.files import STANDARD_INPUT
from quotes.read.metadata import known_before
from quotes.version import code_digest, versions
from reports.audit.folder import check_folder
from reports.audit.formats import ReportFormat
from reports.audit.own_files import is_report, read_before
from reports.language.codes import languages
from reports.pdf import need_weasyprint

if TYPE_CHECKING:
    from quotes.analyze import Analyzer
    from reports.audit.audit import Audit


@with_column_options
def audit(
    paths: options.Paths,
    columns: Columns,
    out: Annotated[Path, typer.Option("--out", help="Folder for the report; made if it is not there.")],
    model: options.Model = BUNDLED,
    model_dir: options.ModelDir = None,
    codebook: options.CodebookFile = None,
    acts: options.ActsOption = options.EVERY_STATEMENT,
    min_confidence: options.MinConfidence = 0.0,
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
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace a report on other articles in the --out folder without asking.")
    ] = False,
    article_timeout: options.ArticleTimeout = options.PATIENCE,
    metadata: options.MetadataFile = None,
    folders: options.Folders = "",
    doubles: Annotated[
        options.DoublesOption,
        typer.Option("--doubles", help="Count a story twice in one outlet once, or all."),
    ] = options.DoublesOption.once,
) -> None:
    """Write a report on source balance, with a page an article and tables as CSV.

    Example: quotes audit articles/ --out report

    Example: quotes audit articles.csv --out report --compare-by outlet --format html,pdf

    An audit that was stopped (Ctrl-C, a full disk) leaves a report on what was done.

    The same command goes on from there: finished articles are taken from workspace.sqlite in the --out folder.

    What changed is done anew: an article, or all of them after another option, model or version.
    """
    from quotes.analyze import Analyzer
    from quotes.export.result import NOT_COMPLETE, is_complete
    from quotes.linking.aliases import Aliases, read_aliases
    from reports.audit.audit import Audit, Wanted
    from reports.checks.checks import load_checks

    kept = options.chosen_acts(acts)
    if compare_by and compare_with:
        raise UsageError("--compare-by and --compare-with: give one of the two")
    wanted = Wanted(
        _formats(format),
        language,
        template_dir,
        compare_by,
        _audit_folder(compare_with),
        read_aliases(aliases) if aliases else Aliases(),
        title,
    )
    asked = load_checks(checks)
    check_folder(out, is_report(out))
    run = ArticleRun(paths, columns, Messages(), out, known_before(metadata, folders), doubles)
    need_files(run)
    if not replace:
        _need_consent(out, run)
    if compare_by:
        _need_groups(run, compare_by)
    analyzer = Analyzer(model, model_dir, codebook, kept, min_confidence, article_timeout=article_timeout)
    deciding = {"acts": sorted(kept), "min_confidence": min_confidence}
    given = {
        "checks": checks,
        "aliases": aliases,
        "template_dir": template_dir,
        "compare_with": compare_with,
        "metadata": metadata,
    }
    files = identity(model, model_dir)
    if compare_with and not is_complete(compare_with):
        run.messages.print(f"--compare-with {compare_with}: {NOT_COMPLETE}")
    report = Audit(
        out,
        analyzer.codebook,
        options={"paths": [shown(path) for path in paths]}
        | {"codebook": shown(codebook) if codebook else analyzer.codebook.name}
        | {name: value for name, value in asdict(columns).items() if value}
        | {name: shown(path) for name, path in given.items() if path}
        | {"formats": sorted(wanted.formats), "language": language, "compare_by": compare_by}
        | {"folders": folders, "doubles": doubles, "title": title}
        | deciding,
        model={"name": model, "folder": shown(model_folder(model, model_dir)), "files": files},
        settings={"versions": versions(), "code": code_digest(), "model": files, "codebook": asdict(analyzer.codebook)}
        | deciding,
        skipped=run.skipped,
        passed=run.passed,
        on_skip=run.skip,
        on_remark=run.messages.print,
        wanted=wanted,
        checks=asked,
    )
    _write(report, run, analyzer)


def _write(report: Audit, run: ArticleRun, analyzer: Analyzer) -> None:
    """Do the work, say where the report is, and end with the exit status that tells whether all was read."""
    from reports.audit.audit import run_audit

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
        raise QuotesError("no article could be read, so no report was written; see above for each file")
    before = f" ({run.done_before} of them done before)" if run.done_before else ""
    run.messages.print(f"{plural(sum(report.read.values()), 'article')}{before}; the report: {index}")
    leave(run)


def _formats(names: str) -> frozenset[ReportFormat]:
    formats = frozenset(map(ReportFormat, options.chosen("--format", names, list(ReportFormat))))
    if ReportFormat.pdf in formats:
        need_weasyprint()
    return formats


def _audit_folder(folder: Path | None) -> Path | None:
    """``folder``, where it holds the tables of an audit; else raises UsageError."""
    if folder and not all((folder / name).is_file() for name in ("attributions.csv", "articles.csv")):
        raise UsageError(f"--compare-with {folder}: no audit lies there; name the --out folder of an earlier one")
    return folder


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
        raise typer.Exit(FAILED)


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
