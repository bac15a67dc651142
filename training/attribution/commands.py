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
def encoder(
    polnear: Polnear,
    work: Annotated[Path, typer.Option("--work", help="Folder for parses and the state of the training.")],
    base: Annotated[Path, typer.Option("--base", help="Folder of all-MiniLM-L6-v2, with model.safetensors.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for the encoder as ONNX, its word pieces and heads.")],
    without: Annotated[list[str] | None, typer.Option("--without", help="A paper to leave out; several times.")] = None,
    epochs: Annotated[int, typer.Option("--epochs", min=1, help="How often all articles are read.")] = 3,
) -> None:
    """Train a contextual encoder to tag attributions; an interrupted run goes on where it stopped.

    Example: python -m training attribution encoder --polnear POLNEAR --work WORK --base MINILM --out ENCODER
    """
    from rich.console import Console

    from training.attribution.encoder import check_base, export, train
    from training.attribution.polnear import read_part

    check_base(base)
    articles = [one for one in read_part(polnear, "train", work) if one.publisher not in (without or ())]
    weights = train(articles, base, work / "-".join(["encoder", *sorted(without or ())]), Console(stderr=True), epochs)
    export(weights, base, out)
    print_lines([f"wrote the encoder of {len(articles)} articles to {out}"])


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
