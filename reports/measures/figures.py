"""The attributions table in, piece by piece and in any order; the same sorted on disk out, whole articles at a time.

The file is SQLite's own temporary one, which is gone with the process: however many statements there are, memory holds
those of some hundred articles.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from quotes.messages import folded
from quotes.table.rows import UNKNOWN
from quotes.table.temporary import filling
from reports.measures.counting import CHECKED, COLUMNS, UNANSWERED, Counted, counted

SOURCE_KEY = "corpus_source"
"""A column that measures heed where it is there: one key a source over all articles."""
ARTICLES_AT_A_TIME = 250
USUAL: Mapping[str, str | int] = {
    "role": UNKNOWN, "source_kind": UNKNOWN, "stance": "neutral", "words": 0, "quoted_words": 0, "named": False,
}  # fmt: skip
"""What stands for a missing cell."""
TYPES = dict.fromkeys(("row", "key", "words", "quoted_words", "articles", "statements"), "int64") | {
    "attribution": "Int64", "source_id": "Int64", "paragraph": "Int64", "words_before": "Int64", "position": "float64",
    "polarity": "float64", "subjectivity": "float64", "named": "bool",
}  # fmt: skip
"""The types of the columns that are no texts."""

PLACE = "article, position IS NULL, position, attribution"
"""The order in which statements count: so neither that of files nor that of rows changes a number."""
SORTED = f"""
CREATE TABLE statements AS
    SELECT row_number() OVER (ORDER BY {PLACE}) AS place, dense_rank() OVER (ORDER BY article) - 1 AS row, *
    FROM attributions WHERE kind <> 'no-comment';
CREATE INDEX statements_by_row ON statements (row, place);
CREATE INDEX statements_by_source ON statements ({SOURCE_KEY}, place);
CREATE TABLE sources AS
    SELECT row_number() OVER (ORDER BY min(place)) - 1 AS key, {SOURCE_KEY}, min(place) AS first,
        count(DISTINCT row) AS articles, count(*) AS statements, sum(words) AS words, sum(quoted_words) AS quoted_words
    FROM statements WHERE {SOURCE_KEY} IS NOT NULL GROUP BY {SOURCE_KEY};
CREATE INDEX sources_by_name ON sources ({SOURCE_KEY}, key);
"""
OF_ARTICLES = f"""
SELECT statements.*, ifnull(key, -1) AS key FROM statements LEFT JOIN sources USING ({SOURCE_KEY})
WHERE row BETWEEN ? AND ? ORDER BY place
"""
MOST_HEARD = f"""
SELECT sources.key, sources.{SOURCE_KEY}, called.speaker,
    (SELECT role FROM statements AS own WHERE own.{SOURCE_KEY} = sources.{SOURCE_KEY}
        GROUP BY role ORDER BY count(*) DESC, min(place) LIMIT 1) AS role,
    began.named, sources.articles, sources.statements, sources.words, sources.quoted_words, began.article AS example
FROM (SELECT * FROM sources WHERE articles >= ? ORDER BY statements DESC, words DESC, key LIMIT ?) AS sources
JOIN statements AS began ON began.place = sources.first AND began.{SOURCE_KEY} = sources.{SOURCE_KEY}
LEFT JOIN statements AS called ON called.{SOURCE_KEY} = sources.{SOURCE_KEY} AND called.place =
    (SELECT min(place) FROM statements AS own WHERE own.{SOURCE_KEY} = sources.{SOURCE_KEY} AND own.speaker IS NOT NULL)
