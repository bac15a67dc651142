"""The command ``roles confidence``: arguments in, the work of the other module here out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from training.command import CORPUS, Corpus, print_lines

roles_app = typer.Typer(no_args_is_help=True, help="The rules that decide roles: how often each is right.")


@roles_app.command("confidence")
def count_confidence(
    corpus: Corpus = CORPUS,
    labels: Annotated[
        Path | None, typer.Option("--labels", help="More labelled source mentions, tab-separated.")
    ] = None,
    texts: Annotated[Path | None, typer.Option("--texts", help="Folder with the texts of --labels.")] = None,
    only_print: Annotated[
        bool, typer.Option("--print", help="Show the confusion matrix instead of writing the file.")
    ] = False,
) -> None:
    """Count how often each rule of the roles is right, into quotes/models/role_confidence.toml.

    Example: python -m training roles confidence --print
    """
    from training.roles.confidence import report, write

    if (labels is None) != (texts is None):
        raise typer.BadParameter("--labels and --texts: give both or none")
    print_lines(report(corpus, labels, texts) if only_print else [write(corpus, labels, texts)])
