"""The command ``sources fit``: arguments in, the work of the other modules here out."""

from pathlib import Path
from typing import Annotated

import typer

from training.command import CORPUS, Corpus, print_lines

sources_app = typer.Typer(no_args_is_help=True, help="The ranker that chooses whom a pronoun or description means.")


@sources_app.command("fit")
def fit(
    corpus: Corpus = CORPUS,
    labels: Annotated[
        Path | None, typer.Option("--labels", help="More labelled source mentions, tab-separated.")
    ] = None,
    texts: Annotated[Path | None, typer.Option("--texts", help="Folder with the texts of --labels.")] = None,
    only_print: Annotated[
        bool, typer.Option("--print", help="Show how right it is instead of writing the file.")
    ] = False,
) -> None:
    """Learn who speaks from labelled speakers, into quotes/models/speakers.json.

    Example: python -m training sources fit --labels roles/train/roles.tsv --texts roles/train/text
    """
    from training.sources.data import read_corpus, read_labels
    from training.sources.fit import report, trained, write
    from training.sources.invented import labelled

    if (labels is None) != (texts is None):
        raise typer.BadParameter("--labels and --texts: give both or none")
    from quotes.parse.parser import Parser

    parser = Parser()
    articles = [*read_corpus(corpus, parser), *(read_labels(labels, texts, parser) if labels and texts else ())]
    ranker, notes = trained(articles, list(labelled(parser)))
    if not only_print:
        write(ranker)
    print_lines(report(ranker, notes))
