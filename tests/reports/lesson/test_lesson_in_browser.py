"""A class fills in the form in Chromium, by mouse, keyboard and on a phone; it is marked; no page has a fault."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsers import violations
from made_class import made_lesson
from playwright.sync_api import Browser, Page, expect

from quotes.lesson.lesson import Lesson
from quotes.lesson.marking import StudentMark, marks_of
from quotes.lesson.overview import Overview
from quotes.lesson.read_answers import read_answers
from quotes.messages import Skipped
from reports.lesson.make import Maker
from reports.lesson.marks import write_marks

pytestmark = pytest.mark.browser

TASKS = ("find", "attribute", "role")
FAULTS: list[str] = []


@pytest.fixture(scope="module")
def lessons(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Lesson, Path]]:
    """The lesson at two levels, each with its folder."""
    made = {}
    for level in ("marked", "paragraphs"):
        folder = tmp_path_factory.mktemp(level)
        lesson = made_lesson(folder / "articles", TASKS, level)  # type: ignore[arg-type]
        Maker(folder / "lesson", lesson, ["html"]).write()
        made[level] = lesson, folder / "lesson"
    return made


@pytest.fixture(autouse=True)
def faults() -> Iterator[None]:
    """Errors of scripts, and requests that leave the file: there are none."""
    FAULTS.clear()
    yield
    assert FAULTS == []


def opened(browser: Browser, path: Path, who: str, **options: object) -> Page:
    settings = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", "bypass_csp": True} | options
    page = browser.new_context(**settings).new_page()
    page.on("pageerror", lambda error: FAULTS.append(str(error)))
    page.on("request", lambda request: request.url.startswith(("file:", "blob:")) or FAULTS.append(request.url))
    page.goto(path.as_uri())
    if who:
        page.get_by_label("You are").fill(who)
        page.get_by_label("You are").blur()
    return page


def handed_in(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    page.context.close()
    return path


def marked(lesson: Lesson, path: Path) -> StudentMark:
    skipped: list[Skipped] = []
    (answers,) = read_answers([path], lesson, skipped.append)
    assert skipped == []
    return marks_of(lesson, answers)


def word(page: Page, words: str):
    return page.get_by_role("option", name=words, exact=True).first


def drag(page: Page, first: str, last: str) -> None:
    page.locator(".words").evaluate("one => one.scrollIntoView({block: 'start'})")
    start, end = (word(page, words).bounding_box() for words in (first, last))
    assert start and end
    page.mouse.move(start["x"] + 3, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] - 3, end["y"] + end["height"] / 2, steps=5)
    page.mouse.up()


def answer(page: Page, speaker: str, role: str, button: str) -> None:
    page.get_by_label("Who says it").fill(speaker)
    page.get_by_label("In which role").select_option(role)
    page.locator("#actions").get_by_role("button", name=button).click()


def test_by_mouse_a_student_finds_a_statement_in_a_paragraph(
    browser: Browser, lessons: dict[str, tuple[Lesson, Path]], tmp_path: Path
) -> None:
    lesson, folder = lessons["paragraphs"]
    page = opened(browser, folder / "students" / "answer-form.html", "Mia O’Neil")
    expect(page.locator("#now")).to_contain_text("Is anything said here")
    page.locator("#add").click()
    drag(page, "The", "safe")
    page.get_by_role("button", name="Done").click()
    page.get_by_role("button", name="Add it", exact=True).click()
    expect(page.locator("#status")).to_contain_text("in which role")
    answer(page, "the mayor", "official", "Add it")
    expect(page.locator("#now")).to_contain_text("Is anything said here")  # the same paragraph, once more
    for left in range(6, 0, -1):
        page.get_by_role("button", name="Nothing is missing").click()
        expect(page.locator("#done")).to_have_text(f"{7 - left} of 6 looked at")
    path = handed_in(page, tmp_path)
    assert path.name == "answers-Mia-O-Neil.jsonl"
    mark = marked(lesson, path)
    assert [mark.points(task) for task in TASKS] == [(1, 5), (1, 5), (1, 5)]


def test_by_keyboard_a_student_answers_what_is_marked(
    browser: Browser, lessons: dict[str, tuple[Lesson, Path]], tmp_path: Path
) -> None:
    lesson, folder = lessons["marked"]
    page = opened(browser, folder / "students" / "answer-form.html", "7")
    said = [("Ruth Holt", "Official"), ("nurse", "Witness or citizen"), ("Tom Holt", "Expert")]
    for number, (speaker, role) in enumerate(said, start=1):
        page.keyboard.press("s")
        page.keyboard.type(speaker)
        page.keyboard.press("Tab")  # to “nobody is named”, then to the role
        page.keyboard.press("Tab")
        page.keyboard.type(role)
        page.keyboard.press("Control+Enter")
        expect(page.locator("#done")).to_have_text(f"{number} of 6 looked at")
    page.keyboard.press("t")  # cannot tell: handed in, no points
    mark = marked(lesson, handed_in(page, tmp_path))
    assert mark.student == "7"
    assert [mark.points(task) for task in ("attribute", "role")] == [(3, 4), (2, 4)]  # one article handed in


def test_on_a_phone_a_student_marks_words_by_touch(
    browser: Browser, lessons: dict[str, tuple[Lesson, Path]], tmp_path: Path
) -> None:
    lesson, folder = lessons["paragraphs"]
    phone = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}
    page = opened(browser, folder / "students" / "answer-form.html", "Lo", **phone)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#add").tap()
    word(page, "that").tap()
    word(page, "night").tap()
    page.get_by_role("button", name="Done").tap()
    assert violations(page) == []
    answer(page, "a nurse", "witness", "Add it")
    mark = marked(lesson, handed_in(page, tmp_path))
    assert [mark.points(task) for task in TASKS] == [(1, 3), (1, 3), (1, 3)]


@pytest.mark.slow
def test_no_page_of_a_lesson_breaks_a_rule_of_access(
    browser: Browser, lessons: dict[str, tuple[Lesson, Path]], tmp_path: Path
) -> None:
    lesson, folder = lessons["marked"]
    page = opened(browser, folder / "students" / "answer-form.html", "Ida")
    answer(page, "Ruth Holt", "expert", "Save")
    path = handed_in(page, tmp_path)
    overview = Overview(lesson, [marked(lesson, path)])
    index = write_marks(tmp_path / "marks", overview, [Skipped("kim.zip", "an archive; unpack it")])
    pages = [index, *(tmp_path / "marks" / "students").iterdir(), *folder.rglob("*.html")]
    assert len(pages) == 8
    for scheme in ("light", "dark"):
        for path in pages:
            page = opened(browser, path, "", color_scheme=scheme)
            assert (path.name, violations(page)) == (path.name, [])
            page.context.close()
