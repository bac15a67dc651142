"""Articles with the names that a tagger marked in, more to learn from out: settled within an article, and invented.

A tagger that learns from another's tags learns its mistakes and its names by heart. ``settle`` takes out what the
article itself contradicts; ``vary`` puts invented names (``names.toml``) in the place of marked ones.
"""

from __future__ import annotations

import functools
import random
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.lexicons import load, phrases
from training.data import SentenceTags

Kinds = Mapping[tuple[str, ...], str]
"""The words of a name → ``PER``, ``ORG`` or ``LOC``."""

PARTS_FILE = Path(__file__).with_name("names.toml")


@dataclass(frozen=True, slots=True)
class Name:
    """A marked name: its words from ``start`` up to ``end`` in the sentence, and ``PER``, ``ORG`` or ``LOC``."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence of words with its names, in order and apart."""

    words: tuple[str, ...]
    names: tuple[Name, ...]

    @classmethod
    def read(cls, tagged: SentenceTags) -> Marked:
        """The sentence of some words with tags in BIO."""
        names: list[Name] = []
        for place, (_, tag) in enumerate(tagged):
            where, _, kind = tag.partition("-")
            if where == "I" and names and (names[-1].end, names[-1].kind) == (place, kind):
                names[-1] = Name(names[-1].start, place + 1, kind)
            elif kind:
                names.append(Name(place, place + 1, kind))
        return cls(tuple(word for word, _ in tagged), tuple(names))

    def of(self, name: Name) -> tuple[str, ...]:
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
    names = [Name(n.start, n.end, kinds.get(sentence.of(n), n.kind)) for n in sentence.names]
    beside = {place for name in names for place in range(name.start - 1, name.end + 1)}
    names += [
        Name(place, place + 1, everywhere[word,])
        for place, word in enumerate(sentence.words)
        if (word,) in everywhere and place not in beside
    ]
    return Marked(sentence.words, tuple(sorted(names, key=lambda name: name.start)))


def is_heading(words: Sequence[str]) -> bool:
    """Whether nearly all longer words have a capital, as in headings, where a tagger finds names everywhere."""
    longer = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(longer) > 2 and sum(word[0].isupper() for word in longer) > 0.8 * len(longer)


def _without_titles(sentence: Marked) -> Marked:
    titles = parts()["titles"]
    names = []
    for name in sentence.names:
        start = name.start
        while name.kind == "PER" and start < name.end and sentence.words[start] in titles:
            start += 1
        if start < name.end:
            names.append(Name(start, name.end, name.kind))
    return Marked(sentence.words, tuple(names))


def vary(sentences: Iterable[Marked], share: float, datelines: float, seed: int) -> list[Marked]:
    """Copies with other names of about ``share`` of the sentences that have some; some begin with a dateline.

    Both shares from 0 to 1. With the same ``seed`` the same copies come out.
    """
    invent = Inventor(random.Random(seed))
    copies = []
    for sentence in sentences:
        if sentence.names and invent.chance(share):
            copy = renamed(sentence, invent)
            copies.append(after_dateline(copy, invent) if invent.chance(datelines) else copy)
    return copies


def renamed(sentence: Marked, invent: Inventor) -> Marked:
    """The sentence with an invented name of the same kind for each of its names; the same name gets the same one."""
    words: list[str] = []
    names: list[Name] = []
    given: dict[tuple[str, ...], list[str]] = {}
    last = 0
    for name in sentence.names:
        old = sentence.of(name)
        new = given.setdefault(old, invent.name(name.kind, old))
        words += sentence.words[last : name.start]
        names.append(Name(len(words), len(words) + len(new), name.kind))
        words += new
        last = name.end
    return Marked((*words, *sentence.words[last:]), tuple(names))


def after_dateline(sentence: Marked, invent: Inventor) -> Marked:
    """The sentence behind "DUNMERE, Ohio (AP) —"."""
    words, names = invent.dateline()
    moved = (Name(n.start + len(words), n.end + len(words), n.kind) for n in sentence.names)
    return Marked((*words, *sentence.words), (*names, *moved))


