"""Paths as a user gives them in (files, folders, globs, ``-``), the files to read out, each one once."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from glob import has_magic, iglob
from pathlib import Path

from quotes.messages import OnSkip, Skipped, one_line, shown
from quotes.plugins import Registered, by_name, registered
from quotes.read.kinds import ENDINGS, UNREADABLE, FileKind
from quotes.read.plugin_readers import PluginReader

STANDARD_INPUT = "-"

HTML = tuple(ending for ending, kind in ENDINGS.items() if kind is FileKind.HTML)
READABLE = tuple(ENDINGS)


@functools.cache
def plugin_readers() -> Mapping[str, Registered[PluginReader]]:
    """The readers of plugins by their endings; ``UNREADABLE`` endings among them become readable, ours stay ours."""
    return by_name(registered("add_readers", PluginReader), READABLE)


def find_files(
    paths: Iterable[str | Path] | Path, on_skip: OnSkip, on_pass: Callable[[Path], None] = lambda path: None
) -> Iterator[Path | None]:
    """Each file to read, once however often it is named; ``None`` stands for standard input.

    Folders are searched through and through, in the order of names, for readable endings; hidden
    files and the folder of pictures and scripts beside a saved web page are left out. Globs are
    expanded here, because not every shell does it. ``on_skip`` hears of what is not there, ``on_pass`` of the files in
    a folder whose ending is that of no article.
    """
    seen: set[str | None] = set()
    for path in [paths] if isinstance(paths, str | Path) else paths:
        for found in _expand(str(path), on_skip, on_pass):
            known = os.path.realpath(found) if found else None
            if known not in seen:
                seen.add(known)
                yield found


def _expand(name: str, on_skip: OnSkip, on_pass: Callable[[Path], None]) -> Iterator[Path | None]:
    if name == STANDARD_INPUT:
        yield None
        return
    path = Path(name)
    try:
        if name and os.path.lexists(path):
            yield from _below(path, on_skip, on_pass) if path.is_dir() else [path]
            return
        # Path.glob takes no absolute pattern and finds hidden files.
        matches = sorted(iglob(name, recursive=True)) if has_magic(name) else []  # noqa: PTH207
    except (OSError, ValueError) as error:
        on_skip(Skipped(shown(name), f"not a usable path ({one_line(str(error))}); check the spelling"))
        return
    if not matches:
        what = "no file matches this pattern" if has_magic(name) else "no such file or folder"
        on_skip(Skipped(shown(name), f"{what}; check the spelling and the folder that you are in"))
    for match in map(Path, matches):
        yield from _below(match, on_skip, on_pass) if match.is_dir() else [match]


def _below(folder: Path, on_skip: OnSkip, on_pass: Callable[[Path], None]) -> Iterator[Path]:
    """The files to read in ``folder`` and the folders in it; says so where there are none."""
    some = False
    waiting, visited = [folder], set()
    while waiting:
        here = waiting.pop()
        real = os.path.realpath(here)
        if real in visited:
            continue
        visited.add(real)
        try:
            entries = sorted(entry for entry in here.iterdir() if not entry.name.startswith((".", "~$")))
        except OSError as error:
            on_skip(Skipped(shown(here), os_reason(error)))
            some = True
            continue
        pages = {entry.stem for entry in entries if entry.suffix.lower() in HTML}
        folders = [entry for entry in entries if entry.is_dir()]
        waiting.extend(entry for entry in reversed(folders) if entry.name.removesuffix("_files") not in pages)
        for entry in entries:
            ending = entry.suffix.lower()
            if not (entry.is_file() or entry.is_symlink()) or entry.is_dir():
                continue
            if ending in (*READABLE, *plugin_readers(), *UNREADABLE):
                some = True
                yield entry
            else:
                on_pass(entry)
    if not some:
        endings = " ".join((*READABLE, *plugin_readers()))
        on_skip(Skipped(shown(folder), f"no file to read in this folder; give one with files that end in {endings}"))


def os_reason(error: OSError) -> str:
    """One line for an error of the operating system, with the remedy."""
    if isinstance(error, PermissionError):
        return "no permission to read it; change its permissions, or copy it to where you may read it"
    if isinstance(error, FileNotFoundError):
        return "not there any more, or a link to a file that is not there; give the file itself"
    return (
        f"the system cannot read it ({error.strerror or type(error).__name__}); check the disk, or copy the file first"
    )
