"""Joined sources in, the pairs that only a person can settle out, with what speaks for and against each.

Names are compared with RapidFuzz, and only within blocks that share something: a last name, a given name with the
beginning of a last name, a rare word of a body's name. A large block is sorted by name, and each of it compared with
the next few (the sorted neighbourhood of Hernández and Stolfo 1995, "The merge/purge problem for large databases",
SIGMOD).
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush

from rapidfuzz import fuzz

from quotes.lexicon.lists import LISTS
from quotes.linking.blocks import Blocks
from quotes.linking.joining import Joined, is_generic
from quotes.linking.profile import Profile, comparable_name
from quotes.sources.mentions.names import familiar_forms, same_given, same_last

SMALL = 30
"""A block of no more than this is compared each with each."""
WINDOW = 10
"""How many neighbours each of a larger block is compared with."""
SIDES = 4_096
"""Groups that are kept in memory for the next comparison."""
MOST_BODIES = 40
"""A word in the names of more bodies than this tells nothing."""
MOST_DOUBTFUL = 2_000
"""Pairs that are listed, those with most statements first: more than a person settles."""
LIKE_PERSONS = 85.0
LIKE_BODIES = 88.0
"""Likeness of two names (0 to 100, RapidFuzz's ``ratio`` and ``token_sort_ratio``) from which on they may be one."""


@dataclass(frozen=True, slots=True)
class DoubtfulPair:
    """Two groups that may be one: ``first`` and ``second`` are members of theirs, by position; ``why`` in words."""

    first: int
    second: int
    likeness: float
    why: str


@dataclass(frozen=True, slots=True)
class Side:
    """A group to compare: its first member's position, its fullest profile, and its names as they are compared.

    ``key`` is the name without middle names, ``last`` the forms of the last name.
    """

    position: int
    fullest: Profile
    name: str
    key: tuple[str, ...]
    last: frozenset[str]


def doubtful_pairs(joined: Joined) -> list[DoubtfulPair]:
    """The pairs to settle, those with most statements first; at most ``MOST_DOUBTFUL``."""
    finder = _Finder(joined)
    ranked: list[tuple[tuple[float, ...], DoubtfulPair]] = []  # a heap: the first one is the least
    listed: set[tuple[int, int]] = set()
    for first, second in finder.candidates():
        pair = (first.position, second.position)
        doubt = None if pair in listed else finder.doubt(first, second)
        if doubt is not None:
            listed.add(pair)
            heappush(ranked, ((finder.at_stake(doubt), doubt.likeness, -doubt.first, -doubt.second), doubt))
            if len(ranked) > MOST_DOUBTFUL:
                _, least = heappop(ranked)
                listed.remove((least.first, least.second))
    return [doubt for _, doubt in sorted(ranked, key=lambda found: found[0], reverse=True)]


class _Finder:
    """Finds the doubtful pairs among the groups of one corpus; it numbers these in the order of first members."""

    def __init__(self, joined: Joined) -> None:
        self._joined = joined
        self._groups = joined.groups
        self._first, self._fullest = array("q"), array("q")
        for members in joined.groups.all():
            self._first.append(members[0])
            self._fullest.append(max(members, key=lambda i: _fullness(joined.profiles[i])))
        self._side = lru_cache(SIDES)(self._made_side)
        self._lesser: set[int] = set()
        """Who shares the name with somebody in more articles: others of the name are compared with that one alone."""
        for block in Blocks((side.key, number) for number, side in self._sides() if side.name):
            sides = [self._side(number) for number in block]
            foremost = max(sides, key=lambda s: (len(self._groups.facts(s.position).articles), -s.position))
            self._lesser.update(side.position for side in sides if side is not foremost)

    def _sides(self) -> Iterator[tuple[int, Side]]:
        for number in range(len(self._first)):
            yield number, self._side(number)

    def _made_side(self, number: int) -> Side:
        fullest = self._joined.profiles[self._fullest[number]]
        name = comparable_name(fullest.name)
        key = (fullest.parts.given, fullest.parts.last) if fullest.is_person else (name,)
        last = frozenset(same_last(fullest.parts)) - {""} if fullest.is_person else frozenset()
        return Side(self._first[number], fullest, name, key, last)

    def at_stake(self, doubt: DoubtfulPair) -> int:
        """The statements of both."""
        return sum(self._groups.facts(i).statements for i in (doubt.first, doubt.second))

    def candidates(self) -> Iterator[tuple[Side, Side]]:
        """Pairs of groups that share what two names of one person or body would, each in the order of positions."""
        for keys, most in ((_name_keys, None), (_word_keys, MOST_BODIES)):
            for block in Blocks((key, number) for number, side in self._sides() for key in keys(side)):
                if most is None or len(block) <= most:
                    yield from _neighbours([self._side(number) for number in block])

    def doubt(self, one: Side, other: Side) -> DoubtfulPair | None:
        """The doubt about two groups, ``None`` where they are clearly two, or a person has said so."""
        groups, first, second = self._groups, one.position, other.position
        person = one.fullest.is_person
        if person != other.fullest.is_person or {first, second} <= self._lesser:
            return None
        why = _persons(one, other) if person else _bodies(one, other)
        if not why or groups.are_split(first, second) is not None or groups.clash(first, second):
            return None
        if groups.facts(first).articles & groups.facts(second).articles:
            return None
        if why in IF_DESCRIBED and not self._joined.are_alike(first, second):
            return None
        likeness = (fuzz.ratio if person else fuzz.token_sort_ratio)(one.name, other.name)
        return DoubtfulPair(first, second, likeness, f"{why}; {self._described(first, second)}")

    def _described(self, first: int, second: int) -> str:
        ours, theirs = self._groups.facts(first), self._groups.facts(second)
        shared = sorted((ours.proper & theirs.proper) | (ours.posts & theirs.posts))
        if shared:
            return f"both are described with “{'”, “'.join(shared[:3])}”"
        if ours.described and theirs.described:
            return "no word of their descriptions is the same"
        return "at least one is not described"


def _fullness(one: Profile) -> tuple[int, int, str]:
    return one.parts.size, len(one.name), one.name


def _neighbours(block: list[Side]) -> Iterator[tuple[Side, Side]]:
    """The pairs of a block, of a large one only those whose names are neighbours."""
    block.sort(key=lambda side: (side.name, side.position))
    reach = len(block) if len(block) <= SMALL else WINDOW
    for place, side in enumerate(block):
        for other in block[place + 1 : place + 1 + reach]:
            yield (side, other) if side.position < other.position else (other, side)


def _name_keys(side: Side) -> set[tuple[str, ...]]:
    """What two names share: persons a last name, or a given name and how the last name begins; bodies the initials."""
    if side.fullest.is_person:
        keys: set[tuple[str, ...]] = {("last", last) for last in side.last}
        parts = side.fullest.parts
        return keys | ({("given", parts.given, parts.last[:2])} if parts.given else set())
    if not _is_told_apart(side):
        return set()
    return {("initials", _initials(side.name) if side.name.count(" ") > 1 else side.name)}


def _word_keys(side: Side) -> set[tuple[str, ...]]:
    """The words that two names of one body share."""
    return {("word", word) for word in side.name.split() if len(word) > 2} if _is_told_apart(side) else set()


def _is_told_apart(side: Side) -> bool:
    """Whether this is a body with a name, not one that many bodies have."""
    return side.fullest.kind == "group" and bool(side.name) and not is_generic(side.name)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word not in LISTS.bodies.left_out_of_initials)


