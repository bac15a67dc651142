"""A file of any kind in, its articles out: which reader reads what. A format is a module; here is the table of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import IO

from quotes.errors import ReadError
from quotes.messages import shown
from quotes.model import Article
from quotes.read.columns import Columns
from quotes.read.decode import LARGEST_FILE, check_text, decode
from quotes.read.kinds import FileKind, file_kind
from quotes.read.packed import MOST_DEEP, Inner, gunzipped, pages_of_warc, unzipped
from quotes.read.table import ROWS, count_rows, read_table

LARGEST_OFFICE = 100_000_000
"""Bytes of one document with its pictures."""

Found = Iterable[Article]


@dataclass(frozen=True)
class Request:
    """How files are to be read: their columns, and who hears of a part that is left out, or not whole."""

    columns: Columns
    skip: Callable[[str, str], None]
    remark: Callable[[str], None] = lambda remark: None


def read_file(file: IO[bytes], name: str, stem: str, request: Request, depth: int = 0) -> Iterator[Article]:
    """The articles of a seekable ``file`` called ``name``; those without an id of their own are known by ``stem``.

    Raises ReadError, MissingColumn among them, where nothing, or no more, can be read of it. Files within an archive
    are read one by one: what is wrong with one is told, and the others are read.
    """
    kind = file_kind(file, ending_of(name))
    if kind in ROWS:
        yield from read_table(
            file, kind, request.columns, stem, lambda why: request.skip(name, why), lambda what: request.remark(what)
        )
    elif kind in ARCHIVES:
        if depth >= MOST_DEEP:
            raise ReadError("archives in archives in archives; unpack it and give the folder")
        yield from _of_archive(file, name, stem, kind, request, depth)
    else:
        yield from with_ids(_checked(READERS[kind](file)), stem)


def count_file(file: IO[bytes], name: str, columns: Columns) -> int:
    """How many articles ``read_file`` will come upon, those that it will skip included; cheaply, so one a document."""
    kind = file_kind(file, ending_of(name))
    if kind in ROWS:
        return count_rows(file, kind, columns)
    if kind in COUNTED:
        request = Request(columns, lambda name, why: None)
        return max(1, sum(1 for _ in read_file(file, name, "", request)))
    return 1


def ending_of(name: str) -> str:
    """The ending of a file's name in small letters; that of ``a.jsonl.gz`` is ``.gz``."""
    return os.path.splitext(name)[1].lower()  # noqa: PTH122


def stem_of(name: str) -> str:
    """The file name without its ending; "Dr. Bell speaks" has none."""
    path = PurePosixPath(name)
    return shown(path.name if " " in path.suffix else path.stem)


def with_ids(articles: Iterable[Article], stem: str) -> Iterator[Article]:
    """``articles`` with an id each: their own, else ``stem``, with a number where there are several."""
    waiting: Article | None = None
    number = 0
    for article in articles:
        if waiting is not None:
            number += 1
            yield replace(waiting, id=waiting.id or f"{stem}-{number}")
        waiting = article
    if waiting is not None:
        yield replace(waiting, id=waiting.id or (f"{stem}-{number + 1}" if number else stem))


def _checked(articles: Iterable[Article]) -> Iterator[Article]:
    some = False
    for article in articles:
        some = True
        check_text(article.text)
        yield article
    if not some:
        raise ReadError("there is no article in it; open it in its program to see what it holds")


def _of_archive(
    file: IO[bytes], name: str, stem: str, kind: FileKind, request: Request, depth: int
) -> Iterator[Article]:
    some = False
    for inner, data in ARCHIVES[kind](file, name):
        within = inner if kind is FileKind.GZIP else f"{name}/{inner}"
        try:
            for article in read_file(data, within, stem_of(inner), request, depth + 1):
                some = True
                yield article
        except ReadError as error:
            if kind is FileKind.GZIP:
                raise
            some = True
            request.skip(within, str(error))
    if not some:
        raise ReadError("there is no article in it")


