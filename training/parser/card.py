"""A training log in, the tables of the model card out: between marks in the card, so that no figure is copied by hand.

The card has ``<!-- NAME -->`` and ``<!-- end -->`` around each table; the prose around them is written by hand.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from training.parser.evaluate import ALL
from training.parser.recipe import STEPS, TrainingError
from training.parser.resources import model_file

USES = {
    "tokenize": 'words and sentences; no multi-word tokens ("don\'t" is "do" and "n\'t", each with its own offsets)',
    "pos": "Universal and Penn tags, features",
    "lemma": "base forms",
    "depparse": "Universal Dependencies 2",
    "ner": "entities: `PER`, `ORG`, `LOC`",
    "pretrain": "word vectors that tags, trees and entities share",
}
"""What each model file is for."""

Line = Mapping[str, Any]
"""A line of ``log.jsonl``: a stage of a step (``training.parser.run.record``) or scores (``evaluate.Scores.line``)."""


Logs = Mapping[str, Iterable[Line]]
"""What models are called in the card → their log."""


def write_card(card: Path, models: Path, log: Path, before: Path | None = None) -> None:
    """Put new tables into the card; with ``before``, the log of other models, their scores beside the new ones.

    Raises TrainingError where a mark is missing or a log cannot be read.
    """
    now, then = read_log(log), read_log(before) if before is not None else []
    both = {"before": then, "now": now}
    tables = {"files": files(models), "steps": steps(now), "trees": trees(both), "entities": entities(both)}
    text = card.read_text(encoding="utf-8")
    for name, table in tables.items():
        start, found, rest = text.partition(f"<!-- {name} -->\n")
        _, end, behind = rest.partition("<!-- end -->")
        if not (found and end):
            raise TrainingError(f"{card} has no <!-- {name} --> … <!-- end --> to put a table in")
        text = f"{start}{found}{table}\n{end}{behind}"
    card.write_text(text, encoding="utf-8")


def read_log(path: Path) -> list[Line]:
    """The lines of a log; raises TrainingError where the file is none."""
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError) as error:
        raise TrainingError(f"{path} cannot be read as the log of a training: {error}") from error


def files(models: Path) -> str:
    """What each model file does, and its size."""
    sizes = {name: model_file(models, name).stat().st_size for name in USES if model_file(models, name).is_file()}
    rows = [(f"`{model_file(Path(), name)}`", USES[name], f"{size / 1e6:.1f} MB") for name, size in sizes.items()]
    return table("file|what it does|size:", [*rows, ("together", "", f"{sum(sizes.values()) / 1e6:.1f} MB")])


def steps(log: Iterable[Line]) -> str:
    """The last run of each stage of each step: minutes, device, best score on ``dev``."""
    last = {(line["step"], line["stage"]): line for line in log if line["step"] in STEPS}
    rows = [
        (step, stage, f"{line['seconds'] / 60:.0f}", line["device"], _percent(line["dev_score"]))
        for (step, stage), line in sorted(last.items(), key=lambda item: STEPS.index(item[0][0]))
    ]
    return table("step|stage|minutes:|on|score on dev:", rows)


def trees(logs: Logs) -> str:
    """The last scores of words, tags and trees on each test, by the models of each log."""
    return _scores(logs, lambda values: ALL not in values)


def entities(logs: Logs) -> str:
    """The last scores of entities on each test, by the models of each log."""
    return _scores(logs, lambda values: ALL in values)


def _scores(logs: Logs, wanted: Callable[[Mapping[str, float]], bool]) -> str:
    last = {
        (line["test"], line["text"], models): line["values"]
        for models, log in logs.items()
        for line in log
        if line["step"] == "evaluate" and wanted(line["values"])
    }
    names = list(dict.fromkeys(name for values in last.values() for name in values))
    rows = [(*key, *(_percent(last[key].get(name)) for name in names)) for key in sorted(last)]
    return table("|".join(["test", "from", "models", *(f"{name}:" for name in names)]), rows)


def table(headings: str, rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; ``headings`` stand apart by ``|``, those that end in a colon are of figures."""
    names = headings.split("|")
    lines = [[name.rstrip(":") for name in names], ["---:" if name.endswith(":") else "---" for name in names], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"
