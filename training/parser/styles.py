"""Treebank sentences in, copies as newspapers print them out: capitals, headlines, curly quotation marks.

The treebanks are web text with straight marks for the most part. Tags and trees of a copy are those of its sentence.
"""

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from training.parser import data
from training.parser.recipe import TrainingError

FORM = 1
"""The column of a CoNLL-U line that has the word as it is written."""
STRAIGHT = re.compile(r'^(?:"|\'\'|``)$')
SHORT_WORD = 3
"""Letters of the longest words that headlines leave in small letters."""


def in_capitals(words: list[str]) -> list[str]:
    """As a heading in capitals."""
    return [word.upper() for word in words]


def as_headline(words: list[str]) -> list[str]:
    """With a capital for each word but short ones, as American headlines have it."""
    return [
        word if place and len(word) <= SHORT_WORD else word[:1].upper() + word[1:] for place, word in enumerate(words)
    ]


def with_curly_marks(words: list[str]) -> list[str]:
    """With “ and ” in turn for straight marks and ``’`` for the apostrophe."""
    opening = False
    changed = []
    for word in words:
        if STRAIGHT.match(word):
            opening = not opening
            changed.append("“" if opening else "”")
        else:
            changed.append(word.replace("'", "’"))
    return changed


STYLES: Mapping[str, Callable[[list[str]], list[str]]] = {
    "capitals": in_capitals,
    "headlines": as_headline,
    "curly": with_curly_marks,
}
"""The name of each style in the recipe."""


def check_styles(shares: Mapping[str, float]) -> None:
    """Raise TrainingError for a style that there is not."""
    if unknown := sorted(shares.keys() - STYLES.keys()):
        raise TrainingError(f"the recipe has the style {', '.join(unknown)}; there are {', '.join(STYLES)}")


def copies(blocks: Iterable[str], shares: Mapping[str, float], seed: int) -> Iterator[str]:
    """Copies of a share of CoNLL-U sentences for each style, as far as the style changes anything in them."""
    chance = random.Random(seed)
    for block in blocks:
        rows = [line.split("\t") for line in block.splitlines() if not line.startswith("#")]
        words = [row[FORM] for row in rows]
        for style, share in shares.items():
            written = STYLES[style](words)
            if written != words and chance.random() < share:
                yield "".join(_line(row, word) for row, word in zip(rows, written, strict=True))


def _line(row: list[str], word: str) -> str:
    return "\t".join([*row[:FORM], word, *row[FORM + 1 :]]) + "\n"


def write_copies(source: Path, target: Path, shares: Mapping[str, float], seed: int) -> Path:
    """Write ``copies`` of the sentences of a CoNLL-U file to ``target``; returns ``target``."""
    return data.write_blocks(copies(data.sentence_blocks(source), shares, seed), target)
