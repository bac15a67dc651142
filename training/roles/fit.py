"""Labelled sources in, the role model out, with its figures on articles that it has not seen.

A multinomial logistic regression (scikit-learn) over named features and, for each view and layer, the first principal
components of the mean vectors. The components are folded into the weights, and so is the temperature, which is set on
out-of-fold probabilities: what is written is one linear model.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.optimize import minimize_scalar
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from quotes.roles.codebook import CAPACITIES
from quotes.roles.portrayal import VIEWS
from quotes.roles.role_model import RoleModel
from training.roles.labelled import LabelledSource

FEWEST = 3
"""Sources that a feature must occur in."""
COMPONENTS = 48
"""Principal components of the mean vectors of a view in a layer."""
LAYERS = 2
PENALTY = 0.3
"""Scikit-learn's ``C``: the inverse of how strongly weights are drawn towards zero."""
FOLDS = 5
SEED = 1234
BANDS = 10
"""Bands of confidence, all equally wide, in which what was said is compared with what was right."""


@dataclass(frozen=True)
class Judged:
    """A labelled mention with what was decided: the right role, the role given, its probability, the reader sure."""

    right: str
    given: str
    share: float
    sure: bool


def fit(sources: Sequence[LabelledSource], temperature: float = 1.0) -> RoleModel:
    """The model fitted to all ``sources``; one of several mentions counts for more, by their square root."""
    vectorizer = DictVectorizer(sparse=False)
    named = vectorizer.fit_transform([dict(one.features) for one in sources])
    kept = np.flatnonzero((named != 0).sum(0) >= FEWEST)
    vectors = np.stack([one.vector for one in sources])
    middle, onto = _components(vectors)
    model = LogisticRegression(C=PENALTY, max_iter=300, tol=1e-3)
    model.fit(
        np.hstack([named[:, kept], (vectors - middle) @ onto]),
        [CAPACITIES.index(one.role) for one in sources],
        sample_weight=[len(one.labels) ** 0.5 for one in sources],
    )
    weights, bias = np.zeros((len(kept) + onto.shape[1], len(CAPACITIES))), np.full(len(CAPACITIES), -30.0)
    weights[:, model.classes_], bias[model.classes_] = model.coef_.T / temperature, model.intercept_ / temperature
    of_vectors = onto @ weights[len(kept) :]
    names = [str(name) for name in vectorizer.get_feature_names_out()[kept]]
    parts = (weights[: len(kept)], of_vectors, bias - middle @ of_vectors)
    return RoleModel(names, *(part.astype(np.float32) for part in parts))


def _components(vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The mean of the vectors, and the map onto the components of all views, the first of each with unit variance."""
    middle = vectors.mean(0)
    blocks = len(VIEWS) * LAYERS
    size = vectors.shape[1] // blocks
    onto = np.zeros((vectors.shape[1], blocks * COMPONENTS), np.float32)
    for block in range(blocks):
        rows = slice(block * size, (block + 1) * size)
        _, strength, directions = np.linalg.svd(vectors[:, rows] - middle[rows], full_matrices=False)
        first = directions[:COMPONENTS].T / (strength[0] / len(vectors) ** 0.5)
        onto[rows, block * COMPONENTS : block * COMPONENTS + first.shape[1]] = first
    return middle, onto


def out_of_fold(sources: Sequence[LabelledSource]) -> np.ndarray:
    """(sources, capacities): the probabilities by models fitted without the article of each source."""
    found = np.zeros((len(sources), len(CAPACITIES)))
    groups = [f"{one.data} {one.article}" for one in sources]
    for seen, unseen in GroupKFold(FOLDS, shuffle=True, random_state=SEED).split(found, groups=groups):
        found[unseen] = probabilities(fit([sources[i] for i in seen]), [sources[i] for i in unseen])
    return found


def probabilities(model: RoleModel, sources: Sequence[LabelledSource]) -> np.ndarray:
    """(sources, capacities) by a model."""
    return np.array([list(model.probabilities(one.features, one.vector).values()) for one in sources])


def temperature_of(shares: np.ndarray, sources: Sequence[LabelledSource]) -> float:
    """The temperature by which the right role of all labelled mentions is likeliest."""
    rows = [i for i, one in enumerate(sources) for label in one.labels]
    right = [CAPACITIES.index(label.role) for one in sources for label in one.labels]

    def loss(temperature: float) -> float:
        return -float(np.log(_cooled(shares, temperature)[rows, right] + 1e-12).mean())

    return float(minimize_scalar(loss, bounds=(0.3, 3.0), method="bounded").x)


def _cooled(shares: np.ndarray, temperature: float) -> np.ndarray:
    powers = (shares + 1e-12) ** (1 / temperature)
    return np.asarray(powers / powers.sum(1, keepdims=True))


def judged(shares: np.ndarray, sources: Sequence[LabelledSource], temperature: float = 1.0) -> list[Judged]:
    """Every labelled mention with the likeliest role of its source."""
    return [
        Judged(label.role, CAPACITIES[int(row.argmax())], float(row.max()), label.sure)
        for row, one in zip(_cooled(shares, temperature), sources, strict=True)
        for label in one.labels
    ]


def figures(name: str, mentions: Sequence[Judged]) -> str:
    """The share right, where readers were sure, macro F1 and the expected calibration error, as a line."""
    right = [one.right == one.given for one in mentions]
    sure = [one.right == one.given for one in mentions if one.sure]
    counts = Counter((one.right, one.given) for one in mentions)
    scores = [_f1(counts, role) for role in sorted({one.right for one in mentions})]
    error = sum(abs(said - share) * number for said, share, number in reliability(mentions)) / len(mentions)
    return (
        f"{name}: role {np.mean(right):.3f} of {len(right)} mentions, sure {np.mean(sure):.3f}, "
        f"macro F1 {np.mean(scores):.3f}, calibration error {error:.3f}"
    )


def _f1(counts: Counter[tuple[str, str]], role: str) -> float:
    all_told = sum(number * ((role == right) + (role == given)) for (right, given), number in counts.items())
    return 2 * counts[role, role] / all_told


def reliability(mentions: Sequence[Judged]) -> Iterator[tuple[float, float, int]]:
    """For each band of confidence that occurs: what was said on average, what was right, and how many there were."""
    for low, high in pairwise(np.linspace(0, 1, BANDS + 1)):
        band = [one for one in mentions if low <= one.share < high or (high == 1 and one.share == 1)]
        if band:
            said = sum(one.share for one in band) / len(band)
            yield said, sum(one.right == one.given for one in band) / len(band), len(band)


def confusion(mentions: Sequence[Judged]) -> Iterator[str]:
    """The confusion matrix as lines: a row for each right role, a column for each decided one."""
    counts = Counter((one.right, one.given) for one in mentions)
    yield "| right \\ decided | " + " | ".join(CAPACITIES) + " |"
    yield "|---" * (len(CAPACITIES) + 1) + "|"
    for right in CAPACITIES:
        yield f"| {right} | " + " | ".join(str(counts[right, given] or "") for given in CAPACITIES) + " |"
