"""The commands ``measure pace | errors | …``: arguments in, the lines of the other modules here out."""

from pathlib import Path
from typing import Annotated

import typer

from training import command
from training.command import print_lines

measure_app = typer.Typer(no_args_is_help=True, help="How good, how fast and how large: the figures in docs/.")


@measure_app.command("pace")
def measure_pace(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="Stanza resource folder.", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Another one.", show_default=False)],
    folder: command.Articles,
    most: command.Most = command.MOST,
    rounds: command.Rounds = command.ROUNDS,
) -> None:
    """Compare how many words two sets of Stanza models read in a CPU second.

    Example: python -m training measure pace old/models quotes/models corpus/articles
    """
    from training.measure.pace import report

    print_lines(report(old, new, folder, most, rounds))


@measure_app.command("scale")
def measure_scale(
    folder: command.Articles,
    sizes: Annotated[
        list[int] | None,
        typer.Option("--size", min=1, help="How many articles; once for each size.", show_default="1000 and 10000"),
    ] = None,
    keep: Annotated[Path | None, typer.Option("--keep", help="Folder that keeps the reports.")] = None,
) -> None:
    """Tell time and memory of reports on thousands of articles, everything behind the parser.

    Example: python -m training measure scale corpus/articles --size 1000
    """
    from training.measure.scale import SIZES, report

    print_lines(report(folder, sizes or SIZES, keep))


@measure_app.command("errors")
def measure_errors(
    polnear: command.Polnear,
    work: command.Work,
    part: command.PartOption = "dev",
    articles: Annotated[int, typer.Option("--articles", min=1, help="How many articles, drawn at random.")] = 50,
    examples: Annotated[int, typer.Option("--examples", min=0, help="Examples of each reason to print.")] = 0,
) -> None:
    """Count why annotated attributions of PolNeAR are not found.

    Example: python -m training measure errors --polnear POLNEAR --work WORK --examples 10
    """
    from training.measure.errors import report

    print_lines(report(polnear, work, part, articles, examples))


@measure_app.command("agreement")
def measure_agreement(polnear: command.Polnear) -> None:
    """Tell how much of what one annotator of PolNeAR marked the others marked too.

    Example: python -m training measure agreement --polnear POLNEAR
    """
    from training.measure.agreement import report

    print_lines(report(polnear))


@measure_app.command("acts")
def measure_acts(polnear: command.Polnear, work: command.Work, part: command.PartOption = "train") -> None:
    """Count which acts the lexicon gives to the cues of PolNeAR, and for how many it has none.

    Example: python -m training measure acts --polnear POLNEAR --work WORK
    """
    from training.measure.acts import report

    print_lines(report(polnear, work, part))


@measure_app.command("curve")
def measure_curve(
    predictions: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="What `quotes attribute --format jsonl` printed of the texts.", show_default=False
        ),
    ],
    gold: Annotated[Path, typer.Option("--gold", help="Folder of PolNeAR's .ann files.")],
) -> None:
    """Tell what precision and recall each `--min-confidence` leaves.

    Example: python -m training measure curve --gold POLNEAR/dev/attributions dev.jsonl
    """
    from training.measure.curve import report

    print_lines(report(predictions, gold))


@measure_app.command("confidence")
def measure_confidence() -> None:
    """Tell how often attributions of each confidence are right, as counted when the weights were fitted.

    Example: python -m training measure confidence
    """
    from training.measure.confidence import report

    print_lines(report())


@measure_app.command("typical")
def measure_typical(corpus: command.Corpus = command.CORPUS) -> None:
    """Tell which passages of corpus/ that were once noted as read wrong still are, and why.

    Example: python -m training measure typical
    """
    from training.measure.typical import report

    print_lines(report(corpus))


