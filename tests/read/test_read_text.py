"""Plain text and Markdown: encodings, line ends, front matter, and text that is kept to the letter."""

import codecs
import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quotes.messages import Skipped
from quotes.model import Article
from quotes.read import read_articles
from quotes.read.decode import BLOCK, decode
from quotes.read.front_matter import KNOWN_KEYS, split_front_matter
from quotes.read.text import plain_text, read_plain

BODY = "“The ferry stays in port,” Ann Bell said.\r\n\r\nShe gave no reason.\r\n"
# Any text but NUL, lone surrogates and a leading byte order mark, which are not text of a file.
ANY_TEXT = st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"]))


def read_one(path: Path) -> Article:
    skipped: list[Skipped] = []
    articles = list(read_articles([path], on_skip=skipped.append))
    assert not skipped
    (article,) = articles
    return article


def reason(path: Path) -> str:
    skipped: list[Skipped] = []
    assert not list(read_articles([path], on_skip=skipped.append))
    (only,) = skipped
    assert only.path == str(path)
    assert "\n" not in str(only)
    return only.reason


@given(ANY_TEXT)
def test_utf8_comes_back_unchanged(text: str) -> None:
    assume(not text.startswith(("%PDF-", "{\\rtf", "PK\x03\x04")))
    assert decode(text.encode("utf-8")) == text
    assert decode(text.encode("utf-8-sig")) == text


