"""The names that a tagger marked in an article in, the same settled within the article out.

A tagger that learns from another's tags learns its mistakes too: ``settle`` takes out what the article contradicts.
"""

from __future__ import annotations

import functools
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.parse.names_in_capitals import is_heading
from training.parser.data import SentenceTags

Kinds = Mapping[tuple[str, ...], str]
"""The words of a name → ``PER``, ``ORG`` or ``LOC``."""

PARTS_FILE = Path(__file__).with_name("names.toml")


@dataclass(frozen=True, slots=True)
class MarkedName:
    """A marked name: its words from ``start`` up to ``end`` in the sentence, and ``PER``, ``ORG`` or ``LOC``."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence of words with its names, in order and apart."""

    words: tuple[str, ...]
    names: tuple[MarkedName, ...]

    @classmethod
    def read(cls, tagged: SentenceTags) -> Marked:
        """The sentence of some words with tags in BIO."""
        names: list[MarkedName] = []
        for place, (_, tag) in enumerate(tagged):
            where, _, kind = tag.partition("-")
            if where == "I" and names and (names[-1].end, names[-1].kind) == (place, kind):
                names[-1] = MarkedName(names[-1].start, place + 1, kind)
            elif kind:
                names.append(MarkedName(place, place + 1, kind))
        return cls(tuple(word for word, _ in tagged), tuple(names))

    def of(self, name: MarkedName) -> tuple[str, ...]:
        """The words of a name."""
        return self.words[name.start : name.end]

    def tags(self) -> SentenceTags:
        """Each word with its tag in BIO."""
        found = ["O"] * len(self.words)
        for name in self.names:
            found[name.start : name.end] = [f"B-{name.kind}", *[f"I-{name.kind}"] * (name.end - name.start - 1)]
        return list(zip(self.words, found, strict=True))


def settle(article: Sequence[Marked]) -> list[Marked]:
    """The sentences of an article with its names marked alike throughout; headings are left out.

    A title is no part of a name; a full name's last word is a person wherever it stands alone; one wording is of one
    kind, that which it has most often; and a word that is mostly marked is marked everywhere.
    """
    plain = [_without_titles(s) for s in article if not is_heading(s.words)]
    marked: dict[tuple[str, ...], Counter[str]] = {}
    for sentence in plain:
        for name in sentence.names:
            marked.setdefault(sentence.of(name), Counter())[name.kind] += 1
    kinds = {words: counts.most_common(1)[0][0] for words, counts in marked.items()}
    lasts = {words[-1:]: "PER" for words, kind in kinds.items() if kind == "PER" and len(words) > 1}
    seen = Counter(word for sentence in plain for word in sentence.words)
    often = {
        words: kinds[words]
        for words, counts in marked.items()
        if len(words) == 1 and words[0][0].isupper() and 2 * counts.total() > seen[words[0]]
    }
    everywhere = often | {words: kind for words, kind in lasts.items() if not seen[words[0].lower()]}
    return [_marked_alike(sentence, kinds | lasts, everywhere) for sentence in plain]


def _marked_alike(sentence: Marked, kinds: Kinds, everywhere: Kinds) -> Marked:
    """``kinds`` of wordings that are marked; ``everywhere``: of single words that are marked where they were not."""
    names = [MarkedName(n.start, n.end, kinds.get(sentence.of(n), n.kind)) for n in sentence.names]
    beside = {place for name in names for place in range(name.start - 1, name.end + 1)}
    names += [
        MarkedName(place, place + 1, everywhere[word,])
        for place, word in enumerate(sentence.words)
        if (word,) in everywhere and place not in beside
    ]
    return Marked(sentence.words, tuple(sorted(names, key=lambda name: name.start)))


def _without_titles(sentence: Marked) -> Marked:
    titles = parts()["titles"]
    names = []
    for name in sentence.names:
        start = name.start
        while name.kind == "PER" and start < name.end and sentence.words[start] in titles:
            start += 1
        if start < name.end:
            names.append(MarkedName(start, name.end, name.kind))
    return Marked(sentence.words, tuple(names))


@functools.cache
def parts() -> dict[str, Any]:
    """``names.toml``, its running texts cut into words."""

    def cut(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: cut(inner) for key, inner in value.items()}
        return value.split() if isinstance(value, str) else value

    return {key: cut(value) for key, value in tomllib.loads(PARTS_FILE.read_text(encoding="utf-8")).items()}
