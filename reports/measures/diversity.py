"""How often each source or role is heard in, how many are effectively heard and how unequally out.

Hill numbers: M. O. Hill 1973, "Diversity and evenness: a unifying notation and its consequences", Ecology 54; read as
effective numbers by L. Jost 2006, "Entropy and diversity", Oikos 113.
"""

import numpy as np
import pandas as pd

Numbers = np.ndarray
LORENZ_POINTS = 200


def effective_number(shares: Numbers, order: int = 1) -> Numbers:
    """The Hill number of each row of ``shares`` (or counts): how many equally heard voices would be as diverse.

    Order 1 is the exponential of Shannon's entropy, order 2 the inverse of Simpson's concentration, which heeds rare
    voices less, order 0 the number of voices. Not-a-number for a row that sums to 0. Raises ValueError for
    another order.
    """
    weights = np.asarray(shares, dtype=float)
    total = weights.sum(axis=-1, keepdims=True)
    weights = np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)
    if order == 0:
        found = (weights > 0).sum(axis=-1)
    elif order == 1:
        found = np.exp(-np.sum(weights * np.log(np.where(weights > 0, weights, 1.0)), axis=-1))
    elif order == 2:
        concentration = np.sum(weights**2, axis=-1)
        found = 1 / np.where(concentration > 0, concentration, np.nan)
    else:
        raise ValueError(f"order {order}: there are 0, 1 and 2")
    return np.where(total[..., 0] > 0, found, np.nan)


def gini(counts: Numbers) -> float:
    """Gini's coefficient of how often each was heard: 0 all equally, towards 1 one alone; not-a-number for none."""
    ordered = np.sort(np.asarray(counts, dtype=float))
    number, total = len(ordered), ordered.sum()
    if not total:
        return float("nan")
    return float((2 * np.arange(1, number + 1) - number - 1) @ ordered / (number * total))


def lorenz(counts: Numbers) -> pd.DataFrame:
    """The Lorenz curve: ``sources``, the share of sources from the least heard on, and their share of ``statements``.

    From (0, 0) to (1, 1), at most ``LORENZ_POINTS`` points; no rows where nobody was heard.
    """
    ordered = np.sort(np.asarray(counts, dtype=float))
    if not ordered.sum():
        return pd.DataFrame({"sources": [], "statements": []}, dtype=float)
    heard = np.concatenate([[0.0], np.cumsum(ordered)]) / ordered.sum()
    at = np.unique(np.linspace(0, len(ordered), min(LORENZ_POINTS, len(ordered) + 1)).round().astype(int))
    return pd.DataFrame({"sources": at / len(ordered), "statements": heard[at]})
