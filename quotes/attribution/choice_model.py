"""Features of rival readings in, their probabilities and reasons out: a linear model read from a JSON file.

The weights are those of a conditional logit (McFadden 1974) trained by ``python -m training attribution fit``
on which reading of a cue a human annotator chose, if any; ``calibration`` maps the probability that a cue
attributes to how often the reading taken was right on articles held out from training (isotonic
regression, Zadrozny and Elkan 2002).
"""

import functools
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import mul
from pathlib import Path

import numpy as np

from quotes.models import FOLDER

WEIGHTS = FOLDER / "weights.json"


@dataclass(frozen=True)
class ChoiceModel:
    """A conditional logit over named features. ``thresholds`` are the least probabilities to accept a cue with."""

    weights: Mapping[str, float]
    thresholds: Mapping[str, float]
    calibration: Sequence[tuple[float, float]]

    def probabilities(self, competing: Sequence[Mapping[str, float]]) -> list[float]:
        """For the features of each reading of one cue its probability; what is missing to 1 is that of none."""
        scores = [sum(map(mul, map(self.weights.get, f, repeat(0.0)), f.values())) for f in competing]
        top = max([0.0, *scores])
        mass = [math.exp(score - top) for score in scores]
        total = sum(mass) + math.exp(-top)
        return [m / total for m in mass]

    def reasons(self, features: Mapping[str, float], most: int = 3) -> tuple[str, ...]:
        """The features that spoke most for the candidate, strongest first."""
        weighed = sorted(
            ((self.weights.get(name, 0.0) * value, name) for name, value in features.items()), reverse=True
        )
        return tuple(name for weight, name in weighed[:most] if weight > 0)

    def confidence(self, probability: float) -> float:
        """The share of cues with this probability whose source and content were right on held-out articles."""
        probabilities, shares = zip(*self.calibration, strict=True)
        return float(np.interp(probability, probabilities, shares))


@functools.cache
def load_choice_model(path: Path = WEIGHTS) -> ChoiceModel:
    """The model shipped with the package, or another in the same format."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return ChoiceModel(
        weights=data["weights"],
        thresholds=data["thresholds"],
        calibration=[(probability, right) for probability, right in data["calibration"]],
    )
