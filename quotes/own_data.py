"""A module in, the data of the TOML file that lies beside it out."""

import functools
import tomllib
from pathlib import Path
from typing import Any


@functools.cache
def toml_beside(module: str, name: str) -> Any:
    """The data of a file of the package that lies beside a module (its ``__file__``); each is read once."""
    return tomllib.loads(Path(module).with_name(name).read_text("utf-8"))