@measure_app.command("accuracy")
def measure_accuracy(
    polnear: Annotated[Path | None, typer.Option("--polnear", help="Folder of PolNeAR, with train/ and dev/.")] = None,
    roles: Annotated[Path | None, typer.Option("--roles", help="Folder with dev/text/ and dev/roles.tsv.")] = None,
    score: Annotated[Path | None, typer.Option("--score", help="The scorer, score.py.")] = None,
    work: Annotated[Path | None, typer.Option("--work", help="The folder of `attribution fit`.")] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", help="Measure this only; can be given again.", show_default="all")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Measure also what is kept, of the present models.")] = False,
    page_only: Annotated[bool, typer.Option("--page-only", help="Measure nothing, write the page anew.")] = False,
    docs: Annotated[
        Path, typer.Option("--out", help="Folder for accuracy.md and measured/.", show_default="docs")
    ] = command.DOCS,
) -> None:
    """Measure all figures of docs/accuracy.md and write it; an interrupted run goes on where it stopped.

    Example: python -m training measure accuracy --polnear POLNEAR --roles ROLES --score score.py --work WORK
    """
    from training.measure.accuracy.measuring import Places
    from training.measure.accuracy.run import LeftOut, measure, measurements_named

    given = {"POLNEAR": polnear, "ROLES": roles, "score.py": score, "WORK": work}
    places = Places({name: path for name, path in given.items() if path is not None})
    try:
        print_lines(measure([] if page_only else measurements_named(only or ()), places, docs, again))
    except LeftOut as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(command.LEFT_OUT) from None


@measure_app.command("coverage")
def measure_coverage(
    corpora: Annotated[
        int, typer.Option("--corpora", min=1, help="Simulated corpora for each number of articles.")
    ] = 2_000,
) -> None:
    """Tell how often the 95 % intervals of a report hold the true share, on simulated corpora.

    Example: python -m training measure coverage
    """
    from training.measure.coverage import report

    print_lines(report(corpora))


@measure_app.command("checked")
def measure_checked(
    corpora: Annotated[int, typer.Option("--corpora", min=1, help="Simulated corpora for each row.")] = 500,
) -> None:
    """Tell how often the intervals of shares corrected by a checked sample hold the true share, on simulated corpora.

    Example: python -m training measure checked
    """
    from training.measure.checked import report

    print_lines(report(corpora))


@measure_app.command("spoil")
def measure_spoil(
    report: Annotated[Path, typer.Argument(help="A report of the articles of corpus/.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", help="Folder of the report with errors.")],
) -> None:
    """Give statements of a report wrong roles on purpose, for the example of docs/validation.md.

    Example: python -m training measure spoil plain --out report
    """
    from training.measure.example import spoil

    print_lines(spoil(report, out))


@measure_app.command("fill")
def measure_fill(
    report: Annotated[Path, typer.Argument(help="A report of the articles of corpus/.", show_default=False)],
    sheet: Annotated[Path, typer.Argument(help="Excel sheet of its sample.", show_default=False)],
    corpus: command.Corpus = command.CORPUS,
    slips: Annotated[bool, typer.Option("--slips", help="Put down some roles wrongly, as people do.")] = False,
) -> None:
    """Fill in a sheet from gold annotation, as somebody who makes no mistake would, or few.

    Example: python -m training measure fill report report/validation/sheet-anna.xlsx
    """
    from training.measure.example import fill

    print_lines(fill(report, sheet, corpus, slips))


@measure_app.command("known-error")
def measure_known_error(
    polnear: Annotated[
        Path, typer.Option("--polnear", help="Folder with text/, attributions/ and roles.tsv: PolNeAR's dev/.")
    ],
    corpus: command.Corpus = command.CORPUS,
    out: Annotated[
        Path | None, typer.Option("--out", help="The file to write, if not that which reports read.")
    ] = None,
) -> None:
    """Count what the toolkit gets wrong on gold annotation, into reports/measures/known_error.toml.

    Example: python -m training measure known-error --polnear POLNEAR/dev
    """
    from reports.measures.known_error import FILE
    from training.measure.known_error import write

    write(polnear, corpus, out or FILE)
    print(f"{out or FILE}: written")