def whole(file: IO[bytes], most: int = LARGEST_FILE) -> bytes:
    """All bytes of a file; raises ReadError where these are none or too many."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if size > most:
        raise ReadError(f"too large: more than {most // 1_000_000} MB; split it into one file an article")
    data = file.read()
    if not data.strip():
        raise ReadError("empty: there is nothing in it; leave it out, or put the article's text in")
    return data


def _document(text: str) -> Found:
    """What a document's text is: an export of several articles, or one."""
    from quotes.read.bundles import split_bundle
    from quotes.read.text import read_document

    return split_bundle(text) or [read_document(text)]


def _plain(file: IO[bytes]) -> Found:
    from quotes.read.bundles import split_bundle
    from quotes.read.text import read_plain

    text = decode(whole(file))
    return split_bundle(text) or [read_plain(text)]


def _markdown(file: IO[bytes]) -> Found:
    from quotes.read.text import read_markdown

    return [read_markdown(decode(whole(file)))]


def _page(data: bytes) -> Found:
    from quotes.read.html import decode_page, read_html
    from quotes.read.html_bundles import split_page

    return split_page(decode_page(data)) or [read_html(data)]


def _html(file: IO[bytes]) -> Found:
    return _page(whole(file))


def _word(file: IO[bytes]) -> Found:
    from quotes.read.bundles import split_bundle
    from quotes.read.docx import read_docx

    whole(file, LARGEST_OFFICE)
    article = read_docx(file)
    return split_bundle(article.text) or [article]


def _pdf(file: IO[bytes]) -> Found:
    from quotes.read.pdf import pdf_text

    return _document(pdf_text(whole(file, LARGEST_OFFICE)))


def _rtf(file: IO[bytes]) -> Found:
    from quotes.read.rtf import rtf_text

    return _document(rtf_text(whole(file, LARGEST_OFFICE)))


def _odt(file: IO[bytes]) -> Found:
    from quotes.read.odt import odt_text

    whole(file, LARGEST_OFFICE)
    return _document(odt_text(file))


def _epub(file: IO[bytes]) -> Found:
    from quotes.read.epub import read_epub

    whole(file, LARGEST_OFFICE)
    return read_epub(file)


def _mail(file: IO[bytes]) -> Found:
    from quotes.read.bundles import split_bundle
    from quotes.read.mail import read_mail

    found = read_mail(whole(file, LARGEST_OFFICE))
    return _page(found) if isinstance(found, bytes) else split_bundle(found.text) or [found]


def _outlook(file: IO[bytes]) -> Found:
    from quotes.read.outlook import read_outlook

    return [read_outlook(whole(file, LARGEST_OFFICE))]


def _news_xml(file: IO[bytes]) -> Found:
    from quotes.read.news_xml import read_news_xml

    return read_news_xml(whole(file, LARGEST_OFFICE))


def _sgml(file: IO[bytes]) -> Found:
    from quotes.read.sgml import read_sgml

    return read_sgml(decode(whole(file, LARGEST_OFFICE)))


# What a format needs is loaded with the first file of it.
READERS: Mapping[FileKind, Callable[[IO[bytes]], Found]] = {
    FileKind.PLAIN: _plain,
    FileKind.MARKDOWN: _markdown,
    FileKind.HTML: _html,
    FileKind.WORD: _word,
    FileKind.PDF: _pdf,
    FileKind.RTF: _rtf,
    FileKind.ODT: _odt,
    FileKind.EPUB: _epub,
    FileKind.MAIL: _mail,
    FileKind.OUTLOOK: _outlook,
    FileKind.NEWS_XML: _news_xml,
    FileKind.SGML: _sgml,
}
ARCHIVES: Mapping[FileKind, Callable[[IO[bytes], str], Iterator[Inner]]] = {
    FileKind.ZIP: unzipped,
    FileKind.GZIP: gunzipped,
    FileKind.WARC: pages_of_warc,
}
COUNTED = frozenset({FileKind.PLAIN, FileKind.RTF, FileKind.NEWS_XML, FileKind.SGML, FileKind.ZIP, FileKind.GZIP})
"""Kinds that often hold several articles and are read in no time."""
