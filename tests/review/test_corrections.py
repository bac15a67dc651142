"""Decisions as lines: what is written comes back, what is broken is told, and a crash takes nothing that was saved."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from report_samples import ROAD, road

from quotes.errors import WriteError
from quotes.messages import Skipped
from quotes.review.corrections import (
    Decision,
    append_decisions,
    as_decision,
    as_record,
    digest_of,
    read_decisions,
    reading_of,
    standing,
)
from quotes.review.filled_in import read_sheet
from quotes.review.table import correction_rows
from quotes.table.csv_files import CsvFile

READING = reading_of(road().attributions[1], road().article)
CHANGE = Decision(
    "d1",
    "s1",
    "change",
    "Kim",
    "2026-01-02T03:04:05.000Z",
    "ellmoor-bridges",
    digest_of(ROAD),
    READING,
    replace(READING, role="political"),
    ("role",),
    "speaker",
    why="für’s “Protokoll”\n\u2028",
)


def test_a_decision_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "corrections.jsonl"
    append_decisions(path, [CHANGE])
    append_decisions(path, [replace(CHANGE, id="d2", action="withdraw", decided=None, fields=())])
    first, second = read_decisions(path)
    assert first == CHANGE and second.action == "withdraw"
    assert standing([first, second]) == {} and standing([first])["s1"] == CHANGE


def test_a_line_that_was_cut_off_takes_no_other_with_it(tmp_path: Path) -> None:
    path = tmp_path / "corrections.jsonl"
    append_decisions(path, [CHANGE])
    path.write_bytes(path.read_bytes() + b'{"id": "d2", "subj')
    append_decisions(path, [replace(CHANGE, id="d3")])
    told: list[Skipped] = []
    assert [one.id for one in read_decisions(path, told.append)] == ["d1", "d3"]
    assert "line 2" in str(told[0]) and "take it out" in str(told[0])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"who": ""}, "without who"),
        ({"action": "improve"}, "action “improve” is none of confirm"),
        ({"decided": None}, "needs decided"),
        ({"found": {"content": [{"start": 3, "end": 9, "words": "x"}]}}, "does not stand"),
        ({"found": "all of it"}, "docs/corrections.md"),
        ({"why": 7}, "text is wanted"),
    ],
)
def test_what_is_no_decision_is_told_with_the_reason(change: dict[str, object], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        as_decision(as_record(CHANGE) | change)


def test_what_another_program_writes_may_lack_what_is_empty() -> None:
    record = {
        "id": "1",
        "subject": "s",
        "action": "withdraw",
        "who": "Lee",
        "when": "2026",
        "article": "a",
        "digest": "d",
    }
    assert as_decision(json.loads(json.dumps(record))).reach == "statement"


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="make room or change permissions"):
        append_decisions(tmp_path / "none" / "corrections.jsonl", [CHANGE])


def test_a_sheet_from_before_a_column_was_renamed_is_still_read(tmp_path: Path) -> None:
    sheet = tmp_path / "corrections.csv"
    CsvFile(sheet, "corrections").add_rows(correction_rows([(CHANGE, "")]))
    (row,) = read_sheet(sheet)
    assert row["decided_at"] == CHANGE.when and row["new_role"] == "political"
    sheet.write_text(sheet.read_text("utf-8-sig").replace("decided_at", "when"), "utf-8-sig")
    (old,) = read_sheet(sheet)
    assert old == row | {"decided_at": ""}
