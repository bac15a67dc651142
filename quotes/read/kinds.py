"""The first bytes of a file and its name in, what kind of file it is out.

Bytes go before the ending: a page that is called .txt is a page, a PDF that is called .doc a PDF. Among files of plain
characters the ending decides between those that look alike.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import IO
from zipfile import BadZipFile, ZipFile

from quotes.errors import ReadError

HEAD = 65_536
"""Bytes of a file by which its kind is told."""


class FileKind(StrEnum):
    """A kind of file that is read; its value is how a message calls it."""

    PLAIN = "plain text"
    MARKDOWN = "Markdown"
    HTML = "a web page"
    WORD = "a Word file"
    PDF = "a PDF file"
    RTF = "a Rich Text file"
    ODT = "an OpenDocument text"
    EPUB = "an EPUB book"
    MAIL = "a mail or saved page"
    OUTLOOK = "a mail of Outlook"
    NEWS_XML = "XML of news"
    SGML = "SGML of a corpus"
    CSV = "a CSV table"
    TSV = "a table with tabs"
    JSON = "JSON"
    JSON_LINES = "JSON Lines"
    PARQUET = "a Parquet table"
    SHEET = "a spreadsheet"
    ZIP = "a zip archive"
    GZIP = "a gzip archive"
    WARC = "web pages in a WARC file"


ENDINGS: Mapping[str, FileKind] = {
    ending: kind
    for kind, endings in {
        FileKind.PLAIN: ".txt .text",
        FileKind.MARKDOWN: ".md .markdown",
        FileKind.HTML: ".html .htm .xhtml",
        FileKind.WORD: ".docx",
        FileKind.PDF: ".pdf",
        FileKind.RTF: ".rtf",
        FileKind.ODT: ".odt",
        FileKind.EPUB: ".epub",
        FileKind.MAIL: ".eml .mhtml .mht",
        FileKind.OUTLOOK: ".msg",
        FileKind.NEWS_XML: ".xml .rss .atom .nitf .newsml",
        FileKind.SGML: ".sgml .sgm",
        FileKind.CSV: ".csv",
        FileKind.TSV: ".tsv .tab",
        FileKind.JSON: ".json .ninjs",
        FileKind.JSON_LINES: ".jsonl .ndjson",
        FileKind.PARQUET: ".parquet .pq",
        FileKind.SHEET: ".xlsx .xlsm .xls .ods",
        FileKind.ZIP: ".zip",
        FileKind.GZIP: ".gz",
        FileKind.WARC: ".warc",
    }.items()
    for ending in endings.split()
}
"""The kind that a file's ending says, where its first bytes do not say another."""

UNREADABLE: Mapping[str, str] = {
    **dict.fromkeys((".doc", ".docm", ".dot", ".dotx", ".pages", ".wpd"), "save it as .docx or plain text (.txt)"),
    **dict.fromkeys((".rar", ".7z", ".tar", ".tgz", ".bz2", ".xz", ".zst"), "unpack it and give the folder"),
    **dict.fromkeys((".mobi", ".azw", ".azw3"), "save it as .epub, .docx or plain text (.txt)"),
    ".numbers": "save the sheet as .xlsx or CSV (UTF-8)",
    ".ps": "save it as PDF",
    ".mbox": "save its mails as single .eml files",
    ".dta": "save it as CSV (UTF-8)",
    ".sav": "save it as CSV (UTF-8)",
    **dict.fromkeys((".rds", ".rdata"), "save it as CSV (UTF-8), in R with write.csv"),
}
"""Files that may hold articles and are not read: told by name, with what to do, wherever they are found."""

BYTES: tuple[tuple[bytes, FileKind], ...] = (
    (b"%PDF-", FileKind.PDF),
    (b"{\\rtf", FileKind.RTF),
    (b"\x1f\x8b", FileKind.GZIP),
    (b"PAR1", FileKind.PARQUET),
    (b"WARC/1.", FileKind.WARC),
)
OLE = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"
REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"%!PS", "PostScript; save it as PDF"),
    (b"\x89PNG", "binary, a picture; run text recognition (OCR) on it, and save the text"),
    (b"\xff\xd8\xff", "binary, a picture; run text recognition (OCR) on it, and save the text"),
    (b"GIF8", "binary, a picture; run text recognition (OCR) on it, and save the text"),
    (b"Rar!", "a RAR archive; unpack it and give the folder"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it and give the folder"),
    (b"SQLite format 3", "a database; export its table as CSV (UTF-8)"),
)
PARTS: tuple[tuple[str, FileKind], ...] = (("word/", FileKind.WORD), ("xl/", FileKind.SHEET))
DOCUMENTS = frozenset({FileKind.WORD, FileKind.SHEET, FileKind.ODT, FileKind.EPUB})
"""Kinds that are zip archives."""
MIME: Mapping[bytes, FileKind] = {
    b"application/vnd.oasis.opendocument.text": FileKind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": FileKind.SHEET,
    b"application/epub+zip": FileKind.EPUB,
}
OLE_STREAMS: tuple[tuple[str, FileKind], ...] = (("__substg1.0_", FileKind.OUTLOOK), ("Workbook", FileKind.SHEET))

