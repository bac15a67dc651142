"""A command of ours in, what it did that no article may make it do out: connect, run, unpickle, write elsewhere.

    python tests/helpers/watched.py FOLDER DEEDS.json audit news --out FOLDER

runs ``quotes audit news --out FOLDER`` with an ear for what Python does; DEEDS.json then has each connection, program,
unpickled class, and file outside of FOLDER that was written or deleted, the exit status, and the memory and time taken.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

RUNS = {"os.exec", "os.posix_spawn", "os.system", "subprocess.Popen"}
CONNECTS = {"socket.connect", "socket.getaddrinfo", "socket.sendto"}
CHANGES = {"os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate", "shutil.rmtree"}
TWO_PATHS = {"os.link", "os.rename"}
OWN = ("babel.", "quotes.")
"""Packages whose classes come out of pickles that were made in the same run, or came with the package."""
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def main(folder: str, deeds: str, *arguments: str) -> int:
    """The exit status of the command."""
    allowed = tuple(os.path.realpath(one) for one in (folder, os.devnull))
    found: list[str] = []

    def outside(path: Any) -> bool:
        if not isinstance(path, (str, bytes, os.PathLike)):
            return False  # a file that is open already
        return not os.path.realpath(os.fsdecode(path)).startswith(allowed)

    def hear(event: str, details: tuple[Any, ...]) -> None:
        if event in RUNS or event in CONNECTS:
            suspect = True
        elif event == "pickle.find_class":
            suspect = not details[0].startswith(OWN)
        elif event == "open":
            suspect = isinstance(details[2], int) and bool(details[2] & WRITING) and outside(details[0])
        else:
            suspect = event in CHANGES and any(map(outside, details[: 2 if event in TWO_PATHS else 1]))
        if suspect:
            found.append(f"{event} {details!r}"[:300])

    sys.addaudithook(hear)
    from quotes.cli.app import run

    status = run(list(arguments))
    used = resource.getrusage(resource.RUSAGE_SELF)
    # Not ``ru_maxrss``: that of a new process begins with what the one that started it holds.
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    told = {"status": status, "deeds": found[:], "megabytes": int(peak.split()[1]) / 1000, "seconds": used.ru_utime}
    Path(deeds).write_text(json.dumps(told), encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
