"""The review page as a person uses it: opened in Chromium, worked by mouse, touch or keyboard."""

import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from places import QUOTES
from playwright.sync_api import Browser, Locator, Page, expect

from quotes.review.corrections import CORRECTIONS, Decision, read_decisions
from reports.audit.finished import open_finished
from reports.review.desk import Desk
from reports.review.server import HOST, bound_socket, server_of

EVIL = "</script><script>document.title='run'</script><img src=x onerror=\"document.title='run'\">"
FAULTS: list[str] = []
"""Errors of scripts, and requests that left this machine."""
PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True, "color_scheme": "dark"}


class Process:
    """``quotes review`` as a person starts it."""

    def __init__(self, report: Path, port: str = "0") -> None:
        command = [*QUOTES, "review", str(report), "--no-browser", "--port", port]
        environment = os.environ | {"OMP_NUM_THREADS": "1"}
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
        assert self.process.stderr is not None
        said = self.process.stderr.readline()
        found = re.search(r"http://\S+", said)
        assert found, said
        self.address = found[0]
        self.port = self.address.split(":")[2].split("/")[0]

    def end(self, how: signal.Signals = signal.SIGINT) -> str:
        self.process.send_signal(how)
        _, said = self.process.communicate(timeout=30)
        return said


@contextmanager
def served(report: Path) -> Iterator[str]:
    """The same in this process: the address."""
    with bound_socket(0) as opened:
        port = opened.getsockname()[1]
        server = server_of(Desk(open_finished(report)), "secret", port)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]})
        thread.start()
        yield f"http://{HOST}:{port}/secret/review"
        server.should_exit = True
        thread.join(10)


def opened(browser: Browser, address: str, who: str = "Kim", **options: object) -> Page:
    """The page, ready to work on."""
    settings = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"} | options
    page = browser.new_context(**settings).new_page()
    page.on("pageerror", lambda error: FAULTS.append(str(error)))
    at_home = ("http://127.0.0.1:", "file:", "blob:")
    page.on("request", lambda request: request.url.startswith(at_home) or FAULTS.append(request.url))
    page.goto(address)
    expect(page.locator("#now")).to_be_visible()
    page.get_by_label("You are").fill(who)
    page.get_by_label("You are").blur()
    return page


def decided(report: Path, number: int) -> list[Decision]:
    """The decisions in the file, once there are so many."""
    deadline = time.monotonic() + 10
    while len(found := read_decisions(report / CORRECTIONS)) < number and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(found) == number
    return found


def choose(page: Page, words: str) -> None:
    """Choose a statement in the list by words of it."""
    page.get_by_role("button", name="List").click()
    page.get_by_label("Find in this list").fill(words)
    page.locator("#list-items button").first.click()
    expect(page.locator("#list-dialog")).not_to_be_visible()
    expect(page.locator("#card")).to_have_attribute("aria-busy", "false")


def press(page: Page, key: str) -> None:
    """Press a key with which a statement is decided, and wait for the next one."""
    before = page.locator("#where").inner_text()
    page.keyboard.press(key)
    expect(page.locator("#where")).not_to_have_text(before)


def save(page: Page) -> None:
    """Save what is in hand, and wait for the next statement."""
    before = page.locator("#where").inner_text()
    page.locator("#actions").get_by_role("button", name="Save").click()
    expect(page.locator("#where")).not_to_have_text(before)


def word(page: Page, words: str, number: int = 0) -> Locator:
    return page.get_by_role("option", name=words, exact=True).nth(number)


def drag(page: Page, first: str, last: str) -> None:
    """Mark from one word to another with the mouse."""
    word(page, first).scroll_into_view_if_needed()
    page.locator(".words").evaluate("one => one.scrollIntoView({block: 'start'})")
    start, end = (word(page, words).bounding_box() for words in (first, last))
    assert start and end
    page.mouse.move(start["x"] + 3, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] - 3, end["y"] + end["height"] / 2, steps=5)
    page.mouse.up()
