"""Report pages: everything shown, everything linked, nothing of an article run, nothing fetched."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from report_samples import ROAD, analysis_of, at, corpus, road, short, silent

from quotes.messages import Skipped
from quotes.model import Analysis, Article, Attribution, Role, Source, Span
from quotes.table.rows import articles_table, attributions_table, frame_of
from quotes.text.paragraphs import paragraphs
from reports.checks.checks import Check, Checks, Clause, Finding, findings_rows
from reports.language.language import load
from reports.measures.balance import Balance, balance
from reports.measures.comparison import compare
from reports.pages.came_in import CameIn
from reports.pages.first_screen import of_ten
from reports.pages.page_names import article_path, list_path, page_name, source_path
from reports.pages.render import LISTED, Pages, list_pages
from reports.pages.statements import COLUMNS, Piece, statement_pieces

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


def silence() -> Balance:
    return balance(attributions_table([silent()]), 1)


@cache
def sample_page() -> str:
    return corpus_page(
        corpus(), came_in=CameIn(skipped=[Skipped("in/blob.txt", "binary file")]), files={"attributions.csv": "rows"}
    )


@cache
def sample_measures() -> Balance:
    return balance(attributions_table(corpus()), len(corpus()))


def corpus_page(analyses: list[Analysis], pages: Pages | None = None, **options: object) -> str:
    measures = balance(attributions_table(analyses), len(analyses))
    return (pages or Pages()).corpus(measures, articles_table(analyses), **options)


def render_article(analysis: Analysis, findings: tuple[Finding, ...] = (), **options: object) -> str:
    return Pages(**options).article(analysis, findings)


def statements_page(analyses: list[Analysis]) -> str:
    (piece,) = statement_pieces([attributions_table(analyses)[list(COLUMNS)]])
    return Pages().statements(piece, [(1, piece.number)])


def source_page(analyses: list[Analysis], speaker: str) -> str:
    rows = attributions_table(analyses)
    return Pages().source(speaker, rows[rows["speaker"] == speaker])


def comparison_page(analyses: list[Analysis], outlets: tuple[str, ...] = ("Courier", "Post"), fewest: int = 3) -> str:
    """The sample articles, dealt to the outlets in turn."""
    placed = [
        replace(one, article=replace(one.article, outlet=outlets[number % len(outlets)]))
        for number, one in enumerate(analyses)
    ]
    found = compare(attributions_table(placed), articles_table(placed), "outlet", fewest=fewest)
    return Pages().comparison(found)


def parsed(page: str) -> html.HtmlElement:
    return html.document_fromstring(page)


def words_of(element: html.HtmlElement) -> str:
    """The text of an element without the numbers that the page adds."""
    copy = html.fromstring(html.tostring(element, encoding="unicode", with_tail=False))
    for reference in copy.xpath(".//a[@class='ref']"):
        reference.drop_tree()
    return copy.text_content()


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


def asked(analysis: Analysis) -> Finding:
    return Finding("single-source", "Who else knows?", analysis.article.id, (at(ROAD, "Vrba"),), (3, 6), {})


def test_the_article_stands_on_its_page_word_for_word() -> None:
    page = parsed(render_article(road()))
    shown = [words_of(p) for p in page.xpath("//article//p[@lang='en']")]
    assert shown == [span.of(ROAD) for span in paragraphs(ROAD)]


def test_contents_cues_sources_and_evidence_are_marked_where_they_stand() -> None:
    page = parsed(render_article(road()))

    def marked(css: str) -> list[str]:
        query = f"//article//p[@lang='en']//*[contains(concat(' ', @class, ' '), ' {css} ')]"
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


def test_each_number_in_the_text_leads_to_its_note_in_the_margin_and_back() -> None:
    page = parsed(render_article(road()))
    for number in range(1, 8):
        (anchor,) = page.xpath(f"//article//a[@id='mark-{number}']")
        assert anchor.get("href") == f"#statement-{number}"
        (note,) = page.xpath(f"//li[@id='statement-{number}']")
        assert note.xpath(f".//a[@href='#mark-{number}']")
        (row,) = page.xpath(f"//div[@class='row'][.//li[@id='statement-{number}']]")
        assert row.xpath(f"./p//a[@id='mark-{number}']")


def test_a_cue_and_a_source_lead_to_their_content() -> None:
    page = parsed(render_article(road()))
    (told,) = page.xpath("//article//a[contains(@class, 'cue')][text()='told']")
    assert told.get("href") == "#mark-2"
    assert (
        page.xpath("//article//a[contains(@class, 'source')][@href='#mark-2']")[0].text_content()
        == "Mayor Ruth Adeyemi"
    )
    assert not page.xpath("//a//a")


def test_speaker_role_evidence_construction_and_confidence_are_in_the_note() -> None:
    page = parsed(render_article(road()))
    words = " ".join(page.xpath("//li[@id='statement-4']")[0].text_content().split())
    for part in ("Joan Pike", "witness", "who lives by the water", "inverted said", "direct", "almost certain (9"):
        assert part in words
    assert page.xpath("//li[@id='statement-4']//a[@href='#evidence-4']")
    (legend,) = [note for note in page.xpath("//p[@class='note']") if "likely from 75%" in note.text_content()]
    assert "almost certain from 90%" in legend.text_content()
    assert "WIT" in page.xpath("//a[@id='mark-4']")[0].text_content()
    assert "no answer" in page.xpath("//a[@id='mark-7']")[0].text_content()


def test_what_is_doubtful_is_marked_in_the_text_and_in_the_note() -> None:
    page = parsed(render_article(road()))
    assert "6?" in page.xpath("//a[@id='mark-6']")[0].text_content()
    assert "doubtful" in page.xpath("//li[@id='statement-6']")[0].text_content()
    assert "?" not in page.xpath("//a[@id='mark-2']")[0].text_content()


def test_a_role_taken_for_one_statement_alone_has_evidence_of_its_own() -> None:
    analysis = road()
    own = Role("witness", at(ROAD, "the council"), "says so", 0.9)
    changed = replace(analysis.attributions[1], own_role=own)
    analysis = replace(analysis, attributions=(analysis.attributions[0], changed, *analysis.attributions[2:]))
    page = parsed(render_article(analysis))
    (link,) = page.xpath("//li[@id='statement-2']//a[@href='#own-evidence-2']")
    assert "the council" in link.text_content()
    assert words_of(page.xpath("//*[@id='own-evidence-2']")[0]) == "the council"


def test_a_question_leads_to_its_place_in_the_text_and_its_statements() -> None:
    analysis = road()
    clause = Clause("A Code", "Section 1", "Ask around.", "https://example.org/code")
    check = Check("single-source", "One source", "Who else knows?", "Nobody has confirmed it.", (clause,), {})
    page = parsed(Pages(checks=Checks((check,))).article(analysis, (asked(analysis),)))
    (item,) = page.xpath("//li[@id='question-1']")
    words = " ".join(item.text_content().split())
    for part in ("One source", "Who else knows?", "Nobody has confirmed it.", "A Code, Section 1", "Ask around."):
        assert part in words
    assert set(item.xpath(".//a/@href")) == {
        "#finding-1",
        "#statement-3",
        "#statement-6",
        "https://example.org/code",
    }
    assert words_of(page.xpath("//article//*[@id='finding-1']")[0]) == "Vrba"
    assert page.xpath("//li[@id='statement-3']//a[@href='#question-1']")
    rows = frame_of(findings_rows(analysis, (asked(analysis),)), "findings")
    page = Pages(checks=Checks((check,))).corpus(silence(), articles_table([analysis]), rows)
    links = parsed(page).xpath("//a/@href")
    assert f"{article_path(analysis.article.id)}#finding-1" in links


def test_the_strip_shows_each_role_where_it_speaks() -> None:
    page = parsed(render_article(road()))
    (strip,) = page.xpath("//section[@class='strip']")
    rows = [[cell.text_content() for cell in row] for row in strip.xpath(".//tbody/tr")]
    assert rows[0][:2] == ["1. the county of Ellmoor", "official"]
    assert len(rows) == 7  # one of the six statements is in two pieces
    assert [row[2] for row in rows] == sorted((row[2] for row in rows), key=lambda share: int(share.rstrip("%")))
    lanes = strip.xpath(".//div[contains(@class, 'lane ')]")
    assert [lane.text_content().strip() for lane in lanes] == ["official71%", "witness18%", "unknown11%"]
    (bar,) = lanes[1].xpath(".//a")
    left, width = map(float, re.findall(r"([\d.]+)%", bar.get("style")))
    (span,) = road().attributions[3].content
    length = len(road().article.text)
    assert (left, width) == (round(100 * span.start / length, 2), round(100 * len(span) / length, 2))
    (goal,) = page.xpath(f"//*[@id='{bar.get('href')[1:]}']/ancestor::p")
    assert "“It takes me an hour" in words_of(goal)


def test_every_link_within_a_page_has_its_goal_and_every_id_is_there_once() -> None:
    for text in every_page():
        page = parsed(text)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        for attribute in ("href", "aria-labelledby"):
            for value in page.xpath(f"//@{attribute}"):
                goals = [value[1:]] if value.startswith("#") else [] if attribute == "href" else value.split()
                assert set(goals) <= set(ids)


def test_the_corpus_page_leads_to_every_article() -> None:
    links = set(parsed(sample_page()).xpath("//a/@href"))
    assert {article_path(analysis.article.id) for analysis in corpus()} <= links


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


def test_the_corpus_page_says_in_words_what_the_tables_say() -> None:
    page = parsed(sample_page())
    words = " ".join(page.text_content().split())
    assert "Of every ten statements officials make five; witnesses, citizens and activists make more than two." in words
    assert re.search(r"In other articles of the same kind officials might make \d+% to \d+% of statements.", words)
    assert [" ".join(one.text_content().split()) for one in page.xpath("//ul[@class='key-figures']/li")] == [
        "14 statements by 11 sources in 10 articles",
        "29% of statements by sources without a name",
        "1 time asked, but no answer",
        "0 questions to the editor",
    ]
    assert "Nobody speaks in the roles Business, News media, Party to a case, or Public figure." in words or (
        "Nobody speaks in the roles business, media, legal-party, or public-figure." in words
    )
    assert "in/blob.txt: binary file" in words
    named = page.xpath("//details[summary='Asked, but no answer']//tbody/tr/td[last()]/a")
    assert [link.text_content() for link in named] == [road().article.title or road().article.id]
    said = attributions_table(corpus()).query("kind != 'no-comment'")["words"]
    share = f"{31 / said.sum():.0%}"
    heard = page.xpath("//section[h2='The sources most heard']//tbody/tr[1]")[0]
    cells = [" ".join(cell.text_content().split()) for cell in heard]
    assert [*cells[:4], *cells[5:]] == ["Ruth Adeyemi", "official", "3", "21%", "31", share, "3"]


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "not one"),
        (0.004, "fewer than one"),
        (0.13, "more than one"),
        (0.28, "fewer than three"),
        (0.3, "three"),
        (0.596, "six"),
        (0.999, "fewer than ten"),
        (1.0, "ten"),
    ],
)
def test_of_ten_statements_so_many_are_told_as_is_true(share: float, words: str) -> None:
    assert of_ten(share, load()) == words


def test_what_is_not_known_is_no_headline_and_stands_last() -> None:
    several = [short(f"u{number}", f"a person {number}", "unknown", "It is so", named=False) for number in range(8)]
    page = parsed(corpus_page([*several, short("w", "Ann Bell", "witness", "It was dark")]))
    assert "unknown" not in page.xpath("//p[@class='statement']")[0].text_content()
    assert page.xpath("//ol[@class='stack']/li")[-1].text_content().strip().startswith("unknown")
    assert page.xpath("//table[contains(@class, 'bars')]/tbody/tr")[-1][0].text_content() == "unknown"
    assert "For 89% of statements no words tell the role." in " ".join(page.text_content().split())


def test_the_corpus_is_called_by_its_title_else_by_its_outlets_and_has_its_period() -> None:
    measures, table = sample_measures(), articles_table(corpus())
    page = parsed(Pages().corpus(measures, table, title="Bridges in the news"))
    assert page.xpath("//h1")[0].text_content() == page.xpath("//title")[0].text_content() == "Bridges in the news"
    dated = table.assign(outlet="Courier", date=pd.Series(["2024-11-04", "2024-12-24"] + [None] * 8, dtype="string"))
    page = parsed(Pages().corpus(measures, dated))
    assert page.xpath("//h1")[0].text_content() == "Courier"
    assert "November 4, 2024 to December 24, 2024" in page.xpath("//header")[0].text_content()


def test_each_chart_says_what_it_shows_and_has_its_table() -> None:
    page = parsed(sample_page())
    figures = page.xpath("//figure")
    assert len(figures) >= 5
    assert len(figures) == len(page.xpath("//figure[.//*[local-name()='svg']][.//details//tbody/tr]"))
    for svg in page.xpath("//*[local-name()='svg']"):
        named = [page.get_element_by_id(name).text_content() for name in svg.get("aria-labelledby").split()]
        assert svg.get("role") == "img" and all(named)


def test_one_table_has_what_each_role_has_a_share_of_and_leads_to_its_statements() -> None:
    page = parsed(corpus_page([road()]))
    (table,) = page.xpath("//table[contains(@class, 'bars')]")
    heads = [head.text_content() for head in table.xpath("./thead//th")]
    assert heads == ["Role", "Statements", "Words", "Quoted words", "Sources", "First", "Last", "Direct", "Unnamed"]
    rows = {
        row[0].text_content(): [cell.text_content().strip() for cell in row[1:]] for row in table.xpath("./tbody/tr")
    }
    assert rows["official"] == ["67%", "71%", "69%", "60%", "100%", "100%", "25%", "0%"]
    assert rows["unknown"] == ["17%", "11%", "0%", "20%", "0%", "0%", "0%", "100%"]
    (row,) = table.xpath("./tbody/tr[th='witness']")
    assert row.xpath("./td[8]/a/@href") == ["statements.html#role=witness&named=no"]
    assert row.xpath("./td[7]/span/@style") == ["width: 100.0%"]


def test_behind_naming_and_kind_stand_the_shares_of_words_and_sources_too() -> None:
    page = parsed(corpus_page([road()]))
    (unnamed,) = page.xpath("//div[@aria-label='Named, quoted, and by whom']//tr[th='not named']")
    words = attributions_table([road()]).query("kind != 'no-comment'")
    share = words.loc[~words["named"].astype(bool), "words"].sum() / words["words"].sum()
    assert unnamed[3].text_content() == f"{share:.0%} (too few)"


def test_shares_stand_with_their_interval_or_with_the_word_that_there_is_none() -> None:
    for page in (parsed(sample_page()), parsed(corpus_page([road()]))):
        for title in ("Quoted, reported, and with which words", "Places of an article"):
            rows = page.xpath(f"//div[@aria-label='{title}']//tr[td]")
            cells = [cell.text_content() for row in rows for cell in row[1:4]]
            assert cells and all(re.fullmatch(r"<?\d+% \((\d+–\d+|too few)\)", cell) for cell in cells)
    (silent_role,) = parsed(sample_page()).xpath("//div[@aria-label='Places of an article']//tr[th='business']")
    assert re.fullmatch(r"0% \(0–[1-9]\d?\)", silent_role[5].text_content())


def test_an_empty_corpus_and_a_silent_one_say_so() -> None:
    assert "No statement was found in 0 articles." in corpus_page([])
    assert "No statement was found in 1 article." in corpus_page([silent()])
    assert "No statement was found in this article." in render_article(silent())
    assert "The article has no text." in render_article(analysis_of(Article("x", ""), (), ()))


def hostile(text: str) -> Analysis:
    analysis = short(text, f"Ann {text} Bell", "witness", f"{text} was here", title=text)
    article = replace(analysis.article, outlet=text, date=text, author=text, section=text, url=f"javascript:{text}")
    source = replace(analysis.sources[0], role=Role(text, analysis.sources[0].mentions[0], text, 0.9))
    attribution = replace(analysis.attributions[0], construction=text, modality=text)
    unanswered = replace(attribution, kind="no-comment")
    return analysis_of(article, (attribution, unanswered), (source,))


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
                versions={words: words},
                meanings={words: words},
                labels={words: words},
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
                Pages(versions={text: text for text in texts}, meanings={text: text for text in texts}),
                came_in=CameIn(skipped=[Skipped(text, text) for text in texts]),
                files={text: text for text in texts},
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
    analysis = analysis_of(
        Article("x", text), (Attribution("direct", (content,), (said,), who, "after", 0.9, source_index=0),), (source,)
    )
    page = parsed(render_article(analysis))
    assert [words_of(mark) for mark in page.xpath("//article//*[starts-with(@class, 'mark content')]")] == [
        "“It was dark.",
        "“It was late,”",
    ]
    assert len(page.xpath("//article//p[@lang='en']//a[@href='#statement-1']")) == 2
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
            Attribution("indirect", (inside(content),), (inside(cue),), inside(who), "any", 0.5, source_index=number)
        )
    page = parsed(render_article(analysis_of(Article("x", text), tuple(attributions), tuple(sources))))
    if paragraphs(text):
        assert [words_of(p) for p in page.xpath("//article//p[@lang='en']")] == [
            span.of(text) for span in paragraphs(text)
        ]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")} <= set(ids)


def test_a_source_page_has_all_that_was_said_and_leads_to_each_place() -> None:
    page = parsed(source_page(corpus(), "Ruth Adeyemi"))
    words = " ".join(page.text_content().split())
    assert "3 statements in 3 articles" in words
    assert len(page.xpath("//blockquote")) == 3
    assert "“Nobody is going to drive over that steel,” … “Not on my watch" in words
    assert "../articles/ellmoor-bridges.html#statement-2" in page.xpath("//a/@href")
    assert [h.text_content() for h in page.xpath("//h3")][-1] == "Ellmoor’s bridges stay shut until spring"


def test_the_list_of_articles_has_each_once_and_can_be_searched() -> None:
    page = parsed(Pages().article_list(articles_table(corpus()), sample_measures()))
    rows = page.xpath("//table[@data-search]//tr[@data-row]")
    assert len(rows) == 10
    assert {row.xpath(".//a/@href")[0] for row in rows} == {
        article_path(one.article.id).removeprefix("articles/") for one in corpus()
    }


def test_a_long_list_of_articles_goes_on_over_pages_and_the_first_can_search_all() -> None:
    one = articles_table(corpus()).head(1)
    many = pd.concat([one.assign(article=f"story-{i}", title=f"<Story> {i}") for i in range(LISTED + 7)])
    measures = sample_measures()
    assert list_pages(len(many)) == 2
    first, second = (parsed(Pages().article_list(many, measures, number)) for number in (1, 2))
    links = [page.xpath("//tr[@data-row]//a/@href") for page in (first, second)]
    assert [len(found) for found in links] == [LISTED, 7]
    assert links[0] + links[1] == [f"story-{i}.html" for i in range(LISTED + 7)]
    assert set(first.xpath("//a[@rel='next']/@href")) == {list_path(2).removeprefix("articles/")}
    assert set(second.xpath("//a[@rel='prev']/@href")) == {"index.html"} and not second.xpath("//a[@rel='next']")
    others = json.loads(first.xpath("//script[@data-others]")[0].text)
    assert [other[:2] for other in others] == [[f"story-{i}.html", f"<Story> {i}"] for i in range(LISTED, LISTED + 7)]
    assert list_path(2).rpartition("/")[2] not in {page_name(name) for name in ("index_2", "index-2", "Index 2")}


def test_a_comparison_shows_small_groups_as_such_and_ranks_the_others() -> None:
    few = parsed(comparison_page(corpus(), fewest=6))
    words = " ".join(few.text_content().split())
    assert "0 of 2 groups have enough articles to be compared" in words
    assert "at least 6 with statements" in words and not few.xpath("//figure")
    shares = few.xpath("//section[h2='The groups']//tbody/tr/td[last()]")
    assert all(re.fullmatch(r"\d+% \(too few articles\)", share.text_content()) for share in shares)
    assert "Too few articles to compare" in words
    rows = few.xpath("//*[@class='greyed']//tbody/tr")
    assert [row[0].text_content() for row in rows] == ["Courier", "Post"]
    assert all(re.fullmatch(r"<?\d+%", cell.text_content()) for row in rows for cell in row[1:])
    enough = parsed(comparison_page([*corpus(), *(replaced(one) for one in corpus())], fewest=4))
    assert "too few articles" not in enough.text_content().lower()
    (figure,) = enough.xpath("//figure")
    texts = [text.text_content() for text in figure.xpath(".//*[local-name()='text']")]
    rows = figure.xpath(".//tbody/tr")
    assert rows[0][2].text_content() in texts and any(one.startswith(f": {rows[0][4].text_content()}") for one in texts)
    assert "rank by official share" not in enough.text_content()  # chance alone may make what differs here


def replaced(analysis: Analysis) -> Analysis:
    return replace(analysis, article=replace(analysis.article, id=f"{analysis.article.id}-again"))


def test_a_source_that_other_articles_quote_leads_to_its_page() -> None:
    path = source_path("ruth adeyemi")
    page = parsed(Pages().article(road(), source_pages={2: path}))
    assert f"../{path}" in page.xpath("//tr[@id='source-2']//a/@href")
    measures = sample_measures()
    key = measures.most_heard["key"].iloc[0]
    front = parsed(Pages().corpus(measures, articles_table(corpus()), source_pages={key: path}))
    assert path in front.xpath("//a/@href")


def test_pages_stay_small() -> None:
    many = [short(f"a{n}", f"Ann Bell{n}", "official", "It rained " * 20) for n in range(400)]
    assert len(corpus_page(many).encode()) < 1_500_000
    assert len(render_article(road()).encode()) < 100_000


def test_the_list_of_statements_has_each_with_what_can_be_asked_of_it() -> None:
    page = parsed(statements_page(corpus()))
    assert len(page.xpath("//ol[@class='said']/li")) == len(attributions_table(corpus()))
    (unnamed,) = page.xpath("//li[@data-named='no'][@data-role='unknown']")
    assert unnamed.xpath(".//blockquote")[0].text_content() == "Vrba had said the money was gone"
    assert unnamed.xpath(".//a/@href") == [f"{article_path('ellmoor-bridges')}#statement-5"]
    bridges = page.xpath("//article[@data-article='ellmoor-bridges']")[0]
    assert [item.get("data-place") for item in bridges.xpath(".//li")] == ["first", "", "", "", "", "last", ""]
    assert [item.get("data-kind") for item in bridges.xpath(".//li")].count("no-comment") == 1


def test_a_long_list_of_statements_goes_on_over_pages_and_no_article_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.pages.statements.PIECE", 5)
    rows = attributions_table(corpus())
    pieces = list(statement_pieces([rows.iloc[:4], rows.iloc[4:]]))
    assert [(piece.first, piece.number) for piece in pieces] == [(1, 7), (8, 5), (13, 3)]
    assert list(statement_pieces([rows.iloc[:0]])) == [Piece(1)]


def test_a_stopped_audit_says_so_in_the_title() -> None:
    page = parsed(corpus_page([silent()], partial=True))
    assert page.xpath("//h1")[0].text_content() == "Source balance (partial: stopped after 1 article)"
