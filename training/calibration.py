"""How sure something was, and whether it was right, in, how far the two lie apart out (Naeini et al. 2015)."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

BINS = 10


class Bin(NamedTuple):
    """A band of confidence: where it begins, its mean confidence, its share right, and how many are in it."""

    low: float
    said: float
    right: float
    number: int


def reliability(confidences: Sequence[float] | np.ndarray, right: Sequence[bool] | np.ndarray) -> list[Bin]:
    """The bands that occur, of ``BINS`` equally wide ones."""
    said, hits = np.asarray(confidences, float), np.asarray(right, float)
    numbers = np.minimum((said * BINS).astype(int), BINS - 1)
    kept = ((number, numbers == number) for number in np.unique(numbers))
    return [Bin(float(n / BINS), float(said[at].mean()), float(hits[at].mean()), int(at.sum())) for n, at in kept]


def calibration_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error: the mean distance of confidence and share right, weighed by size."""
    return sum(abs(one.said - one.right) * one.number for one in bins) / sum(one.number for one in bins)
