"""``quotes inspect``: every file of a mixed folder is accounted for, one line an article; no model is loaded."""

import json
import shutil
from pathlib import Path

import pytest
from places import ROOT

from quotes.cli.app import run

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
    assert data["articles"] == 2 and len(data["passed_over"]) == 3
    report = (out / "report.md").read_text(encoding="utf-8")
    assert "photo.jpg" in report and "the same story as array-1" in report
    assert run(["audit", str(folder), "--out", str(out), "--format", "md", "--doubles", "all"]) == 0
    rows = (out / "articles.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 5 and rows[0].endswith(",duplicate_of") and rows[3].endswith(",array-1")
