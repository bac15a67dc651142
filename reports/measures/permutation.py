"""Counts by article and the article's group in, how likely such differences between groups are by chance out."""

import numpy as np

from reports.measures.intervals import SEED

Numbers = np.ndarray

PERMUTATIONS = 1_999


def permutation_test(
    counts: Numbers, whole: Numbers, group: Numbers, groups: int, permutations: int = PERMUTATIONS
) -> tuple[Numbers, Numbers]:
    """Two-sided p values for "this group's shares are those of all other articles", and corrected ones.

    Both are groups × columns. ``counts`` (articles × columns) are parts of ``whole`` (the same shape), ``group`` the
    number of each article's group, from 0. Whole articles change groups, since their statements belong together. What
    is compared is the difference of shares over its standard error, which keeps the test right where groups are of
    unlike size and spread (Chung and Romano 2013, "Exact and asymptotically robust permutation tests"). The order that
    was observed counts as one permutation (Phipson and Smyth 2010). A column without any difference has p = 1.

    A corrected p value is the share of permutations in which any test of the family, or of those less clear than this
    one, comes out as clearly (Westfall and Young 1993, step-down maxT): the chance of even one false alarm.
    """
    counts, whole = counts.astype(float), whole.astype(float)
    share = np.divide(counts.sum(axis=0), whole.sum(axis=0), out=np.zeros(counts.shape[1]), where=whole.sum(axis=0) > 0)
    terms = np.hstack([counts, whole, (counts - share * whole) ** 2])
    observed = _studentised(terms, group, groups).ravel()
    clearest_first = np.argsort(-observed, kind="stable")
    # A hair's breadth less is as far: sums of the same numbers in another order differ by rounding.
    reached = observed[clearest_first] * (1 - 1e-9)
    generator = np.random.default_rng(SEED)
    alone, together = np.ones_like(observed), np.ones_like(observed)
    for _ in range(permutations):
        drawn = _studentised(terms, generator.permutation(group), groups).ravel()[clearest_first]
        alone += drawn >= reached
        together += np.maximum.accumulate(drawn[::-1])[::-1] >= reached
    p_values, adjusted = np.empty_like(observed), np.empty_like(observed)
    p_values[clearest_first] = alone / (permutations + 1)
    adjusted[clearest_first] = np.maximum.accumulate(together / (permutations + 1))
    return p_values.reshape(groups, -1), adjusted.reshape(groups, -1)


def _studentised(terms: Numbers, group: Numbers, groups: int) -> Numbers:
    """The absolute difference between each group and all other articles over its standard error: groups × columns."""
    own = (group == np.arange(groups)[:, None]).astype(float) @ terms
    rest = terms.sum(axis=0) - own
    k = terms.shape[1] // 3
    sizes, others = own[:, k : 2 * k], rest[:, k : 2 * k]
    both = (sizes > 0) & (others > 0)
    sizes, others = np.where(both, sizes, 1.0), np.where(both, others, 1.0)
    difference = np.abs(own[:, :k] / sizes - rest[:, :k] / others)
    error = np.sqrt(own[:, 2 * k :] / sizes**2 + np.maximum(rest[:, 2 * k :], 0) / others**2)
    studentised: Numbers = np.divide(difference, error, out=np.zeros_like(error), where=both & (error > 0))
    return studentised
