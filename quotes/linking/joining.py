"""Profiles in, groups out: the same person or body over articles, by name and matching description, conservatively.

Two persons are one where their full name is the same and the articles describe them alike: a town, a body, a post, an
occupation, an age that both tell, or a public role (official, activist, …) with no town or body that speaks against
it. Who bears a full name without any description joins the one person of that name who may be meant. Nothing else is
joined: what is merely likely is left to a person (``doubts``). Everything is sorted first, so that the order of
articles changes nothing, and found through indexes, so that the work grows with the number of sources.
"""

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from quotes.lexicon.lists import LISTS
from quotes.linking.aliases import Alias, Aliases, Named
from quotes.linking.blocks import Blocks
from quotes.linking.groups import Groups
from quotes.linking.profile import Profile, body_words, comparable_name
from quotes.linking.profiles import Profiles
from quotes.sources.mentions.names import familiar_forms

ABOVE_OTHERS = 5
"""Who stands in this many times the articles of all others of the name is meant where no description tells."""
MOST_TRIED = 8
"""Groups of one name that a further one is tried with."""
PUBLIC = frozenset({"official", "political", "activist", "business", "media", "expert", "public-figure"})
"""Roles in which one is heard by a post, a cause or a name of one's own; a witness or a suspect may be anybody."""


