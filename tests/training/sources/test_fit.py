"""The ranker of speakers: it learns which option labels mean, comes back from its file, and reads its labels."""

from pathlib import Path

import numpy as np
import pytest
from places import ROOT

from quotes.document import LAYERS
from quotes.parse.encoder import UNITS
from quotes.sources.mention_vectors import VIEWS, MeanVectors
from quotes.sources.mentions.mention import Mention
from quotes.sources.ranking import Option, Question, Ranker, load_ranker, save_ranker
from training.attribution.polnear import read_labels
from training.sources import data, fit
from training.sources.fit import Example, weights_of


def example(number: int) -> Example:
    """Three options of which the near one is right, but where the vectors are alike, that one."""
    chance = np.random.default_rng(number)
    seen = chance.normal(size=(3, VIEWS, LAYERS, UNITS)).astype(np.float16)
    own = chance.normal(size=(LAYERS, UNITS)).astype(np.float16)
    right = np.zeros(3, np.float32)
    near = number % 3
    right[near] = 1
    return Example([{"near": float(i == near), "any": 1.0} for i in range(3)], own, seen, right, f"article {number}")


@pytest.fixture
def ranker(monkeypatch: pytest.MonkeyPatch) -> Ranker:
    monkeypatch.setattr(fit, "NETWORKS", 2)
    return Ranker(weights_of([example(number) for number in range(300)]), {"": [(0.0, 0.2), (1.0, 0.9)]})


def asked(number: int, mention: Mention) -> tuple[Question, int]:
    one = example(number)
    options = [Option(features, lambda: pytest.fail("nobody is to be made")) for features in one.features]
    own, seen = one.own.astype(np.float32), one.seen.astype(np.float32)
    views = [(MeanVectors(last), MeanVectors(all_of_it), MeanVectors(told)) for last, all_of_it, told in seen]
    return Question(mention, options, own, views), int(one.right.argmax())


def test_it_learns_what_labels_mean_and_comes_back_from_its_file(ranker: Ranker, tmp_path: Path) -> None:
    save_ranker(ranker, tmp_path / "ranker.safetensors")
    again = load_ranker(tmp_path / "ranker.safetensors")
    nobody: Mention = None  # type: ignore[assignment]
    for number in range(1000, 1040):
        question, right = asked(number, nobody)
        chances = again.chances(question)
        assert again.decide(question)[0] == right
        assert chances == pytest.approx(ranker.chances(question), abs=0.01)
        assert sum(chances) == pytest.approx(1)
    assert again.confidence("a pass without its own curve", 0.5) == pytest.approx(0.55)


def test_a_label_means_the_words_at_its_offsets() -> None:
    text = "Ana Holm met Bo\nLund. They left."
    assert data.meant_words(text, "0-8") == "Ana Holm"
    assert data.meant_words(text, "0-8+13-20") == "Ana Holm and Bo Lund"
    assert data.meant_words(text, "") == data.ITSELF


def test_labels_in_the_project_hold_offsets_and_no_words() -> None:
    tables = sorted((ROOT / "training" / "sources" / "labels").glob("*.tsv"))
    assert tables
    for table in tables:
        for rows in read_labels(table).values():
            for span, row in rows:
                assert span.start < span.end and set(row) == {"doc", "start", "end", "means"}
                assert not set(row["means"]) - set("0123456789-+")
