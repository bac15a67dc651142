"""The command ``sources fit``: arguments in, the work of the other modules here out."""

from pathlib import Path
from typing import Annotated

import typer

from training.command import CORPUS, Corpus, Work, print_lines

sources_app = typer.Typer(no_args_is_help=True, help="The ranker that chooses whom a pronoun or description means.")


@sources_app.command("fit")
def fit(
    labels: Annotated[
        list[Path],
        typer.Option("--labels", help="Folder with text/, and roles.tsv or labels of ours; may be given repeatedly."),
    ],
    work: Work,
    corpus: Corpus = CORPUS,
    only_print: Annotated[
        bool, typer.Option("--print", help="Show how right it is instead of writing the file.")
    ] = False,
) -> None:
    """Learn who speaks from labelled speakers, into quotes/models/speakers.safetensors, with figures out of fold.

    Example: python -m training sources fit --labels roles/train --labels polnear/train --work parses
    """
    from quotes.parse.parser import Parser
    from quotes.sources.ranking import save_ranker
    from training.sources.data import read_corpus, read_folder
    from training.sources.fit import report, trained
    from training.sources.invented import labelled

    real = [*read_corpus(corpus), *(one for folder in labels for one in read_folder(folder, work))]
    ranker, notes = trained(real, list(labelled(Parser())))
    if not only_print:
        save_ranker(ranker)
    print_lines(report(ranker, notes))