ORDER BY sources.statements DESC, sources.words DESC, sources.key
"""

BY_ROLE = f"""
SELECT role, count(*) AS sources FROM (
    SELECT role, row_number() OVER (PARTITION BY {SOURCE_KEY} ORDER BY count(*) DESC, min(place)) AS number
    FROM statements WHERE {SOURCE_KEY} IS NOT NULL GROUP BY {SOURCE_KEY}, role
) WHERE number = 1 GROUP BY role
"""


class Figures:
    """The attributions of a corpus without their texts, sorted by article and by place in the text.

    ``pieces`` are parts of an attributions table with ``COLUMNS``. Which sources are one says its column
    ``corpus_source``; where that is missing, a named source whose full name stands in several articles is one, and all
    others are of their article alone. ``articles`` are the names of those in which somebody makes a statement, sorted.
    Raises OSError where there is no room for all this.
    """

    def __init__(self, pieces: Iterable[pd.DataFrame]) -> None:
        names = (*COLUMNS, CHECKED, SOURCE_KEY)
        with filling("statements") as self._database:
            self._database.execute(f"CREATE TABLE attributions ({', '.join(names)})")
            into = f"INSERT INTO attributions VALUES ({', '.join('?' for _ in names)})"
            for piece in pieces:
                self._database.executemany(into, _rows(piece))
            self._database.executescript(SORTED)
        self.articles = np.array(self._cells("SELECT DISTINCT article FROM statements ORDER BY article"), dtype=str)

    @property
    def articles_read(self) -> int:
        """How many articles there are, with those in which somebody is only said not to have answered."""
        (number,) = self._cells("SELECT count(DISTINCT article) FROM attributions")
        return int(number)

    @property
    def any_checked(self) -> bool:
        """Whether people said something of any statement."""
        return bool(self._cells(f"SELECT EXISTS (SELECT 1 FROM statements WHERE {CHECKED} IS NOT NULL)")[0])

    @property
    def sources(self) -> int:
        """How many sources there are over all articles."""
        (number,) = self._cells("SELECT count(*) FROM sources")
        return int(number)

    def role_order(self, roles: Sequence[str]) -> tuple[str, ...]:
        """All roles, those found and those of ``roles``, by statements, most first; ties in the order of ``roles``."""
        found = dict(self._database.execute("SELECT role, count(*) FROM statements GROUP BY role ORDER BY role"))
        return tuple(sorted(dict.fromkeys([*roles, *found]), key=lambda role: -found.get(role, 0)))

    def pieces(self) -> Iterator[Counted]:
        """The statements of some articles at a time, in the order of ``articles``; one piece at least."""
        for start in range(0, max(1, len(self.articles)), ARTICLES_AT_A_TIME):
            names = self.articles[start : start + ARTICLES_AT_A_TIME]
            frame = self._frame(OF_ARTICLES, start, start + len(names) - 1)
            frame["row"] -= start
            yield counted(frame, names)

    def most_heard(self, most: int, articles: int = 1) -> pd.DataFrame:
        """So many of the sources that are heard in so many ``articles`` at least, most statements first.

        ``key`` (which of the sources, as in the pieces), ``corpus_source, speaker, role, named, articles, statements,
        words, quoted_words, example`` (an article).
        """
        return self._frame(MOST_HEARD, articles, most)

    def sources_by_role(self) -> dict[str, int]:
        """How many sources of the corpus speak in each role: each once, in the role of most of its statements."""
        return dict(self._database.execute(BY_ROLE))

    def unanswered(self) -> pd.DataFrame:
        """The attributions of kind ``no-comment``, in order: ``UNANSWERED``."""
        chosen = f"SELECT {', '.join(UNANSWERED)} FROM attributions WHERE kind = 'no-comment' ORDER BY {PLACE}"
        return self._frame(chosen)

    def _cells(self, query: str) -> list[Any]:
        return [cell for (cell,) in self._database.execute(query)]

    def _frame(self, query: str, *values: int) -> pd.DataFrame:
        found = self._database.execute(query, values)
        names = [name for name, *_ in found.description]
        frame = pd.DataFrame(found.fetchall(), columns=names)
        return frame.astype({name: TYPES.get(name, "string") for name in names})


def figures_of(attributions: pd.DataFrame | Figures) -> Figures:
    """An attributions table as ``Figures``; those stay what they are."""
    return attributions if isinstance(attributions, Figures) else Figures([attributions])


def _rows(piece: pd.DataFrame) -> list[list[Any]]:
    """The rows of a piece as plain values, a missing one ``None``; a missing key of a source is made of its name."""
    columns = {name: _plain(piece[name], USUAL.get(name)) for name in COLUMNS}
    columns[CHECKED], known = (
        _plain(piece[name], None) if name in piece else [None] * len(piece) for name in (CHECKED, SOURCE_KEY)
    )
    telling = (columns[name] for name in ("speaker", "named", "source_kind", "article", "source_id"))
    keyed = zip(known, *telling, strict=True)
    columns[SOURCE_KEY] = [key if key is not None else _key_by_name(*rest) for key, *rest in keyed]
    return [list(row) for row in zip(*columns.values(), strict=True)]


def _plain(column: pd.Series, usual: str | int | None) -> list[Any]:
    cells = column.astype(object)
    return cells.where(cells.notna(), usual).tolist()


def _key_by_name(speaker: str | None, named: bool, kind: str, article: str, number: int | None) -> str | None:
    if speaker is None:
        return None
    name = folded(speaker)
    # "Bell" in two articles may be two people; "Boeing" and "Ann Bell" are taken for the same.
    return name if named and (kind != "person" or " " in name) else f"{article}\n{number}\n{name}"
