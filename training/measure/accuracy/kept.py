"""A measurement's output in, a file in ``docs/measured`` out, and back: with command, data, date, version, models."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from quotes.errors import QuotesError
from quotes.models import FOLDER
from training.measure.accuracy.measurements import MEASUREMENTS, Measurement

FOLDER_NAME = "measured"
NO_MODELS = frozenset({".md", ".py", ".pyc"})
"""Endings of what lies in ``quotes/models`` and changes no output."""
DIGITS = 8
"""Hexadecimal digits of a digest that are kept and shown."""


class MeasurementError(QuotesError):
    """A measurement that cannot be made, read or told: the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a measurement printed (``output``, line by line), and how it came about.

    ``version`` is the program's, ``code`` its ``quotes.version.code_digest``, ``models`` a digest of the model files
    that the output depends on.
    """

    name: str
    data: str
    commands: tuple[str, ...]
    date: str
    version: str
    code: str
    models: str
    output: tuple[str, ...]

    def has_models_of(self, measurement: Measurement, models: Path = FOLDER) -> bool:
        """Whether those of the models that the measurement depends on are still the same."""
        return self.models == models_digest(measurement.models, models)


def models_digest(patterns: Iterable[str], folder: Path = FOLDER) -> str:
    """The first digits of a SHA-256 over the model files that match; empty where no pattern asks for any."""
    found = {path for pattern in patterns for path in folder.glob(pattern) if path.is_file()}
    files = sorted(path for path in found if path.suffix not in NO_MODELS)
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(folder).as_posix().encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:DIGITS] if files else ""


def read_kept(docs: Path) -> dict[str, Kept]:
    """What is kept below ``docs`` of the table's measurements, by name; raises MeasurementError for an odd file."""
    return {one.name: kept for one in MEASUREMENTS if (kept := _read(_file(docs, one.name))) is not None}


def _read(file: Path) -> Kept | None:
    if not file.is_file():
        return None
    try:
        told: Mapping[str, object] = json.loads(file.read_text(encoding="utf-8"))
        lists = {key: tuple(value) for key, value in told.items() if isinstance(value, list)}
        return Kept(**{**told, **lists})  # type: ignore[arg-type]
    except (ValueError, TypeError) as error:
        raise MeasurementError(
            f"{file}: not a kept measurement ({error}); delete it and run `python -m training measure accuracy` again"
        ) from error


def write_kept(docs: Path, kept: Kept) -> None:
    """Write the file of a measurement; a run that is interrupted leaves the one before."""
    file = _file(docs, kept.name)
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".part")
    unfinished.write_text(json.dumps(asdict(kept), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    unfinished.replace(file)


def _file(docs: Path, name: str) -> Path:
    return docs / FOLDER_NAME / f"{name}.json"
