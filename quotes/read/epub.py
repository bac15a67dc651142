"""An EPUB book in, its chapters as articles out, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO
from urllib.parse import unquote

from lxml import etree

from quotes.errors import ReadError
from quotes.model import Article
from quotes.read.archive import check_xml, open_archive, unpacked_part
from quotes.read.blocks import html_text
from quotes.read.decode import LARGEST_FILE
from quotes.read.heading import with_heading
from quotes.read.html import decode_page
from quotes.read.odt import PARSER

CONTAINER = "META-INF/container.xml"
DAMAGED = "damaged, or no EPUB book: save it again from its program, or as .docx"


def read_epub(file: IO[bytes]) -> Iterator[Article]:
    """A chapter an article, known by its first heading; raises ReadError where the book is protected or damaged."""
    archive = open_archive(file, DAMAGED)
    check_xml(archive)
    if "META-INF/encryption.xml" in archive.namelist():
        raise ReadError("protected against copying; save its text as .docx or plain text")
    try:
        book = str(_root(unpacked_part(archive, CONTAINER)).xpath("string(//*[local-name()='rootfile']/@full-path)"))
        package = _root(unpacked_part(archive, book))
    except (KeyError, etree.XMLSyntaxError) as error:
        raise ReadError(DAMAGED) from error
    items = {item.get("id"): item.get("href", "") for item in package.iterfind(".//{*}manifest/{*}item")}
    read = [items.get(item.get("idref"), "") for item in package.iterfind(".//{*}spine/{*}itemref")]
    for href in read or list(items.values()):
        part = str(PurePosixPath(book).parent / unquote(href.partition("#")[0]))
        if part in archive.namelist() and part.lower().endswith((".xhtml", ".html", ".htm", ".xml")):
            page = decode_page(unpacked_part(archive, part, LARGEST_FILE))
            text = html_text(page)
            if text:
                yield with_heading(
                    Article(id="", text=text, outlet=_first(package, "title"), author=_first(package, "creator"))
                )


def _root(data: bytes) -> etree._Element:
    return etree.fromstring(data, PARSER)


def _first(package: etree._Element, name: str) -> str:
    return " ".join((package.findtext(f".//{{*}}metadata/{{*}}{name}") or "").split())
