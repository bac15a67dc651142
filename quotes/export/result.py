"""An audit's folder or a file of ``quotes attribute`` in, its tables out, piece by piece.

What ``quotes attribute`` prints holds attributions only. Its articles, sources and mentions are made from them, as far
as they tell: a source that says nothing, or the length of an article, is not there.
"""

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

import pandas as pd

from quotes.errors import ReadError
from quotes.export.schema import ARTICLE_KEY, EXPORTED, Table
from quotes.messages import one_line
from quotes.table import reference
from quotes.table.article_shares import FILE as ARTICLE_SHARES
from quotes.table.article_shares import columns_of
from quotes.table.columns import DATE, DATES, TABLES, Column, ColumnType, TableName
from quotes.table.csv_files import PIECE, is_cut, read_columns, read_csv_pieces
from quotes.table.days import day_of
from quotes.table.own_columns import METADATA, OwnColumns, own_columns
from quotes.table.rows import Row, frame_of, plain_rows, writable

FROM_AUDIT: tuple[TableName, ...] = (
    "articles", "corpus_sources", "sources", "attributions", "mentions", "findings", "hedges"
)  # fmt: skip
FROM_ATTRIBUTE: tuple[TableName, ...] = ("articles", "sources", "attributions", "mentions")
MORE: tuple[tuple[str, Table, Callable[[Sequence[str]], tuple[Column, ...]]], ...] = (
    (
        ARTICLE_SHARES,
        Table(
            "article_shares",
            "Every article with who is heard in it, as counts and as shares.",
            (),
            references={ARTICLE_KEY: "articles"},
        ),
        columns_of,
    ),
    (
        reference.SHARES_FILE,
        Table("shares", "The shares of the whole corpus with their intervals.", (), primary=3),
        partial(reference.among, reference.SHARES),
    ),
    (
        reference.FILE,
        Table("reference", "How far shares are from those of a reference.", (), primary=3),
        partial(reference.among, reference.REFERENCE),
    ),
)
"""Tables of an audit besides ``TABLES``: the file, the table, and its columns of those that the file has."""
MOST = 2**62
"""More than any number in a table."""
OPTIONAL: tuple[TableName, ...] = ("corpus_sources", "findings", "hedges")
NOT_COMPLETE = "this audit was stopped before its end, so not all is there; the same `quotes audit` goes on with it"
TO_MAKE = (
    "make one with: quotes audit articles/ --out report, or: quotes attribute articles/ --format jsonl > found.jsonl"
)


