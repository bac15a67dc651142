"""SGML of research corpora in (Gigaword and TREC, Reuters-21578), its articles out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from quotes.model import Article
from quotes.read.dates import iso_date

DOCUMENT = re.compile(r"<(DOC|REUTERS)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<[^<>]{1,200}>")
PARAGRAPH = re.compile(r"</?P\s*>", re.IGNORECASE)
BYLINE = re.compile(r"by\s+", re.IGNORECASE)
DAY_IN_ID = re.compile(r"(?<!\d)(?:19|20)\d{6}(?!\d)")
"""The day of an agency's report, which Gigaword tells in its number alone ("XXX_ENG_20040101.0001")."""


def read_sgml(text: str) -> Iterator[Article]:
    """A document an article, known by its number in the corpus."""
    for _, attributes, inside in DOCUMENT.findall(text):
        whole = _inside(inside, "TEXT")
        body = _inside(whole, "BODY") or whole  # Reuters has its headline in the text, too
        number = _attribute(attributes, "id") or _inside(inside, "DOCNO").strip() or _attribute(attributes, "NEWID")
        yield Article(
            id=number,
            text=_plain("\n\n".join(PARAGRAPH.split(body))),
            title=_plain(_inside(inside, "HEADLINE") or _inside(inside, "HEAD") or _inside(inside, "TITLE")),
            date=_plain(_inside(inside, "DATE") or _inside(inside, "DATE_TIME")) or _day_in(number),
            author=BYLINE.sub("", _plain(_inside(inside, "AUTHOR") or _inside(inside, "BYLINE")), count=1),
        )


def _day_in(number: str) -> str:
    """The day that a document's number holds, as ISO; empty where it holds none."""
    found = DAY_IN_ID.search(number)
    day = iso_date(found[0]) if found else ""
    return day if "-" in day else ""


def _inside(text: str, name: str) -> str:
    found = re.search(rf"<{name}\b[^>]*>(.*?)</{name}\s*>", text, re.DOTALL | re.IGNORECASE)
    return found[1] if found else ""


def _attribute(attributes: str, name: str) -> str:
    found = re.search(rf"\b{name}\s*=\s*[\"']?([^\"'\s>]+)", attributes, re.IGNORECASE)
    return found[1] if found else ""


def _plain(text: str) -> str:
    """Without tags and entities; what a paragraph's lines are told from stays."""
    blocks = re.split(r"\n\s*\n", html.unescape(TAG.sub("", text)))
    return "\n\n".join(block.strip("\n ") for block in blocks if block.strip())
