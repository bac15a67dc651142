"""How roles are treated: quoted or reported, with which cues, in what tone."""

import numpy as np
import pytest
from tables import attributions, counted

from reports.measures.intervals import Resamples
from reports.measures.treatment import TONE_WARNING, cue_counts, cues, tone, tone_blocks, treatment, treatment_blocks

ROLES = ("official", "activist", "witness")
SAID = {
    f"a{n}": [
        {"role": "official", "kind": "direct", "polarity": 0.5, "subjectivity": 0.2},
        {"role": "official", "kind": "indirect", "polarity": -0.1, "subjectivity": 0.4},
        {"role": "official", "kind": "no-comment", "polarity": 0.9, "subjectivity": 0.9, "cue_lemma": "decline"},
        {"role": "activist", "cue_lemma": "claim", "stance": "distancing", "polarity": 0.1, "subjectivity": 1.0},
    ]
    for n in range(6)
}


CORPUS = counted(attributions(SAID))
RESAMPLES = Resamples(6)


def test_shares_within_each_role_by_hand() -> None:
    table = treatment(list(treatment_blocks(CORPUS, ROLES)), RESAMPLES).set_index(["role", "aspect", "label"])
    assert table.loc[("official", "kind", "direct"), ["count", "share"]].tolist() == [6, 0.5]
    assert table.loc[("activist", "kind", "indirect"), ["count", "share"]].tolist() == [6, 1.0]
    assert table.loc[("activist", "stance", "distancing"), "share"] == 1
    assert table.loc[("official", "stance", "distancing"), "share"] == 0
    # All articles are the same, so resampling finds no spread; what was never seen is bounded by six articles.
    assert table.loc[("official", "kind", "direct"), ["low", "high"]].tolist() == [0.5, 0.5]
    assert table.loc[("official", "stance", "distancing"), "high"] == pytest.approx(1 - 0.025 ** (1 / 6))


def test_mean_tone_leaves_out_who_did_not_answer() -> None:
    scores = tone(list(tone_blocks(CORPUS, ROLES)), RESAMPLES).set_index(["role", "measure"])
    assert scores.loc[("official", "polarity"), "mean"] == pytest.approx(0.2)
    assert scores.loc[("activist", "subjectivity"), ["statements", "mean"]].tolist() == [6, 1.0]
    assert (
        np.isnan(scores.loc[("witness", "polarity"), "mean"]) and scores.loc[("witness", "polarity"), "statements"] == 0
    )
    assert "not the speaker" in TONE_WARNING


def test_tone_interval_holds_its_mean_and_widens_with_spread() -> None:
    generator = np.random.default_rng(4)
    wide = {f"a{n}": [{"role": "official", "polarity": value, "subjectivity": value / 9 + 0.5}]
            for n, value in enumerate(generator.uniform(-1, 1, 40))}  # fmt: skip
    scores = (
        tone(list(tone_blocks(counted(attributions(wide)), ROLES)), Resamples(40))
        .set_index(["role", "measure"])
        .loc["official"]
    )
    assert ((scores["low"] < scores["mean"]) & (scores["mean"] < scores["high"])).all()
    widths = scores["high"] - scores["low"]
    assert widths["polarity"] == pytest.approx(9 * widths["subjectivity"])


def test_tone_interval_stays_on_its_scale() -> None:
    ends = {f"a{n}": [{"role": "official", "polarity": -1.0 if n else 1.0, "subjectivity": 0.0 if n else 1.0}]
            for n in range(7)}  # fmt: skip
    scores = (
        tone(list(tone_blocks(counted(attributions(ends)), ROLES)), Resamples(7))
        .set_index(["role", "measure"])
        .loc["official"]
    )
    assert scores["low"].tolist() == [-1.0, 0.0]
    assert (scores["high"] > scores["mean"]).all()


def test_cues_by_role_most_used_first() -> None:
    expected = [["activist", "claim", "distancing", 6], ["official", "say", "neutral", 12]]
    assert cues([cue_counts(CORPUS)])[["role", "cue_lemma", "stance", "statements"]].values.tolist() == expected
