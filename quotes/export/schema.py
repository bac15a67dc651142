"""The columns of the tables in, the tables as they are exported out: with keys that join them, and their dictionary.

A key is one text column, because a source may be missing where an attribution has none, which a key of two columns
cannot say in every format, and because a spreadsheet looks up by one column.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from quotes.table.columns import TABLES, Column, TableName

ARTICLE_KEY = "article"
SOURCE_KEY = Column("source_key", "text", "The source: its number and its article. Joins sources; missing if none.")


@dataclass(frozen=True, slots=True)
class Key:
    """A text column made of a number within an article and the article: "3 of barn-fire"."""

    column: Column
    number: str

    def of(self, frame: pd.DataFrame) -> pd.Series:
        """The key of each row of ``frame``; missing where the number is."""
        number = frame[self.number].astype("Int64").astype("string")
        return number + " of " + frame[ARTICLE_KEY]


@dataclass(frozen=True, slots=True)
class Table:
    """One exported table: its own columns and keys; ``references`` maps a column to the table that it points to.

    Of its columns the first is the primary key, or the first few together (``primary``).
    """

    name: str
    meaning: str
    own: tuple[Column, ...]
    keys: tuple[Key, ...] = ()
    references: Mapping[str, TableName] = field(default_factory=dict)
    primary: int = 1

    @property
    def primary_key(self) -> tuple[str, ...]:
        """The names of the columns that tell one row from all others."""
        return tuple(column.name for column in self.columns[: self.primary])

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in the order of the files, the keys first."""
        return (*(key.column for key in self.keys), *self.own)

    def with_keys(self, frame: pd.DataFrame) -> pd.DataFrame:
        """``frame`` with the columns of this table."""
        keys = {key.column.name: key.of(frame) for key in self.keys}
        return frame.assign(**keys)[[column.name for column in self.columns]]

    def among(self, names: Collection[str]) -> Table:
        """This table where only those of ``names`` are exported: it points to no other."""
        return replace(self, references={column: goal for column, goal in self.references.items() if goal in names})


def _table(
    name: TableName, meaning: str, keys: tuple[Key, ...] = (), references: Mapping[str, TableName] | None = None
) -> Table:
    return Table(name, meaning, TABLES[name], keys, references or {})


def _key(name: str) -> Key:
    return Key(Column(f"{name}_key", "text", f"The {name}: its number and its article."), name)


SOURCE = Key(SOURCE_KEY, "source_id")
OF_ARTICLE: Mapping[str, TableName] = {ARTICLE_KEY: "articles"}
OF_SOURCE: Mapping[str, TableName] = {**OF_ARTICLE, "source_key": "sources"}
OF_CORPUS: Mapping[str, TableName] = {"corpus_source": "corpus_sources"}
STATEMENTS = "Every statement that an article credits to somebody."
EXPORTED: Mapping[str, Table] = {
    table.name: table
    for table in (
        _table("articles", "Every article, with what is known of it and its counts."),
        _table("corpus_sources", "Every source of the whole corpus, over all articles."),
        _table("sources", "Every source of each article.", (SOURCE,), {**OF_ARTICLE, **OF_CORPUS}),
        _table("attributions", STATEMENTS, (_key("attribution"), SOURCE), {**OF_SOURCE, **OF_CORPUS}),
        _table("mentions", "Every place at which an article names a source.", (_key("mention"), SOURCE), OF_SOURCE),
        _table("findings", "Every question that a check asks of an article.", (_key("finding"),), OF_ARTICLE),
        _table("hedges", "Every hedge in place of a source; no statements.", (_key("hedge"),), OF_ARTICLE),
    )
}
"""In an order in which what is pointed to comes first."""

DICTIONARY = Table(
    "columns",
    "What each column of the tables means.",
    (
        Column("table_name", "text", "The table that has the column."),
        Column("column_name", "text", "The column's name."),
        Column(
            "type", "text", "text, integer, number, date, yes/no, span ([start, end]) or spans ([[start, end], …])."
        ),
        Column("unit", "text", "What is counted or measured; missing where there is nothing."),
        Column("meaning", "text", "What a cell of the column says."),
        Column("key_role", "text", "primary, or the table that the column points to."),
    ),
    primary=2,
)


def dictionary(tables: Iterable[Table]) -> pd.DataFrame:
    """The column dictionary: a row a column of ``tables``, with the columns of ``DICTIONARY``."""
    rows = [
        (table.name, column.name, column.type, column.unit or None, column.meaning, _role_of(table, column.name))
        for table in tables
        for column in table.columns
    ]
    return pd.DataFrame(rows, columns=[column.name for column in DICTIONARY.columns], dtype="string")


def _role_of(table: Table, column: str) -> str | None:
    return "primary" if (column,) == table.primary_key else table.references.get(column)
