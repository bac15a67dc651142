"""A folder for a report in, the files there that audits of ours have written out: nothing else is ever replaced.

Each file is noted in ``.files`` before it is made, so that the list is whole whenever a run is ended by force.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from quotes.errors import WriteError
from reports.audit.folder import RUN, write_whole

LIST = ".files"
REPORT = ".report"
HEAD = "Files of a report that `quotes audit` has written; what is not listed here it does not touch."
NAME = re.compile(r"(?:(?!\.\.?(?:/|\Z))[^/\\\0:]+(?:/(?!\Z)|\Z)){1,2}")
"""A file of the folder or of a folder in it: nothing that a changed list says leads anywhere else."""
REPORT_NAME = re.compile("[0-9a-f]{32}")


def is_report(folder: Path) -> bool:
    """Whether a report of ours lies in ``folder``, finished or not."""
    return bool(_listed(folder))


def read_before(folder: Path) -> list[str]:
    """The files whose articles are in the report in ``folder``; none where there is no report."""
    try:
        return [str(path) for path in json.loads((folder / RUN).read_text(encoding="utf-8"))["read"]]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return []


def report_name(folder: Path) -> str:
    """The name that the report in ``folder`` has in a database of several; empty where it has none."""
    try:
        name = (folder / REPORT).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""
    return name if REPORT_NAME.fullmatch(name) else ""


class OwnFiles:
    """The files of a report in ``folder``: those of earlier runs, and those that this run writes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known = set(_listed(folder))
        self._made = not self._known
        self.written: set[str] = set()

    def claim(self, name: str) -> Path:
        """The path of the file ``name``, which is about to be written.

        Raises WriteError where something lies there that no audit of ours has written, or a link that leads elsewhere.
        """
        path = self.folder / name
        within = [path] if path.parent == self.folder else [path.parent, path]
        link = next((one for one in within if one.is_symlink()), None)
        if link is not None:
            raise WriteError(f"{link} is a link, which no report has; take it away, or name another folder with --out")
        if name not in self._known:
            if os.path.lexists(path):
                raise WriteError(
                    f"{path} is there already and no file of a report; move it away, or name another folder with --out"
                )
            self._note([] if self._known else [HEAD], name)
        self.written.add(name)
        return path

    def write(self, name: str, text: str | Iterable[str]) -> None:
        """Write the file ``name``, so that it is there as a whole, or as it was before."""
        path = self.claim(name)
        path.parent.mkdir(exist_ok=True)
        write_whole(path, text)

    def drop_others(self) -> None:
        """Take away what an earlier run has written and this one has not, and folders that are empty then."""
        for name in self._known - self.written:
            path = self.folder / name
            if path.parent == self.folder or not path.parent.is_symlink():
                path.unlink(missing_ok=True)
            if path.parent != self.folder:
                with suppress(OSError):
                    path.parent.rmdir()
        self._known = set(self.written)
        write_whole(self.folder / LIST, (f"{line}\n" for line in (HEAD, *sorted(self._known))))

    def forget(self) -> None:
        """Take the list, and the report's name, away where this run made them."""
        if self._made:
            for name in (LIST, REPORT):
                (self.folder / name).unlink(missing_ok=True)

    def _note(self, head: list[str], name: str) -> None:
        path = self.folder / LIST
        if path.is_symlink():
            raise WriteError(f"{path} is a link, which no report has; take it away, or name another folder with --out")
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in (*head, name))
        self._known.add(name)


def _listed(folder: Path) -> list[str]:
    try:
        head, *names = (folder / LIST).read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return []
    return [name for name in names if NAME.fullmatch(name)] if head == HEAD else []
