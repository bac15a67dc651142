"""Annotated articles in, the sequence tagger out (``quotes/models/tagger.safetensors``).

Trained on what every annotator marked, outermost attributions only, as the scorer reads them. With a fixed
seed and one thread the same input gives the same weights on one machine.
"""

from __future__ import annotations

import bisect
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import get_args

import numpy as np
import torch
from rich.console import Console
from torch.nn.functional import cross_entropy

from quotes.attribution.tagger.network import Network, Tagger, load_vectors, padded, sizes
from quotes.attribution.tagger.probabilities import FIRST, Part
from quotes.attribution.tagger.word_features import COLUMNS, SHARED, UNKNOWN, Sequenced, Vocabularies, word_features
from quotes.document import Document
from quotes.evaluate import GoldAttribution
from quotes.lexicon.cues import load_cues
from training.attribution.polnear import Annotated

SEED = 1234
EPOCHS = 5
RATE = 3e-3
"""Highest learning rate of the cycle (Smith 2018)."""
DROPOUT = 0.4
BATCH = 1_500
"""Words of a batch."""
LONGEST_GRADIENT = 2.0
RARE_LEMMA = 8
"""A lemma seen less often has no embedding of its own."""
NOT_TAGGED = -1

Example = tuple[Sequenced, torch.Tensor]


def train(articles: Sequence[Annotated], console: Console, epochs: int = EPOCHS) -> Tagger:
    """A tagger trained on ``articles``."""
    random.seed(SEED)
    torch.manual_seed(SEED)
    read = [(list(_readings(one.document)), one) for one in articles]
    words, vectors = load_vectors()
    vocabularies = Vocabularies(words, _values([rows for rows, _ in read]))
    network = Network(vectors, sizes(vocabularies.values), DROPOUT)
    examples = [
        example
        for rows, one in read
        for annotation in one.annotators
        for example in _examples(rows, tags(one.document, annotation), vocabularies)
    ]
    _fit(network, examples, epochs, console)
    return Tagger(network, vocabularies)


def _fit(network: Network, examples: Sequence[Example], epochs: int, console: Console) -> None:
    trained = [p for p in network.parameters() if p.requires_grad]
    optimizer = torch.optim.Adam(trained, lr=RATE, fused=True)
    steps = epochs * len(_batches(examples))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.15)
    network.train()
    for epoch in range(epochs):
        losses = []
        for batch in _batches(examples):
            scores = network([sequence for sequence, _ in batch])
            wanted = torch.full(scores.shape[:2], NOT_TAGGED)
            for row, (_, right) in enumerate(batch):
                wanted[row, : len(right)] = right
            loss = cross_entropy(scores.flatten(0, 1), wanted.flatten(), ignore_index=NOT_TAGGED)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(trained, LONGEST_GRADIENT)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        console.print(f"epoch {epoch + 1} of {epochs}: loss {np.mean(losses):.4f}")


def _batches(examples: Sequence[Example]) -> list[list[Example]]:
    """All examples once, in random order, those of one padded length together."""
    of_length: dict[int, list[Example]] = defaultdict(list)
    for example in random.sample(examples, len(examples)):
        of_length[padded(len(example[1]))].append(example)
    batches = []
    for length, same in sorted(of_length.items()):
        at_once = max(4, BATCH // length)
        batches += [same[start : start + at_once] for start in range(0, len(same), at_once)]
    random.shuffle(batches)
    return batches


def _readings(document: Document) -> Iterator[list[tuple[str, ...]]]:
    return word_features(document, load_cues())


def _values(articles: Sequence[Sequence[Sequence[tuple[str, ...]]]]) -> dict[str, dict[str, int]]:
    """The vocabulary of each column, numbered in alphabetical order behind padding and the unknown."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in COLUMNS}
    for rows in (row for paragraphs in articles for paragraph in paragraphs for row in paragraph):
        for name, value in zip(COLUMNS, rows[1:], strict=True):
            counts[name][value] += 1
    counts["lemma"]["root"] = RARE_LEMMA
    return {
        name: {
            value: UNKNOWN + 1 + number
            for number, value in enumerate(
                sorted(v for v, count in counts[name].items() if count >= (RARE_LEMMA if name == "lemma" else 1))
            )
        }
        for name in COLUMNS
        if name not in SHARED
    }


def _examples(rows: Sequence[Sequence[tuple[str, ...]]], right: list[int], known: Vocabularies) -> Iterator[Example]:
    start = 0
    for paragraph in rows:
        end = start + len(paragraph)
        yield known.sequence(paragraph), torch.tensor(right[start:end])
        start = end


def tags(document: Document, annotation: Sequence[GoldAttribution]) -> list[int]:
    """The place in ``TAGS`` of each word's tag; where parts overlap, a source goes before a cue before a content."""
    words = [word for sentence in document.sentences for word in sentence.words]
    starts = [word.start for word in words]
    found = [0] * len(words)
    kept = outermost(annotation)
    parts: tuple[Part, ...] = get_args(Part)
    for part in reversed(parts):
        for one in kept:
            spans = [one.source] if part == "source" and one.source else getattr(one, part) if part != "source" else ()
            for span in spans:
                tag = FIRST[part]
                for number in range(bisect.bisect_left(starts, span.start), bisect.bisect_left(starts, span.end)):
                    if words[number].end <= span.end:
                        found[number] = tag
                        tag = FIRST[part] + 1
    return found


def outermost(annotation: Sequence[GoldAttribution]) -> list[GoldAttribution]:
    """Without attributions inside the content of a longer one: PolNeAR's scorers give a word one label."""
    kept: list[GoldAttribution] = []
    for one in sorted(annotation, key=lambda g: -sum(map(len, g.content))):
        anchors = one.cue or ((one.source,) if one.source else one.content)
        if not any(c.contains(a) for other in kept for c in other.content for a in anchors):
            kept.append(one)
    return kept
