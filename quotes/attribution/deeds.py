"""A reading of a cue in, how likely it tells of a deed, or of nothing said, out: small networks over word vectors.

"The bank released new coins" has a verb of saying and no words of anybody's; "critics are concerned", "one could argue"
and "was forecast to rise" have none either. Which is which the encoder's vectors of the cue, of the content's and of
the source's topmost word tell better than lists of verbs. Trained by ``python -m training attribution deeds``;
``models/deeds.safetensors`` holds the weights.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from quotes.attribution.candidates import Candidate
from quotes.attribution.cue import SentenceContext, cue_of
from quotes.attribution.no_statements import reading
from quotes.document import LAYERS
from quotes.models import FOLDER
from quotes.parse.encoder import UNITS

WEIGHTS = FOLDER / "deeds.safetensors"
LIKELY = 0.5
"""Chance from which a reading is taken for a deed."""
PARTS = 3
"""Words that are looked at: the cue's, the content's and the source's topmost one."""


class DeedModel:
    """A few networks with one hidden layer over :func:`vector`, whose chances are averaged.

    ``first`` is (parts x layers x units, networks x hidden units), ``second`` (networks, hidden units).
    """

    def __init__(self, weights: Mapping[str, np.ndarray]) -> None:
        kept = {name: values.astype(np.float32) for name, values in weights.items()}
        self._first, self._first_bias = kept["first"], kept["first_bias"]
        self._second, self._second_bias = kept["second"], kept["second_bias"]

    def of(self, seen: np.ndarray) -> float:
        """How likely a reading with this vector tells of a deed or of nothing said."""
        hidden = np.maximum(seen @ self._first + self._first_bias, 0).reshape(self._second.shape)
        scores = (hidden * self._second).sum(1) + self._second_bias
        return float((1 / (1 + np.exp(-scores))).mean())

    def is_deed(self, context: SentenceContext, candidate: Candidate) -> bool:
        """Whether a reading more likely tells of a deed than of words.

        Words in marks do not, nor "quoted as saying", nor a whole sentence with who says it behind: "…, Bell found".
        """
        told = candidate.quoted or candidate.is_set_off or cue_of(context, candidate.head).is_quoting
        return not told and bool(candidate.content) and self.of(vector(context, candidate)) >= LIKELY


def vector(context: SentenceContext, candidate: Candidate) -> np.ndarray:
    """(parts x layers x units): the vectors of the words that a reading turns on; zeros for a part that it lacks."""
    seen = np.zeros((PARTS, LAYERS, UNITS), np.float32)
    layers = context.document.layers
    if layers is None:
        raise ValueError("a document without the vectors of its words; quotes.parse.encoder.encoded adds them")
    for part, word in enumerate((candidate.head, reading(context, candidate).top, candidate.source_head)):
        if word is not None:
            seen[part] = layers[:, context.probabilities.start + word.index]
    return seen.ravel()


@functools.cache
def load_deed_model(path: Path = WEIGHTS) -> DeedModel:
    """The model shipped with the package, or another in the same format."""
    from safetensors.numpy import load_file

    return DeedModel(load_file(path))
