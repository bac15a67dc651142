"""Analyses in, lines on standard output out: JSON Lines, CSV, or a table to read."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from quotes.cli.options import PrintFormat
from quotes.linking.aliases import Aliases
from quotes.linking.tables import join_sources
from quotes.messages import one_line
from quotes.model import Analysis
from quotes.table.csv_files import LINE_END, defused_frame
from quotes.table.rows import attributions_table, frame_of, records, sources_table

Keys = Mapping[tuple[str, int | None], str]

NARROW = 120
"""Columns of a terminal below which a table would break words."""
SHOWN = ("speaker", "role", "kind", "act", "cue_text", "content_text", "confidence")
COLUMNS = {"": None, "speaker": 3, "role": None, "kind": None, "act": None, "cue": 2, "content": 8, "conf.": None}
"""Columns of the table: its number and what is ``SHOWN``, with the share of the width that each may fill."""


def print_analyses(analyses: Iterable[Analysis], format: PrintFormat, keys: Keys | None = None) -> None:
    """Write the attributions to standard output, each article's as soon as it is there.

    ``keys`` are those of the sources over all articles, by article and number of the source, where they are known.
    """
    PRINTERS[format](analyses, keys or {})


def print_joined(
    analyses: Iterable[Analysis], format: PrintFormat, aliases: Aliases, on_remark: Callable[[str], None]
) -> None:
    """``print_analyses`` with the keys of the sources over all articles, which only show when all of them are there.

    ``on_remark`` hears what of ``aliases`` could not be done.
    """
    found = list(analyses)
    joined = join_sources([sources_table(found)], aliases)
    for remark in joined.remarks:
        on_remark(remark)
    print_analyses(found, format, joined.by_source())


def _print_jsonl(analyses: Iterable[Analysis], keys: Keys) -> None:
    for analysis in analyses:
        for row in _keyed(analysis, keys):
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def _print_csv(analyses: Iterable[Analysis], keys: Keys) -> None:
    """The same as ``attributions.csv`` of an audit, so that Excel opens it right too."""
    sys.stdout.write("\ufeff" + attributions_table([]).to_csv(index=False, lineterminator=LINE_END))
    for analysis in analyses:
        frame = defused_frame(frame_of(_keyed(analysis, keys), "attributions"))
        sys.stdout.write(frame.to_csv(index=False, header=False, lineterminator=LINE_END))
        sys.stdout.flush()


def _keyed(analysis: Analysis, keys: Keys) -> Iterator[dict[str, Any]]:
    """The rows of an article, with the key of the source over all articles where it is known."""
    for row in records(analysis):
        yield row | {"corpus_source": keys.get((row["article"], row["source_id"]))}


def _print_table(analyses: Iterable[Analysis], keys: Keys) -> None:
    console = Console(markup=False, highlight=False)
    for analysis in analyses:
        article = analysis.article
        title = _cell(f"{article.id}: {article.title}" if article.title else article.id)
        rows = [{name: _shown(row[name]) for name in SHOWN} for row in records(analysis)]
        with console.capture() as capture:
            if not rows:
                console.print(f"{title}: no attribution")
            elif console.width < NARROW:
                _print_list(console, title, rows)
            else:
                console.print(_table(title, rows))
        sys.stdout.write(capture.get())
        sys.stdout.flush()


def _table(title: str, rows: list[dict[str, str]]) -> Table:
    table = Table(title=title, title_justify="left", expand=True)
    for name, ratio in COLUMNS.items():
        table.add_column(name, ratio=ratio, no_wrap=ratio is None, overflow="fold")
    for number, row in enumerate(rows, start=1):
        table.add_row(str(number), *row.values())
    return table


def _print_list(console: Console, title: str, rows: list[dict[str, str]]) -> None:
    """One attribution below the other, where columns would be too narrow for words."""
    console.print(title)
    for number, row in enumerate(rows, start=1):
        said = " · ".join(row[name] for name in ("kind", "act", "cue_text", "confidence") if row[name])
        console.print(f"{number}. {row['speaker'] or 'nobody named'} ({row['role']}) · {said}")
        if row["content_text"]:
            console.print(Padding(row["content_text"], (0, 0, 0, 4)))
    console.print()


def _shown(value: object) -> str:
    """A value as a cell: two decimals of a number, nothing for what is not there."""
    if isinstance(value, float):
        return f"{value:.2f}"
    return "" if value is None else _cell(str(value))


def _cell(text: str) -> str:
    """Text of an article as a terminal can show it: white space single, control characters as escapes."""
    return one_line(" ".join(text.split()))


PRINTERS: dict[PrintFormat, Callable[[Iterable[Analysis], Keys], None]] = {
    "jsonl": _print_jsonl,
    "csv": _print_csv,
    "table": _print_table,
}
