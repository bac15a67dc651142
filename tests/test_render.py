"""Report pages: everything shown, everything linked, nothing run, nothing fetched."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from report_samples import ROAD, at, corpus, road, short, silent

from quotes.model import Analysis, Article, Attribution, Role, Source, Span
from quotes.parse import paragraphs
from quotes.table import articles_table, attributions_table
from reports.render import Skipped, page_name, render_article, render_corpus

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


def corpus_page(analyses: list[Analysis], **options: object) -> str:
    return render_corpus(attributions_table(analyses), articles_table(analyses), **options)


def parsed(page: str) -> html.HtmlElement:
    return html.document_fromstring(page)


def words_of(element: html.HtmlElement) -> str:
    """The text of an element without the numbers and cards that the page adds."""
    copy = html.fromstring(html.tostring(element, encoding="unicode", with_tail=False))
    for anchor in copy.xpath(".//*[@class='anchor']"):
        anchor.drop_tree()
    return copy.text_content()


def every_page() -> Iterator[str]:
    yield corpus_page(corpus(), skipped=[Skipped("x.bin", "binary")], files={"attributions.csv": "rows"})
    yield corpus_page([])
    yield corpus_page([silent()])
    for analysis in corpus():
        yield render_article(analysis)


def test_the_article_stands_on_its_page_word_for_word() -> None:
    page = parsed(render_article(road()))
    shown = [words_of(p) for p in page.xpath("//article/p")]
    assert shown == [span.of(ROAD) for span in paragraphs(ROAD)]


def test_contents_cues_sources_and_evidence_are_marked_where_they_stand() -> None:
    page = parsed(render_article(road()))

    def marked(css: str) -> list[str]:
        query = f"//article//span[contains(concat(' ', @class, ' '), ' {css} ')]"
        return [words_of(element) for element in page.xpath(query)]

    assert marked("content") == [
        "Two bridges over the Tarn stay shut until spring",
        "“Nobody is going to drive over that steel,”",
        "“Not on my watch, and not for a month of Sundays.”",
        "the older bridge could carry “a car at a time” by Easter",
        "“It takes me an hour to get to my own mother,”",
        "Vrba had said the money was gone",
        "the money was gone",
    ]
    assert marked("no-comment") == ["did not return three calls"]
    assert marked("cue") == ["said", "told", "According to", "said", "said", "said", "did not return three calls"]
    assert marked("source")[1:3] == ["Mayor Ruth Adeyemi", "Vrba"]
    assert marked("evidence") == [
        "the county of Ellmoor",
        "Mayor",
        "engineer",
        "who lives by the water",
        "the contractor",
    ]


def test_each_number_in_the_text_leads_to_its_statement_and_back() -> None:
    page = parsed(render_article(road()))
    for number in range(1, 8):
        (anchor,) = page.xpath(f"//article//a[@id='mark-{number}']")
        assert anchor.get("href") == f"#statement-{number}"
        (item,) = page.xpath(f"//li[@id='statement-{number}']")
        assert item.xpath(f".//a[@href='#mark-{number}']")
        (card,) = page.xpath(f"//*[@id='{anchor.get('aria-describedby')}']")
        assert "role" in card.text_content().lower()


def test_speaker_role_and_evidence_are_on_the_card_and_in_the_list() -> None:
    page = parsed(render_article(road()))
    for where in ("//*[@id='tip-4']", "//li[@id='statement-4']"):
        words = page.xpath(where)[0].text_content()
        assert "Joan Pike" in words and "witness" in words and "who lives by the water" in words
        assert "almost certain" in words
    assert page.xpath("//li[@id='statement-4']//a[@href='#evidence-4']")
    assert "WIT" in page.xpath("//a[@id='mark-4']")[0].text_content()
    assert "no answer" in page.xpath("//a[@id='mark-7']")[0].text_content()


def test_every_link_within_a_page_has_its_goal_and_every_id_is_there_once() -> None:
    for text in every_page():
        page = parsed(text)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        for attribute in ("href", "aria-describedby", "aria-labelledby"):
            for value in page.xpath(f"//@{attribute}"):
                goals = [value[1:]] if value.startswith("#") else [] if attribute == "href" else value.split()
                assert set(goals) <= set(ids)


def test_the_corpus_page_leads_to_every_article() -> None:
    links = set(parsed(corpus_page(corpus())).xpath("//a/@href"))
    assert {page_name(analysis.article.id) for analysis in corpus()} <= links


def test_a_page_asks_nothing_of_a_network_and_runs_nothing() -> None:
    for text in every_page():
        page = parsed(text)
        assert "default-src 'none'" in page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        assert not page.xpath("//script | //link | //img | //iframe | //object | //@src | //@onload | //@onerror")
        style = "".join(page.xpath("//style/text()"))
        assert "url(" not in style and "@import" not in style


def test_the_corpus_page_says_in_words_what_the_tables_say() -> None:
    page = parsed(corpus_page(corpus(), skipped=[Skipped("in/blob.txt", "binary file")]))
    words = " ".join(page.text_content().split())
    assert "10 articles carry 14 statements by 13 sources." in words
    assert "The role most heard is official, with 50% of statements" in words
    assert "The role most often heard first is official, in 4 of 9 articles with statements." in words
    assert "Nobody speaks in the roles business, media, legal-party or public-figure." in words
    assert "In 1 case an article says that somebody was asked and did not answer." in words
    assert "in/blob.txt: binary file" in words
    assert len(page.xpath("//figure[.//*[local-name()='svg']][.//details//table]")) == 6
    heard = page.xpath("//section[h2='The sources most heard']//tbody/tr[1]")[0]
    assert [" ".join(cell.text_content().split()) for cell in heard] == [
        "Ruth Adeyemi",
        "official",
        "3",
        "21%",
        "31",
        "3",
    ]


def test_the_table_behind_a_picture_holds_its_figures() -> None:
    page = parsed(corpus_page([road()]))
    rows = page.xpath("//figure[.//h3='Words by role']//tbody/tr")
    assert [[cell.text_content() for cell in row] for row in rows][:3] == [
        ["official", "44", "71%"],
        ["witness", "11", "18%"],
        ["unknown", "7", "11%"],
    ]


def test_an_empty_corpus_and_a_silent_one_say_so() -> None:
    assert "No statement was found in 0 articles." in corpus_page([])
    assert "No statement was found in 1 article." in corpus_page([silent()])
    assert "No statement was found in this article." in render_article(silent())
    assert "The article has no text." in render_article(Analysis(Article("x", ""), (), ()))


def hostile(text: str) -> Analysis:
    analysis = short(text, f"Ann {text} Bell", "witness", f"{text} was here", title=text)
    article = replace(analysis.article, outlet=text, date=text, author=text, section=text, url=f"javascript:{text}")
    source = replace(analysis.sources[0], role=Role(text, analysis.sources[0].mentions[0], text, 0.9))
    attribution = replace(analysis.attributions[0], construction=text, modality=text)
    unanswered = replace(attribution, kind="no-comment")
    return Analysis(article, (attribution, unanswered), (source,))


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
        parsed(render_article(hostile(words), versions={words: words}, meanings={words: words}))
        for words in (text, tame(text))
    )
    assert_same_but_for_text(page, expected)
    assert page.text_content().count(text) >= 10


def test_nothing_on_the_corpus_page_comes_from_articles_but_text() -> None:
    def page_of(texts: list[str]) -> html.HtmlElement:
        return parsed(
            corpus_page(
                [hostile(text) for text in texts],
                skipped=[Skipped(text, text) for text in texts],
                versions={text: text for text in texts},
                meanings={text: text for text in texts},
                title=texts[0],
            )
        )

    page = page_of(list(HOSTILE))
    assert_same_but_for_text(page, page_of([tame(text) for text in HOSTILE]))
    for text in HOSTILE:
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


def test_text_that_no_file_can_hold_can_still_be_shown() -> None:
    page = render_article(short("x\ud800", "Ann \ud800 Bell", "witness", "It was \x00 dark", title="\udfff"))
    assert "It was \ufffd dark" in parsed(page.encode("utf-8").decode("utf-8")).text_content()


def test_a_quotation_over_two_paragraphs_is_marked_in_both() -> None:
    text = "“It was dark.\n\n“It was late,” Ann Bell said.\n"
    who, said = at(text, "Ann Bell"), at(text, "said")
    content = Span(0, text.index(" Ann"))
    source = Source("Ann Bell", (who,), True, "person", role=Role("witness", None, "none", 0.5))
    analysis = Analysis(
        Article("x", text), (Attribution("direct", (content,), (said,), who, "after", 0.9, speaker=0),), (source,)
    )
    page = parsed(render_article(analysis))
    assert [words_of(mark) for mark in page.xpath("//article//*[starts-with(@class, 'mark content')]")] == [
        "“It was dark.",
        "“It was late,”",
    ]
    assert len(page.xpath("//article//a[@href='#statement-1']")) == 2
    assert len(page.xpath("//a[@id='mark-1']")) == 1


SPANS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda ends: Span(min(ends), max(ends)))
TEXTS = st.lists(st.sampled_from(["a", "b", " ", "<", "&", "“", "\n", "\n\n", "😀", "{"]), min_size=1, max_size=60).map(
    "".join
)


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.lists(st.tuples(SPANS, SPANS, SPANS), max_size=5))
def test_any_spans_leave_the_text_whole_and_the_links_right(text: str, spans: list[tuple[Span, Span, Span]]) -> None:
    def inside(span: Span) -> Span:
        return Span(min(span.start, len(text)), min(span.end, len(text)))

    attributions, sources = [], []
    for number, (content, cue, who) in enumerate(spans):
        evidence = Role("witness", inside(cue), "any", 0.5)
        sources.append(Source("somebody", (inside(who),), False, "person", role=evidence))
        attributions.append(
            Attribution("indirect", (inside(content),), (inside(cue),), inside(who), "any", 0.5, speaker=number)
        )
    page = parsed(render_article(Analysis(Article("x", text), tuple(attributions), tuple(sources))))
    if paragraphs(text):
        assert [words_of(p) for p in page.xpath("//article/p")] == [span.of(text) for span in paragraphs(text)]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")} <= set(ids)
