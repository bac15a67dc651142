"""Chromium for tests of pages, and what axe-core finds in one."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = ["color-contrast"]
"""What may be otherwise in the dark, where the rest of the page is the same."""
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

expect.set_options(timeout=30_000)  # a busy machine is no failure


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium; without one the test is skipped, or fails where BROWSER_TESTS says that it is required."""
    if CHROMIUM is None:
        reason = "no Chromium on this machine; on Debian and Ubuntu: apt-get install chromium"
        if os.environ.get("BROWSER_TESTS") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def violations(page: Page, rules: Sequence[str] = WCAG) -> list[tuple[str, str]]:
    """What axe-core has against the page: each rule with the first element that breaks it."""
    found = Axe().run(page, options={"runOnly": list(rules), "resultTypes": ["violations"]})
    return [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]]
