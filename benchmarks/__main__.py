"""Arguments in, a benchmark run out: ``python -m benchmarks speed corpus/articles``."""

import os
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="How fast the toolkit is, and how that changes with the corpus.")
Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder of articles, repeated with other names.")]
CORPUS = Path("corpus/articles")


@app.command("speed")
def speed(
    folder: Folder = CORPUS,
    articles: Annotated[int, typer.Option("--articles", min=1, help="How many articles are read.")] = 48,
    rounds: Annotated[int, typer.Option("--rounds", min=1, help="How often each of them reads all.")] = 7,
) -> None:
    """Compare plain Stanza with the toolkit on the same articles, in turn, in processes of their own."""
    from benchmarks.articles import articles_like
    from benchmarks.speed import report

    for line in report(list(articles_like(folder, articles)), rounds):
        print(line, flush=True)


@app.command("growth")
def growth(
    folder: Folder = CORPUS,
    sizes: Annotated[
        list[int] | None,
        typer.Option("--size", min=1, help="How many articles; once for each size.", show_default="100 1000 10000"),
    ] = None,
    words: Annotated[
        int | None, typer.Option("--words", min=1, help="Cut each article after the paragraph of this word.")
    ] = None,
    kept: Annotated[
        Path | None, typer.Option("--kept", help="JSON file of what was measured; sizes that are there are not again.")
    ] = None,
) -> None:
    """Tell the processor time an article, and the largest memory, of corpora of several sizes.

    Example: python -m benchmarks growth --words 60 --kept growth.json
    """
    from benchmarks.growth import SIZES, report

    for line in report(folder, sizes or SIZES, words, kept):
        print(line, flush=True)


if __name__ == "__main__":
    # Before PyTorch loads: several threads in each of several processes would wait for one another.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    app()