LAST_NAME_ALONE = "one has the last name alone"
INITIAL = "an initial that fits"
IF_DESCRIBED = (LAST_NAME_ALONE, INITIAL)
"""What makes two names alike only where the articles describe both alike too."""


def _persons(one: Side, other: Side) -> str:
    """Why two names may be one person's; empty where they are not."""
    first, second = one.fullest.parts, other.fullest.parts
    if one.last & other.last:
        if not (first.given and second.given):
            return LAST_NAME_ALONE if first.given != second.given else ""
        if first.given == second.given:
            return "the same full name" if first.last == second.last else "last names with a part in common"
        if familiar_forms(first.given) & familiar_forms(second.given):
            return "forms of one given name"
        if same_given(first.given, second.given):
            return INITIAL
        return "given names spelt alike" if fuzz.ratio(first.given, second.given) >= LIKE_PERSONS else ""
    if first.given and first.given == second.given and fuzz.ratio(first.last, second.last) >= LIKE_PERSONS:
        return "last names spelt alike"
    return ""


def _bodies(one: Side, other: Side) -> str:
    """Why two names may be one body's; empty where they are not."""
    if one.name == other.name:
        return "the same name, in another role"
    shorter, longer = sorted((one.name, other.name), key=len)
    if " " not in shorter and shorter == _initials(longer):
        return "one is the initials of the other"
    if fuzz.token_sort_ratio(one.name, other.name) >= LIKE_BODIES:
        return "names spelt alike"
    if one.fullest.role == other.fullest.role and longer.startswith(shorter + " "):
        return "one is the beginning of the other"
    return ""
