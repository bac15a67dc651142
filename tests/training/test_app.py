"""The command line of the training: what each command lacks it says in one line, and help comes at once."""

import subprocess
import sys
from pathlib import Path

import pytest

from training.app import run

LOADED = """
import sys
from training.app import run
for command in sys.argv[1:]:
    assert run([*command.split(), "--help"]) == 0
print(*sorted({"torch", "stanza", "pandas"} & sys.modules.keys()))
"""


@pytest.mark.parametrize(
    "command",
    [
        "measure errors --polnear nowhere --work work",
        "measure acts --polnear nowhere --work work",
        "attribution fit --polnear nowhere --base nowhere --work work",
        "attribution unseen --polnear nowhere --work work --seen",
        "measure agreement --polnear nowhere",
        "measure known-error --polnear nowhere",
        "measure curve --gold nowhere found.jsonl",
    ],
)
def test_a_missing_folder_is_one_line_and_nothing_is_made(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(command.split()) == 2
    said = capsys.readouterr()
    assert said.out == ""
    (line,) = said.err.splitlines()
    assert line.startswith("nowhere") and "name the folder" in line
    assert not list(tmp_path.iterdir())


def test_models_that_were_not_trained_are_missed_before_articles_are_parsed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["attribution", "unseen", "--polnear", str(tmp_path), "--work", str(tmp_path)]) == 2
    assert "run `python -m training attribution fit` first" in capsys.readouterr().err


def test_help_waits_for_no_library_that_computes() -> None:
    commands = [
        "",
        "measure",
        "measure pace",
        "measure accuracy",
        "parser make",
        "attribution fit",
        "roles fit",
    ]
    program = [sys.executable, "-c", LOADED, *commands]
    said = subprocess.run(program, capture_output=True, text=True, check=True).stdout
    assert said.count("Usage: python -m training") == len(commands)
    assert said.splitlines()[-1] == ""
