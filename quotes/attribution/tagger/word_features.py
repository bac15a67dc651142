"""A parse in, what the sequence tagger reads of each word out: text, tags, heads, quotation marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from quotes.document import Document, Sentence, Word
from quotes.lexicon.cues import CueLexicon, lemma

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
        """The numbers of the ``word_features`` of some words."""
        tables = [self.values[SHARED.get(name, name)] for name in COLUMNS]
        vectors = np.array([self.words.get(row[0], UNKNOWN) for row in rows])
        columns = [[table.get(v, UNKNOWN) for table, v in zip(tables, row[1:], strict=True)] for row in rows]
        return Sequenced(vectors, np.array(columns))


def word_features(document: Document, lexicon: CueLexicon) -> Iterator[list[tuple[str, ...]]]:
    """For each sequence of at most ``LONGEST`` words of a paragraph, what is read of each word."""
    marks = _marks(document)
    rows: list[tuple[str, ...]] = []
    paragraph = 0
    for sentence in document.sentences:
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


def _marks(document: Document) -> Iterator[str]:
    """For each word how it stands to the quotations: outside, a mark, or inside one that is a statement or is none."""
    waiting = iter(document.outermost)
    quoted = next(waiting, None)
    inside = ""
    for sentence in document.sentences:
        for word in sentence.words:
            while quoted is not None and word.start >= quoted.span.end:
                quoted, inside = next(waiting, None), ""
            if quoted is None or word.end <= quoted.span.start:
                yield "outside"
                continue
            inside = inside or ("statement" if document.is_statement_like(quoted) else "words")
            if word.start < quoted.inner.start:
                yield f"opens {inside}"
            else:
                yield inside if word.start < quoted.inner.end else f"closes {inside}"
