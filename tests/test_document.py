"""A sentence as a tree: what stands above what, and where words begin, in long sentences too."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.document import Sentence, Word
from quotes.model import Span

LONG = 20_000
"""Words of a sentence that nobody writes: a list, or text that was parsed without its ends of sentences."""
MOST = 5.0
"""Seconds that it may take: looking above each word at all others takes minutes."""


def tree(heads: list[int]) -> Sentence:
    """A sentence of words of one letter with these heads."""
    return Sentence(
        tuple(
            Word(index, "a", "a", "X", "X", "dep" if head >= 0 else "root", head, 2 * index, 2 * index + 1)
            for index, head in enumerate(heads)
        ),
        0,
    )


@st.composite
def trees(draw: st.DrawFn) -> tuple[Sentence, list[Word]]:
    """A tree, and some of its words; each hangs on one that was taken before it."""
    order = draw(st.permutations(range(draw(st.integers(1, 12)))))
    heads = [-1] * len(order)
    for place in range(1, len(order)):
        heads[order[place]] = order[draw(st.integers(0, place - 1))]
    sentence = tree(heads)
    return sentence, [word for word in sentence.words if draw(st.booleans())]


@given(trees())
def test_tops_are_those_below_no_other(drawn: tuple[Sentence, list[Word]]) -> None:
    sentence, words = drawn
    assert sentence.tops(words) == [w for w in words if not any(above in words for above in sentence.ancestors(w))]


@pytest.mark.parametrize("step", [1, -1])
def test_tops_of_a_long_sentence_are_found_at_once(step: int) -> None:
    heads = [index - step for index in range(LONG)]
    heads[0 if step > 0 else -1] = -1
    sentence = tree(heads)
    began = time.process_time()
    found = sentence.tops(sentence.words[1:-1:2])
    assert [word.index for word in found] == [1 if step > 0 else LONG - 3]
    assert time.process_time() - began < MOST


def test_words_that_begin_in_a_span() -> None:
    sentence = tree([-1, 0, 0, 0])
    assert [word.index for word in sentence.beginning_in(Span(1, 6))] == [1, 2]
    assert sentence.beginning_in(Span(7, 7)) == ()
