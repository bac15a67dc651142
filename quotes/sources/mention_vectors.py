"""Mentions and entities of a document in, the vectors of their words out: what a network compares.

The layers are the encoder's middle and last one, and the static vectors.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from quotes.document import LAYERS, Document, Word
from quotes.parse.encoder import UNITS
from quotes.sources.entities import Entity
from quotes.sources.mentions.mention import Mention

LATEST = 12
"""Mentions and descriptions that are looked at."""
KEPT = 2_000
"""Mean vectors that are kept at most."""


@dataclass(eq=False, slots=True)
class MeanVectors:
    """The mean vectors of some words, (layers, units), with what networks made of them in each view so far."""

    values: np.ndarray
    projected: dict[tuple[object, int], np.ndarray] = field(default_factory=dict)


Views = tuple[MeanVectors, MeanVectors, MeanVectors]
"""What is seen of an entity: its last mention, all its mentions, what is told of it."""
VIEWS = 3


class MentionVectors:
    """The vectors of one document; all zeros where it has none."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._vectors = document.layers
        self._nothing = MeanVectors(np.zeros((LAYERS, UNITS), np.float32))
        self._means: dict[tuple[int, ...], MeanVectors] = {}

    def of(self, mention: Mention) -> np.ndarray:
        """(layers, units): the vectors of a mention's head."""
        return self._mean([mention.head]).values

    def seen(self, entities: Sequence[Entity]) -> Views:
        """What is seen of an entity, or of several as one; zeros for nobody."""
        heads = [mention.head for entity in entities for mention in entity.mentions[-LATEST:]]
        heads.sort(key=lambda word: word.start)
        spans = [span for entity in entities for span in entity.descriptions[:LATEST]]
        told = [word for span in spans for word in self._document.words(span) if word.xpos.startswith("NN")]
        return self._mean(heads[-1:]), self._mean(heads), self._mean(told)

    def _mean(self, words: Sequence[Word]) -> MeanVectors:
        """The mean vectors of words, kept: the same are seen from one mention to the next."""
        if self._vectors is None or not words:
            return self._nothing
        rows = tuple(self._document.row(word.start) for word in words)
        if rows not in self._means:
            if len(self._means) == KEPT:
                self._means.clear()
            self._means[rows] = MeanVectors(self._vectors[:, list(rows)].sum(1) / len(rows))
        return self._means[rows]
