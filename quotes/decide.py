"""Features of a candidate in, a probability and its reasons out: a linear model read from a JSON file.

The weights are those of a logistic regression trained by ``python -m training.attribution`` on which
candidates a human annotator accepted; ``calibration`` maps its score to the share that was right on
articles held out from training (isotonic regression, Zadrozny and Elkan 2002).
"""

from __future__ import annotations

import bisect
import functools
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

WEIGHTS = Path(__file__).parent / "lexicon" / "weights.json"


@dataclass(frozen=True)
class Decider:
    """A logistic regression over named features. ``thresholds`` are the least scores to accept a candidate with."""

    intercept: float
    weights: Mapping[str, float]
    thresholds: Mapping[str, float]
    calibration: Sequence[tuple[float, float]]

    def score(self, features: Iterable[str]) -> float:
        """The probability that the candidate's parts are exactly those an annotator would mark."""
        total = self.intercept + sum(self.weights.get(name, 0.0) for name in features)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

    def reasons(self, features: Iterable[str], most: int = 3) -> tuple[str, ...]:
        """The features that spoke most for the candidate, strongest first."""
        weighed = sorted(((self.weights.get(name, 0.0), name) for name in features), reverse=True)
        return tuple(name for weight, name in weighed[:most] if weight > 0)

    def confidence(self, score: float) -> float:
        """The share of attributions with this score whose source and content were right on held-out articles."""
        at = bisect.bisect_right([s for s, _ in self.calibration], score)
        if at == 0:
            return self.calibration[0][1]
        if at == len(self.calibration):
            return self.calibration[-1][1]
        (left, low), (right, high) = self.calibration[at - 1], self.calibration[at]
        return low + (high - low) * (score - left) / (right - left) if right > left else high


@functools.cache
def load_decider(path: Path = WEIGHTS) -> Decider:
    """The model shipped with the package, or another in the same format."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Decider(
        intercept=data["intercept"],
        weights=data["weights"],
        thresholds=data["thresholds"],
        calibration=[(score, right) for score, right in data["calibration"]],
    )
