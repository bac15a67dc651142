"""The command line: ``quotes attribute``, ``audit``, ``export``, ``evaluate``, ``models``, ``codebook``, ``plugins``.

Exit status: 0 all read, 3 some files skipped, 2 wrong usage, 1 failure, 130 interrupted.
"""

from __future__ import annotations

import io
import os
import signal
import sys
import warnings
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, cast

import typer

from quotes import evaluate as scoring
from quotes.analyze import ACTS, STATEMENTS, Analyzer
from quotes.cli.codebook import codebook_app
from quotes.cli.column_options import with_column_options
from quotes.cli.models import models_app
from quotes.cli.options import ActsOption, AliasesFile, CodebookFile, MinConfidence, Model, ModelDir, Paths
from quotes.cli.plugins import list_plugins
from quotes.cli.printing import Format, ReaderGone, print_analyses, print_lines, standard_output
from quotes.cli.run import Job, Messages, plural
from quotes.errors import AliasError, CodebookError, ModelError, QuotesError
from quotes.export.result import open_result
from quotes.export.write import ExportFormat, added_formats
from quotes.export.write import export as export_result
from quotes.linking.aliases import Aliases, read_aliases
from quotes.linking.tables import join_sources
from quotes.model import Act, Analysis, Layout
from quotes.parse import stanza_models
from quotes.read import Columns, read_articles
from quotes.read.files import STANDARD_INPUT, SkippedTable, shown
from quotes.table.rows import articles_table, sources_table
from quotes.version import __version__, code_digest, versions
from reports.audit.audit import Audit, run_audit
from reports.audit.corpus import ReportFormat, Wanted
from reports.audit.folder import check_folder
from reports.checks.checks import ChecksError, load_checks
from reports.language.language import LanguageError, languages
from reports.measures.grouping import ComparisonError, groups_by
from reports.pages.templating import BrokenTemplate
from reports.pdf import PdfError, need_weasyprint

ALL_READ, FAILED, WRONG_USAGE, SOME_SKIPPED, INTERRUPTED = 0, 1, 2, 3, 130
READER_GONE = 141
"""What a shell gives for a program that ends because nobody reads its output: 128 + SIGPIPE."""

EVERY_ACT = ",".join(ACTS)
EVERY_STATEMENT = ",".join(STATEMENTS)
EVERY_EXPORT = ",".join(format.value for format in ExportFormat)


class Interrupted(QuotesError):
    """The user stopped the job; the message says what is left of it."""


class UsageError(QuotesError):
    """An option has a value that it cannot have."""


USAGE = (
    UsageError,
    CodebookError,
    ModelError,
    AliasError,
    ChecksError,
    ComparisonError,
    LanguageError,
    BrokenTemplate,
    PdfError,
)
"""What is wrong with an option, or with a file that an option names."""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Who gets to speak in the news, and in what role: statements, speakers and roles from news articles.",
    epilog="Exit status: 0 all read, 3 some files skipped, 2 wrong usage, 1 failure, 130 interrupted.",
)
app.add_typer(models_app, name="models")
app.add_typer(codebook_app, name="codebook")
app.command("plugins")(list_plugins)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"quotes {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    # Libraries warn of their own inner matters; what a user can act on is said by us.
    warnings.filterwarnings("ignore")


@app.command()
@with_column_options
def attribute(
    paths: Paths,
    columns: Columns,
    format: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.table,
    model: Model = stanza_models.BUNDLED,
    model_dir: ModelDir = None,
    codebook: CodebookFile = None,
    acts: ActsOption = EVERY_ACT,
    min_confidence: MinConfidence = 0.0,
    nested: Annotated[
        bool, typer.Option("--nested", help="Also what the sources let others say, in quotations inside quotations.")
    ] = False,
    aliases: AliasesFile = None,
) -> None:
    """Print every statement that the articles credit to somebody.

    Example: quotes attribute story.txt --format csv > statements.csv
    """
    wanted = _acts(acts)
    settled = read_aliases(aliases) if aliases else Aliases()
    job = Job(paths, columns, Messages())
    _need_files(job)
    try:
        with standard_output():
            analyzer = Analyzer(model, model_dir, codebook, wanted, min_confidence, nested)
            # On a terminal the attributions themselves show how far it is.
            with closing(job.run(analyzer, progress=not sys.stdout.isatty())) as analyses:
                if aliases is None:
                    print_analyses(analyses, format)
                else:  # which sources are one shows when all articles are there
                    found = list(analyses)
                    joined = join_sources([sources_table(found)], settled)
                    for remark in joined.remarks:
                        job.messages.print(remark)
                    print_analyses(found, format, joined.by_source())
    except KeyboardInterrupt:
        raise Interrupted(f"interrupted after {plural(job.read, 'article')}") from None
    _leave(job)


