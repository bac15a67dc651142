"""A feed that is asked again and again: each article once, as a file that stays, and what changed anew."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from quotes.errors import ReadError, UsageError
from quotes.read import read_articles
from quotes.read.feed import take_in

ITEM = """<item><title>{title}</title><link>https://example.org/{number}</link>
<pubDate>Mon, 02 Dec 2024 10:00:00 GMT</pubDate><description>{text}</description></item>"""
FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>Ellmoor Courier</title>{items}</channel></rss>'


def a_feed(*items: tuple[int, str, str]) -> bytes:
    told = (ITEM.format(number=number, title=title, text=text) for number, title, text in items)
    return FEED.format(items="".join(told)).encode()


class Newspaper:
    """A server on this machine whose answer a test can change."""

    def __init__(self) -> None:
        paper, self.answer = self, b""

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.end_headers()
                self.wfile.write(paper.answer)

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/feed"


@pytest.fixture
def paper() -> Iterator[Newspaper]:
    newspaper = Newspaper()
    threading.Thread(target=newspaper.server.serve_forever, daemon=True).start()
    yield newspaper
    newspaper.server.shutdown()


def read(folder: Path) -> dict[str, str]:
    return {article.title: article.text for article in read_articles(folder)}


def test_each_article_is_taken_in_once_and_stays(paper: Newspaper, tmp_path: Path) -> None:
    paper.answer = a_feed((1, "Bridge shut", "It is shut."), (2, "Barn lost", "It burnt."))
    assert take_in(paper.address, tmp_path) == 2
    assert take_in(paper.address, tmp_path) == 0
    paper.answer = a_feed((3, "Bus fares", "They rise."))
    assert take_in(paper.address, tmp_path) == 1
    assert read(tmp_path) == {"Bridge shut": "It is shut.", "Barn lost": "It burnt.", "Bus fares": "They rise."}
    (article,) = [one for one in read_articles(tmp_path) if one.title == "Barn lost"]
    assert (article.date, article.outlet, article.url) == ("2024-12-02", "Ellmoor Courier", "https://example.org/2")


def test_a_story_that_is_told_anew_takes_the_place_of_the_old_one(paper: Newspaper, tmp_path: Path) -> None:
    paper.answer = a_feed((1, "Bridge shut", "It is shut."))
    take_in(paper.address, tmp_path)
    paper.answer = a_feed((1, "Bridge open", "It is open."))
    assert take_in(paper.address, tmp_path) == 1
    assert read(tmp_path) == {"Bridge open": "It is open."}


def test_titles_lead_nowhere(paper: Newspaper, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    paper.answer = a_feed((1, "../../etc/passwd", "One."), (2, "…", "Two."), (3, "x" * 400, "Three."))
    assert take_in(paper.address, folder) == 3
    assert [one.name for one in tmp_path.iterdir()] == ["inbox"] and len(list(folder.iterdir())) == 3


def test_what_is_no_feed_is_told(paper: Newspaper, tmp_path: Path) -> None:
    paper.answer = b"<html><body>Welcome</body></html>"
    with pytest.raises(ReadError, match="root"):
        take_in(paper.address, tmp_path)
    with pytest.raises(ReadError, match=r"cannot be fetched .*check the address"):
        take_in("http://127.0.0.1:9/feed", tmp_path)
    for address in ("file:///etc/passwd", "ftp://example.org/feed", "feed.xml"):
        with pytest.raises(UsageError, match="give the address"):
            take_in(address, tmp_path)
    assert list(tmp_path.iterdir()) == []
