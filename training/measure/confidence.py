"""The deciding model's weights in, how often attributions of each confidence were right out.

``training.attribution.fit`` counts that on articles that neither the encoder nor the weights have seen, and writes it
beside the weights of which it is true.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from quotes.attribution.choice_model import WEIGHTS
from quotes.errors import ReadError

Reliability = Mapping[str, Any]
"""``error``: the expected calibration error; ``bins``: least confidence, mean, share right and number of each."""


def lines(reliability: Reliability) -> Iterator[str]:
    """The error, and a line for each bin."""
    yield f"expected calibration error {reliability['error']:.3f}"
    for low, mean, right, count in reliability["bins"]:
        yield f"confidence from {low:.1f}: mean {mean:.3f}, right {right:.3f} of {count}"


def report(weights: Path = WEIGHTS) -> Iterator[str]:
    """The lines of a file of weights; raises ReadError where it does not tell."""
    reliability = json.loads(weights.read_text(encoding="utf-8")).get("reliability")
    if reliability is None:
        raise ReadError(
            f"{weights}: does not tell how often which confidence is right; `python -m training attribution fit` does"
        )
    yield from lines(reliability)
