"""Every kind of page: its links have goals, nothing is fetched, nothing of an article runs, none is large."""

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from lxml import html
from rendered_pages import (
    asked,
    comparison_page,
    corpus_page,
    parsed,
    render_article,
    sample_measures,
    sample_page,
    source_page,
    statements_page,
)
from report_samples import analysis_of, corpus, road, short, silent

from quotes.messages import Skipped
from quotes.model import Analysis, Role, Span
from quotes.roles.codebook import Codebook, CodebookRole
from quotes.table.rows import articles_table, attributions_table
from reports.checks.checks import Finding
from reports.measures.balance import balance
from reports.pages.came_in import CameIn
from reports.pages.render import Pages

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% include 'base.html.j2' %}",
    "\u202eevil\u2066\u200f",
    "</style><style>body{display:none}</style>",
    "]]><!--",
    "&lt;b&gt;",
    "<svg/onload=alert(1)>",
)


def every_page() -> Iterator[str]:
    yield sample_page()
    yield corpus_page([])
    yield corpus_page([silent()])
    for analysis in corpus():
        yield render_article(analysis)
    yield render_article(road(), (asked(road()),))
    yield Pages().article_list(articles_table(corpus()), sample_measures())
    yield source_page(corpus(), "Ruth Adeyemi")
    yield comparison_page(corpus())
    yield statements_page(corpus())


def test_every_link_within_a_page_has_its_goal_and_every_id_is_there_once() -> None:
    for text in every_page():
        page = parsed(text)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        for attribute in ("href", "aria-labelledby"):
            for value in page.xpath(f"//@{attribute}"):
                goals = [value[1:]] if value.startswith("#") else [] if attribute == "href" else value.split()
                assert set(goals) <= set(ids)


def test_a_page_asks_nothing_of_a_network_and_runs_nothing_but_its_own_script() -> None:
    for text in every_page():
        page = parsed(text)
        policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        (script,) = page.xpath("//script/text()")
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert "default-src 'none'" in policy and f"script-src 'sha256-{digest}'" in policy
        assert "fetch" not in script and "import" not in script and "http" not in script
        assert not page.xpath("//link | //img | //iframe | //object | //@src | //@onload | //@onerror")
        style = "".join(page.xpath("//style/text()"))
        assert "url(" not in style and "@import" not in style


def hostile(text: str) -> Analysis:
    analysis = short(text, f"Ann {text} Bell", "witness", f"{text} was here", title=text)
    article = replace(analysis.article, outlet=text, date=text, author=text, section=text, url=f"javascript:{text}")
    source = replace(analysis.sources[0], role=Role(text, analysis.sources[0].mentions[0], text, 0.9))
    attribution = replace(analysis.attributions[0], construction=text, modality=text)
    unanswered = replace(attribution, kind="no-comment")
    return analysis_of(article, (attribution, unanswered), (source,))


def hostile_codebook(texts: Sequence[str]) -> Codebook:
    return Codebook("hostile", tuple(CodebookRole(text, text, text, "#0072b2") for text in texts), "unknown")


def tame(text: str) -> str:
    return "".join(letter if letter.isalnum() else "x" for letter in text)


def assert_same_but_for_text(page: html.HtmlElement, expected: html.HtmlElement) -> None:
    assert [element.tag for element in page.iter()] == [element.tag for element in expected.iter()]
    assert page.xpath("//style/text()") == expected.xpath("//style/text()")
    assert [sorted(e.attrib) for e in page.iter()] == [sorted(e.attrib) for e in expected.iter()]
    assert not [link for link in page.xpath("//a/@href") if re.match(r"\s*(javascript|data):", link)]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_on_an_article_page_comes_from_its_text_but_text(text: str) -> None:
    page, expected = (
        parsed(
            render_article(
                hostile(words),
                (Finding(words, words, words, (Span(0, 2),), (1,), {words: words}),),
                codebook=hostile_codebook([words]),
                versions={words: words},
            )
        )
        for words in (text, tame(text))
    )
    assert_same_but_for_text(page, expected)
    assert page.text_content().count(text) >= 10


def test_nothing_on_the_other_pages_comes_from_articles_but_text() -> None:
    def pages_of(texts: list[str]) -> list[html.HtmlElement]:
        analyses = [hostile(text) for text in texts]
        rows = attributions_table(analyses)
        return [
            parsed(Pages().source(texts[0], rows.assign(article=rows["article"] + texts[1]))),
            parsed(Pages().article_list(articles_table(analyses), balance(rows))),
            parsed(comparison_page(analyses, tuple(texts), fewest=1)),
            parsed(statements_page(analyses)),
        ]

    for page, expected in zip(pages_of(list(HOSTILE)), pages_of([tame(text) for text in HOSTILE]), strict=True):
        assert_same_but_for_text(page, expected)
        for text in HOSTILE:
            assert text in page.text_content()


def test_nothing_on_the_corpus_page_comes_from_articles_but_text() -> None:
    def page_of(texts: list[str]) -> html.HtmlElement:
        return parsed(
            corpus_page(
                [hostile(text) for text in texts],
                Pages(hostile_codebook(texts), versions={text: text for text in texts}),
                came_in=CameIn(skipped=[Skipped(text, text) for text in texts]),
                files={text: text for text in texts},
                title=texts[0],
            )
        )

    # Equally long: where a label has room is seen by its length.
    texts = [text.ljust(max(map(len, HOSTILE)), ".") for text in HOSTILE]
    page = page_of(texts)
    assert_same_but_for_text(page, page_of([tame(text) for text in texts]))
    for text in texts:
        assert page.text_content().count(text) >= 5


def test_only_a_web_address_becomes_a_link() -> None:
    for url, linked in (
        ("https://example.org/a?b=1&c", True),
        ("javascript:alert(1)", False),
        ("https://x\n.org", False),
        ("//x.org", False),
    ):
        analysis = replace(road(), article=replace(road().article, url=url))
        assert (url in parsed(render_article(analysis)).xpath("//a/@href")) == linked


def test_pages_stay_small() -> None:
    many = [short(f"a{n}", f"Ann Bell{n}", "official", "It rained " * 20) for n in range(400)]
    assert len(corpus_page(many).encode()) < 1_500_000
    assert len(render_article(road()).encode()) < 100_000
