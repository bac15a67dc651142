"""Before publication: one draft in, its questions and who speaks out, and a status that another program can act on."""

import io
import json
from pathlib import Path

import pytest

from quotes.cli.app import run

pytestmark = pytest.mark.models

ANONYMOUS = """A person familiar with the talks said on Tuesday that the bridge will be sold.

“The price is agreed,” the person said.

Mayor Ruth Adeyemi said the council would vote in May.
"""
SOUND = "“We lost the barn,” said Orla Finch, a farmer.\n\n“It burnt down in an hour,” said Sgt. Tom Reed.\n"
WEAK = """[check.anonymous-without-reason]
on = false

[check.bare-label]
on = false
"""


def a_file(folder: Path, text: str, name: str = "draft.txt") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def test_a_draft_with_a_question_says_which_and_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", a_file(tmp_path, ANONYMOUS)]) == 1
    out = capsys.readouterr().out
    assert "draft: 32 words, 3 statements by 2 sources" in out
    assert "Mayor Ruth Adeyemi (Official): 1 statement" in out
    assert "1 question" in out and "without a name" in out and "(anonymous-without-reason)" in out
    assert "paragraph 1: A person familiar with the talks" in out


def test_a_draft_without_a_question_ends_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", a_file(tmp_path, SOUND)]) == 0
    assert "no question" in capsys.readouterr().out
    assert run(["check", a_file(tmp_path, ANONYMOUS), "--checks", a_file(tmp_path, WEAK, "ours.toml")]) == 0


def test_another_program_gets_all_of_it_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ANONYMOUS.encode())))
    assert run(["check", "-", "--json", "--lang", "de"]) == 1
    data = json.loads(capsys.readouterr().out)
    (draft,) = data["drafts"]
    (question,) = draft["questions"]
    (place, *_) = question["places"]
    assert question["check"] == "anonymous-without-reason" and "Namen" in question["question"]
    assert ANONYMOUS[place["start"] : place["end"]] == place["text"] and place["paragraph"] == 1
    assert {"official", "unknown"} == {speaker["role"] for speaker in draft["speakers"]}
    assert data["skipped"] == []


def test_what_could_not_be_checked_is_never_taken_for_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound = a_file(tmp_path, SOUND)
    assert run(["check", sound, str(tmp_path / "missing.txt")]) == 3
    assert "missing.txt" in capsys.readouterr().err
    assert run(["check", a_file(tmp_path, "", "empty.txt"), "--json"]) == 3
    captured = capsys.readouterr()
    assert json.loads(captured.out)["skipped"][0]["path"].endswith("empty.txt")
    assert run(["check", sound, "--checks", str(tmp_path / "no.toml")]) == 2
    assert run(["check", sound, "--lang", "xx"]) == 2
