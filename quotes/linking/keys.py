"""Joined sources in, a readable key for each out: the fullest name, with an article behind it where two share one.

The keys lie on disk (``quotes.table.temporary``): a corpus has a dozen sources an article.
"""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence

from quotes.linking.blocks import Blocks
from quotes.linking.joining import Joined
from quotes.linking.profile import Profile, comparable_name
from quotes.table.temporary import filling


class Keys:
    """For each profile the key of its group.

    Raises OSError where there is no room for them.
    """

    def __init__(self, joined: Joined) -> None:
        self._joined = joined
        self._first = array("q", bytes(8 * len(joined.profiles)))
        with filling("sources") as self._database:
            self._database.execute("CREATE TABLE groups (first INTEGER PRIMARY KEY, name, statements, words)")
            self._database.executemany("INSERT INTO groups VALUES (?, ?, ?, ?)", self._groups())
            self._database.execute("CREATE TABLE keys (first INTEGER PRIMARY KEY, key UNIQUE)")
            self._name()

    def __getitem__(self, position: int) -> str:
        found = self._database.execute("SELECT key FROM keys WHERE first = ?", (self._first[position],))
        return str(found.fetchone()[0])

    def most_heard_first(self) -> Iterator[int]:
        """The first member of each group, those with most statements first, then those with most words."""
        query = "SELECT first FROM groups JOIN keys USING (first) ORDER BY statements DESC, words DESC, key"
        return (first for (first,) in self._database.execute(query))

    def _groups(self) -> Iterator[tuple[int, str, int, int]]:
        for positions in self._joined.groups.all():
            members = [self._joined.profiles[i] for i in positions]
            for position in positions:
                self._first[position] = positions[0]
            statements, words = (sum(member.heard[unit] for member in members) for unit in (0, 1))
            yield positions[0], _name(members), statements, words

    def _names(self) -> Iterator[tuple[int, str]]:
        return iter(self._database.execute("SELECT first, name FROM groups ORDER BY first"))

    def _name(self) -> None:
        """Give each group the name for a key, with an article behind it for all but the largest of that name."""
        behind = self._with_article()
        for first, name in self._names():
            profile = self._joined.profiles[first]
            key, number = name, 1
            if first in behind or not profile.name:
                key = f"{name} ({profile.article})"
            while self._is_taken(key):
                number += 1
                key = f"{name} ({profile.article}, {number})"
            self._database.execute("INSERT INTO keys VALUES (?, ?)", (first, key))

    def _is_taken(self, key: str) -> bool:
        return self._database.execute("SELECT 1 FROM keys WHERE key = ?", (key,)).fetchone() is not None

    def _with_article(self) -> set[int]:
        """The first members of those groups that share a name with one in as many articles or more."""
        behind: set[int] = set()
        for block in Blocks(((comparable_name(name),), first) for first, name in self._names() if name):
            sizes = {first: len(self._joined.groups.facts(first).articles) for first in block}
            largest = max(sizes.values())
            alone = list(sizes.values()).count(largest) == 1
            behind.update(first for first, size in sizes.items() if size < largest or not alone)
        return behind


def _name(members: Sequence[Profile]) -> str:
    """The fullest name of a group, else its description."""
    times = Counter(m.name for m in members)
    fullest = max(members, key=lambda m: (m.parts.size, len(m.name.split()), times[m.name], m.name))
    return fullest.name or members[0].speaker
