"""The sources table of a corpus in, the same with one key a source of the corpus out, and the tables about these.

The key (column ``corpus_source``) is readable: the fullest name, with an article behind it where two share one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from quotes.across.aliases import Aliases
from quotes.across.doubts import Doubt, doubts
from quotes.across.joining import Joined
from quotes.across.profile import Profile, plain, profile
from quotes.table import frame_of

MOST_DESCRIPTIONS = 5
MOST_OTHER_NAMES = 8
COUNTS = ("statements", "words", "quoted_words", "no_comments")
COLUMNS = (
    *("article", "source_id", "speaker", "name", "source_kind", "descriptions", "date", "role", "gender", "outlet"),
    *("named", *COUNTS),
)
"""The columns of the sources table that the joining needs."""

Row = dict[str, Any]


@dataclass(frozen=True)
class CorpusSources:
    """The sources of a corpus, joined over its articles.

    ``rows`` are the rows of the sources table, in the order of ``joined.profiles``; ``keys`` has for each its key.
    """

    table: pd.DataFrame
    joined: Joined
    rows: Sequence[Row]
    keys: Sequence[str]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What of the aliases could not be done, as sentences: one names nobody, a split forbids a join."""
        return tuple(self.joined.remarks)

    @property
    def sources(self) -> pd.DataFrame:
        """The table that was given, with its column ``corpus_source`` filled."""
        return self._keyed(self.table)

    def in_attributions(self, attributions: pd.DataFrame) -> pd.DataFrame:
        """An attributions table with its column ``corpus_source`` filled; missing where there is no source."""
        return self._keyed(attributions)

    @cached_property
    def _key_of(self) -> Mapping[tuple[str, int], str]:
        return {p.key: key for p, key in zip(self.joined.profiles, self.keys, strict=True)}

    def _keyed(self, frame: pd.DataFrame) -> pd.DataFrame:
        cells = [
            None if pd.isna(number) else self._key_of.get((article, int(number)))
            for article, number in zip(frame["article"], frame["source_id"], strict=True)
        ]
        return frame.assign(corpus_source=pd.Series(cells, index=frame.index, dtype="string"))

    @cached_property
    def corpus_sources(self) -> pd.DataFrame:
        """One row a source of the corpus, most statements first: ``quotes.columns.CORPUS_SOURCES``."""
        rows = [
            _row(self.keys[members[0]], [self.joined.profiles[i] for i in members], [self.rows[i] for i in members])
            for members in self.joined.groups.all()
        ]
        rows.sort(key=lambda row: (-row["statements"], -row["words"], row["corpus_source"]))
        return frame_of(rows, "corpus_sources")

    @cached_property
    def doubtful(self) -> pd.DataFrame:
        """Pairs for a person to settle, most statements first: ``quotes.columns.DOUBTFUL``.

        With join or split written into its first column the file can be given back as aliases.
        """
        about = {row.corpus_source: row for row in self.corpus_sources.itertuples()}
        return frame_of([self._doubt_row(doubt, about) for doubt in doubts(self.joined)], "doubtful")

    def _doubt_row(self, doubt: Doubt, about: Mapping[Any, Any]) -> Row:
        row: Row = {"decision": None, "why": doubt.why, "likeness": round(doubt.likeness, 1)}
        for part, position in (("first", doubt.first), ("second", doubt.second)):
            one, whole = self.joined.profiles[position], about[self.keys[position]]
            row |= {
                part: one.speaker,
                f"{part}_article": one.article,
                f"{part}_role": whole.role,
                f"{part}_descriptions": _plain(whole.descriptions),
                f"{part}_articles": whole.articles,
                f"{part}_statements": whole.statements,
            }
        return row


def join_sources(sources: pd.DataFrame, aliases: Aliases | None = None) -> CorpusSources:
    """Join the sources of all articles of a sources table, which must have ``COLUMNS``; ``joining`` has the rules."""
    cells = zip(*(sources[name] for name in COLUMNS), strict=True)
    rows = [dict(zip(COLUMNS, map(_plain, one), strict=True)) for one in cells]
    rows.sort(key=lambda row: (row["article"], row["source_id"]))
    joined = Joined(map(_profile, rows), aliases)
    return CorpusSources(sources, joined, rows, _keys(joined))


def _profile(row: Row) -> Profile:
    return profile(
        row["article"],
        int(row["source_id"]),
        row["speaker"],
        row["name"],
        row["source_kind"],
        descriptions=row["descriptions"],
        date=row["date"],
        role=row["role"],
        gender=row["gender"],
        outlet=row["outlet"],
        statements=int(row["statements"]),
    )


def _plain(cell: Any) -> Any:
    """A cell, a missing one as empty text."""
    return "" if pd.isna(cell) else cell


def _keys(joined: Joined) -> list[str]:
    """A readable key for each profile: the name of its group, with an article behind it for all but the largest."""
    groups = list(joined.groups.all())
    names = [_name([joined.profiles[i] for i in members]) for members in groups]
    sizes: defaultdict[str, list[int]] = defaultdict(list)
    for name, members in zip(names, groups, strict=True):
        sizes[plain(name)].append(len({joined.profiles[i].article for i in members}))
    keys = [""] * len(joined.profiles)
    taken: set[str] = set()
    for members, name in zip(groups, names, strict=True):
        first = joined.profiles[members[0]]
        size = len({joined.profiles[i].article for i in members})
        foremost = all(size > other for other in sorted(sizes[plain(name)])[:-1]) and size == max(sizes[plain(name)])
        key = name if first.name and foremost else f"{name} ({first.article})"
        number = 2
        while key in taken:
            key, number = f"{name} ({first.article}, {number})", number + 1
        taken.add(key)
        for position in members:
            keys[position] = key
    return keys


def _name(members: Sequence[Profile]) -> str:
    """The fullest name of a group, else its description."""
    times = Counter(m.name for m in members)
    fullest = max(members, key=lambda m: (m.parts.size, len(m.name.split()), times[m.name], m.name))
    return fullest.name or members[0].speaker


def _row(key: str, members: Sequence[Profile], rows: Sequence[Row]) -> Row:
    """One row of the table of corpus sources."""
    roles: Counter[str] = Counter()
    for member in members:
        roles[member.role or "unknown"] += member.statements
    ranked = sorted(roles.items(), key=lambda item: (-item[1], item[0]))
    speakers = Counter(m.speaker for m in members)
    speaker = max(speakers, key=lambda s: (len(s.split()), speakers[s], s))
    told = Counter(d for row in rows if row["descriptions"] for d in dict.fromkeys(row["descriptions"].split(" … ")))
    usual = sorted(told, key=lambda d: (-told[d], -len(d), d))[:MOST_DESCRIPTIONS]
    dates = sorted(row["date"] for row in rows if row["date"])
    return {
        "corpus_source": key,
        "speaker": speaker,
        "named": any(row["named"] for row in rows),
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
        **{name: sum(int(row[name]) for row in rows) for name in COUNTS},
    }
