"""Stanza's processor ``pos`` in, the same tags in a fraction of the time out."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import torch
from stanza.models.common.vocab import CompositeVocab
from torch import Tensor

from quotes.parse.quick.forms import Forms, Letters, Vectors, in_batches, plain
from quotes.parse.quick.products import Layer
from quotes.parse.quick.sequences import Highway, Steps

COLUMNS = ["upos", "xpos", "feats"]


class QuickTagger:
    """The network of a loaded processor ``pos``; ``knows`` tells whether it is built of what this one can do."""

    def __init__(self, processor: Any) -> None:
        model = processor.trainer.model
        self._vocabulary = processor.vocab
        self._words = model.word_emb.weight.float()
        self._published = processor.pretrain.vocab
        self._vectors = Vectors(model.pretrained_emb, model.trans_pretrained)
        self._letters = Letters(self._vocabulary["char"].unit2id, model.charmodel, model.trans_char)
        self._layers = [
            Highway(model.taggerlstm, layer, model.taggerlstm_h_init, model.taggerlstm_c_init)
            for layer in range(model.args["num_layers"])
        ]
        hidden = [model.upos_hid, *(model.tag_hid[name] for name in COLUMNS[1:])]
        self._hidden = Layer(torch.cat([h.weight for h in hidden]), torch.cat([h.bias for h in hidden]))
        self._widths = [h.out_features for h in hidden]
        self._parts = model.upos_clf
        self._others = [_ByPart(model, name) for name in COLUMNS[1:]]
        self._units: dict[tuple[str, tuple[int, ...]], str] = {}

    @staticmethod
    def knows(processor: Any) -> bool:
        """Whether the model is one of words, vectors and letters, with the three usual columns."""
        model = processor.trainer.model
        return (
            model.bert_model is None
            and not model.share_hid
            and model.args["pretrain"]
            and model.args["word_emb_dim"] > 0
            and hasattr(model, "charmodel")
            and model.args["char_num_layers"] == 1
            and not model.args["rec_dropout"]
            and not model.args["char_rec_dropout"]
            and model.tag_names == COLUMNS
            and model.link_mode == "tag_emb"
            and all(model.column_parents[name] == ("upos",) for name in COLUMNS[1:])
        )

    def process(self, document: Any) -> Any:
        """The document, its words with ``upos``, ``xpos`` and ``feats``."""
        sentences = [sentence.words for sentence in document.sentences]
        for batch in in_batches([len(words) for words in sentences]):
            words = [word for number in batch for word in sentences[number]]
            tags = self._tags([word.text for word in words], [len(sentences[number]) for number in batch])
            for word, upos, xpos, feats in zip(words, *tags, strict=True):
                word.upos, word.xpos, word.feats = upos, xpos, feats
        return document

    def _tags(self, words: Sequence[str], lengths: Sequence[int]) -> list[list[str]]:
        forms = Forms(words)
        plainly = [plain(form) for form in forms.forms]
        known = torch.tensor(self._vocabulary["word"].map(plainly))
        published = torch.tensor(self._published.map([word.lower() for word in plainly]))
        rows = torch.cat([self._words[known], self._vectors(published), self._letters(plainly)], 1)
        which, steps = forms.which, Steps(lengths)
        for layer in self._layers:
            rows = layer(rows, which, steps)
            which = torch.arange(len(rows))
        hidden = self._hidden(rows).relu_().split_with_sizes(self._widths, 1)
        parts = self._parts(hidden[0]).argmax(1)
        columns = [other(states, parts) for other, states in zip(self._others, hidden[1:], strict=True)]
        return [
            self._vocabulary["upos"].unmap(parts.tolist()),
            *(self._named(name, column) for name, column in zip(COLUMNS[1:], columns, strict=True)),
        ]

    def _named(self, column: str, numbers: Tensor) -> list[str]:
        """What tags are called: a feature is put together of its parts once."""
        vocabulary = self._vocabulary[column]
        if not isinstance(vocabulary, CompositeVocab):
            return list(vocabulary.unmap(numbers.flatten().tolist()))
        found = []
        for parts in map(tuple, numbers.tolist()):
            if (column, parts) not in self._units:
                self._units[column, parts] = vocabulary.id2unit(parts)
            found.append(self._units[column, parts])
        return found


class _ByPart:
    """A column's scores given the part of speech: its bilinear layer with one side known is a layer for each part."""

    def __init__(self, model: Any, name: str) -> None:
        scorers = model.tag_clf[name]
        several = scorers if isinstance(scorers, torch.nn.ModuleList) else [scorers]
        bilinear: list[Any] = [scorer.W_bilin for scorer in several]
        weight, bias = (torch.cat([getattr(b, kind).float() for b in bilinear]) for kind in ("weight", "bias"))
        parts = torch.nn.functional.pad(model.upos_emb.weight.float(), (0, 1), value=1.0)
        together = torch.einsum("oij,pj->pio", weight, parts)
        self._weights, self._biases = together[:, :-1].contiguous(), together[:, -1] + bias
        self._ends = list(accumulate(len(b.weight) for b in bilinear))

    def __call__(self, states: Tensor, parts: Tensor) -> Tensor:
        """(words, tags of the column): the numbers of the best."""
        scores = states.new_empty(len(states), self._ends[-1])
        for part in set(parts.tolist()):
            of_it = (parts == part).nonzero().squeeze(1)
            scores[of_it] = torch.addmm(self._biases[part], states[of_it], self._weights[part])
        starts = [0, *self._ends[:-1]]
        return torch.stack([scores[:, start:end].argmax(1) for start, end in zip(starts, self._ends, strict=True)], 1)
