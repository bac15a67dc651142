"""The files of an export in, the Frictionless Data Package that describes them out (https://specs.frictionlessdata.io)."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from quotes.export.schema import EXPORTED, Table
from quotes.table.columns import Column, ColumnType
from quotes.version import __version__

DATAPACKAGE = "datapackage.json"
NAME = "source-attributions"
TITLE = "Who says what in the news, and in what role"
TABULAR = ("csv", "jsonl")
"""Formats whose files Frictionless reads with their types, the one to describe as tables first."""

TYPES: Mapping[ColumnType, str] = {
    "text": "string",
    "integer": "integer",
    "number": "number",
    "date": "date",
    "yes/no": "boolean",
    "span": "array",
    "spans": "array",
}


def write_datapackage(folder: Path, tables: Sequence[Table], files: Mapping[str, Mapping[str, str]]) -> Path:
    """Write ``datapackage.json``; ``files`` are the names of files by format and table.

    The tables of one format have a schema with keys; the same tables in other formats are listed as files.
    """
    tabular = next((name for name in TABULAR if name in files), "")
    resources = [_table_or_file(folder, tabular, table, files[tabular][table.name]) for table in tables if tabular]
    others = [name for format, several in files.items() if format != tabular for name in several.values()]
    resources += [_file(folder, name) for name in dict.fromkeys(others)]
    package = {
        "name": NAME,
        "title": TITLE,
        "description": "Statements that news articles credit to sources, with speakers and roles, found by a program.",
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": __version__,
        "resources": resources,
    }
    path = folder / DATAPACKAGE
    path.write_text(json.dumps(package, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    return path


def listed_files(folder: Path) -> list[str]:
    """The files of the export that lies in ``folder``, its list among them; none where it is not one of ours.

    Others call their list ``datapackage.json`` too: it is a standard.
    """
    try:
        package = json.loads((folder / DATAPACKAGE).read_text(encoding="utf-8"))
        if (package["name"], package["title"]) != (NAME, TITLE):
            return []
        return [DATAPACKAGE, *(Path(one["path"]).name for one in package["resources"])]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return []


def _table_or_file(folder: Path, format: str, table: Table, file: str) -> dict[str, Any]:
    """A file as a table; one without a byte, JSON Lines of no row, as a file: Frictionless cannot read it."""
    return _table(folder, format, table, file) if (folder / file).stat().st_size else _file(folder, file)


def _table(folder: Path, format: str, table: Table, file: str) -> dict[str, Any]:
    about = {"name": table.name, "type": "table", "title": table.meaning, "format": format}
    encoding = "utf-8-sig" if format == "csv" else "utf-8"
    return about | _bytes(folder, file) | {"encoding": encoding, "schema": _schema(table)}


def _file(folder: Path, name: str) -> dict[str, Any]:
    slug = name.replace(".", "-")
    return {"name": slug, "type": "file", "format": name.rpartition(".")[2]} | _bytes(folder, name)


def _bytes(folder: Path, name: str) -> dict[str, Any]:
    with (folder / name).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"path": name, "bytes": (folder / name).stat().st_size, "hash": f"sha256:{digest}"}


def _schema(table: Table) -> dict[str, Any]:
    keys = [
        {"fields": [column], "reference": {"resource": goal, "fields": list(EXPORTED[goal].primary_key)}}
        for column, goal in table.references.items()
    ]
    return {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.primary_key),
        **({"foreignKeys": keys} if keys else {}),
    }


def _field(column: Column) -> dict[str, Any]:
    meaning = f"{column.meaning} Unit: {column.unit}." if column.unit else column.meaning
    return {"name": column.name, "type": TYPES[column.type], "description": meaning}
