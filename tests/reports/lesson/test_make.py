"""A lesson is written: sheets for students that tell no answer, keys that tell all, in every format."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pypdfium2
import pytest
from docx import Document
from made_class import GOLD, made_lesson, write_articles
from office import printed
from openpyxl import load_workbook

from quotes.cli.app import run
from quotes.errors import UsageError
from quotes.lesson.tasks import Level, tasks
from reports.lesson.make import FORMATS, Maker


def made(
    tmp_path: Path, level: Level = "paragraphs", formats: Sequence[str] = ("html", "docx", "md"), **options: object
) -> Path:
    lesson = made_lesson(tmp_path / "articles", tuple(tasks()), level)
    Maker(tmp_path / "lesson", lesson, formats, **options).write()  # type: ignore[arg-type]
    return tmp_path / "lesson"


@pytest.mark.parametrize("level", get_args(Level))
def test_what_students_get_tells_no_answer(tmp_path: Path, level: Level) -> None:
    folder = made(tmp_path, level, formats=("html", "md"))
    for path in (folder / "students").iterdir():
        if path.suffix in (".html", ".md", ".csv"):
            text = path.read_text(encoding="utf-8")
            assert "The article calls this source" not in text and '"role_evidence"' not in text
            assert '"speaker":"Ruth Holt"' not in text.replace(" ", "").replace("RuthHolt", "Ruth Holt")
    sheet = (folder / "students" / "bridge-sheet.md").read_text(encoding="utf-8")
    assert ("**\\[1\\] “The bridge is safe,”**" in sheet) == (level == "marked")


def test_every_format_has_the_article_and_the_key_has_its_statements(tmp_path: Path) -> None:
    folder = made(tmp_path, formats=FORMATS)
    for name in GOLD:
        for place, what in (("students", "sheet"), ("teacher", "key")):
            paths = [folder / place / f"{name}-{what}.{ending}" for ending in FORMATS]
            assert all(path.stat().st_size > 1000 for path in paths)
    key = "\n".join(
        cell.text
        for table in Document(str(folder / "teacher" / "bridge-key.docx")).tables
        for row in table.rows
        for cell in row.cells
    )
    for words in (
        "that the railing shook on Monday night",
        "A nurse who crosses it daily (not named)",
        "Witness or citizen",
    ):
        assert words in key and words in (folder / "teacher" / "bridge-key.html").read_text(encoding="utf-8")
    assert (folder / "teacher" / "bridge-key.pdf").read_bytes().startswith(b"%PDF")


def test_lines_are_numbered_and_paper_is_as_wanted(tmp_path: Path) -> None:
    folder = made(tmp_path, numbers="lines", paper="letter")
    page = (folder / "students" / "bridge-sheet.html").read_text(encoding="utf-8")
    assert "size: letter" in page
    lines = (folder / "students" / "bridge-sheet.md").read_text(encoding="utf-8")
    assert "`5` The builder, Varn Works, declined to comment." in lines
    section = Document(str(folder / "students" / "bridge-sheet.docx")).sections[0]
    assert round(section.page_width.inches, 1) == 8.5


def test_a_word_sheet_takes_the_styles_that_a_teacher_changed(tmp_path: Path) -> None:
    first = made(tmp_path / "first")
    template = tmp_path / "mine.docx"
    document = Document(str(first / "students" / "bridge-sheet.docx"))
    document.styles["Lesson Article"].font.name = "OpenDyslexic"
    document.save(str(template))
    again = made(tmp_path / "second", template=template)
    written = Document(str(again / "students" / "river-sheet.docx"))
    assert written.styles["Lesson Article"].font.name == "OpenDyslexic"
    assert "The river will rise" in "\n".join(paragraph.text for paragraph in written.paragraphs)
    assert "bridge" not in "\n".join(paragraph.text for paragraph in written.paragraphs)
    (tmp_path / "no.docx").write_text("none")
    with pytest.raises(UsageError, match=r"no\.docx: no Word file"):
        made(tmp_path / "third", template=tmp_path / "no.docx")


@pytest.mark.slow
@pytest.mark.parametrize(("level", "paper", "width"), [("marked", "a4", 595), ("plain", "letter", 612)])
def test_word_sheets_and_keys_open_in_libreoffice(tmp_path: Path, level: Level, paper: str, width: int) -> None:
    folder = made(tmp_path, level, formats=("docx",), numbers="lines", paper=paper)
    for path in printed([folder / "students" / "bridge-sheet.docx", folder / "teacher" / "bridge-key.docx"], tmp_path):
        with pypdfium2.PdfDocument(path) as document:
            assert {round(page.get_width()) for page in document} == {width}
            pages = [page.get_textpage().get_text_bounded() for page in document]
        assert all(page.strip("_ \r\n") for page in pages), "a page without a word"
        text = " ".join(" ".join(pages).split())
        assert "A nurse who crosses it daily" in text and "Whom would you still have called" in text
        assert ("This key was marked by hand." in text) == ("key" in path.stem)


def test_the_answer_sheet_has_what_is_given_and_roles_to_choose(tmp_path: Path) -> None:
    sheet = load_workbook(made(tmp_path, "marked", formats=("md",)) / "students" / "answer-sheet.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][1:4] == ("bridge", "1", "“The bridge is safe,”") and rows[1][4] is None
    assert "Witness or citizen" in sheet.data_validations.dataValidation[0].formula1


def test_a_stranger_makes_a_lesson_hands_it_out_and_marks_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles, lesson = write_articles(tmp_path / "mine"), tmp_path / "lesson"
    make = ["lesson", "make", str(articles), "--out", str(lesson), "--no-tool", "--level", "marked", "--format", "html"]
    assert run(make) == 0
    assert "2 articles, 6 statements" in capsys.readouterr().err
    sheet = tmp_path / "handed-in" / "kim.xlsx"
    sheet.parent.mkdir()
    book = load_workbook(lesson / "students" / "answer-sheet.xlsx")
    book.worksheets[0]["E2"], book.worksheets[0]["F2"] = "Mayor Holt", "Official"
    book.save(sheet)
    assert run(["lesson", "mark", str(lesson), str(sheet.parent), "--out", str(tmp_path / "marks")]) == 0
    assert "1 student; the class:" in capsys.readouterr().err
    page = (tmp_path / "marks" / "students" / "kim.html").read_text(encoding="utf-8")
    assert "2 of 8 points" in page
    marks = load_workbook(tmp_path / "marks" / "marks.xlsx")
    assert marks.sheetnames == ["points", "items", "roles", "missed", "no statements", "not counted"]


def test_the_help_shows_the_lesson_in_five_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lesson", "--help"]) == 0
    help_text = capsys.readouterr().out.partition("Options")[0].rpartition("╭")[0]
    _usage, *lines = filter(None, map(str.strip, help_text.splitlines()))
    assert len(lines) == 5 and lines[1].startswith("1. quotes lesson make") and "quotes lesson mark" in lines[3]


def test_what_two_students_handed_in_is_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles, lesson = write_articles(tmp_path / "mine"), tmp_path / "lesson"
    make = ["lesson", "make", str(articles), "--out", str(lesson), "--no-tool", "--level", "marked", "--format", "html"]
    assert run(make) == 0
    (tmp_path / "handed-in").mkdir()
    for student, roles in (("kim", ("Official", "Witness or citizen")), ("lou", ("Official", "Expert"))):
        book = load_workbook(lesson / "students" / "answer-sheet.xlsx")
        for row, role in zip((2, 3), roles, strict=True):
            book.worksheets[0].cell(row, 5, "somebody")
            book.worksheets[0].cell(row, 6, role)
        book.save(tmp_path / "handed-in" / f"{student}.xlsx")
    assert run(["lesson", "mark", str(lesson), str(tmp_path / "handed-in"), "--out", str(tmp_path / "marks")]) == 0
    capsys.readouterr()
    answers = sorted(str(path) for path in (tmp_path / "marks" / "answers").iterdir())
    assert run(["agreement", *answers, "--texts", str(articles)]) == 0
    said = capsys.readouterr().out
    assert "kim" in said and "lou" in said
    assert "Witness or citizen" in said or "witness" in said


def test_an_edited_key_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles, lesson = write_articles(tmp_path / "mine"), tmp_path / "lesson"
    make = ["lesson", "make", str(articles), "--out", str(lesson), "--no-tool", "--format", "md"]
    assert run(make) == 0
    key = lesson / "teacher" / "key.csv"
    text = key.read_text(encoding="utf-8-sig").replace(",witness,,no", ",expert,,no")
    key.write_text(text, encoding="utf-8-sig")
    assert run(make) == 2
    assert "holds a key that was edited; add --key" in capsys.readouterr().err
    assert run([*make, "--key", str(lesson)]) == 0
    assert "| Expert |" in (lesson / "teacher" / "bridge-key.md").read_text(encoding="utf-8")
    assert "a teacher’s changes" in (lesson / "teacher" / "bridge-key.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("level", get_args(Level))
def test_an_article_in_which_nobody_speaks_has_its_sheets(tmp_path: Path, level: Level) -> None:
    lesson = made_lesson(tmp_path / "articles", tuple(tasks()), level)
    silent = replace(lesson, articles=(replace(lesson.articles[0], statements=()),))
    Maker(tmp_path / "lesson", silent, ("html", "docx", "md")).write()
    assert (tmp_path / "lesson" / "students" / "answer-form.html").is_file()
    assert "nobody" in (tmp_path / "lesson" / "teacher" / "bridge-key.md").read_text(encoding="utf-8")
