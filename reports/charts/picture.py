"""What is shown as a chart, and the table behind it: the form in which pages take every picture."""

from collections.abc import Callable, Iterable
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
    """A chart by its name, with its title, a line that says how to read it, and the table behind it."""

    name: str
    title: str
    note: str
    svg: Markup
    table: Table


def pictured(
    draw: Callable[[str, str, str], str], name: str, title: str, note: str, told: Iterable[str], table: Table
) -> Picture:
    """A chart with its table; ``draw`` gives the ``<svg>`` for a name, a title and a description.

    ``name`` makes the picture's ids unique on a page; ``told`` is what its description tells of each row.
    """
    # The picture is our own, made of numbers and of labels that the chart escapes.
    return Picture(name, title, note, Markup(draw(name, title, f"{note} {'; '.join(told)}.")), table)
