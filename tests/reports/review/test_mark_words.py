"""Words are marked in Chromium, one by one, by mouse, by touch and by keyboard: content, cue and source."""

from collections.abc import Callable
from pathlib import Path

import pytest
from browsers import violations
from playwright.sync_api import Browser, Page, expect
from review_page import PHONE, choose, decided, drag, opened, save, word

from quotes.review.corrections import Decision
from quotes.table.csv_files import read_csv

pytestmark = pytest.mark.browser

Mark = Callable[[Page, str, str, str], None]
"""Marks from one word to another as one of the ``PARTS``."""
PARTS = {"content": "What is said", "cue": "The words that credit it", "source": "The words that name who says it"}


def by_mouse(page: Page, part: str, first: str, last: str) -> None:
    page.get_by_label(PARTS[part]).check()
    drag(page, first, last)


def by_touch(page: Page, part: str, first: str, last: str) -> None:
    page.get_by_label(PARTS[part]).tap()
    for words in dict.fromkeys((first, last)):
        word(page, words).tap()


def by_keyboard(page: Page, part: str, first: str, last: str) -> None:
    page.locator("#words").press(str(list(PARTS).index(part) + 1))
    assert page.get_by_label(PARTS[part]).is_checked()
    walk(page, first)
    walk(page, last, "Shift+")
    page.keyboard.press("Enter")


def walk(page: Page, words: str, held: str = "") -> None:
    """Move the cursor to a word, a word a key."""
    goal = word(page, words).get_attribute("data-index")
    for _ in range(200):
        here = page.locator("#words .cursor").get_attribute("data-index")
        assert goal and here
        if here == goal:
            return
        page.keyboard.press(f"{held}Arrow{'Right' if int(here) < int(goal) else 'Left'}")
    raise AssertionError(f"the cursor never came to “{words}”")


WAYS = [("mouse", by_mouse, {}), ("touch", by_touch, PHONE), ("keyboard", by_keyboard, {})]
each_way = pytest.mark.parametrize(("name", "mark", "options"), WAYS, ids=[name for name, *_ in WAYS])


def pieces(decision: Decision, part: str) -> list[str]:
    assert decision.decided is not None
    return [place.words for place in getattr(decision.decided, part)]


@each_way
def test_content_cue_and_source_are_marked_and_stand_in_the_report(
    browser: Browser, address: str, report: Path, name: str, mark: Mark, options: dict[str, object]
) -> None:
    page = opened(browser, address, **options)
    choose(page, "Nobody is going")
    page.get_by_role("button", name="Change the words").click()
    mark(page, "content", "Nobody", "steel")
    mark(page, "cue", "told", "council")
    mark(page, "source", "Ruth", "Adeyemi")
    said = {part: page.locator(f"#said-{part}").inner_text() for part in PARTS}
    assert said == {
        "content": "“Nobody is going to drive over that steel”",
        "cue": "“told the council”",
        "source": "“Ruth Adeyemi”",
    }
    if name == "keyboard":
        page.locator("#words").press("Control+Enter")
        page.keyboard.press("r")
    else:
        page.get_by_role("button", name="Done").click()
        save(page)
    (decision,) = decided(report, 1)
    assert decision.fields == ("content", "cue", "source")
    assert pieces(decision, "content") == ["Nobody is going to drive over that steel"]
    assert (pieces(decision, "cue"), pieces(decision, "source")) == (["told the council"], ["Ruth Adeyemi"])
    page.get_by_role("button", name="Update the report").click()
    expect(page.locator("#status")).to_contain_text("up to date", timeout=60_000)
    rows = read_csv(report / "attributions.csv", "attributions").set_index("content_text")
    row = rows.loc["Nobody is going to drive over that steel"]
    assert (row["cue_text"], row["source_text"], row["speaker"]) == ("told the council", "Ruth Adeyemi", "Ruth Adeyemi")
    assert (row["checked"], row["checked_fields"]) == ("change", "content cue source")
    page.context.close()


@each_way
def test_a_missed_statement_is_marked_with_its_cue_and_its_source_names_the_speaker(
    browser: Browser, address: str, report: Path, name: str, mark: Mark, options: dict[str, object]
) -> None:
    page = opened(browser, address, **options)
    choose(page, "takes me an hour")
    page.get_by_role("button", name="Add a missing statement").click()
    mark(page, "content", "angry", "angry")
    mark(page, "cue", "were", "were")
    mark(page, "source", "Residents", "Lane")
    page.get_by_role("button", name="Done").click()
    expect(page.locator("#typed")).to_be_hidden()
    assert page.get_by_label("Who says it").input_value() == "Residents of Mill Lane"
    page.get_by_label("In which role").select_option("witness")
    page.get_by_role("button", name="Add it", exact=True).click()
    (decision,) = decided(report, 1)
    assert decision.action == "add" and decision.decided is not None
    assert [pieces(decision, part) for part in PARTS] == [["angry"], ["were"], ["Residents of Mill Lane"]]
    assert (decision.decided.speaker, decision.decided.role) == ("Residents of Mill Lane", "witness")
    page.context.close()


@each_way
def test_a_further_piece_is_marked_an_end_is_moved_and_a_part_is_cleared(
    browser: Browser, address: str, report: Path, name: str, mark: Mark, options: dict[str, object]
) -> None:
    page = opened(browser, address, **options)
    choose(page, "takes me an hour")
    page.get_by_role("button", name="Change the words").click()
    mark(page, "content", "It", "me")
    page.get_by_label("Mark a further piece").check()
    mark(page, "content", "get", "own")
    page.get_by_role("button", name="End a word later").click()
    assert page.locator("#said-content").inner_text() == "“It takes me … get to my own mother”"
    page.get_by_label(PARTS["cue"]).check()
    if name == "keyboard":
        page.locator("#words").press("Delete")
    else:
        page.get_by_role("button", name="Clear").click()
    assert page.locator("#said-cue").inner_text() == "—"
    page.get_by_role("button", name="Done").click()
    save(page)
    (decision,) = decided(report, 1)
    assert pieces(decision, "content") == ["It takes me", "get to my own mother"] and not pieces(decision, "cue")
    page.context.close()


def test_the_end_of_a_long_part_is_seen_while_it_is_moved(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    choose(page, "Nobody is going")
    page.get_by_role("button", name="Change the words").click()
    drag(page, "Nobody", "month")
    assert page.locator("#said-content").inner_text().endswith("and not for a month”")
    page.context.close()


@pytest.mark.parametrize("part", PARTS)
def test_axe_finds_no_violation_while_words_are_marked(browser: Browser, address: str, part: str) -> None:
    page = opened(browser, address, bypass_csp=True)
    choose(page, "takes me an hour")
    page.keyboard.press("w")
    by_keyboard(page, part, "hour", "mother")
    assert violations(page) == []
    page.locator("#words").press("Delete")
    assert violations(page) == []
    page.context.close()
