"""A counted corpus in, who gets which share out: by role, naming and kind, of statements, words and sources."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from reports.measures.counting import KINDS, NAMINGS, SOURCE_KINDS, UNITS, Block, Counted
from reports.measures.intervals import Resamples, share_bounds
from reports.measures.known_error import CorrectedShares, nowhere

COLUMNS = ("by", "label", "of", "count", "share", "low", "high", "band_low", "band_high")


def share_blocks(counted: Counted, roles: Sequence[str]) -> Iterator[Block]:
    """The counts by role, naming, kind of attribution and kind of source, of each of ``UNITS``."""
    labels = {"role": roles, "naming": NAMINGS, "kind": KINDS, "source_kind": SOURCE_KINDS}
    for by, categories in labels.items():
        for of in UNITS:
            frame = counted.sources if of == "sources" else counted.statements
            yield counted.block(frame, by, of, categories, of if of in ("words", "quoted_words") else "")


def resampled(blocks: Sequence[Block], resamples: Resamples) -> list[np.ndarray]:
    """The resampled sums of each block (resamples × labels), all from the same draws."""
    ends = np.cumsum([len(block.labels) for block in blocks])
    return np.split(resamples.totals(np.hstack([block.counts for block in blocks])), ends[:-1], axis=1)


def share_table(
    blocks: Sequence[Block], totals: Sequence[np.ndarray], corrected: Mapping[tuple[str, str], CorrectedShares]
) -> pd.DataFrame:
    """One row a label of each block: ``COLUMNS``.

    ``share`` is from 0 to 1, zero throughout where nothing is counted; ``low`` and ``high`` bound its 95 % interval,
    ``band_low`` and ``band_high`` the band of known error; each is not-a-number where it cannot be given.
    """
    columns: dict[str, list[np.ndarray]] = {name: [] for name in COLUMNS}
    for block, total in zip(blocks, totals, strict=True):
        number = len(block.labels)
        cells = (
            np.full(number, block.by, dtype=object),
            np.array(block.labels, dtype=object),
            np.full(number, block.of, dtype=object),
            block.total.astype("int64"),
            block.shares,
            *share_bounds(block.counts, total),
            *corrected.get((block.by, block.of), nowhere(number)).band,
        )
        for name, values in zip(COLUMNS, cells, strict=True):
            columns[name].append(values)
    return pd.DataFrame({name: np.concatenate(values) for name, values in columns.items()})