@given(ANY_TEXT, st.sampled_from([(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")]))
def test_utf16_with_mark_comes_back_unchanged(text: str, encoding: tuple[bytes, str]) -> None:
    mark, codec = encoding
    assert decode(mark + text.encode(codec)) == text


@given(st.text("ab .,“”‘’–—éüñ€\r\n\t"))
def test_windows_text_comes_back_unchanged(text: str) -> None:
    data = text.encode("cp1252")
    assume(not re.search(rb"[\xc2-\xf4][\x80-\xbf]", data))  # by chance valid UTF-8, and read as such
    assert decode(data) == text


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_file_is_the_article(tmp_path: Path, encoding: str, line_end: str) -> None:
    text = f"“Café closed,” she said.{line_end}{line_end}It’s over.{line_end}"
    path = tmp_path / "cafe.txt"
    path.write_bytes(text.encode(encoding))
    article = read_one(path)
    assert (article.id, article.text, article.path) == ("cafe", text, str(path))


def test_character_across_two_blocks_is_no_damage() -> None:
    text = "a" * (BLOCK - 1) + "”" * 3
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n\t \n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        ("title: Only a title\n\n".encode("utf-16"), None),
        (b"---\ntitle: Only a title\n---\n", "empty"),
        (b"one\ntwo\x00three", "NUL in line 2"),
        ("no mark".encode("utf-16-le"), "UTF-16 without byte order mark"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "damaged UTF-16"),
        (b"\x89PNG\r\n\x1a\n\x02\x03\x04\x05\x0e\x0f\xff\xd8", "binary"),
        (b"%PDF-1.7 something", "damaged"),
        (b"%!PS-Adobe", "PostScript"),
        ("“Fine,” she said.\nThen “broken".encode() + b"\xe2\x80", "damaged UTF-8 (line 2)"),
        (b"one\n\x93two\x94\n\x81\n", "line 3"),
        (b"a" * 4_000_001, "too large"),
        (b"a" * 1_000_001, "1,000,001 characters"),
    ],
)
def test_what_is_no_article_is_skipped_with_the_remedy(tmp_path: Path, data: bytes, words: str | None) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(data)
    if words is None:
        assert read_one(path).text == data.decode("utf-16")
    else:
        why = reason(path)
        assert words in why
        assert ";" in why or ":" in why, "the remedy is missing"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_bare_front_matter(line_end: str) -> None:
    head = [
        "Title: Ferry halted: what now?",
        "DATE:2024-03-05",
        "author: Mara Quill",
        "url: https://ledger.example/a",
        "",
    ]
    article = read_plain(line_end.join([*head, BODY]))
    assert article.text == BODY
    assert (article.title, article.date) == ("Ferry halted: what now?", "2024-03-05")
    assert (article.author, article.url) == ("Mara Quill", "https://ledger.example/a")


def test_a_headline_below_front_matter_without_one_is_still_the_title() -> None:
    text = "Two bridges stay shut\n\nTwo bridges over the Tarn stay shut until spring, the county said on Monday.\n"
    article = read_plain(f"---\ndate: 2024-11-04\n---\n{text}")
    assert (article.title, article.date, article.text) == ("Two bridges stay shut", "2024-11-04", text)


def test_fenced_front_matter_keeps_unknown_keys_as_metadata() -> None:
    known = 'title: "Ferry halted"\nOutlet: Harbor Ledger\n'
    other = "# a comment\nDesk Code: 7\ntags:\n  - port\n  - ferry\n"
    article = read_plain(f"---\n{known}{other}---\n\n{BODY}")
    assert (article.title, article.outlet, article.text) == ("Ferry halted", "Harbor Ledger", BODY)
    assert article.metadata == {"Desk Code": "7", "tags": "port, ferry"}


@pytest.mark.parametrize(
    "text",
    [
        "Police: man shot\n\nA man was shot.",
        "Title: the fight goes on\n\nThe boxer won.",
        "Title: the fight goes on, and\nnobody knows how long.\n\nThe boxer won.",
        "title: one\ntitle: two\n\nText.",
        "title: nothing follows\n\n \n",
        "title: nothing follows",
        "\ntitle: not at the very top\n\nText.",
        "title: a\nPolice: man shot\n\nText.",
        "---\nPolice: man shot\n---\nText.",
        "---\ntitle: never closed\n\nText.",
        "---\ntitle: a\nThis is prose.\n---\nText.",
        "--- \n\nA rule, then text.",
    ],
)
def test_what_only_looks_like_front_matter_stays_text(text: str) -> None:
    article = read_plain(text)
    assert article == Article(id="", text=text, title="Police: man shot" if text.startswith("Police") else "")


LINE = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1).filter(lambda s: s[0] not in "\"'")


@given(st.dictionaries(st.sampled_from(KNOWN_KEYS), LINE, min_size=2), ANY_TEXT, st.booleans())
def test_front_matter_comes_back(known: dict[str, str], body: str, fenced: bool) -> None:
    assume(body.strip() and body[0] not in " \t\r\n")
    fence = "---\n" if fenced else ""
    block = "".join(f"{key}: {value}\n" for key, value in known.items())
    found = split_front_matter(f"{fence}{block}{fence}\n{body}")
    assert (found.known, found.other, found.text) == (known, {}, body)


@given(st.text('title:date-\n\r abN"'))
def test_the_text_is_always_the_end_of_the_file(text: str) -> None:
    found = split_front_matter(text)
    assert text.endswith(found.text)
    assert found.known or found.text == text


def test_markdown_is_read_as_its_page_reads(tmp_path: Path) -> None:
    path = tmp_path / "ferry.md"
    path.write_text(
        "---\ntitle: Ferry\n---\n# Ferry *halted*\n\n"
        "“We are [sorry](http://x.example),” **Ann Bell**\nsaid &amp; left. ![a boat](b.png)\n\n"
        "> It was 5 \\* 5.\n\n- first\n- second\n\n3. third\n\n<div>In a <b>box</b> &lt;3.</div>\n\n"
        "<script>alert('x')</script>\n\n| a | b |\n|---|---|\n| c | d |\n",
        encoding="utf-8",
        newline="\r",
    )
    article = read_one(path)
    assert article.title == "Ferry"
    assert article.text.split("\n\n") == [
        *("Ferry halted", "“We are sorry,” Ann Bell said & left.", "It was 5 * 5.", "first", "second", "3. third"),
        *("In a box <3.", "a", "b", "c", "d"),
    ]


@pytest.mark.parametrize(
    ("block", "text"),
    [("</div>", ""), ("<!-- no -->", ""), ("<div>a<!-- no --> b", "a b"), ("<!DOCTYPE html>", ""), ("<?x y?>", "")],
)
def test_blocks_of_html_in_markdown(block: str, text: str) -> None:
    assert plain_text(block) == text


@given(st.lists(st.text("abcdeé“”’,;? ", min_size=1).map(str.strip).filter(bool), min_size=1))
def test_markdown_without_markup_keeps_its_paragraphs(paragraphs: list[str]) -> None:
    assert plain_text("\n\n".join(paragraphs)) == "\n\n".join(paragraphs)
