"""Analyses out to a JSON Lines file and back in, so that a job that was stopped goes on where it was.

Each line holds the attributions and sources of one article under a key made of the whole article and
of all settings that the result depends on: an article or a setting that changed is not found again.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from quotes.model import Analysis, Article
from quotes.parse.parser import BATCH_CHARACTERS
from quotes.serialize import as_analysis, as_data

LINE = re.compile(rb'\{"key": "([0-9a-f]{64})", .*\}\n')
MOST_WAITING = 50
"""Finished analyses that wait, in memory, for an article in front of them."""


class Store:
    """The finished analyses of a job in the file ``path``, made where it is not there.

    ``settings`` is whatever the analyses depend on besides the article. What was cut off when a job
    was killed is passed over. Raises OSError where ``path`` cannot be read and written.
    """

    def __init__(self, path: Path, settings: Mapping[str, Any]) -> None:
        self.path = path
        self._settings = json.dumps(settings, sort_keys=True)
        self._places: dict[str, int] = {}
        with path.open("a+b") as file:
            file.seek(0)
            place, line = 0, b"\n"
            for line in file:
                match = LINE.fullmatch(line)
                if match:
                    self._places[match[1].decode()] = place
                place += len(line)
            if not line.endswith(b"\n"):
                file.write(b"\n")

    def get(self, article: Article) -> Analysis | None:
        """The analysis of this very article with these settings, ``None`` where it is not there."""
        place = self._places.get(self._key(article))
        if place is None:
            return None
        with self.path.open("rb") as file:
            file.seek(place)
            line = file.readline()
        try:
            return as_analysis(json.loads(line), article)
        except (ValueError, LookupError, TypeError):  # a damaged line is as good as none
            return None

    def __contains__(self, article: Article) -> bool:
        """Whether the analysis of this very article with these settings is there, sound or damaged."""
        return self._key(article) in self._places

    def add(self, analysis: Analysis) -> None:
        """Append an analysis; it is on disk when this returns."""
        key = self._key(analysis.article)
        # ASCII only, so that any text survives, half surrogates too.
        line = json.dumps({"key": key} | as_data(analysis)).encode("ascii") + b"\n"
        with self.path.open("ab") as file:
            self._places[key] = file.tell()
            file.write(line)

    def _key(self, article: Article) -> str:
        parts = [getattr(article, field.name) for field in fields(article) if field.name != "metadata"]
        parts += [sorted(article.metadata.items()), self._settings]
        return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()


def resumed(
    articles: Iterable[Article], store: Store, analyze: Callable[[Iterable[Article]], Iterable[Analysis]]
) -> Generator[tuple[Analysis, bool]]:
    """Each article's analysis, in order, and whether it was done before: from ``store``, else by ``analyze``.

    ``analyze`` may leave articles out. Its results are the caller's to add to the store.
    """
    waiting: list[tuple[Article, Analysis | None]] = []
    size = before = 0
    for article in articles:
        done = store.get(article)
        if done and not waiting:
            yield done, True
            continue
        waiting.append((article, done))
        size += 0 if done else len(article.text)
        before += done is not None
        if size >= BATCH_CHARACTERS or before >= MOST_WAITING:
            yield from _analyzed(waiting, analyze)
            waiting, size, before = [], 0, 0
    yield from _analyzed(waiting, analyze)


def _analyzed(
    waiting: list[tuple[Article, Analysis | None]], analyze: Callable[[Iterable[Article]], Iterable[Analysis]]
) -> Iterator[tuple[Analysis, bool]]:
    position = 0

    def done_before(end: int) -> Iterator[tuple[Analysis, bool]]:
        return ((done, True) for _, done in waiting[position:end] if done)

    for analysis in analyze(article for article, done in waiting if done is None):
        place = next(i for i, (article, _) in enumerate(waiting) if article is analysis.article)
        yield from done_before(place)
        yield analysis, False
        position = place + 1
    yield from done_before(len(waiting))
