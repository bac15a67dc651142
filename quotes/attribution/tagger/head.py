"""A document with its words' vectors in, for each word how likely it is part of a source, a cue or a content out.

One linear layer over the encoder's vectors, and how likely which tag follows which; ``models/tagger.safetensors`` holds
both. They are trained together with the encoder by ``python -m training attribution fit``.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from quotes.attribution.tagger.probabilities import TagProbabilities
from quotes.attribution.tagger.sequences import TagSequences
from quotes.document import Document
from quotes.models import FOLDER

WEIGHTS = FOLDER / "tagger.safetensors"
STRETCH = 1_000
"""Words in which a cue may stand with its source and content: the parser cuts a sentence long before."""


class Tagger:
    """The trained weights: ``tags.weight`` (tags, units), ``tags.bias``, ``transitions`` (tags, tags), ``start``;
    ``query`` and ``key`` (64, units) with their biases, for what belongs to which cue.
    """

    def __init__(self, weights: Mapping[str, np.ndarray]) -> None:
        self._weights = weights

    def probabilities(self, document: Document) -> list[TagProbabilities]:
        """One for each sentence, in order; the document must have its vectors."""
        if document.vectors is None:
            raise ValueError("a document without the encoder's view of its words; quotes.parse.encoder.encoded adds it")
        sequences = self.sequences(document.vectors)
        found, start = [], 0
        for sentence in document.sentences:
            ties = self._ties(document.vectors[start : start + len(sentence.words)])
            found.append(TagProbabilities(sentence, sequences, start, ties))
            start += len(sentence.words)
        return found

    def _ties(self, vectors: np.ndarray) -> np.ndarray:
        """(words, words): see ``TagProbabilities.ties``; of words in another stretch of ``STRETCH``, zeros."""
        asking, asked = (
            vectors @ self._weights[f"{n}.weight"].T + self._weights[f"{n}.bias"] for n in ("query", "key")
        )
        chances = np.zeros((len(vectors), len(vectors)), vectors.dtype)
        for start in range(0, len(vectors), STRETCH):
            own = slice(start, start + STRETCH)
            scores = asking[own] @ asked[own].T / asking.shape[1] ** 0.5
            likely = np.exp(scores - scores.max(axis=1, keepdims=True))
            np.divide(likely, likely.sum(axis=1, keepdims=True), out=chances[own, own])
        return chances

    def sequences(self, vectors: np.ndarray) -> TagSequences:
        """The distribution over the tags of words with these vectors (words, units)."""
        scores = vectors @ self._weights["tags.weight"].T + self._weights["tags.bias"]
        return TagSequences(scores.astype(np.float64), self._weights["transitions"], self._weights["start"])


@functools.cache
def load_tagger(path: Path = WEIGHTS) -> Tagger:
    """The tagger shipped with the package, or another in the same format."""
    from safetensors.numpy import load_file

    return Tagger(load_file(path))
