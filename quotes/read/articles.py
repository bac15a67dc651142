"""Paths in, articles out, one after the other: picks the reader by a file's ending and reports what cannot be read."""

from __future__ import annotations

import json
import os
import re
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
from quotes.read.decode import LARGEST_FILE, check_text, decode
from quotes.read.files import HTML, MARKDOWN, READABLE, UNREADABLE, WORD, find_files, os_reason, plugin_readers
from quotes.read.plugin_readers import PluginReader
from quotes.read.table import ROWS, count_rows, read_table

LARGEST_WORD = 100_000_000
"""Bytes of one Word file, with its pictures."""

IN_MEMORY = 8_000_000
HEAD = 65_536
HTML_BEGINNING = re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
LONGEST_ID = 1_000
"""Characters of an article's identifier: what is longer is a text in the wrong column."""
STANDARD_INPUT_ID = "standard-input"


def read_articles(
    paths: Iterable[str | Path] | Path,
    columns: Columns = GUESSED,
    on_skip: OnSkip = log_skipped,
    on_rename: Callable[[str, str], None] = lambda before, after: None,
) -> Iterator[Article]:
    """The articles of files, folders, globs and standard input (``-``), read one by one as they are asked for.

    ``Article.id`` is the file name without its ending, or the row's id; the second of the same name
    becomes ``name-2``, and ``on_rename`` hears of it. ``columns`` tells which column of a table holds what.
    ``on_skip`` is called for each file, row or path that cannot be read; a bad file raises nothing.
    """
    unique = UniqueNames()
    for path in find_files(paths, on_skip):
        name = shown(path) if path else "standard input"
        for article in _read(path, name, columns, on_skip):
            own = unique.name(article.id)
            if own != article.id:
                on_rename(article.id, own)
            yield replace(article, id=own, path=name)


def count_articles(paths: Iterable[str | Path] | Path, columns: Columns = GUESSED) -> int | None:
    """How many articles :func:`read_articles` will come upon, those that it will skip included.

    One for each file, one for each row of a table; ``None`` where that cannot be known beforehand
    (standard input, a pipe, a kind of file that a plugin reads).
    """
    count = 0
    for path in find_files(paths, lambda skipped: None):
        try:
            if path is None or path.suffix.lower() in plugin_readers() or stat.S_ISFIFO(path.stat().st_mode):
                return None
            if path.suffix.lower() in ROWS:
                with path.open("rb") as file:
                    count += count_rows(file, path.suffix.lower(), columns)
            else:
                count += 1
        # A damaged table fails in any way its library knows; reading it will tell the user which.
        except Exception:
            count += 1
    return count


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


def _read(path: Path | None, name: str, columns: Columns, on_skip: OnSkip) -> Iterator[Article]:
    def skip(reason: str) -> None:
        on_skip(Skipped(name, one_line(reason)))

    try:
        added = plugin_readers().get(path.suffix.lower()) if path else None
        if path and added is None and path.suffix.lower() in UNREADABLE:
            raise ReadError(f"{path.suffix} files are not read; {UNREADABLE[path.suffix.lower()]}")
        with _opened(path) as file:
            ending = _ending(path, file)
            stem = _stem(path)
            if added is not None:
                for article in _by_plugin(added, _data(file)):
                    check_text(article.text)
                    yield replace(article, id=article.id or stem)
            elif ending in ROWS:
                yield from read_table(file, ending, columns, stem, skip)
            else:
                article = _one_article(file, ending)
                check_text(article.text)
                yield replace(article, id=stem)
    except MissingColumn as error:
        on_skip(SkippedTable(name, one_line(str(error))))
    except ReadError as error:
        skip(str(error))
    # The libraries fail in many ways on damaged and hostile files, and one such file must not end the job.
    except Exception as error:
        skip(os_reason(error) if isinstance(error, OSError) and error.errno else _damage(error))


def _one_article(file: IO[bytes], ending: str) -> Article:
    """The article of a file that is no table. What a format needs is loaded with the first file of it."""
    if ending in WORD:
        from quotes.read.docx import read_docx

        _check_size(file, LARGEST_WORD)
        return read_docx(file)
    data = _data(file)
    if ending in HTML:
        from quotes.read.html import read_html

        return read_html(data)
    from quotes.read.text import read_markdown, read_plain

    text = decode(data)
    return read_markdown(text) if ending in MARKDOWN else read_plain(text)


def _data(file: IO[bytes]) -> bytes:
    """All bytes of a file; raises ReadError where these are none or too many."""
    _check_size(file, LARGEST_FILE)
    data = file.read()
    if not data.strip():
        raise ReadError("empty: there is nothing in it; leave it out, or put the article's text in")
    return data


def _by_plugin(added: Registered[PluginReader], data: bytes) -> list[Article]:
    """The articles that a plugin's reader finds; raises ReadError where it fails."""
    try:
        return list(added.thing.read(data))
    except ReadError:
        raise
    except Exception as error:
        raise ReadError(added.plugin.problem(f"cannot read this {added.thing.ending} ({reason_of(error)})")) from error


def _damage(error: Exception) -> str:
    what = f"{type(error).__name__}: {error}"[:200]
    return f"damaged, or not what its ending says ({what}); open it in its program and save it again, or as plain text"


def _check_size(file: IO[bytes], most: int) -> None:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if size > most:
        raise ReadError(f"too large: more than {most // 1_000_000} MB; split it into one file an article")


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


def _ending(path: Path | None, file: IO[bytes]) -> str:
    """The ending that decides on the reader; what has no known one is recognised by how it begins."""
    if path and path.suffix.lower() in READABLE:
        return path.suffix.lower()
    head = file.read(HEAD)
    file.seek(0)
    beginning = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "ignore")
    if HTML_BEGINNING.match(beginning):
        return ".html"
    return ".jsonl" if _is_json_object(beginning) else ".txt"


def _is_json_object(beginning: str) -> bool:
    line = beginning.strip().partition("\n")[0]
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        # A line that is longer than what was read of it.
        return len(line) > HEAD // 4 and re.match(r'\{\s*"[^"]*"\s*:', line) is not None


def _stem(path: Path | None) -> str:
    """The file name without its ending; "Dr. Bell speaks" has none."""
    if path is None:
        return STANDARD_INPUT_ID
    return shown(path.name if " " in path.suffix else path.stem)
