"""Sentences with names in, copies with invented names (``names.toml``) out.

A tagger learns the names of its training text by heart; of names that it cannot know it learns where they stand.
"""

from __future__ import annotations

import functools
import random
from collections.abc import Callable, Iterable, Sequence

from quotes.lexicon.lists import LISTS
from training.parser.names import Marked, MarkedName, parts


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
    names: list[MarkedName] = []
    given: dict[tuple[str, ...], list[str]] = {}
    last = 0
    for name in sentence.names:
        old = sentence.of(name)
        new = given.setdefault(old, invent.name(name.kind, old))
        words += sentence.words[last : name.start]
        names.append(MarkedName(len(words), len(words) + len(new), name.kind))
        words += new
        last = name.end
    return Marked((*words, *sentence.words[last:]), tuple(names))


def after_dateline(sentence: Marked, invent: Inventor) -> Marked:
    """The sentence behind "DUNMERE, Ohio (AP) —"."""
    words, names = invent.dateline()
    moved = (MarkedName(n.start + len(words), n.end + len(words), n.kind) for n in sentence.names)
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

    def dateline(self) -> tuple[list[str], list[MarkedName]]:
        """The words of a dateline and the names in it."""
        words = self._filled(self._one_of("towns", "templates")) if self.chance(0.2) else [self._town()]
        words = [word.upper() for word in words]
        names = [MarkedName(0, len(words), "LOC")]
        if self.chance(0.4):
            words += [",", self._one_of("datelines", "states")]
            names.append(MarkedName(len(words) - 1, len(words), "LOC"))
        if self.chance(0.6):
            wire = self._filled(self._one_of("datelines", "wires"))
            names.append(MarkedName(len(words) + 1, len(words) + 1 + len(wire), "ORG"))
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
    return sorted(name.title() for name in LISTS.names.female | LISTS.names.male)
