"""The folder of an audit: which will do, what a finished one holds, and what stays of an earlier one."""

from pathlib import Path

import pytest
from audit_runs import MORE_ARTICLES
from report_samples import corpus as samples
from small_reports import LEAN, an_audit, run_data

from quotes.cli.app import run
from quotes.errors import WriteError
from quotes.model import STATEMENTS
from reports.audit.audit import MADE, run_audit
from reports.audit.corpus import CORRECTIONS_TABLE, FILES, MARKDOWN, NUMBERS, PDF
from reports.audit.folder import LOCK, check_folder
from reports.audit.formats import ReportFormat
from reports.audit.own_files import LIST
from reports.audit.wanted import Wanted
from reports.pages.page_names import ARTICLE_LIST, INDEX, article_path, statements_path

pytestmark = pytest.mark.models


def test_the_folder_holds_what_it_should(finished: Path, first_articles: Path) -> None:
    pages = {article_path(path.stem) for path in first_articles.iterdir()}
    files = (set(FILES) | set(MADE)) - {PDF, "summary.pdf", "summary.png", "reference.csv", CORRECTIONS_TABLE}
    found = {path.relative_to(finished).as_posix() for path in finished.rglob("*") if path.is_file()}
    charts = {name for name in found if name.startswith("charts/")}
    sources = {name for name in found if name.startswith("sources/")}
    assert charts and sources
    own = {INDEX, ARTICLE_LIST, statements_path(), "summary.html", LOCK, LIST}
    assert found - (charts - files) - sources == pages | own | files
    index = (finished / INDEX).read_text(encoding="utf-8")
    assert all(f'href="{name}"' in index for name in pages | files)
    assert "partial" not in index


def test_run_json_tells_how_it_was_made(finished: Path, first_articles: Path) -> None:
    data = run_data(finished)
    assert data["complete"] is True and data["skipped"] == []
    assert data["articles"] == MORE_ARTICLES and data["done_before"] == 0
    plain = {"kind": "plain text", "articles": 1, "doubles": 0}
    assert data["read"] == {str(path): plain for path in first_articles.iterdir()}
    assert {"quotes", "python", "stanza", "torch", "textblob", "pandas"} <= set(data["versions"])
    assert data["model"]["name"] == "news" and "depparse/news.pt" in data["model"]["files"]
    assert data["options"]["acts"] == sorted(STATEMENTS) and data["options"]["paths"] == [str(first_articles)]
    assert data["began"] <= data["ended"] and data["seconds"] > 0


def test_which_folders_will_do(tmp_path: Path) -> None:
    check_folder(tmp_path)
    check_folder(tmp_path / "a" / "b")
    (tmp_path / ".gitkeep").touch()
    check_folder(tmp_path)
    file = tmp_path / "file"
    file.touch()
    for path in (file, file / "below", file / "far" / "below"):
        with pytest.raises(WriteError, match="is a file"):
            check_folder(path)


def test_a_folder_with_other_files_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "story.html").write_text("mine", encoding="utf-8")
    with pytest.raises(WriteError, match="other files"):
        an_audit(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["story.html"]


@pytest.mark.slow
def test_two_audits_do_not_write_into_one_folder(tmp_path: Path) -> None:
    first = an_audit(tmp_path / "report", wanted=LEAN)
    with pytest.raises(WriteError, match="another audit is writing there"):
        an_audit(tmp_path / "report")
    assert run_audit(samples(), first) is not None
    assert run_audit(samples(), an_audit(tmp_path / "report", wanted=LEAN)) is not None


def test_its_own_report_is_never_read_as_articles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "story.txt").write_text("“We lost the barn,” said Orla Finch.\n", encoding="utf-8")
    for _ in range(2):
        assert run(["audit", str(tmp_path), "--out", str(tmp_path / "report")]) == 0
        assert "1 article" in capsys.readouterr().err


def test_an_earlier_report_stays_where_nothing_can_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "story.txt").write_text("“We lost the barn,” said Orla Finch.\n", encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    out = tmp_path / "report"
    assert run(["audit", str(tmp_path / "story.txt"), "--out", str(out)]) == 0
    before = {path.name: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert run(["audit", str(tmp_path / "empty.txt"), "--out", str(out), "--replace"]) == 1
    assert "no report was written" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert run(["audit", str(tmp_path / "empty.txt"), "--out", str(tmp_path / "new")]) == 1
    assert not (tmp_path / "new").exists()


def test_what_is_wanted_is_written_and_nothing_else_stays(tmp_path: Path) -> None:
    run_audit(samples(), an_audit(tmp_path))
    assert (tmp_path / MARKDOWN).exists() and (tmp_path / NUMBERS).exists()
    path = run_audit(samples(), an_audit(tmp_path, wanted=Wanted([ReportFormat.md])))
    assert path == tmp_path / MARKDOWN
    assert not (tmp_path / NUMBERS).exists() and not list(tmp_path.rglob("*.html"))
    assert not (tmp_path / "articles").exists() and not (tmp_path / "sources").exists()
