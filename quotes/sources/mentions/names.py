"""Words of a name in, its parts out; and whether two names may be one person's.

Titles are known from ``lexicon/people.toml``, the rest from ``lexicon/names.toml``.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quotes.lexicon.lists import LISTS
from quotes.model import Gender

NUMERAL = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in parts, lower case; ``honorific`` is Mr., Mrs. and the like without its point."""

    given: str
    middle: tuple[str, ...]
    last: str
    suffix: str = ""
    honorific: str = ""
    nickname: str = ""

    @property
    def size(self) -> int:
        """How much of the name is given: number of its parts."""
        return bool(self.given) + len(self.middle) + bool(self.last) + bool(self.suffix)


@functools.cache
def _nicknames() -> Mapping[str, frozenset[int]]:
    """For each given name the numbers of the groups of forms in which it stands."""
    groups: defaultdict[str, set[int]] = defaultdict(set)
    for number, listed in enumerate(LISTS.names.nicknames):
        for name in listed:
            groups[name].add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


def is_particle(text: str) -> bool:
    """Whether a word may stand inside a family name without being one: "van", "de", "bin"."""
    return text.lower() in LISTS.names.particles


def is_suffix(text: str) -> bool:
    """Whether a word may follow a name: "Jr.", "III", "XIV"; not the family name "Xi"."""
    return text.lower() in LISTS.names.suffixes or is_numeral(text)


def is_numeral(text: str) -> bool:
    """Whether a word is a Roman numeral of two letters or more, as a ruler or a grandson bears it."""
    return bool(NUMERAL.fullmatch(text)) and len(text) > 1


def is_honorific(text: str) -> bool:
    """Whether a word is Mr., Mrs. and the like."""
    return text.lower() in LISTS.names.honorifics


def is_no_name(text: str) -> bool:
    """Whether a capitalised word names nobody: days, months, words of a web page."""
    return text.lower() in LISTS.names.no_names


def is_given(text: str) -> bool:
    """Whether a word is a common given name."""
    lowered = text.lower()
    return LISTS.names.is_given(lowered) or lowered in _nicknames()


def is_post_nominal(text: str) -> bool:
    """Whether a word is letters of an honour or office behind a name: "MP", "KC"; as written, since "Ma" is a name."""
    return text.lower().replace(".", "") in LISTS.names.post_nominals and not text[1:].islower()


GRAMMAR = re.compile(
    r"(?P<honorific>h*)(?P<given>[gn]?)(?P<middle>[gnp]*?)(?P<last>p*[gn])(?P<suffix>s*)(?P<honours>[sx]*)"
)
"""A name over the labels of its words: h honorific, g given name that is a particle too, n any other, p particle, s
suffix, x letters of an honour or office. Words that make no name by it are taken as they come."""


def _label(word: str) -> str:
    if is_honorific(word):
        return "h"
    if is_post_nominal(word):
        return "x"
    if is_suffix(word):
        return "s"
    if is_particle(word):
        return "g" if word[:1].isupper() and is_given(word) else "p"  # "Ben Stone", "Al Dorsey"
    return "n"


def parse_name(tokens: Sequence[str], nickname: str = "") -> Name:
    """The parts of a name from its words; one word alone is the last name. Empty parts where there are none."""
    written = [t.replace("’", "'") for t in tokens]
    labels = "".join(map(_label, written))
    found = GRAMMAR.fullmatch(labels) or GRAMMAR.fullmatch("n" * len(labels))
    if found is None:
        return Name("", (), "", nickname=nickname.lower())
    part = {name: [w.lower() for w in written[slice(*found.span(name))]] for name in GRAMMAR.groupindex}
    return Name(
        given=" ".join(part["given"]),
        middle=tuple(part["middle"]),
        last=" ".join(part["last"]),
        suffix=part["suffix"][0].rstrip(".") if part["suffix"] else "",
        honorific=part["honorific"][-1].rstrip(".") if part["honorific"] else "",
        nickname=nickname.lower(),
    )


def gender_of(name: Name) -> Gender:
    """Gender as the honorific or a given name borne by one gender alone shows it, else empty."""
    if name.honorific:
        if name.honorific in LISTS.names.female_honorifics:
            return "female"
        if name.honorific in LISTS.names.male_honorifics:
            return "male"
    female, male = name.given in LISTS.names.female, name.given in LISTS.names.male
    if female != male:
        return "female" if female else "male"
    return ""


def same_given(first: str, second: str) -> bool:
    """Whether two given names may be one: equal, an initial, a short or familiar form, or one not told."""
    a, b = first.rstrip("."), second.rstrip(".")
    if not a or not b or a == b:
        return True
    if len(a) == 1 or len(b) == 1 or all(len(p) <= 1 for p in a.split(".")) or all(len(p) <= 1 for p in b.split(".")):
        return a[0] == b[0]
    return bool(_nicknames().get(a, frozenset()) & _nicknames().get(b, frozenset()))


def agree(first: Name, second: Name) -> bool:
    """Whether two names with one last name may be one person's."""
    in_full = first.given and second.given  # "President Donald Trump" is not Donald Trump Jr., "Trump" may be
    if first.suffix != second.suffix and (in_full or (first.suffix and second.suffix)):
        return False
    genders = {gender_of(first), gender_of(second)} - {""}
    if len(genders) > 1:
        return False
    if same_given(first.given, second.given):
        return True
    called = {first.nickname, second.nickname} - {""}
    others = {first.given, *first.middle} & {second.given, *second.middle} - {""}
    return bool(called & {first.given, second.given}) or any(len(o.rstrip(".")) > 1 for o in others)


def same_last(name: Name) -> tuple[str, ...]:
    """The keys under which a last name is found: whole, without particles, the last part of a hyphened one."""
    bare = " ".join(w for w in name.last.split() if not is_particle(w))
    keys = [name.last, bare, name.last.strip("-").rpartition("-")[2]]
    return tuple(key for key in dict.fromkeys(keys) if key)


def familiar_forms(given: str) -> frozenset[int]:
    """The numbers of the groups of forms in which a given name stands: two names that share one may be one's."""
    return _nicknames().get(given, frozenset())
