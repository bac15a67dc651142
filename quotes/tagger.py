"""A parse in, for each word how likely it is part of a source, a cue or a content: the sequence tagger.

A bidirectional LSTM over each paragraph (Graves and Schmidhuber 2005) that reads words, tags, heads and quotation
marks. It decides nothing: constructions take spans from it, and the deciding model weighs what it thinks of theirs.
``lexicon/tagger.safetensors`` holds its weights in half precision and, as JSON in the metadata, its vocabularies;
``python -m training.attribution`` makes it.
"""

from __future__ import annotations

import bisect
import functools
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import nn

from quotes.cues import CueLexicon, lemma
from quotes.marks import Quoted, is_statement_like
from quotes.model import Span
from quotes.tree import Parse, Sentence, Word

WEIGHTS = Path(__file__).parent / "lexicon" / "tagger.safetensors"
VECTORS = Path(__file__).parent / "models" / "en" / "pretrain" / "news.pt"

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
Part = Literal["source", "cue", "content"]
FIRST: Mapping[Part, int] = {"source": 1, "cue": 3, "content": 5}
"""The place in ``TAGS`` of the tag that begins each part; the next one continues it."""
UNKNOWN = 1
"""Number of what is in no vocabulary; 0 is padding."""
COLUMNS: Mapping[str, int] = {
    "lemma": 32,
    "tag": 24,
    "relation": 24,
    "head": 32,
    "head tag": 12,
    "direction": 6,
    "entity": 6,
    "marks": 8,
    "act": 8,
    "shape": 8,
}
"""What is read of a word besides its vector, with the width of its embedding."""
SHARED = {"head": "lemma"}
"""Columns that use the embedding of another."""
MODESTY = 4.0
"""The spans are proposals: one too many costs less than one too few."""
UNITS = 160
"""Width of the hidden layer, each way."""
LARGEST_BATCH = 4_000
"""Words that are run at once."""
BLOCK = 16
"""Sequences are filled up to a multiple of this."""
LONGEST = 200
"""Words of a sequence at most: a longer paragraph is cut."""


@dataclass(frozen=True, slots=True)
class Sequenced:
    """Words of one paragraph as numbers: ``vectors`` (words,) and ``columns`` (words, len(COLUMNS))."""

    vectors: np.ndarray
    columns: np.ndarray


@dataclass(frozen=True)
class Vocabularies:
    """What stands for which number: the pretrained vectors' words, and the values of each column."""

    words: Mapping[str, int]
    values: Mapping[str, Mapping[str, int]]

    def sequence(self, rows: Sequence[tuple[str, ...]]) -> Sequenced:
        """The numbers of the ``readings`` of some words."""
        tables = [self.values[SHARED.get(name, name)] for name in COLUMNS]
        vectors = np.array([self.words.get(row[0], UNKNOWN) for row in rows])
        columns = [[table.get(v, UNKNOWN) for table, v in zip(tables, row[1:], strict=True)] for row in rows]
        return Sequenced(vectors, np.array(columns))


def readings(parse: Parse, quotes: Sequence[Quoted], lexicon: CueLexicon) -> Iterator[list[tuple[str, ...]]]:
    """For each sequence of at most ``LONGEST`` words of a paragraph, what is read of each word."""
    marks = _marks(parse, quotes)
    rows: list[tuple[str, ...]] = []
    paragraph = 0
    for sentence in parse.sentences:
        if sentence.paragraph != paragraph or len(rows) + len(sentence.words) > LONGEST:
            if rows:
                yield rows
            rows, paragraph = [], sentence.paragraph
        rows.extend(_reading(sentence, word, next(marks), lexicon) for word in sentence.words)
    if rows:
        yield rows


def _reading(sentence: Sentence, word: Word, mark: str, lexicon: CueLexicon) -> tuple[str, ...]:
    above = sentence.head(word)
    entry = lexicon.entry(word)
    return (
        word.text.lower(),
        lemma(word),
        word.xpos,
        word.relation,
        lemma(above) if above else "root",
        above.xpos if above else "root",
        _direction(word),
        word.entity or "none",
        mark,
        entry.act if entry else "none",
        _shape(word),
    )


def _direction(word: Word) -> str:
    if word.head < 0:
        return "root"
    distance = word.head - word.index
    side = "right" if distance > 0 else "left"
    return f"{side} {min(4, abs(distance).bit_length())}"


def _shape(word: Word) -> str:
    text = word.text
    kind = "lower"
    if not text[0].isalnum():
        kind = "mark"
    elif text[0].isdigit():
        kind = "digit"
    elif text[0].isupper():
        kind = "capitals" if len(text) > 1 and text.isupper() else "capital"
    return kind if word.index else f"first {kind}"


def _marks(parse: Parse, quotes: Sequence[Quoted]) -> Iterator[str]:
    """For each word how it stands to the quotations: outside, a mark, or inside one that is a statement or is none."""
    waiting = iter(quotes)
    quoted = next(waiting, None)
    inside = ""
    for sentence in parse.sentences:
        for word in sentence.words:
            while quoted is not None and word.start >= quoted.span.end:
                quoted, inside = next(waiting, None), ""
            if quoted is None or word.end <= quoted.span.start:
                yield "outside"
                continue
            inside = inside or ("statement" if is_statement_like(parse.text, quoted) else "words")
            if word.start < quoted.inner.start:
                yield f"opens {inside}"
            else:
                yield inside if word.start < quoted.inner.end else f"closes {inside}"


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


