"""What is seen of a source in, how likely each capacity is, and that it is named, out: small networks.

They look at the named features and the mean vectors of ``portrayal``, and are fitted by ``python -m training roles
fit`` on labelled sources. What they say on average is cooled by a temperature that was set on articles they had not
seen (Guo et al. 2017, "On calibration of modern neural networks").
"""

import functools
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from quotes.models import FOLDER
from quotes.roles.codebook import CAPACITIES

WEIGHTS = FOLDER / "roles.safetensors"
AT_ONCE = 64
"""What goes through the networks together at most: the mean vectors of each take some 50 kB."""

Seen = tuple[Mapping[str, float], np.ndarray]
"""Features, and mean vectors (blocks x units)."""


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

    def inputs(self, seen: Sequence[Seen]) -> np.ndarray:
        """(seen, inputs): the features that the model knows, then the components of the mean vectors."""
        named = np.zeros((len(seen), len(self.names)), np.float32)
        for row, (features, _) in enumerate(seen):
            for name in features.keys() & self._places.keys():
                named[row, self._places[name]] = features[name]
        blocks = np.stack([vector.reshape(self.middle.shape) for _, vector in seen], axis=1)
        components = (blocks - self.middle[:, None]) @ self.onto
        return np.concatenate([named, components.swapaxes(0, 1).reshape(len(seen), -1)], axis=1)

    def probabilities(self, features: Mapping[str, float], vector: np.ndarray) -> dict[str, float]:
        """The probability of each of the ``CAPACITIES``; together they are 1."""
        return self.judged_together([(features, vector)])[0].capacities

    def judged_together(self, seen: Iterable[Seen]) -> list[Judgement]:
        """What they say of each of several, ``AT_ONCE`` in one pass over the weights."""
        several = iter(seen)
        found: list[Judgement] = []
        while some := list(islice(several, AT_ONCE)):
            found += self._judged(some)
        return found

    def _judged(self, seen: Sequence[Seen]) -> list[Judgement]:
        inputs = self.inputs(seen)
        networks, _, hidden = self.hidden.shape
        units = (inputs @ self._all_hidden).reshape(len(seen), networks, hidden) + self.hidden_bias
        scores = np.einsum("snh,nho->sno", np.maximum(units, 0), self.out)
        scores += (inputs @ self._all_direct).reshape(len(seen), networks, -1) + self.bias
        of_capacity, of_name = scores[:, :, : len(CAPACITIES)], scores[:, :, len(CAPACITIES)]
        mass = np.exp(of_capacity - of_capacity.max(2, keepdims=True))
        shares = (mass / mass.sum(2, keepdims=True)).mean(1) ** (1 / float(self.temperature[0]))
        named = (1 / (1 + np.exp(-of_name))).mean(1)
        return [
            Judgement(dict(zip(CAPACITIES, of_one, strict=True)), name)
            for of_one, name in zip((shares / shares.sum(1, keepdims=True)).tolist(), named.tolist(), strict=True)
        ]

    @functools.cached_property
    def _all_hidden(self) -> np.ndarray:
        """The hidden layers of all networks side by side: (inputs, networks × hidden units)."""
        return _side_by_side(self.hidden)

    @functools.cached_property
    def _all_direct(self) -> np.ndarray:
        """(inputs, networks × outputs)."""
        return _side_by_side(self.direct)


def _side_by_side(weights: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(weights.shape[1], -1))


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
