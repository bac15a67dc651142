"""What a sample checked by people proves in, the shares as they should be with their intervals out, block by block.

They take the place of the band of known error: how the tool errs on these very articles is known then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast, get_args

import numpy as np

from quotes.review.estimates import Estimate
from quotes.review.proof import UNITS, Division, Of, Proof
from reports.measures.counting import Block
from reports.measures.known_error import Corrected, nowhere


@dataclass(frozen=True)
class CheckedSample:
    """How many statements and paragraphs of a random sample people told of."""

    statements: int
    paragraphs: int


@dataclass(frozen=True)
class Proven(Corrected):
    """The shares of a block by a checked sample; in ``shares`` each label's, from 0 to 1."""

    proof: Proof
    by: Division
    of: Of
    labels: tuple[str, ...]
    shares: np.ndarray

    def part(self, inside: np.ndarray, among: np.ndarray, degrees: float) -> tuple[float, float]:
        labels = np.array(self.labels)
        found = self.proof.share(self.by, set(labels[inside]), self.of, set(labels[among]))
        return found.designed


def proven(blocks: Iterable[Block], proof: Proof) -> dict[tuple[str, str], Corrected]:
    """What ``proof`` says of each block: nothing of places, quoted words and sources, which nobody was asked about."""
    return {(block.by, block.of): _proven(block, proof) for block in blocks}


def corrected_share(by: str, label: str, of: str, proof: Proof) -> Estimate | None:
    """The corrected share of one label; ``None`` where ``proof`` says nothing of it."""
    if by not in get_args(Division) or of not in UNITS:
        return None
    return proof.share(cast(Division, by), [label], cast(Of, of))


def _proven(block: Block, proof: Proof) -> Corrected:
    empty = nowhere(len(block.labels))
    found = [corrected_share(block.by, label, block.of, proof) for label in block.labels]
    known = [one for one in found if one is not None]
    if len(known) < len(found):
        return empty
    low, high = (np.array([one.designed[end] for one in known]) for end in (0, 1))
    return Proven(
        empty.draws,
        (low, high),
        empty.degrees,
        0,
        proof,
        cast(Division, block.by),
        cast(Of, block.of),
        block.labels,
        np.array([one.value for one in known]),
    )
