"""Mentions in text order in, those heard of last out: whom pronouns and descriptions may mean."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quotes.sources.entities import Entity
from quotes.sources.mentions.mention import Mention

KEPT = 60
"""Mentions that are kept in mind."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An earlier mention of an entity, and whether it was the source of a statement."""

    entity: Entity
    mention: Mention
    is_source: bool


class Memory:
    """The mentions of the last sentences, in text order."""

    def __init__(self) -> None:
        self._heard: deque[Heard] = deque(maxlen=KEPT)

    def add(self, entity: Entity, mention: Mention, is_source: bool) -> None:
        """Keep a resolved mention in mind."""
        self._heard.append(Heard(entity, mention, is_source))

    def heard(self) -> Iterator[Heard]:
        """What is kept in mind, in text order."""
        yield from self._heard

    def latest(self, wanted: Callable[[Entity], bool]) -> Entity | None:
        """The entity heard last that is wanted, ``None`` where there is none in mind."""
        return next((h.entity for h in reversed(self._heard) if wanted(h.entity)), None)
