"""A zip archive in (Word, OpenDocument, EPUB, a folder packed by its owner), its parts out, within bounds.

What an archive says of itself is not believed: parts are unpacked in memory, to no more than a document needs, and
nothing is ever written to disk.
"""

from __future__ import annotations

from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from quotes.errors import ReadError

LARGEST_UNPACKED = 300_000_000
"""Bytes of everything in the file, pictures too."""
LARGEST_XML = 60_000_000
"""Bytes of one XML part in the file: far more than a million characters of marked-up text."""
MOST_TAGS = 2_000_000
"""Tags of all XML parts together: a tree of as many takes half a gigabyte."""
MOST_PARTS = 50_000
BLOCK = 1 << 20
TOO_LARGE = "too large when unpacked: copy the article's text into a new document or a .txt file"


def open_archive(file: IO[bytes], damaged: str) -> ZipFile:
    """The archive in ``file``; raises ReadError, with ``damaged``, where it is none, and where it is too large."""
    try:
        archive = ZipFile(file)
        parts = archive.infolist()
    except (BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise ReadError(damaged) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise ReadError(TOO_LARGE)
    return archive


def check_xml(archive: ZipFile) -> None:
    """Raise ReadError where the XML in an archive would make a tree larger than any document's."""
    tags = 0
    for part in archive.infolist():
        if part.filename.endswith((".xml", ".rels")):
            if part.file_size > LARGEST_XML:
                raise ReadError(TOO_LARGE)
            with archive.open(part) as stream:
                while block := stream.read(BLOCK):
                    tags += block.count(b"<")
                    if tags > MOST_TAGS:
                        raise ReadError(TOO_LARGE)


def unpacked_part(archive: ZipFile, part: str | ZipInfo, most: int = LARGEST_XML) -> bytes:
    """The bytes of a part; raises ReadError where they are too many or need a password, KeyError for no part."""
    info = archive.getinfo(part) if isinstance(part, str) else part
    if info.flag_bits & 1:
        raise ReadError("protected by a password: unpack it yourself, and give the folder")
    if info.file_size > most:
        raise ReadError(TOO_LARGE)
    with archive.open(info) as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise ReadError(TOO_LARGE)
    return data
