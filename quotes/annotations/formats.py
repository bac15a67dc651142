"""A file or folder of annotations in, codings out, by what it is; codings in, a file or folder of any format out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from quotes.annotations import brat, decisions, gold, inception, label_studio, w3c, words_table
from quotes.annotations.coding import Coding, Texts
from quotes.errors import ReadError, UsageError, WriteError

WRITERS: Mapping[str, Callable[[Path, Sequence[Coding], Texts], None]] = {
    "jsonl": decisions.write,
    "csv": words_table.write,
    "brat": brat.write,
    "inception": inception.write,
    "label-studio": label_studio.write,
    "w3c": w3c.write,
}
"""What codings can be written as."""


def read_codings(path: Path, texts: Texts) -> list[Coding]:
    """The codings of a file or folder; ``texts`` are for formats that have none.

    Raises ReadError where it is none of ours, UsageError where it is not there.
    """
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder; name annotations")
    try:
        found = _read(path, texts)
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{path}: cannot be read ({error}); give annotations in UTF-8") from error
    if not any(coding.statements or coding.denied for coding in found):
        raise ReadError(f"{path}: no annotation in it; {', '.join(WRITERS)} can be read")
    return found


def _read(path: Path, texts: Texts) -> list[Coding]:
    if path.is_dir():
        if (path / gold.GOLD).is_dir():
            return gold.read_folder(path)
        return inception.read(path, texts) if (path / inception.TYPES).exists() else brat.read(path, texts)
    ending = path.suffix.lower()
    if ending in (".csv", ".tsv", ".xlsx"):
        return words_table.read(path, texts)
    if ending == ".jsonl":
        return decisions.read(path) if decisions.are_decisions(path) else gold.read_lines(path, texts)
    return _read_json(path, texts)


def _read_json(path: Path, texts: Texts) -> list[Coding]:
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{path}: {error}; give JSON of Label Studio or of W3C annotations") from error
    if isinstance(data, dict):
        page = data.get("first", data)
        return w3c.read(path, page.get("items", [page]) if isinstance(page, dict) else [page], texts)
    items = data if isinstance(data, list) else [data]
    if any(isinstance(item, dict) and "target" in item for item in items):
        return w3c.read(path, items, texts)
    return label_studio.read(path, items)


def write_codings(path: Path, codings: Sequence[Coding], format: str, texts: Texts) -> None:
    """Write codings as ``format``; raises ReadError where a text is not known, WriteError where that cannot be done."""
    known = dict(texts)
    for coding in codings:
        known |= coding.texts
    articles = {article for coding in codings for article in coding.statements}
    missing = sorted(articles - set(known))
    if missing:
        raise ReadError(f"the text of {missing[0]} is not known; name the report or folder that has it: --texts")
    try:
        WRITERS[format](path, codings, known)
    except OSError as error:
        raise WriteError(f"cannot write {path} ({error.strerror or error}); make room or change permissions") from error
