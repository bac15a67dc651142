"""Profiles in, groups of them that may grow out: who is one, as long as nothing speaks against it.

A disjoint-set forest (Tarjan 1975, "Efficiency of a good but not linear set union algorithm", Journal of the ACM 22)
whose trees know what their members must not be joined with: what an alias file splits, and what cannot be one person
(two genders, two suffixes, two middle names, ages years apart).
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quotes.linking.profile import Profile
from quotes.linking.profiles import Profiles
from quotes.model import Gender
from quotes.sources.mentions.names import Name

AGE_SLACK = 1
"""Years by which two years of birth may differ: an age is told in whole years."""
UNDATED_SLACK = 5
"""Years by which ages may differ in articles without dates, which may be years apart."""
SETS = ("genders", "suffixes", "middles", "born", "ages", "proper", "posts", "articles", "roles")


@dataclass
class Facts:
    """What a group's members tell: what another group must not contradict.

    ``camps`` has for each split of an alias file the side on which the group stands; ``described`` tells whether any
    article says anything of it.
    """

    genders: set[Gender]
    suffixes: set[str]
    middles: set[str]
    born: set[int]
    ages: set[int]
    proper: set[str]
    posts: set[str]
    articles: set[str]
    roles: set[str]
    described: bool
    statements: int
    camps: dict[int, int] = field(default_factory=dict)


class Groups:
    """A group of its own for each profile at first; ``join`` makes two of them one. Members are positions."""

    def __init__(self, profiles: Profiles) -> None:
        self.profiles = profiles
        self._above = array("q", range(len(profiles)))
        # Of those that stay alone, most of a corpus, nothing more is kept.
        self._members: dict[int, list[int]] = {}
        self._facts: dict[int, Facts] = {}

    def of(self, position: int) -> int:
        """The group of a profile: the position of one of its members."""
        root = position
        while self._above[root] != root:
            root = self._above[root]
        while self._above[position] != root:
            self._above[position], position = root, self._above[position]
        return root

    def members(self, position: int) -> Sequence[int]:
        """The positions of all members of a profile's group, sorted."""
        group = self.of(position)
        return sorted(self._members.get(group, (group,)))

    def facts(self, position: int) -> Facts:
        """What is known of a profile's group; not to be changed."""
        group = self.of(position)
        kept = self._facts.get(group)
        return _facts(self.profiles[group]) if kept is None else kept

    def all(self) -> Iterator[Sequence[int]]:
        """The members of each group, sorted, in the order of their first members."""
        seen: set[int] = set()
        for position in range(len(self.profiles)):
            group = self.of(position)
            if group not in self._members:
                yield (position,)
            elif group not in seen:
                seen.add(group)
                yield sorted(self._members[group])

    def put_in_camp(self, position: int, split: int, camp: int) -> None:
        """Note on which side of a split a profile stands. Before anything is joined."""
        self._kept(position).camps[split] = camp

    def _kept(self, group: int) -> Facts:
        """What is known of a group, to be changed."""
        if group not in self._facts:
            self._facts[group] = _facts(self.profiles[group])
        return self._facts[group]

    def _camps(self, position: int) -> Mapping[int, int]:
        kept = self._facts.get(self.of(position))
        return {} if kept is None else kept.camps

    def are_split(self, first: int, second: int) -> int | None:
        """The number of the split that keeps two groups apart, ``None`` where there is none."""
        ours, theirs = self._camps(first), self._camps(second)
        return next((s for s, camp in sorted(ours.items()) if theirs.get(s, camp) != camp), None)

    def clash(self, first: int, second: int) -> str:
        """Why two groups cannot be one person; empty where nothing speaks against it."""
        ours, theirs = self.facts(first), self.facts(second)
        if ours.genders and theirs.genders and ours.genders != theirs.genders:
            return "a woman and a man"
        if ours.suffixes and theirs.suffixes and ours.suffixes != theirs.suffixes:
            return "different suffixes"
        if _apart(ours.middles, theirs.middles):
            return "different middle names"
        if _years_apart(ours.born, theirs.born) > AGE_SLACK or _years_apart(ours.ages, theirs.ages) > UNDATED_SLACK:
            return "ages that do not fit"
        return ""

    def join(self, first: int, second: int, forced: bool = False) -> bool:
        """Make two groups one and tell whether they are; ``forced`` passes over a clash, never over a split."""
        one, other = self.of(first), self.of(second)
        if one == other:
            return True
        if self.are_split(one, other) is not None or (not forced and self.clash(one, other)):
            return False
        our_members, their_members = self._members.get(one, [one]), self._members.get(other, [other])
        if len(our_members) < len(their_members):
            one, other, our_members, their_members = other, one, their_members, our_members
        ours, theirs = self._kept(one), self.facts(other)
        self._above[other] = one
        self._members[one] = our_members
        our_members.extend(their_members)
        for name in SETS:
            getattr(ours, name).update(getattr(theirs, name))
        ours.described |= theirs.described
        ours.statements += theirs.statements
        ours.camps.update(theirs.camps)
        self._members.pop(other, None)
        self._facts.pop(other, None)
        return True


def _facts(profile: Profile) -> Facts:
    parts: Name = profile.parts
    return Facts(
        {profile.gender} if profile.gender else set(),
        {parts.suffix} - {""},
        {m.rstrip(".") for m in parts.middle},
        set() if profile.born is None else {profile.born},
        set(profile.ages),
        set(profile.proper),
        set(profile.posts),
        {profile.article},
        {profile.role} - {""},
        profile.is_described,
        profile.statements,
    )


def _apart(first: set[str], second: set[str]) -> bool:
    """Whether middle names clash: neither set is empty, and no two agree, an initial counting for a name."""
    agree = any(a[0] == b[0] and (a == b or 1 in (len(a), len(b))) for a in first for b in second)
    return bool(first and second) and not agree


def _years_apart(first: set[int], second: set[int]) -> int:
    """The widest gap between two sets of years, 0 where one is empty."""
    return max(max(first) - min(second), max(second) - min(first)) if first and second else 0
