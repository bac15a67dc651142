"""The commands ``quotes validate …``: a report in, a random sample for people to check, and what it proves, out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from quotes.cli.messages import Messages, plural
from quotes.cli.streams import print_lines
from quotes.errors import ReadError, UsageError, WriteError
from quotes.whole_file import in_place_of

if TYPE_CHECKING:
    from quotes.validation.estimates import Interval
    from quotes.validation.proof import Proof
    from quotes.validation.samples import Sample
    from reports.audit.finished import Finished

validate_app = typer.Typer(
    no_args_is_help=True, help="Check a random sample of a report, and learn how far to trust the rest."
)
Report = Annotated[Path, typer.Argument(help="Folder of a report that `quotes audit` wrote.")]
SHEETS = ("xlsx", "csv", "html")
"""Forms of a sheet; the last one is a page that needs no program but a browser."""
MOST_TOLD = 20
"""Faults of sheets that are told, each with its rows."""


@validate_app.command("sample")
def sample_command(
    report: Report,
    n: Annotated[int, typer.Option("--n", min=10, help="Statements to draw.")] = 100,
    paragraphs: Annotated[
        int | None, typer.Option("--paragraphs", min=2, help="Paragraphs to draw, for what was missed; else n ÷ 2.")
    ] = None,
    coders: Annotated[str, typer.Option("--coders", help="Who checks, comma between: a sheet for each.")] = "",
    overlap: Annotated[
        int, typer.Option("--overlap", min=0, help="How many go to all coders, to see how far they agree.")
    ] = 0,
    blind: Annotated[bool, typer.Option("--blind", help="Show no answer of the tool.")] = False,
    format: Annotated[str, typer.Option("--format", help="Of the sheets: xlsx, csv, or html, a page.")] = "xlsx",
    seed: Annotated[int, typer.Option("--seed", help="Number that fixes the draw; the same draws the same.")] = 1,
    again: Annotated[bool, typer.Option("--again", help="Draw anew; an earlier sample and its answers go.")] = False,
) -> None:
    """Draw statements and paragraphs at random, and write sheets for people to fill in.

    Example: quotes validate sample report --n 100

    Example: quotes validate sample report --n 200 --coders anna,ben --overlap 40 --blind

    Statements are drawn by role and by how sure the tool is; paragraphs show what it missed.

    Give the filled sheets to quotes validate report.
    """
    from quotes.validation.samples import FOLDER, PART_OF_PARAGRAPHS, SAMPLE, SampleWanted, draw, write_sample
    from quotes.validation.sheets import ANSWERS
    from reports.audit.finished import open_finished

    names = tuple(dict.fromkeys(name.strip() for name in coders.split(",") if name.strip())) or ("",)
    if format not in SHEETS:
        raise UsageError(f"--format “{format}”: use one of {', '.join(SHEETS)}")
    if overlap and len(names) < 2:
        raise UsageError("--overlap: name at least two people with --coders")
    finished = open_finished(report)
    folder = report / FOLDER
    if (folder / SAMPLE).exists() and not again:
        raise UsageError(f"{folder}: a sample lies there already; --again draws anew and takes its answers away")
    wanted = SampleWanted(n, n // PART_OF_PARAGRAPHS if paragraphs is None else paragraphs, names, overlap, blind, seed)
    sample = draw(finished.analyses(), finished.analyses(), wanted)
    write_sample(folder / SAMPLE, sample)
    (folder / ANSWERS).unlink(missing_ok=True)
    sheets = [_write_sheet(folder, sample, name, format, finished) for name in names]
    for line in _drawn(sample, report, sheets):
        Messages().print(line)


def _drawn(sample: Sample, report: Path, sheets: Sequence[Path]) -> Iterator[str]:
    """What a user is told of a sample whose ``sheets`` are to be filled in."""
    of_all, of_drawn = (Counter(unit.sort for unit in units) for units in (sample.units, sample.drawn))
    yield (
        f"Drawn at random: {plural(of_drawn['statement'], 'statement')} of {of_all['statement']:,} and "
        f"{plural(of_drawn['paragraph'], 'paragraph')} of {of_all['paragraph']:,}."
    )
    written = " ".join(map(str, sheets))
    if sheets[0].suffix == ".html":
        yield f"Open in a browser, and save to a file at the end: {written}"
        yield f"Then: quotes validate report {report} answers.jsonl"
    else:
        yield f"Fill in the yellow columns, or in CSV from “answer” on: {written}"
        yield f"Then: quotes validate report {report} {written}"


def _write_sheet(folder: Path, sample: Sample, coder: str, format: str, finished: Finished) -> Path:
    from quotes.validation.sheets import sheet_rows, write_sheet
    from reports.audit.proof import decided_before
    from reports.review.sample_page import sample_page

    before = decided_before(finished.folder, sample)
    safe = "".join(c if c.isalnum() or c in "-_" else "-" for c in coder)
    path = folder / f"sheet{'-' if safe else ''}{safe}.{format}"
    try:
        if format == "html":
            path.write_text(sample_page(finished, sample, coder, before), encoding="utf-8")
        else:
            write_sheet(path, sheet_rows(sample, coder, before), sample.wanted.blind, finished.codebook)
    except OSError as error:
        raise WriteError(f"cannot write {path} ({error.strerror or error}); close it in Excel, or make room") from error
    return path


@validate_app.command("report")
def report_command(
    report: Report,
    sheets: Annotated[
        list[Path] | None,
        typer.Argument(help="Filled sheets (.csv, .xlsx), or files that pages saved (.jsonl); those before are kept."),
    ] = None,
) -> None:
    """Say what the checked sample proves, and put the corrected shares into the report.

    Example: quotes validate report report report/validation/sheet.xlsx

    How often statements, speakers and roles are right, how much was missed, and the shares as they should be.

    Tables of it lie in validation/ in the folder of the report: shares.csv, rates.csv, units.csv (for R).
    """
    from quotes.table.csv_files import write_csv
    from quotes.validation.proof import proof_of
    from quotes.validation.samples import FOLDER, read_sample
    from quotes.validation.tables import rates_table, shares_table, units_table
    from reports.audit.finished import open_finished, write_again
    from reports.audit.proof import answers_of, decisions_on

    messages = Messages()
    finished = open_finished(report)
    sample = read_sample(report)
    if sheets:
        _take_answers(finished, sample, sheets, messages)
    if not answers_of(report):
        raise ReadError(f"{report}: no answer yet; name the filled sheets: quotes validate report {report} SHEET…")
    proof = proof_of(sample, decisions_on(report, sample))
    for name, table in (("shares", shares_table), ("rates", rates_table), ("units", units_table)):
        write_csv(table(proof), report / FOLDER / f"{name}.csv")
    index = write_again(finished, lambda skipped: messages.print(str(skipped)), messages.print)
    print_lines(_lines(proof, finished))
    messages.print(f"The corrected shares stand in {index}; tables in {report / FOLDER}")


def _take_answers(finished: Finished, sample: Sample, sheets: Sequence[Path], messages: Messages) -> None:
    """Keep what the sheets say, in place of what the same people said before; tell what cannot be understood."""
    from quotes.review.corrections import append_decisions
    from quotes.validation.samples import FOLDER
    from quotes.validation.sheets import ANSWERS, filled
    from reports.audit.proof import answers_of

    articles = {article.id: article for article in finished.articles()}
    read = [filled(path, sample, finished.codebook, articles.get) for path in sheets]
    problems = [problem for one in read for problem in one.problems]
    for problem in problems[:MOST_TOLD]:
        messages.print(problem)
    if problems:
        more = f" ({plural(len(problems) - MOST_TOLD, 'fault')} not shown)" if len(problems) > MOST_TOLD else ""
        what = f"{plural(sum(one.left_out for one in read), 'row')} not understood and left out{more}"
        messages.print(f"{what}; mend and give the sheet again")
    new = [decision for one in read for decision in one.decisions]
    people = {decision.who for decision in new}
    kept = [decision for decision in answers_of(finished.folder) if decision.who not in people]
    with in_place_of(finished.folder / FOLDER / ANSWERS) as part:
        append_decisions(part, [*kept, *new])


def _lines(proof: Proof, finished: Finished) -> Iterator[str]:
    yield from _sentences(proof, finished)
    yield ""
    yield from _rate_lines(proof)
    yield ""
    yield f"{'share of statements':<24}{'found':>8}{'corrected':>11}{'in these articles':>20}{'in such articles':>19}"
    for role in proof.roles:
        share = proof.share("role", [role])
        cells = f"{proof.found('role', role):>8.1%}{share.value:>11.1%}"
        yield f"{role:<24}{cells}{_span(share.here):>20}{_span(share.designed):>19}"


def _sentences(proof: Proof, finished: Finished) -> Iterator[str]:
    """What the sample proves, in plain words."""
    many = f"{plural(proof.statements, 'statement')} and {plural(proof.paragraphs, 'paragraph')}"
    official = finished.codebook.official
    roles = official or proof.roles[:1]
    share = proof.share("role", roles)
    named = ", ".join(roles)
    whose, before = (f"officials ({named})", _without(finished)) if official else (named, "")
    yield f"With {many} checked, the share of {whose} is {share.value:.0%} ({_span(share.designed)}){before}."
    yield f"In these very articles alone it is {_span(share.here)}; the tool counted {_found(proof, roles):.0%}."
    if proof.open_units:
        number = plural(len(proof.open_units), "drawn item")
        yield f"{number} without an answer: the others of the same kind stand for these."
    once = sum(answer.people == 1 for answer in proof.told)
    if once < len(proof.told):
        yield f"{plural(len(proof.told) - once, 'item')} by several people, who count alike: see quotes agreement."


def _found(proof: Proof, roles: Sequence[str]) -> float:
    return sum(proof.found("role", role) for role in roles)


def _without(finished: Finished) -> str:
    """What could be said without the sample: the band of known error, where there is one."""
    from reports.audit.corpus import figure_pieces
    from reports.measures.balance import balance
    from reports.measures.counting import CHECKED
    from reports.measures.figures import Figures

    measures = balance(Figures(figure_pieces(finished.folder, CHECKED)), codebook=finished.codebook)
    found = measures.value("official_share")
    if measures.known_error is None or math.isnan(found.band_low):
        return "; without the check nothing could be said of the tool’s errors"
    low, high = 100 * found.band_low, 100 * found.band_high
    return f"; without the check, if the tool erred as on {measures.known_error.short}, {low:.0f} to {high:.0f}"


def _rate_lines(proof: Proof) -> Iterator[str]:
    names = {
        "precision": "of the statements found are statements",
        "recall": "of the true statements were found",
        "speaker": "of the found ones have the right speaker",
        "role": "have the right role",
        "named": "are rightly called named or unnamed",
    }
    rates = list(proof.rates())
    for rate in rates:
        if rate.role == "all":
            yield f"{rate.estimate.value:>5.0%} ({_span(rate.estimate.here)}) {names[rate.measure]}"
    yield ""
    columns = ("precision", "recall", "speaker", "role", "named")
    yield f"{'by role':<12}" + "".join(f"{name:>19}" for name in columns)
    for role in proof.roles:
        own: dict[str, Any] = {rate.measure: rate for rate in rates if rate.role == role}
        cells = (own.get(name) for name in columns)
        yield f"{role:<12}" + "".join(
            f"{'–' if one is None else f'{one.estimate.value:.0%} ({_span(one.estimate.here)})':>19}" for one in cells
        )


def _span(interval: Interval) -> str:
    if math.isnan(interval.low):
        return "too few articles"
    return f"{100 * interval.low:.0f} to {100 * interval.high:.0f}"


@validate_app.command("plan")
def plan_command(
    report: Report,
    width: Annotated[
        float, typer.Option("--width", min=1, max=100, help="How wide the interval may be, in points: 10 is ± 5.")
    ] = 10.0,
    of: Annotated[str, typer.Option("--of", help="Roles whose share it is, comma between; else officials.")] = "",
) -> None:
    """Say how many statements to check for an interval of a wanted width.

    Example: quotes validate plan report --width 8

    Example: quotes validate plan report --width 6 --of witness,activist
    """
    from quotes.cli.options import chosen
    from quotes.validation.plan import plans
    from quotes.validation.samples import sampling_frame
    from reports.audit.finished import open_finished

    finished = open_finished(report)
    known = [role.name for role in finished.codebook.roles]
    roles = chosen("--of", of, known) if of else list(finished.codebook.official)
    if not roles:
        raise UsageError(f"the codebook calls no role official; name the roles with --of: {', '.join(known)}")
    found = plans(sampling_frame(finished.analyses()), roles)
    print_lines(_plan_lines(found, roles, width / 100))


def _plan_lines(found: Sequence[Any], roles: Sequence[str], width: float) -> Iterator[str]:
    enough = next((plan for plan in found if plan.here <= width), None)
    if enough is not None:
        yield (
            f"Check {plural(enough.statements, 'statement')} and {plural(enough.paragraphs, 'paragraph')}: the share "
            f"of {', '.join(roles)} in these articles is then known to about {100 * enough.here:.0f} points."
        )
    else:
        yield f"Even all {found[-1].statements:,} statements leave more than {100 * width:.0f} points; allow more."
    if found[-1].beyond > width:
        yield (
            f"For articles such as these, it cannot get below {100 * found[-1].beyond:.0f} points: these are too few, "
            "however many statements are checked. Audit more articles."
        )
    yield ""
    yield f"{'statements':>10}{'paragraphs':>12}{'width here':>12}{'in such articles':>18}"
    for plan in found:
        beyond = "too few" if math.isnan(plan.beyond) else f"{100 * plan.beyond:.1f}"
        yield f"{plan.statements:>10,}{plan.paragraphs:>12,}{100 * plan.here:>12.1f}{beyond:>18}"
