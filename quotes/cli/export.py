"""The command ``quotes export``: a result in, its tables as files for analysis programs out."""

from pathlib import Path
from typing import Annotated

import typer

from quotes.cli.messages import Messages, plural
from quotes.cli.options import chosen
from quotes.export.formats import USUAL, ExportFormat

USUAL_FORMATS = ",".join(USUAL)


def export(
    result: Annotated[
        Path, typer.Argument(help="Folder of an audit, or a file that `quotes attribute --format jsonl|csv` printed.")
    ],
    out: Annotated[Path, typer.Option("--out", help="Folder for the files; made if it is not there.")],
    format: Annotated[
        str,
        typer.Option(
            "--format", help="csv, parquet, xlsx, jsonl, sqlite, sav (SPSS), dta (Stata), a plugin's; comma between."
        ),
    ] = USUAL_FORMATS,
) -> None:
    """Write the tables of a result for analysis programs, with a dictionary of columns and a data package.

    Example: quotes export report --out exported

    Example: quotes export report --out for-spss --format sav

    Example: quotes attribute articles/ --format jsonl > found.jsonl; quotes export found.jsonl --out exported
    """
    from quotes.export.plugin_exports import plugin_exports
    from quotes.export.result import open_result
    from quotes.export.write import export as export_result

    formats = chosen("--format", format, [*ExportFormat, *plugin_exports()])
    messages = Messages()
    done = export_result(open_result(result), out, formats)
    for note in done.notes:
        messages.print(note)
    rows = ", ".join(f"{name} {number:,}" for name, number in done.rows.items())
    messages.print(f"{plural(len(done.files), 'file')} in {out}; rows: {rows}")