HTML = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
SGML = re.compile(r"\s*(?:<!DOCTYPE lewis[^>]*>\s*)?<(?:DOC|REUTERS)\b", re.I)
XML = re.compile(r"\s*<(?:\?xml\b|rss\b|feed\b|nitf\b|newsItem\b|newsMessage\b|rdf:RDF\b)", re.I)
WHOLE_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[|\{\s*[\r\n])")
MAIL_FIELD = re.compile(r"([A-Za-z][A-Za-z-]{1,40}):[ \t]", re.I)
MAIL_FIELDS = frozenset(
    (
        *("content-type", "date", "delivered-to", "from", "message-id", "mime-version", "received", "return-path"),
        *("subject", "to", "x-mailer"),
    )
)
TEXTS = (
    FileKind.PLAIN,
    FileKind.MARKDOWN,
    FileKind.HTML,
    FileKind.MAIL,
    FileKind.NEWS_XML,
    FileKind.SGML,
    FileKind.JSON,
)
"""Kinds of characters that are told apart by how they begin."""


def file_kind(file: IO[bytes], ending: str) -> FileKind:
    """The kind of a seekable file, which is left at its beginning; raises ReadError for one that is not read."""
    file.seek(0)
    head = file.read(HEAD)
    for beginning, known in BYTES:
        if head.startswith(beginning):
            file.seek(0)
            return known
    for beginning, what in REFUSED:
        if head.startswith(beginning):
            raise ReadError(f"this is {what}")
    kind: FileKind | None = None
    if head.startswith(ZIP):
        kind = _zipped(file, ENDINGS.get(ending))
    elif head.startswith(OLE):
        kind = _ole(file)
    file.seek(0)
    if kind is not None:
        return kind
    said = ENDINGS.get(ending)
    if said is None and ending in UNREADABLE and b"\0" in head:
        raise ReadError(f"{ending} files are not read; {UNREADABLE[ending]}")
    if said is FileKind.JSON_LINES and WHOLE_JSON.match(head):
        return FileKind.JSON
    return said if said is not None and said not in TEXTS else _of_characters(head, said)


def _of_characters(head: bytes, said: FileKind | None) -> FileKind:
    beginning = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "ignore")
    if HTML.match(beginning):
        return FileKind.HTML
    if SGML.match(beginning):
        return FileKind.SGML
    if XML.match(beginning) or (said is FileKind.NEWS_XML and beginning.lstrip().startswith("<")):
        return FileKind.HTML if said is FileKind.HTML else FileKind.NEWS_XML
    if _is_mail(beginning):
        return FileKind.MAIL
    if said is FileKind.JSON or (said is None and beginning.lstrip()[:1] in ("[", "{")):
        return _json_kind(beginning, said)
    if said in (FileKind.PLAIN, None) and _has_tabs(beginning):
        return FileKind.TSV
    return FileKind.PLAIN if said in (None, FileKind.MAIL, FileKind.NEWS_XML, FileKind.SGML) else said


def _zipped(file: IO[bytes], said: FileKind | None) -> FileKind:
    """What a zip archive is: a document, by the parts in it or else its ending, or just an archive."""
    try:
        with ZipFile(file) as archive:
            names = archive.namelist()
            for start, kind in PARTS:
                if any(name.startswith(start) for name in names) and "[Content_Types].xml" in names:
                    return kind
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                mime = archive.read("mimetype").strip()
                if mime in MIME:
                    return MIME[mime]
            if any(name.endswith(".iwa") for name in names):
                raise ReadError("a file of Pages or Numbers; save it as .docx, or its sheet as CSV (UTF-8)")
    except (BadZipFile, KeyError, NotImplementedError, ValueError, RuntimeError, EOFError):
        pass
    return said if said in DOCUMENTS else FileKind.ZIP


def _ole(file: IO[bytes]) -> FileKind:
    """What a file of the old kind of Office is, by the names of its streams."""
    file.seek(0)
    data = file.read(4_000_000)
    for stream, kind in OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return kind
    raise ReadError(
        "damaged, protected by a password or of an old program: open it there and save it again as .docx, "
        "or its sheet as .xlsx"
    )


def _json_kind(beginning: str, said: FileKind | None) -> FileKind:
    """JSON Lines where the first line is an object by itself and another follows."""
    first, _, rest = beginning.strip().partition("\n")
    try:
        alone = isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        # A line that is longer than what was read of it.
        alone = len(first) > HEAD // 4 and re.match(r'\{\s*"[^"]*"\s*:', first) is not None and not rest
        if said is FileKind.JSON:
            return FileKind.JSON
    if alone:
        return FileKind.JSON_LINES if rest.lstrip().startswith("{") or said is None else FileKind.JSON
    return FileKind.JSON if said is FileKind.JSON or _is_json(beginning) else FileKind.PLAIN


def _is_json(beginning: str) -> bool:
    return re.match(r'\s*(?:\[\s*)?\{\s*"[^"\n]{1,200}"\s*:', beginning) is not None


def _is_mail(beginning: str) -> bool:
    """Whether the first lines are fields of a mail: three at least, one of them that only mails have."""
    fields = set()
    for line in beginning.split("\n")[:40]:
        if not line.strip():
            break
        if line[0] in " \t":
            continue
        found = MAIL_FIELD.match(line)
        if not found:
            return False
        fields.add(found[1].lower())
    sure = fields & {"received", "mime-version", "return-path", "delivered-to", "message-id"}
    return len(fields & MAIL_FIELDS) >= 3 and bool(sure)


def _has_tabs(beginning: str) -> bool:
    """Whether the first line names columns with tabs between, one of them usual for a text."""
    from quotes.read.columns import has_text_column

    first, _, rest = beginning.partition("\n")
    names = [name.strip() for name in first.split("\t")]
    return len(names) > 1 and "\t" in rest and has_text_column(names)
