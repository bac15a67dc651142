"""The name of a Stanza package in, its pipeline out: where models lie, how they are opened and fetched.

The bundled package ``news`` lies in ``quotes/models`` as an ordinary Stanza resource folder. Every
other package name is Stanza's own and lies where Stanza keeps its downloads, or in ``model_dir``.
"""

import functools
import inspect
import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.errors import DownloadError, ModelError
from quotes.messages import one_line
from quotes.models import FOLDER
from quotes.settings_files import bounded_text

BUNDLED = "news"
BUNDLED_FOLDER = FOLDER
DEFAULT = "default"
"""Stanza's own package that has all processors; others borrow from it what they lack."""
NEEDED = ("tokenize", "pos", "lemma", "depparse", "ner")
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
    """The bundled package, then those of a resource folder that can be used (Stanza's own by default).

    Where nothing has been downloaded yet, Stanza's list is not there: then ``default`` stands for it.
    """
    packages = [ModelPackage(BUNDLED, BUNDLED_FOLDER, not _missing(BUNDLED_FOLDER, BUNDLED))]
    folder = model_folder(DEFAULT, model_dir)
    listed = _resources(folder).get("packages", {DEFAULT: {}})
    packages.extend(ModelPackage(name, folder, not _missing(folder, name)) for name in sorted(listed))
    return packages


def load_pipeline(model: str = BUNDLED, model_dir: str | Path | None = None) -> Any:
    """A ``stanza.Pipeline`` for English with the package ``model``; never downloads, loads each package once.

    Raises ModelError, naming the command that helps, where a file of the package is missing.
    """
    return _load(model, model_folder(model, model_dir).absolute(), model_dir is not None)


# Two, so that two models can be compared; a pipeline keeps nothing of the texts that went through it.
@functools.lru_cache(maxsize=2)
def _load(model: str, folder: Path, chosen_folder: bool) -> Any:
    check_model(model, folder if chosen_folder else None)
    import stanza

    from quotes.parse.quick.pipeline import quick
    from quotes.parse.quick.weights import read_quickly
    from quotes.parse.whole_names import with_whole_names

    logging.getLogger("stanza").setLevel(logging.ERROR)
    try:
        with _without_compiler(), nullcontext() if chosen_folder or model != BUNDLED else read_quickly():
            pipeline = stanza.Pipeline(
                "en",
                dir=str(folder),
                package=None,
                processors=_wanted(_resources(folder), model),
                download_method=None,
                logging_level="ERROR",
                foundation_cache=shared_parts(),
            )
            return with_whole_names(quick(pipeline))
    except Exception as error:  # Stanza raises many kinds for damaged files; each means the same to a user
        remedy = _remedy(model, folder if chosen_folder else None)
        raise ModelError(f"model {model!r} in {folder} does not load ({_brief(error)}); {remedy}") from error


@functools.cache
def shared_parts() -> Any:
    """What several models read, such as word vectors, each loaded once: a Stanza ``FoundationCache``."""
    from stanza.models.common.foundation_cache import FoundationCache

    return FoundationCache(local_files_only=True)


@contextmanager
def _without_compiler() -> Iterator[None]:
    """A block in which the optimizers that Stanza makes for each model, to train it, do not load PyTorch's compiler.

    That takes most of a second, and nothing here is trained or compiled.
    """
    from torch.optim import Optimizer

    guarded = Optimizer.add_param_group
    Optimizer.add_param_group = inspect.unwrap(guarded)  # type: ignore[method-assign]
    try:
        yield
    finally:
        Optimizer.add_param_group = guarded  # type: ignore[method-assign]


def check_model(model: str = BUNDLED, model_dir: str | Path | None = None) -> None:
    """Raise ModelError, with the remedy, where ``load_pipeline`` would find a file of the package missing."""
    folder = model_folder(model, model_dir)
    missing = _missing(folder, model)
    if not missing:
        return
    listed = _resources(folder).get("packages", {})
    if listed and model not in listed:
        raise ModelError(f"no model {model!r} in {folder}; there are: {', '.join(sorted({BUNDLED, *listed}))}")
    raise ModelError(f"model {model!r} is not in {folder} (missing: {missing[0]}); {_remedy(model, model_dir)}")


def identity(model: str = BUNDLED, model_dir: str | Path | None = None) -> dict[str, str]:
    """What tells one model from another: file name → MD5 as the resource list has it, and size in bytes."""
    folder = model_folder(model, model_dir)
    resources = _resources(folder)
    found = {}
    for processor, name in _files(resources, model):
        md5 = resources.get(processor, {}).get(name, {}).get("md5", "")
        path = folder / "en" / processor / f"{name}.pt"
        found[f"{processor}/{name}.pt"] = f"{md5} {path.stat().st_size if path.is_file() else 'missing'}".strip()
    return found


