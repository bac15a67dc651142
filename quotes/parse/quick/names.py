"""Stanza's processor ``ner`` in, the same names in a fraction of the time out."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from stanza.models.common.vocab import PAD_ID, UNK_ID, VOCAB_PREFIX_SIZE
from stanza.models.ner.trainer import fix_singleton_tags
from torch import Tensor

from quotes.parse.quick.forms import Forms, Letters, in_batches
from quotes.parse.quick.products import Layer
from quotes.parse.quick.sequences import Steps, directions


class QuickNames:
    """The network of a loaded processor ``ner``; ``knows`` tells whether it is built of what this one can do."""

    def __init__(self, processor: Any) -> None:
        (trainer,) = processor.trainers
        model = trainer.model
        self._vocabulary = trainer.vocab
        self._tags = self._vocabulary["tag"].items(0)
        self._lower = model.args.get("lowercase", True)
        self._published, self._learnt = model.word_emb.weight, model.delta_emb.weight
        case = str.lower if model.args.get("char_lowercase", False) else str
        self._letters = Letters(lambda letter: self._vocabulary["char"].unit2id(case(letter)), model.charmodel)
        self._transform = Layer(model.input_transform.weight, model.input_transform.bias)
        self._directions = directions(model.taggerlstm.lstm, 0, model.taggerlstm_h_init, model.taggerlstm_c_init)
        self._inward = [Layer(run.weight, run.bias) for run in self._directions]
        self._scores = model.tag_clfs[0]
        self._transitions = model.crits[0]._transitions.detach().numpy()

    @staticmethod
    def knows(processor: Any) -> bool:
        """Whether there is one model, of words, those it learnt itself, and letters, with one set of tags."""
        if len(processor.trainers) != 1:
            return False
        model = processor.trainers[0].model
        return (
            model.bert_model is None
            and model.args["word_emb_dim"] > 0
            and "word" in model.vocab
            and model.delta_emb is not None
            and hasattr(model, "charmodel")
            and not model.charmodel.attn
            and model.args["num_layers"] == model.args["char_num_layers"] == 1
            and not model.args["rec_dropout"]
            and not model.args["char_rec_dropout"]
            and model.input_transform is not None
            and model.num_output_layers == 1
        )

    def process(self, document: Any) -> Any:
        """The document, its tokens with ``ner`` and ``multi_ner``, itself with ``ents``."""
        sentences = [sentence.tokens for sentence in document.sentences]
        for batch in in_batches([len(tokens) for tokens in sentences]):
            chosen = [sentences[number] for number in batch]
            for tokens, tags in zip(chosen, self._tagged(chosen), strict=True):
                for token, tag in zip(tokens, tags, strict=True):
                    token.ner, token.multi_ner = tag, (tag,)
        document.build_ents()
        return document

    def _tagged(self, sentences: Sequence[Sequence[Any]]) -> list[list[str]]:
        lengths = [len(tokens) for tokens in sentences]
        forms = Forms(token.text for tokens in sentences for token in tokens)
        rows = self._transform(torch.cat([self._words(forms.forms), self._letters(forms.forms)], 1))
        steps = Steps(lengths)
        states = [
            run(inward(rows), forms.which, steps) for run, inward in zip(self._directions, self._inward, strict=True)
        ]
        scores = self._scores(torch.cat(states, 1)).numpy()
        found = best_sequences(scores, self._transitions, lengths)
        return [fix_singleton_tags([self._tags[max(tag, VOCAB_PREFIX_SIZE)] for tag in tags]) for tags in found]

    def _words(self, words: Sequence[str]) -> Tensor:
        """The vectors of words: the published ones, and how far those that were learnt are from them."""
        cased = [word.lower() if self._lower else word for word in words]
        published, learnt = (torch.tensor(self._vocabulary[kind].map(cased)) for kind in ("word", "delta"))
        learnt[(learnt == UNK_ID) & (published != UNK_ID)] = PAD_ID
        vectors: Tensor = self._published[published].float() + self._learnt[learnt].float()
        return vectors


def best_sequences(scores: np.ndarray, transitions: np.ndarray, lengths: Sequence[int]) -> list[list[int]]:
    """The likeliest tags of each sequence (Viterbi): all of them step by step at once.

    ``scores`` is (rows, tags), the sequences one behind the other, the longest first.
    """
    starts = np.cumsum([0, *lengths[:-1]])
    counts = np.asarray(lengths)
    reached = scores[starts].copy()
    came_from = np.zeros(scores.shape, np.int32)
    for step in range(1, counts[0]):
        alive = int((counts > step).sum())
        ways = reached[:alive, :, None] + transitions
        rows = starts[:alive] + step
        came_from[rows] = ways.argmax(1)
        reached[:alive] = scores[rows] + ways.max(1)
    found = []
    for last, start, count in zip(reached.argmax(1), starts, counts, strict=True):
        tags = [int(last)]
        for row in range(start + count - 1, start, -1):
            tags.append(int(came_from[row, tags[-1]]))
        found.append(tags[::-1])
    return found
