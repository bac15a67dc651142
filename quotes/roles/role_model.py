"""What is seen of a source in, how likely each capacity is, and that it is named, out: small networks.

They look at the named features and the mean vectors of ``portrayal``, and are fitted by ``python -m training roles
fit`` on labelled sources. What they say on average is cooled by a temperature that was set on articles they had not
seen (Guo et al. 2017, "On calibration of modern neural networks").
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


@dataclass(frozen=True, slots=True)
class Judgement:
    """The probability of each of the ``CAPACITIES``, together 1, and that the article names this very source."""

    capacities: dict[str, float]
    named: float


@dataclass(frozen=True)
class RoleModel:
    """The weights. ``names`` are the features; a block is a view in a layer.

    ``middle`` (blocks, units) is taken from the vectors, ``onto`` (blocks, units, components) projects them. Features
    and components are the inputs of each network: ``hidden`` (networks, inputs, hidden units) with its bias, ``out``
    (networks, hidden units, outputs), and ``direct`` (networks, inputs, outputs) past the hidden units, with a common
    bias. The outputs are the capacities, and whether the source is named.
    """

    names: Sequence[str]
    middle: np.ndarray
    onto: np.ndarray
    hidden: np.ndarray
    hidden_bias: np.ndarray
    out: np.ndarray
    direct: np.ndarray
    bias: np.ndarray
    temperature: np.ndarray

    @functools.cached_property
    def _places(self) -> Mapping[str, int]:
        return {name: place for place, name in enumerate(self.names)}

    def inputs(self, features: Mapping[str, float], vector: np.ndarray) -> np.ndarray:
        """(inputs,): the features that the model knows, then the components of the mean vectors."""
        named = np.zeros(len(self.names), np.float32)
        for name, value in features.items():
            if name in self._places:
                named[self._places[name]] = value
        blocks = vector.reshape(self.middle.shape) - self.middle
        return np.concatenate([named, np.einsum("bu,buc->bc", blocks, self.onto).ravel()])

    def probabilities(self, features: Mapping[str, float], vector: np.ndarray) -> dict[str, float]:
        """The probability of each of the ``CAPACITIES``; together they are 1."""
        return self.judged(features, vector).capacities

    def judged(self, features: Mapping[str, float], vector: np.ndarray) -> Judgement:
        """All that the networks say of a source."""
        seen = self.inputs(features, vector)
        units = np.maximum(seen @ self.hidden + self.hidden_bias, 0)
        scores = np.einsum("nh,nho->no", units, self.out) + seen @ self.direct + self.bias
        of_capacity, of_name = scores[:, : len(CAPACITIES)], scores[:, len(CAPACITIES)]
        mass = np.exp(of_capacity - of_capacity.max(1, keepdims=True))
        shares = (mass / mass.sum(1, keepdims=True)).mean(0) ** (1 / float(self.temperature[0]))
        capacities = dict(zip(CAPACITIES, (shares / shares.sum()).tolist(), strict=True))
        return Judgement(capacities, float((1 / (1 + np.exp(-of_name))).mean()))


PARTS = ("middle", "onto", "hidden", "hidden_bias", "out", "direct", "bias", "temperature")
"""The tensors of the file, all but the last two with 16 bits."""


@functools.cache
def load_role_model(path: Path = WEIGHTS) -> RoleModel:
    """The model shipped with the package, or another in the same format."""
    from safetensors import safe_open

    with safe_open(path, framework="numpy") as file:
        names = json.loads(file.metadata()["features"])
        return RoleModel(names, *(file.get_tensor(part).astype(np.float32) for part in PARTS))


def save_role_model(model: RoleModel, path: Path = WEIGHTS) -> None:
    """Write a model as :func:`load_role_model` reads it."""
    from safetensors.numpy import save_file

    tensors = {part: np.ascontiguousarray(getattr(model, part), np.float16) for part in PARTS[:-2]}
    tensors |= {part: np.ascontiguousarray(getattr(model, part), np.float32) for part in PARTS[-2:]}
    save_file(tensors, path, metadata={"features": json.dumps(list(model.names))})
