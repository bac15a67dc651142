"""A training command that lacks its input says so in one line."""

import importlib
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("errors", "--polnear nowhere --work work"),
        ("acts", "--polnear nowhere --work work"),
        ("attribution", "--polnear nowhere --work work"),
        ("publishers", "--polnear nowhere --work work --seen"),
        ("agreement", "--polnear nowhere"),
        ("known_error", "--polnear nowhere"),
        ("curve", "--gold nowhere found.jsonl"),
    ],
)
def test_a_missing_folder_is_one_line_and_nothing_is_made(
    command: str, options: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", [command, *options.split()])
    with pytest.raises(SystemExit) as ended:
        importlib.import_module(f"training.{command}").main()
    said = capsys.readouterr()
    assert ended.value.code == 2 and said.out == ""
    (line,) = said.err.splitlines()
    assert line.startswith("nowhere") and "name the folder" in line
    assert not list(tmp_path.iterdir())


def test_models_that_were_not_trained_are_missed_before_articles_are_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["publishers", "--polnear", str(tmp_path), "--work", str(tmp_path)])
    with pytest.raises(SystemExit):
        importlib.import_module("training.attribution.publishers").main()
    assert "run `python -m training.attribution.fit` first" in capsys.readouterr().err
