"""Words out of sentences in, each different one once out, with what a network knows of it: its vectors, its letters."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

import torch
from stanza.models.common.utils import simplify_punct
from torch import Tensor, nn

from quotes.parse.quick.products import Layer
from quotes.parse.quick.sequences import Steps, directions

Form = TypeVar("Form", bound=Hashable)

MOST_WORDS = 2_000
"""Words that go through a network at once: more would no longer fit into the cache between two layers."""


class Forms(Generic[Form]):
    """The different ``forms`` among many, and for each place ``which`` of them stands there."""

    def __init__(self, places: Iterable[Form]) -> None:
        numbers: dict[Form, int] = {}
        self.which = torch.tensor([numbers.setdefault(form, len(numbers)) for form in places], dtype=torch.long)
        self.forms = list(numbers)


def in_batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of sentences by length, the longest first, as many together as have ``MOST_WORDS`` words."""
    batch: list[int] = []
    words = 0
    for number in sorted(range(len(lengths)), key=lambda number: -lengths[number]):
        if batch and words + lengths[number] > MOST_WORDS:
            yield batch
            batch, words = [], 0
        batch.append(number)
        words += lengths[number]
    if batch:
        yield batch


def plain(word: str) -> str:
    """A word as Stanza's tagger and parser read it: of many question marks one."""
    return str(simplify_punct([[[word]]])[0][0][0]) if "?" in word or "!" in word or not word.isascii() else word


class Vectors:
    """Published vectors of words, as a network takes them in."""

    def __init__(self, table: nn.Embedding, layer: nn.Linear) -> None:
        self._table, self._layer = table.weight, Layer(layer.weight)

    def __call__(self, numbers: Tensor) -> Tensor:
        """(words, units) of words by their numbers in the vocabulary of the vectors."""
        return self._layer(self._table.index_select(0, numbers).float())


class Letters:
    """Stanza's ``CharacterModel``: what a word looks like, from its letters."""

    def __init__(self, vocabulary: Callable[[str], int], model: Any, last: nn.Linear | None = None) -> None:
        self._number = vocabulary
        self._directions = directions(model.charlstm.lstm, 0, model.charlstm_h_init, model.charlstm_c_init)
        # A letter is multiplied before it comes: the product is its row in a table.
        self._tables = [model.char_emb.weight.float() @ run.weight.T + run.bias for run in self._directions]
        self._weight = model.char_attn.weight.float() if model.attn else None
        self._last = None if last is None else Layer(last.weight)

    def __call__(self, words: Sequence[Sequence[str]]) -> Tensor:
        """(words, units); a word is its letters."""
        lengths = [len(word) for word in words]
        steps = Steps(lengths)
        letters = torch.tensor([self._number(letter) for word in words for letter in word])
        made = [run(table, letters, steps) for run, table in zip(self._directions, self._tables, strict=True)]
        if self._weight is None:
            ahead, back = made
            return torch.cat([ahead.index_select(0, steps.ends), back.index_select(0, steps.starts)], 1)
        states = torch.cat(made, 1)
        states = states * (states * self._weight).sum(1, keepdim=True).sigmoid_()
        owner = torch.repeat_interleave(torch.arange(len(words)), torch.tensor(lengths))
        summed = states.new_zeros(len(words), states.shape[1]).index_add_(0, owner, states)
        return summed if self._last is None else self._last(summed)
