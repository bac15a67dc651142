"""Stanza's processor ``depparse`` in, the same trees in a fraction of the time out."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from stanza.models.common.vocab import ROOT_ID, VOCAB_PREFIX_SIZE
from stanza.models.depparse.model import GraphParser
from torch import Tensor

from quotes.parse.quick.forms import Forms, Vectors, in_batches, plain
from quotes.parse.quick.products import BLOCK, Layer
from quotes.parse.quick.sequences import Highway, Steps
from quotes.parse.quick.trees import allowed, best_tree

ROOT = ("", "", "")
"""The word before the first: the head of the sentence's own root."""
ARCS = ("unlabeled", "linearization", "distance")
"""The scorers that decide on heads: of a head itself, of the side it is on, of how far away it is."""


class QuickParser:
    """The network of a loaded processor ``depparse``; ``knows`` tells whether it is built of what this one can do."""

    def __init__(self, processor: Any) -> None:
        model = processor.trainer.model
        self._vocabulary = processor.vocab
        self._relations = [self._vocabulary["deprel"].id2unit(n) for n in range(len(self._vocabulary["deprel"]))]
        self._settle = processor.config.get("resolve_head_constraints", True)
        self._published = processor.pretrain.vocab
        self._vectors = Vectors(model.pretrained_emb, model.trans_pretrained)
        self._tables = [table.weight.float() for table in (model.word_emb, model.lemma_emb, model.upos_emb)]
        self._layers = [
            Highway(model.parserlstm, layer, model.parserlstm_h_init, model.parserlstm_c_init)
            for layer in range(model.args["num_layers"])
        ]
        scorers = [getattr(model, name) for name in (*ARCS, "deprel")]
        sides = [side for scorer in scorers for side in (scorer.W1, scorer.W2)]
        self._sides = Layer(torch.cat([s.weight for s in sides]), torch.cat([s.bias for s in sides]))
        self._width = sides[0].out_features
        bilinear = [scorer.scorer.W_bilin for scorer in scorers]
        self._arcs = torch.stack([b.weight.squeeze(2).float() for b in bilinear[:-1]])
        self._arc_biases = torch.stack([b.bias.float() for b in bilinear[:-1]]).unsqueeze(2)
        self._labels = Layer(bilinear[-1].weight.float().permute(1, 2, 0).flatten(0, 1))
        self._label_bias = bilinear[-1].bias.float()

    @staticmethod
    def knows(processor: Any) -> bool:
        """Whether the model is a graph parser of words, lemmas, vectors and parts of speech."""
        model = processor.trainer.model
        return (
            isinstance(model, GraphParser)
            and model.bert_model is None
            and not model.args.get("use_arc_embedding")
            and not model.args.get("reversed")
            and model.args["linearization"]
            and model.args["distance"]
            and model.args["pretrain"]
            and model.args["word_emb_dim"] > 0
            and model.args["tag_emb_dim"] > 0
            and not model.args["char"]
            and not model.args["rec_dropout"]
            and model.args.get("use_upos", True)
            and not model.args.get("use_xpos", True)
            and not model.args.get("use_ufeats", True)
        )

    def process(self, document: Any) -> Any:
        """The document, its words with ``head`` and ``deprel``, its sentences with their dependencies."""
        sentences = [sentence.words for sentence in document.sentences]
        if any(word.upos is None and word.xpos is None for words in sentences for word in words):
            raise ValueError("depparse needs pos before it")
        for batch in in_batches([len(words) + 1 for words in sentences]):
            self._parse([sentences[number] for number in batch])
        for sentence in document.sentences:
            sentence.build_dependencies()
        return document

    def _parse(self, sentences: Sequence[Sequence[Any]]) -> None:
        lengths = [len(words) + 1 for words in sentences]
        # For each scorer a word's side as a word and as a head, with a one behind, (rows, scorers, sides, width + 1).
        sides = self._embedded(sentences, lengths).view(-1, len(ARCS) + 1, 2, self._width)
        sides = F.pad(sides, (0, 1), value=1.0)
        words, heads = sides[:, :, 0].transpose(0, 1), sides[:, :, 1].transpose(0, 1)
        arcs = torch.bmm(words[:-1], self._arcs)
        trees, scores = [], []
        start = 0
        for length in lengths:
            stop = start + length
            scores.append(self._scores(arcs[:, start:stop], heads[:-1, start:stop]))
            trees.append(best_tree(scores[-1]))
            start = stop
        labels = _Labels(self._labels, self._label_bias, words[-1], heads[-1])
        starts = np.cumsum([0, *lengths[:-1]])
        above = torch.from_numpy(np.concatenate([tree + start for tree, start in zip(trees, starts, strict=True)]))
        found = labels.best(above).tolist()
        for start, tree, score, of_it in zip(starts.tolist(), trees, scores, sentences, strict=True):
            numbers = found[start + 1 : start + len(tree)]
            names = [self._relations[number + VOCAB_PREFIX_SIZE] for number in numbers]
            if self._settle:
                of_sentence = partial(labels.of, start, len(tree))
                tree, names = allowed(tree, names, score, of_sentence, self._vocabulary["deprel"])
            for word, head, name in zip(of_it, tree[1:].tolist(), names, strict=True):
                word.head, word.deprel = head, name

    def _embedded(self, sentences: Sequence[Sequence[Any]], lengths: Sequence[int]) -> Tensor:
        """All sides of all words, the root of each sentence before its words."""
        forms = Forms(
            form
            for words in sentences
            for form in (ROOT, *((word.text, word.lemma or "_", word.upos or "_") for word in words))
        )
        words, lemmas, parts = ([form[n] for form in forms.forms] for n in range(3))
        words = [plain(word) for word in words]
        rows = torch.cat(
            [
                self._vectors(_numbers(self._published, [word.lower() for word in words])),
                *(
                    table[_numbers(self._vocabulary[kind], units)]
                    for table, kind, units in zip(
                        self._tables, ("word", "lemma", "upos"), (words, lemmas, parts), strict=True
                    )
                ),
            ],
            1,
        )
        which, steps = forms.which, Steps(lengths)
        for layer in self._layers:
            rows = layer(rows, which, steps)
            which = torch.arange(len(rows))
        return self._sides(rows).relu_()

    def _scores(self, words: Tensor, heads: Tensor) -> np.ndarray:
        """(words, heads): the logarithm of how likely each is the head, as Stanza's ``GraphParser`` has it."""
        scores, side, far = torch.bmm(words, heads.transpose(1, 2)).add_(self._arc_biases)
        places = torch.arange(len(scores))
        offset = places.unsqueeze(0) - places.unsqueeze(1)
        scores += F.logsigmoid(side * offset.sign())
        scores -= (((offset.abs() - 1) - F.softplus(far)).square_() / 2).log1p_()
        scores.fill_diagonal_(-torch.inf)
        likely: np.ndarray = scores.log_softmax(1).numpy()
        return likely


