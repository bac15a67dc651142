"""The articles of an audit in, on disk; those that are asked for out again, when what leads to other pages is known."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryFile

from quotes.model import Article
from quotes.table.rows import writable


class ArticleFile:
    """Articles in a file without a name in ``folder``, which is gone with the process; in memory are their places."""

    def __init__(self, folder: Path) -> None:
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115
        self._places: dict[str, int] = {}

    def add(self, article: Article) -> None:
        """Keep an article; one with the same identifier is forgotten."""
        data = {field.name: getattr(article, field.name) for field in fields(article)}
        data["metadata"] = dict(article.metadata)
        self._places[writable(article.id)] = self._file.seek(0, 2)
        # ASCII only, so that any text survives, half surrogates too.
        self._file.write(json.dumps(data).encode("ascii") + b"\n")

    def articles(self, wanted: Collection[str] | None = None) -> Iterator[Article]:
        """The articles with these identifiers, as tables write them, or all: one at a time, in the order of adding."""
        for article, place in self._places.items():
            if wanted is None or article in wanted:
                self._file.seek(place)
                yield Article(**json.loads(self._file.readline()))

    def close(self) -> None:
        """Let the file go."""
        self._file.close()
