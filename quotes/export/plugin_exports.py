"""The installed plugins in, the formats that they export to out, each a class as in ``quotes.export.files``."""

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.export.files import Files
from quotes.export.formats import ExportFormat
from quotes.plugins import Registered, by_name, registered
from quotes.table.columns import TableName


@dataclass(frozen=True, slots=True)
class ExportExample:
    """Rows of a table with some of its columns, and the text that must then stand in a file."""

    table: TableName
    rows: Sequence[Mapping[str, Any]]
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class PluginExport:
    """A format for ``--format name``: ``files`` makes what writes into a folder."""

    name: str
    files: Callable[[Path], Files]
    example: ExportExample


@functools.cache
def plugin_exports() -> Mapping[str, Registered[PluginExport]]:
    """The formats of plugins by their names; none bears the name of one of ours."""
    return by_name(registered("add_exports", PluginExport), tuple(ExportFormat))
