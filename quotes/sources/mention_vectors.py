"""Mentions and entities of a document in, the vectors of their words out: what a network compares.

The layers are the encoder's middle and last one, and the static vectors.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from quotes.document import LAYERS, Document, Word
from quotes.parse.encoder import UNITS
from quotes.sources.entities import Entity
from quotes.sources.mentions.mention import Mention

VIEWS = 3
"""What is seen of an entity: its last mention, all its mentions, what is told of it."""
LATEST = 12
"""Mentions and descriptions that are looked at."""
KEPT = 2_000
"""Mean vectors that are kept at most."""
NOTHING = np.zeros((LAYERS, UNITS), np.float32)
"""What is seen of nobody."""


class MentionVectors:
    """The vectors of one document; all zeros where it has none."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._vectors = document.layers
        self._means: dict[tuple[int, ...], np.ndarray] = {}

    def of(self, mention: Mention) -> np.ndarray:
        """(layers, units): the vectors of a mention's head."""
        return self._mean([mention.head])

    def seen(self, options: Iterable[Sequence[Entity]]) -> np.ndarray:
        """(options, views, layers, units): mean vectors of an entity, or of several as one; zeros for nobody."""
        views = [view for entities in options for view in self._views(entities)]
        return np.concatenate(views).reshape(-1, VIEWS, LAYERS, UNITS)

    def _views(self, entities: Sequence[Entity]) -> Iterator[np.ndarray]:
        heads = [mention.head for entity in entities for mention in entity.mentions[-LATEST:]]
        heads.sort(key=lambda word: word.start)
        spans = [span for entity in entities for span in entity.descriptions[:LATEST]]
        told = [word for span in spans for word in self._document.words(span) if word.xpos.startswith("NN")]
        yield from (self._mean(heads[-1:]), self._mean(heads), self._mean(told))

    def _mean(self, words: Sequence[Word]) -> np.ndarray:
        """(layers, units): the mean vectors of words, kept: the same are seen from one mention to the next."""
        if self._vectors is None or not words:
            return NOTHING
        rows = tuple(self._document.row(word.start) for word in words)
        if rows not in self._means:
            if len(self._means) == KEPT:
                self._means.clear()
            self._means[rows] = self._vectors[:, list(rows)].sum(1) / len(rows)
        return self._means[rows]
