"""Labelled candidates in, the weights of a conditional logit and its calibration out.

The model (McFadden 1974): of the rival readings of a cue one is right or none is. A reading's chance grows with
the exponential of the weighted sum of its features; that of none is fixed at the exponential of 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Protocol

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.isotonic import IsotonicRegression
from sklearn.model_selection import GroupKFold

CLOSE = 0.2
"""Overlap of content with the annotated one below which no candidate of a cue counts as its reading."""
RIGHT = 0.5
"""Overlap of content from which an attribution counts as right for its confidence."""
RARE = 4
"""A feature seen with fewer candidates than this is left out."""
PENALTY = 8.0
"""Strength of the L2 regularisation."""
FOLDS = 5
THRESHOLDS = {"any": 0.47, "unlisted": 0.52, "nameless": 0.65, "quoted": 0.15, "clause": 0.02, "quotation": 0.03}
"""Least probabilities: any cue (chosen for F1), one in no list without clause or agent, one without a source
(few of the lower ones are right), quotation marks in its content, a verb of speech with a clause, the cue of a lone
quotation."""


class Rows(Protocol):
    """Labelled candidates, those of a cue side by side; see ``training.attribution.fit.Examples``."""

    features: list[dict[str, float]]
    share: list[float]
    fit: list[float]
    article: list[str]
    cue: list[int]
    span: list[int]


class Problem:
    """Labelled candidates as arrays: ``matrix`` is (candidates, features), ``names`` are those of the features."""

    def __init__(self, examples: Rows) -> None:
        vectorizer = DictVectorizer(dtype=np.float64)
        matrix = vectorizer.fit_transform(examples.features).tocsr()
        frequent = np.flatnonzero(matrix.getnnz(axis=0) >= RARE)
        self.names: Sequence[str] = vectorizer.get_feature_names_out()[frequent]
        self.matrix = matrix[:, frequent].tocsr()
        self.cues = np.array(examples.cue)
        self.spans = np.array(examples.span)
        self.share = np.array(examples.share)
        self.fit = np.array(examples.fit)
        self.articles = np.array(examples.article)

    def weights(self, seen: np.ndarray | None = None) -> np.ndarray:
        """The weights (features,) learned from the rows ``seen``, by default all."""
        rows = np.arange(len(self.cues)) if seen is None else seen
        return fit(self.matrix[rows], self.cues[rows], self.share[rows], self.fit[rows])

    def winners(self, weights: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """For each cue among ``rows``: the row of its likeliest reading, the chance of that one, and of any.

        Readings with the same content and source add up their chances.
        """
        starts, group = _groups(self.cues[rows])
        chances = _softmax(self.matrix[rows] @ weights, starts, group)[1]
        together: dict[tuple[int, int], float] = {}
        keys = list(zip(self.cues[rows].tolist(), self.spans[rows].tolist(), strict=True))
        for key, chance in zip(keys, chances.tolist(), strict=True):
            together[key] = together.get(key, 0.0) + chance
        joint = np.array([together[key] for key in keys])
        ends = np.r_[starts[1:], len(rows)]
        best = np.array(
            [s + int(np.lexsort((chances[s:e], joint[s:e]))[-1]) for s, e in zip(starts, ends, strict=True)]
        )
        return rows[best], joint[best], np.add.reduceat(chances, starts)


def fit(matrix: csr_matrix, cues: np.ndarray, share: np.ndarray, exactness: np.ndarray) -> np.ndarray:
    """The weights that make the right readings likeliest: of each cue the most exact, from ``CLOSE`` up."""
    starts, group = _groups(cues)
    top = np.maximum.reduceat(exactness, starts)[group]
    best = (share >= CLOSE) & (exactness >= top - 0.001)
    annotated = np.maximum.reduceat(best.astype(float), starts) > 0

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        all_mass, chosen = _softmax(matrix @ weights, starts, group)
        right_mass = np.add.reduceat(chosen * best, starts)
        wanted = np.where(best, chosen / np.maximum(right_mass, 1e-300)[group], 0.0)
        value = -np.log(np.maximum(np.where(annotated, right_mass, 1.0 - all_mass), 1e-300)).sum()
        gradient = matrix.T @ (chosen - wanted)
        return value + PENALTY / 2 * weights @ weights, gradient + PENALTY * weights

    start = np.zeros(matrix.shape[1])
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x)


def _groups(cues: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where each cue's rows start, and which cue each row is of."""
    starts = np.flatnonzero(np.r_[True, cues[1:] != cues[:-1]])
    return starts, np.repeat(np.arange(len(starts)), np.diff(np.r_[starts, len(cues)]))


def _softmax(scores: np.ndarray, starts: np.ndarray, group: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each cue the chance of any reading, for each row that of its own; "no attribution" scores 0."""
    top = np.maximum(np.maximum.reduceat(scores, starts), 0.0)
    mass = np.exp(scores - top[group])
    total = np.add.reduceat(mass, starts) + np.exp(-top)
    return np.add.reduceat(mass, starts) / total, mass / total[group]


@dataclass(frozen=True)
class HeldOut:
    """The likeliest reading of each cue by weights that have not seen its article.

    Arrays of one length: the ``chance`` of the reading, that of ``any`` reading, whether it is ``right``, its
    ``article``.
    """

    chance: np.ndarray
    any: np.ndarray
    right: np.ndarray
    article: np.ndarray

    @property
    def accepted(self) -> np.ndarray:
        """Those that count as attributions, as if the threshold of any cue held for all."""
        return self.any >= THRESHOLDS["any"]


def held_out(problem: Problem) -> HeldOut:
    """The readings of all articles, each judged by weights that have not seen it."""
    parts = []
    for seen, unseen in GroupKFold(FOLDS).split(problem.matrix, groups=problem.articles):
        rows, chance, any_reading = problem.winners(problem.weights(seen), unseen)
        parts.append(HeldOut(chance, any_reading, problem.share[rows] >= RIGHT, problem.articles[rows]))
    return HeldOut(*(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(HeldOut)))


def calibrate(found: HeldOut, rows: np.ndarray | None = None) -> list[tuple[float, float]]:
    """Corner points of the isotonic curve from a reading's chance to how often such a reading is right."""
    kept = found.any >= THRESHOLDS["quotation"]
    if rows is not None:
        kept &= rows
    curve = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip")
    curve.fit(found.chance[kept], found.right[kept])
    corners = zip(curve.X_thresholds_, curve.y_thresholds_, strict=True)
    return sorted({(round(float(x), 4), round(float(y), 4)) for x, y in corners})


def confidences(found: HeldOut) -> tuple[np.ndarray, np.ndarray]:
    """How sure accepted readings are, and whether they are right; each by a curve that has not seen its article."""
    confidence = np.zeros(len(found.chance))
    for seen, unseen in GroupKFold(FOLDS).split(found.chance, groups=found.article):
        rows = np.zeros(len(found.chance), bool)
        rows[seen] = True
        corners = np.array(calibrate(found, rows))
        confidence[unseen] = np.interp(found.chance[unseen], corners[:, 0], corners[:, 1])
    return confidence[found.accepted], found.right[found.accepted]
