"""The sources table of a corpus in, the same with one key a source of the corpus out, and the tables about these.

The key (column ``corpus_source``) is readable: ``quotes.linking.keys``.
"""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from quotes.linking.aliases import Aliases
from quotes.linking.doubtful import DoubtfulPair, doubtful_pairs
from quotes.linking.joining import Joined
from quotes.linking.keys import Keys
from quotes.linking.profile import Profile

MOST_DESCRIPTIONS = 5
MOST_OTHER_NAMES = 8
COUNTS = ("statements", "words", "quoted_words", "no_comments")
TEXTS = ("article", "speaker", "name", "descriptions", "date", "role", "gender", "outlet")
COLUMNS = ("source_id", "source_kind", "named", *TEXTS, *COUNTS)
"""The columns of the sources table that the joining needs."""

Row = dict[str, Any]


@dataclass(frozen=True)
class CorpusSources:
    """The sources of a corpus, joined over its articles; ``keys`` has for each profile its key."""

    joined: Joined
    keys: Keys

    @property
    def remarks(self) -> tuple[str, ...]:
        """What of the aliases could not be done, as sentences: one names nobody, a split forbids a join."""
        return tuple(self.joined.remarks)

    def key_of(self, article: str, source_id: int) -> str | None:
        """The key of a source of an article; ``None`` where there is no such source."""
        first, end = self._reach.get(article, (0, 0))
        place = bisect_left(self._numbers, source_id, first, end)
        return self.keys[place] if place < end and self._numbers[place] == source_id else None

    def by_source(self) -> dict[tuple[str, int | None], str]:
        """The keys of all sources, by article and number of the source: for a corpus that memory holds."""
        return {one.key: self.keys[place] for place, one in enumerate(self.joined.profiles)}

    @cached_property
    def _numbers(self) -> Sequence[int]:
        """The number of each source in its article, rising within an article."""
        return array("q", (one.source_id for one in self.joined.profiles))

    @cached_property
    def _reach(self) -> Mapping[str, tuple[int, int]]:
        """Where each article's sources begin and end among the profiles, which are sorted by article."""
        found: dict[str, tuple[int, int]] = {}
        for place, one in enumerate(self.joined.profiles):
            found[one.article] = (found.get(one.article, (place, place))[0], place + 1)
        return found

    def rows(self) -> Iterator[Row]:
        """One row a source of the corpus, most statements first, a value for each of ``columns.CORPUS_SOURCES``."""
        return map(self._row, self.keys.most_heard_first())

    def _row(self, position: int) -> Row:
        """The row of the group of a profile."""
        return _row(self.keys[position], [self.joined.profiles[i] for i in self.joined.groups.members(position)])

    def doubtful_rows(self) -> Iterator[Row]:
        """Pairs for a person to settle, most statements first, with a value for each of ``columns.DOUBTFUL``.

        With join or split written into its first column the table can be given back as aliases.
        """
        return map(self._doubt_row, doubtful_pairs(self.joined))

    def _doubt_row(self, doubt: DoubtfulPair) -> Row:
        row: Row = {"decision": None, "why": doubt.why, "likeness": round(doubt.likeness, 1)}
        for part, position in (("first", doubt.first), ("second", doubt.second)):
            one, whole = self.joined.profiles[position], self._row(position)
            row |= {
                part: one.speaker,
                f"{part}_article": one.article,
                **{f"{part}_{name}": whole[name] for name in ("role", "descriptions", "articles", "statements")},
            }
        return row


def join_sources(pieces: Iterable[pd.DataFrame], aliases: Aliases | None = None) -> CorpusSources:
    """Join the sources of all articles; ``joining`` has the rules.

    ``pieces`` are the pieces of a sources table, which must have ``COLUMNS``; only one is needed at a time.
    """
    joined = Joined((_profile(row) for piece in pieces for row in _rows(piece)), aliases)
    return CorpusSources(joined, Keys(joined))


def _rows(frame: pd.DataFrame) -> Iterator[Row]:
    for cells in zip(*(frame[name] for name in COLUMNS), strict=True):
        yield dict(zip(COLUMNS, map(_plain, cells), strict=True))


def _profile(row: Row) -> Profile:
    statements, words, quoted_words, no_comments = (int(row[name]) for name in COUNTS)
    return Profile(
        **{name: row[name] for name in TEXTS},
        source_id=int(row["source_id"]),
        kind=row["source_kind"],
        heard=(statements, words, quoted_words, no_comments),
        named=bool(row["named"]),
    )


def _plain(cell: Any) -> Any:
    """A cell, a missing one as empty text."""
    return "" if pd.isna(cell) else cell


def _row(key: str, members: Sequence[Profile]) -> Row:
    """One row of the table of corpus sources."""
    roles: Counter[str] = Counter()
    for member in members:
        roles[member.role or "unknown"] += member.statements
    ranked = sorted(roles.items(), key=lambda item: (-item[1], item[0]))
    speakers = Counter(m.speaker for m in members)
    speaker = max(speakers, key=lambda s: (len(s.split()), speakers[s], s))
    told = Counter(d for m in members if m.descriptions for d in dict.fromkeys(m.descriptions.split(" … ")))
    usual = sorted(told, key=lambda d: (-told[d], -len(d), d))[:MOST_DESCRIPTIONS]
    dates = sorted(m.date for m in members if m.date)
    return {
        "corpus_source": key,
        "speaker": speaker,
        "named": any(m.named for m in members),
        "source_kind": members[0].kind,
        "gender": next((m.gender for m in members if m.gender), None),
        "role": ranked[0][0],
        "roles": " … ".join(f"{role} {times}" for role, times in ranked),
        "articles": len({m.article for m in members}),
        "example": max(members, key=lambda m: m.statements).article,
        "other_names": " … ".join(sorted(set(speakers) - {speaker})[:MOST_OTHER_NAMES]) or None,
        "descriptions": " … ".join(usual) or None,
        "first_date": dates[0] if dates else None,
        "last_date": dates[-1] if dates else None,
        "chosen": None,
        **{name: sum(m.heard[unit] for m in members) for unit, name in enumerate(COUNTS)},
    }