class Inventor:
    """Makes names up from the parts in ``names.toml``."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice

    def chance(self, share: float) -> bool:
        """Whether something that happens in ``share`` of the cases happens now."""
        return self._dice.random() < share

    def name(self, kind: str, old: Sequence[str]) -> list[str]:
        """An invented name in the place of ``old``, about as long."""
        if kind == "PER":
            return self._person(len(old))
        if kind == "LOC":
            return self._place(len(old))
        if len(old) == 1 and old[0].isupper():
            return ["".join(self._dice.choices("ABCDEFGHIJKLMNOPRSTUVW", k=self._dice.choice((2, 3, 3, 4))))]
        if len(old) == 1:
            return [self._brand()] if self.chance(0.4) else [self._dice.choice((self._town, self._surname))()]
        return self._filled(self._one_of("bodies", "templates"))

    def dateline(self) -> tuple[list[str], list[Name]]:
        """The words of a dateline and the names in it."""
        words = self._filled(self._one_of("towns", "templates")) if self.chance(0.2) else [self._town()]
        words = [word.upper() for word in words]
        names = [Name(0, len(words), "LOC")]
        if self.chance(0.4):
            words += [",", self._one_of("datelines", "states")]
            names.append(Name(len(words) - 1, len(words), "LOC"))
        if self.chance(0.6):
            wire = self._filled(self._one_of("datelines", "wires"))
            names.append(Name(len(words) + 1, len(words) + 1 + len(wire), "ORG"))
            words += ["(", *wire, ")"]
        return [*words, self._one_of("datelines", "dashes")], names

    def _person(self, length: int) -> list[str]:
        if length == 1:
            return [self._given()] if self.chance(0.15) else self._last_name()
        middle = [self._dice.choice("ABCDEFGHJKLMRSTW") + "."] if length > 2 and self.chance(0.5) else []
        return [self._given(), *middle, *self._last_name()]

    def _last_name(self) -> list[str]:
        if self.chance(0.05):
            return [self._surname(), "-", self._surname()]
        particle = self._one_of("surnames", "particles") if self.chance(0.08) else ""
        if particle.endswith(("-", "'")):
            return [particle + self._surname()]
        return [particle, self._surname()] if particle else [self._surname()]

    def _place(self, length: int) -> list[str]:
        return [self._town()] if length == 1 else self._filled(self._one_of("towns", "templates"))

    def _filled(self, template: str) -> list[str]:
        makers: dict[str, Callable[[], str]] = {
            "{town}": self._town,
            "{surname}": self._surname,
            "{given}": self._given,
            "{brand}": self._brand,
            "{number}": lambda: str(self._dice.randint(2, 199)),
            "{word}": lambda: self._one_of("bodies", self._dice.choice(("words", "fields"))),
        }
        return [makers[part]() if part in makers else part for part in template.split()]

    def _given(self) -> str:
        return self._dice.choice(given_names())

    def _surname(self) -> str:
        return self._one_of("surnames", "beginnings") + self._one_of("surnames", "endings")

    def _town(self) -> str:
        return self._one_of("towns", "beginnings") + self._one_of("towns", "endings")

    def _brand(self) -> str:
        return self._one_of("surnames", "beginnings") + self._one_of("bodies", "brands")

    def _one_of(self, section: str, key: str) -> str:
        found: str = self._dice.choice(parts()[section][key])
        return found


@functools.cache
def given_names() -> list[str]:
    """Given names of women and men, from the lexicon of names."""
    names = load("names")
    return sorted(name.title() for name in phrases(names["female"]) | phrases(names["male"]))


@functools.cache
def parts() -> dict[str, Any]:
    """``names.toml``, its running texts cut into words."""

    def cut(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: cut(inner) for key, inner in value.items()}
        return value.split() if isinstance(value, str) else value

    return {key: cut(value) for key, value in tomllib.loads(PARTS_FILE.read_text(encoding="utf-8")).items()}
