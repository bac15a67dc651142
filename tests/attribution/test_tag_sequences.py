"""The chances of tags and spans are those that adding up all sequences of tags gives."""

import itertools

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.attribution.tagger.probabilities import FIRST, TAGS, Part
from quotes.attribution.tagger.sequences import LEAST, TagSequences
from training.attribution.encoder import chain_loss

SEQUENCES = {n: np.array(list(itertools.product(range(len(TAGS)), repeat=n))) for n in range(1, 5)}


def drawn(words: int, seed: int) -> TagSequences:
    """Scores as far apart as a trained model's."""
    random = np.random.default_rng(seed)
    shapes = ((words, len(TAGS)), (len(TAGS), len(TAGS)), (len(TAGS),))
    return TagSequences(*(random.normal(0, 3, shape) for shape in shapes))


def chances_of_all(one: TagSequences) -> np.ndarray:
    """The chance of each of ``SEQUENCES``."""
    rows = SEQUENCES[len(one.scores)]
    scores = one.start[rows[:, 0]] + one.scores[np.arange(rows.shape[1]), rows].sum(axis=1)
    scores += one.transitions[rows[:, :-1], rows[:, 1:]].sum(axis=1)
    chances = np.exp(scores - scores.max())
    return np.asarray(chances / chances.sum())


def is_span(rows: np.ndarray, part: Part, first: int, last: int) -> np.ndarray:
    begins = rows[:, first] == FIRST[part]
    goes_on = (rows[:, first + 1 : last + 1] == FIRST[part] + 1).all(axis=1)
    behind = rows[:, last + 1 : last + 2]
    return np.asarray(begins & goes_on & (behind != FIRST[part] + 1).all(axis=1))


@settings(max_examples=15)
@given(st.integers(1, 4), st.integers(0, 10_000))
def test_chances_are_those_of_all_sequences(words: int, seed: int) -> None:
    one, rows = drawn(words, seed), SEQUENCES[words]
    of_all = chances_of_all(one)
    for word in range(words):
        for tag in range(len(TAGS)):
            assert one.chances[word, tag] == pytest.approx(of_all[rows[:, word] == tag].sum(), abs=1e-6)
    for part in FIRST:
        exact = {
            (first, last): of_all[is_span(rows, part, first, last)].sum()
            for first in range(words)
            for last in range(first, words)
        }
        for (first, last), chance in exact.items():
            assert one.exact(part, first, last) == pytest.approx(chance, abs=1e-6)
        likely = {(first, last) for first, last, _ in one.likely(part, 0, words)}
        assert likely == {place for place, chance in exact.items() if chance >= LEAST}


@settings(max_examples=10)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=3), st.integers(0, 10_000))
def test_the_loss_is_what_the_right_sequences_lack(lengths: list[int], seed: int) -> None:
    random = np.random.default_rng(seed)
    chains = [drawn(words, seed) for words in lengths]
    right = [random.integers(0, len(TAGS), words) for words in lengths]
    lacking = 0.0
    for one, tags in zip(chains, right, strict=True):
        (place,) = np.flatnonzero((SEQUENCES[len(tags)] == tags).all(axis=1))
        shared = TagSequences(one.scores, chains[0].transitions, chains[0].start)
        lacking -= float(np.log(chances_of_all(shared)[place]))
    found = chain_loss(
        [torch.from_numpy(one.scores) for one in chains],
        [torch.from_numpy(tags) for tags in right],
        torch.from_numpy(chains[0].transitions),
        torch.from_numpy(chains[0].start),
    )
    assert float(found) == pytest.approx(lacking / sum(lengths), rel=1e-6)
