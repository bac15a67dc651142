"""The command line: ``python -m training`` makes the models, ``… evaluate`` scores them, ``… card`` reports on them."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from quotes.errors import QuotesError
from quotes.parse.stanza_models import BUNDLED_FOLDER
from training.parser import card, evaluate
from training.parser.recipe import RECIPE_FILE, STEPS, TrainingError, read_recipe
from training.parser.run import Training
from training.parser.steps import run_steps


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status: 0 all done, 1 failed, 3 steps left out for want of data."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    logging.getLogger("stanza").setLevel(logging.WARNING)
    try:
        return COMMANDS[words[0]](words[1:]) if words and words[0] in COMMANDS else train_command(words)
    except QuotesError as error:
        print(error, file=sys.stderr)
        return 1


def train_command(words: Sequence[str]) -> int:
    """``python -m training``."""
    parser = argparse.ArgumentParser(
        prog="python -m training",
        description="Make the bundled Stanza models again. Steps that are done are not done twice.",
        epilog="example: python -m training --treebanks treebanks --out training-out; "
        "`python -m training evaluate --help` scores models",
    )
    parser.add_argument("--treebanks", type=Path, required=True, help="folder with train.conllu and dev.conllu")
    parser.add_argument("--out", type=Path, required=True, help="folder for models/, work/ and log.jsonl")
    parser.add_argument("--only", help=f"steps to run, with commas between: {','.join(STEPS)}")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--threads", type=int, default=1, help="threads of each trainer (default 1)")
    parser.add_argument("--news", type=Path, help="folder with text/*.txt (articles) and sentences/*.txt")
    parser.add_argument("--entities", type=Path, help="folder with train and dev as .bio, .iob2 or Stanza's .json")
    parser.add_argument(
        "--teacher", type=Path, default=BUNDLED_FOLDER, help="models that mark names in the news (default: the bundled)"
    )
    parser.add_argument("--vectors", type=Path, help="ready word vectors (a Stanza .pt file) instead of training them")
    parser.add_argument("--published", type=Path, help="word vectors to add: GloVe's text or wink's JSON")
    parser.add_argument("--recipe", type=Path, default=RECIPE_FILE, help="another recipe.toml")
    parser.add_argument("--smoke", action="store_true", help="a trial: few sentences, few training steps")
    options = parser.parse_args(words)
    chosen = steps_named(options.only)
    options.out.mkdir(parents=True, exist_ok=True)
    training = Training(
        recipe=read_recipe(options.recipe, options.smoke),
        treebanks=options.treebanks,
        out=options.out,
        device=options.device,
        threads=options.threads,
        news=options.news,
        entities=options.entities,
        ready_vectors=options.vectors,
        teacher=options.teacher,
        published=options.published,
    )
    left_out = run_steps(training, chosen)
    print(f"The models lie in {training.models}")
    return 3 if left_out else 0


def steps_named(only: str | None) -> list[str]:
    """The steps in a list with commas; all of them for ``None``. Raises TrainingError for a name that is none."""
    if only is None:
        return list(STEPS)
    chosen = [name.strip() for name in only.split(",") if name.strip()]
    unknown = [name for name in chosen if name not in STEPS]
    if unknown or not chosen:
        raise TrainingError(f"--only {only}: no such step; the steps are {', '.join(STEPS)}")
    return chosen


def evaluate_command(words: Sequence[str]) -> int:
    """``python -m training evaluate``."""
    parser = argparse.ArgumentParser(
        prog="python -m training evaluate",
        description="Score models on test files with Stanza's own scorers; prints Markdown.",
        epilog="example: python -m training evaluate --treebanks treebanks --models quotes/models",
    )
    parser.add_argument("--treebanks", type=Path, required=True, help="folder with *test*.conllu")
    parser.add_argument("--models", type=Path, required=True, help="Stanza resource folder")
    parser.add_argument("--entities", type=Path, action="append", default=[], help="file of words with entity tags")
    parser.add_argument("--corpus", type=Path, help="folder with articles/ and entities/, for entities in raw text")
    parser.add_argument("--log", type=Path, help="log.jsonl to add the scores to, for the model card")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    options = parser.parse_args(words)
    tests = sorted(options.treebanks.glob("*test*.conllu"))
    if not tests:
        raise TrainingError(f"{options.treebanks} has no *test*.conllu to score on")
    results = [score for test in tests for score in evaluate.score_treebank(options.models, test, options.device)]
    results += [evaluate.score_entities(options.models, path, options.device) for path in options.entities]
    if options.corpus is not None:
        results.append(evaluate.score_corpus_entities(options.models, options.corpus, options.device))
    lines = [result.line() for result in results]
    for table in (card.trees, card.entities):
        print(table({options.models.name: lines}), end="\n\n")
    if options.log is not None:
        with options.log.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    return 0


def card_command(words: Sequence[str]) -> int:
    """``python -m training card``."""
    parser = argparse.ArgumentParser(
        prog="python -m training card",
        description="Put the tables of a model card between their marks: file sizes, training steps, scores.",
        epilog="example: python -m training card --card MODEL_CARD.md --models training-out/models "
        "--log training-out/log.jsonl",
    )
    parser.add_argument("--card", type=Path, required=True, help="Markdown with <!-- files --> … <!-- end -->")
    parser.add_argument("--models", type=Path, required=True, help="Stanza resource folder")
    parser.add_argument("--log", type=Path, required=True, help="log.jsonl of the training and of `evaluate --log`")
    parser.add_argument("--before", type=Path, help="such a log of the models before, to stand beside")
    options = parser.parse_args(words)
    card.write_card(options.card, options.models, options.log, options.before)
    return 0


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {"evaluate": evaluate_command, "card": card_command}


if __name__ == "__main__":
    sys.exit(main())
