"""What reading one article keeps: its parse, its mentions, the entities found so far, and who was heard last."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field

from quotes.document import Document
from quotes.sources.entities import Entities, Entity
from quotes.sources.mention_vectors import MentionVectors
from quotes.sources.mentions.mention import Mention
from quotes.sources.passes.memory import Memory


@dataclass
class Resolution:
    """The state of reading one article.

    ``by_word`` has the mentions and ``at_word`` the entities resolved so far by the offset of a word of theirs;
    ``told`` has those of whom the words at an offset are told: "author" in "Ana Holm, a nurse and author of a report".
    """

    document: Document
    mentions: list[Mention]
    by_word: Mapping[int, Mention]
    paragraphs: tuple[int, ...]
    entities: Entities = field(default_factory=Entities)
    memory: Memory = field(default_factory=Memory)
    at_word: dict[int, Entity] = field(default_factory=dict)
    told: dict[int, Entity] = field(default_factory=dict)

    @functools.cached_property
    def vectors(self) -> MentionVectors:
        """The vectors of the document's mentions."""
        return MentionVectors(self.document)
