"""A table with one article a row in (CSV, TSV, JSON Lines, Parquet), its articles out, one after the other.

Rows are read as they are needed, so a table may be larger than memory. Cells are kept as the
strings that they are: no number, date or "NA" is guessed.
"""

from __future__ import annotations

import csv
import io
import json
import math
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, time
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, NamedTuple

from quotes.errors import ReadError
from quotes.model import Article
from quotes.read.blocks import html_text, is_html
from quotes.read.columns import Columns, choose_columns, has_text_column
from quotes.read.decode import LONGEST_ARTICLE, check_text, encoding_of, without_surrogates
from quotes.read.json_records import flat, records
from quotes.read.kinds import FileKind

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

LONGEST_LINE = 8 * LONGEST_ARTICLE
"""Characters of one line: JSON may need six for each of the text, and there are other columns."""

LONGEST_FIELD = 2 * LONGEST_ARTICLE
"""Characters of one CSV field before the table is given up: most likely a quotation mark was never closed."""

HEADER_ROWS = 100
"""Rows of JSON Lines whose keys together make the header: a key may be left out where it has no value."""

LARGEST_JSON = 200_000_000
"""Bytes of a JSON file that is read as a whole."""

MOST_COLUMNS = 16_384
"""Columns of a table: as many as a sheet of Excel has."""

PARQUET_BATCH = 32
DELIMITERS = {FileKind.CSV: ",;\t|", FileKind.TSV: "\t"}
SEPARATOR = re.compile(r"\ufeff?\"?sep=(.)\"?\s*\Z", re.IGNORECASE)
"""Excel's own first line, which says what stands between the fields."""
MOST_ABOVE = 20
"""Lines above the header: what was searched for, and when."""
CUT = re.compile(r"(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*\Z")

Skip = Callable[[str], None]


class Row(NamedTuple):
    """One row: its number from 1, as used in the article's id, what to call it in a message, and its cells."""

    number: int
    name: str
    cells: dict[str, object]


def read_table(
    file: IO[bytes], kind: FileKind, columns: Columns, stem: str, skip: Skip, remark: Skip = lambda remark: None
) -> Iterator[Article]:
    """The articles of the table in a seekable ``file``; ``kind`` is one of ROWS.

    A row without an id gets ``stem`` and its number. ``skip`` hears of each row that is left out, ``remark`` once of
    texts that are not whole.
    Raises ReadError where the table, or the rest of it, cannot be read.
    """
    rows = ROWS[kind](file, kind, skip)
    first = list(islice(rows, HEADER_ROWS if kind in (FileKind.JSON, FileKind.JSON_LINES) else 1))
    if not first:
        raise ReadError("empty: there is no row to read in it; leave it out, or export the table again")
    header = list(dict.fromkeys(name for row in first for name in row.cells))
    chosen = choose_columns(columns, header)
    alone = kind is FileKind.JSON and len(first) == 1 and next(rows, None) is None
    return articles_of(chain(first, rows), chosen, lambda row: stem if alone else f"{stem}-{row.number}", skip, remark)


def articles_of(
    rows: Iterable[Row],
    chosen: Mapping[str, str],
    id_of: Callable[[Row], str],
    skip: Skip,
    remark: Skip = lambda remark: None,
) -> Iterator[Article]:
    """The articles of ``rows``, whose columns were ``chosen``; ``id_of`` gives the id of a row that has none.

    ``skip`` hears of each row that is left out, ``remark`` once of texts that are cut. What is HTML in a cell is read
    as the text that it shows.
    """
    told = False
    for row in rows:
        try:
            text = _text(row.cells.get(chosen["text"]))
            text = check_text(html_text(text) if is_html(text) else text)
        except ReadError as error:
            skip(f"{row.name}: {error}")
            continue
        if not told and CUT.search(text):
            told = True
            remark(f"{row.name}: its text is cut (“{text[-20:]}”), and so may others be: fetch the whole texts first")
        known = {name: as_text(row.cells.get(column)) for name, column in chosen.items() if name != "text"}
        if not known.get("id", "").strip():
            known["id"] = id_of(row)
        metadata = {name: as_text(value) for name, value in row.cells.items() if name not in chosen.values()}
        yield Article(text=text, metadata=metadata, **known)