class Joined:
    """The groups of a corpus, and what of the aliases could not be done, as sentences (``remarks``)."""

    def __init__(self, profiles: Iterable[Profile], aliases: Aliases | None = None) -> None:
        self.profiles = Profiles(profiles)
        self.groups = Groups(self.profiles)
        self.remarks: list[str] = []
        self._aliases = aliases or Aliases()
        self._by_name = self._in_aliases()
        self._split()
        self._join_aliases()
        self._join_bodies()
        self._join_persons()

    # Aliases

    def _in_aliases(self) -> Mapping[str, Sequence[int]]:
        """The positions of all that bear a name in the aliases, by name."""
        found: dict[str, list[int]] = {
            comparable_name(named.name): [] for alias in self._aliases.entries for named in alias.sources
        }
        for position, one in enumerate(self.profiles if found else ()):
            for name in {comparable_name(one.speaker), comparable_name(one.name)} & found.keys():
                found[name].append(position)
        return found

    def _meant(self, named: Named, alias: Alias) -> list[int]:
        """The profiles that an entry means; a remark where there are none."""
        found = list(self._by_name[comparable_name(named.name)]) if comparable_name(named.name) else []
        if named.articles:
            found = [i for i in found if self.profiles[i].article in named.articles]
        if not found:
            self.remarks.append(
                f"{self._aliases.where(alias)}: no source is called {named}; sources.csv has the names as they are"
            )
        return found

    def _split(self) -> None:
        for number, alias in enumerate(self._aliases.entries):
            if alias.decision != "split":
                continue
            sides = [self._meant(named, alias) for named in alias.sources]
            if len(sides) == 1:
                sides = [[position] for position in sides[0]]
            for camp, side in enumerate(sides):
                for position in side:
                    self.groups.put_in_camp(position, number, camp)

    def _join_aliases(self) -> None:
        for alias in self._aliases.entries:
            if alias.decision != "join":
                continue
            meant = [position for named in alias.sources for position in self._meant(named, alias)]
            for position in meant[1:]:
                if not self.groups.join(meant[0], position, forced=True):
                    split = self.groups.are_split(meant[0], position)
                    by = self._aliases.entries[split].line if split is not None else alias.line
                    first, second = self.profiles[meant[0]], self.profiles[position]
                    self.remarks.append(
                        f"{self._aliases.where(alias)}: “{first.speaker}” in {first.article} and “{second.speaker}” in "
                        f"{second.article} stay apart, since line {by} splits them; take one of the two lines out"
                    )

    # Bodies

    def _join_bodies(self) -> None:
        """Bodies of one name; one that any town has ("City Council") only within one outlet."""
        for positions in Blocks(self._bodies()):
            for position in positions[1:]:
                self.groups.join(positions[0], position)

    def _bodies(self) -> Iterator[tuple[tuple[str, ...], int]]:
        """Each body that may be joined with others, under what it must share with them."""
        for position, one in enumerate(self.profiles):
            if one.kind != "group" or not one.name:
                continue
            name = comparable_name(one.name)
            if is_generic(name):
                if one.outlet:
                    yield (name, one.outlet, "outlet"), position
            else:
                # A name of one word may be that of several bodies: the Mercury, the Mercury mine.
                yield (name,) if " " in name or is_known(name) else (name, one.role), position

    # Persons

    def _join_persons(self) -> None:
        by_name = Blocks(((one.parts.given.rstrip("."), one.parts.last), i) for i, one in self._full_names())
        for positions in by_name:
            self._join_described(positions)
            self._join_of_one_role(positions)
        for positions in by_name:
            if len(self.profiles[positions[0]].parts.given.rstrip(".")) > 1:
                self._join_undescribed(positions)
        self._join_familiar()

    def _full_names(self) -> Iterator[tuple[int, Profile]]:
        """The persons with a given and a last name, and their positions."""
        for position, one in enumerate(self.profiles):
            if one.is_person and one.parts.given and one.parts.last:
                yield position, one

    def _join_described(self, positions: Sequence[int]) -> None:
        """Join those of one name whom a proper name or age describes alike, then those of one post or occupation."""
        for alike in (*self._alike(positions, lambda one: one.proper), *self._alike(positions, _years)):
            self._join_into_firsts(alike)
        for alike in self._alike(positions, lambda one: one.posts):
            placed = {self.groups.of(i) for i in alike if self.groups.facts(i).proper}
            placeless = [i for i in alike if not self.groups.facts(i).proper]
            self._join_into_firsts(alike if len(placed) <= 1 else placeless)

    def _alike(self, positions: Sequence[int], words: Callable[[Profile], Iterable[str]]) -> Iterator[list[int]]:
        """Those of some positions whose profiles share one of the ``words``, word by word."""
        index: defaultdict[str, list[int]] = defaultdict(list)
        for position in positions:
            for word in words(self.profiles[position]):
                index[word].append(position)
        return (index[word] for word in sorted(index))

    def _join_into_firsts(self, several: Sequence[int], may: Callable[[int, int], bool] = lambda *_: True) -> None:
        """Join each into the first group that it ``may`` join and nothing keeps it from; those groups are few."""
        firsts: list[int] = []
        for one in several:
            if not any(may(first, one) and self.groups.join(first, one) for first in firsts[:MOST_TRIED]):
                firsts.append(one)

    def _join_of_one_role(self, positions: Sequence[int]) -> None:
        """Join described groups of one public role, largest first, unless proper names speak against it."""
        described = {self.groups.of(i) for i in positions if self.groups.facts(i).described}
        ranked = sorted(described, key=lambda i: (-len(self.groups.facts(i).articles), min(self.groups.members(i))))
        self._join_into_firsts(ranked, self._of_one_role)

    def _of_one_role(self, first: int, second: int) -> bool:
        ours, theirs = self.groups.facts(first), self.groups.facts(second)
        return bool(ours.roles & theirs.roles & PUBLIC) and not (
            ours.proper and theirs.proper and not (ours.proper & theirs.proper)
        )

    def _join_undescribed(self, positions: Sequence[int]) -> None:
        """Join whom no article describes with the one described person of the name, or with each other."""
        bare = [i for i in positions if not self.groups.facts(i).described]
        described = sorted({self.groups.of(i) for i in positions if self.groups.facts(i).described})
        rest: list[int] = []
        for position in bare:
            role = self.profiles[position].role
            same = [i for i in described if role in PUBLIC and role in self.groups.facts(i).roles]
            meant = self._foremost(same) if same else self._foremost(described)
            if meant is not None:
                self.groups.join(meant, position)
            elif not described:
                rest.append(position)
        for position in rest[1:]:
            self.groups.join(rest[0], position)

    def _foremost(self, groups: Sequence[int]) -> int | None:
        """The only one of some groups, or the one that stands far above the others; else ``None``."""
        sizes = {i: len(self.groups.facts(i).articles) for i in groups}
        if not sizes:
            return None
        largest = max(groups, key=lambda i: (sizes[i], -i))
        return largest if sizes[largest] >= ABOVE_OTHERS * (sum(sizes.values()) - sizes[largest]) else None

    def _join_familiar(self) -> None:
        """Join "Bill Ames" with "William Ames" where they are described alike and there is one of each."""
        forms = (
            ((number, one.parts.last), position)
            for position, one in self._full_names()
            for number in sorted(familiar_forms(one.parts.given.rstrip(".")))
        )
        for positions in Blocks(forms):
            names = {self.profiles[i].parts.given.rstrip(".") for i in positions}
            groups = sorted({self.groups.of(i) for i in positions})
            if len(names) == 2 and len(groups) == 2 and self.are_alike(groups[0], groups[1]):
                self.groups.join(groups[0], groups[1])

    def are_alike(self, first: int, second: int) -> bool:
        """Whether two groups are described by one proper name, or by one post where not both have proper names."""
        ours, theirs = self.groups.facts(first), self.groups.facts(second)
        if ours.proper & theirs.proper:
            return True
        return not (ours.proper and theirs.proper) and bool(ours.posts & theirs.posts)


def _years(one: Profile) -> tuple[str, ...]:
    """What an age has in common with the same age a birthday later: a year of birth and the next, or the age."""
    if one.born is not None:
        return (f"born {one.born}", f"born {one.born + 1}")
    return tuple(f"aged {age}" for age in sorted(one.ages))


def is_generic(name: str) -> bool:
    """Whether a body's name is made of words for bodies alone, as many are called: "city council"."""
    return not is_known(name) and all(word in body_words() for word in name.split())


def is_known(name: str) -> bool:
    """Whether any reader knows the body: "fbi"."""
    return name in _known_bodies()


@functools.cache
def _known_bodies() -> frozenset[str]:
    return frozenset(chain.from_iterable(LISTS.bodies.names.values()))
