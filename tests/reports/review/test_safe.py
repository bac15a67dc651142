"""The review page is for its own person: no word of an article runs, and no other machine or page may ask."""

import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from review_page import EVIL, choose, opened

from quotes.review.corrections import CORRECTIONS

pytestmark = pytest.mark.browser


def test_words_of_an_article_never_run(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    choose(page, "Ngozi")
    expect(page.locator("#headline")).to_have_text(EVIL)
    page.get_by_role("button", name="Change the words").click()
    assert page.title() == "Put the report right"
    page.context.close()


def asked(address: str, data: bytes | None = None, **headers: str) -> tuple[int, dict[str, str]]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(address, data=data, headers=named)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers)


def test_only_this_machine_and_this_page_may_ask(address: str, report: Path) -> None:
    start = address.removesuffix("/review")
    origin = start.rpartition("/")[0]
    status, headers = asked(address)
    assert status == 200 and headers["x-frame-options"] == "DENY" and headers["cache-control"] == "no-store"
    assert asked(f"{origin}/wrong/review")[0] == 403
    assert asked(address, Host="evil.example")[0] == 403
    json_type = {"Content_Type": "application/json"}
    record = b'{"id": "x"}'
    assert asked(f"{start}/api/decisions", record, Origin="http://evil.example", **json_type)[0] == 403
    assert asked(f"{start}/api/decisions", record, **json_type)[0] == 403
    assert asked(f"{start}/api/decisions", record, Origin=origin, Content_Type="text/plain")[0] == 403
    assert asked(f"{start}/api/decisions", record, Origin=origin, **json_type)[0] == 400
    assert asked(f"{start}/report/resume.jsonl")[0] == 404
    assert asked(f"{start}/report/..%2f..%2fetc%2fpasswd")[0] == 404
    assert not (report / CORRECTIONS).exists()
