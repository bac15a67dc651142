"""The command ``quotes agreement``: what several coders marked in, how far they agree and what splits them, out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from quotes.cli.codings import coding_of_tool, codings_at, texts_of
from quotes.cli.messages import Messages, plural
from quotes.cli.streams import print_lines
from quotes.errors import UsageError, WriteError
from quotes.messages import shortened

if TYPE_CHECKING:
    import pandas as pd

    from quotes.agreement.items import Item

MOST_SHOWN = 10
"""Items that split coders of which each is shown."""
LONGEST = 100
"""Characters of such an item that are shown."""
HEAD = f"{'value':>7}{'95 % interval':>17}{'items':>8}"
MEASURES = {
    "f1": "F1",
    "percent": "same (share)",
    "alpha": "Krippendorff’s alpha",
    "unitized_alpha": "unitized alpha",
    "cohens_kappa": "Cohen’s kappa",
    "fleiss_kappa": "Fleiss’ kappa",
}
"""What the measures of the tables are called."""
Texts = Annotated[
    Path | None, typer.Option("--texts", help="Report, or folder of the articles, for formats that have no texts.")
]
Coders = Annotated[
    list[str],
    typer.Argument(
        metavar="CODERS…",
        help="Of each or of all coders a file or folder: decisions (.jsonl), tables (.csv, .xlsx), brat, INCEpTION, "
        "Label Studio, W3C; or a report, for its sample. NAME=PATH names one.",
        show_default=False,
    ),
]


def agreement(
    coders: Coders,
    tool: Annotated[Path | None, typer.Option("--tool", help="Report of which the tool is one more coder.")] = None,
    texts: Texts = None,
    out: Annotated[Path | None, typer.Option("--out", help="New folder for tables, and files for ReCal.")] = None,
) -> None:
    """Say how far several people agree on statements, roles and speakers, and show what splits them.

    Example: quotes agreement report --tool report

    Example: quotes agreement anna=brat/anna ben=labels.json --texts report --out agreement

    Krippendorff's alpha, Cohen's and Fleiss' kappa and per cent, with 95 % intervals by drawing articles again.
    """
    from quotes.agreement.items import items_of, split
    from quotes.agreement.tables import agreement_table, pairs_table

    known = texts_of(texts or tool)
    codings = codings_at(coders, known)
    if tool is not None:
        codings.append(coding_of_tool(tool))
    if len(codings) < 2:
        raise UsageError(f"only one coder: {', '.join(one.coder for one in codings)}; name a second, or --tool REPORT")
    if out is not None and out.exists():
        raise WriteError(f"--out {out} is there already; name a new folder")
    names = [coding.coder for coding in codings]
    items = items_of(codings)
    table, pairs = agreement_table(codings, items), pairs_table(codings, items)
    number = len(split(items))
    print_lines(_lines(names, items, table, pairs))
    if out is not None:
        _write(out, names, items, table, pairs)
        Messages().print(f"{out}: agreement.csv, pairs.csv, split.csv with {plural(number, 'row')}, and recal/")


def _lines(names: Sequence[str], items: Sequence[Item], table: pd.DataFrame, pairs: pd.DataFrame) -> Iterator[str]:
    yield f"{plural(len(names), 'coder')} ({', '.join(names)}), {plural(len(items), 'statement')} of one or more"
    yield ""
    yield f"{'all coders':<42}{HEAD}"
    yield from (_line(row) for row in table.to_dict("records"))
    for (one, other), rows in pairs.groupby(["coder", "other"], sort=False):
        yield ""
        yield f"{f'{one} and {other}':<42}{HEAD}"
        yield from (_line(row) for row in rows.to_dict("records"))
    yield from _split_lines(items)


def _line(row: dict[Any, Any]) -> str:
    span = "–" if math.isnan(row["low"]) else f"{row['low']:.2f} to {row['high']:.2f}"
    measure = MEASURES[row["measure"]]
    return f"{row['variable']:<20} {measure:<21}{row['value']:>7.2f}{span:>17}{row['items']:>8,}"


def _split_lines(items: Sequence[Item]) -> Iterator[str]:
    from quotes.agreement.items import split
    from quotes.review.corrections import main_places
    from quotes.review.table import one_text

    found = [one for one in split(items) if one[1] != "statement"]
    if found:
        yield ""
        yield f"What splits them ({min(len(found), MOST_SHOWN)} of {len(found):,}):"
    for item, variable, labels in found[:MOST_SHOWN]:
        words = " ".join(one_text(item.reading.content or main_places(item.reading)).split())
        shown = shortened(words, LONGEST)
        yield f"  {item.article}: {shown}"
        yield f"    {variable}: " + ", ".join(f"{coder} {label}" for coder, label in labels.items())


def _write(out: Path, names: Sequence[str], items: Sequence[Item], table: pd.DataFrame, pairs: pd.DataFrame) -> None:
    from quotes.agreement.items import VARIABLES
    from quotes.agreement.recal import write_recal
    from quotes.agreement.tables import split_table
    from quotes.table.csv_files import write_csv

    try:
        out.mkdir(parents=True)
        for name, frame in (("agreement", table), ("pairs", pairs), ("split", split_table(items, names))):
            write_csv(frame, out / f"{name}.csv")
        for variable in VARIABLES:
            write_recal(out / "recal", items, names, variable)
    except OSError as error:
        raise WriteError(f"cannot write {out} ({error.strerror or error}); make room or change permissions") from error
