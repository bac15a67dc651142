"""A sample checked in Chromium on a page that is one file, and what the file that it saves proves."""

from pathlib import Path
from shutil import copytree

import pandas as pd
import pytest
from browsers import violations
from checked_reports import Truth, checked_corpus, truths
from playwright.sync_api import Browser, Locator, Page, expect
from small_reports import audited

from quotes.cli.app import run
from quotes.review.corrections import read_decisions

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return audited(tmp_path_factory.mktemp("made") / "report", checked_corpus(8))


@pytest.fixture
def report(made: Path, tmp_path: Path) -> Path:
    return Path(copytree(made, tmp_path / "report"))


def opened(browser: Browser, sheet: Path, who: str) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(sheet.as_uri())
    page.get_by_label("You are").fill(who)
    page.keyboard.press("Tab")
    page.locator("#now").focus()
    return page


def saved(place: Locator, path: Path) -> Path:
    """The file that the button in this place saves."""
    with place.page.expect_download() as download:
        place.get_by_role("button", name="Save to a file").click()
    assert download.value.suggested_filename == "answers.jsonl"
    download.value.save_as(path)
    return path


@pytest.mark.slow
def test_a_person_checks_statements_and_paragraphs_and_the_report_says_what_that_proves(
    browser: Browser, report: Path, tmp_path: Path
) -> None:
    assert run(["validate", "sample", str(report), "--n", "20", "--paragraphs", "6", "--format", "html"]) == 0
    page = opened(browser, report / "validation" / "sheet.html", "Kim")
    assert page.title() == "Check a sample" and violations(page) == []
    for number in range(26):
        expect(page.locator("#done")).to_have_text(f"{number} of 26 looked at")
        page.keyboard.press("r")
    expect(page.locator("#done")).to_have_text("26 of 26 looked at")
    expect(page.locator("#card")).to_contain_text("Save it to a file now, and hand in that file")
    answers = saved(page.locator("#card"), tmp_path / "answers.jsonl")
    made = read_decisions(answers)
    assert {one.action for one in made} == {"confirm", "looked-through"} and {one.task for one in made} == {
        "validation"
    }
    assert run(["validate", "report", str(report), str(answers)]) == 0
    rates = pd.read_csv(report / "validation" / "rates.csv").set_index(["measure", "role"])["value"]
    assert rates["precision", "all"] == 1 and rates["recall", "all"] == 1
    page.close()


@pytest.mark.slow
def test_blind_everything_that_is_said_in_a_stretch_is_marked_before_it_is_done(
    browser: Browser, report: Path, tmp_path: Path
) -> None:
    options = ["--n", "12", "--paragraphs", "2", "--format", "html", "--blind"]
    assert run(["validate", "sample", str(report), *options]) == 0
    page = opened(browser, report / "validation" / "sheet.html", "Kim")
    data = page.locator("#data").text_content() or ""
    assert '"found"' not in data, "nothing of the tool's is in the page"
    marked = 0
    while page.locator("#text .stretch").count():
        place, here = said_here(page)
        if here is not None:
            add(page, place, here)
            marked += 1
            expect(page.locator("#now")).to_have_text("Is anything said here that is not marked?")
        before = page.locator("#done").inner_text()
        page.locator("#now").focus()
        page.keyboard.press("r")
        expect(page.locator("#done")).not_to_have_text(before)
    answers = saved(page.get_by_role("group", name="Tools"), tmp_path / "answers.jsonl")
    assert sum(one.action == "add" for one in read_decisions(answers)) == marked >= 8
    assert run(["validate", "report", str(report), str(answers)]) == 0
    rates = pd.read_csv(report / "validation" / "rates.csv").set_index(["measure", "role"])["value"]
    assert rates["precision", "all"] > 0.8 and rates["speaker", "all"] == 1
    page.close()


def said_here(page: Page) -> tuple[int, Truth | None]:
    """The statement in the stretch that is asked about, and the how manieth of the article it is."""
    article = int(page.locator("#headline").inner_text().split()[-1])
    words = page.locator("#text .stretch").first.inner_text()
    return next(((place, one) for place, one in enumerate(truths(article)) if one.words in words), (0, None))


def add(page: Page, place: int, said: Truth) -> None:
    """Mark a statement by keyboard and mouse, as somebody does who reads."""
    page.get_by_role("button", name="Add a missing statement").first.click()
    start, end = (page.get_by_role("option", name=name, exact=True).nth(place) for name in ("The", "men"))
    start.scroll_into_view_if_needed()
    start.drag_to(end)
    page.get_by_role("button", name="Done").click()
    page.get_by_label("Who says it").select_option(label="Somebody else …")
    page.get_by_label("Type the name").fill(said.speaker)
    page.get_by_label("In which role").select_option(said.role)
    page.get_by_role("button", name="Add it", exact=True).click()