@app.command()
@with_column_options
def audit(
    paths: Paths,
    columns: Columns,
    out: Annotated[Path, typer.Option("--out", help="Folder for the report; made if it is not there.")],
    model: Model = stanza_models.BUNDLED,
    model_dir: ModelDir = None,
    codebook: CodebookFile = None,
    acts: ActsOption = EVERY_STATEMENT,
    min_confidence: MinConfidence = 0.0,
    checks: Annotated[
        Path | None, typer.Option("--checks", help="TOML file that changes the questions to the editor.")
    ] = None,
    aliases: AliasesFile = None,
    format: Annotated[
        str, typer.Option("--format", help="What to write beside the tables: html, md, json, pdf; comma between.")
    ] = "html,md,json",
    language: Annotated[str, typer.Option("--lang", help=f"Language of the report: {', '.join(languages())}.")] = "en",
    template_dir: Annotated[
        Path | None, typer.Option("--template-dir", help="Folder with templates that take the place of ours.")
    ] = None,
    compare_by: Annotated[
        str, typer.Option("--compare-by", help="Compare outlet, author, section, month, year or a column of your own.")
    ] = "",
    compare_with: Annotated[
        Path | None, typer.Option("--compare-with", help="Folder of an earlier audit to compare with.")
    ] = None,
) -> None:
    """Write a report on source balance, with a page an article and tables as CSV.

    Example: quotes audit articles/ --out report

    Example: quotes audit articles.csv --out report --compare-by outlet --format html,pdf

    An audit that was stopped (Ctrl-C, a full disk) leaves a report on what was done.

    The same command goes on from there: finished articles are taken from resume.jsonl in the --out folder.

    What changed is done anew: an article, or all of them after another option, model or version.
    """
    kept = _acts(acts)
    if compare_by and compare_with:
        raise UsageError("--compare-by and --compare-with: give one of the two")
    wanted = Wanted(
        _formats(format),
        language,
        template_dir,
        compare_by,
        _audit_folder(compare_with),
        read_aliases(aliases) if aliases else Aliases(),
    )
    asked = load_checks(checks)
    check_folder(out)
    messages = Messages()
    job = Job(paths, columns, messages, out)
    _need_files(job)
    if compare_by:
        _need_groups(job, compare_by)
    analyzer = Analyzer(model, model_dir, codebook, kept, min_confidence)
    chosen = {"acts": sorted(kept), "min_confidence": min_confidence}
    given = {"checks": checks, "aliases": aliases, "template_dir": template_dir, "compare_with": compare_with}
    files = stanza_models.identity(model, model_dir)
    report = Audit(
        out,
        analyzer.codebook,
        options={"paths": [shown(path) for path in paths]}
        | {"codebook": shown(codebook) if codebook else analyzer.codebook.name}
        | {name: value for name, value in asdict(columns).items() if value}
        | {name: shown(path) for name, path in given.items() if path}
        | {"formats": sorted(wanted.formats), "language": language, "compare_by": compare_by}
        | chosen,
        model={"name": model, "folder": shown(stanza_models.model_folder(model, model_dir)), "files": files},
        settings={"versions": versions(), "code": code_digest(), "model": files, "codebook": asdict(analyzer.codebook)}
        | chosen,
        skipped=job.skipped,
        on_skip=job.skip,
        on_remark=messages.print,
        wanted=wanted,
        checks=asked,
    )
    try:
        index = run_audit(job.run(analyzer, report.store), report)
    except KeyboardInterrupt:
        raise Interrupted(
            f"interrupted: {out} holds a report on {plural(sum(report.read.values()), 'article')}; "
            "the same command goes on from there"
        ) from None
    if index is None:
        if _only_columns_missing(job):
            raise typer.Exit(WRONG_USAGE)
        raise QuotesError("no article could be read, so no report was written; see above for each file")
    before = f" ({job.done_before} of them done before)" if job.done_before else ""
    messages.print(f"{plural(sum(report.read.values()), 'article')}{before}; the report: {index}")
    _leave(job)


@app.command()
def export(
    result: Annotated[
        Path, typer.Argument(help="Folder of an audit, or a file that `quotes attribute --format jsonl|csv` printed.")
    ],
    out: Annotated[Path, typer.Option("--out", help="Folder for the files; made if it is not there.")],
    format: Annotated[
        str, typer.Option("--format", help="csv, parquet, xlsx, jsonl, sqlite, or one of a plugin; comma between.")
    ] = EVERY_EXPORT,
) -> None:
    """Write the tables of a result for analysis programs, with a dictionary of columns and a data package.

    Example: quotes export report --out exported

    Example: quotes attribute articles/ --format jsonl > found.jsonl; quotes export found.jsonl --out exported
    """
    formats = _chosen("--format", format, [*ExportFormat, *added_formats()])
    messages = Messages()
    done = export_result(open_result(result), out, formats)
    for note in done.notes:
        messages.print(note)
    rows = ", ".join(f"{name} {number:,}" for name, number in done.rows.items())
    messages.print(f"{plural(len(done.files), 'file')} in {out}; rows: {rows}")


