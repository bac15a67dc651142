"""The commands ``quotes corrections apply | list | check | merge``: what people put right in, reports with it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from quotes.cli.exits import SOME_SKIPPED
from quotes.cli.messages import Messages, plural
from quotes.errors import UsageError
from quotes.messages import Skipped
from quotes.model import Analysis

if TYPE_CHECKING:
    from quotes.review.corrections import Decision
    from reports.audit.finished import Finished

Report = Annotated[Path, typer.Argument(help="Folder of a report that `quotes audit` wrote.", show_default=False)]
SHEETS = (".csv", ".xlsx")

corrections_app = typer.Typer(no_args_is_help=True, help="What people put right in a report: see, check, merge, apply.")


@corrections_app.command("apply")
def apply(report: Report) -> None:
    """Write a report anew with the corrections that lie beside it; nothing is analysed again.

    Example: quotes corrections apply report
    """
    from reports.audit.finished import open_finished, write_again

    messages = Messages()
    path = write_again(open_finished(report), lambda skipped: messages.print(f"skipped {skipped}"), messages.print)
    messages.print(f"the report: {path}")


@corrections_app.command("list")
def list_corrections(
    report: Report,
    out: Annotated[Path | None, typer.Option("--out", help="Write them as a sheet: a .csv or .xlsx file.")] = None,
    all_statements: Annotated[
        bool, typer.Option("--all", help="With every statement that nobody has looked at, to be filled in.")
    ] = False,
) -> None:
    """List the corrections of a report, in words; or write them as a sheet to fill in and merge.

    Example: quotes corrections list report

    Example: quotes corrections list report --all --out sheet.xlsx
    """
    from quotes.review.table import correction_rows, line_of, open_rows
    from reports.audit.finished import open_finished

    if out is not None and out.suffix.lower() not in SHEETS:
        raise UsageError(f"--out {out}: name a file that ends in .csv or .xlsx")
    finished = open_finished(report)
    outcomes = _outcomes(finished)
    if out is None:
        for decision, problem in outcomes:
            typer.echo(line_of(decision, problem))
        if not outcomes:
            Messages().print(f"no corrections in {report} yet; put something right with: quotes review {report}")
        return
    rows = list(correction_rows(outcomes))
    if all_statements:
        done = {decision.subject for decision, _ in outcomes}
        rows += [row for analysis in finished.analyses() for row in open_rows(analysis, done)]
    _write_sheet(out, rows, finished)
    Messages().print(
        f"{plural(len(rows), 'row')} in {out}; bring it back with: quotes corrections merge {report} {out}"
    )


@corrections_app.command("check")
def check(report: Report) -> None:
    """Say which corrections of a report still fit its articles, and which do not and why.

    Example: quotes corrections check report
    """
    from quotes.review.table import line_of
    from reports.audit.finished import open_finished

    outcomes = _outcomes(open_finished(report))
    counts = Counter(decision.action for decision, problem in outcomes if not problem)
    lost = [(decision, problem) for decision, problem in outcomes if problem]
    kinds = f" ({', '.join(f'{number} {action}' for action, number in counts.most_common())})" if counts else ""
    typer.echo(f"{plural(counts.total(), 'correction')} fit{kinds}; {len(lost)} do not")
    for decision, problem in lost:
        typer.echo(line_of(decision, problem))
    if lost:
        raise typer.Exit(SOME_SKIPPED)


@corrections_app.command("merge")
def merge(
    report: Report,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…", help="corrections.jsonl of others, or sheets (.csv, .xlsx).", show_default=False
        ),
    ],
    who: Annotated[str, typer.Option("--who", help="Who filled in a sheet, where its column who is empty.")] = "",
) -> None:
    """Bring corrections from other files into a report: of several people, of the page as one file, of a sheet.

    Example: quotes corrections merge report kim.jsonl lee.jsonl

    Example: quotes corrections merge report sheet.xlsx --who Kim

    Of two decisions on one statement the later one counts, and the command says so.
    """
    from quotes.review.corrections import CORRECTIONS, append_decisions, lock_of, read_decisions
    from quotes.review.merge import merged_decisions
    from reports.audit.finished import open_finished

    messages = Messages()
    finished = open_finished(report)
    skipped: list[Skipped] = []

    def skip(what: Skipped) -> None:
        skipped.append(what)
        messages.print(f"passed over {what}")

    path = report / CORRECTIONS
    with lock_of(path):
        own = read_decisions(path, skip)
        others = [decision for file in files for decision in _decisions_of(file, finished, own, who, skip)]
        result = merged_decisions(own, others)
        append_decisions(path, result.new)
    for remark in result.remarks:
        messages.print(f"two decisions on one statement: {remark}")
    messages.print(
        f"{plural(len(result.new), 'new decision')} in {path}; to the report: quotes corrections apply {report}"
    )
    if skipped:
        raise typer.Exit(SOME_SKIPPED)


def _decisions_of(
    file: Path, finished: Finished, own: Sequence[Decision], who: str, skip: Callable[[Skipped], None]
) -> Iterable[Decision]:
    """The decisions of one file; raises UsageError where it is not there."""
    from quotes.review.corrections import read_decisions
    from quotes.review.filled_in import SheetReader
    from quotes.table.rows import writable

    if not file.is_file():
        raise UsageError(f"{file}: no such file; name a corrections.jsonl or a sheet")
    if file.suffix.lower() not in SHEETS:
        return read_decisions(file, skip)
    articles = {writable(article.id): article for article in finished.articles()}

    def analysis_of(name: str) -> Analysis | None:
        return finished.found(articles[name]) if name in articles else None

    roles = [role.name for role in finished.codebook.roles]
    return SheetReader(analysis_of, {one.id: one for one in own}, roles, who, skip).decisions(file)


def _outcomes(finished: Finished) -> list[tuple[Decision, str]]:
    """The standing decisions of a report, each with why it cannot be carried out, empty where it can."""
    from quotes.review.corrections import CORRECTIONS, read_decisions
    from reports.audit.corrections import Corrections

    messages = Messages()
    path = finished.folder / CORRECTIONS
    corrections = Corrections(read_decisions(path, lambda skipped: messages.print(f"passed over {skipped}")))
    for article in finished.articles():
        if corrections.on(article):
            corrections.correct(finished.found(article))
    return list(corrections.outcomes())


def _write_sheet(out: Path, rows: Sequence[dict[str, Any]], finished: Finished) -> None:
    from quotes.review.workbook import write_corrections_workbook
    from quotes.table.csv_files import CsvFile

    if out.suffix.lower() == ".csv":
        CsvFile(out, "corrections").add_rows(rows)
    else:
        write_corrections_workbook(out, rows, [role.name for role in finished.codebook.roles])
