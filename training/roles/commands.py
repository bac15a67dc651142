"""The commands ``roles fit`` and ``roles judge``: arguments in, the work of the other modules here out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from training.command import CORPUS, Corpus, Work, print_lines

if TYPE_CHECKING:
    import numpy as np

    from training.roles.labelled import LabelledSource

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

    Example: python -m training roles fit --labels roles/train --labels polnear/train --unseen roles/dev --work parses
    """
    print_lines(_fitted(labels, work, corpus, unseen or []))


def _fitted(labels: list[Path], work: Path, corpus: Path, unseen: list[Path]) -> Iterator[str]:
    import numpy as np

    from quotes.roles.role_model import WEIGHTS, save_role_model
    from training.roles import fit
    from training.roles.labelled import read_corpus, read_folder, read_texts

    real = [one for folder in labels for one in read_folder(folder, work)]
    sources = [*real, *read_texts(), *read_corpus(corpus)]
    shares = fit.out_of_fold(sources)
    whole = [number for number, one in enumerate(real) if not one.alone]  # what the program will meet
    temperature = fit.temperature_of(shares[whole], [real[number] for number in whole])
    yield f"temperature {temperature:.2f}, set out of fold"
    yield from _lines(sources, shares, temperature, "out of fold")
    model = replace(fit.fit(sources), temperature=np.array([temperature]))
    others = [one for folder in unseen for one in read_folder(folder, work)]
    yield from _lines(others, fit.probabilities(model, others), 1.0, "unseen")
    save_role_model(model)
    yield f"{WEIGHTS}: {len(model.names)} features, {model.hidden.shape[0]} networks"


@roles_app.command("judge")
def judge_roles(
    unseen: Labels,
    work: Work,
    picture: Annotated[Path | None, typer.Option("--picture", help="SVG file for the reliability diagram.")] = None,
) -> None:
    """Measure the shipped role model on labelled articles that it has not learned from; it stays as it is.

    Example: python -m training roles judge --labels roles/dev --work parses --picture docs/images/role-confidence.svg
    """
    print_lines(_judged(unseen, work, picture))


def _judged(unseen: list[Path], work: Path, picture: Path | None) -> Iterator[str]:
    from quotes.roles.role_model import load_role_model
    from training.roles import fit
    from training.roles.labelled import read_folder
    from training.roles.picture import reliability_picture

    sources = [one for folder in unseen for one in read_folder(folder, work)]
    shares = fit.probabilities(load_role_model(), sources)
    yield from _lines(sources, shares, 1.0, "unseen")
    mentions = fit.judged(shares, sources)
    whole = [m for m, one in zip(mentions, _of_each_mention(sources), strict=True) if not one.alone]
    yield from fit.in_words(whole)
    if picture is not None:
        picture.write_text(reliability_picture(whole), encoding="utf-8")
        yield f"{picture}: the reliability diagram"


def _of_each_mention(sources: list[LabelledSource]) -> Iterator[LabelledSource]:
    """The source of each labelled mention, in the order in which mentions are judged."""
    return (one for one in sources for _ in one.labels)


def _lines(sources: list[LabelledSource], shares: np.ndarray, temperature: float, how: str) -> Iterator[str]:
    """The figures of each set of labels; of unseen articles also the confusion matrix and the reliability."""
    from training.roles import fit

    for data in dict.fromkeys(one.data for one in sources):
        rows = [i for i, one in enumerate(sources) if one.data == data]
        mentions = fit.judged(shares[rows], [sources[i] for i in rows], temperature)
        yield fit.figures(f"{data}, {how}", mentions)
        if how == "unseen":
            yield from fit.confusion(mentions)
            yield from (f"said {one.said:.2f}, right {one.right:.2f} ({one.number})" for one in fit.bands(mentions))
