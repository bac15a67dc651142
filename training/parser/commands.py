"""The commands ``parser make | evaluate | card | faster``: arguments in, the work of the other modules here out."""

import logging
from pathlib import Path
from typing import Annotated

import typer

from training.command import LEFT_OUT, DeviceOption, Models
from training.parser.recipe import RECIPE_FILE, STEPS

parser_app = typer.Typer(no_args_is_help=True, help="The bundled Stanza models: making, scoring and describing them.")


@parser_app.command()
def make(
    treebanks: Annotated[Path, typer.Option("--treebanks", help="Folder with train.conllu and dev.conllu.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for models/, work/ and log.jsonl.")],
    only: Annotated[str | None, typer.Option("--only", help=f"Steps to run: {','.join(STEPS)}; comma between.")] = None,
    device: DeviceOption = "cpu",
    threads: Annotated[int, typer.Option("--threads", min=1, help="Threads of each trainer.")] = 1,
    news: Annotated[
        Path | None, typer.Option("--news", help="Folder with text/*.txt (articles) and sentences/*.txt.")
    ] = None,
    entities: Annotated[
        Path | None, typer.Option("--entities", help="Folder with train and dev as .bio, .iob2 or Stanza's .json.")
    ] = None,
    teacher: Annotated[
        Path | None, typer.Option("--teacher", help="Models that mark names in the news, if not the bundled ones.")
    ] = None,
    vectors: Annotated[
        Path | None, typer.Option("--vectors", help="Ready word vectors (a Stanza .pt file) instead of training them.")
    ] = None,
    published: Annotated[
        Path | None, typer.Option("--published", help="Word vectors to add: GloVe's text or wink's JSON.")
    ] = None,
    recipe: Annotated[
        Path, typer.Option("--recipe", help="A recipe.toml of your own.", show_default=False)
    ] = RECIPE_FILE,
    smoke: Annotated[bool, typer.Option("--smoke", help="A trial: few sentences, few training steps.")] = False,
) -> None:
    """Make the bundled Stanza models again; steps that are done are not done twice.

    Example: python -m training parser make --treebanks treebanks --out training-out
    """
    from quotes.parse.stanza_models import BUNDLED_FOLDER
    from training.parser.recipe import read_recipe, steps_named
    from training.parser.run import Training
    from training.parser.steps import run_steps

    _say_warnings_only()
    chosen = steps_named(only)
    training = Training(
        recipe=read_recipe(recipe, smoke),
        treebanks=treebanks,
        out=out,
        device=device,
        threads=threads,
        news=news,
        entities=entities,
        ready_vectors=vectors,
        teacher=teacher or BUNDLED_FOLDER,
        published=published,
    )
    left_out = run_steps(training, chosen)
    print(f"The models lie in {training.models}")
    if left_out:
        raise typer.Exit(LEFT_OUT)


@parser_app.command("evaluate")
def evaluate_models(
    treebanks: Annotated[Path, typer.Option("--treebanks", help="Folder with *test*.conllu.")],
    models: Models,
    entities: Annotated[
        list[Path] | None,
        typer.Option("--entities", help="File of words with entity tags; once for each.", show_default=False),
    ] = None,
    corpus: Annotated[
        Path | None, typer.Option("--corpus", help="Folder with articles/ and entities/, for entities in raw text.")
    ] = None,
    log: Annotated[
        Path | None, typer.Option("--log", help="log.jsonl to add the scores to, for the model card.")
    ] = None,
    device: DeviceOption = "cpu",
) -> None:
    """Score models on test files with Stanza's own scorers; prints Markdown.

    Example: python -m training parser evaluate --treebanks treebanks --models quotes/models
    """
    from training.parser import card, evaluate
    from training.parser.run import add_to_log

    _say_warnings_only()
    lines = [score.line() for score in evaluate.scores(models, treebanks, entities or [], corpus, device)]
    for table in (card.trees, card.entities):
        print(table({models.name: lines}), end="\n\n")
    if log is not None:
        add_to_log(log, *lines)


@parser_app.command("card")
def fill_card(
    card: Annotated[Path, typer.Option("--card", help="Markdown with <!-- files --> … <!-- end -->.")],
    models: Models,
    log: Annotated[Path, typer.Option("--log", help="log.jsonl of the training and of `evaluate --log`.")],
    before: Annotated[
        Path | None, typer.Option("--before", help="Such a log of the models before, to stand beside.")
    ] = None,
) -> None:
    """Put the tables of a model card between their marks: file sizes, training steps, scores.

    Example: python -m training parser card --card MODEL_CARD.md --models out/models --log out/log.jsonl
    """
    from training.parser.card import write_card

    write_card(card, models, log, before)


@parser_app.command("faster", context_settings={"allow_interspersed_args": False})
def run_faster(
    module: Annotated[str, typer.Argument(metavar="MODULE", help="The trainer: stanza.models.tagger, say.")],
    arguments: Annotated[
        list[str] | None, typer.Argument(metavar="ARGUMENTS…", help="Its arguments.", show_default=False)
    ] = None,
    decay: Annotated[
        int | None, typer.Option("--decay", help="Steps after which the learning rate has fallen to a hundredth.")
    ] = None,
    start: Annotated[Path | None, typer.Option("--start", help="A trained tagger or parser to begin with.")] = None,
) -> None:
    """Run one of Stanza's trainers as `make` does: on a CPU several times as fast, with the same results.

    Example: python -m training parser faster --start first.pt stanza.models.tagger --train_file train.conllu
    """
    from training.parser.faster import run_trainer

    run_trainer(module, arguments or [], decay, start)


def _say_warnings_only() -> None:
    """Silence what Stanza tells of its pipelines; its trainers run in processes of their own and go on talking."""
    logging.getLogger("stanza").setLevel(logging.WARNING)