@dataclass
class Result:
    """The tables of one result; ``cut`` counts the cells that were cut to Excel's length before they came here."""

    path: Path
    names: tuple[TableName, ...]
    _pieces: Callable[[TableName], Iterable[pd.DataFrame]]
    cut: Counter[TableName] = field(default_factory=Counter)
    notes: tuple[str, ...] = ()
    _told: Counter[str] = field(default_factory=Counter)

    @cached_property
    def own(self) -> OwnColumns:
        """The columns of the user's own that the articles have."""
        return own_columns(cell for frame in self._pieces("articles") for cell in frame[METADATA])

    def tables(self) -> dict[TableName, Table]:
        """The tables as they are exported, in an order in which what is pointed to comes first."""
        tables = {name: table.among(self.names) for name, table in EXPORTED.items() if name in self.names}
        articles = tables["articles"]
        tables |= {"articles": replace(articles, own=self.own.in_place(articles.own))}
        return {name: self._with_dates(table) for name, table in tables.items()}

    @cached_property
    def _dated(self) -> bool:
        """Whether every date of an article is a day: "spring 2024" would be lost in a column of dates."""
        dates = [cell for frame in self._pieces("articles") for cell in frame[DATE.name].dropna().unique()]
        return bool(dates) and all(day_of(cell) for cell in dates)

    def _with_dates(self, table: Table) -> Table:
        """``table`` with the days of articles as dates, where all of them are days."""
        if not self._dated:
            return table
        dated = (replace(one, type="date") if one.name in DATES else one for one in table.own)
        return replace(table, own=tuple(dated))

    def exported(self, name: TableName, table: Table) -> Iterator[pd.DataFrame]:
        """The pieces of a table with the columns that ``table`` has; raises as ``checked_pieces`` does."""
        for piece in self.checked_pieces(name):
            yield table.with_keys(self.own.unpacked(piece) if name == "articles" else piece)

    def more(self) -> tuple[tuple[Table, pd.DataFrame], ...]:
        """Further tables of an audit, where they are there: shares by article and of all, and against a reference."""
        return tuple(
            (self._with_dates(replace(table, own=columns_of(list(frame.columns)))), frame)
            for file, table, columns_of in MORE
            if (self.path / file).is_file()
            for frame in [read_columns(self.path / file, columns_of)]
            if len(frame.columns)
        )

    def pieces(self, name: TableName) -> Iterator[pd.DataFrame]:
        """The table as frames, at least one, with the columns and dtypes of ``quotes.table.columns``."""
        some = False
        for frame in self._pieces(name):
            some = True
            self._count_cut(name, frame)
            yield frame
        if not some:
            yield frame_of([], name)

    def checked_pieces(self, name: TableName) -> Iterator[pd.DataFrame]:
        """The same; raises ReadError where there are not as many attributions as the articles table says.

        Articles must have been asked for before. Half a file of attributions would else pass for all of it.
        """
        for frame in self.pieces(name):
            if name == "articles":
                both = frame["statements"].fillna(0) + frame["no_comments"].fillna(0)
                self._told = self._told + Counter(dict(zip(frame["article"], map(int, both), strict=True)))
            elif name == "attributions":
                self._told.subtract(frame["article"].tolist())
            yield frame
        wrong = [article for article, number in self._told.items() if number] if name == "attributions" else []
        if wrong:
            raise ReadError(
                f"{self.path}: attributions.csv has not as many statements as articles.csv says, first in "
                f"“{one_line(wrong[0])[:80]}”: one of them was cut or edited; run the same `quotes audit` again"
            )

    def _count_cut(self, name: TableName, frame: pd.DataFrame) -> None:
        texts = (frame[column.name].dropna() for column in TABLES[name] if column.type == "text")
        self.cut[name] += sum(is_cut(cell) for cells in texts for cell in cells)


def open_result(path: Path) -> Result:
    """The result that lies in the folder or file ``path``; raises ReadError where it is none."""
    if path.is_dir():
        return _audit_folder(path)
    if not path.is_file():
        raise ReadError(f"{path}: no such file or folder; {TO_MAKE}")
    if path.suffix.lower() == ".csv":
        return Result(path, FROM_ATTRIBUTE, lambda name: _from_rows(path, _csv_rows(path), name))
    return Result(path, FROM_ATTRIBUTE, lambda name: _from_rows(path, _json_rows(path), name))


def _audit_folder(folder: Path) -> Result:
    names = tuple(name for name in FROM_AUDIT if name not in OPTIONAL or (folder / f"{name}.csv").is_file())
    missing = [f"{name}.csv" for name in names if not (folder / f"{name}.csv").is_file()]
    if len(missing) == len(names):
        raise ReadError(f"{folder}: no folder of an audit; {TO_MAKE}")
    if missing:
        raise ReadError(f"{folder}: no {', '.join(missing)}; run the same `quotes audit` again, which writes it")
    notes = () if is_complete(folder) else (f"{folder}: {NOT_COMPLETE}",)
    return Result(folder, names, lambda name: read_csv_pieces(folder / f"{name}.csv", name), notes=notes)


def is_complete(folder: Path) -> bool:
    """Whether the audit in ``folder`` was finished, as far as its ``run.json`` tells."""
    try:
        return bool(json.loads((folder / "run.json").read_text(encoding="utf-8"))["complete"])
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return False


def _csv_rows(path: Path) -> Iterator[Row]:
    pieces = read_csv_pieces(path, "attributions")
    return (row for piece in pieces for row in plain_rows(piece, TABLES["attributions"]))


def _json_rows(path: Path) -> Iterator[Row]:
    names = [column.name for column in TABLES["attributions"]]
    needed = ("article", "kind", "content", "cue", "source")
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise ReadError(f"{path}, line {number}: not JSON ({error}); {TO_MAKE}") from error
            if not isinstance(row, dict) or any(name not in row for name in needed):
                raise ReadError(f"{path}, line {number}: no attribution with {', '.join(needed)}; {TO_MAKE}")
            for column in TABLES["attributions"]:
                if not _fits(row.get(column.name), column.type):
                    raise ReadError(
                        f"{path}, line {number}: {column.name} should hold {column.type} values, "
                        f"not {one_line(str(row[column.name]))[:40]}; {TO_MAKE}"
                    )
            yield {name: _writable(row.get(name)) for name in names}


