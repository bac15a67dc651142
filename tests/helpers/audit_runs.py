"""Runs of ``quotes audit`` in processes of their own, and the files that they leave."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from places import CORPUS, QUOTES

KILLS = int(os.environ.get("KILLS", "2"))
"""How often a run is killed in the work, in the report, and a worker; with ``KILLS=20`` in the environment longer."""
SEED = int(os.environ.get("SEED", "1"))
ARTICLES = 4

OF_ONE_RUN = {"run.json", "workspace.sqlite", ".lock", ".report"}
"""What tells times, and how a run went."""


def few_articles(folder: Path) -> Path:
    """``folder`` with the first of the corpus's articles, ``ARTICLES`` of them."""
    for path in sorted((CORPUS / "articles").glob("*.txt"))[:ARTICLES]:
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def audit(articles: Path, out: Path, before: Callable[[], object] | None = None, *more: str) -> subprocess.Popen[str]:
    command = [*QUOTES, "audit", str(articles), "--out", str(out), *more]
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment, preexec_fn=before)


def files(out: Path) -> dict[str, bytes]:
    found = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name not in OF_ONE_RUN}


def differing(out: Path, expected: dict[str, bytes]) -> list[str]:
    found = files(out)
    return sorted(name for name in {*found, *expected} if found.get(name) != expected.get(name))
