"""Scores of a sentence's words as heads in, its tree out: the likeliest one with one root."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
from stanza.models.common.chuliu_edmonds import chuliu_edmonds, chuliu_edmonds_one_root
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.depparse.head_constraints import find_head_constraint_violations, resolve_head_constraint_violations


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


def allowed(
    tree: np.ndarray, names: list[str], scores: np.ndarray, relations: Callable[[], np.ndarray], vocabulary: Any
) -> tuple[np.ndarray, list[str]]:
    """A tree and its relations as Stanza changes them where they break what it demands of heads.

    ``relations`` gives the scores (words, heads, relations), which are only then asked for.
    """
    if not find_head_constraint_violations(tree, names):
        return tree, names
    tree, numbers = resolve_head_constraint_violations(scores, relations(), tree, vocabulary)
    return tree, list(vocabulary.unmap([number + VOCAB_PREFIX_SIZE for number in numbers]))


def decode(
    vocabulary: Any,
    _: int,
    predictions: Sequence[np.ndarray],
    lengths: Sequence[int],
    resolve_head_constraints: bool = False,
) -> list[list[list[Any]]]:
    """Stanza's ``GraphParser.decode_graph_predictions``, with ``best_tree``: [head, relation] of each word.

    For parsers whose networks are left to Stanza. ``predictions`` are the scores of heads, the numbers of the best
    relations, and the scores of relations, of each sentence; ``lengths`` count the root.
    """
    found = []
    for scores, best, relations, length in zip(*predictions, lengths, strict=True):
        scores = scores[:length, :length]
        tree = best_tree(scores)
        names = vocabulary.unmap(best[np.arange(1, length), tree[1:]].tolist())
        if resolve_head_constraints:
            tree, names = allowed(tree, names, scores, partial(np.asarray, relations[:length, :length]), vocabulary)
        found.append([[head, name] for head, name in zip(tree[1:].tolist(), names, strict=True)])
    return found
