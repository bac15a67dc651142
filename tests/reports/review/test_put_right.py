"""What is wrong in a report is put right in Chromium, and found in its pages, tables and shares."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from report_samples import ROAD, at, road
from review_page import choose, decided, drag, opened, press, save, served, word
from small_reports import audited

from quotes.document import Document
from quotes.model import Analysis, Role
from quotes.roles.rules import RuleKind
from quotes.table.csv_files import read_csv
from reports.pages.page_names import article_path

pytestmark = pytest.mark.browser


def test_a_german_card_tells_in_german_what_a_role_was_concluded_from(browser: Browser, tmp_path: Path) -> None:
    county, mayor, *others = road().sources
    role = Role("official", at(ROAD, "Mayor"), "word for a person: mayor", 0.4, rule_kind=RuleKind.WORD_FOR_PERSON)
    analysis = replace(road(), sources=(county, replace(mayor, role=role), *others))
    report = audited(tmp_path / "report", [analysis], asked={"language": "de"})
    with served(report) as address:
        page = browser.new_page()
        page.goto(address)
        page.locator("#text .mark", has_text="Nobody is going").first.click()
        card = page.locator("#card")
        expect(card).to_contain_text("Rolle wegen „Mayor“ (Wort für eine Person: „mayor“)")
        expect(card).to_contain_text("Zugeschrieben durch „told“")
        expect(card).to_contain_text("die Rolle ist zweifelhaft (zu 40\u00a0% sicher)")
        page.close()


def test_five_kinds_of_error_are_put_right_by_mouse_and_found_in_pages_tables_and_shares(
    browser: Browser, address: str, report: Path
) -> None:
    page = opened(browser, address)
    choose(page, "Nobody is going")
    page.get_by_label("In which role").select_option("political")
    page.get_by_label("Note").fill("she runs for parliament")
    page.get_by_role("button", name="Save").click()
    choose(page, "older bridge")
    page.get_by_label("Who says it").select_option(label="Somebody else …")
    page.get_by_label("Type the name").fill("the county’s engineer")
    page.get_by_label("Named in the article").uncheck()
    page.get_by_role("button", name="Save").click()
    choose(page, "Tomas money")
    page.get_by_role("button", name="No statement").click()
    choose(page, "takes me an hour")
    page.get_by_role("button", name="Change the words").click()
    drag(page, "hour", "mother")
    page.get_by_role("button", name="Done").click()
    expect(page.locator("#now")).to_contain_text("hour to get to my own mother")
    assert "".join(page.locator("#text .mark.chosen").all_inner_texts()) == "hour to get to my own mother"
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Add a missing statement").click()
    drag(page, "Residents", "angry")
    page.get_by_label("The words that name who says it").check()
    drag(page, "Residents", "Lane")
    page.get_by_role("button", name="Done").click()
    page.get_by_label("In which role").select_option("witness")
    page.get_by_role("button", name="Add it", exact=True).click()
    expect(page.locator("#done")).to_have_text("4 of 8 looked at")
    page.get_by_role("button", name="Update the report").click()
    expect(page.locator("#status")).to_contain_text("up to date", timeout=60_000)
    made = decided(report, 5)
    assert sorted(one.action for one in made) == ["add", "change", "change", "change", "delete"]

    rows = read_csv(report / "attributions.csv", "attributions")
    rows = rows[rows["article"] == "ellmoor-bridges"].set_index("content_text")
    assert "the money was gone" not in list(rows.index.dropna())
    ruth = rows[rows["speaker"] == "Ruth Adeyemi"].iloc[0]
    assert (ruth["role"], ruth["checked"], ruth["checked_by"]) == ("political", "change", "Kim")
    engineer = rows[rows["speaker"] == "the county’s engineer"].iloc[0]
    assert not engineer["named"] and engineer["checked_fields"] == "speaker named"
    assert rows.loc["hour to get to my own mother", "speaker"] == "Joan Pike"
    assert rows.loc["Residents of Mill Lane were angry", "checked"] == "add"
    sources = read_csv(report / "sources.csv", "sources").set_index("speaker")
    assert sources.loc["Ruth Adeyemi", "role"] == "political"
    shares = json.loads((report / "report.json").read_text(encoding="utf-8"))
    counts = {
        row["label"]: row["count"] for row in shares["shares"] if (row["by"], row["of"]) == ("role", "statements")
    }
    assert (counts["political"], counts["witness"]) == (1, 2)
    page.get_by_role("link", name="The report").click()
    expect(page.get_by_role("heading", name="Put right by people")).to_be_visible()
    page.get_by_role("link", name="Ellmoor’s bridges").first.click()
    expect(page.locator(".checked").first).to_contain_text("Put right by Kim: role. “she runs for parliament”")
    page.get_by_role("link", name="Correct this").first.click()
    expect(page.locator("#now")).to_contain_text("Two bridges over the Tarn")
    page.context.close()


def test_everything_is_done_by_keyboard(browser: Browser, address: str, report: Path) -> None:
    page = opened(browser, address)
    press(page, "r")
    press(page, "x")
    press(page, "t")
    expect(page.locator("#done")).to_have_text("3 of 8 looked at")
    page.keyboard.press("z")
    expect(page.locator("#done")).to_have_text("2 of 8 looked at")
    page.keyboard.press("o")
    page.keyboard.press("m")  # in a field a letter is no command
    expect(page.locator("#role")).to_be_focused()
    page.keyboard.press("Escape")
    choose(page, "takes me an hour")
    page.keyboard.press("w")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    for _ in range(2):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    assert page.locator("#said-content").inner_text() == "“hour to get”"
    page.get_by_role("button", name="Begin a word earlier").focus()
    page.keyboard.press("Enter")
    assert page.locator("#said-content").inner_text() == "“an hour to get”"
    page.get_by_role("button", name="Done").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Note").focus()
    page.keyboard.type("only these words")
    page.keyboard.press("Control+Enter")
    decisions = decided(report, 5)
    assert [one.action for one in decisions] == ["confirm", "delete", "cannot-tell", "withdraw", "change"]
    assert decisions[-1].decided is not None and decisions[-1].why == "only these words"
    assert [place.words for place in decisions[-1].decided.content] == ["an hour to get"]
    page.get_by_role("button", name="Keys and help").click()
    page.get_by_label("Single keys work").uncheck()
    page.keyboard.press("Escape")
    page.locator("body").press("x")
    page.wait_for_timeout(200)
    decided(report, 5)
    page.context.close()


def test_new_words_for_the_source_name_the_speaker_and_marks_alone_say_nothing(
    browser: Browser, address: str, report: Path
) -> None:
    page = opened(browser, address)
    choose(page, "takes me an hour")
    page.get_by_role("button", name="Change the words").click()
    word(page, ",").click()
    page.get_by_role("button", name="Done").click()
    expect(page.locator("#status")).to_have_text("Mark some words first.")
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Change the words").click()
    page.get_by_label("The words that name who says it").check()
    drag(page, "Residents", "Lane")
    page.get_by_role("button", name="Done").click()
    page.get_by_label("Who says it").select_option(label="Somebody else …")
    expect(page.get_by_label("Type the name")).to_have_value("Residents of Mill Lane")
    page.get_by_role("button", name="Save").click()
    (decision,) = decided(report, 1)
    assert decision.decided is not None and decision.decided.speaker == "Residents of Mill Lane"
    page.context.close()


@pytest.mark.slow
def test_five_kinds_of_error_in_a_report_of_real_length_are_put_right(
    browser: Browser, parsed_corpus: list[tuple[Document, Analysis]], tmp_path: Path
) -> None:
    report = audited(tmp_path / "report", [replace(analysis) for _, analysis in parsed_corpus])
    before = read_csv(report / "attributions.csv", "attributions")
    said = before[(before["kind"] == "direct") & ~before["content_text"].str.contains(" … ")]
    said = said[said["content_text"].str.len().between(30, 90) & (said["role"] != "political")]
    role, speaker, gone, words = said.drop_duplicates("article").iloc[:4].to_dict("records")
    with served(report) as address:
        page = opened(browser, address)
        choose(page, role["content_text"])
        page.get_by_label("In which role").select_option("political")
        save(page)
        choose(page, speaker["content_text"])
        page.get_by_label("Who says it").select_option(label="Somebody else …")
        page.get_by_label("Type the name").fill("the county’s engineer")
        save(page)
        choose(page, gone["content_text"])
        page.get_by_role("button", name="No statement").click()
        choose(page, words["content_text"])
        page.keyboard.press("w")
        for _ in range(2):
            page.get_by_role("button", name="Begin a word later").click()
        page.get_by_role("button", name="Done").click()
        save(page)
        page.get_by_role("button", name="Add a missing statement").click()
        for _ in range(3):
            page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Done").click()
        page.get_by_label("In which role").select_option("witness")
        page.get_by_role("button", name="Add it", exact=True).click()
        made = decided(report, 5)
        page.get_by_role("button", name="Update the report").click()
        expect(page.locator("#status")).to_contain_text("up to date", timeout=120_000)
        page.context.close()
    assert [one.action for one in made] == ["change", "change", "delete", "change", "add"]
    rows = read_csv(report / "attributions.csv", "attributions")
    assert len(rows) == len(before)
    by_words = rows.drop_duplicates("content_text").set_index("content_text")
    shorter, added = ("".join(place.words for place in one.decided.content) for one in made[3:] if one.decided)
    assert by_words.loc[role["content_text"], "role"] == "political"
    assert by_words.loc[speaker["content_text"], "speaker"] == "the county’s engineer"
    assert gone["content_text"] not in by_words.index
    assert words["content_text"].endswith(shorter) and by_words.loc[shorter, "checked_fields"].startswith("content")
    assert (by_words.loc[added, "role"], by_words.loc[added, "checked"]) == ("witness", "add")
    shares = json.loads((report / "report.json").read_text(encoding="utf-8"))["shares"]
    (political,) = [
        one for one in shares if (one["by"], one["label"], one["of"]) == ("role", "political", "statements")
    ]
    assert political["count"] == (rows["role"] == "political").sum() > (before["role"] == "political").sum()
    pages = {one.article: (report / article_path(one.article)).read_text(encoding="utf-8") for one in made}
    told = ["Put right by Kim: role", "Put right by Kim: speaker", "", "Put right by Kim: content", "Added by Kim"]
    assert [words for one, words in zip(made, told, strict=True) if words not in pages[one.article]] == []
