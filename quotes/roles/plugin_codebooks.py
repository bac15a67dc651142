"""The installed plugins in, the codebooks that they bring out, each a name and a TOML file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RoleExample:
    """A text, a speaker in it, and the role that this speaker must get."""

    text: str
    speaker: str
    role: str


@dataclass(frozen=True, slots=True)
class PluginCodebook:
    """A codebook that ``--codebook`` takes by its ``name``: the file, and an example of what comes out with it."""

    name: str
    path: Path
    example: RoleExample
