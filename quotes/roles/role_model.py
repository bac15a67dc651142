"""What is seen of a source in, the probability of each capacity out: a linear model, ``models/roles.safetensors``.

Multinomial logistic regression over the named features and the mean vectors of ``portrayal``, fitted by
``python -m training roles fit`` on labelled sources; its temperature was set on articles that it had not seen, and is
part of the weights (Guo et al. 2017, "On calibration of modern neural networks").
"""

import functools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from quotes.models import FOLDER
from quotes.roles.codebook import CAPACITIES

WEIGHTS = FOLDER / "roles.safetensors"


@dataclass(frozen=True)
class RoleModel:
    """Weights of features (features, capacities), of vectors (units, capacities), and ``bias`` (capacities,)."""

    names: Sequence[str]
    features: np.ndarray
    vectors: np.ndarray
    bias: np.ndarray

    @functools.cached_property
    def _row(self) -> Mapping[str, int]:
        return {name: row for row, name in enumerate(self.names)}

    def probabilities(self, features: Mapping[str, float], vector: np.ndarray) -> dict[str, float]:
        """The probability of each of the ``CAPACITIES``; together they are 1."""
        scores = vector @ self.vectors + self.bias
        for name, value in features.items():
            if name in self._row:
                scores = scores + value * self.features[self._row[name]]
        mass = np.exp(scores - scores.max())
        return dict(zip(CAPACITIES, (mass / mass.sum()).tolist(), strict=True))


@functools.cache
def load_role_model(path: Path = WEIGHTS) -> RoleModel:
    """The model shipped with the package, or another in the same format."""
    from safetensors import safe_open

    with safe_open(path, framework="numpy") as file:
        names = json.loads(file.metadata()["features"])
        return RoleModel(names, *(file.get_tensor(part) for part in ("features", "vectors", "bias")))


def save_role_model(model: RoleModel, path: Path = WEIGHTS) -> None:
    """Write a model as :func:`load_role_model` reads it."""
    from safetensors.numpy import save_file

    tensors = {part: np.ascontiguousarray(getattr(model, part)) for part in ("features", "vectors", "bias")}
    save_file(tensors, path, metadata={"features": json.dumps(list(model.names))})
