"""Scores of a sentence's words as heads in, its tree out: the likeliest one with one root."""

import numpy as np
from stanza.models.common.chuliu_edmonds import chuliu_edmonds, chuliu_edmonds_one_root


def best_tree(scores: np.ndarray) -> np.ndarray:
    """The head of each word, that of the root (word 0) being itself; ``scores[word, head]``, (words, words).

    Where each word's best head makes a tree with one root, no other is likelier; most sentences are done with that.
    The likeliest tree with any number of roots is next. If it has several, Stanza's slow way decides, which weighs
    roots down until one is left (Stanojević and Cohen 2021).
    """
    heads: np.ndarray = scores.argmax(1)
    heads[0] = 0
    if not _reach_the_root(heads):
        heads = chuliu_edmonds(scores.astype(np.float64))
    return heads if (heads[1:] == 0).sum() == 1 else chuliu_edmonds_one_root(scores)


def _reach_the_root(heads: np.ndarray) -> bool:
    """Whether nobody's heads go round in a circle: each time twice as far up as before."""
    for _ in range(len(heads).bit_length()):
        heads = heads[heads]
    return not heads.any()
