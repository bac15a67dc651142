"""A file that holds other files in (zip, gzip, WARC), those files out, one after the other, unpacked within bounds."""

from __future__ import annotations

import gzip
import importlib
import io
import shutil
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from quotes.errors import ReadError
from quotes.read.archive import LARGEST_UNPACKED, TOO_LARGE, open_archive, unpacked_part

IN_MEMORY = 8_000_000
BLOCK = 1 << 20
HOW_WARC = "get what reads it with: pip install 'quotes-toolkit[formats]', or save the pages as .html"
MOST_DEEP = 3
"""Archives within archives."""

Inner = tuple[str, IO[bytes]]


def unzipped(file: IO[bytes], name: str) -> Iterator[Inner]:
    """The files of a zip archive, in the order of their names, hidden ones left out; nothing is written to disk."""
    archive = open_archive(file, "damaged, or no zip archive: pack it again, or give the folder")
    left = LARGEST_UNPACKED
    for part in sorted(archive.infolist(), key=lambda part: part.filename):
        path = PurePosixPath(part.filename)
        if part.is_dir() or any(step.startswith((".", "__MACOSX")) and step != ".." for step in path.parts):
            continue
        data = unpacked_part(archive, part, left)
        left -= len(data)
        yield part.filename, io.BytesIO(data)


def gunzipped(file: IO[bytes], name: str) -> Iterator[Inner]:
    """The file in a gzip archive, called as the archive without its ending."""
    with SpooledTemporaryFile(max_size=IN_MEMORY) as copy:
        try:
            with gzip.open(file) as stream:
                shutil.copyfileobj(_Bounded(stream), copy, BLOCK)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise ReadError(f"damaged gzip archive ({error}); fetch or pack it again") from error
        copy.seek(0)
        yield name.removesuffix(".gz"), copy


def pages_of_warc(file: IO[bytes], name: str) -> Iterator[Inner]:
    """The web pages of a WARC file; it takes the extra ``formats``."""
    try:
        records = iter(importlib.import_module("warcio.archiveiterator").ArchiveIterator(file))
    except ImportError as error:
        raise ReadError(f"web pages in a WARC file: {HOW_WARC}") from error
    left = 10 * LARGEST_UNPACKED
    for number, record in enumerate(_quietly(records), start=1):
        kind = (record.http_headers.get_header("Content-Type") or "") if record.http_headers else ""
        if record.rec_type != "response" or "html" not in kind:
            continue
        data = record.content_stream().read(LARGEST_UNPACKED)
        left -= len(data)
        if left < 0:
            raise ReadError(TOO_LARGE)
        yield f"page-{number}.html", io.BytesIO(data)


def _quietly(records: Iterator[Any]) -> Iterator[Any]:
    """The records, without what the library prints about odd ones."""
    while True:
        with redirect_stderr(io.StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


class _Bounded:
    """A stream that fails where it gives more than an archive may hold."""

    def __init__(self, stream: gzip.GzipFile) -> None:
        self._stream = stream
        self._left = LARGEST_UNPACKED

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise ReadError(TOO_LARGE)
        return data
