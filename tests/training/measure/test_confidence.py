"""How far to trust a confidence stands beside the weights, and is told from there."""

import json
from pathlib import Path

import pytest

from quotes.errors import ReadError
from training.measure.confidence import report


def test_the_error_and_each_bin_are_told(tmp_path: Path) -> None:
    weights = tmp_path / "weights.json"
    counted = {"error": 0.0148, "bins": [[0.1, 0.175, 0.2348, 115], [0.9, 0.958, 0.952, 2167]]}
    weights.write_text(json.dumps({"weights": {}, "reliability": counted}), encoding="utf-8")
    assert list(report(weights)) == [
        "expected calibration error 0.015",
        "confidence from 0.1: mean 0.175, right 0.235 of 115",
        "confidence from 0.9: mean 0.958, right 0.952 of 2167",
    ]


def test_weights_that_do_not_tell_are_named_with_the_remedy(tmp_path: Path) -> None:
    weights = tmp_path / "weights.json"
    weights.write_text(json.dumps({"weights": {}}), encoding="utf-8")
    with pytest.raises(ReadError, match=r"weights\.json: does not tell .* attribution fit"):
        list(report(weights))
