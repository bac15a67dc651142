"""Mentions and entities of a document in, the vectors of their words out: what a network compares.

The layers are the encoder's middle and last one, and the static vectors.
"""

from collections.abc import Sequence

import numpy as np

from quotes.document import LAYERS, Document, Word
from quotes.parse.encoder import UNITS
from quotes.sources.entities import Entity
from quotes.sources.mentions.mention import Mention

VIEWS = 3
"""What is seen of an entity: its last mention, all its mentions, what is told of it."""
LATEST = 12
"""Mentions and descriptions that are looked at."""


class MentionVectors:
    """The vectors of one document; all zeros where it has none."""

    def __init__(self, document: Document) -> None:
        self._document = document
        words = (word for sentence in document.sentences for word in sentence.words)
        self._places = {word.start: place for place, word in enumerate(words)}
        self._vectors = document.layers

    def of(self, mention: Mention) -> np.ndarray:
        """(layers, units): the vectors of a mention's head."""
        return self._mean([mention.head])

    def seen(self, entities: Sequence[Entity]) -> np.ndarray:
        """(views, layers, units): mean vectors of one entity, or of several as one; zeros for nobody."""
        heads = [mention.head for entity in entities for mention in entity.mentions[-LATEST:]]
        heads.sort(key=lambda word: word.start)
        spans = [span for entity in entities for span in entity.descriptions[:LATEST]]
        told = [word for span in spans for word in self._document.words(span) if word.xpos.startswith("NN")]
        return np.stack([self._mean(heads[-1:]), self._mean(heads), self._mean(told)])

    def _mean(self, words: Sequence[Word]) -> np.ndarray:
        if self._vectors is None or not words:
            return np.zeros((LAYERS, UNITS), np.float32)
        mean: np.ndarray = self._vectors[:, [self._places[word.start] for word in words]].mean(1)
        return mean
