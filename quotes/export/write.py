"""A result in, its tables as files of the chosen formats out, with the column dictionary and a data package."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quotes.errors import WriteError
from quotes.export.excel import WORKBOOK, ExcelFile
from quotes.export.files import CsvFiles, Files, JsonLinesFiles, ParquetFiles
from quotes.export.formats import ExportFormat
from quotes.export.package import DATAPACKAGE, write_datapackage
from quotes.export.result import Result
from quotes.export.schema import DICTIONARY, EXPORTED, dictionary
from quotes.export.sqlite import DATABASE, SqliteFile

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


def export(result: Result, folder: Path, formats: Sequence[ExportFormat] = tuple(ExportFormat)) -> Exported:
    """Write the tables of ``result`` into ``folder``, made where it is not there.

    Raises WriteError where the folder holds something else than an earlier export, ReadError where the result
    cannot be read, and OSError where a file cannot be written.
    """
    check_folder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    _clear(folder)
    kept = list(dict.fromkeys(formats))
    writers = {format: FILES[format](folder) for format in kept}
    rows: dict[str, int] = {}
    tables = {name: table.among(result.names) for name, table in EXPORTED.items() if name in result.names}
    try:
        for name, table in tables.items():
            for writer in writers.values():
                writer.begin(table)
            rows[table.name] = 0
            for piece in result.pieces(name):
                frame = table.with_keys(piece)
                rows[table.name] += len(frame)
                for writer in writers.values():
                    writer.add(frame)
        for writer in writers.values():
            writer.begin(DICTIONARY)
            writer.add(dictionary(tables.values()))
    finally:
        for writer in writers.values():
            writer.close()
    files = {format.value: writer.written for format, writer in writers.items()}
    write_datapackage(folder, [*tables.values(), DICTIONARY], files)
    names = [name for several in files.values() for name in several.values()]
    before = [
        f"{result.path}: {number:,} {'text' if number == 1 else 'texts'} of {name} had been cut to 32,767 characters "
        "before; an export of `quotes attribute --format jsonl` holds all"
        for name, number in result.cut.items()
    ]
    notes = [note for writer in writers.values() for note in writer.notes]
    return Exported(rows, (*dict.fromkeys(names), DATAPACKAGE), (*before, *notes))


def _clear(folder: Path) -> None:
    """Take away what an earlier export left, so that no file of it stands beside the new ones."""
    names = [f"{table}.{ending}" for table in (*EXPORTED, DICTIONARY.name) for ending in ("csv", "parquet", "jsonl")]
    for name in (*names, WORKBOOK, DATABASE):
        (folder / name).unlink(missing_ok=True)


def check_folder(folder: Path) -> None:
    """Raise WriteError where ``folder`` is a file, or holds files that are not those of an export."""
    if folder.exists() and not folder.is_dir():
        raise WriteError(f"--out {folder} is a file; name a folder, or one that is not there yet")
    if not folder.is_dir() or (folder / DATAPACKAGE).is_file():
        return
    if any(not entry.name.startswith(".") for entry in folder.iterdir()):
        raise WriteError(f"--out {folder} holds other files, which an export could overwrite; name a new folder")
