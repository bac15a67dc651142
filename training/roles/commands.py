"""The command ``roles fit``: arguments in, the work of the other modules here out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from training.command import CORPUS, Corpus, Work, print_lines

roles_app = typer.Typer(no_args_is_help=True, help="The model that decides in what role a source speaks.")

Labels = Annotated[
    list[Path], typer.Option("--labels", help="Folder with roles.tsv and text/ to learn from; may be given repeatedly.")
]
Unseen = Annotated[
    list[Path] | None, typer.Option("--unseen", help="Such a folder to measure on alone; may be given repeatedly.")
]


@roles_app.callback()
def _group() -> None:
    """The model that decides in what role a source speaks."""


@roles_app.command("fit")
def fit_roles(labels: Labels, work: Work, corpus: Corpus = CORPUS, unseen: Unseen = None) -> None:
    """Fit the role model to labelled sources, into quotes/models/roles.safetensors, with figures on unseen articles.

    Example: python -m training roles fit --labels roles/train --labels polnear/dev --unseen roles/dev --work parses
    """
    print_lines(_fitted(labels, work, corpus, unseen or []))


def _fitted(labels: list[Path], work: Path, corpus: Path, unseen: list[Path]) -> Iterator[str]:
    from quotes.roles.role_model import WEIGHTS, save_role_model
    from training.roles import fit
    from training.roles.labelled import read_corpus, read_folder

    sources = [*read_corpus(corpus, work), *(one for folder in labels for one in read_folder(folder, work))]
    shares = fit.out_of_fold(sources)
    temperature = fit.temperature_of(shares, sources)
    yield f"temperature {temperature:.2f}, set out of fold"
    for data in dict.fromkeys(one.data for one in sources):
        rows = [i for i, one in enumerate(sources) if one.data == data]
        mentions = fit.judged(shares[rows], [sources[i] for i in rows], temperature)
        yield fit.figures(f"{data}, out of fold", mentions)
    model = fit.fit(sources, temperature)
    for folder in unseen:
        others = read_folder(folder, work)
        mentions = fit.judged(fit.probabilities(model, others), others)
        yield fit.figures(f"{others[0].data}, unseen", mentions)
        yield from fit.confusion(mentions)
        for said, right, number in fit.reliability(mentions):
            yield f"said {said:.2f}, right {right:.2f} ({number})"
    save_role_model(model)
    yield f"{WEIGHTS}: {len(model.names)} features, {model.features.size + model.vectors.size} weights"
