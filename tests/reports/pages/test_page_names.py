"""File names of pages: safe on every file system, and never two articles in one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.pages.page_names import page_name

WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
IDS = (
    st.text(max_size=80) | st.text("aA-01é/.\\", max_size=4) | st.from_regex(r"[a-z]{1,3}-[0-9a-f]{10}", fullmatch=True)
)


@given(IDS)
def test_a_name_is_plain_short_and_reserved_by_nobody(article_id: str) -> None:
    name = page_name(article_id)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.html", name)
    assert len(name) <= 80
    assert not WINDOWS.match(name)
    assert name != "index.html"


@given(IDS, IDS)
def test_two_articles_never_share_a_page(one: str, other: str) -> None:
    assert (page_name(one) == page_name(other)) == (one == other)


@given(IDS)
def test_nobody_can_take_another_articles_page_by_its_name(article_id: str) -> None:
    stem = page_name(article_id).removesuffix(".html")
    assert stem == article_id or page_name(stem) != page_name(article_id)


@pytest.mark.parametrize("article_id", ["flood", "a1", "2024-11-04-bridge"])
def test_a_plain_identifier_is_its_own_name(article_id: str) -> None:
    assert page_name(article_id) == f"{article_id}.html"


@pytest.mark.parametrize(
    "article_id", ["../../etc/passwd", "CON", "nul", "index", "a b", "Über", "\ud800", "", "x" * 5000]
)
def test_any_other_keeps_what_can_be_read_and_gets_a_digest(article_id: str) -> None:
    assert re.search(r"-[0-9a-f]{10}\.html$", page_name(article_id))
