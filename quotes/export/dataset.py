"""Articles in, their tables as a Parquet data set out: a folder a table, in it a file for some hundred articles each.

Each is written when its articles are analysed, so that the memory stays as it is however many there are. A second run
goes on from there: where a part is of these very articles and settings, they are not analysed once more.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from quotes.errors import WriteError
from quotes.export.files import parquet_schema
from quotes.export.schema import EXPORTED
from quotes.messages import OnSkip, Skipped
from quotes.model import Analysis, Article, Layout
from quotes.parse.kept import Parses
from quotes.serialize import article_as_data
from quotes.table.columns import TableName
from quotes.table.rows import frame_of, plain_rows, rows_of
from quotes.whole_file import in_place_of

PART = 250
"""Articles of a part: it is that many that are done again after a run that was ended by force."""
TABLES: tuple[TableName, ...] = ("sources", "attributions", "mentions", "articles")
"""That of articles comes last: where it is there, so is all of its part."""
NAME = re.compile(r"\.?part-\d{6,}\.parquet(\.part)?")
TOLD = b"quotes"
"""The key, in a file's own metadata, of which articles and settings it is made of, and what of them was left out."""
LOCK = ".lock"
DONE = Analysis(Article("", ""), (), (), Layout((), ()))
"""Stands for one that was written before."""

Analyze = Callable[[Iterable[Article]], Iterable[Analysis]]


@dataclass
class _Part:
    """Articles that make up one file a table, with their analyses so far; of those that are done only the number."""

    number: int
    articles: Sequence[Article]
    digest: str
    done_before: int = 0
    left_out: Sequence[Skipped] = ()
    analyses: list[Analysis] = field(default_factory=list)

    def __contains__(self, article: Article) -> bool:
        return any(article is one for one in self.articles)


class DataSet:
    """The data set in ``folder``; ``settings`` is whatever the analyses depend on besides the article.

    ``skipped`` are those that were left out so far in this run, ``on_skip`` hears of those of a run before. Raises
    WriteError where the folder holds something else, or another run is writing there.
    """

    parses: Parses | None = None
    """Where it keeps parses, as the store of an audit may: nowhere."""

    def __init__(
        self, folder: Path, settings: Mapping[str, Any], skipped: Sequence[Skipped] = (), on_skip: OnSkip | None = None
    ) -> None:
        _check_folder(folder)
        self.folder = folder
        self._settings = json.dumps(settings, sort_keys=True)
        self._skipped = skipped
        self._on_skip = on_skip or (lambda skipped: None)

    def resumed(self, articles: Iterable[Article], analyze: Analyze) -> Generator[tuple[Analysis, bool]]:
        """Each analysis once it is written, and whether it was before: of those an empty one."""
        for table in TABLES:
            (self.folder / table).mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder / LOCK)
        try:
            lock.acquire(blocking=False)
        except Timeout as error:
            raise WriteError(f"--out {self.folder}: another run is writing there; wait until it has ended") from error
        with lock:
            yield from self._resumed(articles, analyze)

    def _resumed(self, articles: Iterable[Article], analyze: Analyze) -> Generator[tuple[Analysis, bool]]:
        waiting: deque[_Part] = deque()
        count = 0

        def new() -> Iterator[Article]:
            """What has to be analysed, read as far as that goes."""
            nonlocal count
            stream = iter(articles)
            while some := list(islice(stream, PART)):
                part = self._part(count, some)
                waiting.append(part)
                count += 1
                yield from part.articles

        for analysis in analyze(new()):
            while analysis.article not in waiting[0]:
                yield from self._finished(waiting.popleft())
            waiting[0].analyses.append(analysis)
        while waiting:
            yield from self._finished(waiting.popleft())
        self._remove_from(count)

    def _part(self, number: int, articles: Sequence[Article]) -> _Part:
        """The part of these articles: with them, or where it was written before without."""
        digest = hashlib.sha256(self._settings.encode())
        for article in articles:
            digest.update(json.dumps(article_as_data(article)).encode())
        of = digest.hexdigest()
        try:
            metadata = pq.read_metadata(self._path("articles", number))
            told = json.loads(metadata.metadata[TOLD])
            if told["of"] == of:
                return _Part(number, (), of, metadata.num_rows, [Skipped(*one) for one in told["left_out"]])
        except (OSError, ValueError, LookupError, TypeError):  # not there, or not as we wrote it: written anew
            pass
        return _Part(number, articles, of)

    def _finished(self, part: _Part) -> Iterator[tuple[Analysis, bool]]:
        for skipped in part.left_out:
            self._on_skip(skipped)
        if part.articles:
            self._write(part)
        yield from ((analysis, False) for analysis in part.analyses)
        yield from ((DONE, True) for _ in range(part.done_before))

    def _write(self, part: _Part) -> None:
        names = {article.path or article.id for article in part.articles}
        left_out = [(one.path, one.reason) for one in self._skipped if one.path in names]
        told = {TOLD: json.dumps({"of": part.digest, "left_out": left_out})}
        rows = [rows_of(analysis) for analysis in part.analyses]
        (self._path("articles", part.number)).unlink(missing_ok=True)  # else it would vouch for what is replaced
        for name in TABLES:
            table = EXPORTED[name]
            frame = table.with_keys(frame_of((row for one in rows for row in one[name]), name))
            found = pa.Table.from_pylist(list(plain_rows(frame, table.columns)), parquet_schema(table))
            with in_place_of(self._path(name, part.number)) as path, path.open("wb") as file:
                pq.write_table(found.replace_schema_metadata(told), file)

    def _path(self, table: str, number: int) -> Path:
        return self.folder / table / f"part-{number:06}.parquet"

    def _remove_from(self, number: int) -> None:
        """Remove the parts of a run before that had more articles."""
        for table in reversed(TABLES):
            for path in (self.folder / table).iterdir():
                if path.name >= self._path(table, number).name or path.name.startswith("."):
                    path.unlink()


def _check_folder(folder: Path) -> None:
    """Raise WriteError where ``folder`` is a file, or holds anything that is no data set."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise WriteError(f"--out {folder} is a file; name a folder, or one that is not there yet")
    for entry in folder.iterdir():
        ours = entry.name in TABLES and entry.is_dir() and all(NAME.fullmatch(path.name) for path in entry.iterdir())
        if not ours and entry.name != LOCK:
            raise WriteError(f"--out {folder} holds other files, which a data set could overwrite; name a new folder")
