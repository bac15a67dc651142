"""The commands ``attribution fit | unseen | deeds``: arguments in, the work of the other modules here out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from quotes.models import FOLDER
from training.command import CORPUS, Corpus, Polnear, print_lines

attribution_app = typer.Typer(
    no_args_is_help=True, help="The models that find attributions: training them, and running them on unseen papers."
)


@attribution_app.command("fit")
def fit_models(
    polnear: Polnear,
    base: Annotated[Path, typer.Option("--base", help="Folder of all-MiniLM-L6-v2, with model.safetensors.")],
    work: Annotated[Path, typer.Option("--work", help="Folder for parses, encoders and models in between.")],
    out: Annotated[
        Path, typer.Option("--out", help="Folder to write the files to.", show_default="quotes/models")
    ] = FOLDER,
) -> None:
    """Train encoder, tagger and deciding model on PolNeAR's train part; an interrupted run goes on where it stopped.

    Example: python -m training attribution fit --polnear POLNEAR --base MINILM --work WORK
    """
    from training.attribution.fit import fit

    print_lines(fit(polnear, base, work, out))


@attribution_app.command()
def unseen(
    polnear: Polnear,
    work: Annotated[Path, typer.Option("--work", help="The folder of `attribution fit`.")],
    seen: Annotated[bool, typer.Option("--seen", help="By the shipped models, which have seen every paper.")] = False,
    gold: Annotated[
        Path | None, typer.Option("--gold", help="Folder to write the gold standard of these papers to.")
    ] = None,
) -> None:
    """Print what models that have not seen an article's paper find in PolNeAR's dev part, as JSON Lines.

    Example: python -m training attribution unseen --polnear POLNEAR --work WORK > unseen.jsonl
    """
    from training.attribution.publishers import predictions, write_gold

    if gold is not None:
        write_gold(polnear, gold)
    print_lines(json.dumps(row) for row in predictions(polnear, work, seen))


@attribution_app.command()
def deeds(
    labels: Annotated[
        list[Path],
        typer.Option("--labels", help="Folder of labelled articles, with text/: roles/train; may be given repeatedly."),
    ],
    work: Annotated[Path, typer.Option("--work", help="Folder for the parses.")],
    corpus: Corpus = CORPUS,
    out: Annotated[
        Path, typer.Option("--out", help="File to write the model to.", show_default="quotes/models/deeds.safetensors")
    ] = FOLDER / "deeds.safetensors",
) -> None:
    """Train the model that tells deeds told with a verb of saying from statements; takes minutes.

    Example: python -m training attribution deeds --labels roles/train --labels polnear/train --work WORK
    """
    from training.attribution.deeds import fit

    print_lines(fit(labels, corpus, work, out))
