"""An export of tables that were edited, cut or mixed up: one line and never a silent half, and the old one stays."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from report_samples import corpus, road
from small_reports import LEAN, audited

from quotes.cli.app import run
from quotes.errors import ReadError, WriteError
from quotes.export.result import open_result
from quotes.export.write import export
from quotes.table.rows import records

Edit = Callable[[list[str]], list[str]]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("result") / "report"
    audited(out, corpus(), LEAN)
    return out


def replaced(old: str, new: str) -> Edit:
    return lambda lines: [line.replace(old, new, 1) for line in lines]


EDITS: dict[str, tuple[str, Edit]] = {
    "a row twice": ("attributions.csv", lambda lines: [*lines[:2], lines[1], *lines[2:]]),
    "an article twice": ("articles.csv", lambda lines: [*lines[:2], lines[1], *lines[2:]]),
    "an article is missing": ("articles.csv", lambda lines: [lines[0], *lines[2:]]),
    "a source is missing": ("sources.csv", lambda lines: [lines[0], *lines[2:]]),
    "a span that is no JSON": ("attributions.csv", replaced('"[[', '"[[x')),
    "a span of objects": ("attributions.csv", replaced('"[[', '"{{')),
    "a span of huge numbers": ("mentions.csv", lambda lines: [lines[0], *(f"{line}" for line in lines[1:])][:2]),
    "cut in the middle": ("attributions.csv", lambda lines: lines[: len(lines) // 2]),
    "the header alone": ("attributions.csv", lambda lines: lines[:1]),
    "no header": ("attributions.csv", lambda lines: lines[1:]),
}


@pytest.mark.parametrize("name", EDITS)
def test_edited_tables_are_one_line_and_the_earlier_export_stays(sound: Path, tmp_path: Path, name: str) -> None:
    folder, out = tmp_path / "report", tmp_path / "out"
    shutil.copytree(sound, folder)
    export(open_result(folder), out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    file, edit = EDITS[name]
    lines = (folder / file).read_bytes().decode("utf-8-sig").split("\r\n")
    (folder / file).write_text("\r\n".join(edit(lines)), encoding="utf-8-sig", newline="")
    if name == "a span of huge numbers":
        text = (folder / "attributions.csv").read_text(encoding="utf-8-sig")
        edited = text.replace("[[", f"[[{'9' * 30}", 1)
        (folder / "attributions.csv").write_text(edited, encoding="utf-8-sig", newline="")
    with pytest.raises(ReadError) as caught:
        export(open_result(folder), out)
    assert str(folder) in str(caught.value) and "\n" not in str(caught.value)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    with pytest.raises(ReadError):
        export(open_result(folder), tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("words", "many"),
        ("words", 10**30),
        ("named", "perhaps"),
        ("confidence", float("inf")),
        ("confidence", [1]),
        ("source_id", {}),
        ("attribution", "first"),
        ("source", [4]),
        ("source", [-1, 4]),
        ("content", [[]]),
        ("content", json.loads("[" * 50 + "]" * 50)),
        ("speaker", 7),
    ],
)
def test_odd_values_in_json_lines_are_told_with_line_and_column(tmp_path: Path, column: str, value: object) -> None:
    rows = [json.loads(json.dumps(row)) for row in records(road())]
    rows[1][column] = value
    path = tmp_path / "found.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with pytest.raises(ReadError, match=f"line 2: {column} should hold"):
        export(open_result(path), tmp_path / "out")


def test_deep_nesting_and_half_surrogates_in_json_lines(tmp_path: Path) -> None:
    row = next(records(road()))
    path = tmp_path / "found.jsonl"
    path.write_text(json.dumps(row | {"speaker": "Ann \ud83d"}) + "\n", encoding="utf-8")
    assert export(open_result(path), tmp_path / "out").rows["attributions"] == 1
    path.write_text("[" * 100_000 + "\n", encoding="utf-8")
    with pytest.raises(ReadError, match="line 1: not JSON"):
        export(open_result(path), tmp_path / "out")


def test_somebody_elses_data_package_is_not_touched(sound: Path, tmp_path: Path) -> None:
    package = {"name": "my-data", "resources": [{"path": "articles.csv"}]}
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    (tmp_path / "articles.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(WriteError, match="other files"):
        export(open_result(sound), tmp_path)
    assert (tmp_path / "articles.csv").read_text(encoding="utf-8") == "mine"


def test_what_others_put_beside_an_export_stays(sound: Path, tmp_path: Path) -> None:
    export(open_result(sound), tmp_path, ["csv"])
    (tmp_path / "quotes.sqlite").write_text("mine", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    export(open_result(sound), tmp_path, ["csv"])
    with pytest.raises(WriteError, match=r"quotes\.sqlite, which no export has written"):
        export(open_result(sound), tmp_path)
    assert (tmp_path / "quotes.sqlite").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "notes.txt").exists() and (tmp_path / "articles.csv").exists()


def test_an_audit_that_was_stopped_is_told(sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "report"
    shutil.copytree(sound, folder)
    run_json = folder / "run.json"
    run_json.write_text(run_json.read_text(encoding="utf-8").replace("true", "false", 1), encoding="utf-8")
    assert run(["export", str(folder), "--out", str(tmp_path / "out"), "--format", "csv"]) == 0
    assert "stopped before its end" in capsys.readouterr().err


def test_a_folder_whose_name_is_not_utf_8(sound: Path, tmp_path: Path) -> None:
    out = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe"))
    assert len(export(open_result(sound), out).files) == len(list(out.iterdir()))
