"""A page that is an export of several articles in (Factiva, Europresse), these out; ``None`` for any other page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from quotes.errors import ReadError
from quotes.model import Article
from quotes.read.blocks import text_of
from quotes.read.bundles import LAYOUTS, REMEDY, split_bundle
from quotes.read.dates import iso_date
from quotes.read.heading import without_by

SIGN = re.compile(
    r"class\s*=\s*[\"']?[^\"'>]*(?:\barticle \w*Article\b|DocPublicationName|docOcurrContainer)"
    r"|\d+ of \d+ DOCUMENTS|End of Document|LOAD-DATE:|Load-Date:|ProQuest document|Document [A-Z]{2,}0(?:19|20)\d{6}"
)
FACTIVA = "//*[contains(concat(' ', normalize-space(@class), ' '), ' article ') and contains(@class, 'Article')]"
EUROPRESSE = "//article[.//*[contains(@class, 'DocPublicationName')]]"
CODE = re.compile(r"[A-Z]{2,3}\Z")
ISO = re.compile(r"\d{4}-\d\d-\d\d\Z")


def split_page(page: str) -> list[Article] | None:
    """The articles of an export; raises ReadError where it is one and cannot be split."""
    if not SIGN.search(page):
        return None
    try:
        root = document_fromstring(page.encode("utf-8", "replace"), parser=etree.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return None
    several = root.xpath(FACTIVA)
    if several:
        return _whole("Factiva", [_factiva(one) for one in several])
    several = root.xpath(EUROPRESSE)
    if several:
        return _whole("Europresse", [_europresse(one) for one in several])
    return split_bundle(text_of(root))


def _whole(name: str, articles: Sequence[Article]) -> list[Article]:
    if any(not article.text.strip() for article in articles):
        raise ReadError(f"an export of {name} with several articles, laid out in a way that is not known; {REMEDY}")
    return list(articles)


def _factiva(block: HtmlElement) -> Article:
    """One article, whose fields have their codes beside them, or stand one above the other."""
    codes = LAYOUTS["factiva"]["codes"]
    cells = {
        code: row[-1]
        for row in block.iter("tr")
        if len(row) > 1 and CODE.match(code := " ".join(row[0].itertext()).replace("\u00a0", " ").strip())
    }
    if cells:
        found = {
            goal: " ".join("".join(cells[code].itertext()).split()) for code, goal in codes.items() if code in cells
        }
        body = [text_of(cells[code]) for code in LAYOUTS["factiva"]["text"] if code in cells]
        found["id"] = found.get("id", "").removeprefix("Document").strip()
        found["author"] = without_by(found.get("author", ""))
        found["date"] = iso_date(found.get("date", ""))
        return Article(**{"id": "", "text": "\n\n".join(part for part in body if part)} | found)
    split = split_bundle(text_of(block))
    return split[0] if split else Article(id="", text="")


def _europresse(block: HtmlElement) -> Article:
    def said(*names: str) -> str:
        for name in names:
            for one in block.xpath(f".//*[contains(@class, '{name}')]"):
                words = " ".join("".join(one.itertext()).split())
                if words:
                    return words
        return ""

    header = said("DocHeader")
    pieces = [piece.strip() for piece in re.split(r"[,•|]\s|\s[-–]\s", header)]
    starts = (header[word.start() :] for word in re.finditer(r"\w+", header))
    dated = next((day for rest in starts if ISO.match(day := iso_date(rest))), "")
    body = block.xpath(".//*[contains(@class, 'docOcurrContainer')]")
    return Article(
        id="",
        text="\n\n".join(text_of(one) for one in body),
        title=said("titreArticle", "rdp__articletitle"),
        date=dated,
        outlet=re.split(r",|\s\(", said("DocPublicationName"))[0].strip(),
        author=said("docAuthors", "sm-margin-bottomNews"),
        section=pieces[0] if len(pieces) > 1 and not re.search(r"\d{4}", pieces[0]) else "",
    )
