"""A chart to be drawn and its figures in, the picture that pages take out: drawing, title, note and table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

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


@dataclass(frozen=True)
class Picture:
    """A chart by its name, with its title, a line that says how to read it, and the table behind it.

    ``draw`` gives the ``<svg>`` for a name, a title and a description; it is drawn where a page shows it: the table and
    the words alone are enough for others.
    """

    name: str
    title: str
    note: str
    description: str
    table: Table
    draw: Callable[[str, str, str], str]

    @cached_property
    def svg(self) -> Markup:
        """The picture; its name makes its ids unique on a page."""
        # It is our own, made of numbers and of labels that the chart escapes.
        return Markup(self.draw(self.name, self.title, self.description))


def pictured(
    draw: Callable[[str, str, str], str], name: str, title: str, note: str, told: Iterable[str], table: Table
) -> Picture:
    """A chart with its table; ``told`` is what its description tells of each row."""
    return Picture(name, title, note, f"{note} {'; '.join(told)}.", table, draw)
