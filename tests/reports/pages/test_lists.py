"""The pages beside: all statements, all articles, one source, a comparison."""

import json
import re
from dataclasses import replace

import pandas as pd
import pytest
from rendered_pages import comparison_page, parsed, sample_measures, source_page, statements_page
from report_samples import corpus

from quotes.model import Analysis
from quotes.table.rows import articles_table, attributions_table
from reports.pages.article_list import LISTED, list_pages
from reports.pages.page_names import article_path, list_path, page_name
from reports.pages.render import Pages
from reports.pages.statements import COLUMNS, StatementPage, statement_pages


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
    assert "None of the 2 groups has enough articles to be compared" in words
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
    drawn, told = (figure.xpath(f"./{where}//tr") for where in ("table", "details"))
    assert [head.text_content().strip() for head in drawn[0]][1:3] == ["Courier", "Post"]
    for row, figures in zip(drawn[1:], told[1:], strict=True):
        assert [cell.text_content() for cell in row[:3]] == [figures[column].text_content() for column in (0, 2, 4)]
        places = [re.findall(r"left: ([\d.]+)%", span.get("style"))[0] for span in row.xpath(".//span[@style]")]
        assert [f"{float(place) / 100:.0%}" for place in reversed(places)][:2] == [
            cell.text_content() for cell in row[1:3]
        ]
        assert row[-1].text_content() == figures[-1].text_content()
    assert "rank by official share" not in enough.text_content()  # chance alone may make what differs here


def test_groups_stand_by_name_where_their_official_shares_do_not_clearly_differ() -> None:
    several = [*corpus(), *(replaced(one) for one in corpus())]
    for outlets in (("post", "Courier"), ("Courier", "post")):
        page = parsed(comparison_page(several, outlets, fewest=4))
        rows = page.xpath("//section[h2='The groups']//tbody/tr")
        assert [row[0].text_content() for row in rows] == ["Courier", "post"]


def replaced(analysis: Analysis) -> Analysis:
    return replace(analysis, article=replace(analysis.article, id=f"{analysis.article.id}-again"))


def test_the_list_of_statements_has_each_with_what_can_be_asked_of_it() -> None:
    page = parsed(statements_page(corpus()))
    assert len(page.xpath("//ol[@class='said']/li")) == len(attributions_table(corpus()))
    (unnamed,) = page.xpath("//li[@data-named='no'][@data-role='unknown']")
    assert unnamed.xpath(".//blockquote")[0].text_content() == "Vrba had said the money was gone"
    assert unnamed.xpath(".//a/@href") == [f"{article_path('ellmoor-bridges')}#statement-5"]
    bridges = page.xpath("//article[@data-article='ellmoor-bridges']")[0]
    assert [item.get("data-place") for item in bridges.xpath(".//li")] == ["first", "", "", "", "", "last", ""]
    assert [item.get("data-kind") for item in bridges.xpath(".//li")].count("no-comment") == 1


def test_only_doubtful_parts_of_a_statement_have_a_figure_and_the_filter_takes_each_of_them() -> None:
    rows = attributions_table(corpus()).assign(confidence=0.97, speaker_confidence=0.84, role_confidence=0.8)
    own = rows.index[rows["speaker"] == "Ruth Adeyemi"]
    rows.loc[own[0], "role_confidence"] = 0.37
    rows.loc[own[1], "speaker_confidence"] = 0.43
    rows.loc[own[2], ["confidence", "checked"]] = [0.2, "confirm"]
    (listed,) = statement_pages([rows[list(COLUMNS)]])
    page = parsed(Pages().statements(listed, [(listed.first, listed.last)]))
    notes = [" ".join(item.text_content().split()) for item in page.xpath("//li[@data-doubtful]")]
    assert len(notes) == 2 and "role doubtful (37%)" in notes[0] and "speaker doubtful (43%)" in notes[1]
    source = parsed(Pages().source("Ruth Adeyemi", rows.loc[own]))
    figures = re.findall(r"[a-z ]+\(\d+%\)", source.xpath("//main")[0].text_content())
    assert sorted(one.strip() for one in figures) == ["role doubtful (37%)", "speaker doubtful (43%)"]


def test_a_long_list_of_statements_goes_on_over_pages_and_no_article_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.pages.statements.LISTED", 5)
    rows = attributions_table(corpus())
    pages = list(statement_pages([rows.iloc[:4], rows.iloc[4:]]))
    assert [(page.first, page.last) for page in pages] == [(1, 7), (8, 12), (13, 15)]
    assert list(statement_pages([rows.iloc[:0]])) == [StatementPage(1)]
