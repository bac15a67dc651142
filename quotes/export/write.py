"""A result in, its tables as files of the chosen formats out, with the column dictionary and a data package."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from quotes.errors import QuotesError, ReadError, WriteError
from quotes.export.excel import ExcelFile
from quotes.export.files import CsvFiles, Files, JsonLinesFiles, ParquetFiles
from quotes.export.formats import USUAL, ExportFormat
from quotes.export.labelled import SpssFiles, StataFiles, need_pyreadstat
from quotes.export.package import DATAPACKAGE, listed_files, write_datapackage
from quotes.export.plugin_exports import PluginExport, plugin_exports
from quotes.export.result import Result
from quotes.export.schema import DICTIONARY, Table, dictionary
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
    ExportFormat.sav: SpssFiles,
    ExportFormat.dta: StataFiles,
}
PART = ".export.part"
"""The folder, within that of the export, in which files are written until all are there."""


@dataclass(frozen=True)
class Exported:
    """What was written: ``rows`` of each table, the ``files``, and what a reader must know of them."""

    rows: Mapping[str, int]
    files: tuple[str, ...]
    notes: tuple[str, ...]


def export(result: Result, folder: Path, formats: Sequence[str] = USUAL) -> Exported:
    """Write the tables of ``result`` into ``folder``, made where it is not there.

    ``formats`` are names of ``ExportFormat`` and of plugins. An earlier export stays until the new one is whole; only
    the files that its ``datapackage.json`` lists are replaced. Raises WriteError where the folder holds something else
    than an earlier export, ReadError where the result cannot be read, and OSError where a file cannot be written. Where
    a plugin fails, the other formats are written first; then it raises WriteError. Raises UsageError where a format
    needs what is not installed.
    """
    need_pyreadstat(formats)
    check_folder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / PART
    if part.is_symlink() or part.is_file():
        part.unlink()
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    try:
        done, failed = _export(result, part, formats)
        _replace(folder, part, done.files)
    finally:
        shutil.rmtree(part, ignore_errors=True)
        with suppress(OSError):
            folder.rmdir()  # only where nothing came of it
    if failed:
        raise WriteError(f"{'; '.join(failed)}; all other files are in {folder}")
    return done


def _export(result: Result, folder: Path, formats: Sequence[str]) -> tuple[Exported, list[str]]:
    """Write all files into the empty ``folder``; what was written, and how plugins failed."""
    writers = {format.value: FILES[format](folder) for format in ExportFormat if format in formats}
    try:
        tables = result.tables()
        rows = _write(result, tables, writers.values())
    except (QuotesError, OSError):
        raise
    except sqlite3.OperationalError as error:
        raise WriteError(f"cannot write {DATABASE} ({error}); make room, or leave sqlite out of --format") from error
    # Edited tables fail in any way that a library knows: a row twice, a key that leads nowhere, a value that is none.
    except Exception as error:
        raise ReadError(
            f"{result.path}: its tables were edited or damaged and do not fit together ({reason_of(error)}); "
            "make them anew with the command that made them"
        ) from error
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
    more = [table for table, _ in result.more()]
    write_datapackage(folder, [*tables.values(), *more, DICTIONARY], files)
    names = [name for several in files.values() for name in several.values()]
    notes = [note for writer in writers.values() for note in writer.notes]
    return Exported(rows, (*dict.fromkeys(names), DATAPACKAGE), (*result.notes, *before, *notes)), failed


def _replace(folder: Path, part: Path, files: Sequence[str]) -> None:
    """Put new files in the place of those of an earlier export; raises WriteError before the first that is not its."""
    earlier = listed_files(folder)
    foreign = [name for name in files if name not in earlier and os.path.lexists(folder / name)]
    if foreign:
        raise WriteError(
            f"--out {folder} holds {', '.join(foreign)}, which no export has written; move it away, or name another"
        )
    for name in set(earlier) - set(files):
        (folder / name).unlink(missing_ok=True)
    for name in (DATAPACKAGE, *files):  # the list first: what it says is ours if the rest fails
        if (part / name).exists():
            (part / name).replace(folder / name)


def _write(result: Result, tables: Mapping[TableName, Table], writers: Collection[Files]) -> dict[str, int]:
    """Write all tables and their dictionary; returns the rows of each."""
    rows: dict[str, int] = {}
    try:
        for name, table in tables.items():
            for writer in writers:
                writer.begin(table)
            rows[table.name] = 0
            for frame in result.exported(name, table):
                rows[table.name] += len(frame)
                for writer in writers:
                    writer.add(frame)
        for table, frame in result.more():
            rows[table.name] = len(frame)
            for writer in writers:
                writer.begin(table)
                writer.add(frame)
        for writer in writers:
            writer.begin(DICTIONARY)
            writer.add(dictionary([*tables.values(), *(table for table, _ in result.more())]))
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


def check_folder(folder: Path) -> None:
    """Raise WriteError where ``folder`` is a file, or holds files that are not those of an export."""
    if folder.exists() and not folder.is_dir():
        raise WriteError(f"--out {folder} is a file; name a folder, or one that is not there yet")
    if not folder.is_dir() or listed_files(folder):
        return
    if any(not entry.name.startswith(".") for entry in folder.iterdir()):
        raise WriteError(f"--out {folder} holds other files, which an export could overwrite; name a new folder")
