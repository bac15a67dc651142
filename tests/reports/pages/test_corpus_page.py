"""The page of the corpus: what it says is what the tables say, what it shows has its table and leads on."""

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rendered_pages import corpus_page, parsed, render_article, sample_measures, sample_page
from report_samples import analysis_of, corpus, road, short, silent

from quotes.model import Article
from quotes.table.rows import articles_table, attributions_table
from reports.language.language import load
from reports.pages.corpus import CorpusReport
from reports.pages.first_screen import beside, of_ten
from reports.pages.page_names import article_path
from reports.pages.render import Pages


def test_the_corpus_page_leads_to_every_article() -> None:
    links = set(parsed(sample_page()).xpath("//a/@href"))
    assert {article_path(analysis.article.id) for analysis in corpus()} <= links


def test_the_corpus_page_says_in_words_what_the_tables_say() -> None:
    page = parsed(sample_page())
    words = " ".join(page.text_content().split())
    assert "Of every ten statements officials make five; witnesses, citizens and activists make more than two." in words
    assert re.search(r"In other articles of the same kind officials might make \d+% to \d+% of statements.", words)
    assert [" ".join(one.text_content().split()) for one in page.xpath("//ul[@class='key-figures']/li")] == [
        "14 statements by 11 sources in 10 articles",
        "29% of statements by sources without a name, documents among them",
        "1 time asked, but no answer",
        "0 questions to the editor",
    ]
    assert "Nobody speaks in the roles Business, News media, Party to a case, or Public figure." in words or (
        "Nobody speaks in the roles Business, News media, Party to a case, or Public figure." in words
    )
    assert "in/blob.txt: binary file" in words
    named = page.xpath("//details[summary='Asked, but no answer']//tbody/tr/td[last()]/a")
    assert [link.text_content() for link in named] == [road().article.title or road().article.id]
    said = attributions_table(corpus()).query("kind != 'no-comment'")["words"]
    share = f"{31 / said.sum():.0%}"
    heard = page.xpath("//section[h2='The sources most heard']//tbody/tr[1]")[0]
    cells = [" ".join(cell.text_content().split()) for cell in heard]
    assert [*cells[:4], *cells[5:]] == ["Ruth Adeyemi", "Official", "3", "21%", "31", share, "3"]


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "not one"),
        (0.004, "fewer than one"),
        (0.13, "more than one"),
        (0.24, "more than two"),
        (0.28, "nearly three"),
        (0.3, "three"),
        (0.596, "six"),
        (0.999, "nearly ten"),
        (1.0, "ten"),
    ],
)
def test_of_ten_statements_so_many_are_told_as_is_true(share: float, words: str) -> None:
    assert of_ten(share, load()) == words


WORDS = {
    "en": ("not one|one|two|three|four|five|six|seven|eight|nine|ten", "more than ", "nearly ", "fewer than "),
    "de": ("keine einzige|eine|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn", "mehr als ", "fast ", "weniger als "),
}
BESIDE = {
    "en": ("about as many", "somewhat more", "somewhat fewer"),
    "de": ("etwa ebenso viele", "etwas mehr", "etwas weniger"),
}


def true_of(words: str, share: float, language: str) -> bool:
    """Whether a reader who takes the words for what they say is told nothing wrong of a share."""
    numbers, more, nearly, fewer = WORDS[language]
    number = numbers.split("|").index(words.removeprefix(more).removeprefix(nearly).removeprefix(fewer))
    tenths = share * 10
    if words.startswith(more):
        return number < tenths < number + 0.71
    if words.startswith(nearly):
        return number - 0.31 < tenths < number
    if words.startswith(fewer):
        return tenths < number
    return abs(tenths - number) < 0.06


@pytest.mark.parametrize("language", ["en", "de"])
@settings(max_examples=300, deadline=None)
@given(first=st.integers(0, 1000), second=st.integers(0, 1000))
def test_what_the_first_sentence_says_of_two_shares_is_true(language: str, first: int, second: int) -> None:
    one, other = first / 1000, min(second, 1000 - first) / 1000
    words = of_ten(one, load(language)), beside(other, one, load(language))
    assert true_of(words[0], one, language)
    alike, more, fewer = BESIDE[language]
    if words[1] == alike:
        assert abs(one - other) < 0.031
    elif words[1] in (more, fewer):
        assert (other > one) == (words[1] == more) and 0.029 < abs(one - other) < 0.1
    else:
        assert true_of(words[1], other, language) and (words[0] != words[1] or not other)


