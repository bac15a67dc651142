"""The attributions table in, piece by piece; what each of some sources says over all articles out.

In between it lies in SQLite's own temporary file, which is gone with the process.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from quotes.table.columns import ATTRIBUTIONS
from quotes.table.temporary import filling
from reports.pages.source import COLUMNS, SHOWN

KEY = "corpus_source"
TYPES = {column.name: column.dtype for column in ATTRIBUTIONS}
OF_SOURCE = f"SELECT {', '.join(COLUMNS)} FROM statements WHERE {KEY} = ? ORDER BY place"


class SourceStatements:
    """The attributions of some sources of a corpus, of each the texts of as many as its page shows.

    ``pieces`` are parts of an attributions table with ``NEEDED``, ``keys`` the sources' keys in it. Raises OSError
    where there is no room for them.
    """

    NEEDED = (KEY, *COLUMNS)

    def __init__(self, pieces: Iterable[pd.DataFrame], keys: Sequence[str]) -> None:
        seen = dict.fromkeys(keys, 0)
        with filling("statements") as self._database:
            self._database.execute(f"CREATE TABLE statements (place INTEGER PRIMARY KEY, {', '.join(self.NEEDED)})")
            into = f"INSERT INTO statements VALUES (NULL{', ?' * len(self.NEEDED)})"
            for piece in pieces:
                wanted = piece[piece[KEY].isin(keys)]
                number = wanted.groupby(KEY).cumcount() + wanted[KEY].map(seen).astype("int64")
                for key, times in wanted[KEY].value_counts().items():
                    seen[str(key)] += int(times)
                shown = wanted.assign(content_text=wanted["content_text"].where(number < SHOWN))
                rows = shown[list(self.NEEDED)].astype(object)
                self._database.executemany(into, rows.where(rows.notna(), None).to_numpy().tolist())
            self._database.execute(f"CREATE INDEX of_source ON statements ({KEY}, place)")

    def of(self, key: str) -> pd.DataFrame:
        """The attributions of one source, in the order of the table: ``reports.pages.source.COLUMNS``."""
        rows = self._database.execute(OF_SOURCE, (key,)).fetchall()
        return pd.DataFrame(rows, columns=list(COLUMNS)).astype({name: TYPES[name] for name in COLUMNS})
