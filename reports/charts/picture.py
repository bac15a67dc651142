"""What is shown as a chart, and the table behind it: the form in which pages take every picture."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The figures behind a chart: heads of columns, and rows of cells that are ready to be shown.

    ``prose`` are the columns, besides the first, that hold words and no numbers.
    """

    head: Row
    rows: tuple[Row, ...]
    prose: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with its title, a line that says how to read it, and the table behind it."""

    title: str
    note: str
    svg: Markup
    table: Table
    wide: bool = False
