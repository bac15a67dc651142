"""News articles in, a training and a development file for the entity tagger out, as models at hand mark the names."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from training.parser.data import SentenceTags, write_entities
from training.parser.invented import vary
from training.parser.names import Marked, MarkedName, settle

HELD_OUT = 12
"""Each so-manieth article is for development."""
LONGEST = 100
"""Words of the longest sentence that is learnt from."""


def write_silver(articles: Sequence[Path], tagger: Any, folder: Path) -> tuple[Path, Path]:
    """The files ``train`` and ``dev`` for Stanza's entity trainer, written into ``folder``.

    ``tagger`` is a Stanza pipeline with ``tokenize`` and ``ner``. Each article is settled (``training.parser.names``).
    """
    parts: dict[str, list[SentenceTags]] = {"train": [], "dev": []}
    for number, path in enumerate(track(articles, "marking names", console=Console(stderr=True))):
        sentences = settle(marked_by(tagger, path.read_text(encoding="utf-8")))
        parts["dev" if number % HELD_OUT == 0 else "train"] += [s.tags() for s in sentences if len(s.words) <= LONGEST]
    train, dev = (write_entities(sentences, folder / f"silver.{part}.json") for part, sentences in parts.items())
    return train, dev


def marked_by(tagger: Any, text: str) -> list[Marked]:
    """The sentences of a text with the names that a Stanza pipeline finds."""
    found = []
    for sentence in tagger(text).sentences:
        starts = {token.start_char: number for number, token in enumerate(sentence.tokens)}
        ends = {token.end_char: number + 1 for number, token in enumerate(sentence.tokens)}
        names = tuple(MarkedName(starts[e.start_char], ends[e.end_char], e.type) for e in sentence.ents)
        found.append(Marked(tuple(token.text for token in sentence.tokens), names))
    return found


def with_copies(sentences: Sequence[SentenceTags], share: float, datelines: float, seed: int) -> list[SentenceTags]:
    """The sentences, then copies of a share of them with other names."""
    return [*sentences, *(s.tags() for s in vary(map(Marked.read, sentences), share, datelines, seed))]
