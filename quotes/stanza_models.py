"""Which Stanza models there are, where they lie, and how to open or fetch them.

The bundled package ``news`` lies in ``quotes/models`` as an ordinary Stanza resource folder. Every
other package name is Stanza's own and lies where Stanza keeps its downloads, or in ``model_dir``.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.errors import ModelError

BUNDLED = "news"
BUNDLED_FOLDER = Path(__file__).parent / "models"
PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")


@dataclass(frozen=True, slots=True)
class ModelPackage:
    """A package of Stanza's resource list: its name, folder, and whether all its files are there."""

    name: str
    folder: Path
    complete: bool


def model_folder(model: str, model_dir: str | Path | None = None) -> Path:
    """The resource folder in which a package is looked for."""
    if model_dir is not None:
        return Path(model_dir)
    if model == BUNDLED:
        return BUNDLED_FOLDER
    from stanza.resources.common import DEFAULT_MODEL_DIR

    return Path(DEFAULT_MODEL_DIR)


def available(model_dir: str | Path | None = None) -> list[ModelPackage]:
    """The bundled package, then those that a resource folder lists (Stanza's own by default)."""
    packages = [ModelPackage(BUNDLED, BUNDLED_FOLDER, _missing(BUNDLED_FOLDER, BUNDLED) == [])]
    folder = model_folder("default", model_dir)
    packages.extend(
        ModelPackage(name, folder, _missing(folder, name) == [])
        for name in sorted(_resources(folder).get("packages", {}))
    )
    return packages


def load_pipeline(model: str = BUNDLED, model_dir: str | Path | None = None) -> Any:
    """A ``stanza.Pipeline`` for English with the package ``model``; never downloads.

    Raises ModelError, naming the command that helps, where a file of the package is missing.
    """
    folder = model_folder(model, model_dir)
    missing = _missing(folder, model)
    if missing:
        raise ModelError(
            f"model {model!r} is not complete in {folder} (missing: {missing[0]}); {_remedy(model, model_dir)}"
        )
    import stanza

    logging.getLogger("stanza").setLevel(logging.ERROR)
    chosen = _processors(_resources(folder), model)
    try:
        return stanza.Pipeline(
            "en",
            dir=str(folder),
            package=None,
            processors=chosen,
            download_method=None,
            logging_level="ERROR",
        )
    except Exception as error:  # Stanza raises many kinds for damaged files; each means the same to a user
        raise ModelError(f"model {model!r} in {folder} does not load ({error}); {_remedy(model, model_dir)}") from error


def download(model: str, model_dir: str | Path | None = None) -> Path:
    """Fetch one of Stanza's own packages with ``stanza.download``; returns its folder."""
    import stanza

    folder = model_folder(model, model_dir)
    if model == BUNDLED and model_dir is None:
        return folder
    try:
        stanza.download(
            "en", model_dir=str(folder), package=model, processors=",".join(PROCESSORS), logging_level="ERROR"
        )
    except Exception as error:  # network, disk and unknown-package errors alike
        raise ModelError(
            f"could not download model {model!r}: {error}; check name (`quotes models list`) and network, try again"
        ) from error
    return folder


def _remedy(model: str, model_dir: str | Path | None) -> str:
    if model == BUNDLED and model_dir is None:
        return "the package is damaged: install it again with `pip install --force-reinstall quotes`"
    where = "" if model_dir is None else f" --model-dir {model_dir}"
    return f"get it with: quotes models download {model}{where}"


def _resources(folder: Path) -> dict[str, Any]:
    path = folder / "resources.json"
    if not path.is_file():
        return {}
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")).get("en", {}))
    except (ValueError, AttributeError) as error:
        raise ModelError(
            f"{path} is not a Stanza resource list ({error}); remove it and download the model again"
        ) from error


def _processors(resources: dict[str, Any], model: str) -> dict[str, str]:
    """Processor → model name, for those of ours that the package has."""
    package = resources.get("packages", {}).get(model, {})
    return {processor: package[processor] for processor in PROCESSORS if processor in package}


def _missing(folder: Path, model: str) -> list[str]:
    """The files of a package that are not in ``folder``, named as in the folder."""
    resources = _resources(folder)
    if not resources:
        return ["resources.json"]
    chosen = _processors(resources, model)
    if not {"tokenize", "pos", "lemma", "depparse", "ner"} <= set(chosen):
        return [f"package {model} with all of tokenize, pos, lemma, depparse, ner"]
    needed = {(processor, name) for processor, name in chosen.items()}
    for processor, name in list(needed):
        entry = resources.get(processor, {}).get(name.split(";")[0], {})
        needed.update((d["model"], d["package"]) for d in entry.get("dependencies", []))
    names = sorted(f"en/{processor}/{part}.pt" for processor, name in needed for part in name.split(";"))
    return [name for name in names if not (folder / name).is_file()]
