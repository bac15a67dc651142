"""A thousand hostile files, hundreds of damaged settings, stores and tables: told on one line, and nothing is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

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

FILES = int(os.environ.get("HOSTILE", "20"))
"""Files of an audit; ``HOSTILE=1000 pytest tests/test_hostile.py`` looks longer."""


@pytest.mark.parametrize(("name", "seed"), seeds() or [("file", 0)])
def test_what_once_did_not_hold_holds(name: str, seed: int) -> None:
    CHECKS_OF[name](seed)


@pytest.mark.models
@pytest.mark.slow
def test_an_audit_of_hostile_files_does_nothing_but_report(tmp_path: Path) -> None:
    news, out, deeds = tmp_path / "news", tmp_path / "report", tmp_path / "deeds.json"
    for seed in range(FILES):
        (news / f"{seed}").mkdir(parents=True)
        hostile_file(seed, news / f"{seed}")
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    watched = [sys.executable, str(Path(__file__).parent / "helpers" / "watched.py"), str(out), str(deeds)]
    command = [*watched, "audit", str(news), "--out", str(out), "--doubles", "all"]
    said = subprocess.run(command, capture_output=True, text=True, timeout=3_600).stderr
    told = json.loads(deeds.read_text(encoding="utf-8"))
    assert told["deeds"] == [] and told["status"] in (0, 3)
    assert "Traceback" not in said and "please report" not in said
    assert all(line.isprintable() for line in said.splitlines())
    assert all(path.read_bytes() == data for path, data in before.items())
    assert {path.name for path in tmp_path.iterdir()} == {"news", "report", "deeds.json", "mine.txt"}
    words = read_csv(out / "articles.csv", "articles")["words"].sum()
    assert told["megabytes"] < 2_000 and told["seconds"] < SLOWEST * (1 + words / 1_000)
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    accounted = [*run["read"], *(one["path"].split("/story")[0] + "/story" for one in run["skipped"])]
    assert {Path(path).parent for path in accounted} == set(news.iterdir())


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
