"""The files of an audit in, what became of each out: read, as what and with how many articles, or left out, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quotes.messages import Skipped


class ReadAs(NamedTuple):
    """A kind of file in words, empty where nobody knows it; how many of its articles count, and how many do not."""

    kind: str
    articles: int
    doubles: int = 0


class OfKind(NamedTuple):
    """How many files of a kind came in, with how many articles that count, and how many that do not."""

    kind: str
    files: int
    articles: int
    doubles: int


@dataclass(frozen=True)
class CameIn:
    """``read`` has each file that gave an article; ``skipped`` what could not be read or is none by its ending,
    ``doubles`` the articles that tell the story of another and do not count."""

    read: Mapping[str, ReadAs] = field(default_factory=dict)
    skipped: Sequence[Skipped] = ()
    doubles: Sequence[Skipped] = ()

    @property
    def kinds(self) -> list[OfKind]:
        """The kinds of files, the most frequent first."""
        of_kind: dict[str, list[ReadAs]] = {}
        for one in self.read.values():
            of_kind.setdefault(one.kind, []).append(one)
        found = [
            OfKind(kind, len(several), sum(one.articles for one in several), sum(one.doubles for one in several))
            for kind, several in of_kind.items()
        ]
        return sorted(found, key=lambda one: (-one.files, one.kind))


NOTHING = CameIn()
