"""The parses of articles in, a table of them in an audit's database out, for runs that find something else in them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, select

from reports.audit.workspace.database import Database
from reports.audit.workspace.sums import sum_of
from reports.audit.workspace.tables import PARSES

OF_KEY = select(PARSES.c.sum, PARSES.c.data).where(PARSES.c.key == bindparam("key"))


class KeptParses:
    """The parses in a database (``quotes.parse.kept`` packs them), each known by its text and by ``settings``.

    New ones, where it ``keeps`` them, wait for ``write``, which comes with the next analysis. ``damaged`` are the keys
    of those that were edited or damaged since, which count as not there.
    """

    def __init__(self, database: Database, settings: Mapping[str, Any], keeps: bool) -> None:
        self._database = database
        self._settings = json.dumps(settings, sort_keys=True)
        self._waiting: dict[str, bytes] = {}
        self._replacing = database.replacing(PARSES)
        self.keeps = keeps
        self.damaged: set[str] = set()

    def get(self, text: str) -> bytes | None:
        """What was kept for this very text; raises what the database does."""
        key = self._key(text)
        with self._database.reading() as connection:
            found = connection.execute(OF_KEY, {"key": key}).first()
        if found is None:
            return None
        if found.sum != sum_of(key, found.data):
            self.damaged.add(key)
            return None
        return bytes(found.data)

    def keep(self, text: str, parse: bytes) -> None:
        """Have a parse written with the next ``write``."""
        self._waiting[self._key(text)] = parse

    def write(self, connection: Connection) -> None:
        """Write what waits, within a change that somebody else has begun."""
        if self._waiting:
            rows = [{"key": key, "sum": sum_of(key, data), "data": data} for key, data in self._waiting.items()]
            connection.execute(self._replacing, rows)

    def written(self) -> None:
        """Forget what waited, once that change is made."""
        self._waiting.clear()

    def _key(self, text: str) -> str:
        return hashlib.sha256(json.dumps([text, self._settings]).encode("ascii")).hexdigest()
