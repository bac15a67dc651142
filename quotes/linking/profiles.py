"""Profiles in, the same sorted and on disk out: however many there are, memory holds a few thousand.

The file is SQLite's own temporary one, which is gone with the process.
"""

import pickle
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache

from quotes.linking.profile import Profile
from quotes.table.temporary import filling

IN_MEMORY = 4_096
"""Profiles that were asked for last and are kept."""
FETCHED = 1_000


class Profiles:
    """The profiles by article and number of the source, whatever order they came in.

    Raises OSError where there is no room for them.
    """

    def __init__(self, profiles: Iterable[Profile]) -> None:
        with filling("sources") as self._database:
            self._database.execute("CREATE TABLE profiles (place INTEGER PRIMARY KEY, article, number, profile)")
            rows = ((p.article, p.source_id, pickle.dumps(p)) for p in profiles)
            self._database.executemany("INSERT INTO profiles (article, number, profile) VALUES (?, ?, ?)", rows)
            sorted_places = self._database.execute("SELECT place FROM profiles ORDER BY article, number")
            self._places = array("q", (place for (place,) in sorted_places))
        self._kept = lru_cache(IN_MEMORY)(self._read)

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, position: int) -> Profile:
        return self._kept(self._places[position])

    def __iter__(self) -> Iterator[Profile]:
        found = self._database.execute("SELECT profile FROM profiles ORDER BY article, number")
        while rows := found.fetchmany(FETCHED):
            for (profile,) in rows:
                yield pickle.loads(profile)

    def _read(self, place: int) -> Profile:
        row = self._database.execute("SELECT profile FROM profiles WHERE place = ?", (place,)).fetchone()
        kept: Profile = pickle.loads(row[0])
        return kept
