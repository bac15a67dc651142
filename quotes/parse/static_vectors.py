"""Words in, one vector for each out that is the same in every sentence: the word vectors that the parser reads too.

They are GloVe's (Pennington, Socher and Manning 2014), learnt from billions of words, and so know names that the few
labelled articles never show: which are parties, banks, clubs.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

import numpy as np

from quotes.document import Word
from quotes.models import FOLDER
from quotes.parse.stanza_models import shared_parts

FILE = FOLDER / "en" / "pretrain" / "news.pt"
SHORTEST = 1e-6
"""Length that a vector has at least, so that it can be divided by it."""
TELLING = frozenset({"ADJ", "NOUN", "PROPN", "VERB"})
"""Parts of speech of words that have a vector; words of grammar stand beside anything."""


class StaticVectors:
    """The table: ``rows`` (words, units), and the row of each word in lower case."""

    def __init__(self, rows: np.ndarray, places: Mapping[str, int]) -> None:
        self.rows, self._places = rows, places
        self._lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), SHORTEST)

    def of(self, words: Sequence[Word]) -> np.ndarray:
        """(words, units), each of unit length: zeros for a word that is not known or tells nothing."""
        found = np.zeros((len(words), self.rows.shape[1]), np.float32)
        telling = ((n, self._places.get(word.text.lower())) for n, word in enumerate(words) if word.upos in TELLING)
        known = np.array([pair for pair in telling if pair[1] is not None], int).reshape(-1, 2)
        found[known[:, 0]] = self.rows[known[:, 1]] / self._lengths[known[:, 1]]
        return found


@functools.cache
def load_static_vectors() -> StaticVectors:
    """The word vectors shipped with the package."""
    table = shared_parts().load_pretrain(str(FILE))
    return StaticVectors(np.asarray(table.emb, np.float32), {word: n for n, word in enumerate(table.vocab)})
