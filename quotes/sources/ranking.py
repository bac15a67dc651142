"""A mention and those whom it may mean in, how likely each is out: one trained model for all that names leave open.

It chooses among the options of a mention, "somebody not spoken of before" among them, by a softmax over their scores.
Its features are those of the literature since Lappin and Leass (1994, "An algorithm for pronominal anaphora
resolution", Computational Linguistics 20): distance, number and gender, parallel grammar, who spoke last; whether a
noun fits what is told of somebody. Beside them small networks compare the vectors of the words, unit by unit in a
space of few units (after Clark and Manning 2016, "Improving coreference resolution by learning entity-level
distributed representations"). ``python -m training sources fit`` learns the weights.
"""

import functools
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Protocol

import numpy as np

from quotes.document import LAYERS
from quotes.models import FOLDER
from quotes.parse.encoder import UNITS
from quotes.sources.entities import Entity
from quotes.sources.mention_vectors import VIEWS, Views
from quotes.sources.mentions.mention import Mention

WEIGHTS = FOLDER / "speakers.safetensors"

KEPT = 8_192
"""Features whose weights are kept summed over their prefixes."""

Features = Mapping[str, float]
Calibration = Mapping[str, Sequence[tuple[float, float]]]


@dataclass(frozen=True, slots=True)
class Option:
    """Somebody whom a mention may mean, with the features of that; ``entity`` makes or gives the source.

    A feature counts with each of ``prefixes`` before its name: "place 0", "they place 0". ``known`` is the entity where
    it was spoken of, ``members`` are those of a pair that nobody has spoken of as one.
    """

    features: Features
    entity: Callable[[], Entity]
    known: Entity | None = None
    members: tuple[Entity, ...] = ()
    prefixes: tuple[str, ...] = ("",)

    @property
    def in_full(self) -> dict[str, float]:
        """The features with each of their prefixes."""
        return {prefix + name: value for prefix in self.prefixes for name, value in self.features.items()}

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Who is meant, as far as they were spoken of."""
        return self.members or ((self.known,) if self.known is not None else ())


@dataclass(frozen=True, slots=True)
class Question:
    """A mention and whom it may mean, with the vectors of both.

    ``own`` is the mention's, (layers, units), ``seen`` what is seen of each of the options.
    """

    mention: Mention
    options: Sequence[Option]
    own: np.ndarray
    seen: Sequence[Views]

    @property
    def seen_vectors(self) -> np.ndarray:
        """(options, views, layers, units): the vectors of what is seen."""
        return np.stack([np.stack([view.values for view in views]) for views in self.seen])


Decide = Callable[[Question], tuple[int, float]]
"""From a question the position of the option to take, and how likely it is right."""


class Judge(Protocol):
    """Who chooses among options and says how sure a speaker is: the trained ranker, or whoever trains it."""

    def decide(self, question: Question) -> tuple[int, float]:
        """The position of the option to take, and how likely it is right."""

    def confidence(self, found_by: str, chance: float) -> float:
        """How sure a speaker is whom the pass ``found_by`` found with this chance, from 0 to 1."""


@dataclass(frozen=True, eq=False)
class Weights:
    """Those of a few networks. ``names`` are the features; a block is a view in a layer.

    ``own`` (networks, layers, units, components) and ``seen`` (networks, blocks, units, components), each with its
    bias, project the vectors, ``named`` (networks, features, hidden units) the features; ``hidden`` (networks, hidden
    units and components, hidden units) looks at these and at the products of the projections, ``out`` (networks,
    hidden units) scores, and ``direct`` (networks, features) goes past the hidden units.
    """

    names: Sequence[str]
    own: np.ndarray
    own_bias: np.ndarray
    seen: np.ndarray
    seen_bias: np.ndarray
    named: np.ndarray
    named_bias: np.ndarray
    hidden: np.ndarray
    hidden_bias: np.ndarray
    out: np.ndarray
    direct: np.ndarray

    @functools.cached_property
    def _places(self) -> Mapping[str, int]:
        return {name: place for place, name in enumerate(self.names)}

    def inputs(self, options: Sequence[Features]) -> np.ndarray:
        """(options, features): the features that the networks know."""
        found = np.zeros((len(options), len(self.names)), np.float32)
        for row, features in enumerate(options):
            for name, value in features.items():
                if name in self._places:
                    found[row, self._places[name]] = value
        return found

    def scores(self, question: Question) -> np.ndarray:
        """(networks, options): how well each option fits."""
        options, networks = len(question.options), len(self.out)
        added = self._added(question.options)
        own = np.tanh((question.own[:, None] @ self._own)[:, 0] + self._biases[0])
        seen = self._projected(question.seen) * own
        together = np.empty((networks, options, self.hidden.shape[1]), np.float32)
        named, by_network = np.split(together, [self.named.shape[2]], axis=2)
        of_names = added[:, networks:].reshape(options, networks, -1).swapaxes(0, 1)
        np.maximum(of_names + self.named_bias[:, None], 0, out=named)
        by_block = by_network.reshape(networks, options, VIEWS * LAYERS, -1)
        by_block[:] = seen.reshape(options, VIEWS * LAYERS, networks, -1).transpose(2, 0, 1, 3)
        hidden = together @ self.hidden
        np.maximum(np.add(hidden, self.hidden_bias[:, None], out=hidden), 0, out=hidden)
        scores: np.ndarray = (hidden @ self.out[:, :, None])[:, :, 0] + added[:, :networks].T
        return scores

    def _projected(self, seen: Sequence[Views]) -> np.ndarray:
        """(options, views, layers, networks × components): what the networks make of what is seen, made once."""
        for view, of_view in enumerate(zip(*seen, strict=True)):
            new = [means for means in dict.fromkeys(of_view) if (self, view) not in means.projected]
            if new:
                vectors = np.stack([means.values for means in new], axis=1)
                made = np.tanh(vectors @ self._seen[view] + self._biases[1][view]).swapaxes(0, 1)
                for means, one in zip(new, made, strict=True):
                    means.projected[self, view] = one
        found = np.concatenate([means.projected[self, view] for views in seen for view, means in enumerate(views)])
        return found.reshape(len(seen), VIEWS, LAYERS, -1)

    def _added(self, options: Sequence[Option]) -> np.ndarray:
        """(options, columns of ``_of_names``): what the features of each option add; many share most of them."""
        found = np.empty((len(options), self._of_names.shape[1]), np.float32)
        for prefixes in dict.fromkeys(option.prefixes for option in options):
            places = [place for place, option in enumerate(options) if option.prefixes == prefixes]
            features = [options[place].features for place in places]
            columns = {name: column for column, name in enumerate(dict.fromkeys(chain.from_iterable(features)))}
            values = np.zeros((len(features), len(columns)), np.float32)
            for row, one in enumerate(features):
                values[row, [columns[name] for name in one]] = list(one.values())
            found[places] = values @ np.concatenate([self._row(prefixes, name) for name in columns])
        return found

    @functools.cached_property
    def _row(self) -> Callable[[tuple[str, ...], str], np.ndarray]:
        """(1, columns of ``_of_names``): what a feature adds with all its prefixes; what was asked is kept."""
        return functools.lru_cache(KEPT)(self._added_by)

    def _added_by(self, prefixes: tuple[str, ...], name: str) -> np.ndarray:
        rows = [self._places.get(prefix + name, len(self.names)) for prefix in prefixes]
        summed: np.ndarray = self._of_names[rows].sum(0, keepdims=True)
        return summed

    @functools.cached_property
    def _of_names(self) -> np.ndarray:
        """(features + 1, networks + networks × hidden units): what a feature adds to scores and to hidden units.

        The last row is that of a feature that is not known.
        """
        columns = np.hstack([self.direct.T, self.named.swapaxes(0, 1).reshape(len(self.names), -1)])
        return np.vstack([columns, np.zeros_like(columns[:1])])

    @functools.cached_property
    def _biases(self) -> tuple[np.ndarray, np.ndarray]:
        """Those of ``_own`` (layers, networks × components) and ``_seen`` (views, layers, 1, networks × components)."""
        own, seen = self.own_bias.swapaxes(0, 1), self.seen_bias.swapaxes(0, 1)
        return own.reshape(LAYERS, -1), seen.reshape(VIEWS, LAYERS, 1, -1)

    @functools.cached_property
    def _own(self) -> np.ndarray:
        """(layers, units, networks × components): the networks side by side."""
        return _side_by_side(self.own)

    @functools.cached_property
    def _seen(self) -> np.ndarray:
        """(views, layers, units, networks × components)."""
        return _side_by_side(self.seen).reshape(VIEWS, LAYERS, UNITS, -1)


def _side_by_side(weights: np.ndarray) -> np.ndarray:
    networks, blocks, units, components = weights.shape
    return np.ascontiguousarray(weights.transpose(1, 2, 0, 3).reshape(blocks, units, networks * components))


@dataclass(frozen=True)
class Ranker:
    """The trained model: ``calibration`` has for each pass the corners from a chance to the share right."""

    weights: Weights
    calibration: Calibration

    def chances(self, question: Question) -> list[float]:
        """For each option its probability, on average over the networks; they sum to 1."""
        scores = self.weights.scores(question)
        mass = np.exp(scores - scores.max(1, keepdims=True))
        return [float(share) for share in (mass / mass.sum(1, keepdims=True)).mean(0)]

    def decide(self, question: Question) -> tuple[int, float]:
        """The likeliest option, the first of equals, and its probability."""
        chances = self.chances(question)
        best = max(range(len(chances)), key=chances.__getitem__)
        return best, chances[best]

    def confidence(self, found_by: str, chance: float) -> float:
        """How often a speaker found by a pass with that chance was right on articles held out from training."""
        corners = self.calibration.get(found_by) or self.calibration[""]
        chances, shares = zip(*corners, strict=True)
        return round(float(np.interp(chance, chances, shares)), 3)


PARTS = (
    "own", "own_bias", "seen", "seen_bias", "named", "named_bias", "hidden", "hidden_bias", "out", "direct",
)  # fmt: skip
"""The tensors of the file, with 16 bits."""


@functools.cache
def load_ranker(path: Path = WEIGHTS) -> Ranker:
    """The model shipped with the package, or another in the same format."""
    from safetensors import safe_open

    with safe_open(path, framework="numpy") as file:
        names = json.loads(file.metadata()["features"])
        curves = json.loads(file.metadata()["calibration"])
        weights = Weights(names, *(file.get_tensor(part).astype(np.float32) for part in PARTS))
    return Ranker(weights, {name: [(x, y) for x, y in corners] for name, corners in curves.items()})


def save_ranker(ranker: Ranker, path: Path = WEIGHTS) -> None:
    """Write a model as :func:`load_ranker` reads it."""
    from safetensors.numpy import save_file

    tensors = {part: np.ascontiguousarray(getattr(ranker.weights, part), np.float16) for part in PARTS}
    told = {"features": json.dumps(list(ranker.weights.names)), "calibration": json.dumps(ranker.calibration)}
    save_file(tensors, path, metadata=told)