def _fits(value: object, kind: ColumnType) -> bool:
    """Whether a value of JSON may stand in a column of this type; none at all may."""
    if kind == "span":
        return value is None or (isinstance(value, list) and len(value) == 2 and all(map(_is_offset, value)))
    if kind == "spans":
        return value is None or (isinstance(value, list) and all(one and _fits(one, "span") for one in value))
    if kind == "number":
        return value is None or (isinstance(value, int | float) and abs(value) < MOST and not math.isnan(value))
    if kind == "integer":
        return value is None or (isinstance(value, int) and not isinstance(value, bool) and abs(value) < MOST)
    return value is None or isinstance(value, bool if kind == "yes/no" else str)


def _is_offset(value: object) -> bool:
    return _fits(value, "integer") and isinstance(value, int) and value >= 0


def _writable(value: Any) -> Any:
    return writable(value) if isinstance(value, str) else value


def _from_rows(path: Path, rows: Iterator[Row], name: TableName) -> Iterator[pd.DataFrame]:
    """One table of the attributions ``rows`` of the file ``path``."""
    made = chain.from_iterable(MAKERS[name](own) for own in _by_article(path, rows))
    while piece := list(islice(made, PIECE)):
        yield frame_of(piece, name)


def _by_article(path: Path, rows: Iterator[Row]) -> Iterator[list[Row]]:
    """The rows of each article, which stand together; numbered where they are not."""
    seen: set[str] = set()
    for article, group in groupby(rows, key=lambda row: str(row["article"])):
        own = [row | {"attribution": row["attribution"] or number} for number, row in enumerate(group, start=1)]
        if article in seen or len({row["attribution"] for row in own}) < len(own):
            raise ReadError(
                f"{path}: the article “{one_line(article)}” is there twice; give the output of one run of "
                "`quotes attribute`, or give the articles identifiers of their own"
            )
        seen.add(article)
        yield own


def _attributions(rows: list[Row]) -> list[Row]:
    return rows


def _articles(rows: list[Row]) -> list[Row]:
    first = rows[0]
    statements = [row for row in rows if row["kind"] != "no-comment"]
    heard = {row["source_id"]: row["named"] for row in statements if row["source_id"] is not None}
    counted = {
        "statements": len(statements),
        "no_comments": len(rows) - len(statements),
        "sources": len(heard),
        "named_sources": sum(bool(named) for named in heard.values()),
    } | {kind: sum(row["kind"] == kind for row in statements) for kind in ("direct", "indirect", "mixed")}
    return [_row("articles", first | {"words": None} | counted)]


def _sources(rows: list[Row]) -> list[Row]:
    made = []
    for several in _grouped(rows, "source_id"):
        statements = [row for row in several if row["kind"] != "no-comment"]
        places = {tuple(row["source"]) for row in several if row["source"]}
        counted = {
            "mentions": len(places),
            "first_mention": list(min(places)) if places else None,
            "statements": len(statements),
            "no_comments": len(several) - len(statements),
        } | {name: sum(row[name] or 0 for row in statements) for name in ("words", "quoted_words")}
        made.append(_row("sources", several[0] | counted))
    return made


def _mentions(rows: list[Row]) -> list[Row]:
    made = []
    for number, several in enumerate(_grouped([row for row in rows if row["source"]], "source", "source_id"), start=1):
        (start, end), text = several[0]["source"], several[0]["source_text"]
        own = {
            "mention": number,
            "mention_start": start,
            "mention_end": end,
            "attributions": len(several),
            "mention_text": text,
        }
        made.append(_row("mentions", several[0] | own))
    return made


def _grouped(rows: Iterable[Row], *names: str) -> list[list[Row]]:
    """The rows of a known source that are alike in the columns ``names``, together, sorted by these."""
    known = sorted((row for row in rows if row["source_id"] is not None), key=itemgetter(*names))
    return [list(several) for _, several in groupby(known, key=itemgetter(*names))]


def _row(name: TableName, values: Mapping[str, Any]) -> Row:
    return {column.name: values.get(column.name) for column in TABLES[name]}


MAKERS: Mapping[TableName, Callable[[list[Row]], list[Row]]] = {
    "articles": _articles,
    "sources": _sources,
    "attributions": _attributions,
    "mentions": _mentions,
}
