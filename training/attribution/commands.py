"""The commands ``attribution fit | unseen``: arguments in, the work of the other modules here out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from quotes.models import FOLDER
from training.command import Polnear, print_lines

attribution_app = typer.Typer(
    no_args_is_help=True, help="The models that find attributions: training them, and running them on unseen papers."
)


@attribution_app.command("fit")
def fit_models(
    polnear: Polnear,
    work: Annotated[Path, typer.Option("--work", help="Folder for parses, taggers and models in between.")],
    out: Annotated[
        Path, typer.Option("--out", help="Folder to write the two files to.", show_default="quotes/models")
    ] = FOLDER,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Taggers to train at once, one processor core each.")] = 1,
) -> None:
    """Train tagger and deciding model on PolNeAR's train part; an interrupted run goes on where it stopped.

    Example: python -m training attribution fit --polnear POLNEAR --work WORK --jobs 2
    """
    from training.attribution.fit import fit

    print_lines(fit(polnear, work, out, jobs))


@attribution_app.command()
def unseen(
    polnear: Polnear,
    work: Annotated[Path, typer.Option("--work", help="The folder of `attribution fit`.")],
    seen: Annotated[bool, typer.Option("--seen", help="By the shipped models, which have seen every paper.")] = False,
) -> None:
    """Print what models that have not seen an article's paper find in PolNeAR's dev part, as JSON Lines.

    Example: python -m training attribution unseen --polnear POLNEAR --work WORK > unseen.jsonl
    """
    from training.attribution.publishers import predictions

    print_lines(json.dumps(row) for row in predictions(polnear, work, seen))
