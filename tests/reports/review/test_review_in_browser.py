"""A report put right in Chromium: by mouse, by keyboard and by touch, by two people at once, and past a crash."""

import json
import os
import re
import shutil
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from browsers import violations
from places import QUOTES
from playwright.sync_api import Browser, Page, expect
from report_samples import road, short
from small_reports import audited

from quotes.document import Document
from quotes.model import Analysis
from quotes.review.corrections import CORRECTIONS, Decision, read_decisions
from quotes.table.csv_files import read_csv
from reports.audit.finished import open_finished
from reports.pages.page_names import article_path
from reports.review.desk import Desk
from reports.review.server import HOST, bound_socket, server_of

pytestmark = pytest.mark.browser

EVIL = "</script><script>document.title='run'</script><img src=x onerror=\"document.title='run'\">"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small report, with an article whose words would like to be run."""
    evil = short("evil", "Ngozi Bell", "expert", f"{EVIL} it is", title=EVIL)
    return audited(tmp_path_factory.mktemp("small") / "report", [road(), evil])


@pytest.fixture
def report(written: Path, tmp_path: Path) -> Path:
    return shutil.copytree(written, tmp_path / "report")


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


@pytest.fixture
def address(report: Path) -> Iterator[str]:
    with served(report) as address:
        yield address


@pytest.fixture(autouse=True)
def faults() -> Iterator[list[str]]:
    """Errors of scripts, and requests that leave this machine: there are none."""
    FAULTS.clear()
    yield FAULTS
    assert FAULTS == []


FAULTS: list[str] = []


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
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#where")).not_to_have_text(before)


def word(page: Page, words: str, number: int = 0):
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


def test_on_a_phone_words_are_marked_by_touch(browser: Browser, address: str, report: Path) -> None:
    phone = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True, "color_scheme": "dark"}
    page = opened(browser, address, **phone)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    choose(page, "takes me an hour")
    page.get_by_role("button", name="Change the words").tap()
    word(page, "hour").tap()
    word(page, "mother").tap()
    page.get_by_role("button", name="Done").tap()
    page.get_by_role("button", name="Save").tap()
    (decision,) = decided(report, 1)
    assert decision.decided is not None
    assert [place.words for place in decision.decided.content] == ["hour to get to my own mother"]
    page.context.close()


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
    for name in ("List", "Keys and help"):
        page.get_by_role("button", name=name).click()
        assert violations(page) == []
        page.keyboard.press("Escape")
    page.context.close()


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
