"""``quotes inspect``: every file of a mixed folder is accounted for, one line an article; no model is loaded."""

import json
import shutil
from pathlib import Path

import pytest
from lxml import html
from places import ROOT

from quotes.cli.app import run
from reports.audit.finished import open_finished, write_again

STAND_INS = ROOT / "tests" / "read" / "stand_ins"


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """All stand-ins in one folder, and beside them what cannot be read and what is no article."""
    folder = tmp_path / "mixed"
    shutil.copytree(STAND_INS, folder)
    (folder / "scan.pdf").write_bytes(b"%PDF-\x00")
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\x00\x00")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "packed.rar").write_bytes(b"Rar!\x1a\x07\x00")
    return folder


def test_nothing_in_a_mixed_folder_is_passed_over_in_silence(mixed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["inspect", str(mixed)]) == 3
    said = capsys.readouterr()
    files = [path for path in mixed.rglob("*") if path.is_file()]
    assert len(files) > 40
    for path in files:
        name = str(path)
        accounted = f"{name}: " in said.out or f"skipped {name}" in said.err or path.suffix == ".jpg"
        assert accounted, name
    assert ".jpg 1" in said.err and "unpack it" in said.err and "Traceback" not in said.err


def test_one_line_an_article(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["inspect", str(STAND_INS / "nexis-txt"), str(STAND_INS / "newsapi")]) == 0
    file, first, second, _, cut, total = capsys.readouterr().out.splitlines()
    assert file.endswith("two-articles.TXT: plain text, 2 articles")
    for part in ("2024-05-02", "The Arne Gazette", "Harbour bridge", "61 words", "begins “The town council"):
        assert part in first
    assert "Lowland Post" in second and "! the text is cut" in cut and total == "3 articles, 145 words"


@pytest.mark.models
def test_the_report_says_what_was_passed_over_and_counts_a_double_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for name in ("array.json", "lines.json"):
        shutil.copy(STAND_INS / "json" / name, folder)
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    out = tmp_path / "report"
    assert run(["audit", str(folder), "--out", str(out), "--format", "md"]) == 0
    said = capsys.readouterr().err
    assert "2 articles tell the story of another" in said and "passed over 1 file" in said
    data = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert data["articles"] == 2 and len(data["passed_over"]) == 1 and len(data["not_counted"]) == 2
    report = (out / "report.md").read_text(encoding="utf-8")
    assert "photo.jpg" in report and "the same story as array-1" in report
    assert "| JSON | 1 | 2 | 0 |" in report and "| JSON Lines | 1 | 0 | 2 |" in report
    assert run(["audit", str(folder), "--out", str(out), "--format", "md", "--doubles", "all"]) == 0
    rows = (out / "articles.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 5 and rows[0].endswith(",duplicate_of") and rows[3].endswith(",array-1")


@pytest.mark.models
@pytest.mark.slow
def test_the_report_on_a_mixed_folder_says_what_became_of_every_file(mixed: Path, tmp_path: Path) -> None:
    out = tmp_path / "report"
    assert run(["audit", str(mixed), "--out", str(out), "--format", "html"]) == 3
    page = html.parse(out / "index.html")
    told = {name: page.xpath(f"//details[@id='{name}']")[0].text_content() for name in ("read", "skipped", "doubles")}
    for path in mixed.rglob("*"):
        if path.is_file():
            assert any(str(path) in told[name] for name in told), path
    for kind in ("plain text", "a web page", "a PDF file", "SGML of a corpus", "a spreadsheet", "a mail of Outlook"):
        assert kind in told["read"], kind
    assert "unpack it and give the folder" in told["skipped"] and "photo.jpg" in told["skipped"]
    # A report that is written again, as after corrections, tells the same.
    write_again(open_finished(out), lambda skipped: None, lambda remark: None)
    again = html.parse(out / "index.html")
    assert {name: again.xpath(f"//details[@id='{name}']")[0].text_content() for name in told} == told
