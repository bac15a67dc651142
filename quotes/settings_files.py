"""A short file of settings in, its bytes, characters and TOML out; what is wrong is an OSError or ValueError.

Nothing here trusts a path: a device without end, a pipe and a file of any size are refused before they fill the memory.
"""

from __future__ import annotations

import errno
import os
import stat
import tomllib
from pathlib import Path
from typing import Any

LARGEST = 5_000_000
"""Bytes of a file of settings."""


def bounded_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """The bytes of an ordinary file of at most ``largest``; raises OSError for anything else."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "a folder, device or pipe, not a file", os.fspath(path))
    with path.open("rb") as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise OSError(errno.EFBIG, f"larger than {largest:,} bytes, which no such file is", os.fspath(path))
    return data


def bounded_text(path: Path, largest: int = LARGEST) -> str:
    """The characters of such a file, UTF-8 with or without byte order mark; raises UnicodeDecodeError for others."""
    return bounded_bytes(path, largest).decode("utf-8-sig").replace("\r\n", "\n")


def toml_of(text: str) -> dict[str, Any]:
    """The tables of a TOML text; raises TOMLDecodeError, also for what Python itself cannot hold."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise tomllib.TOMLDecodeError("nested too deeply") from None
    except ValueError as error:  # a number of thousands of digits
        raise tomllib.TOMLDecodeError(f"a value that cannot be held ({str(error)[:80]})") from None
