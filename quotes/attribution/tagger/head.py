"""A document with its words' vectors in, for each word how likely it is part of a source, a cue or a content out.

One linear layer over the encoder's vectors; ``models/tagger.safetensors`` holds it. It is trained together with the
encoder by ``python -m training attribution encoder``.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from quotes.attribution.tagger.probabilities import TagProbabilities
from quotes.document import Document
from quotes.models import FOLDER

WEIGHTS = FOLDER / "tagger.safetensors"


class Tagger:
    """The trained layer: ``weights`` (units, tags) and ``bias`` (tags,)."""

    def __init__(self, weights: np.ndarray, bias: np.ndarray) -> None:
        self._weights, self._bias = weights, bias

    def probabilities(self, document: Document) -> list[TagProbabilities]:
        """One for each sentence, in order; the document must have its vectors."""
        if document.vectors is None:
            raise ValueError("a document without the encoder's view of its words; quotes.parse.encoder.encoded adds it")
        rows = self.chances(document.vectors)
        found, start = [], 0
        for sentence in document.sentences:
            found.append(TagProbabilities(sentence, rows[start : start + len(sentence.words)]))
            start += len(sentence.words)
        return found

    def chances(self, vectors: np.ndarray) -> np.ndarray:
        """(words, tags): the probability of each tag for each word, from (words, units)."""
        scores = vectors @ self._weights + self._bias
        scores -= scores.max(axis=1, keepdims=True, initial=-np.inf)
        chances: np.ndarray = np.exp(scores)
        chances /= chances.sum(axis=1, keepdims=True)
        return chances


@functools.cache
def load_tagger(path: Path = WEIGHTS) -> Tagger:
    """The tagger shipped with the package, or another in the same format."""
    from safetensors.numpy import load_file

    weights: Mapping[str, np.ndarray] = load_file(path)
    return Tagger(weights["tags.weight"].T.astype(np.float32), weights["tags.bias"].astype(np.float32))
