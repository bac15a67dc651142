"""The path of a file in, a block that writes it out: what was there before stays until the new one is whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def in_place_of(path: Path) -> Iterator[Path]:
    """Give the path to write to, a hidden file beside ``path``; it takes the place of that if the block ends well."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)  # what a run that was ended by force left, or a link that leads elsewhere
    yield part
    part.replace(path)
