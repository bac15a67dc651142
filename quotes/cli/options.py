"""The options that several commands share: name, type and help of each."""

from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[
    list[str], typer.Argument(metavar="FILE…", help="Files, folders or globs; - is standard input.", show_default=False)
]
Model = Annotated[str, typer.Option("--model", help="Stanza package; `quotes models list` shows them.")]
ModelDir = Annotated[Path | None, typer.Option("--model-dir", help="Stanza resource folder to look in.")]
CodebookFile = Annotated[
    Path | None,
    typer.Option(
        "--codebook", help="Roles: newsroom, three-way, elite-ordinary, a plugin's, or a TOML file of your own."
    ),
]
ActsOption = Annotated[
    str, typer.Option("--acts", help="What to keep of speech, writing, belief, attitude; comma between.")
]
MinConfidence = Annotated[
    float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Leave out what is less sure than this.")
]
AliasesFile = Annotated[
    Path | None,
    typer.Option("--aliases", help="TOML or CSV file that says which sources are one (see doubtful.csv of an audit)."),
]
