"""Bytes of a text file in, its characters out: UTF-8, UTF-16 with byte order mark, or cp1252; never anything binary.

Line ends are kept exactly, because offsets of evidence refer to the decoded file.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import IO

from quotes.errors import ReadError

LONGEST_ARTICLE = 1_000_000
"""Characters of one article; a long novel has as many."""

LARGEST_FILE = 4 * LONGEST_ARTICLE
"""Bytes of one text or HTML file: no encoding read here needs more than four a character."""

BLOCK = 1 << 20
SAVE_AS_TEXT = "save the article as plain text (UTF-8) or .docx"

BINARY_BEGINNINGS = (
    (b"%PDF-", "a PDF file"),
    (b"{\\rtf", "a Rich Text file"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old or protected office document"),
    (b"\x1f\x8b", "a gzip archive"),
)
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What Windows text never holds: control characters other than tab, line ends, form feed and the old end-of-file mark.
CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
MOST_CONTROL = 0.01
MOSTLY = 0.6
MAC_MARKS = re.compile(r"(?<!\w)Ò(?=\w)|(?<=[\w.,!?])Ó(?!\w)|(?<=\w)Õ(?=(?:s|t|re|ve|ll|d|m)\b)")
WINDOWS_MARKS = re.compile("[“”’]")
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes) -> str:
    """The characters of ``data`` without its byte order mark; raises ReadError as :func:`encoding_of` does."""
    return data.decode(encoding_of(io.BytesIO(data)))


def encoding_of(file: IO[bytes]) -> str:
    """The codec for a seekable text file of any size, which is read block by block and left at its beginning.

    Raises ReadError where the file is binary, damaged or in an encoding that is not read here.
    """
    file.seek(0)
    head = file.read(8)
    for beginning, name in BINARY_BEGINNINGS:
        if head.startswith(beginning):
            raise ReadError(f"this is {name}, not text; {SAVE_AS_TEXT}")
    if head.startswith(UTF16_MARKS):
        encoding = "utf-16"
        if _faulty_line(file, encoding):
            raise ReadError("damaged UTF-16; save it again as UTF-8")
    elif bare := _bare_utf16(file):
        encoding = bare
        if _faulty_line(file, encoding):
            raise ReadError("damaged UTF-16; save it again as UTF-8")
    else:
        encoding = "utf-8-sig"
        if line := _faulty_line(file, encoding):
            _check_windows(file, line)
            encoding = "mac_roman" if _is_mac(file) else "cp1252"
    file.seek(0)
    return encoding


def _bare_utf16(file: IO[bytes]) -> str:
    """The codec of UTF-16 without byte order mark, empty for anything else: every other byte is nothing, nearly."""
    file.seek(0)
    head = file.read(4096)
    pairs = len(head) // 2
    if pairs < 8:
        return ""
    first, second = head[0 : 2 * pairs : 2].count(0) / pairs, head[1 : 2 * pairs : 2].count(0) / pairs
    if second > MOSTLY and first == 0:
        return "utf-16-le"
    return "utf-16-be" if first > MOSTLY and second == 0 else ""


def _is_mac(file: IO[bytes]) -> bool:
    """Whether text that is not UTF-8 is that of an old Mac: its quotation marks are letters that stand nowhere else."""
    file.seek(0)
    text = file.read(BLOCK).decode("cp1252", "replace")
    return len(MAC_MARKS.findall(text)) > len(WINDOWS_MARKS.findall(text))


def check_text(text: str) -> str:
    """``text`` itself, fit to be an article; raises ReadError where it is empty, too long or holds NUL characters."""
    if not text.strip():
        raise ReadError("empty: there is no text in it; leave it out, or put the article's text in")
    if len(text) > LONGEST_ARTICLE:
        raise ReadError(
            f"too large: {len(text):,} characters, at most {LONGEST_ARTICLE:,} are read as one article; "
            "split it into one file an article"
        )
    if "\0" in text:
        raise ReadError("the text holds NUL characters; take them out, or export the data again")
    return text


def without_surrogates(text: str) -> str:
    """``text`` with halves of surrogate pairs (JSON can hold them, UTF-8 cannot) replaced by U+FFFD, one for one."""
    return SURROGATE.sub("\ufffd", text)


def _faulty_line(file: IO[bytes], encoding: str) -> int:
    """The number, from 1, of the first line that is not text in ``encoding``; 0 where all are.

    Raises ReadError at a NUL character, which no text holds.
    """
    line = 1
    try:
        for text in _blocks(file, encoding):
            if "\0" in text:
                line += _line_ends(text[: text.index("\0")])
                raise ReadError(f"binary, or UTF-16 without byte order mark (NUL in line {line}); {SAVE_AS_TEXT}")
            line += _line_ends(text)
    except UnicodeDecodeError as error:
        return line + _line_ends(error.object[: error.start].decode("latin-1"))
    return 0


def _check_windows(file: IO[bytes], line: int) -> None:
    """Raises ReadError unless ``file``, which is not UTF-8 in ``line``, is Windows text (cp1252)."""
    size = control = beyond_ascii = broken = 0
    for text in _blocks(file, "utf-8", "surrogateescape"):
        size += len(text)
        control += len(CONTROL.findall(text))
        beyond_ascii += len(BEYOND_ASCII.findall(text))
        broken += len(SURROGATE.findall(text))
    if control > MOST_CONTROL * size:
        raise ReadError(f"binary; {SAVE_AS_TEXT}")
    # Windows text hardly ever is valid UTF-8 by chance. Read as cp1252, damaged UTF-8 would lose its quotation marks.
    if 2 * broken <= beyond_ascii:
        raise ReadError(f"damaged UTF-8 (line {line}); open it in an editor and save it again as UTF-8")
    if line := _faulty_line(file, "cp1252"):
        raise ReadError(f"neither UTF-8 nor Windows text (line {line}); save it again as UTF-8")


def _blocks(file: IO[bytes], encoding: str, errors: str = "strict") -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    file.seek(0)
    while block := file.read(BLOCK):
        yield decoder.decode(block)
    yield decoder.decode(b"", final=True)


def _line_ends(text: str) -> int:
    return text.count("\n") or text.count("\r")
