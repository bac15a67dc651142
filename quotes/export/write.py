"""A result in, its tables as files of the chosen formats out, with the column dictionary and a data package."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quotes.errors import QuotesError, WriteError
from quotes.export.excel import WORKBOOK, ExcelFile
from quotes.export.files import CsvFiles, Files, JsonLinesFiles, ParquetFiles
from quotes.export.formats import ExportFormat
from quotes.export.package import DATAPACKAGE, write_datapackage
from quotes.export.plugin_exports import PluginExport, plugin_exports
from quotes.export.result import Result
from quotes.export.schema import DICTIONARY, EXPORTED, Table, dictionary
from quotes.export.sqlite import DATABASE, SqliteFile
from quotes.messages import reason_of
from quotes.plugins import Registered
from quotes.table.columns import TableName

FILES: Mapping[ExportFormat, Callable[[Path], Files]] = {
    ExportFormat.csv: CsvFiles,
    ExportFormat.parquet: ParquetFiles,
    ExportFormat.xlsx: ExcelFile,
    ExportFormat.jsonl: JsonLinesFiles,
    ExportFormat.sqlite: SqliteFile,
}


@dataclass(frozen=True)
class Exported:
    """What was written: ``rows`` of each table, the ``files``, and what a reader must know of them."""

    rows: Mapping[str, int]
    files: tuple[str, ...]
    notes: tuple[str, ...]


def export(result: Result, folder: Path, formats: Sequence[str] = tuple(ExportFormat)) -> Exported:
    """Write the tables of ``result`` into ``folder``, made where it is not there.

    ``formats`` are names of ``ExportFormat`` and of plugins. Raises WriteError where the folder holds something else
    than an earlier export, ReadError where the result cannot be read, and OSError where a file cannot be written. Where
    a plugin fails, the other formats are written first; then it raises WriteError.
    """
    check_folder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    _clear(folder)
    tables = {name: table.among(result.names) for name, table in EXPORTED.items() if name in result.names}
    writers = {format.value: FILES[format](folder) for format in ExportFormat if format in formats}
    rows = _write(result, tables, writers.values())
    before = [
        f"{result.path}: {number:,} {'text' if number == 1 else 'texts'} of {name} had been cut to 32,767 characters "
        "before; an export of `quotes attribute --format jsonl` holds all"
        for name, number in (+result.cut).items()
    ]
    failed = []
    for name, added in plugin_exports().items():
        if name in formats:
            try:
                writers[name] = _by_plugin(added, folder, result, tables)
            except WriteError as error:
                failed.append(str(error))
    files = {name: writer.written for name, writer in writers.items()}
    write_datapackage(folder, [*tables.values(), DICTIONARY], files)
    if failed:
        raise WriteError(f"{'; '.join(failed)}; all other files are in {folder}")
    names = [name for several in files.values() for name in several.values()]
    notes = [note for writer in writers.values() for note in writer.notes]
    return Exported(rows, (*dict.fromkeys(names), DATAPACKAGE), (*before, *notes))


def _write(result: Result, tables: Mapping[TableName, Table], writers: Collection[Files]) -> dict[str, int]:
    """Write all tables and their dictionary; returns the rows of each."""
    rows: dict[str, int] = {}
    try:
        for name, table in tables.items():
            for writer in writers:
                writer.begin(table)
            rows[table.name] = 0
            for piece in result.pieces(name):
                frame = table.with_keys(piece)
                rows[table.name] += len(frame)
                for writer in writers:
                    writer.add(frame)
        for writer in writers:
            writer.begin(DICTIONARY)
            writer.add(dictionary(tables.values()))
    finally:
        for writer in writers:
            writer.close()
    return rows


def _by_plugin(
    added: Registered[PluginExport], folder: Path, result: Result, tables: Mapping[TableName, Table]
) -> Files:
    """What a plugin's format has written; raises WriteError where it fails, and leaves no half a file then."""
    writer: Files | None = None
    try:
        writer = added.thing.files(folder)
        _write(result, tables, [writer])
    except (QuotesError, OSError):
        raise
    # A stranger's code may fail in any way.
    except Exception as error:
        for name in writer.written.values() if writer is not None else ():
            (folder / name).unlink(missing_ok=True)
        raise WriteError(added.plugin.problem(f"cannot write {added.thing.name} ({reason_of(error)})")) from error
    return writer


def _clear(folder: Path) -> None:
    """Take away what an earlier export left, so that no file of it stands beside the new ones."""
    names = [f"{table}.{ending}" for table in (*EXPORTED, DICTIONARY.name) for ending in ("csv", "parquet", "jsonl")]
    for name in (*names, WORKBOOK, DATABASE, *_listed(folder / DATAPACKAGE)):
        (folder / name).unlink(missing_ok=True)


def _listed(datapackage: Path) -> list[str]:
    """The files that an earlier export lists, those of plugins among them; they lie beside the list."""
    try:
        resources = json.loads(datapackage.read_text(encoding="utf-8"))["resources"]
        return [Path(one["path"]).name for one in resources]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def check_folder(folder: Path) -> None:
    """Raise WriteError where ``folder`` is a file, or holds files that are not those of an export."""
    if folder.exists() and not folder.is_dir():
        raise WriteError(f"--out {folder} is a file; name a folder, or one that is not there yet")
    if not folder.is_dir() or (folder / DATAPACKAGE).is_file():
        return
    if any(not entry.name.startswith(".") for entry in folder.iterdir()):
        raise WriteError(f"--out {folder} holds other files, which an export could overwrite; name a new folder")
