"""Months of audits side by side: in the terminal and as CSV, with what differs beyond chance."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from report_samples import short
from small_reports import LEAN, audited

from quotes.cli.app import run
from quotes.model import Analysis

SAID = "The lane has been forgotten"


def a_month(month: str, role: str, number: int = 12) -> list[Analysis]:
    every = [short(f"{month}-{day}", f"Ines Roth{'abcdefghijkl'[day]}", role, SAID) for day in range(number)]
    return [replace(one, article=replace(one.article, date=f"{month}-{day + 1:02d}")) for day, one in enumerate(every)]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    months = [*a_month("2026-05", "official"), *a_month("2026-06", "witness"), *a_month("2026-07", "witness", 3)]
    return audited(tmp_path_factory.mktemp("history") / "report", months, LEAN)


def test_each_month_has_its_line_and_what_differs_a_star(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["history", str(report)]) == 0
    head, *rows = [line.split() for line in capsys.readouterr().out.splitlines() if line.strip()][:4]
    assert head[:3] == ["month", "articles", "statements"]
    assert [row[:3] for row in rows] == [["2026-05", "12", "12"], ["2026-06", "12", "12"], ["2026-07", "3", "3"]]
    official = head.index("official")
    assert [row[official].rstrip("*") for row in rows] == ["100", "0", "0"]
    assert rows[0][official] == "100*" and rows[2][official] == "0"


def test_all_shares_come_as_csv(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "history.csv"
    assert run(["history", str(report), "--out", str(out)]) == 0
    table = pd.read_csv(out).set_index(["group", "by", "label"])
    may = table.loc[("2026-05", "role", "official")]
    assert (may["articles"], may["statements"], may["share"]) == (12, 12, 1.0)
    assert 0 < may["low"] <= 1 and bool(may["clear"])
    assert pd.isna(table.loc[("2026-07", "role", "witness"), "low"])


def test_several_folders_are_one_history(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    august = audited(tmp_path / "august", a_month("2026-08", "expert", 2), LEAN)
    assert run(["history", str(report), str(august)]) == 0
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()[1:5]] == ["12", "12", "3", "2"]


def test_what_cannot_be_compared_is_told(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["history", str(report), "--by", "outlet"]) == 2
    assert "they could be compared by: month" in capsys.readouterr().err
    assert run(["history", str(tmp_path)]) == 1
    assert "no report of `quotes audit` lies there" in capsys.readouterr().err
    assert run(["history", str(report), "--out", str(tmp_path / "no" / "history.csv")]) == 1
    assert "name a file that can be written" in capsys.readouterr().err
