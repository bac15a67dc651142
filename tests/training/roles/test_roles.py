"""The role model is fitted to labelled sources, and says how right it is on articles that it has not seen."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from quotes.model import Span
from quotes.roles.codebook import CAPACITIES
from quotes.roles.portrayal import VIEWS
from quotes.roles.role_model import load_role_model, save_role_model
from training.roles.fit import (
    Judged,
    bands,
    confusion,
    figures,
    fit,
    in_words,
    judged,
    probabilities,
    temperature_of,
)
from training.roles.labelled import Label, LabelledSource, read_texts
from training.roles.picture import reliability_picture

UNITS = 60


def source(number: int, role: str) -> LabelledSource:
    """A source with a feature that tells its role, and no words of which there are vectors."""
    vector = np.zeros(len(VIEWS) * 2 * UNITS, np.float32)
    return LabelledSource("made up", f"article {number}", {f"tells {role}": 1.0}, vector, [Label(Span(0, 1), role)])


@pytest.fixture(scope="module")
def sources() -> list[LabelledSource]:
    return [source(number, CAPACITIES[number % len(CAPACITIES)]) for number in range(110)]


def test_what_tells_the_role_is_learnt_and_reads_back(sources: list[LabelledSource], tmp_path: Path) -> None:
    model = fit(sources)
    save_role_model(model, tmp_path / "roles.safetensors")
    again = load_role_model(tmp_path / "roles.safetensors")
    unseen = source(1000, "witness")
    shares = again.probabilities(unseen.features, unseen.vector)
    assert max(shares, key=lambda role: shares[role]) == "witness"
    assert sum(shares.values()) == pytest.approx(1, abs=1e-6)
    assert shares == pytest.approx(model.probabilities(unseen.features, unseen.vector), abs=0.01)  # 16 bits


def test_who_is_too_sure_is_cooled(sources: list[LabelledSource]) -> None:
    sure = np.full((len(sources), len(CAPACITIES)), 0.001)
    sure[:, 0] = 1 - 0.001 * (len(CAPACITIES) - 1)
    assert temperature_of(sure, sources) > 1
    cooled = judged(sure, sources, 2.0)
    assert {one.given for one in cooled} == {CAPACITIES[0]}
    assert cooled[0].share < 0.99


def test_a_temperature_changes_how_sure_the_model_is_and_no_decision(sources: list[LabelledSource]) -> None:
    model = fit(sources)
    warm, cool = (probabilities(replace(model, temperature=np.array([at])), sources[:5]) for at in (1.0, 2.0))
    assert (warm.argmax(1) == cool.argmax(1)).all()
    assert (warm.max(1) > cool.max(1)).all()


def test_reliability_and_confusion_tell_what_was_right() -> None:
    mentions = [
        Judged("expert", "expert", 0.9, True),
        Judged("expert", "business", 0.9, True),
        Judged("media", "media", 0.3, False),
    ]
    assert [(one.said, one.right, one.number) for one in bands(mentions)] == [(0.3, 1.0, 1), (0.9, 0.5, 2)]
    assert "role 0.667 of 3 mentions, sure 0.500" in figures("made up", mentions)
    lines = list(confusion(mentions))
    heads = [cell.strip() for cell in lines[0].split("|")]
    row = next(line for line in lines if line.startswith("| expert "))
    assert row.split("|")[heads.index("business")].strip() == "1"


@pytest.mark.models
def test_marked_sentences_are_read_with_their_labels(tmp_path: Path) -> None:
    file = tmp_path / "texts.txt"
    file.write_text("[[Mayor Dana Bell|official]] said so. [[Neighbors|witness]] said they agreed.\n", encoding="utf-8")
    read = [one for one in read_texts(file) if one.data == "texts"]
    assert [(one.role, one.labels[0].span) for one in read] == [("official", Span(0, 15)), ("witness", Span(25, 34))]


def test_the_picture_and_the_words_show_how_right_the_roles_were() -> None:
    mentions = [Judged("expert", "expert", 0.95, True), Judged("expert", "business", 0.6, True)]
    picture = reliability_picture(mentions)
    assert picture.startswith("<svg")
    assert "role_confidence" in picture
    assert list(in_words(mentions)) == [
        "confidence from 0.5 to 0.75: right 0.00 of 1 mentions",
        "confidence from 0.9 to 1: right 1.00 of 1 mentions",
    ]
