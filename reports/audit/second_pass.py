"""The articles of an audit in, in a file of its folder; all or some of them out again, also long after the audit.

They are asked for when what leads to other pages is known, and when a person corrects a report: the files that the
articles were read from may be elsewhere by then.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import fields
from pathlib import Path

from quotes.errors import ReadError
from quotes.model import Article
from quotes.table.rows import writable

ARTICLES = "articles.jsonl"


class ArticleFile:
    """Articles that are being written into ``folder``; in memory are their places.

    The file takes its name with ``close``: until then one of an audit before stays, which this audit may be reading.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / ARTICLES
        self._part = self._path.with_name(f".{ARTICLES}.part")
        self._file = self._part.open("w+b")
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
        """Let the file go, under its name."""
        self._file.close()
        self._part.replace(self._path)


def read_audited(folder: Path) -> Iterator[Article]:
    """The articles of the audit in ``folder``, in its order; raises ReadError where the file is not as it was."""
    path = folder / ARTICLES
    try:
        with path.open("rb") as file:
            yield from (Article(**json.loads(line)) for line in file)
    except (OSError, ValueError, TypeError) as error:
        raise ReadError(f"{path} cannot be read ({error}); run the `quotes audit` that wrote it once more") from error
