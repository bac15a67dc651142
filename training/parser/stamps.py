"""A step's arguments and input files in, whether it has to run (again) out."""

import hashlib
import json
import shutil
from pathlib import Path

from training.parser import data
from training.parser.resources import model_file
from training.parser.run import Training


def inputs_of(training: Training, step: str) -> dict[str, object]:
    """What the step's model depends on: its arguments and a sum of every file that it reads."""
    recipe = training.recipe
    stages = recipe.stages(step)
    return {
        "arguments": [recipe.arguments(step, stage) for stage in stages],
        "options": {k: v for k, v in recipe.table[step].items() if k not in ("module", *stages)},
        "seed": recipe.table["seed"],
        "files": [file_sum(data.require(path)) for path in files_of(training, step)],
    }


def files_of(training: Training, step: str) -> list[Path]:
    """The files that a step reads. Raises TrainingError where one has yet to be made by an earlier step."""
    if step == "words":
        published = [training.published] if training.published else []
        if training.ready_vectors is not None:
            return [training.ready_vectors, *published]
        return [training.part("train"), training.trained("tokenize", step), *training.articles, *published]
    if step == "ner":
        vectors = training.trained("words", step)
        if training.entities is not None:
            return [vectors, *(data.entity_file(training.entities, part) for part in ("train", "dev"))]
        return [vectors, model_file(training.teacher, "ner"), *training.articles]
    files = [training.part("train"), training.part("dev")]
    if step == "tokenize":
        files += data.news_sentence_files(training.news) if training.news else []
    if step in ("pos", "depparse"):
        files.append(training.trained("words", step))
    if step == "lemma" and training.articles:
        files += [training.trained("pos", step), *training.articles]
    if step == "depparse":
        files += [training.trained("pos", step), training.trained("lemma", step)]
    return files


def file_sum(path: Path) -> str:
    """The SHA-256 sum of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_done(work: Path, inputs: dict[str, object]) -> bool:
    """Whether the step whose folder is ``work`` went through before with the same inputs."""
    return (work / "done").is_file() and _has(work, inputs)


def begin(work: Path, inputs: dict[str, object]) -> None:
    """Make the step's folder. What an interrupted run left there stays only if that had the same inputs."""
    if not _has(work, inputs):
        shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True, exist_ok=True)
    (work / "inputs.json").write_text(json.dumps(inputs, indent=1), encoding="utf-8")


def end(work: Path) -> None:
    """Note that the step went through."""
    (work / "done").touch()


def _has(work: Path, inputs: dict[str, object]) -> bool:
    path = work / "inputs.json"
    return path.is_file() and json.loads(path.read_text(encoding="utf-8")) == inputs
