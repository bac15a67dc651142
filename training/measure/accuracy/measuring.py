"""A measurement and where its data lie in, what it printed out: each command runs in a process of its own."""

import datetime
import os
import shlex
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from quotes.version import __version__, code_digest
from training.measure.accuracy.kept import DIGITS, Kept, MeasurementError, models_digest
from training.measure.accuracy.measurements import EVERYTHING, MADE, Measurement

ROOT = Path(__file__).resolve().parents[3]
"""The project's folder, in which the commands run."""
OPTIONS = {"POLNEAR": "--polnear", "ROLES": "--roles", "WORK": "--work", "score.py": "--score"}
"""The option that names what stands in a command for each of these."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the data lie: ``named`` has a path for each key of ``OPTIONS`` that the user has named.

    Files of ``MADE`` lie in a folder of ``WORK`` that is of the present models and code, so that they are made once.
    """

    named: Mapping[str, Path]

    def path(self, word: str) -> Path | None:
        """The path that a word of a command stands for, ``None`` for any other word; raises MeasurementError."""
        first, *rest = word.split("/")
        if first in MADE:
            return self._of("WORK") / f"made-{models_digest(EVERYTHING)}-{code_digest()[:DIGITS]}" / first
        return self._of(first).joinpath(*rest) if first in OPTIONS else None

    def _of(self, name: str) -> Path:
        path = self.named.get(name)
        if path is None:
            raise MeasurementError(f"name {name} with {OPTIONS[name]}")
        if name != "WORK" and not path.exists():
            raise MeasurementError(f"{path}: nothing here; name another with {OPTIONS[name]}")
        return path.resolve()


def measured(measurement: Measurement, places: Places) -> Kept:
    """Run the measurement; raises MeasurementError with the remedy where data are missing or a command fails."""
    for command in measurement.commands:
        as_run(command, places)  # what is missing is said before anything takes its time
    for file in measurement.makes:
        made = places.path(file)
        if made is not None and not made.is_file():
            output = printed(MADE[file], places)
            made.parent.mkdir(parents=True, exist_ok=True)
            unfinished = made.with_suffix(".part")
            unfinished.write_text(output, encoding="utf-8")
            unfinished.replace(made)
    return Kept(
        name=measurement.name,
        data=measurement.data,
        commands=measurement.commands,
        date=datetime.date.today().isoformat(),
        version=__version__,
        code=code_digest()[:DIGITS],
        models=models_digest(measurement.models),
        output=tuple(printed(measurement.command, places).rstrip().splitlines()),
    )


def forget(measurements: Iterable[Measurement], places: Places) -> None:
    """Remove the files that were made for measurements, so that they are made anew."""
    for file in {file for one in measurements for file in one.makes} if "WORK" in places.named else ():
        made = places.path(file)
        if made is not None:
            made.unlink(missing_ok=True)


def printed(command: str, places: Places) -> str:
    """What a command of the table prints on standard output; raises MeasurementError where it fails."""
    words, settings = as_run(command, places)
    done = subprocess.run(
        words, cwd=ROOT, env={**os.environ, **settings}, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        told = done.stderr.strip().splitlines() or ["it says nothing"]
        raise MeasurementError(f"`{command}` ends with status {done.returncode}: {told[-1]}")
    return done.stdout


def as_run(command: str, places: Places) -> tuple[list[str], dict[str, str]]:
    """A command as this machine runs it, and the settings in front of it: ``OMP_NUM_THREADS=1 python …``."""
    words = shlex.split(command.partition(" > ")[0])
    settings: dict[str, str] = {}
    while "=" in words[0]:
        name, _, value = words.pop(0).partition("=")
        settings[name] = value
    ours = {"python": [sys.executable], "quotes": [sys.executable, "-m", "quotes"]}
    paths = {word: places.path(word) for word in words[1:]}
    return [*ours[words[0]], *(str(paths[word] or word) for word in words[1:])], settings