@app.command()
def evaluate(
    folder: Annotated[Path, typer.Argument(help="Folder with articles/ and gold/.")],
    predictions: Annotated[
        Path | None,
        typer.Option(help="Score these attributions (JSON Lines as `quotes attribute` prints) and not the toolkit's."),
    ] = None,
    model: Model = stanza_models.BUNDLED,
    model_dir: ModelDir = None,
    codebook: CodebookFile = None,
) -> None:
    """Score the toolkit, or anybody's attributions, against articles whose statements a person has marked.

    Example: quotes evaluate corpus

    Example: quotes evaluate corpus --predictions students.jsonl
    """
    gold = scoring.read_corpus_gold(folder / "gold")
    if predictions is not None:
        print_lines(scoring.report(scoring.score(gold, scoring.read_predictions(predictions))))
        return
    job = Job([str(folder / "articles")], Columns(), Messages())
    _need_files(job)
    analyzer = Analyzer(model, model_dir, codebook)
    try:
        with closing(job.run(analyzer)) as analyses:
            scores = scoring.evaluate(gold, analyses)
    except KeyboardInterrupt:
        raise Interrupted(f"interrupted after {plural(job.read, 'article')}; nothing was scored") from None
    print_lines(scoring.report(scores))
    _leave(job)


def _acts(names: str) -> frozenset[Act]:
    return frozenset(cast(list[Act], _chosen("--acts", names, ACTS)))


def _formats(names: str) -> frozenset[ReportFormat]:
    formats = frozenset(map(ReportFormat, _chosen("--format", names, [one.value for one in ReportFormat])))
    if ReportFormat.pdf in formats:
        need_weasyprint()
    return formats


def _chosen(option: str, names: str, known: Sequence[str]) -> list[str]:
    """The names that ``option`` lists; raises UsageError for one that is not ``known``, and for none."""
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in known]
    if unknown or not wanted:
        raise UsageError(f"{option} “{', '.join(unknown) or names}”: use some of {', '.join(known)}, comma between")
    return wanted


def _audit_folder(folder: Path | None) -> Path | None:
    """``folder``, where it holds the tables of an audit; else raises UsageError."""
    if folder and not all((folder / name).is_file() for name in ("attributions.csv", "articles.csv")):
        raise UsageError(f"--compare-with {folder}: no audit lies there; name the --out folder of an earlier one")
    return folder


def _need_files(job: Job) -> None:
    """End before the model is loaded where there is nothing to read; what is wrong has been said."""
    if not job.files:
        raise typer.Exit(FAILED)


def _need_groups(job: Job, by: str) -> None:
    """Raise ComparisonError, before the work, where the articles cannot be compared ``by``.

    Standard input cannot be read twice: what is wrong there is told when the report is written.
    """
    if STANDARD_INPUT in job.files:
        return
    # Without their texts: all are in memory at once.
    read = (replace(article, text="") for article in read_articles(job.files, job.columns, lambda skipped: None))
    articles = articles_table(Analysis(article, (), (), Layout((), ())) for article in read)
    if not articles.empty:  # else reading them says what is wrong
        groups_by(articles, by)


def _only_columns_missing(job: Job) -> bool:
    """Whether nothing was read because a column that was named is not there."""
    return not job.read and any(isinstance(skipped, SkippedTable) for skipped in job.skipped)


def _leave(job: Job) -> None:
    """End with the exit status that tells whether all was read."""
    if _only_columns_missing(job):
        raise typer.Exit(WRONG_USAGE)
    if job.skipped:
        raise typer.Exit(SOME_SKIPPED if job.read else FAILED)


def run(arguments: Sequence[str]) -> int:
    """Run the program with ``arguments``; returns the exit status. What a user can mend is told in one line."""
    try:
        app(list(arguments), prog_name="quotes")
    except SystemExit as end:
        if end.code == INTERRUPTED:
            Messages().print("interrupted")
        return end.code if isinstance(end.code, int) else ALL_READ if end.code is None else FAILED
    except ReaderGone:
        return READER_GONE
    except QuotesError as error:
        Messages().print(str(error) if isinstance(error, Interrupted) else f"quotes: {error}")
        if isinstance(error, Interrupted):
            return INTERRUPTED
        return WRONG_USAGE if isinstance(error, USAGE) else FAILED
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        Messages().print(f"quotes: {name}{error.strerror or error}; check that it is there and may be read")
        return FAILED
    except KeyboardInterrupt:
        Messages().print("interrupted")
        return INTERRUPTED
    return ALL_READ


def main() -> None:
    """The entry point ``quotes``: prepares the process, then :func:`run`."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    # A request to end (a batch system, a shutdown) is treated as Ctrl-C is: what is done stays readable.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(run(sys.argv[1:]))


def _open_closed_streams() -> None:
    """Give a process that was started with closed streams something in their place.

    Else the next file that is opened, a report, would take the number of standard output. Nothing comes
    from this standard input, and what is written to this standard output fails, as it should.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_WRONLY if number == 2 else os.O_RDONLY)
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8")  # noqa: SIM115


if __name__ == "__main__":
    main()
