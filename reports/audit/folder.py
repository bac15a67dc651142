"""A folder for a report in, that folder checked, held by one audit at a time, and written without half files out."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from quotes.errors import WriteError
from quotes.whole_file import in_place_of

RUN = "run.json"
STORE = "workspace.sqlite"
LOCK = ".lock"


def check_folder(folder: Path, is_report: bool = False) -> None:
    """Raise WriteError where ``folder`` is none, or holds files and ``is_report`` does not say that they are ours."""
    above = next((parent for parent in folder.absolute().parents if os.path.lexists(parent)), folder)
    if not above.is_dir():
        raise WriteError(f"--out {folder}: {above} is a file, not a folder; name another folder")
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise WriteError(f"--out {folder} is a file; name a folder, or one that is not there yet")
    if not is_report and any(not entry.name.startswith(".") for entry in folder.iterdir()):
        raise WriteError(f"--out {folder} holds other files, which a report could overwrite; name a new folder")


def held(folder: Path) -> FileLock:
    """A lock on ``folder`` that ends with ``release`` or with the process; raises WriteError where another has it."""
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(blocking=False)
    except Timeout as error:
        raise WriteError(
            f"--out {folder}: another audit is writing there; wait until it has ended, or name another folder"
        ) from error
    return lock


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """A block that writes into ``folder``; raises WriteError for an error of the system."""
    try:
        yield
    except OSError as error:
        name = error.filename or folder
        raise WriteError(
            f"cannot write {name} ({error.strerror or error}); make room or change permissions and run the same "
            "command again, or name another folder with --out"
        ) from error


def write_whole(path: Path, text: str | Iterable[str], safely: bool = False) -> None:
    """Write a file, from its text or the pieces of it, so that it is there as a whole, or as it was before.

    ``safely``: it is on the disk itself when this returns, and stays after a power cut.
    """
    with in_place_of(path) as part, part.open("x", encoding="utf-8", newline="\n") as file:
        file.writelines([text] if isinstance(text, str) else text)
        if safely:
            file.flush()
            os.fsync(file.fileno())
    if safely and os.name == "posix":  # Windows keeps names by itself, and opens no folder
        _names_on_disk(path.parent)


def _names_on_disk(folder: Path) -> None:
    """Have on the disk itself under which names the files of a folder are."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def on_disk(path: Path) -> None:
    """Have what was written to a file on the disk itself, so that it stays after a power cut."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def held_signals() -> Iterator[None]:
    """A block that Ctrl-C and a request to end do not cut in two: they take effect after it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    caught: list[int] = []
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        for one in before:
            signal.signal(one, lambda caught_number, frame: caught.append(caught_number))
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, signal.SIG_DFL if handler is None else handler)
    if caught:
        signal.raise_signal(caught[0])
