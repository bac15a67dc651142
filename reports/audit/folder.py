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

RUN = "run.json"
STORE = "resume.jsonl"
LOCK = ".lock"


def check_folder(folder: Path) -> None:
    """Raise WriteError where ``folder`` is none, or holds files that a report might overwrite."""
    above = next((parent for parent in folder.absolute().parents if os.path.lexists(parent)), folder)
    if not above.is_dir():
        raise WriteError(f"--out {folder}: {above} is a file, not a folder; name another folder")
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise WriteError(f"--out {folder} is a file; name a folder, or one that is not there yet")
    if any((folder / name).exists() for name in (RUN, STORE)):
        return
    if any(not entry.name.startswith(".") for entry in folder.iterdir()):
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


def write_whole(path: Path, text: str | Iterable[str]) -> None:
    """Write a file, from its text or the pieces of it, so that it is there as a whole, or as it was before."""
    part = path.with_name(f".{path.name}.part")
    with part.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines([text] if isinstance(text, str) else text)
    part.replace(path)


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