def download(model: str, model_dir: str | Path | None = None) -> Path:
    """Fetch one of Stanza's own packages with ``stanza.download``; returns its folder.

    What is there already is not fetched again. Raises ModelError where the name is at fault, DownloadError where the
    network or the disk is.
    """
    folder = model_folder(model, model_dir)
    if model == BUNDLED:
        if model_dir is None:
            return folder
        raise ModelError(f"{BUNDLED!r} comes with this program and is not downloaded; leave out --model-dir to use it")
    import stanza
    from stanza.resources.common import download_resources_json

    try:
        download_resources_json(str(folder))
        resources = _resources(folder)
        if model in resources.get("packages", {}):
            stanza.download(
                "en",
                model_dir=str(folder),
                package=None,
                processors=_wanted(resources, model),
                logging_level="ERROR",
                download_json=False,
            )
    except ModelError:
        raise
    except Exception as error:  # network, disk and Stanza's own errors alike
        raise DownloadError(
            f"could not download model {model!r} to {folder} ({_brief(error)}); check network and disk, then try again"
        ) from error
    check_model(model, folder)
    return folder


def _brief(error: Exception) -> str:
    # PyTorch's own words advise to load the file all the same, which would run what is in it.
    if "weights_only" in str(error):
        return "it holds something else than weights, which could run as a program when loaded"
    return one_line(str(error) or type(error).__name__)[:200]


def _remedy(model: str, model_dir: str | Path | None) -> str:
    if model == BUNDLED and model_dir is None:
        return "the package is damaged: install it again with: pip install --force-reinstall quotes-toolkit"
    if model == BUNDLED:
        return "leave out --model-dir to use the model that comes with this program"
    where = "" if model_dir is None else f" --model-dir {model_dir}"
    return f"get it with: quotes models download {model}{where}"


def _resources(folder: Path) -> dict[str, Any]:
    path = folder / "resources.json"
    if not path.is_file():
        return {}
    try:
        resources = dict(json.loads(bounded_text(path)).get("en", {}))
        for package in resources.get("packages", {}):  # what is read of it later, so that its shape is told here
            list(_files(resources, package))
        return resources
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ModelError(
            f"{path} is not a Stanza resource list ({_brief(error)}); remove it and download the model again"
        ) from error


def _processors(resources: Mapping[str, Any], model: str) -> dict[str, tuple[str, ...]]:
    """Processor → names of its models, for those of ours that the package has or can borrow from the default one."""
    packages = resources.get("packages", {})
    if model not in packages:
        return {}
    chosen = dict(packages[model])
    for processor in NEEDED:
        if processor not in chosen and processor in packages.get(DEFAULT, {}):
            chosen[processor] = packages[DEFAULT][processor]
    return {processor: _names(chosen[processor]) for processor in PROCESSORS if processor in chosen}


def _wanted(resources: Mapping[str, Any], model: str) -> dict[str, str | list[str]]:
    """The processors as Stanza takes them: a list only where there are several models, as for names."""
    return {
        processor: names[0] if len(names) == 1 else list(names)
        for processor, names in _processors(resources, model).items()
    }


def _names(value: str | list[str]) -> tuple[str, ...]:
    """A package may name several models for a processor, as a list or with semicolons between."""
    return tuple(value.split(";") if isinstance(value, str) else value)


def _files(resources: Mapping[str, Any], model: str) -> Iterator[tuple[str, str]]:
    """The (processor, name) of each model file that a package needs, what those depend on included, each once."""
    seen: set[tuple[str, str]] = set()
    waiting = [(processor, name) for processor, names in _processors(resources, model).items() for name in names]
    for processor, name in waiting:
        if (processor, name) not in seen:
            seen.add((processor, name))
            yield processor, name
            entry = resources.get(processor, {}).get(name, {})
            waiting.extend((needed["model"], needed["package"]) for needed in entry.get("dependencies", []))


def _missing(folder: Path, model: str) -> list[str]:
    """What of a package is not in ``folder``: its files, named as in the folder, or a processor."""
    resources = _resources(folder)
    if not resources:
        return ["resources.json"]
    chosen = _processors(resources, model)
    lacking = [processor for processor in NEEDED if processor not in chosen]
    if lacking:
        return [f"processors {', '.join(lacking)}"]
    names = [f"en/{processor}/{name}.pt" for processor, name in _files(resources, model)]
    return [name for name in names if not (folder / name).is_file()]
