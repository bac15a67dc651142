"""Bytes of a saved web page in, its article out: text, title, author, date, outlet, section, URL. Fetches nothing."""

from __future__ import annotations

import codecs
import logging
import re

from trafilatura import bare_extraction

from quotes.errors import ReadError
from quotes.messages import words_alone
from quotes.model import Article
from quotes.own_data import toml_beside
from quotes.read.dates import MONTHS
from quotes.read.decode import decode
from quotes.read.heading import author_of

# These log what the caller hears as a ReadError; without a handler Python would print it besides.
for _name in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

CHARSET = re.compile(rb"<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
HEAD = 4096
OTHER_CODECS = ("cp125", "iso8859-", "koi8", "mac-", "gb", "big5", "euc_", "shift_jis", "iso2022")
DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
QUOTED_OPEN = re.compile(r"<q(?:\s[^<>]*)?>", re.IGNORECASE)
QUOTED_CLOSE = re.compile(r"</q\s*>", re.IGNORECASE)
SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s>]+)")
SENTENCE_END = re.compile(r"[.!?…][”’\"'»)\]]*(?:\s|\Z)")
LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{4000,}")
ATTRIBUTE_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
MOST_ATTRIBUTES = 1_000
PREFORMATTED = re.compile(r"(<(?:pre|textarea|script)\b.*?</(?:pre|textarea|script)\s*>)", re.IGNORECASE | re.DOTALL)
TEXT_NODE = re.compile(r"(?<=>)[^<>]*[\r\n][^<>]*(?=<)")
WHITE_SPACE = re.compile(r"[ \t]*[\r\n]\s*")
WORDS = toml_beside(__file__, "page_words.toml")
NOT_TEXT, NOT_AUTHOR = tuple(WORDS["not_text"]), tuple(WORDS["not_author"])
DATES = {"original_date": True, "extensive_search": False}


def read_html(data: bytes) -> Article:
    """The article of a web page; paragraphs are apart by a blank line. Raises ReadError where there is none."""
    page = DECLARATION.sub("", decode_page(data))
    check_tags(page)
    page = "".join(_joined(piece) for piece in PREFORMATTED.split(page))
    # A browser draws the quotation marks of <q>; trafilatura knows nothing of them.
    marked = QUOTED_CLOSE.sub("”", QUOTED_OPEN.sub("“", page))
    found = bare_extraction(marked, with_metadata=True, include_comments=False, date_extraction_params=DATES)
    if found is None or isinstance(found, dict) or not SENTENCE_END.search(found.text or ""):
        raise ReadError("no article found in this page: copy the article's text from the browser into a .txt file")
    saved_from = SAVED_FROM.search(page[:HEAD])
    outlet = found.sitename or found.hostname or ""
    text = _prose((found.text or "").split("\n"), found.title or "")
    if not SENTENCE_END.search(text):
        raise ReadError("no article found in this page: copy the article's text from the browser into a .txt file")
    return Article(
        id="",
        text=text,
        title=found.title or "",
        date=found.date or "",
        outlet=outlet,
        author=_authors(found.author or "", outlet),
        section=(found.categories or [""])[0],
        url=found.url or (saved_from[1] if saved_from else ""),
    )


def _joined(piece: str) -> str:
    """A piece of a page with its line ends as the spaces that a browser makes of them, but in preformatted text."""
    return (
        piece if PREFORMATTED.fullmatch(piece) else TEXT_NODE.sub(lambda found: WHITE_SPACE.sub(" ", found[0]), piece)
    )


def _prose(lines: list[str], title: str) -> str:
    """The paragraphs of a page without its headline, which is known, and without lines that are no article's."""
    paragraphs = [line.strip() for line in lines]
    kept = [one for one in paragraphs if one and not one.casefold().startswith(NOT_TEXT)]
    if len(kept) > 1 and title and words_alone(kept[0]) == words_alone(title):
        kept = kept[1:]
    if len(kept) > 1 and author_of(kept[0]):
        kept = kept[1:]
    return "\n\n".join(kept)


def _authors(told: str, outlet: str) -> str:
    """The names among what a page gives as its authors: each once, without months, "Username" and the outlet."""
    names: dict[str, str] = {}
    for name in re.split(r"\s*[;,|]\s*|\s+and\s+", told):
        words = name.split()
        while words and words[-1].casefold().rstrip(".") in MONTHS and len(words) > 2:
            words.pop()
        plain = " ".join(words).casefold()
        if plain and plain not in (*NOT_AUTHOR, outlet.casefold()):
            kept = names.get(plain)
            names[plain] = " ".join(words) if kept is None or kept.isupper() else kept
    return "; ".join(names.values())


def check_tags(page: str) -> None:
    """Raise ReadError for a tag with more attributes than any page has: the parser's work grows with their cube."""
    for tag in LONG_TAG.finditer(page):
        if len(ATTRIBUTE_VALUE.sub("", tag[0]).split()) > MOST_ATTRIBUTES:
            raise ReadError("a tag with thousands of attributes: copy the article's text from the browser into a .txt")


def decode_page(data: bytes) -> str:
    """The characters of a page, by the encoding that it declares or else as any text file.

    A page that says it is UTF-8 may have damaged places, as in a browser: they become U+FFFD.
    """
    declared = CHARSET.search(data[:HEAD])
    if declared is None or b"\0" in data:
        return decode(data)
    try:
        codec = codecs.lookup(declared[1].decode("ascii")).name
    except (LookupError, UnicodeError):
        return decode(data)
    # Browsers read pages that call themselves Latin-1 as Windows text, and so does decode.
    if codec.startswith(OTHER_CODECS) and codec != "iso8859-1":
        return data.decode(codec, "replace")
    try:
        return decode(data)
    except ReadError:
        return data.decode("utf-8-sig", "replace")
