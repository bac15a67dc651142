"""A parse in, for each word how likely it is part of a source, a cue or a content: the sequence tagger.

A bidirectional LSTM over each paragraph (Graves and Schmidhuber 2005) that reads words, tags, heads and quotation
marks. It decides nothing: constructions take spans from it, and the deciding model weighs what it thinks of theirs.
``models/tagger.safetensors`` holds its weights in half precision and, as JSON in the metadata, its vocabularies;
``python -m training attribution fit`` makes it.
"""

from __future__ import annotations

import functools
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import nn

from quotes.attribution.tagger.probabilities import TAGS, TagProbabilities
from quotes.attribution.tagger.word_features import COLUMNS, SHARED, UNKNOWN, Sequenced, Vocabularies, word_features
from quotes.document import Document
from quotes.lexicon.cues import CueLexicon
from quotes.models import FOLDER

WEIGHTS = FOLDER / "tagger.safetensors"
VECTORS = FOLDER / "en" / "pretrain" / "news.pt"

UNITS = 160
"""Width of the hidden layer, each way."""
LARGEST_BATCH = 4_000
"""Words that are run at once."""
BLOCK = 16
"""Sequences are filled up to a multiple of this."""


def padded(length: int) -> int:
    """The length to which a sequence is filled up: its own alone decides, so that it scores alike in any batch."""
    return -(-length // BLOCK) * BLOCK


class Network(nn.Module):
    """Embeddings, one bidirectional LSTM and a linear layer: sequences of numbers in, scores of tags out."""

    def __init__(self, vectors: torch.Tensor, sizes: Mapping[str, int], dropout: float = 0.0) -> None:
        super().__init__()
        self.vectors = nn.Embedding(vectors.shape[0], vectors.shape[1], padding_idx=0, _weight=vectors, _freeze=True)
        self.embeddings = nn.ModuleDict(
            {name: nn.Embedding(sizes[name], width, 0) for name, width in COLUMNS.items() if name not in SHARED}
        )
        self.dropout = nn.Dropout(dropout)
        self.lstm = nn.LSTM(vectors.shape[1] + sum(COLUMNS.values()), UNITS, batch_first=True, bidirectional=True)
        self.scores = nn.Linear(2 * UNITS, len(TAGS))

    def forward(self, batch: Sequence[Sequenced]) -> torch.Tensor:
        """(sequences, words, tags): unnormalised scores; rows behind a sequence's end mean nothing."""
        length = padded(max(len(s.vectors) for s in batch))
        vectors = torch.zeros(len(batch), length, dtype=torch.long)
        columns = torch.zeros(len(batch), length, len(COLUMNS), dtype=torch.long)
        for row, sequence in enumerate(batch):
            vectors[row, : len(sequence.vectors)] = torch.from_numpy(sequence.vectors)
            columns[row, : len(sequence.vectors)] = torch.from_numpy(sequence.columns)
        embedded = [self.vectors(vectors)]
        embedded += [self.embeddings[SHARED.get(n, n)](columns[:, :, i]) for i, n in enumerate(COLUMNS)]
        hidden, _ = self.lstm(self.dropout(torch.cat(embedded, 2)))
        scores: torch.Tensor = self.scores(self.dropout(hidden))
        return scores


class Tagger:
    """A trained network with its vocabularies."""

    def __init__(self, network: Network, vocabularies: Vocabularies) -> None:
        self.network = network.eval()
        self.vocabularies = vocabularies

    def probabilities(self, document: Document, lexicon: CueLexicon) -> list[TagProbabilities]:
        """One a sentence, in order."""
        rows = self.chances(word_features(document, lexicon))
        found = []
        start = 0
        for sentence in document.sentences:
            found.append(TagProbabilities(sentence, rows[start : start + len(sentence.words)]))
            start += len(sentence.words)
        return found

    def chances(self, paragraphs: Iterable[Sequence[tuple[str, ...]]]) -> np.ndarray:
        """(words, tags): the probability of each tag for each word of some ``word_features``, in their order."""
        sequences = [self.vocabularies.sequence(rows) for rows in paragraphs]
        of_length: dict[int, list[int]] = defaultdict(list)
        for number, sequence in enumerate(sequences):
            of_length[padded(len(sequence.vectors))].append(number)
        found: list[np.ndarray] = [np.empty((0, len(TAGS)), np.float32)] * len(sequences)
        with torch.inference_mode():
            for length, numbers in of_length.items():
                at_once = max(1, LARGEST_BATCH // length)
                for start in range(0, len(numbers), at_once):
                    batch = numbers[start : start + at_once]
                    chances = self.network([sequences[n] for n in batch]).softmax(2).numpy()
                    for row, number in enumerate(batch):
                        found[number] = chances[row, : len(sequences[number].vectors)]
        return np.concatenate(found) if found else np.empty((0, len(TAGS)), np.float32)

    def save(self, path: Path) -> None:
        """Write weights and vocabularies; the pretrained vectors stay where they are."""
        weights = {
            name: tensor.to(torch.float16)
            for name, tensor in self.network.state_dict().items()
            if not name.startswith("vectors.")
        }
        save_file(weights, path, {"values": json.dumps(self.vocabularies.values, ensure_ascii=False)})


@functools.cache
def load_tagger(path: Path = WEIGHTS) -> Tagger:
    """The tagger shipped with the package, or another in the same format."""
    words, vectors = load_vectors()
    with safe_open(path, "pt") as file:
        values = json.loads(file.metadata()["values"])
        weights = {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118
    network = Network(vectors, sizes(values))
    network.load_state_dict({"vectors.weight": vectors, **weights})
    return Tagger(network, Vocabularies(words, values))


def sizes(values: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """How many numbers each vocabulary needs, padding and the unknown included."""
    return {name: len(table) + UNKNOWN + 1 for name, table in values.items()}


@functools.cache
def load_vectors(path: Path = VECTORS) -> tuple[Mapping[str, int], torch.Tensor]:
    """The bundled word vectors: word → row, and (words, width) as Stanza stores them."""
    stored = torch.load(path, weights_only=True)
    return stored["vocab"]["_unit2id"], stored["emb"].float()
