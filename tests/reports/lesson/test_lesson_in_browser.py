"""A class fills in the form in Chromium, by mouse, keyboard and on a phone; it is marked; no page has a fault."""

import csv
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from browsers import OF_COLOURS, violations
from made_class import made_lesson, write_articles
from playwright.sync_api import Browser, Page, expect
from review_page import drag, word

from quotes.cli.app import run
from quotes.lesson.key_sheet import read_key
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


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a school's server that only sends files."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def opened(browser: Browser, path: Path | str, who: str, **options: object) -> Page:
    """The page of a file or an address, opened by somebody; all that it asks for but itself is a fault."""
    address = path if isinstance(path, str) else path.as_uri()
    settings = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", "bypass_csp": True} | options
    page = browser.new_context(**settings).new_page()
    page.on("pageerror", lambda error: FAULTS.append(str(error)))
    page.on("request", lambda request: request.url.startswith((address, "blob:")) or FAULTS.append(request.url))
    page.goto(address)
    if who:
        page.get_by_label("You are").fill(who)
        page.get_by_label("You are").blur()
    return page


def handed_in(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("group", name="Tools").get_by_role("button", name="Save to a file").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    page.context.close()
    return path


def marked(lesson: Lesson, path: Path) -> StudentMark:
    skipped: list[Skipped] = []
    (answers,) = read_answers([path], lesson, skipped.append)
    assert skipped == []
    return marks_of(lesson, answers)


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


@pytest.mark.parametrize("options", [{}, {"viewport": {"width": 390, "height": 800}, "has_touch": True}])
def test_questions_on_the_whole_article_are_answered_in_the_form(
    browser: Browser, tmp_path: Path, options: dict[str, object]
) -> None:
    lesson = made_lesson(tmp_path / "articles", ("balance",))
    Maker(tmp_path / "lesson", lesson, ["html"]).write()
    form = tmp_path / "lesson" / "students" / "answer-form.html"
    page = opened(browser, form, "", **options)
    expect(page.get_by_label("You are")).to_be_in_viewport(ratio=1)
    page.get_by_label("You are").fill("Zoe")
    expect(page.locator("#now")).to_have_text(
        "How many statements does the article have? Do not count those who were asked and did not answer."
    )
    page.locator("#actions, .actions").get_by_role("button", name="Save").click()
    expect(page.locator("#status")).to_have_text("Please write an answer first.")
    page.keyboard.type("5")  # the field has the focus
    page.keyboard.press("Control+Enter")
    expect(page.locator("#done")).to_have_text("1 of 16 looked at")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#done")).to_have_text("0 of 16 looked at")
    page.get_by_label("Your answer").fill("3")
    page.get_by_role("button", name="Save", exact=False).and_(page.locator(".primary")).click()
    expect(page.locator("#now")).to_contain_text("How many different sources")
    assert violations(page) == []
    page.get_by_label("Your answer").fill("3")
    page.keyboard.press("Control+Enter")
    half = handed_in(page, tmp_path)
    page = opened(browser, form, "Zoe", **options)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Load from a file").click()
    chooser.value.set_files(half)
    expect(page.get_by_label("Your answer")).to_have_value("3")
    page.get_by_label("Your answer").fill("2")  # a later answer takes the place of the earlier one
    page.keyboard.press("Control+Enter")
    mark = marked(lesson, handed_in(page, tmp_path))
    assert mark.points("balance") == (1, 7)  # the river was not handed in


def by_mouse(page: Page) -> None:
    page.locator("#add").click()
    drag(page, "The", "safe")
    page.get_by_role("button", name="Done").click()
    page.get_by_label("Who says it").click()
    page.keyboard.type("the mayor")
    page.get_by_label("In which role").select_option("official")
    page.locator("#actions").get_by_role("button", name="Add it").click()


def by_keyboard(page: Page) -> None:
    page.keyboard.press("a")
    for _ in range(4):  # from the mark in front of “The” to “safe”
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    for _ in range(20):  # past the three parts and the four nudges
        if page.evaluate("document.activeElement.textContent.startsWith('Done')"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("Holt")  # where who says it is asked
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Expert")
    page.keyboard.press("Control+Enter")


def by_touch(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#add").tap()
    word(page, "bridge").tap()
    word(page, "safe").tap()
    page.get_by_role("button", name="Done").tap()
    page.get_by_label("Who says it").tap()
    page.keyboard.type("Mayor Ruth Holt")
    page.get_by_label("In which role").select_option("official")
    page.locator("#actions").get_by_role("button", name="Add it").tap()


PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}


@pytest.mark.slow
def test_a_lesson_from_the_sheets_to_the_agreement_of_three_students(
    browser: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles, lesson, handed = write_articles(tmp_path / "mine"), tmp_path / "lesson", tmp_path / "handed-in"
    handed.mkdir()
    make = ["lesson", "make", str(articles), "--out", str(lesson), "--no-tool", "--format", "html"]
    assert run(make) == 0
    form = lesson / "students" / "answer-form.html"
    with served(lesson / "students") as school:
        here = f"{school}/{form.name}"
        ways = [("Mia", here, by_mouse, {}), ("Noa", form, by_keyboard, {}), ("Lou", here, by_touch, PHONE)]
        for student, path, way, options in ways:
            page = opened(browser, path, student, **options)
            way(page)
            expect(page.locator("#status")).to_contain_text("not in a file yet: 1")
            half = handed_in(page, tmp_path)
            # At home the file is loaded into the form as it came by mail, and the work goes on.
            page = opened(browser, form, student, **options)
            with page.expect_file_chooser() as chooser:
                page.get_by_role("button", name="Load from a file").click()
            chooser.value.set_files(half)
            expect(page.locator("#status")).to_have_text("New decisions from the file: 1.")
            for _ in range(6):
                page.get_by_role("button", name="Nothing is missing").click()
            expect(page.locator("#done")).to_have_text("6 of 6 looked at")
            handed_in(page, handed)
    assert sorted(path.name for path in handed.iterdir()) == [f"answers-{name}.jsonl" for name in ("Lou", "Mia", "Noa")]
    marks = tmp_path / "marks"
    assert run(["lesson", "mark", str(lesson), str(handed), "--out", str(marks)]) == 0
    points = [
        (row["student"], row["task"], float(row["points"]))
        for row in csv.DictReader((marks / "points.csv").open(encoding="utf-8-sig"))
        if row["article"] == "all"
    ]
    # “bridge is safe” is three of the four words; “Holt” could be Tom, too; the mayor is no expert.
    assert points == [
        *(("Lou", task, got) for task, got in zip(TASKS, (0.75, 1, 1), strict=True)),
        *(("Mia", task, got) for task, got in zip(TASKS, (1, 1, 1), strict=True)),
        *(("Noa", task, got) for task, got in zip(TASKS, (1, 0.5, 0), strict=True)),
    ]
    capsys.readouterr()
    answers = sorted(map(str, (marks / "answers").iterdir()))
    assert run(["agreement", *answers, "--texts", str(articles)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("3 coders (Lou, Mia, Noa)")
    assert re.search(r"^role +same \(share\) +0\.33", said, re.MULTILINE)
    assert "bridge: bridge is safe\n" in said.partition("What splits them")[2]


def test_a_teacher_corrects_the_key_in_the_browser_and_all_else_follows(browser: Browser, tmp_path: Path) -> None:
    articles, lesson = write_articles(tmp_path / "mine"), tmp_path / "lesson"
    make = ["lesson", "make", str(articles), "--out", str(lesson), "--no-tool", "--format", "html", "--level", "marked"]
    assert run(make) == 0
    page = opened(browser, lesson / "teacher" / "key-form.html", "Ms Ober")
    assert "report" not in page.locator("footer").inner_text()  # a lesson has none
    page.get_by_label("In which role").select_option("political")
    page.locator("#actions").get_by_role("button", name="Save").click()
    expect(page.locator("#done")).to_have_text("1 of 6 looked at")
    corrections = handed_in(page, lesson / "teacher")
    assert corrections.name == "corrections.jsonl"
    assert run([*make, "--key", str(corrections)]) == 0
    key = (lesson / "teacher" / "bridge-key.html").read_text(encoding="utf-8")
    assert "This key has a teacher’s changes." in key and "Whoever speaks for a party" in key
    assert read_key(lesson).by_id["bridge"].statements[0].reading.role == "political"


def test_no_word_of_a_key_is_broken_on_a_phone(browser: Browser, lessons: dict[str, tuple[Lesson, Path]]) -> None:
    _, folder = lessons["marked"]
    key = next((folder / "teacher").glob("*-key.html"))
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(key.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    rows = page.locator(".sheet-table tr:has(> :nth-child(5))")
    assert rows.count() > 1
    widths = rows.evaluate_all("rows => rows.flatMap(row => [1, 3, 4].map(cell => row.cells[cell].offsetWidth))")
    assert min(widths) > 100
    page.close()


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
    for path in pages:
        page = opened(browser, path, "")
        assert (path.name, violations(page)) == (path.name, [])
        page.emulate_media(color_scheme="dark")
        assert (path.name, violations(page, OF_COLOURS)) == (path.name, [])
        page.context.close()
