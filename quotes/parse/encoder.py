"""A document in, the same with a vector for each of its words out: a small contextual encoder, run by ONNX Runtime.

The encoder is MiniLM with six layers (Wang et al. 2020), trained further for attributions (``training.attribution``). A
window of text is run by itself and never padded, so that a text gets the same vectors in any batch.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from quotes.document import HALFWAY, LAST, LAYERS, STATIC, Document, Word
from quotes.model import Layout
from quotes.models import FOLDER
from quotes.parse.static_vectors import load_static_vectors
from quotes.parse.windows import load_tokenizer, windows, word_pieces

UNITS = 384
"""Width of a vector."""
DEVICES = ("CUDAExecutionProvider", "CPUExecutionProvider")
"""What runs it, the best first: a graphics card is known to ``onnxruntime-gpu``, in place of ``onnxruntime``."""


class Encoder:
    """The trained encoder with its word pieces, read from a folder."""

    def __init__(self, folder: Path = FOLDER) -> None:
        from onnxruntime import InferenceSession, SessionOptions, get_available_providers

        options = SessionOptions()
        options.intra_op_num_threads = 1  # one sum after the other: the same numbers on any number of cores
        providers = [name for name in DEVICES if name in get_available_providers()]
        self._session = InferenceSession(folder / "encoder.onnx", options, providers=providers)
        self._tokenizer = load_tokenizer(folder / "pieces.json")

    def vectors(self, text: str, layout: Layout, words: Sequence[Word]) -> np.ndarray:
        """For each word, in text order, the mean of the vectors of its pieces, (2, words, ``UNITS``); zeros for none.

        First those of the layer half way, which are nearer to what a word means alone, then those of the last layer.
        """
        found = np.zeros((2, len(words), UNITS), np.float32)
        starts, ends = np.array([w.start for w in words]), np.array([w.end for w in words])
        for window in windows(self._tokenizer, text, layout):
            inputs = {"ids": window.numbers[None], "kinds": window.kinds[None]}
            pieces = np.concatenate(self._session.run(["halfway", "vectors"], inputs))
            rows, first, last = word_pieces(window, starts, ends)
            sums = np.zeros((2, len(window.numbers) + 1, UNITS), np.float32)
            for place in range(len(window.numbers)):  # row by row, as they lie in memory
                np.add(sums[:, place], pieces[:, place], out=sums[:, place + 1])
            found[:, rows] = (sums[:, last] - sums[:, first]) / (last - first)[:, None]
        return found


@functools.cache
def load_encoder() -> Encoder:
    """The encoder shipped with the package."""
    return Encoder(FOLDER)


def encoded(document: Document, encoder: Encoder | None = None) -> Document:
    """The document with its words' vectors: the encoder's view, by default the bundled one's, and the static ones."""
    words = [word for sentence in document.sentences for word in sentence.words]
    layers = np.zeros((LAYERS, len(words), UNITS), np.float32)
    layers[[HALFWAY, LAST]] = (encoder or load_encoder()).vectors(document.text, document.layout, words)
    static = load_static_vectors().of(words)
    layers[STATIC, :, : static.shape[1]] = static
    return replace(document, layers=layers)
