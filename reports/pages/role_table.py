"""The measures of a corpus in, one table of all roles out: what each has a share of, and how it is treated."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from quotes.table.rows import UNKNOWN
from reports.charts.colours import RoleStyle
from reports.language.language import Language
from reports.measures.balance import Balance
from reports.pages.page_names import sources_link, statements_link


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its name, and what its cells are shares of."""

    head: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A share from 0 to 1, how many that are, and where they are listed."""

    share: float
    number: int
    link: str


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role with its cells, in the order of ``columns``."""

    style: RoleStyle
    cells: tuple[Cell, ...]


def columns(language: Language) -> tuple[Column, ...]:
    """The columns of the table."""
    text = language.gettext
    return (
        Column(text("Statements"), text("share of all statements")),
        Column(text("Words"), text("share of the words credited to somebody")),
        Column(text("Quoted words"), text("share of the words in quotation marks")),
        Column(text("Sources"), text("share of all sources, each counted once")),
        Column(text("First"), text("share of articles in which the role is heard first")),
        Column(text("Last"), text("share of articles in which the role has the last word")),
        Column(text("Direct"), text("share of the role’s own statements that are wholly in quotation marks")),
        Column(text("Unnamed"), text("share of the role’s own statements whose source has no name")),
    )


def role_rows(measures: Balance, styles: Mapping[str, RoleStyle]) -> Iterator[RoleRow]:
    """A row a role that is heard: the most heard first, what is not known last."""
    of = ("statements", "words", "quoted_words", "first", "last")
    shares = {unit: measures.share_of("role", unit).set_index("label") for unit in of}
    sources = measures.role_sources.rename(columns={"sources": "count"}).set_index("role")
    own = measures.treatment.set_index(["role", "label"])
    heard = shares["statements"]
    order = sorted(heard.index[heard["count"] > 0], key=lambda role: role == UNKNOWN)
    for role in order:
        cells: tuple[tuple[pd.Series, str], ...] = (
            (shares["statements"].loc[role], statements_link(role=role)),
            (shares["words"].loc[role], statements_link(role=role)),
            (shares["quoted_words"].loc[role], statements_link(role=role, kind="quoted")),
            (sources.loc[role], sources_link(role)),
            (shares["first"].loc[role], statements_link(role=role, place="first")),
            (shares["last"].loc[role], statements_link(role=role, place="last")),
            (own.loc[(role, "direct")], statements_link(role=role, kind="direct")),
            (own.loc[(role, "unnamed")], statements_link(role=role, named="no")),
        )
        yield RoleRow(styles[role], tuple(_cell(row, link) for row, link in cells))


def _cell(row: pd.Series, link: str) -> Cell:
    return Cell(float(row["share"]), int(row["count"]), link)


def silent_roles(measures: Balance, styles: Mapping[str, RoleStyle]) -> list[str]:
    """What readers call the roles in which nobody speaks."""
    rows = measures.share_of("role")
    return [styles[role].label for role in rows.loc[rows["count"] == 0, "label"] if role != UNKNOWN]
