"""Files of settings that are odd, damaged or hostile: one line with the remedy from every command that takes one."""

import json
import os
from pathlib import Path

import pytest

from quotes.cli.app import run
from quotes.errors import AliasError, CodebookError, ModelError, QuotesError
from quotes.linking.aliases import read_aliases
from quotes.parse.stanza_models import available, check_model
from quotes.roles.codebook import DEFAULT, load_codebook
from quotes.settings_files import bounded_bytes
from reports.checks.check_files import ChecksError
from reports.checks.checks import load_checks
from reports.language.language import load
from reports.pages.templating import BrokenTemplate, Templates

READERS = {
    "codebook": (load_codebook, CodebookError),
    "aliases": (read_aliases, AliasError),
    "checks": (load_checks, ChecksError),
}
ODD = {
    "deep": "a = " + "[" * 20_000,
    "deep tables": "[" + ".".join("a" * 1 for _ in range(20_000)) + "]\nb = 1",
    "huge number": f"a = {'9' * 5_000}",
    "escape": '"\x1b[31m" = 1',
    "binary": "\x00\x01\x02",
    "not closed": 'a = "',
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("kind", READERS)
def test_odd_toml_is_told(tmp_path: Path, kind: str, odd: str) -> None:
    read, error = READERS[kind]
    path = tmp_path / "own.toml"
    path.write_text(ODD[odd], encoding="utf-8")
    with pytest.raises(error, match=r"own\.toml"):
        read(path)


@pytest.mark.parametrize("kind", READERS)
def test_what_is_no_ordinary_file_is_not_waited_for(tmp_path: Path, kind: str) -> None:
    read, error = READERS[kind]
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    endless = tmp_path / "endless.toml"
    endless.symlink_to("/dev/zero")
    for path in (pipe, endless, tmp_path):
        with pytest.raises(error, match=r"not a file|is no|cannot be read"):
            read(path)
    with pytest.raises(OSError, match="larger than"):
        bounded_bytes(DEFAULT, 100)


def test_a_codebook_with_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(DEFAULT.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert load_codebook(path).roles == load_codebook().roles


@pytest.mark.parametrize(
    "content",
    [
        "[" * 100_000,
        '{"en": []}',
        '{"en": {"packages": []}}',
        '{"en": {"packages": {"x": []}}}',
        '{"en": {"packages": {"x": {"tokenize": 7, "pos": {"a": 1}}}}}',
        '{"en": {"packages": {"x": {"tokenize": "a"}}, "tokenize": {"a": {"dependencies": [7]}}}}',
    ],
)
def test_a_list_of_models_of_any_shape_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "resources.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError):
        check_model("x", tmp_path)
    try:
        available(tmp_path)
    except ModelError as error:
        assert "remove it" in str(error)


def test_templates_that_call_themselves_are_told(tmp_path: Path) -> None:
    (tmp_path / "report.md.j2").write_text("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", encoding="utf-8")
    with pytest.raises(BrokenTemplate, match=r"report\.md\.j2"):
        Templates(load("en"), tmp_path).fill("report.md.j2")


@pytest.mark.parametrize(
    "content", ["[" * 100_000, json.dumps({"article": "a", "kind": "direct", "content": [[0, 10**400]]})]
)
def test_predictions_of_any_shape_are_told(
    corpus: Path, tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text(content, encoding="utf-8")
    assert run(["evaluate", str(corpus), "--predictions", str(path)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "line 1: not an attribution" in line


def test_predictions_for_unknown_articles_are_told(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text(json.dumps({"article": "else.txt", "kind": "direct", "content": [[0, 9]]}), encoding="utf-8")
    assert run(["evaluate", str(corpus), "--predictions", str(path)]) == 0
    assert "1 article" in (said := capsys.readouterr().err) and "else.txt" in said


def test_messages_show_what_would_steer_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "own.toml"
    path.write_text('"\\u001b]0;owned\\u0007\\u202e" = 1', encoding="utf-8")
    assert run(["codebook", "check", str(path)]) == 2
    said = capsys.readouterr().err
    assert not set("\x1b\x07\u202e") & set(said) and "owned" in said


def test_no_error_of_ours_is_a_traceback() -> None:
    assert issubclass(ChecksError, QuotesError) and issubclass(BrokenTemplate, QuotesError)
