"""What is decided in Chromium is kept: past a crash, by two people at once, and in a file."""

import shutil
import signal
from pathlib import Path

import pytest
from browsers import violations
from playwright.sync_api import Browser, expect
from review_page import Process, choose, decided, opened, press, save

from quotes.cli.app import run
from quotes.review.corrections import read_decisions
from quotes.table.csv_files import read_csv
from reports.audit.finished import open_finished
from reports.review.desk import Desk

pytestmark = pytest.mark.browser


def test_a_crash_loses_nothing(browser: Browser, report: Path) -> None:
    process = Process(report)
    page = opened(browser, process.address)
    press(page, "r")
    decided(report, 1)
    expect(page.locator("#status")).to_contain_text("Saved at")
    process.end(signal.SIGKILL)
    press(page, "x")
    expect(page.locator("#banner")).to_contain_text("Nothing is lost: decisions that wait in this browser: 1")
    page.keyboard.press("r")
    decided(report, 1)
    again = Process(report, process.port)
    expect(page.locator("#banner")).to_contain_text("open the address that it shows now", timeout=10_000)
    page.goto(again.address)
    expect(page.locator("#done")).to_have_text("3 of 8 looked at")
    assert [one.action for one in decided(report, 3)] == ["confirm", "delete", "confirm"]
    assert "2 new decisions" in again.end()
    page.context.close()


def test_two_browsers_do_not_overwrite_each_other(browser: Browser, address: str, report: Path) -> None:
    kim, lee = opened(browser, address, "Kim"), opened(browser, address, "Lee", bypass_csp=True)
    for page in (kim, lee):
        choose(page, "Nobody is going")
    lee.get_by_label("In which role").select_option("expert")
    kim.get_by_label("In which role").select_option("political")
    kim.get_by_role("button", name="Save").click()
    decided(report, 1)
    lee.get_by_role("button", name="Save").click()
    expect(lee.locator(".conflict")).to_contain_text("Kim decided this while you were looking")
    assert violations(lee) == []
    decided(report, 1)
    lee.get_by_role("button", name="Use mine").click()
    first, second = decided(report, 2)
    assert (first.who, second.who, second.replaces) == ("Kim", "Lee", first.id)
    choose(kim, "Nobody is going")
    expect(kim.locator(".decided")).to_contain_text("Put right by Lee: role", timeout=10_000)
    for page in (kim, lee):
        page.context.close()


def test_the_page_as_one_file_saves_to_and_loads_from_a_file(browser: Browser, report: Path, tmp_path: Path) -> None:
    (tmp_path / "review.html").write_text(Desk(open_finished(report)).page(with_texts=True), encoding="utf-8")
    address = (tmp_path / "review.html").as_uri()
    page = opened(browser, address)
    press(page, "r")
    press(page, "x")
    expect(page.locator("#status")).to_contain_text("not in a file yet: 2")
    page.reload()
    expect(page.locator("#done")).to_have_text("2 of 8 looked at")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    download.value.save_as(tmp_path / "kim.jsonl")
    assert [one.action for one in read_decisions(tmp_path / "kim.jsonl")] == ["confirm", "delete"]
    other = opened(browser, address, "Lee", offline=True)
    other.locator("#file").set_input_files(tmp_path / "kim.jsonl")
    expect(other.locator("#status")).to_contain_text("New decisions from the file: 2")
    expect(other.locator("#done")).to_have_text("2 of 8 looked at")
    page.context.close()
    other.context.close()


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_is_taken_away_on_the_page_as_one_file_stays_away_by_way_of_a_sheet(
    browser: Browser, report: Path, written: Path, tmp_path: Path, ending: str
) -> None:
    (tmp_path / "review.html").write_text(Desk(open_finished(report)).page(with_texts=True), encoding="utf-8")
    page = opened(browser, (tmp_path / "review.html").as_uri())
    choose(page, "older bridge")
    page.keyboard.press("w")
    for part in ("2", "3"):
        page.locator("#words").press(part)
        page.keyboard.press("Delete")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("r")
    choose(page, "takes me an hour")
    page.get_by_label("Who says it").select_option(label="Nobody is named")
    assert page.get_by_label("In which role").input_value() == "unknown"
    save(page)
    choose(page, "Nobody is going")
    page.get_by_label("Who says it").select_option(label="Somebody else …")
    page.get_by_label("Type the name").fill("Hugo Lamm")
    save(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    download.value.save_as(tmp_path / "kim.jsonl")
    page.context.close()
    sheet, other = tmp_path / f"sheet.{ending}", Path(shutil.copytree(written, tmp_path / "other"))
    for target, file in ((report, tmp_path / "kim.jsonl"), (other, sheet)):
        assert run(["corrections", "merge", str(target), str(file)]) == 0
        assert run(["corrections", "apply", str(target)]) == 0
        if target is report:
            assert run(["corrections", "list", str(report), "--all", "--out", str(sheet)]) == 0
    mine, theirs = (read_csv(one / "attributions.csv", "attributions") for one in (report, other))
    assert mine.equals(theirs)
    rows = mine[mine["article"] == "ellmoor-bridges"].reset_index(drop=True)
    hugo, bridge, hour = (rows.loc[number] for number in (1, 2, 3))
    assert (bridge["speaker"], bridge[["cue_text", "source_text"]].isna().all()) == ("Tomas Vrba", True)
    assert hour[["speaker", "source_text"]].isna().all() and hour["role"] == "unknown"
    assert (hugo["speaker"], hugo["role"], hugo["role_rule"]) == ("Hugo Lamm", "official", "title")


def test_the_page_tells_why_it_has_more_to_look_at_than_the_report_counts(report: Path) -> None:
    page = Desk(open_finished(report)).page()
    assert "Besides the 7 statements that the report counts, there is 1 case here in which somebody was asked" in page
