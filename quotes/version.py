"""Nothing in, the versions of all that decides what a table says out: the package, its code, its libraries."""

import functools
import hashlib
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from quotes.plugins import plugin_versions

DECIDING = ("stanza", "torch", "textblob", "pandas")
CODE = ("**/*.py", "**/*.toml", "models/*.json", "models/*.safetensors")


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


__version__ = _installed("quotes-toolkit")


def versions() -> dict[str, str]:
    """Name → version of the toolkit, Python, the libraries whose results go into a table, and the plugins."""
    ours = {"quotes": __version__, "python": platform.python_version()}
    return ours | {name: _installed(name) for name in DECIDING} | plugin_versions()


@functools.cache
def code_digest(part: str = "") -> str:
    """SHA-256 of the package's modules and word lists: changes with whatever may change a result, model apart.

    Of a ``part`` of the package alone, where it is named.
    """
    digest = hashlib.sha256()
    folder = Path(__file__).parent / part
    for path in sorted({path for pattern in CODE for path in folder.glob(pattern)}):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
