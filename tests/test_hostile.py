"""A thousand hostile files, hundreds of damaged settings, stores and tables: told on one line, and nothing is lost."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hostile import (
    CHECKS_OF,
    SLOWEST,
    check_corrections,
    check_file,
    check_settings,
    check_store,
    check_tables,
    hostile_file,
    seeds,
)

from quotes.table.csv_files import read_csv
from reports.audit.own_files import read_before

FILES = int(os.environ.get("HOSTILE", "40"))
"""Files of an audit; ``HOSTILE=1000 pytest tests/test_hostile.py`` looks longer."""


@pytest.mark.parametrize(("name", "seed"), seeds() or [("file", 0)])
def test_what_once_did_not_hold_holds(name: str, seed: int) -> None:
    CHECKS_OF[name](seed)


@pytest.fixture
def audited(tmp_path: Path) -> tuple[Path, dict[str, Any], str]:
    """The folder in which ``FILES`` hostile files were audited, what the audit did, and what it said."""
    for seed in range(FILES):
        (tmp_path / "news" / f"{seed}").mkdir(parents=True)
        hostile_file(seed, tmp_path / "news" / f"{seed}")
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    out, deeds = tmp_path / "report", tmp_path / "deeds.json"
    watched = [sys.executable, str(Path(__file__).parent / "helpers" / "watched.py"), str(out), str(deeds)]
    command = [*watched, "audit", str(tmp_path / "news"), "--out", str(out), "--doubles", "all"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=3_600)
    return tmp_path, json.loads(deeds.read_text(encoding="utf-8")), done.stderr


@pytest.mark.models
@pytest.mark.slow
def test_an_audit_of_hostile_files_does_nothing_but_report(audited: tuple[Path, dict[str, Any], str]) -> None:
    folder, told, said = audited
    assert told["deeds"] == [] and told["status"] in (0, 3)
    assert "Traceback" not in said and "please report" not in said
    assert all(line.isprintable() for line in said.splitlines())
    assert (folder / "mine.txt").read_text(encoding="utf-8") == "mine"
    for seed in range(FILES):
        with tempfile.TemporaryDirectory() as again:
            same = hostile_file(seed, Path(again))
            (path,) = (folder / "news" / f"{seed}").iterdir()
            assert path.read_bytes() == same.read_bytes(), "an article was changed"
    words = read_csv(folder / "report" / "articles.csv", "articles")["words"].sum()
    assert told["megabytes"] < 2_000 and told["seconds"] < SLOWEST * (1 + words / 1_000)
    skipped = json.loads((folder / "report" / "run.json").read_text(encoding="utf-8"))["skipped"]
    read = {Path(path).parent for path in read_before(folder / "report")}
    assert {Path(one["path"].split("/story")[0]) for one in skipped} | read == set((folder / "news").iterdir())


@pytest.mark.parametrize("hundred", range(10))
@pytest.mark.slow
def test_hostile_files(hundred: int) -> None:
    for seed in range(100 * hundred, 100 * hundred + 100):
        try:
            check_file(seed)
        except Exception as error:
            raise AssertionError(f"file {seed}") from error


@pytest.mark.slow
def test_damaged_settings_stores_and_tables() -> None:
    for check, number in ((check_settings, 200), (check_store, 60), (check_tables, 40), (check_corrections, 100)):
        for seed in range(number):
            try:
                check(seed)
            except Exception as error:
                raise AssertionError(f"{check.__name__} {seed}") from error
