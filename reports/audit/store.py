"""Analyses out to a JSON Lines file and back in, so that a job that was stopped goes on where it was.

Each line holds the attributions and sources of one article under a key made of the whole article and
of all settings that the result depends on: an article or a setting that changed is not found again.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import fields
from pathlib import Path
from typing import Any

from quotes.messages import one_line
from quotes.model import Analysis, Article
from quotes.parse.parser import BATCH_CHARACTERS
from quotes.serialize import as_analysis, as_data

LINE = re.compile(rb'\{"key": "([0-9a-f]{64})", "sum": "([0-9a-f]{32})", (.*\})\n')
"""A line: its key, a checksum of the two, and the analysis. What does not add up is as good as not there."""
WORKING = ".working"
"""The file beside the store that names the articles that are being analysed."""
MOST_NAMED = 8
LONGEST_LINE = 2_000
MOST_WAITING = 50
"""Finished analyses that wait, in memory, for an article in front of them."""


class Store:
    """The finished analyses of a job in the file ``path``, made where it is not there.

    ``settings`` is whatever the analyses depend on besides the article. What was cut off when a job
    was killed is passed over, and what was damaged or edited since. ``killed_at`` names the articles at which the last
    job was ended by force, by the system for one that has no memory left; empty where it was not.
    Raises OSError where ``path`` cannot be read and written.
    """

    def __init__(self, path: Path, settings: Mapping[str, Any]) -> None:
        self.path = path
        self._settings = json.dumps(settings, sort_keys=True)
        self._places: dict[str, int] = {}
        self._working = path.with_name(WORKING)
        self.killed_at = _first_line(self._working)
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
        key = self._key(article)
        place = self._places.get(key)
        if place is None:
            return None
        with self.path.open("rb") as file:
            file.seek(place)
            match = LINE.fullmatch(file.readline())
        try:
            if match and match[1].decode() == key and match[2].decode() == _sum(key, match[3]):
                return as_analysis(json.loads(b"{" + match[3]), article)
        # A line that adds up was written by us; what then still fails is damage that nobody foresaw.
        except Exception:
            pass
        del self._places[key]  # so that it is done, and written, anew
        return None

    def __contains__(self, article: Article) -> bool:
        """Whether the analysis of this very article with these settings is there, as far as is known."""
        return self._key(article) in self._places

    def add(self, analysis: Analysis) -> None:
        """Append an analysis; it is on the disk itself when this returns, and stays after a power cut."""
        key = self._key(analysis.article)
        # ASCII only, so that any text survives, half surrogates too.
        data = json.dumps(as_data(analysis)).encode("ascii")[1:]
        with self.path.open("ab") as file:
            self._places[key] = file.tell()
            file.write(b'{"key": "%s", "sum": "%s", %s\n' % (key.encode(), _sum(key, data).encode(), data))
            file.flush()
            os.fsync(file.fileno())

    @contextmanager
    def at_work(self, articles: Sequence[Article]) -> Iterator[None]:
        """A block that analyses ``articles``: if the process is killed in it, the next one can name them."""
        names = ", ".join(one_line(article.path or article.id) for article in articles[:MOST_NAMED])
        with suppress(OSError):  # a note, without which the work goes on
            self._working.unlink(missing_ok=True)
            with self._working.open("x", encoding="utf-8", errors="replace") as file:
                file.write(names + (", …" if len(articles) > MOST_NAMED else ""))
        try:
            yield
        finally:
            with suppress(OSError):
                self._working.unlink(missing_ok=True)

    def _key(self, article: Article) -> str:
        parts = [getattr(article, field.name) for field in fields(article) if field.name != "metadata"]
        parts += [sorted(article.metadata.items()), self._settings]
        return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()


def _first_line(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return one_line(file.readline(LONGEST_LINE))
    except OSError:
        return ""


def _sum(key: str, data: bytes) -> str:
    return hashlib.blake2b(key.encode() + data, digest_size=16).hexdigest()


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
            yield from _analyzed(waiting, analyze, store)
            waiting, size, before = [], 0, 0
    yield from _analyzed(waiting, analyze, store)


def _analyzed(
    waiting: list[tuple[Article, Analysis | None]],
    analyze: Callable[[Iterable[Article]], Iterable[Analysis]],
    store: Store,
) -> Iterator[tuple[Analysis, bool]]:
    position = 0

    def done_before(end: int) -> Iterator[tuple[Analysis, bool]]:
        return ((done, True) for _, done in waiting[position:end] if done)

    new = [article for article, done in waiting if done is None]
    with store.at_work(new) if new else nullcontext():
        for analysis in analyze(new):
            place = next(i for i, (article, _) in enumerate(waiting) if article is analysis.article)
            yield from done_before(place)
            yield analysis, False
            position = place + 1
    yield from done_before(len(waiting))
