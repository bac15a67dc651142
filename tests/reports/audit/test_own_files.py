"""What an audit may replace: the files of its own earlier report and nothing else, and those only by new ones."""

import json
import os
from pathlib import Path

import pytest
from report_samples import corpus
from small_reports import LEAN, an_audit

from quotes.cli.app import run
from quotes.errors import WriteError
from quotes.model import Analysis
from reports.audit.audit import run_audit
from reports.audit.formats import ReportFormat
from reports.audit.own_files import LIST, OwnFiles, is_report, read_before
from reports.audit.wanted import Wanted
from reports.pages.page_names import INDEX


def samples() -> list[Analysis]:
    return corpus()[:2]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["run.json", "workspace.sqlite", "index.html", "articles/mine.html"])
def test_somebody_elses_folder_is_no_report_whatever_its_files_are_called(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text('{"complete": true}', encoding="utf-8")
    before = files(tmp_path)
    with pytest.raises(WriteError, match="other files"):
        an_audit(tmp_path)
    assert files(tmp_path) == before


def test_what_others_put_into_a_report_stays(tmp_path: Path) -> None:
    run_audit(samples(), an_audit(tmp_path, wanted=Wanted([ReportFormat.html])))
    mine = ["notes.txt", "articles/mine.html", "sources/mine.html", "report.md"]
    for name in mine:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("mine", encoding="utf-8")
    run_audit(samples()[:1], an_audit(tmp_path, wanted=LEAN))
    assert all((tmp_path / name).read_text(encoding="utf-8") == "mine" for name in mine)
    assert not (tmp_path / INDEX).exists() and len(list((tmp_path / "articles").iterdir())) == 1
    with pytest.raises(WriteError, match=r"report\.md is there already and no file of a report; move it away"):
        run_audit(samples(), an_audit(tmp_path, wanted=Wanted([ReportFormat.md])))
    assert (tmp_path / "report.md").read_text(encoding="utf-8") == "mine"


def test_a_list_of_files_that_somebody_changed_leads_nowhere_else(tmp_path: Path) -> None:
    victim = tmp_path / "victim.html"
    victim.write_text("mine", encoding="utf-8")
    out = tmp_path / "report"
    run_audit(samples(), an_audit(out, wanted=LEAN))
    with (out / LIST).open("a", encoding="utf-8") as file:
        file.write(f"../victim.html\n{victim}\narticles/../../victim.html\n..\n")
    run_audit(samples(), an_audit(out, wanted=LEAN))
    assert victim.read_text(encoding="utf-8") == "mine"


def test_the_comparison_of_an_earlier_run_goes_when_none_is_wanted(tmp_path: Path) -> None:
    run_audit(samples(), an_audit(tmp_path / "a", wanted=LEAN))
    run_audit(samples(), an_audit(tmp_path / "b", wanted=Wanted(compare_with=tmp_path / "a")))
    assert (tmp_path / "b" / "comparison.html").exists()
    run_audit(samples(), an_audit(tmp_path / "b", wanted=LEAN))
    assert not (tmp_path / "b" / "comparison.html").exists()


def test_the_old_pages_stay_until_there_are_new_ones_and_run_json_says_so(tmp_path: Path) -> None:
    run_audit(samples(), an_audit(tmp_path))
    before = files(tmp_path)
    audit = an_audit(tmp_path)
    audit.add(samples()[0])  # and here the process is killed
    after = files(tmp_path)
    pages = {name for name in before if name.endswith(".html")}
    assert pages <= set(after) and after[INDEX] == before[INDEX]
    data = json.loads(after["run.json"])
    assert data["complete"] is False and "not finished" in data["stopped"]


def test_run_json_is_complete_only_when_the_report_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reports.audit.corpus.markdown_report", full)
    audit = an_audit(tmp_path)
    with pytest.raises(WriteError, match="make room"):
        run_audit(samples(), audit)
    assert audit.report is None and not (tmp_path / INDEX).exists()
    assert json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))["complete"] is False
    monkeypatch.undo()
    assert run_audit(samples(), an_audit(tmp_path)) == tmp_path / INDEX
    assert json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))["complete"] is True


@pytest.mark.parametrize(
    "name", ["workspace.sqlite", "workspace.sqlite-wal", "report.json", ".report.json.part", "articles", LIST]
)
def test_links_in_the_folder_are_not_followed(tmp_path: Path, name: str) -> None:
    victims = tmp_path / "victims"
    victims.mkdir()
    (victims / "victim.html").write_text("mine", encoding="utf-8")
    out = tmp_path / "report"
    wanted = Wanted([ReportFormat.html]) if name == "articles" else LEAN
    run_audit(samples(), an_audit(out, wanted=wanted))
    path = out / name
    if path.is_dir():
        for page in path.iterdir():
            page.unlink()
        path.rmdir()
    elif path.exists():
        path.unlink()
    path.symlink_to(victims if name == "articles" else victims / "victim.html")
    if name == ".report.json.part":
        run_audit(samples(), an_audit(out, wanted=wanted))
    else:
        with pytest.raises(WriteError, match=r"is a link|other files"):
            run_audit(samples(), an_audit(out, wanted=wanted))
    assert files(victims) == {"victim.html": b"mine"}


def test_the_list_is_whole_whenever_a_run_ends_by_force(tmp_path: Path) -> None:
    own = OwnFiles(tmp_path)
    own.write("articles/a.html", "a")
    own.claim("b.csv").touch()
    again = OwnFiles(tmp_path)
    assert is_report(tmp_path)
    again.write("articles/a.html", "new")
    again.drop_others()
    assert set(files(tmp_path)) == {LIST, "articles/a.html"}
    again = OwnFiles(tmp_path)
    again.drop_others()
    assert os.listdir(tmp_path) == [LIST]  # noqa: PTH208


@pytest.mark.models
def test_a_report_on_other_articles_is_replaced_only_if_that_is_wanted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"“We lost {name},” said Orla Finch.\n", encoding="utf-8")
    out = tmp_path / "report"
    to = ["--out", str(out), "--format", "json"]
    assert run(["audit", str(tmp_path / "a.txt"), *to]) == 0
    before = files(out)
    capsys.readouterr()
    assert run(["audit", str(tmp_path / "b.txt"), *to]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "a report on other articles" in line and "a.txt" in line and "--replace" in line
    assert files(out) == before
    assert run(["audit", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), *to]) == 0
    assert run(["audit", str(tmp_path / "b.txt"), *to, "--replace"]) == 0
    assert read_before(out) == [str(tmp_path / "b.txt")]