def _numbers(vocabulary: Any, units: Sequence[str]) -> Tensor:
    """The numbers of units; the empty one is the root's."""
    return torch.tensor([vocabulary.unit2id(unit) if unit else ROOT_ID for unit in units])


class _Labels:
    """Scores of relations between words and heads, of those pairs that are asked for."""

    def __init__(self, layer: Layer, bias: Tensor, words: Tensor, heads: Tensor) -> None:
        self._layer, self._bias = layer, bias
        self._words, self._heads = words.contiguous(), heads

    def _halves(self, rows: slice) -> Tensor:
        """(words, width + 1, relations): what words have to say to each unit of any head."""
        halves: Tensor = self._layer(self._words[rows]).view(-1, self._heads.shape[1], len(self._bias))
        return halves

    def best(self, above: Tensor) -> Tensor:
        """The number of the best relation of each word to its head ``above``."""
        heads = self._heads.index_select(0, above).unsqueeze(1)
        found = []
        for start in range(0, len(above), BLOCK):
            rows = slice(start, start + BLOCK)
            found.append((torch.bmm(heads[rows], self._halves(rows)).squeeze(1) + self._bias).argmax(1))
        return torch.cat(found)

    def of(self, start: int, length: int) -> np.ndarray:
        """(words, heads, relations) of one sentence: the logarithm of how likely each relation is."""
        rows = slice(start, start + length)
        scores = torch.matmul(self._heads[rows], self._halves(rows)) + self._bias
        likely: np.ndarray = scores.log_softmax(2).numpy()
        return likely
