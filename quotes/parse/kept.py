"""The sentences of a parse in, bytes to keep out; and back, where they are still of what would be parsed now."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Protocol

from quotes.document import Sentence, Word
from quotes.model import Span

COLUMNS = ("text", "lemma", "upos", "xpos", "relation", "head", "start", "end", "entity")
"""Of a word; its index is its place in the sentence."""


class Parses(Protocol):
    """Where parses are kept, each by the text of its article; what else decides a parse, the keeper has to know."""

    keeps: bool
    """Whether new ones are wanted."""

    def get(self, text: str) -> bytes | None:
        """What was kept for this very text."""

    def keep(self, text: str, parse: bytes) -> None:
        """Take what is to be kept."""


def packed(sentences: Sequence[Sentence], lines: Iterable[str]) -> bytes:
    """Sentences, and of which ``lines`` a model made them, as compressed JSON: words by columns."""
    words = [word for sentence in sentences for word in sentence.words]
    told = {
        "lines": _digest(lines),
        "paragraphs": [sentence.paragraph for sentence in sentences],
        "lengths": [len(sentence.words) for sentence in sentences],
        "entities": [[(span.start, span.end, kind) for span, kind in sentence.entities] for sentence in sentences],
    }
    # ASCII only, so that any text survives, half surrogates too.
    return zlib.compress(
        json.dumps(told | {name: [getattr(word, name) for word in words] for name in COLUMNS}).encode()
    )


def unpacked(parse: bytes | None, lines: Iterable[str]) -> tuple[Sentence, ...] | None:
    """The sentences of what was ``packed``; ``None`` where there are none, or where they are of other lines."""
    told = json.loads(zlib.decompress(parse)) if parse is not None else {}
    if told.get("lines") != _digest(lines):
        return None
    rows = zip(*(told[name] for name in COLUMNS), strict=True)
    return tuple(
        Sentence(
            tuple(Word(index, *row) for index, row in enumerate(islice(rows, length))),
            paragraph,
            tuple((Span(start, end), kind) for start, end, kind in entities),
        )
        for paragraph, length, entities in zip(told["paragraphs"], told["lengths"], told["entities"], strict=True)
    )


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256(json.dumps(list(lines)).encode()).hexdigest()
