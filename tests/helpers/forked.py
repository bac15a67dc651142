"""A piece of work in, a process that does it out, in which the libraries that take long to load are there already."""

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

_FORKED = multiprocessing.get_context("forkserver")
_FORKED.set_forkserver_preload(
    ["quotes.cli.audit", "quotes.analyze", "quotes.parse.parser", "stanza", "reports.audit.corpus", "textblob"]
)


class Forked:
    """A process like one of ``subprocess.Popen``, forked from one that has loaded all libraries.

    ``work``, a function that has a name in a module, gives its exit status. Whoever ends it meets the work, not the
    seconds before it.
    """

    def __init__(self, work: Callable[..., object], *arguments: object) -> None:
        with tempfile.NamedTemporaryFile(prefix="forked", delete=False) as said:
            self._said = Path(said.name)
        self._process = _FORKED.Process(target=_do, args=(self._said, work, arguments))
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
            raise subprocess.TimeoutExpired("forked", timeout or 0)
        return self.returncode

    def communicate(self, timeout: float | None = None) -> tuple[None, str]:
        """Standard error comes second, as of ``subprocess.Popen``; standard output is that of the tests."""
        self.wait(timeout)
        return None, self._said.read_text(encoding="utf-8")

    def kill(self) -> None:
        self._process.kill()


def _do(said: Path, work: Callable[..., object], arguments: tuple[object, ...]) -> None:
    os.dup2(os.open(said, os.O_WRONLY), sys.stderr.fileno())
    sys.exit(work(*arguments))
