"""The installed plugins in, the kinds of files that they read out, each with a function from bytes to articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from quotes.model import Article


@dataclass(frozen=True, slots=True)
class ReaderExample:
    """The bytes of a file, and the texts of the articles that must come out of it."""

    data: bytes
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PluginReader:
    """A kind of file, known by its ending (".eml", in small letters): the bytes of one in, its articles out.

    An article whose ``id`` is empty is called after its file. ``read`` raises ReadError with the reason and the remedy
    for a file that it cannot read.
    """

    ending: str
    read: Callable[[bytes], Iterable[Article]]
    example: ReaderExample

    def __post_init__(self) -> None:
        if not self.ending.startswith(".") or self.ending != self.ending.lower():
            raise ValueError(f"“{self.ending}” is no ending: give it with its point, in small letters")

    @property
    def name(self) -> str:
        """The ending."""
        return self.ending
