"""Texts that a user gives in, checked choices out; and the options that several commands share."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from quotes.errors import UsageError
from quotes.model import ACTS, STATEMENTS, Act

Paths = Annotated[
    list[str], typer.Argument(metavar="FILE…", help="Files, folders or globs; - is standard input.", show_default=False)
]
Model = Annotated[str, typer.Option("--model", help="Stanza package; `quotes models list` shows them.")]
ModelDir = Annotated[Path | None, typer.Option("--model-dir", help="Stanza resource folder to look in.")]
CodebookFile = Annotated[
    Path | None,
    typer.Option(
        "--codebook",
        help="Roles: newsroom, three-way, gmmp, another ready one, a plugin's, or a TOML file of your own.",
    ),
]
ActsOption = Annotated[
    str,
    typer.Option(
        "--acts", help="What to keep of speech, writing, belief, attitude (“wants”, no statement); comma between."
    ),
]
MinConfidence = Annotated[
    float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Leave out what is less sure than this.")
]
AliasesFile = Annotated[
    Path | None,
    typer.Option("--aliases", help="TOML or CSV file that says which sources are one (see doubtful.csv of an audit)."),
]
Workers = Annotated[
    int, typer.Option("--workers", min=0, help="Processes that analyse, 700 MB each; 0 for one a core.")
]
Scheduler = Annotated[
    str,
    typer.Option("--scheduler", metavar="ADDRESS", help="Have the workers of this Dask cluster analyse: tcp://…:8786."),
]
PATIENCE = 1_800.0
"""Seconds for one article: far more than a book of a hundred thousand words takes."""
ArticleTimeout = Annotated[
    float,
    typer.Option(
        "--article-timeout", min=0.0, help="Seconds after which an article is left out; 0 waits as long as it takes."
    ),
]
MetadataFile = Annotated[
    Path | None,
    typer.Option("--metadata", help="Table with a row an article, by file name or id, that tells outlet, date, …"),
]
Folders = Annotated[
    str,
    typer.Option("--folders", help="What the folders above a file tell, such as outlet/date for Herald/2024-05-02/."),
]


DoublesOption = Literal["once", "all"]
"""How often a story counts that comes in several files."""
PrintFormat = Literal["jsonl", "csv", "table", "parquet"]
"""How ``quotes attribute`` prints; ``parquet`` is written into a folder."""
EVERY_STATEMENT = ",".join(STATEMENTS)


def chosen_acts(names: str) -> frozenset[Act]:
    """The acts that ``--acts`` lists; raises UsageError as ``chosen`` does."""
    return frozenset(cast(list[Act], chosen("--acts", names, ACTS)))


def chosen(option: str, names: str, known: Sequence[str]) -> list[str]:
    """The names that ``option`` lists; raises UsageError for one that is not ``known``, and for none."""
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in known]
    if unknown or not wanted:
        raise UsageError(f"{option} “{', '.join(unknown) or names}”: use some of {', '.join(known)}, comma between")
    return wanted
