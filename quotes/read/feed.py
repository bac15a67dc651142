"""The address of a feed in, its articles as files of a folder out: one each, which stay when the feed drops them."""

from __future__ import annotations

import hashlib
import json
import re
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from quotes.errors import ReadError, UsageError
from quotes.messages import one_line
from quotes.model import Article
from quotes.read.news_xml import read_news_xml
from quotes.version import __version__
from quotes.whole_file import in_place_of

LARGEST = 20_000_000
"""Bytes of a feed."""
PATIENCE = 30.0
"""Seconds for an answer."""
LONGEST_NAME = 60
KEPT = ("text", "title", "date", "outlet", "author", "section", "url")


def check_address(address: str) -> None:
    """Raise UsageError for what is no address of a feed."""
    if not address.startswith(("https://", "http://")):
        raise UsageError(f"--feed {one_line(address)}: give the address of an RSS or Atom feed, https://…")


def take_in(address: str, folder: Path) -> int:
    """Write each article of a feed that is new, or changed, into ``folder``; returns how many.

    No article's own page is fetched: where a feed tells only summaries, these are taken. Raises ReadError where the
    feed cannot be fetched or read, OSError where the folder cannot be written.
    """
    return sum(_kept(article, folder) for article in read_news_xml(_fetched(address)))


def _fetched(address: str) -> bytes:
    check_address(address)
    try:
        request = Request(address, headers={"User-Agent": f"quotes-toolkit/{__version__}"})
        with urlopen(request, timeout=PATIENCE) as got:
            data: bytes = got.read(LARGEST + 1)
    except (URLError, HTTPException, OSError, ValueError) as error:
        reason = one_line(str(getattr(error, "reason", error)))
        raise ReadError(
            f"{one_line(address)}: cannot be fetched ({reason}); check the address and the network"
        ) from error
    if len(data) > LARGEST:
        raise ReadError(f"{one_line(address)}: more than {LARGEST // 1_000_000} MB; give the address of a feed")
    return data


def _kept(article: Article, folder: Path) -> bool:
    """Whether the article had to be written: it was not there, or another text of it."""
    data = {name: value for name in KEPT if (value := getattr(article, name))}
    told = article.url or article.title + article.text
    words = re.sub(r"\W+", "-", article.title.lower()).strip("-")[:LONGEST_NAME].strip("-") or "article"
    digest = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:8]
    # A story that is told anew may have another headline.
    path = next(folder.glob(f"*-{digest}.json"), folder / f"{words}-{digest}.json")
    content = json.dumps({"id": path.stem} | data, indent=2).encode("ascii") + b"\n"
    if path.exists() and path.read_bytes() == content:
        return False
    with in_place_of(path) as part:
        part.write_bytes(content)
    return True
