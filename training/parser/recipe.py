"""``recipe.toml`` in, the command lines of Stanza's trainers out."""

import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.errors import QuotesError

RECIPE_FILE = Path(__file__).with_name("recipe.toml")
STEPS = ("tokenize", "words", "pos", "lemma", "depparse", "ner")
"""All steps, in the order in which they need each other."""
DECAY = "decay"
"""The one argument that is ours and not the trainer's: the learning rate falls until ``max_steps``."""
STAGES = ("arguments", "second_stage", "third_stage")
"""What a step's trainer is told, stage by stage: each later one names what it changes of the first."""


class TrainingError(QuotesError):
    """A file or option that training needs and that is missing or wrong: the message says which."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """The arguments of every step. With ``smoke`` those of a trial of a few training steps."""

    table: Mapping[str, Any]
    smoke: bool = False

    def arguments(self, step: str, stage: str = "arguments") -> dict[str, Any]:
        """Names and values for a step's trainer; a later ``stage`` overrides the step's first one."""
        own = self.table[step]
        chosen = {**own["arguments"], **(own[stage] if stage != "arguments" else {})}
        return {**chosen, **(self.table["smoke"].get(step, {}) if self.smoke else {})}

    def stages(self, step: str) -> list[str]:
        """The stages in which a step is trained, in order."""
        return [stage for stage in STAGES if stage in self.table[step]]

    def command(
        self, step: str, files: Mapping[str, object], stage: str = "arguments", start: Path | None = None
    ) -> list[str]:
        """The command line of a step's trainer; ``files`` are the arguments that name files and devices.

        ``start`` is a trained tagger or parser to begin with.
        """
        arguments = {**self.arguments(step, stage), "seed": self.table["seed"], **files}
        words = [sys.executable, "-m", "training", "parser", "faster"]
        if arguments.pop(DECAY, False):
            words += ["--decay", str(arguments["max_steps"])]
        if start is not None:
            words += ["--start", str(start)]
        words.append(self.table[step]["module"])
        for name, value in arguments.items():
            words.append(f"--{name}")
            if value is not True:
                words.append(str(value))
        return words

    def sentences(self, part: str) -> int | None:
        """How many sentences of the ``train`` or ``dev`` file are used; ``None`` for all."""
        return int(self.table["smoke"][f"{part}_sentences"]) if self.smoke else None


def steps_named(only: str | None) -> list[str]:
    """The steps in a list with commas; all of them for ``None``. Raises TrainingError for a name that is none."""
    if only is None:
        return list(STEPS)
    chosen = [name.strip() for name in only.split(",") if name.strip()]
    unknown = [name for name in chosen if name not in STEPS]
    if unknown or not chosen:
        raise TrainingError(f"--only {only}: no such step; the steps are {', '.join(STEPS)}")
    return chosen


def read_recipe(path: Path = RECIPE_FILE, smoke: bool = False) -> Recipe:
    """The recipe in a TOML file, which needs to name only what is not as in ``recipe.toml``.

    Raises TrainingError where the file cannot be read or names a section that no recipe has.
    """
    table = _read(RECIPE_FILE)
    own = _read(path)
    if unknown := sorted(own.keys() - table.keys()):
        raise TrainingError(
            f"{path} has {', '.join(unknown)}, which no recipe has; see {RECIPE_FILE} for what there is"
        )
    return Recipe(_merged(table, own), smoke)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TrainingError(f"{path} cannot be read as a recipe: {error}") from error


def _merged(table: Any, own: Any) -> Any:
    """``table`` with what ``own`` has put in its place or added, section by section."""
    if not isinstance(table, dict) or not isinstance(own, dict):
        return own
    return table | {key: _merged(table[key], value) if key in table else value for key, value in own.items()}
