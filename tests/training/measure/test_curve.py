"""What is left of precision and recall from each confidence up, counted by hand."""

import json
from pathlib import Path

import pytest

from quotes.errors import ReadError
from training.measure.curve import curve


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Two attributions in one article, with contents from 0 to 10 and from 20 to 30."""
    folder = tmp_path / "attributions"
    folder.mkdir()
    lines = ["T1\tContent 0 10\tit rained.", "T2\tContent 20 30\tit snowed.", "T3\tCue 12 16\tsaid"]
    lines += ["E1\tAttribution:T3 Cue:T3 Content:T1", "E2\tAttribution:T3 Cue:T3 Content:T2"]
    (folder / "road_anna.ann").write_text("\n".join(lines), encoding="utf-8")
    return folder


def predictions(path: Path, *found: tuple[int, int, float | None]) -> Path:
    """A file of predictions with these contents and confidences."""
    rows = [{"article": "road", "kind": "indirect", "content": [[start, end]]} for start, end, _ in found]
    for row, (*_, confidence) in zip(rows, found, strict=True):
        row |= {} if confidence is None else {"confidence": confidence}
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_recall_falls_and_precision_rises_with_the_least_confidence(gold: Path, tmp_path: Path) -> None:
    found = predictions(tmp_path / "found.jsonl", (0, 10, 0.85), (20, 30, 0.35), (40, 50, 0.2), (60, 70, 0.1))
    rows = {round(least, 1): rest for least, *rest in curve(found, gold)}
    assert rows[0.0] == pytest.approx([2 / 4, 2 / 2, 2 / 3])
    assert rows[0.2] == pytest.approx([2 / 3, 2 / 2, 4 / 5])  # as sure as the least is kept
    assert rows[0.3] == pytest.approx([2 / 2, 2 / 2, 1])
    assert rows[0.8] == pytest.approx([1 / 1, 1 / 2, 2 / 3])
    assert rows[0.9] == pytest.approx([0, 0, 0])


def test_a_prediction_without_confidence_is_named(gold: Path, tmp_path: Path) -> None:
    found = predictions(tmp_path / "found.jsonl", (0, 10, 0.85), (20, 30, None))
    with pytest.raises(ReadError, match=r"found\.jsonl, line 2: no confidence"):
        curve(found, gold)
