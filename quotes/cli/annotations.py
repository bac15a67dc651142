"""The command ``quotes annotations``: annotations of any program, or a report, in; the same for another program out."""

from pathlib import Path
from typing import Annotated

import typer

from quotes.cli.agreement import Texts
from quotes.cli.codings import coding_of_tool, codings_at, texts_of
from quotes.cli.messages import Messages, plural
from quotes.errors import UsageError, WriteError


def annotations(
    to: Annotated[str, typer.Option("--to", help="jsonl, csv, brat, inception, label-studio or w3c.")],
    out: Annotated[Path, typer.Option("--out", help="File, or for brat and INCEpTION folder, to write.")],
    coders: Annotated[list[str] | None, typer.Argument(metavar="CODERS…", help="As for quotes agreement.")] = None,
    tool: Annotated[Path | None, typer.Option("--tool", help="Report of which to write what the tool found.")] = None,
    texts: Texts = None,
) -> None:
    """Take what people marked to another annotation program, or what the tool found, for people to go on there.

    Example: quotes annotations --tool report --to brat --out brat

    Example: quotes annotations brat/anna --to jsonl --out anna.jsonl --texts report

    Then: quotes corrections merge report anna.jsonl
    """
    from quotes.annotations.formats import WRITERS, write_codings

    if to not in WRITERS:
        raise UsageError(f"--to “{to}”: use one of {', '.join(WRITERS)}")
    known = texts_of(texts or tool)
    codings = codings_at(coders or [], known)
    if tool is not None:
        codings.append(coding_of_tool(tool))
    if not codings:
        raise UsageError("nothing to write: name annotations, or --tool REPORT")
    if out.exists():
        raise WriteError(f"--out {out} is there already; name a new one")
    write_codings(out, codings, to, known)
    number = sum(len(marked) for coding in codings for marked in coding.statements.values())
    Messages().print(f"{plural(number, 'statement')} of {plural(len(codings), 'coder')}: {out}")
