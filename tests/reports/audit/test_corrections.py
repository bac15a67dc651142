"""Corrections beside a report: in its tables and pages, told where they fit no more, merged, and in sheets."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from checked_reports import checked_corpus
from decisions import change, decision
from openpyxl import load_workbook
from report_samples import ROAD, road, short
from small_reports import audited

from quotes.cli.app import run
from quotes.evaluate import read_brat_gold, read_corpus_gold
from quotes.review.corrections import CORRECTIONS, append_decisions, read_decisions
from quotes.table.csv_files import read_csv
from reports.audit.finished import open_finished


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    analyses = [road(), short("a1", "Ruth Adeyemi", "official", "The money will come in March")]
    return audited(tmp_path_factory.mktemp("untouched") / "report", analyses)


@pytest.fixture
def report(untouched: Path, tmp_path: Path) -> Path:
    return shutil.copytree(untouched, tmp_path / "report")


def checked(report: Path) -> dict[str, str]:
    rows = read_csv(report / "attributions.csv", "attributions").dropna(subset=["checked"])
    return dict(zip(rows["content_text"].fillna(""), rows["checked"], strict=True))


def test_a_report_written_anew_has_the_corrections_and_counts_them(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = [decision(road(), 3, "confirm"), decision(road(), 4, "change", role="media"), decision(road(), 5, "delete")]
    append_decisions(report / CORRECTIONS, made)
    assert run(["corrections", "apply", str(report)]) == 0
    assert sorted(checked(report).values()) == ["change", "confirm"]
    index = (report / "index.html").read_text(encoding="utf-8")
    assert "Of 7 statements in these figures, people looked at 2: they confirmed 1, changed 1 and added 0." not in index
    assert "people looked at 2: they confirmed 1, changed 1 and added 0. 1 more was no statement" in index
    table = read_csv(report / "corrections.csv", "corrections")
    assert list(table["new_role"].dropna()) == ["media"] and table["problem"].isna().all()
    found = next(open_finished(report).analyses())
    assert len(found.attributions) == 7, "what the tool found stays as it was"


def test_what_no_longer_fits_is_told_and_never_dropped(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lost = short("elsewhere", "Ines Roth", "activist", "The lane has been forgotten")
    changed = replace(road(), article=replace(road().article, text=ROAD.replace("mother", "sister")))
    wrong = decision(changed, 3, "delete")
    append_decisions(report / CORRECTIONS, [decision(lost, 0, "confirm"), wrong, decision(road(), 4, "confirm")])
    assert run(["corrections", "check", str(report)]) == 3
    said = capsys.readouterr().out
    assert "1 correction fit (1 confirm); 2 do not" in said
    assert "elsewhere: “The lane has been forgotten”: confirm" in said and "not in this report" in said
    assert run(["corrections", "apply", str(report)]) == 0
    assert capsys.readouterr().err.count("a correction no longer fits") == 2
    assert "2 corrections no longer fit" in (report / "index.html").read_text(encoding="utf-8")
    assert read_csv(report / "corrections.csv", "corrections")["problem"].notna().sum() == 2
    assert len(read_decisions(report / CORRECTIONS)) == 3


def test_corrections_of_several_people_are_merged_and_meetings_are_told(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    append_decisions(report / CORRECTIONS, [decision(road(), 3, "confirm"), decision(road(), 4, "confirm")])
    lee = {"who": "Lee", "when": "2026-01-03T00:00:00.000Z"}
    theirs = [
        decision(road(), 3, "delete", **lee, id="l1"),
        decision(road(), 4, "confirm", **lee, id="l2"),
        decision(road(), 1, "change", role="political", **lee, id="l3"),
    ]
    append_decisions(tmp_path / "lee.jsonl", theirs)
    for new in (2, 0):
        assert run(["corrections", "merge", str(report), str(tmp_path / "lee.jsonl")]) == 0
        assert f"{new} new decisions in" in capsys.readouterr().err.replace("\n", " ")
    assert [one.id for one in read_decisions(report / CORRECTIONS)] == ["confirm-3", "confirm-4", "l1", "l3"]


def test_a_sheet_comes_back_with_what_was_filled_in(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "sheet.xlsx"
    append_decisions(report / CORRECTIONS, [decision(road(), 3, "confirm")])
    assert run(["corrections", "list", str(report), "--all", "--out", str(sheet)]) == 0
    book = load_workbook(sheet)
    rows = book.active
    place = {cell.value: cell.column for cell in rows[1]}
    by_words = {rows.cell(row, place["content_text"]).value: row for row in range(2, rows.max_row + 1)}

    def fill(row: int, **cells: str) -> None:
        for name, value in cells.items():
            rows.cell(row, place[name]).value = value

    mayor = next(row for words, row in by_words.items() if words and words.startswith("“Nobody is going"))
    fill(mayor, action="change", new_role="political", reach="speaker")
    older = next(row for words, row in by_words.items() if words and words.startswith("the older bridge"))
    fill(older, action="change", new_content_text="the older bridge … by Easter", new_speaker="the engineer")
    fill(by_words["the money was gone"], action="remove")
    fill(rows.max_row + 1, article="ellmoor-bridges", action="add", new_source_text="Residents",
         new_content_text="Residents of Mill Lane were angry", new_role="witness", new_kind="indirect")  # fmt: skip
    book.save(sheet)
    assert run(["corrections", "merge", str(report), str(sheet), "--who", "Lee"]) == 3
    assert "action “remove”: write confirm, change, delete" in capsys.readouterr().err
    made = read_decisions(report / CORRECTIONS)
    assert [(one.action, one.who) for one in made[1:]] == [("change", "Lee"), ("change", "Lee"), ("add", "Lee")]
    role, pieces, added = made[1:]
    assert role.reach == "speaker" and role.decided is not None and role.decided.role == "political"
    assert pieces.decided is not None
    assert [place.words for place in pieces.decided.content] == ["the older bridge", "by Easter"]
    assert added.decided is not None and added.decided.speaker == "Residents"
    assert run(["corrections", "apply", str(report)]) == 0
    assert checked(report)["Residents of Mill Lane were angry"] == "add"


def test_a_wrong_action_in_many_rows_is_told_once(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "sheet.xlsx"
    assert run(["corrections", "list", str(report), "--all", "--out", str(sheet)]) == 0
    book = load_workbook(sheet)
    action = next(cell.column for cell in book.active[1] if cell.value == "action")
    for row in (2, 3):
        book.active.cell(row, action).value = "remove"
    book.save(sheet)
    assert run(["corrections", "merge", str(report), str(sheet), "--who", "Lee"]) == 3
    said = " ".join(capsys.readouterr().err.split())
    assert said.count("“remove”") == 1 and "rows 2, 3: action “remove”" in said


def test_a_report_without_corrections_says_so(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["corrections", "list", str(report)]) == 0
    said = capsys.readouterr()
    assert said.out == "" and "no corrections in" in said.err and "quotes review" in said.err


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_sheet_takes_corrections_to_another_copy_of_the_report(report: Path, tmp_path: Path, ending: str) -> None:
    copy = shutil.copytree(report, tmp_path / "copy")
    made = [
        decision(road(), 0, "delete"),
        change(road(), 1, speaker="", role="unknown", named=False),
        change(road(), 3, role="political", kind="mixed"),
        change(road(), 2, cue=(), source=()),
    ]
    append_decisions(report / CORRECTIONS, made)
    assert run(["corrections", "list", str(report), "--out", str(tmp_path / f"sheet.{ending}")]) == 0
    assert run(["corrections", "merge", str(copy), str(tmp_path / f"sheet.{ending}"), "--who", "Lee"]) == 0
    come = read_decisions(copy / CORRECTIONS)
    assert [(one.action, one.found, one.decided, one.fields) for one in come] == [
        (one.action, one.found, one.decided, one.fields) for one in made
    ]


def test_a_sheet_that_nobody_touched_adds_nothing(report: Path, tmp_path: Path) -> None:
    made = [decision(road(), 3, "confirm", why="=1+1"), decision(road(), 4, "change", role="media")]
    append_decisions(report / CORRECTIONS, made)
    for name in ("sheet.csv", "sheet.xlsx"):
        assert run(["corrections", "list", str(report), "--all", "--out", str(tmp_path / name)]) == 0
        assert run(["corrections", "merge", str(report), str(tmp_path / name), "--who", "Lee"]) == 0
    assert read_decisions(report / CORRECTIONS) == made


def test_corrections_become_gold_for_training_and_measuring(report: Path, tmp_path: Path) -> None:
    every = [decision(road(), position, "confirm") for position in range(6)]
    other = short("a1", "Ruth Adeyemi", "official", "The money will come in March")
    append_decisions(report / CORRECTIONS, [*every, decision(road(), 6, "delete"), decision(other, 0, "cannot-tell")])
    gold = tmp_path / "gold"
    assert run(["training", "export", str(report), "--out", str(gold)]) == 0
    (statements,) = read_corpus_gold(gold / "gold").values()
    assert [one.content for one in statements] == [one.content for one in road().attributions[:6]]
    assert statements == tuple(replace(one, act="") for one in statements)
    brat = read_brat_gold(gold / "attributions")
    assert [(one.content, one.cue, one.source) for one in brat["ellmoor-bridges"]] == [
        (one.content, one.cue, one.source) for one in road().attributions[:6]
    ]
    lines = (gold / "roles.tsv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 8 and lines[-1].split("\t")[4] == "none"


def test_a_report_of_an_older_version_says_what_to_do(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (report / "workspace.sqlite").unlink()
    assert run(["corrections", "list", str(report)]) == 1
    assert "run the same `quotes audit` again" in capsys.readouterr().err
    assert run(["review", str(report / "articles")]) == 1
    assert "name the --out folder" in capsys.readouterr().err


def test_an_audit_that_was_stopped_can_be_corrected_and_stays_partial(report: Path) -> None:
    run_data = json.loads((report / "run.json").read_text())
    (report / "run.json").write_text(json.dumps(run_data | {"complete": False, "stopped": "interrupted"}))
    append_decisions(report / CORRECTIONS, [decision(road(), 3, "confirm")])
    assert run(["corrections", "apply", str(report)]) == 0
    assert open_finished(report).run["stopped"] == "interrupted"
    assert "partial" in (report / "index.html").read_text(encoding="utf-8")


def band_of_officials(report: Path) -> float:
    """How wide the band for the tool's error is."""
    shares = json.loads((report / "report.json").read_text())["shares"]
    key = ("role", "official", "statements")
    (share,) = [one for one in shares if (one["by"], one["label"], one["of"]) == key]
    return float(share["band_high"] - share["band_low"])


def test_the_band_for_errors_of_the_tool_is_narrower_where_people_looked(tmp_path: Path) -> None:
    corpus = checked_corpus()
    report = audited(tmp_path / "report", corpus)
    before = band_of_officials(report)
    confirmed = [decision(one, number, "confirm") for one in corpus for number in range(len(one.attributions))]
    append_decisions(report / CORRECTIONS, [replace(one, id=f"d{n}") for n, one in enumerate(confirmed)])
    assert run(["corrections", "apply", str(report)]) == 0
    assert band_of_officials(report) < 0.8 * before
