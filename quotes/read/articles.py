"""Paths in, articles out, one after the other; what cannot be read is told and costs only itself."""

from __future__ import annotations

import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from quotes.errors import ReadError
from quotes.messages import OnSkip, Skipped, SkippedTable, log_skipped, one_line, reason_of, shown
from quotes.model import Article
from quotes.plugins import Registered
from quotes.read.columns import GUESSED, Columns, MissingColumn
from quotes.read.dates import iso_date
from quotes.read.decode import check_text
from quotes.read.files import find_files, os_reason, plugin_readers
from quotes.read.formats import Request, count_file, ending_of, read_file, stem_of, whole, with_ids
from quotes.read.kinds import file_kind
from quotes.read.plugin_readers import PluginReader
from quotes.time_limit import TooSlow, each_in_time, time_limit

IN_MEMORY = 8_000_000
LONGEST_ID = 1_000
"""Characters of an article's identifier: what is longer is a text in the wrong column."""
STANDARD_INPUT_ID = "standard-input"
OnRemark = Callable[[str], None]


def read_articles(
    paths: Iterable[str | Path] | Path,
    columns: Columns = GUESSED,
    on_skip: OnSkip = log_skipped,
    on_rename: Callable[[str, str], None] = lambda before, after: None,
    on_remark: OnRemark = lambda remark: None,
    known: Callable[[Article], Article] = lambda article: article,
    article_timeout: float = 0.0,
) -> Iterator[Article]:
    """The articles of files, folders, globs and standard input (``-``), read one by one as they are asked for.

    ``Article.id`` is the file name without its ending, or the row's id; the second of the same name
    becomes ``name-2``, and ``on_rename`` hears of it. ``columns`` tells which column of a table holds what.
    ``on_skip`` is called for each file, row or path that cannot be read; a bad file raises nothing. ``on_remark`` hears
    sentences that a user should know of what was read, ``known`` adds what is known of an article besides. A date
    becomes ISO where it tells a day beyond doubt. A file that takes longer than ``article_timeout`` seconds (0: as long
    as it needs) to give its first or next article is left at that.
    """
    unique = UniqueNames()
    for path in find_files(paths, on_skip):
        name = shown(path) if path else "standard input"
        for article in _read(path, name, columns, on_skip, on_remark, article_timeout):
            own = unique.name(article.id)
            if own != article.id:
                on_rename(article.id, own)
            yield known(replace(article, id=own, path=name, date=iso_date(article.date)))


def count_articles(
    paths: Iterable[str | Path] | Path, columns: Columns = GUESSED, article_timeout: float = 0.0
) -> int | None:
    """How many articles :func:`read_articles` will come upon, those that it will skip included.

    One for each file, one for each row of a table; ``None`` where that cannot be known beforehand
    (standard input, a pipe, a kind of file that a plugin reads).
    """
    count = 0
    for path in find_files(paths, lambda skipped: None):
        try:
            if path is None or path.suffix.lower() in plugin_readers() or stat.S_ISFIFO(path.stat().st_mode):
                return None
            with path.open("rb") as file, time_limit(article_timeout):
                count += count_file(file, path.name, columns)
        # A damaged table fails in any way its library knows; reading it will tell the user which.
        except Exception:
            count += 1
    return count


def kind_name(path: str) -> str:
    """As what the file at ``path`` is read, in words; empty where it is none, as standard input, or not there."""
    ending = ending_of(path)
    if ending in plugin_readers():
        return f"{ending}, by a plugin"
    try:
        with Path(path).open("rb") as file:
            return str(file_kind(file, ending))
    except (OSError, ReadError):
        return ""


class UniqueNames:
    """Hands out names that have not been handed out before."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def name(self, wanted: str) -> str:
        """``wanted``, or where that is taken ``wanted-2``, ``wanted-3``, …; no longer than a table or link can hold."""
        wanted = wanted[:LONGEST_ID]
        number = self._last.get(wanted, 0) + 1
        name = wanted if number == 1 else f"{wanted}-{number}"
        while number > 1 and name in self._last:
            number += 1
            name = f"{wanted}-{number}"
        self._last[wanted] = number
        self._last.setdefault(name, 1)
        return name


def _read(
    path: Path | None, name: str, columns: Columns, on_skip: OnSkip, on_remark: OnRemark, article_timeout: float
) -> Iterator[Article]:
    def skip(part: str, reason: str) -> None:
        on_skip(Skipped(f"{name}{part.removeprefix(_file_name(path))}", one_line(reason)))

    try:
        with _opened(path) as file:
            added = plugin_readers().get(path.suffix.lower()) if path else None
            stem = STANDARD_INPUT_ID if path is None else stem_of(path.name)
            request = Request(columns, skip, lambda what: on_remark(f"{name}: {what}"))
            found = (
                with_ids(_by_plugin(added, file), stem) if added else read_file(file, _file_name(path), stem, request)
            )
            yield from each_in_time(found, article_timeout)
    except MissingColumn as error:
        on_skip(SkippedTable(name, one_line(str(error))))
    except ReadError as error:
        skip("", str(error))
    except TooSlow as error:
        skip("", f"reading it is {error}; give it more time with --article-timeout, or save it as plain text")
    # The libraries fail in many ways on damaged and hostile files, and one such file must not end the job.
    except Exception as error:
        skip("", os_reason(error) if isinstance(error, OSError) and error.errno else _damage(error))


def _file_name(path: Path | None) -> str:
    return "" if path is None else path.name


def _by_plugin(added: Registered[PluginReader], file: IO[bytes]) -> Iterator[Article]:
    """The articles that a plugin's reader finds; raises ReadError where it fails."""
    data = whole(file)
    try:
        articles = list(added.thing.read(data))
    except ReadError:
        raise
    except Exception as error:
        raise ReadError(added.plugin.problem(f"cannot read this {added.thing.ending} ({reason_of(error)})")) from error
    for article in articles:
        check_text(article.text)
        yield article


def _damage(error: Exception) -> str:
    what = f"{type(error).__name__}: {error}"[:200]
    return f"damaged, or not what its ending says ({what}); open it in its program and save it again, or as plain text"


@contextmanager
def _opened(path: Path | None) -> Iterator[IO[bytes]]:
    """The file, or a seekable copy of what comes through standard input or a pipe."""
    if path and stat.S_ISREG(path.stat().st_mode):
        with path.open("rb") as file:
            yield file
        return
    if path and not stat.S_ISFIFO(path.stat().st_mode):
        raise ReadError("neither a file nor a folder; give the file that holds the article")
    with SpooledTemporaryFile(max_size=IN_MEMORY) as copy:
        if path:
            with path.open("rb") as pipe:
                shutil.copyfileobj(pipe, copy)
        else:
            shutil.copyfileobj(sys.stdin.buffer, copy)
        copy.seek(0)
        yield copy
