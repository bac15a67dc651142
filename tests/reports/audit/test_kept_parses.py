"""Parses that an audit keeps: a run with another codebook takes them, and finds what it would find without them."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NoReturn

import pytest
from report_samples import road

from quotes.cli.app import run
from reports.audit.store import Store

TEXTS = {
    "bridge": "“The bridge is gone,” said Mayor Lena Holt.\n\nHer office did not say who would pay for a new one.",
    "barn": "The barn burned for two days, according to Orla Finch, who farms there. “We lost it all,” she said.",
}
SETTINGS = {"acts": ["speech"]}
PARSING = {"model": {"tagger": "1"}}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def audit(articles: Path, out: Path, *more: str) -> dict[str, bytes]:
    """The tables of an audit."""
    assert run(["audit", str(articles), "--out", str(out), "--format", "json", *more]) == 0
    return {path.name: path.read_bytes() for path in out.glob("*.csv")}


def without_model(*_: object) -> NoReturn:
    pytest.fail("parsed once more")


@pytest.mark.models
def test_another_codebook_takes_them_and_gives_the_tables_of_a_run_from_scratch(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = ("--codebook", "source-type", "--acts", "speech,attitude")
    kept, scratch = tmp_path / "kept", tmp_path / "scratch"
    first = audit(articles, kept, "--keep-parses")
    expected = audit(articles, scratch, *other)
    assert expected != first
    with monkeypatch.context() as patched:
        patched.setattr("quotes.parse.parser.load_pipeline", without_model)
        assert audit(articles, kept, *other) == expected
    assert "damaged" not in capsys.readouterr().err
    with closing(sqlite3.connect(kept / "workspace.sqlite")) as database, database:
        database.execute("DELETE FROM analyses")
        database.execute("UPDATE parses SET data = substr(data, 1, 90) WHERE rowid = 1")
    assert audit(articles, kept, *other, "--keep-parses") == expected
    assert "1 kept parse was damaged: its article was parsed anew" in capsys.readouterr().err
    with closing(sqlite3.connect(kept / "workspace.sqlite")) as database, database:
        database.execute("DELETE FROM analyses")
    monkeypatch.setattr("quotes.parse.parser.load_pipeline", without_model)
    assert audit(articles, kept, *other) == expected


def test_they_are_known_by_text_and_parsing_and_written_with_the_next_analysis(tmp_path: Path) -> None:
    path = tmp_path / "workspace.sqlite"
    with closing(Store(path, SETTINGS, parsing=PARSING, keep_parses=True)) as store:
        store.parses.keep("text", b"parse")
        assert store.parses.get("text") is None
        store.add(road())
    for settings, parsing, found in (
        (SETTINGS, PARSING, b"parse"),
        ({"acts": ["attitude"]}, PARSING, b"parse"),
        (SETTINGS, {"model": {"tagger": "2"}}, None),
    ):
        with closing(Store(path, settings, parsing=parsing)) as store:
            assert store.parses.get("text") == found
            assert store.parses.get("another text") is None
            assert not store.parses.keeps and not store.parses.damaged


def test_of_a_damaged_file_sound_ones_are_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "workspace.sqlite"
    with closing(Store(path, SETTINGS, parsing=PARSING, keep_parses=True)) as store:
        store.parses.keep("text", b"parse")
        store.add(road())
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DROP TABLE working")
    with closing(Store(path, SETTINGS, parsing=PARSING)) as store:
        assert "taken over" in store.remark
        assert store.parses.get("text") == b"parse"
        assert road().article in store
