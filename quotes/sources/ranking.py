"""A mention and those whom it may mean in, how likely each is out: one trained model for all that names leave open.

A conditional logit over the options of a mention, "somebody not spoken of before" among them. Its features are those of
the literature since Lappin and Leass (1994, "An algorithm for pronominal anaphora resolution", Computational
Linguistics 20): distance, number and gender, parallel grammar, who spoke last; whether a noun fits what is told of
somebody; and how alike the encoder's vectors are. ``python -m training sources fit`` learns the weights.
"""

import functools
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from quotes.models import FOLDER
from quotes.sources.entities import Entity
from quotes.sources.mentions.mention import Mention

WEIGHTS = FOLDER / "speakers.json"

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Option:
    """Somebody whom a mention may mean, with the features of that; ``entity`` makes or gives the source.

    ``known`` is it where it was spoken of, ``members`` are those of a pair that nobody has spoken of as one.
    """

    features: Features
    entity: Callable[[], Entity]
    known: Entity | None = None
    members: tuple[Entity, ...] = ()


Decide = Callable[[Mention, Sequence[Option]], tuple[int, float]]
"""From a mention and its options the position of the one to take, and how likely it is right."""


class Judge(Protocol):
    """Who chooses among options and says how sure a speaker is: the trained ranker, or whoever trains it."""

    def decide(self, mention: Mention, options: Sequence[Option]) -> tuple[int, float]: ...

    def confidence(self, found_by: str, chance: float) -> float: ...


@dataclass(frozen=True)
class Ranker:
    """The trained model: ``calibration`` has for each pass the corners from a chance to the share right."""

    weights: Features
    calibration: Mapping[str, Sequence[tuple[float, float]]]

    def chances(self, options: Sequence[Features]) -> list[float]:
        """For the features of each option its probability; they sum to 1."""
        scores = [sum(self.weights.get(name, 0.0) * value for name, value in one.items()) for one in options]
        top = max(scores)
        mass = [math.exp(score - top) for score in scores]
        return [m / sum(mass) for m in mass]

    def decide(self, mention: Mention, options: Sequence[Option]) -> tuple[int, float]:
        """The likeliest option, the first of equals, and its probability."""
        chances = self.chances([option.features for option in options])
        best = max(range(len(chances)), key=chances.__getitem__)
        return best, chances[best]

    def confidence(self, found_by: str, chance: float) -> float:
        """How often a speaker found by a pass with that chance was right on articles held out from training."""
        corners = self.calibration.get(found_by) or self.calibration[""]
        chances, shares = zip(*corners, strict=True)
        return round(float(np.interp(chance, chances, shares)), 3)


@functools.cache
def load_ranker(path: Path = WEIGHTS) -> Ranker:
    """The model shipped with the package, or another in the same format."""
    data = json.loads(path.read_text(encoding="utf-8"))
    calibration = {name: [(x, y) for x, y in corners] for name, corners in data["calibration"].items()}
    return Ranker(data["weights"], calibration)
