"""An article's page: its text word for word, every statement, source and question marked, linked and explained."""

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from rendered_pages import asked, parsed, render_article, sample_measures, silence, words_of
from report_samples import ROAD, analysis_of, at, corpus, road, short

from quotes.model import Article, Attribution, Elements, Role, Source, Span
from quotes.table.rows import articles_table, frame_of
from quotes.text.paragraphs import paragraphs
from reports.checks.checks import Check, Checks, Clause, findings_rows
from reports.pages.corpus import CorpusReport
from reports.pages.page_names import article_path, source_path
from reports.pages.render import Pages


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
    for part in ("Joan Pike", "Witness", "who lives by the water", "inverted said", "direct", "almost certain (9"):
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


def test_figures_stand_only_where_speaker_or_role_is_doubtful_and_beside_what_is() -> None:
    analysis = road()
    sources = [replace(one, role=one.role and replace(one.role, confidence=0.6)) for one in analysis.sources]
    sources[3] = replace(sources[3], role=replace(sources[3].role, confidence=0.39))
    said = [replace(one, speaker_confidence=0.84) for one in analysis.attributions]
    said[3] = replace(said[3], speaker_confidence=0.37)
    page = parsed(render_article(replace(analysis, attributions=tuple(said), sources=tuple(sources))))
    heads = [" ".join(who.text_content().split()) for who in page.xpath("//p[@class='who']")]
    assert [head for head in heads if "%" in head] == [heads[3], heads[5]]  # the sixth is no sure statement
    assert "Joan Pike speaker doubtful (37%) Witness or citizen role doubtful (39%)" in heads[3]
    (sure,) = page.xpath("//li[@id='statement-2']//details")
    assert "60%" not in sure.text_content()


def test_words_that_decide_a_role_stand_once_beside_a_source_and_not_where_its_name_holds_them() -> None:
    page = parsed(render_article(road()))
    heads = [" ".join(who.text_content().split()) for who in page.xpath("//p[@class='who']")]
    assert [head.partition(" from ")[2] for head in heads if " from " in head] == [
        "“Mayor”",
        "“engineer”",
        "“who lives by the water”",
        "“the contractor” no answer",
    ]
    assert "“the county of Ellmoor”" in page.xpath("//tr[@id='source-1']")[0].text_content()


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
    page = Pages(checks=Checks((check,))).corpus(CorpusReport(silence(), articles_table([analysis]), rows))
    links = parsed(page).xpath("//a/@href")
    assert f"{article_path(analysis.article.id)}#finding-1" in links


def test_the_strip_shows_each_role_where_it_speaks() -> None:
    page = parsed(render_article(road()))
    (strip,) = page.xpath("//section[@class='strip']")
    rows = [[cell.text_content() for cell in row] for row in strip.xpath(".//tbody/tr")]
    assert rows[0][:2] == ["1. the county of Ellmoor", "Official"]
    assert len(rows) == 7  # one of the six statements is in two pieces
    assert [row[2] for row in rows] == sorted((row[2] for row in rows), key=lambda share: int(share.rstrip("%")))
    lanes = strip.xpath(".//div[contains(@class, 'lane ')]")
    assert [lane.text_content().strip() for lane in lanes] == ["Official71%", "Witness or citizen18%", "Unknown11%"]
    (bar,) = lanes[1].xpath(".//a")
    left, width = map(float, re.findall(r"([\d.]+)%", bar.get("style")))
    (span,) = road().attributions[3].content
    length = len(road().article.text)
    assert (left, width) == (round(100 * span.start / length, 2), round(100 * len(span) / length, 2))
    (goal,) = page.xpath(f"//*[@id='{bar.get('href')[1:]}']/ancestor::p")
    assert "“It takes me an hour" in words_of(goal)


def test_a_source_that_other_articles_quote_leads_to_its_page() -> None:
    path = source_path("ruth adeyemi")
    page = parsed(Pages().article(road(), source_pages={2: path}))
    assert f"../{path}" in page.xpath("//tr[@id='source-2']//a/@href")
    measures = sample_measures()
    key = measures.most_heard["key"].iloc[0]
    front = parsed(Pages().corpus(CorpusReport(measures, articles_table(corpus()), source_pages={key: path})))
    assert path in front.xpath("//a/@href")


def test_body_place_and_age_stand_beside_a_source_as_the_article_tells_them() -> None:
    text = "“It is cold,” said Ann Bell, 52, a driver from Delby, of the Kestrel Union.\n"
    told = tuple(at(text, words) for words in ("52", "a driver from Delby"))
    who, body = at(text, "Ann Bell"), at(text, "Kestrel Union")
    source = Source("Ann Bell", (who,), True, "person", told, elements=Elements(affiliation=body))
    content, cue = at(text, "“It is cold,”"), at(text, "said")
    said = Attribution("direct", (content,), (cue,), who, "said", 0.9, source_index=0)
    page = parsed(render_article(analysis_of(Article("x", text), (said,), (source,))))
    assert "52, Kestrel Union, Delby" in " ".join(page.xpath("//tr[@id='source-1']")[0].text_content().split())


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
