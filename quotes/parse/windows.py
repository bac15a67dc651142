"""A text in, the windows in which the encoder reads it out: word pieces of several paragraphs at once.

Each window is led in by the end of the one before, so that a pronoun sees the paragraph before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from quotes.model import Layout, Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WINDOW = 384
"""Word pieces that are read at once at most, marks between paragraphs included."""
CONTEXT = 64
"""Word pieces of the window before that lead in the next."""
LONGEST = 300
"""Word pieces after which a paragraph is cut: it must fit into a window with its context."""
BEGIN, BETWEEN = 101, 102
"""The pieces that stand at the beginning of a window and behind each of its paragraphs ([CLS], [SEP])."""
HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")
"""A surrogate without its other half, which the tokenizer refuses; another unknown character stands for it."""
NOWHERE = -1
"""The place of a piece that stands for no characters, or whose vector is another window's to give."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of a stretch of text: their numbers (n,), and the characters that each stands for (n, 2)."""

    numbers: np.ndarray
    places: np.ndarray


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder reads at once: numbers (n,), ``kinds`` (n,), 1 inside a quotation, and ``own`` places (n, 2).

    ``own`` is ``NOWHERE`` for marks and for the context, whose words belong to the window before.
    """

    numbers: np.ndarray
    kinds: np.ndarray
    own: np.ndarray


def load_tokenizer(path: Path) -> Tokenizer:
    """The word pieces that the encoder was trained with."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def windows(tokenizer: Tokenizer, text: str, layout: Layout) -> Iterator[Window]:
    """The windows in which a text is read; every word piece is the own one of exactly one of them."""
    quoted = np.array([q.span.start for q in layout.quotations if q.depth == 0] + [len(text) + 1])
    until = np.array([q.span.end for q in layout.quotations if q.depth == 0] + [len(text) + 1])
    context: Pieces | None = None
    for parts in _packed(_parts(tokenizer, text, layout.paragraphs)):
        yield _window(context, parts, quoted, until)
        context = Pieces(parts[-1].numbers[-CONTEXT:], parts[-1].places[-CONTEXT:])


def word_pieces(window: Window, starts: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Which words have pieces of their own in a window, and the first piece and the one behind the last of each."""
    own = np.flatnonzero(window.own[:, 0] != NOWHERE)
    begins, finishes = window.own[own, 0], window.own[own, 1]
    first = np.searchsorted(finishes, starts, side="right")
    last = np.searchsorted(begins, ends, side="left")
    rows = np.flatnonzero(last > first)
    return rows, own[first[rows]], own[last[rows] - 1] + 1


def _parts(tokenizer: Tokenizer, text: str, paragraphs: Sequence[Span]) -> Iterator[Pieces]:
    """The pieces of each paragraph, a long one cut."""
    texts = [HALF_A_CHARACTER.sub("\ufffd", span.of(text)) for span in paragraphs]
    for span, encoding in zip(paragraphs, tokenizer.encode_batch(texts, add_special_tokens=False), strict=True):
        numbers = np.array(encoding.ids, np.int64)
        places = np.array(encoding.offsets, np.int64).reshape(-1, 2) + span.start
        for start in range(0, len(numbers), LONGEST):
            yield Pieces(numbers[start : start + LONGEST], places[start : start + LONGEST])


def _packed(parts: Iterator[Pieces]) -> Iterator[list[Pieces]]:
    """Parts that follow one another, as many together as a window holds."""
    together: list[Pieces] = []
    size, context = 1, 0
    for part in parts:
        if together and size + len(part.numbers) + 1 > WINDOW:
            yield together
            context = min(CONTEXT, len(together[-1].numbers)) + 1
            together, size = [], 1 + context
        together.append(part)
        size += len(part.numbers) + 1
    if together:
        yield together


def _window(context: Pieces | None, parts: Sequence[Pieces], quoted: np.ndarray, until: np.ndarray) -> Window:
    nowhere = np.full((1, 2), NOWHERE)
    numbers, places, own = [np.array([BEGIN])], [nowhere], [nowhere]
    for part in (*([context] if context is not None else []), *parts):
        numbers += [part.numbers, np.array([BETWEEN])]
        places += [part.places, nowhere]
        own += [np.full_like(part.places, NOWHERE) if part is context else part.places, nowhere]
    starts = np.concatenate(places)[:, 0]
    before = np.searchsorted(quoted, starts, side="right") - 1
    inside = (starts != NOWHERE) & (before >= 0) & (starts < until[before])
    return Window(np.concatenate(numbers), inside.astype(np.int64), np.concatenate(own))
