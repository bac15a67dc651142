"""Runs of ``quotes audit`` in processes of their own, and the files that they leave."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from forked import Forked
from places import CORPUS

from quotes.__main__ import main

KILLS = int(os.environ.get("KILLS", "2"))
"""How often a run is killed in the work, in the report, and a worker; with ``KILLS=20`` in the environment longer."""
PATIENCE = 1_200
"""Seconds after which a run counts as hanging, on a machine with other work."""
SEED = int(os.environ.get("SEED", "1"))
ARTICLES = 4
MORE_ARTICLES = 14
"""A few more than Stanza gets at once, so that an audit of them can be stopped after the first batch."""

OF_ONE_RUN = {"run.json", "workspace.sqlite", ".lock", ".report"}
"""What tells times, and how a run went."""


def few_articles(folder: Path, number: int = ARTICLES) -> Path:
    """``folder`` with the first of the corpus's articles, so many of them."""
    for path in sorted((CORPUS / "articles").glob("*.txt"))[:number]:
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def audit(articles: Path, out: Path, before: Callable[[], object] | None = None, *more: str) -> Forked:
    """A run of ``quotes audit``; ``before``, which can be pickled, is called in its process first."""
    return Forked(_quotes, ["audit", str(articles), "--out", str(out), *more], before)


def _quotes(arguments: list[str], before: Callable[[], object] | None) -> None:
    sys.argv = ["quotes", *arguments]
    if before is not None:
        before()
    main()


def files(out: Path) -> dict[str, bytes]:
    found = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name not in OF_ONE_RUN}


def differing(out: Path, expected: dict[str, bytes]) -> list[str]:
    found = files(out)
    return sorted(name for name in {*found, *expected} if found.get(name) != expected.get(name))


@dataclass(frozen=True)
class Undisturbed:
    """A run that nothing disturbed: its folder, the seconds to the start of its report and from there, what it said."""

    out: Path
    work: float
    report: float
    said: str

    @property
    def files(self) -> dict[str, bytes]:
        return files(self.out)


def undisturbed_run(articles: Path, out: Path, *more: str) -> Undisturbed:
    process = audit(articles, out, None, *more)
    began = time.time()
    wait_for_report(process, out, began)
    reporting = time.time()
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, said
    return Undisturbed(out, reporting - began, time.time() - reporting, said)


def is_reporting(out: Path, began: float) -> bool:
    """Whether the run that began then has done all articles and writes the report over them."""
    path = out / "run.json"
    if not path.exists() or path.stat().st_mtime < began:
        return False
    run = json.loads(path.read_text(encoding="utf-8"))
    return not run["complete"] and run["articles"] == ARTICLES


def wait_for_report(process: Forked, out: Path, began: float) -> None:
    while process.poll() is None and not is_reporting(out, began):
        time.sleep(0.01)


def is_killed(articles: Path, out: Path, in_report: bool, after: float, *more: str) -> bool:
    """Kill a run so many seconds from its start, or from its report's; returns whether that met it there."""
    began = time.time()
    process = audit(articles, out, None, *more)
    if in_report:
        wait_for_report(process, out, began)
    try:
        _, said = process.communicate(timeout=after)
        assert process.returncode == 0, said
        return False
    except subprocess.TimeoutExpired:
        met = is_reporting(out, began) == in_report
        process.kill()
        _, said = process.communicate()
        assert "Traceback" not in said
        return met
