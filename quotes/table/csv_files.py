"""Rows in, CSV files out that Excel opens and no cell of which can run; and back unchanged.

The files are UTF-8 with a byte order mark, commas, and CRLF line ends. A text cell that a
spreadsheet would run as a formula, or that pandas or a spreadsheet would take for a number, a truth
value or a missing one, is *defused*: it gets one apostrophe in front, which ``restored`` takes off
(https://owasp.org/www-community/attacks/CSV_Injection).
"""

import csv
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from quotes.errors import ReadError
from quotes.table.columns import TABLES, Column, TableName, codebook

PIECE = 5_000
"""Rows of a table that are in memory at a time where it is read piece by piece."""
LINE_END = "\r\n"
LONGEST_CELL = 32_767
"""What a cell of Excel holds, in UTF-16 units: a longer one would spill over the rows below it."""

# Each pattern is closed under more apostrophes in front: that is what makes defusing invertible.
BLANK = r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
FORMULA = re.compile(rf"'*{BLANK}[\t\r\n=+\-@|＝＋－＠｜﹢﹣﹦﹫]")
NUMBER = re.compile(r"'*\s*(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d*)?\s*", re.IGNORECASE)
SPAN = r"\[\d{1,12}, ?\d{1,12}\]"
SPANS = {"span": re.compile(SPAN), "spans": re.compile(rf"\[(?:{SPAN}(?:, ?{SPAN})*)?\]")}
WHOLE_NUMBER = re.compile(r"0|[1-9]\d{0,14}")
MISSING = re.compile(
    r"'*\s*(?:#N/A(?: N/A)?|#NA|N/A|NA|<NA>|NaN|NULL|None|1\.#IND|1\.#QNAN|True|False|Inf(?:inity)?)\s*", re.IGNORECASE
)


def defused(cell: str) -> str:
    """``cell`` with an apostrophe in front where a program would not take it for the text that it is."""
    return f"'{cell}" if is_charged(cell) else cell


def restored(cell: str) -> str:
    """The text that ``defused`` was given."""
    return cell[1:] if cell.startswith("'") and is_charged(cell[1:]) else cell


def is_charged(cell: str) -> bool:
    """Whether a program might take ``cell`` for something else than the text that it is."""
    if FORMULA.match(cell) or MISSING.fullmatch(cell):
        return True
    # A plain whole number stays: an article's identifier must still match the user's own tables.
    return bool(NUMBER.fullmatch(cell)) and not WHOLE_NUMBER.fullmatch(cell)


