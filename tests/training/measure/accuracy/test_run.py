"""Measuring for docs/accuracy.md: each command in a process of its own, kept, and not measured again."""

import json
import shlex
import sys
from pathlib import Path

import pytest
from examples import check_command

from quotes.version import __version__
from training.app import run
from training.measure.accuracy.kept import MeasurementError, read_kept
from training.measure.accuracy.measurements import MADE, MEASUREMENTS
from training.measure.accuracy.measuring import Places, as_run, printed

MARKED = "T1\tSource 0 4\tBell\nT2\tContent 10 20\tit rained.\nE1\tAttribution:T1 Source:T1 Content:T2\n"


@pytest.fixture
def polnear(tmp_path: Path) -> Path:
    """A folder of PolNeAR with one article in each part, which two annotators read."""
    for part in ("train", "dev"):
        for folder in ("text", "attributions"):
            (tmp_path / "polnear" / part / folder).mkdir(parents=True)
        (tmp_path / "polnear" / part / "text" / "gazette_road.txt").write_text("Bell said it rained.", encoding="utf-8")
        for annotator in ("anna", "ben"):
            path = tmp_path / "polnear" / part / "attributions" / f"gazette_road_{annotator}.ann"
            path.write_text(MARKED, encoding="utf-8")
    return tmp_path / "polnear"


def accuracy(docs: Path, *more: str) -> int:
    return run(["measure", "accuracy", "--out", str(docs), *more])


def test_a_measurement_is_kept_with_how_it_came_about_and_made_once(
    polnear: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("--only", "agreement", "--polnear", str(polnear))
    assert accuracy(tmp_path, *asked) == 0
    kept = read_kept(tmp_path)["agreement"]
    assert kept.commands == ("python -m training measure agreement --polnear POLNEAR",)
    assert (kept.version, kept.models) == (__version__, "") and len(kept.date) == len("2026-01-01")
    assert kept.output[1].startswith("dev: 1 articles with several annotators; of what one marked another marked 1.000")
    assert kept.output[1] in (tmp_path / "accuracy.md").read_text(encoding="utf-8")
    assert accuracy(tmp_path, *asked) == 0
    first, second = (line for line in capsys.readouterr().out.splitlines() if line.startswith("agreement"))
    assert first == "agreement: measured" and second == f"agreement: as kept, {kept.date}"


def test_a_file_that_several_read_is_made_once_and_anew_when_asked(
    polnear: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = Places({"WORK": tmp_path / "work"})
    made = places.path("dev.jsonl")
    assert made is not None and made.is_relative_to(tmp_path / "work")
    made.parent.mkdir(parents=True)
    row = {"article": "gazette_road", "kind": "indirect", "content": [[10, 20]], "confidence": 0.5}
    made.write_text(json.dumps(row) + "\n", encoding="utf-8")
    asked = ("--only", "curve", "--polnear", str(polnear), "--work", str(tmp_path / "work"))
    assert accuracy(tmp_path, *asked) == 0
    assert read_kept(tmp_path)["curve"].output[1].split() == ["0.0", "1.000", "1.000", "1.000"]
    # No article in the folder to read from: what fails shows that the file is made anew.
    (polnear / "dev" / "text" / "gazette_road.txt").unlink()
    assert accuracy(tmp_path, *asked, "--again") == 3
    assert "curve: not measured; `quotes attribute POLNEAR/dev/text" in capsys.readouterr().out


def test_what_is_missing_is_one_line_each_and_the_page_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = ("--only", "spans", "--only", "errors", "--polnear", str(tmp_path), "--score", "nowhere.py")
    assert accuracy(tmp_path / "docs", *wanted) == 3
    said = capsys.readouterr()
    assert said.out.splitlines()[:2] == [
        "spans: not measured; nowhere.py: nothing here; name another with --score",
        "errors: not measured; name WORK with --work",
    ]
    assert "2 of 2 not measured" in said.err
    assert [path.name for path in (tmp_path / "docs").iterdir()] == ["accuracy.md"]


def test_an_unknown_measurement_is_told_with_those_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert accuracy(tmp_path, "--only", "span") == 2
    assert "--only span: no such measurement; there are spans," in capsys.readouterr().err


def test_a_command_that_fails_says_so_in_its_own_words(tmp_path: Path) -> None:
    places = Places({"POLNEAR": tmp_path})
    with pytest.raises(MeasurementError, match=r"measure agreement .* status 2: .*name the folder of PolNeAR"):
        printed("python -m training measure agreement --polnear POLNEAR", places)


def test_a_command_is_run_as_it_is_shown(tmp_path: Path) -> None:
    places = Places({"POLNEAR": tmp_path, "score.py": tmp_path / "polnear", "WORK": tmp_path / "work"})
    (tmp_path / "polnear").touch()
    words, settings = as_run("OMP_NUM_THREADS=1 python score.py brat dev.jsonl --gold POLNEAR/dev/attributions", places)
    program, scorer, way, predictions, option, gold = words
    assert settings == {"OMP_NUM_THREADS": "1"}
    assert (program, scorer, way, option) == (sys.executable, str(tmp_path / "polnear"), "brat", "--gold")
    assert gold == str(tmp_path / "dev" / "attributions")
    assert Path(predictions).name == "dev.jsonl" and Path(predictions).is_relative_to(tmp_path / "work")


@pytest.mark.parametrize("command", sorted({*MADE.values(), *(one.command for one in MEASUREMENTS)}))
def test_each_command_has_the_options_that_the_table_gives_it(command: str) -> None:
    line = command.partition(" > ")[0]
    program, *words = [word for word in shlex.split(line) if "=" not in word]
    if program == "quotes":
        check_command(line)
    elif words[:2] == ["-m", "training"]:
        assert run([*words[2:], "--help"]) == 0
    else:
        assert words[0] == "score.py"
