"""Constructions, frames and paths go by the names that the choice model was trained with: another has no weight."""

import pytest

from quotes.attribution import content_frames as frames
from quotes.attribution.choice_model import load_choice_model
from quotes.attribution.clauses import SourcePath
from quotes.attribution.constructions import CONSTRUCTIONS, SEQUENCE_TAGGER
from quotes.attribution.content_frames import Frame

WEIGHED = [one.name for one in CONSTRUCTIONS if not one.is_silence] + [SEQUENCE_TAGGER.name]
FRAMES = [one.name for one in vars(frames).values() if isinstance(one, Frame) and one is not frames.UNANSWERED]


@pytest.mark.parametrize(
    "words",
    [
        *(f"frame={name}/" for name in WEIGHED),
        *(f"frame={name}" for name in FRAMES),
        *(f"path={path}" for path in SourcePath),
    ],
)
def test_the_choice_model_has_weights_for_the_name(words: str) -> None:
    assert any(feature.endswith(words) or (words.endswith("/") and words in feature) for feature in names())


def names() -> frozenset[str]:
    return frozenset(load_choice_model().weights)


def test_a_clause_stays_one_under_the_subject_of_another_but_not_with_its_patient() -> None:
    assert frames.CLAUSE.outer().is_clause
    assert frames.stretch("comma", after_preposition=False).outer().is_stretch
    assert not frames.CLAUSE.with_patient().is_clause