def count_rows(file: IO[bytes], kind: FileKind, columns: Columns) -> int:
    """How many rows :func:`read_table` will go through, without looking into them; 0 where it would read none."""
    try:
        if kind is FileKind.PARQUET:
            table = _parquet(file)
            choose_columns(columns, table.schema_arrow.names)
            return int(table.metadata.num_rows)
        if kind is FileKind.JSON_LINES:
            return sum(1 for line in file if line.strip())
        if kind in (FileKind.JSON, FileKind.SHEET):
            return sum(1 for _ in ROWS[kind](file, kind, lambda reason: None))
        header, rows = _csv_table(file, kind)
        choose_columns(columns, header)
        return sum(1 for row in rows if row)
    except (ReadError, csv.Error):
        return 0


def as_text(value: object) -> str:
    """A cell as a string: nothing for null, ISO dates, lists of words with commas, other nested values as JSON."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, str):
        return without_surrogates(value).replace("\0", "\ufffd")
    if isinstance(value, bytes):
        return as_text(value.decode("utf-8", "replace"))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return str(value.date()) if value.timetz() == time() else str(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return as_text(", ".join(value))
    if isinstance(value, list | dict):
        return as_text(json.dumps(value, ensure_ascii=False, default=str))
    return str(value)


def _text(value: object) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if not isinstance(value, str):
        raise ReadError(f"its text is not a string but {as_text(value)[:40]}; name the right column with --text-column")
    return without_surrogates(value)


def _csv_rows(file: IO[bytes], kind: FileKind, skip: Skip) -> Iterator[Row]:
    header, records = _csv_table(file, kind)
    number = 0
    while True:
        try:
            record = next(records, None)
        except csv.Error as error:
            raise ReadError(
                f"row {number + 1}: {error}; from there on nothing was read. Put each field that holds a quotation "
                "mark, delimiter or line end in quotation marks, doubling those inside, or save as JSON Lines"
            ) from error
        if record is None:
            return
        if not record:
            continue
        number += 1
        surplus = record[len(header) :]
        if any(surplus):
            skip(
                f"row {number}: {len(record)} fields where the header has {len(header)}; "
                "put a field that holds the delimiter in quotation marks"
            )
            continue
        padded = record + [""] * (len(header) - len(record))
        yield Row(number, f"row {number}", dict(zip(header, padded, strict=False)))


def _csv_table(file: IO[bytes], kind: FileKind) -> tuple[list[str], Iterator[list[str]]]:
    """The column names and the records of a CSV or TSV file.

    Its delimiter is the one that Excel's line ``sep=`` names, or that the header has most of. Lines above the header
    are passed over where one of the first lines, and not the very first, names a usual column of texts.
    """
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_FIELD))
    lines = _lines(io.TextIOWrapper(file, encoding=encoding_of(file), newline=""))
    first = next(lines, "")
    separator = SEPARATOR.match(first)
    if separator:
        first = next(lines, "")
    first, lines = _from_header(first, lines, separator[1] if separator else DELIMITERS[kind])
    delimiter = separator[1] if separator else max(DELIMITERS[kind], key=first.count)
    # Not strict, the reader would drop the marks of a field such as "It is over," she said.
    rows = csv.reader(chain([first], lines), delimiter=delimiter, strict=True)
    try:
        names = next(rows, [])
    except csv.Error as error:
        raise ReadError(f"its header cannot be read ({error}): save the table again as CSV") from error
    if len(names) > MOST_COLUMNS:
        raise ReadError(f"its first line has {len(names):,} columns, at most {MOST_COLUMNS:,} are read; save it anew")
    return _header(names), rows


def _header(names: Iterable[str | None]) -> list[str]:
    """The names of columns, each once."""
    header: dict[str, None] = {}
    for position, name in enumerate(names, start=1):
        plain = (name or "").strip() or f"column {position}"
        header[f"{plain} ({position})" if plain in header else plain] = None
    return list(header)


def _from_header(first: str, lines: Iterator[str], delimiters: str) -> tuple[str, Iterator[str]]:
    """The header and the lines behind it, where up to MOST_ABOVE lines of another kind stand above it."""
    if any(map(first.count, delimiters)):
        return first, lines
    above = list(islice(lines, MOST_ABOVE))
    for number, line in enumerate(above):
        names = line.split(max(delimiters, key=line.count))
        if len(names) > 1 and has_text_column([name.strip().strip('"') for name in names]):
            return line, chain(above[number + 1 :], lines)
    return first, chain(above, lines)


def _sheet_rows(file: IO[bytes], kind: FileKind, skip: Skip) -> Iterator[Row]:
    from quotes.read.sheets import sheet_records

    rows = sheet_records(file)
    above = list(islice(rows, MOST_ABOVE))
    named = (n for n, record in enumerate(above) if has_text_column([cell or "" for cell in record]))
    place = next(named, 0)
    header = _header(above[place]) if above else []
    for number, record in enumerate(chain(above[place + 1 :], rows), start=1):
        if any(record):
            yield Row(number, f"row {number}", dict(zip(header, record, strict=False)))


def _json_file_rows(file: IO[bytes], kind: FileKind, skip: Skip) -> Iterator[Row]:
    size = file.seek(0, os.SEEK_END)
    if size > LARGEST_JSON:
        raise ReadError(
            f"more than {LARGEST_JSON // 1_000_000} MB of JSON; save it as JSON Lines (.jsonl), one article a line"
        )
    codec = encoding_of(file)
    for number, cells in enumerate(records(file.read().decode(codec)), start=1):
        yield Row(number, f"article {number}", {as_text(name): value for name, value in cells.items()})


def _json_rows(file: IO[bytes], kind: FileKind, skip: Skip) -> Iterator[Row]:
    for number, line in enumerate(_lines(io.TextIOWrapper(file, encoding=encoding_of(file))), start=1):
        if len(line) >= LONGEST_LINE:
            skip(
                f"line {number}: more than {LONGEST_LINE:,} characters; the rest was not read. Write one article a line"
            )
            return
        if not line.strip():
            continue
        try:
            cells = json.loads(line)
        except (ValueError, RecursionError) as error:
            what = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
            skip(f"line {number}: broken JSON ({what}); write each article as one object on a line of its own")
            continue
        if not isinstance(cells, dict):
            skip(f'line {number}: not a JSON object; write each article as {{"text": …}} on a line of its own')
            continue
        yield Row(number, f"line {number}", {as_text(name): value for name, value in flat(cells).items()})


def _parquet_rows(file: IO[bytes], kind: FileKind, skip: Skip) -> Iterator[Row]:
    rows: Iterable[dict[str, object]] = chain.from_iterable(
        batch.to_pylist() for batch in _parquet(file).iter_batches(batch_size=PARQUET_BATCH)
    )
    for number, cells in enumerate(rows, start=1):
        yield Row(number, f"row {number}", cells)


def _parquet(file: IO[bytes]) -> ParquetFile:
    """The file as pyarrow reads it, which is loaded with the first of them."""
    from pyarrow.parquet import ParquetFile

    return ParquetFile(file)


def _lines(file: IO[str]) -> Iterator[str]:
    """The lines of ``file``, cut at LONGEST_LINE before they fill the memory."""
    while line := file.readline(LONGEST_LINE):
        yield line


ROWS: dict[FileKind, Callable[[IO[bytes], FileKind, Skip], Iterator[Row]]] = {
    FileKind.CSV: _csv_rows,
    FileKind.TSV: _csv_rows,
    FileKind.JSON: _json_file_rows,
    FileKind.JSON_LINES: _json_rows,
    FileKind.PARQUET: _parquet_rows,
    FileKind.SHEET: _sheet_rows,
}
