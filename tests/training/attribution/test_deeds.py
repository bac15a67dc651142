"""The model of deeds: it learns from sentences with a marked cue, and comes back from its file."""

from pathlib import Path

import pytest

from quotes.attribution.deeds import load_deed_model
from training.articles import read_marked
from training.attribution import deeds

pytestmark = pytest.mark.models


def test_it_learns_from_marked_sentences_and_comes_back_from_its_file(tmp_path: Path) -> None:
    readings = list(deeds.read_invented())
    assert len(readings) > 200
    (told,) = deeds.learn(readings, tmp_path / "deeds.safetensors")
    assert told.startswith(f"{len(readings)} readings")
    model = load_deed_model(tmp_path / "deeds.safetensors")
    taken = [model.of(one.vector) > 0.5 for one in readings]
    right = sum(a == one.is_deed for a, one in zip(taken, readings, strict=True))
    assert right > 0.9 * len(readings)


def test_each_label_is_one_that_is_explained() -> None:
    tables = [table.read_text(encoding="utf-8").splitlines() for table in deeds.TABLES.glob("*.tsv")]
    labels = {line.rsplit("\t", 1)[1] for lines in tables for line in lines[1:]}
    for line in deeds.INVENTED.read_text(encoding="utf-8").splitlines():
        ((_, label),) = read_marked(line)[1]
        labels.add(label)
    assert labels <= set(deeds.LABELS)
