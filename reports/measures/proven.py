"""What a sample checked by people proves in, the shares as they should be with their intervals out, block by block.

They take the place of the band of known error: how the tool errs on these very articles is known then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast, get_args

import numpy as np

from quotes.validation.proof import UNITS, Division, Of, Proof
from reports.measures.counting import Block
from reports.measures.known_error import CorrectedShares, nowhere


@dataclass(frozen=True)
class CheckedSample:
    """How many statements and paragraphs of a random sample people told of."""

    statements: int
    paragraphs: int


@dataclass(frozen=True)
class Proven(CorrectedShares):
    """The shares of a block by a checked sample; in ``shares`` each label's, from 0 to 1."""

    proof: Proof
    by: Division
    of: Of
    labels: tuple[str, ...]
    shares: np.ndarray

    def part(self, inside: np.ndarray, among: np.ndarray, degrees: float) -> tuple[float, float]:
        """The 95 % interval of the share of the labels ``inside`` among those ``among``."""
        labels = np.array(self.labels)
        found = self.proof.share(self.by, set(labels[inside]), self.of, set(labels[among]))
        return found.designed


def proven(blocks: Iterable[Block], proof: Proof) -> dict[tuple[str, str], CorrectedShares]:
    """What ``proof`` says of each block: nothing of places, quoted words and sources, which nobody was asked about."""
    return {(block.by, block.of): _proven(block, proof) for block in blocks}


def _proven(block: Block, proof: Proof) -> CorrectedShares:
    nothing = nowhere(len(block.labels))
    if block.by not in get_args(Division) or block.of not in UNITS:
        return nothing
    by, of = cast(Division, block.by), block.of
    found = [proof.share(by, [label], of) for label in block.labels]
    low, high = (np.array([one.designed[end] for one in found]) for end in (0, 1))
    shares = np.array([one.value for one in found])
    return Proven(nothing.draws, (low, high), nothing.articles, proof, by, of, block.labels, shares)
