"""The command line as a user meets it: what it prints, its exit status, and one line for what goes wrong."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from places import QUOTES

from quotes.cli.app import run
from quotes.table.columns import TABLES
from quotes.table.csv_files import read_csv, write_csv

pytestmark = pytest.mark.models
STORY = "“We lost the barn,” said Orla Finch, who farms by the river.\n\nMayor Lena Holt declined to comment.\n"
KEYS = ["article", "kind", "content", "cue", "source", "speaker", "role", "named", "construction", "confidence"]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "barn.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def one_line(text: str) -> str:
    """The only line of what was said."""
    (line,) = text.splitlines()
    assert "Traceback" not in line
    return line


def test_json_lines_have_the_promised_keys_and_places(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["attribute", str(story), "--format", "jsonl"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    rows = [json.loads(line) for line in said.out.split("\n")[:-1]]
    assert [row["kind"] for row in rows] == ["direct", "no-comment"]
    assert all(set(KEYS) <= set(row) for row in rows)
    first = rows[0]
    assert first["article"] == "barn" and first["named"] is True and first["speaker"] == "Orla Finch"
    assert [STORY[start:end] for start, end in first["content"]] == ["“We lost the barn,”"]
    assert [STORY[start:end] for start, end in first["cue"]] == ["said"]
    assert "Orla Finch" in STORY[slice(*first["source"])]
    assert 0 <= first["confidence"] <= 1 and isinstance(first["construction"], str)


def test_csv_is_the_same_as_that_of_an_audit(story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    acts = ["--acts", "speech,writing,belief"]
    assert run(["attribute", str(story), "--format", "csv", *acts]) == 0
    printed = capsys.readouterr().out.encode()
    assert run(["audit", str(story), "--out", str(tmp_path / "out")]) == 0
    (tmp_path / "printed.csv").write_bytes(printed)
    own, audited = (read_csv(tmp_path / name, "attributions") for name in ("printed.csv", "out/attributions.csv"))
    assert own["speaker"][0] == "Orla Finch" and own[["corpus_source", "page"]].isna().all(axis=None)
    for name in ("corpus_source", "page"):  # only an audit has seen all articles, and writes pages
        own[name] = audited[name]
    write_csv(own, tmp_path / "filled.csv")
    assert (tmp_path / "filled.csv").read_bytes() == (tmp_path / "out" / "attributions.csv").read_bytes()


def test_aliases_fill_the_key_of_sources_over_all_articles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in {"a": STORY, "b": STORY.replace("Orla Finch", "O. J. Finch-Moran")}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    own = tmp_path / "aliases.toml"
    own.write_text('[[join]]\nsources = ["Orla Finch", "O. J. Finch-Moran"]\n', encoding="utf-8")
    files = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert run(["attribute", *files, "--format", "jsonl", "--aliases", str(own)]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len({row["corpus_source"] for row in rows if "Finch" in row["speaker"]}) == 1
    assert all(row["corpus_source"] for row in rows)


def test_csv_without_attributions_has_its_header(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quiet = tmp_path / "quiet.txt"
    quiet.write_text("It rained.\n", encoding="utf-8")
    assert run(["attribute", str(quiet), "--format", "csv"]) == 0
    frame = pd.read_csv(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff")))
    assert list(frame.columns) == [column.name for column in TABLES["attributions"]] and frame.empty


def test_the_table_shows_text_without_steering_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(f"title: \x1b]0;owned\x07 [bold]\n\n{STORY}", encoding="utf-8")
    assert run(["attribute", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "\x1b" not in shown and "\x07" not in shown
    assert "Orla Finch" in shown and "[bold]" in shown and "odd" in shown


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    assert run(["attribute", "-", "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {row["article"] for row in rows} == {"standard-input"}


def test_some_skipped_is_status_3_and_each_is_one_line(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "picture.txt").write_bytes(bytes(range(256)) * 20)
    assert run(["attribute", str(tmp_path), "/not/there.txt", "--format", "jsonl"]) == 3
    said = capsys.readouterr()
    assert said.out.count("\n") == 2
    assert len(said.err.splitlines()) == 3
    assert all(line.startswith("skipped ") for line in said.err.splitlines())


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["attribute", "/not/there.txt"], 1, ["/not/there.txt", "check the spelling"]),
        (["attribute", "{tmp}"], 1, ["no file to read in this folder", "give one"]),
        (["audit", "{tmp}", "--out", "{tmp}/out"], 1, ["no file to read in this folder", "give one"]),
        (["audit", "{story}", "--out", "{story}"], 1, ["is a file", "name a folder"]),
        (["audit", "{story}", "--out", "{story}/below"], 1, ["is a file", "name another folder"]),
        (["attribute", "{story}", "--acts", "spech"], 2, ["--acts", "spech", "speech, writing"]),
        (["attribute", "{story}", "--acts", ","], 2, ["--acts", "speech, writing"]),
        (["attribute", "{story}", "--codebook", "{book}"], 2, ["book.toml, line 7", "#rrggbb"]),
        (["attribute", "{story}", "--codebook", "/not/there.toml"], 2, ["/not/there.toml"]),
        (
            ["attribute", "{story}", "--model", "default", "--model-dir", "{tmp}"],
            2,
            ["quotes models download default --model-dir"],
        ),
        (
            ["attribute", "{rows}", "--text-column", "bodi"],
            2,
            ["rows.csv", "no column “bodi”", "columns there: id, body"],
        ),
        (["audit", "{rows}", "--text-column", "bodi", "--out", "{tmp}/r"], 2, ["no column “bodi”", "--text-column"]),
        (
            ["audit", "{story}", "--out", "{tmp}/r", "--format", "html,word"],
            2,
            ["--format", "word", "html, md, json, pdf"],
        ),
        (["audit", "{story}", "--out", "{tmp}/r", "--lang", "xx"], 2, ["xx", "en"]),
        (["audit", "{story}", "--out", "{tmp}/r", "--template-dir", "{tmp}"], 2, ["--template-dir", "report.md.j2"]),
        (["audit", "{story}", "--out", "{tmp}/r", "--checks", "/not/there.toml"], 2, ["/not/there.toml", "--checks"]),
        (["audit", "{story}", "--out", "{tmp}/r", "--compare-with", "{tmp}"], 2, ["--compare-with", "no audit"]),
        (["audit", "{story}", "--out", "{tmp}/r", "--aliases", "/not/there.csv"], 2, ["/not/there.csv"]),
        (["export", "/not/there", "--out", "{tmp}/e"], 1, ["/not/there", "quotes audit"]),
        (["export", "{tmp}", "--out", "{tmp}/e", "--format", "xls"], 2, ["--format", "xlsx"]),
        (["evaluate", "{tmp}"], 1, ["no gold annotation", "articles/ and gold/"]),
        (["evaluate", "{corpus}", "--predictions", "/not/there.jsonl"], 1, ["/not/there.jsonl", "JSON Lines"]),
    ],
)
def test_what_goes_wrong_is_one_line_with_the_remedy(
    arguments: list[str],
    status: int,
    words: list[str],
    corpus: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "empty").mkdir()
    story = tmp_path / "story.txt"
    story.write_text(STORY, encoding="utf-8")
    book = tmp_path / "book.toml"
    book.write_text(
        'name = "own"\nunknown = "other"\n[[role]]\nname = "other"\nlabel = "o"\ndefinition = "d"\ncolour = "blue"\n',
        encoding="utf-8",
    )
    rows = tmp_path / "rows.csv"
    rows.write_text("id,body\n1,“We lost the barn”\n", encoding="utf-8")
    places = {"tmp": tmp_path / "empty", "story": story, "book": book, "corpus": corpus, "rows": rows}
    assert run([argument.format(**places) for argument in arguments]) == status
    said = capsys.readouterr()
    assert said.out == ""
    line = one_line(said.err)
    assert all(part in line for part in words), line


@pytest.mark.parametrize(
    "arguments", [["attribute"], ["attribute", "x", "--formatt"], ["audit", "x"], ["atribute", "x"]]
)
def test_wrong_usage_is_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert "Usage" in capsys.readouterr().err


@pytest.mark.parametrize("command", [[], ["attribute"], ["audit"], ["export"], ["evaluate"], ["models", "list"]])
def test_each_command_has_help_with_an_example(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert "Example: quotes" in shown if command else "Exit status" in shown


def test_what_is_passed_over_in_a_folder_is_one_line(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("barn.jpg", "roof.JPG", "notes.dat", ".hidden.png"):
        (tmp_path / name).write_bytes(b"\xff\xd8")
    assert run(["attribute", str(tmp_path), "--format", "jsonl"]) == 0
    assert one_line(capsys.readouterr().err) == (
        "passed over 3 files, by their endings not read: .jpg 2 (barn.jpg, …), .dat 1 (notes.dat); to have one read, "
        "name it, or give it an ending such as .txt"
    )


def test_articles_of_one_name_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("monday", "tuesday"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "barn.txt").write_text(STORY, encoding="utf-8")
    assert run(["attribute", str(tmp_path), "--format", "jsonl"]) == 0
    said = capsys.readouterr()
    assert "“barn” became “barn-2”" in one_line(said.err)
    assert {json.loads(line)["article"] for line in said.out.splitlines()} == {"barn", "barn-2"}


def test_no_word_is_broken_on_a_narrow_terminal(
    story: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert run(["attribute", str(story)]) == 0
    shown = capsys.readouterr().out
    assert max(map(len, shown.splitlines())) <= 40
    assert all(word in shown for word in ("Orla", "Finch", "declined", "comment", "barn,”"))


def test_models_are_listed_with_the_command_that_gets_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["models", "list", "--model-dir", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("news ") and "here" in lines[0]
    assert f"quotes models download default --model-dir {tmp_path}" in lines[1]
    assert run(["models", "where", "default", "--model-dir", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{tmp_path}\n"


COMMAND = [*QUOTES, "models", "list"]


def test_a_reader_that_has_seen_enough_is_no_failure_to_talk_of() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        done = subprocess.run(COMMAND, stdout=gone, stderr=subprocess.PIPE, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_output_that_cannot_be_written_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(COMMAND, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "cannot write to standard output" in one_line(done.stderr)


def test_a_closed_standard_output_is_one_line() -> None:
    shell = ["sh", "-c", '"$@" >&-', "sh", *COMMAND]
    done = subprocess.run(shell, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "cannot write to standard output" in one_line(done.stderr)
