"""Runs of ``quotes audit`` in processes of their own, and the files that they leave."""

import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from places import CORPUS

from quotes.__main__ import main

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


_FORKED = multiprocessing.get_context("forkserver")
_FORKED.set_forkserver_preload(
    ["quotes.cli.audit", "quotes.analyze", "quotes.parse.parser", "stanza", "reports.audit.corpus", "textblob"]
)


class Audit:
    """A run of ``quotes audit`` in a process of its own, which has all libraries from the start.

    It is forked from a process that has loaded them: what disturbs a run meets its work, not the seconds before it.
    """

    def __init__(self, articles: Path, out: Path, *more: str, before: Callable[[], object] | None = None) -> None:
        arguments = ["quotes", "audit", str(articles), "--out", str(out), *more]
        with tempfile.NamedTemporaryFile(prefix="audit", delete=False) as said:
            self._said = Path(said.name)
        self._process = _FORKED.Process(target=_run, args=(arguments, self._said, before))
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("OMP_NUM_THREADS", "1")
            self._process.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        """``None`` as long as it runs."""
        return self._process.exitcode

    def wait(self, timeout: float = 300) -> int:
        """The exit status; raises subprocess.TimeoutExpired where it runs longer."""
        self._process.join(timeout)
        if self.returncode is None:
            raise subprocess.TimeoutExpired("quotes audit", timeout)
        return self.returncode

    def said(self, timeout: float = 300) -> str:
        """What it told on standard error, once it has ended; raises subprocess.TimeoutExpired."""
        self.wait(timeout)
        return self._said.read_text(encoding="utf-8")

    def kill(self) -> None:
        self._process.kill()


def _run(arguments: list[str], said: Path, before: Callable[[], object] | None) -> None:
    os.dup2(os.open(said, os.O_WRONLY), sys.stderr.fileno())
    sys.argv = arguments
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
    """A run that nothing disturbed: its folder, and the seconds until it began to write the report, and from there."""

    out: Path
    work: float
    report: float

    @property
    def files(self) -> dict[str, bytes]:
        return files(self.out)


def is_reporting(out: Path, began: float) -> bool:
    """Whether the run that began then has done all articles and writes the report over them."""
    path = out / "run.json"
    if not path.exists() or path.stat().st_mtime < began:
        return False
    run = json.loads(path.read_text(encoding="utf-8"))
    return not run["complete"] and run["articles"] == ARTICLES


def wait_for_report(process: Audit, out: Path, began: float) -> None:
    while process.returncode is None and not is_reporting(out, began):
        time.sleep(0.01)
