"""Labelled sources in, the role model out, with its figures on articles that it has not seen.

A few networks of one hidden layer (PyTorch) over named features and, for each view and layer, the first principal
components of the mean vectors. Each looks at half of the views and begins with other random weights, and their
probabilities are averaged (Ho 1998, "The random subspace method for constructing decision forests"; Lakshminarayanan
et al. 2017, "deep ensembles"). The temperature is set on out-of-fold probabilities.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import torch
from joblib import Parallel, delayed
from scipy.optimize import minimize_scalar
from sklearn.feature_extraction import DictVectorizer
from sklearn.model_selection import GroupKFold
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from quotes.document import LAYERS
from quotes.roles.codebook import CAPACITIES
from quotes.roles.portrayal import VIEWS
from quotes.roles.role_model import RoleModel
from training.calibration import Bin, calibration_error, reliability
from training.roles.labelled import LabelledSource

FEWEST = 3
"""Sources that a feature must occur in."""
COMPONENTS = 48
"""Principal components of the mean vectors of a view in a layer."""
NETWORKS, HIDDEN = 16, 64
FOLD_NETWORKS = 8
"""Those of a model of which nothing but the probabilities out of fold are wanted: fewer, to save time."""
SEEN = 0.5
"""Share of the blocks, views in a layer, that each network looks at: others than the next (Ho 1998)."""
EPOCHS, BATCH, RATE, DECAY = 20, 128, 1.5e-3, 1e-2
DROPPED, HIDDEN_DROPPED, SMOOTHED = 0.3, 0.4, 0.03
"""Shares of the inputs and hidden units left out in a step of training, and of the label given to all roles."""
NAMED = 0.5
"""What being wrong on whether a source is named costs beside being wrong on its role."""
ONE_SENTENCE = 0.5
"""What a source counts that is seen in one sentence alone, beside the same source in its article."""
FOLDS = 5
SEED = 1234
WORDED = (0.0, 0.5, 0.75, 0.9)
"""Confidences from which on reports call a role doubtful, more likely than not, likely, almost certain."""


@dataclass(frozen=True)
class Judged:
    """A labelled mention with what was decided: the right role, the role given, its probability, the reader sure."""

    right: str
    given: str
    share: float
    sure: bool


class _Network(nn.Module):
    """One hidden layer, and a linear one past it."""

    def __init__(self, inputs: int) -> None:
        super().__init__()
        self.dropped, self.hidden_dropped = nn.Dropout(DROPPED), nn.Dropout(HIDDEN_DROPPED)
        self.hidden, self.out = nn.Linear(inputs, HIDDEN), nn.Linear(HIDDEN, len(CAPACITIES) + 1)
        self.direct = nn.Linear(inputs, len(CAPACITIES) + 1, bias=False)
        nn.init.zeros_(self.direct.weight)

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        units = self.hidden_dropped(self.hidden(self.dropped(inputs)).relu())
        scores: torch.Tensor = self.out(units) + self.direct(self.dropped(inputs))
        return scores


def fit(sources: Sequence[LabelledSource], networks: int = NETWORKS) -> RoleModel:
    """The model fitted to all ``sources``; one of several mentions counts for more, by their square root.

    A core fits a network at a time, from a seed of its own: the weights are the same on any number of cores.
    """
    vectorizer = DictVectorizer()
    named = vectorizer.fit_transform([dict(one.features) for one in sources])
    kept = np.flatnonzero((named != 0).getnnz(axis=0) >= FEWEST)
    middle, onto = _components(np.stack([one.vector for one in sources]))
    names = [str(name) for name in vectorizer.get_feature_names_out()[kept]]
    none = np.zeros(0, np.float32)
    empty = RoleModel(names, middle, onto, none, none, none, none, none, np.ones(1, np.float32))
    inputs = np.concatenate([empty.inputs([(one.features, one.vector)]) for one in sources])
    labels = _labels(sources)
    fitted = Parallel(n_jobs=-1)(
        delayed(_network)(inputs, labels, _looked_at(number, len(names), len(middle)), SEED + number)
        for number in range(networks)
    )
    weights = {part: np.stack([one[part] for one in fitted]) for part in fitted[0]}
    return replace(empty, **weights)  # type: ignore[arg-type]


def _labels(sources: Sequence[LabelledSource]) -> np.ndarray:
    """(3, sources): the number of the role, whether the source is named (NaN where none tells), and what it counts."""
    roles = [CAPACITIES.index(one.role) for one in sources]
    named = [math.nan if one.named is None else float(one.named) for one in sources]
    return np.array([roles, named, [_weight(one) for one in sources]], np.float32)


def _weight(one: LabelledSource) -> float:
    """What a source counts: more with several mentions, less where less of it is seen."""
    return one.weight * math.sqrt(len(one.labels)) * (ONE_SENTENCE if one.alone else 1.0)


def _looked_at(number: int, named: int, blocks: int) -> np.ndarray:
    """(inputs,): 1 for all named features and the components of the blocks that a network looks at, 0 for others."""
    chosen = np.zeros(blocks, np.float32)
    chosen[np.random.default_rng(SEED + number).permutation(blocks)[: round(SEEN * blocks)]] = 1
    return np.concatenate([np.ones(named, np.float32), chosen.repeat(COMPONENTS)])


def _network(inputs: np.ndarray, labels: np.ndarray, looked_at: np.ndarray, seed: int) -> dict[str, np.ndarray]:
    """The weights of one network, as :class:`RoleModel` names them; 0 for what it does not look at."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    right, named, counts = map(torch.from_numpy, (labels[0].astype(np.int64), labels[1], labels[2]))
    model = _Network(inputs.shape[1])
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * max(1, len(inputs) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps)
    model.train()
    for _ in range(EPOCHS):
        order = torch.randperm(len(inputs))
        for rows in torch.split(order, BATCH)[: max(1, len(inputs) // BATCH)]:
            seen = torch.from_numpy(inputs[rows.numpy()] * looked_at)
            losses = _losses(model(seen), right[rows], named[rows])
            optimizer.zero_grad()
            (losses * counts[rows]).mean().div(counts.mean()).backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    layers = {"hidden": model.hidden.weight.T, "hidden_bias": model.hidden.bias, "out": model.out.weight.T}
    layers |= {"direct": model.direct.weight.T, "bias": model.out.bias}
    weights = {part: one.detach().numpy() for part, one in layers.items()}
    for part in ("hidden", "direct"):
        weights[part] = weights[part] * looked_at[:, None]
    return weights


def _losses(scores: torch.Tensor, right: torch.Tensor, named: torch.Tensor) -> torch.Tensor:
    """(sources,): how wrong the role is, and whether it is named, where that is told."""
    of_role = cross_entropy(scores[:, :-1], right, reduction="none", label_smoothing=SMOOTHED)
    of_name = binary_cross_entropy_with_logits(scores[:, -1], named.nan_to_num(), reduction="none")
    return of_role + NAMED * torch.where(named.isnan(), 0.0, of_name)


def _components(vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each block the mean of the vectors (blocks, units), and the map onto their components, the first with unit
    variance (blocks, units, components).

    A view that has no words in a source, and so a vector of zeros, says nothing of the others' mean and components.
    """
    blocks = vectors.reshape(len(vectors), len(VIEWS) * LAYERS, -1).swapaxes(0, 1)
    middle = np.zeros(blocks.shape[::2], np.float32)
    onto = np.zeros((*middle.shape, COMPONENTS), np.float32)
    for number, block in enumerate(blocks):
        seen = block[block.any(1)]
        if len(seen):
            middle[number] = seen.mean(0)
            _, strength, directions = np.linalg.svd(seen - middle[number], full_matrices=False)
            first = directions[:COMPONENTS].T / (strength[0] / len(seen) ** 0.5 + 1e-6)
            onto[number, :, : first.shape[1]] = first
    return middle, onto


def out_of_fold(sources: Sequence[LabelledSource]) -> np.ndarray:
    """(sources, capacities): the probabilities by models fitted without the article of each source."""
    found = np.zeros((len(sources), len(CAPACITIES)))
    groups = [one.article for one in sources]
    for seen, unseen in GroupKFold(FOLDS, shuffle=True, random_state=SEED).split(found, groups=groups):
        found[unseen] = probabilities(fit([sources[i] for i in seen], FOLD_NETWORKS), [sources[i] for i in unseen])
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
    error = calibration_error(bands(mentions))
    return (
        f"{name}: role {np.mean(right):.3f} of {len(right)} mentions, sure {np.mean(sure):.3f}, "
        f"macro F1 {np.mean(scores):.3f}, calibration error {error:.3f}"
    )


def _f1(counts: Counter[tuple[str, str]], role: str) -> float:
    all_told = sum(number * ((role == right) + (role == given)) for (right, given), number in counts.items())
    return 2 * counts[role, role] / all_told


def bands(mentions: Sequence[Judged]) -> list[Bin]:
    """The bands of confidence of the roles, with what was right in each."""
    return reliability([one.share for one in mentions], [one.right == one.given for one in mentions])


def in_words(mentions: Sequence[Judged]) -> Iterator[str]:
    """What was right of the roles that a report calls almost certain, likely, more likely than not, doubtful."""
    for low, high in pairwise((*WORDED, 1.01)):
        band = [one for one in mentions if low <= one.share < high]
        if band:
            right = sum(one.right == one.given for one in band) / len(band)
            yield f"confidence from {low:g} to {min(high, 1):g}: right {right:.2f} of {len(band)} mentions"


def confusion(mentions: Sequence[Judged]) -> Iterator[str]:
    """The confusion matrix as lines: a row for each right role, a column for each decided one."""
    counts = Counter((one.right, one.given) for one in mentions)
    yield "| right \\ decided | " + " | ".join(CAPACITIES) + " |"
    yield "|---" * (len(CAPACITIES) + 1) + "|"
    for right in CAPACITIES:
        yield f"| {right} | " + " | ".join(str(counts[right, given] or "") for given in CAPACITIES) + " |"
