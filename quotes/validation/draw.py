"""What a random sample may be drawn from in, strata and how many units to draw of each out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

import numpy as np

Numbers = np.ndarray

FEWEST = 2
"""Units to draw of a stratum at least: of one alone nobody knows how far the others are like it."""


def strata_of(kinds: Sequence[tuple[Hashable, bool]], number: int) -> list[tuple[Hashable | None, bool]]:
    """The stratum of each statement, where ``number`` are to be drawn of all.

    ``kinds`` has the role of each and whether it is among the doubtful ones. Roles too rare for ``FEWEST`` draws share
    the stratum ``None``; where even these are too few, the doubtful of them go with the others.
    """
    most = len(kinds)
    times = Counter(kinds)
    rare = {kind for kind, size in times.items() if number * size < FEWEST * most}
    few = [sum(times[kind] for kind in rare if kind[1] is doubtful) for doubtful in (False, True)]
    apart = all(number * size >= FEWEST * most for size in few if size)
    return [(None, kind[1] and apart) if kind in rare else kind for kind in kinds]


def allocated(sizes: Numbers, spreads: Numbers, number: int) -> Numbers:
    """How many units to draw of each stratum: ``number`` in all, or all that there are.

    More of those that are large and of whose units one knows least, as Neyman (1934) has it; of each at least
    ``FEWEST``, never more than there are.
    """
    sizes = sizes.astype(int)
    least = np.fmin(sizes, FEWEST)
    wanted: Numbers = least.copy()
    want = sizes * np.fmax(spreads, 1e-6)
    for _ in range(max(0, min(number, int(sizes.sum())) - int(least.sum()))):
        # The next unit goes where it lowers the variance of the total most.
        gain = np.where(wanted < sizes, want**2 / (wanted * (wanted + 1.0)), -1.0)
        wanted[int(gain.argmax())] += 1
    return wanted
