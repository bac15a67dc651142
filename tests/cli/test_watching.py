"""An audit that goes on as articles come in: each is taken once it is whole, and Ctrl-C ends it well."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from places import QUOTES

from quotes.cli.app import run
from quotes.table.csv_files import read_csv


def wait_for(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 90
    while not what() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert what()


@pytest.mark.models
@pytest.mark.slow
def test_what_comes_into_a_folder_comes_into_the_report(tmp_path: Path) -> None:
    inbox, out = tmp_path / "inbox", tmp_path / "report"
    inbox.mkdir()
    command = [*QUOTES, "audit", "--watch", str(inbox), "--out", str(out), "--format", "json"]
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)

    def reported() -> list[str]:
        # The last thing that is written of a report.
        done = (out / "run.json").is_file() and '"complete": true' in (out / "run.json").read_text(encoding="utf-8")
        return read_csv(out / "articles.csv", "articles")["article"].tolist() if done else []

    try:
        (inbox / "barn.txt").write_text("“We lost the barn,” said Orla Finch.\n", encoding="utf-8")
        wait_for(lambda: reported() == ["barn"])
        with (inbox / "bridge.txt").open("w", encoding="utf-8") as file:
            for words in ("“The bridge ", "is shut,” said ", "Tom Reed.\n"):
                file.write(words)
                file.flush()
                time.sleep(1)
        wait_for(lambda: reported() == ["barn", "bridge"])
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == 0 and "watching ended" in said
    assert said.count("the report:") == 2 and "2 articles (1 of them done before)" in said
    assert read_csv(out / "attributions.csv", "attributions")["content_text"].tolist()[1] == "“The bridge is shut,”"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "name files or folders, or a folder with --watch"),
        (["--watch", "missing"], "no such folder; make it first"),
        (["-", "--watch", "."], "standard input can be read only once"),
        (["a.txt", "--feed", "https://example.org/feed"], "name a folder for its articles with --watch"),
        (["--watch", ".", "--feed", "feed.xml"], "give the address of an RSS or Atom feed"),
    ],
)
def test_what_cannot_be_watched_is_told_before_the_work(
    options: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["audit", *options, "--out", "report"]) == 2
    assert words in capsys.readouterr().err and not (tmp_path / "report").exists()
