"""The model card: its tables are made from the log of a training and from scores, its prose stays."""

import json
from pathlib import Path

import pytest

from quotes.parse.stanza_models import BUNDLED_FOLDER
from training.app import run

CARD = """# Models
Prose in front.
<!-- files -->
<!-- end -->
<!-- steps -->
old
<!-- end -->
Prose between.
<!-- trees -->
old
<!-- end -->
<!-- entities -->
old
<!-- end -->
Prose behind.
"""


def line(step: str, **values: object) -> str:
    return json.dumps({"step": step, **values}) + "\n"


def stage(step: str, name: str, seconds: float, score: float | None) -> str:
    return line(step, stage=name, seconds=seconds, device="cpu", dev_score=score)


def log_of(folder: Path, las: float, name: str = "log.jsonl") -> Path:
    path = folder / name
    path.write_text(
        stage("depparse", "gold-tags", 600, 80.0)
        + stage("pos", "training", 300, 90.0)
        + stage("pos", "training", 3000, 95.04)
        + stage("words", "9 word vectors", 61, None)
        + line("evaluate", test="ewt_test", text="gold words", values={"UPOS": 95.0, "LAS": las}, words=9)
        + line("evaluate", test="corpus", text="raw text", values={"all": 70.0, "PER": 80.0}, words=9),
        encoding="utf-8",
    )
    return path


def test_the_card_tells_what_the_log_says(tmp_path: Path) -> None:
    card = tmp_path / "card.md"
    card.write_text(CARD, encoding="utf-8")
    files = ["--card", str(card), "--models", str(BUNDLED_FOLDER), "--log", str(log_of(tmp_path, 86.5))]
    assert run(["parser", "card", *files, "--before", str(log_of(tmp_path, 83.5, "before.jsonl"))]) == 0
    text = card.read_text(encoding="utf-8")
    lines = text.splitlines()
    assert "old" not in lines
    assert [each for each in lines if each.startswith("Prose")] == [
        "Prose in front.",
        "Prose between.",
        "Prose behind.",
    ]
    size = (BUNDLED_FOLDER / "en" / "pos" / "news.pt").stat().st_size
    assert f"| `en/pos/news.pt` | Universal and Penn tags, features | {size / 1e6:.1f} MB |" in lines
    steps = [each for each in lines if "| cpu |" in each]
    assert steps == [
        "| words | 9 word vectors | 1 | cpu | – |",
        "| pos | training | 50 | cpu | 95.0 |",
        "| depparse | gold-tags | 10 | cpu | 80.0 |",
    ]
    assert "| ewt_test | gold words | before | 95.0 | 83.5 |" in lines
    assert "| ewt_test | gold words | now | 95.0 | 86.5 |" in lines
    assert "| corpus | raw text | now | 70.0 | 80.0 |" in lines
    assert run(["parser", "card", *files]) == 0
    assert "before" not in card.read_text(encoding="utf-8")


def test_a_card_without_marks_and_a_log_that_is_none_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card = tmp_path / "card.md"
    card.write_text(CARD.replace("<!-- trees -->", ""), encoding="utf-8")
    files = ["parser", "card", "--card", str(card), "--models", str(BUNDLED_FOLDER)]
    assert run([*files, "--log", str(log_of(tmp_path, 86.5))]) == 2
    assert "no <!-- trees -->" in capsys.readouterr().err
    assert run([*files, "--log", str(card)]) == 2
    assert "cannot be read as the log" in capsys.readouterr().err
