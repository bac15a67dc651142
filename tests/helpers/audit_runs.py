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


class Run:
    """A process like one of ``subprocess.Popen``, forked from one that has loaded all libraries.

    What disturbs a run then meets its work, not the seconds before it.
    """

    def __init__(self, arguments: list[str], before: Callable[[], object] | None) -> None:
        with tempfile.NamedTemporaryFile(prefix="audit", delete=False) as said:
            self._said = Path(said.name)
        self._process = _FORKED.Process(target=_command, args=(arguments, self._said, before))
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("OMP_NUM_THREADS", "1")
            self._process.start()
        self.pid = self._process.pid

    @property
    def returncode(self) -> int | None:
        """``None`` as long as it runs."""
        return self._process.exitcode

    def poll(self) -> int | None:
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        if self.returncode is None:
            raise subprocess.TimeoutExpired("quotes", timeout or 0)
        return self.returncode

    def communicate(self, timeout: float | None = None) -> tuple[None, str]:
        self.wait(timeout)
        return None, self._said.read_text(encoding="utf-8")

    def kill(self) -> None:
        self._process.kill()


def _command(arguments: list[str], said: Path, before: Callable[[], object] | None) -> None:
    os.dup2(os.open(said, os.O_WRONLY), sys.stderr.fileno())
    sys.argv = ["quotes", *arguments]
    if before is not None:
        before()
    main()


def audit(articles: Path, out: Path, before: Callable[[], object] | None = None, *more: str) -> Run:
    """A run of ``quotes audit``; ``before``, which can be pickled, is called in its process first."""
    return Run(["audit", str(articles), "--out", str(out), *more], before)


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
    _, said = process.communicate(timeout=300)
    assert process.returncode == 0, said
    return Undisturbed(out, reporting - began, time.time() - reporting, said)


def is_reporting(out: Path, began: float) -> bool:
    """Whether the run that began then has done all articles and writes the report over them."""
    path = out / "run.json"
    if not path.exists() or path.stat().st_mtime < began:
        return False
    run = json.loads(path.read_text(encoding="utf-8"))
    return not run["complete"] and run["articles"] == ARTICLES


def wait_for_report(process: Run, out: Path, began: float) -> None:
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