class Agreement(NamedTuple):
    """For each word of a sentence how far the tagger agrees that it is inside a part, outside, its first, its last.

    The natural logarithm of the chance, moved so that it is positive from 5 % up, and -2 at least.
    """

    inside: list[float]
    outside: list[float]
    begins: list[float]
    ends: list[float]


class Opinion(NamedTuple):
    """``Agreement`` with one span: on average, of its weakest word, with its ends, and that it does not begin before.

    ``not_before`` is ``None`` for a span at the beginning of the sentence.
    """

    mean: float
    weakest: float
    begins: float
    ends: float
    not_before: float | None


def _agreement(first: np.ndarray, further: np.ndarray) -> Agreement:
    inside = first + further
    ends = np.append(1 - further[1:], 1.0)
    return Agreement(
        *(np.maximum(-2.0, 3.0 + np.log(np.maximum(c, 1e-9))).tolist() for c in (inside, 1 - inside, first, ends))
    )


@dataclass(frozen=True)
class View:
    """What the tagger thinks of one sentence; ``chances`` is (words, tags)."""

    sentence: Sentence
    chances: np.ndarray

    @functools.cached_property
    def inside(self) -> Mapping[Part, list[float]]:
        """For each part the chance of each word to belong to it."""
        return {part: (self.chances[:, i] + self.chances[:, i + 1]).tolist() for part, i in FIRST.items()}

    @functools.cached_property
    def agreement(self) -> Mapping[Part, Agreement]:
        """For each part how far the tagger agrees with each word's place in it."""
        return {part: _agreement(self.chances[:, i], self.chances[:, i + 1]) for part, i in FIRST.items()}

    @functools.cached_property
    def goes_on(self) -> Mapping[Part, list[float]]:
        """For each part the chance of each word to continue what the word before it is part of; 0 behind the last."""
        return {part: [*self.chances[:, i + 1].tolist(), 0.0] for part, i in FIRST.items()}

    @functools.cached_property
    def spans(self) -> Mapping[Part, list[list[Word]]]:
        """The likeliest tags as runs of words; what is no part of anything must be so by ``MODESTY`` times."""
        best = (self.chances * np.array([1 / MODESTY] + [1.0] * (len(TAGS) - 1))).argmax(axis=1).tolist()
        found: dict[Part, list[list[Word]]] = {part: [] for part in FIRST}
        for word, tag in zip(self.sentence.words, best, strict=True):
            for part, first in FIRST.items():
                goes_on = tag == first + 1 and found[part] and found[part][-1][-1].index == word.index - 1
                if goes_on:
                    found[part][-1].append(word)
                elif tag in (first, first + 1):
                    found[part].append([word])
        return found

    def opinion(self, part: Part, span: Span) -> Opinion | None:
        """How far the tagger agrees with a span as that part; ``None`` where it holds no word of the sentence."""
        if (part, span) not in self._opinions:
            self._opinions[part, span] = self._opinion(self.agreement[part], self._numbers(span))
        return self._opinions[part, span]

    @functools.cached_property
    def _opinions(self) -> dict[tuple[Part, Span], Opinion | None]:
        """Those asked for so far: many candidates share a source or a cue."""
        return {}

    def _opinion(self, agreement: Agreement, numbers: range) -> Opinion | None:
        if not numbers:
            return None
        first, last = numbers[0], numbers[-1]
        inside = agreement.inside[first : last + 1]
        before = agreement.outside[first - 1] if first else None
        return Opinion(sum(inside) / len(inside), min(inside), agreement.begins[first], agreement.ends[last], before)

    @functools.cached_property
    def without_source(self) -> float:
        """How far the tagger agrees that the sentence names no source: by the word that it holds likeliest for one."""
        return min(self.agreement["source"].outside)

    def _numbers(self, span: Span) -> range:
        """The places in the sentence of the words that lie in ``span``."""
        words = self.sentence.words
        first = bisect.bisect_left(words, span.start, key=lambda w: w.start)
        last = bisect.bisect_right(words, span.end, key=lambda w: w.end)
        return range(first, max(first, last))


class Tagger:
    """A trained network with its vocabularies."""

    def __init__(self, network: Network, vocabularies: Vocabularies) -> None:
        self.network = network.eval()
        self.vocabularies = vocabularies

    def views(self, parse: Parse, quotes: Sequence[Quoted], lexicon: CueLexicon) -> list[View]:
        """One view a sentence, in order. ``quotes`` are the article's outermost quotations."""
        rows = self.chances(readings(parse, quotes, lexicon))
        found = []
        start = 0
        for sentence in parse.sentences:
            found.append(View(sentence, rows[start : start + len(sentence.words)]))
            start += len(sentence.words)
        return found

    def chances(self, paragraphs: Iterable[Sequence[tuple[str, ...]]]) -> np.ndarray:
        """(words, tags): the probability of each tag for each word of some ``readings``, in their order."""
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
