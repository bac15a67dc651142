"""axe-core has nothing against the review page, whatever state it is in."""

import signal
from pathlib import Path

import pytest
from browsers import violations
from playwright.sync_api import Browser, expect
from review_page import Process, opened, press

from reports.audit.finished import open_finished
from reports.review.desk import Desk

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_any_state(browser: Browser, address: str, scheme: str) -> None:
    size = {"width": 1280, "height": 900} if scheme == "light" else {"width": 360, "height": 740}
    page = opened(browser, address, color_scheme=scheme, viewport=size, bypass_csp=True)
    assert violations(page) == []
    page.get_by_label("In which role").select_option("political")
    assert violations(page) == []
    page.get_by_role("button", name="Save").click()
    page.keyboard.press("k")
    assert page.locator(".decided").is_visible() and violations(page) == []
    page.keyboard.press("w")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_label("Who says it").select_option(label="Somebody else …")
    assert page.locator("#typed").is_visible() and violations(page) == []
    page.get_by_role("button", name="No statement").click()
    page.keyboard.press("k")
    assert page.locator(".decided").is_visible() and violations(page) == []
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    assert page.get_by_role("button", name="Discard").is_visible() and violations(page) == []
    page.get_by_role("button", name="Discard").click()
    for name in ("List", "Keys and help"):
        page.get_by_role("button", name=name).click()
        assert violations(page) == []
        page.keyboard.press("Escape")
    page.context.close()


def test_axe_finds_no_violation_when_all_is_looked_at_and_when_the_program_is_gone(
    browser: Browser, report: Path, tmp_path: Path
) -> None:
    process = Process(report)
    page = opened(browser, process.address, bypass_csp=True)
    process.end(signal.SIGKILL)
    press(page, "r")
    expect(page.locator("#banner")).to_be_visible()
    assert violations(page) == []
    page.context.close()
    (tmp_path / "review.html").write_text(Desk(open_finished(report)).page(with_texts=True), encoding="utf-8")
    page = opened(browser, (tmp_path / "review.html").as_uri(), bypass_csp=True)
    for number in range(8):
        expect(page.locator("#done")).to_have_text(f"{number} of 8 looked at")
        page.keyboard.press("r")
    expect(page.locator("#done")).to_have_text("8 of 8 looked at")
    assert violations(page) == []
    page.context.close()