def defused_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` as it is written: texts defused, and cut to what a cell of Excel holds; truths as R writes them."""
    texts = {
        str(name): frame[name].map(lambda cell: cut(defused(cell)), na_action="ignore").astype("string")
        for name in frame.columns
        if isinstance(frame[name].dtype, pd.StringDtype)
    }
    truths = {
        str(name): frame[name].map({True: "TRUE", False: "FALSE"}).astype("string")
        for name in frame.select_dtypes(["bool", "boolean"]).columns
    }
    return frame.assign(**texts, **truths)


def cut(cell: str) -> str:
    """``cell`` shortened to what a cell of Excel holds, with “…” at its end."""
    if 2 * len(cell) <= LONGEST_CELL:
        return cell
    units = cell.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CELL:
        return cell
    return units[: 2 * (LONGEST_CELL - 1)].decode("utf-16-le", errors="ignore") + "…"


def is_cut(cell: str) -> bool:
    """Whether ``cell`` looks as if ``cut`` had shortened it."""
    return (
        cell.endswith("…") and len(cell) > LONGEST_CELL // 3 and len(cell.encode("utf-16-le")) >= 2 * LONGEST_CELL - 2
    )


def write_rows(path: Path, names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows of a table that is none of ``TABLES``, with these columns, as the others are; raises OSError."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator=LINE_END)
        writer.writerow(names)
        writer.writerows([_written(row[name]) for name in names] for row in rows)


class CsvFile:
    """A CSV file of one table that grows as articles finish.

    What ``add_rows`` adds is on disk when it returns, so that a job that is stopped leaves whole rows.
    Overwrites ``path``; raises OSError where that cannot be done.
    """

    def __init__(self, path: str | Path, table: TableName) -> None:
        self.path = Path(path)
        self._names = [column.name for column in TABLES[table]]
        write_csv(pd.DataFrame(columns=self._names), self.path)

    def add_rows(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Append rows, each with a value for every column of the table (else KeyError); spans may be lists.

        What is written is what ``write_csv`` writes of the same rows as a frame, in a fraction of the time.
        """
        with self.path.open("a", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator=LINE_END)
            writer.writerows([_written(row[name]) for name in self._names] for row in rows)


def _written(value: Any) -> str:
    if isinstance(value, str):
        return cut(defused(value))
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()  # as R and spreadsheets write it
    return json.dumps(value) if isinstance(value, list) else str(value)


def write_csv(frame: pd.DataFrame, path: str | Path) -> None:
    """Write ``frame``, a table of any columns, to ``path``; raises OSError where that cannot be done."""
    with Path(path).open("w", encoding="utf-8-sig", newline="") as file:
        defused_frame(frame).to_csv(file, index=False, lineterminator=LINE_END)


def write_codebook(path: str | Path, more: Mapping[str, Sequence[Column]] | None = None) -> None:
    """Write ``codebook.csv``: every column of every table, and of ``more``, with its type, unit and meaning."""
    write_csv(codebook(more), path)


def read_columns(path: Path, columns_of: Callable[[Sequence[str]], Sequence[Column]]) -> pd.DataFrame:
    """A table that ``write_csv`` wrote, with those columns that ``columns_of`` makes of its heads.

    Raises ReadError, naming the file and what is wrong.
    """
    try:
        cells = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise ReadError(f"{path}: cannot be read as a CSV table: {error}") from error
    columns = columns_of([str(name) for name in cells.columns])
    return pd.DataFrame({column.name: _series(path, cells[column.name], column) for column in columns})


def read_csv(path: str | Path, table: TableName, names: Sequence[str] = ()) -> pd.DataFrame:
    """The table that ``write_csv`` or ``CsvFile`` wrote, values and dtypes as they were; of it ``names``, if given.

    Raises ReadError, naming the file and what is wrong, where it is not such a table.
    """
    return pd.concat(list(read_csv_pieces(path, table, names)), ignore_index=True)


def read_csv_pieces(path: str | Path, table: TableName, names: Sequence[str] = ()) -> Iterator[pd.DataFrame]:
    """What ``read_csv`` reads, as frames of up to ``PIECE`` rows; at least one, which may be empty.

    The header of ``path`` may hold more columns than the table has; they are passed over.
    """
    columns = [column for column in TABLES[table] if not names or column.name in names]
    try:
        with pd.read_csv(
            path,
            dtype=str,
            keep_default_na=False,
            encoding="utf-8-sig",
            usecols=lambda name: any(column.name == name for column in columns),
            chunksize=PIECE,
        ) as reader:
            for cells in reader:
                missing = [column.name for column in columns if column.name not in cells.columns]
                if missing:
                    raise ReadError(f"{path}: not a table of {table}: no column {', '.join(missing)}")
                yield pd.DataFrame({column.name: _series(path, cells[column.name], column) for column in columns})
    except (OSError, ValueError) as error:
        raise ReadError(f"{path}: cannot be read as a CSV table: {error}") from error


def _series(path: str | Path, cells: pd.Series, column: Column) -> pd.Series:
    values = [restored(cell) if cell else None for cell in cells]
    try:
        return pd.Series(_typed(values, column.type), dtype=column.dtype)
    except (ValueError, OverflowError) as error:
        raise ReadError(f"{path}: column {column.name} should hold {column.type} values: {error}") from error


def _typed(values: list[str | None], kind: str) -> list[Any]:
    if kind == "integer":
        return [None if value is None else int(value) for value in values]
    if kind == "number":
        return [None if value is None else _finite(value) for value in values]
    if kind == "yes/no":
        return [None if value is None else _truth(value) for value in values]
    if kind in SPANS:
        wrong = next((value for value in values if value is not None and not SPANS[kind].fullmatch(value)), None)
        if wrong is not None:
            raise ValueError(f"not {kind}: {wrong[:40]!r}")
    return list(values)


def _finite(value: str) -> float:
    if not math.isfinite(number := float(value)):
        raise ValueError(f"no number: {value!r}")
    return number


def _truth(value: str) -> bool:
    truths = {"true": True, "false": False}  # Excel writes them in capitals when it saves the file again.
    if value.casefold() not in truths:
        raise ValueError(f"neither True nor False: {value!r}")
    return truths[value.casefold()]
