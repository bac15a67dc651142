"""The options of a training run in, Stanza's programs run and their time and scores logged out."""

import json
import os
import re
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from quotes.parse.stanza_models import BUNDLED_FOLDER
from training.parser import data
from training.parser.recipe import Recipe, TrainingError
from training.parser.resources import model_file

BEST_F1 = re.compile(r"Best dev F1 = ([0-9.]+)")
BEST_TOKENIZER_SCORE = re.compile(r"Best dev score=([0-9.]+)")
"""How Stanza's trainers name their best score on the development file: in percent, the tokenizer's from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Training:
    """Everything that a run of the script is given. ``news`` and what follows it may be absent."""

    recipe: Recipe
    treebanks: Path
    out: Path
    device: str = "cpu"
    threads: int = 1
    news: Path | None = None
    entities: Path | None = None
    ready_vectors: Path | None = None
    published: Path | None = None
    teacher: Path = BUNDLED_FOLDER

    @property
    def models(self) -> Path:
        """The resource folder."""
        return self.out / "models"

    @property
    def articles(self) -> list[Path]:
        """The articles among the news."""
        return data.news_articles(self.news) if self.news is not None else []

    def work(self, step: str) -> Path:
        """The folder in which a step keeps its data, logs and checkpoints."""
        return self.out / "work" / step

    def part(self, name: str) -> Path:
        """The treebank's ``train`` or ``dev`` file, cut to a few sentences for a trial run."""
        train, dev = data.treebank(self.treebanks)
        source = {"train": train, "dev": dev}[name]
        few = self.recipe.sentences(name)
        return source if few is None else data.cut(source, self.work("trial") / f"{name}.conllu", few)

    def trained(self, step: str, needed_by: str) -> Path:
        """The model of an earlier step; raises TrainingError if that has not run."""
        path = model_file(self.models, "pretrain" if step == "words" else step)
        if not path.is_file():
            raise TrainingError(f"{needed_by} needs {step}, which is not trained yet: run it first (--only {step})")
        return path


def say(line: str) -> None:
    """Print one line of progress at once."""
    print(line, flush=True)


def run_program(training: Training, step: str, stage: str, command: Sequence[str]) -> None:
    """Run one of Stanza's programs, its output into ``<out>/work/<step>/<stage>.log``; log its time and score.

    Raises TrainingError, with the last line of the output, where the program fails.
    """
    log = training.work(step) / f"{stage}.log"
    say(f"{step}: {stage} … (output in {log})")
    started = time.perf_counter()
    with log.open("w", encoding="utf-8") as output:
        status = subprocess.run(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "OMP_NUM_THREADS": str(training.threads)},
            check=False,
        ).returncode
    text = log.read_text(encoding="utf-8", errors="replace")
    if status != 0:
        last = next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "no output")
        raise TrainingError(f"{step} failed: {last} (all output is in {log})")
    record(training, step, stage, time.perf_counter() - started, best_score(text), command)


def best_score(output: str) -> float | None:
    """The best score on the development file that a trainer's output names, in percent; ``None`` if it names none."""
    if percent := BEST_F1.findall(output):
        return float(percent[-1])
    if share := BEST_TOKENIZER_SCORE.findall(output):
        return round(100 * float(share[-1]), 2)
    return None


def record(
    training: Training, step: str, stage: str, seconds: float, score: float | None = None, command: Sequence[str] = ()
) -> None:
    """Append a line to ``<out>/log.jsonl``, and say it."""
    line = {
        "step": step,
        "stage": stage,
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 1),
        "dev_score": score,
        "device": training.device,
        "threads": training.threads,
        "smoke": training.recipe.smoke,
        "versions": {name: version(name) for name in ("stanza", "torch")},
        "command": list(command),
    }
    add_to_log(training.out / "log.jsonl", line)
    say(f"{step}: {stage} took {seconds:,.0f} s" + ("" if score is None else f", score on dev {score:.2f}"))


def add_to_log(log: Path, *lines: Mapping[str, object]) -> None:
    """Append lines to a ``log.jsonl``; the file and its folder are made if they are not there."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