def test_what_is_not_known_is_no_headline_and_stands_last() -> None:
    several = [short(f"u{number}", f"a person {number}", "unknown", "It is so", named=False) for number in range(8)]
    page = parsed(corpus_page([*several, short("w", "Ann Bell", "witness", "It was dark")]))
    assert "Unknown" not in page.xpath("//p[@class='statement']")[0].text_content()
    assert page.xpath("//ol[@class='stack']/li")[-1].text_content().strip().startswith("Unknown")
    assert page.xpath("//table[contains(@class, 'bars')]/tbody/tr")[-1][0].text_content() == "Unknown"
    assert "For 89% of statements no words tell the role." in " ".join(page.text_content().split())


def test_the_corpus_is_called_by_its_title_else_by_its_outlets_and_has_its_period() -> None:
    measures, table = sample_measures(), articles_table(corpus())
    page = parsed(Pages().corpus(CorpusReport(measures, table, title="Bridges in the news")))
    assert page.xpath("//h1")[0].text_content() == page.xpath("//title")[0].text_content() == "Bridges in the news"
    dated = table.assign(outlet="Courier", date=pd.Series(["2024-11-04", "2024-12-24"] + [None] * 8, dtype="string"))
    page = parsed(Pages().corpus(CorpusReport(measures, dated)))
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
    assert rows["Official"] == ["67%", "71%", "69%", "60%", "100%", "100%", "25%", "0%"]
    assert rows["Unknown"] == ["17%", "11%", "0%", "20%", "0%", "0%", "0%", "100%"]
    (row,) = table.xpath("./tbody/tr[th='Witness or citizen']")
    assert row.xpath("./td[8]/a/@href") == ["statements.html#role=witness&named=no&kind=said"]
    assert row.xpath("./td[7]/span/@style") == ["--share: 1.0000"]


def test_behind_naming_and_kind_stand_the_shares_of_words_and_sources_too() -> None:
    page = parsed(corpus_page([road()]))
    (unnamed,) = page.xpath("//div[@aria-label='Named, quoted, and by whom']//tr[th='not named']")
    words = attributions_table([road()]).query("kind != 'no-comment'")
    share = words.loc[~words["named"].astype(bool), "words"].sum() / words["words"].sum()
    assert unnamed[3].text_content() == f"{share:.0%} (too few)"


@pytest.mark.parametrize(("kinds", "at_once"), [((5, 4, 2, 1), [5, 4, 2, 1]), ((10, 7, 1), [10, 1, 1]), ((3,), [3])])
def test_a_dozen_questions_are_asked_in_full_before_any_is_folded(kinds: tuple[int, ...], at_once: list[int]) -> None:
    rows = [
        {"article": f"{kind}-{number}", "finding": 1, "check_name": f"check-{kind}", "question": "Who else?"}
        for kind, several in enumerate(kinds)
        for number in range(several)
    ]
    findings = pd.DataFrame(rows).assign(finding_text=None)
    page = parsed(corpus_page([road()], findings=findings))
    questions = page.xpath("//div[@class='question']")
    assert [len(one.xpath("./ul/li")) for one in questions] == at_once
    assert [len(one.xpath(".//li")) for one in questions] == list(kinds)


@pytest.mark.parametrize(("language", "shown"), [("en", "“‘Never,’ … 'Now'”"), ("de", "„‘Never,’ … 'Now'“")])
def test_an_articles_own_quotation_marks_are_single_within_those_of_the_page(language: str, shown: str) -> None:
    finding = {"article": "ellmoor-bridges", "finding": 1, "check_name": "single-source", "question": "Who else?"}
    findings = pd.DataFrame([finding | {"finding_text": '“Never,” … "Now"'}])
    page = parsed(corpus_page([road()], Pages(language_code=language), findings=findings))
    assert shown in page.xpath("//section[@id='questions']")[0].text_content()


def test_shares_stand_with_their_interval_or_with_the_word_that_there_is_none() -> None:
    for page in (parsed(sample_page()), parsed(corpus_page([road()]))):
        for title in ("Quoted, reported, and with which words", "Places of an article"):
            rows = page.xpath(f"//div[@aria-label='{title}']//tr[td]")
            cells = [cell.text_content() for row in rows for cell in row[1:4]]
            assert cells and all(re.fullmatch(r"<?\d+% \((\d+–\d+|too few)\)", cell) for cell in cells)
    (silent_role,) = parsed(sample_page()).xpath("//div[@aria-label='Places of an article']//tr[th='Business']")
    assert re.fullmatch(r"0% \(0–[1-9]\d?\)", silent_role[5].text_content())


def test_an_empty_corpus_and_a_silent_one_say_so() -> None:
    assert "No statement was found in 0 articles." in corpus_page([])
    assert "No statement was found in 1 article." in corpus_page([silent()])
    assert "No statement was found in this article." in render_article(silent())
    assert "The article has no text." in render_article(analysis_of(Article("x", ""), (), ()))


def test_a_stopped_audit_says_so_in_the_title() -> None:
    page = parsed(corpus_page([silent()], partial=True))
    assert page.xpath("//h1")[0].text_content() == "Source balance (partial: stopped after 1 article)"
