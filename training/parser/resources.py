"""Model files in, a Stanza resource folder out: ``resources.json`` that ``stanza.Pipeline`` opens, and the opening."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from training.parser.recipe import TrainingError

PACKAGE = "news"
PROCESSORS = ("tokenize", "pos", "lemma", "depparse", "ner")
NEED_VECTORS = ("pos", "depparse", "ner")
"""Processors whose models look words up in the shared word vectors."""


def model_file(folder: Path, processor: str) -> Path:
    """Where a resource folder keeps the model of a processor (``pretrain`` for the word vectors)."""
    return folder / "en" / processor / f"{PACKAGE}.pt"


def write_resources(folder: Path) -> Path:
    """Write ``resources.json`` for the models that lie in ``folder``; returns its path.

    Lists each file with its MD5 sum, as Stanza's own list does, in the packages ``news`` and ``default``.
    """
    from stanza.resources.common import get_md5

    there = [processor for processor in PROCESSORS if model_file(folder, processor).is_file()]
    package = dict.fromkeys(there, PACKAGE)
    english: dict[str, Any] = {
        "lang_name": "English",
        "packages": {"default": package, PACKAGE: package},
        "default_processors": {},
        "default_dependencies": {},
    }
    for processor in ["pretrain", *there]:
        path = model_file(folder, processor)
        if path.is_file():
            entry: dict[str, Any] = {"md5": get_md5(str(path))}
            if processor in NEED_VECTORS:
                entry["dependencies"] = [{"model": "pretrain", "package": PACKAGE}]
            english[processor] = {PACKAGE: entry}
    path = folder / "resources.json"
    path.write_text(json.dumps({"en": english}, indent=1) + "\n", encoding="utf-8")
    return path


def halve(source: Path, target: Path) -> None:
    """Copy a model with its weights in half precision: Stanza expands them when it loads them."""
    import torch

    def smaller(value: Any) -> Any:
        if isinstance(value, torch.Tensor):
            return value.half() if value.dtype == torch.float32 else value
        if isinstance(value, dict):
            return type(value)((key, smaller(inner)) for key, inner in value.items())
        return type(value)(map(smaller, value)) if isinstance(value, list | tuple) else value

    stored = torch.load(source, map_location="cpu", weights_only=True)
    torch.save(smaller(stored), target, _use_new_zipfile_serialization=False)


def open_pipeline(folder: Path, processors: Sequence[str], device: str = "cpu", **options: Any) -> Any:
    """A ``stanza.Pipeline`` with some of the folder's processors; ``options`` go to Stanza, nothing is downloaded.

    Raises TrainingError, naming the file, where a model is missing.
    """
    needed = [*processors, *(["pretrain"] if set(processors) & set(NEED_VECTORS) else [])]
    for processor in needed:
        if not model_file(folder, processor).is_file():
            raise TrainingError(f"{model_file(folder, processor)} is missing: train it first (--only {processor})")
    import stanza

    return stanza.Pipeline(
        "en",
        dir=str(folder),
        package=None,
        processors=dict.fromkeys(processors, PACKAGE),
        download_method=None,
        logging_level="ERROR",
        device=device,
        **options,
    )
