"""Deal out the units of two sides anew: every way once, or many ways at random."""

from collections.abc import Iterator
from itertools import combinations
from math import comb
from typing import NamedTuple

import numpy as np
from scipy import sparse

from corpus_utils.terms.resampling import EFFECTS_HELD, exact_float
from corpus_utils.terms.sides import Units


class Design(NamedTuple):
    """How the units can be dealt out, and the smallest p that this allows."""

    method: str
    n: int
    p_smallest: float
    reason: str


def plan(n_target: int, n_reference: int, n: int = 10_000, alpha: float = 0.05, unit: str = "unit") -> Design:
    """Decide how to deal out the units, and say whether a p at or below alpha can come out at all.

    Parameters
    ----------
    n_target, n_reference : int
        Units of the two sides.
    n : int
        Largest number of assignments.
    alpha : float
        Level that a p must be able to reach.
    unit : str
        Name of a unit in the reason.

    Returns
    -------
    Design
        With sides of equal size, an assignment and its mirror image give the same absolute effect, so the
        smallest p is twice as large.

    Raises
    ------
    ValueError
        If `n` or `alpha` is not allowed.

    Examples
    --------
    >>> plan(1, 2, unit="document").reason
    '1 document against 2: no p below 0.33'
    >>> plan(3, 3).p_smallest
    0.1
    """
    if not (n >= 1 and 0 < alpha < 1):
        raise ValueError(f"n {n!r}, alpha {alpha!r}: expected n of 1 or more, and alpha between 0 and 1")
    assignments = comb(n_target + n_reference, n_target)
    smallest = (2 if n_target == n_reference else 1) / assignments
    if assignments <= n:
        who = f"{n_target} {unit}{'s' if n_target > 1 else ''} against {n_reference}"
        reason = f"{who}: no p below {smallest:.2g}" if smallest > alpha else ""
        return Design("exact", assignments, smallest, reason)
    smallest = max(smallest, 1 / (n + 1))
    return Design("random", n, smallest, f"{n} assignments: no p below {smallest:.2g}" if smallest > alpha else "")


def dealt_out(
    units: Units, design: Design, seed: int, block: int
) -> Iterator[tuple[int, slice, tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]]:
    """Yield the counts and words of both sides after dealing out, in blocks of assignments and of terms.

    Parameters
    ----------
    units : Units
        Unit-by-term counts of two sides.
    design : Design
        From `plan`.
    seed : int
        Seed of the random assignments.
    block : int
        Assignments at a time.

    Yields
    ------
    int
        Number of the first assignment of the block.
    slice
        Places of the terms.
    (array, array), (array, array)
        Counts of both sides, terms x assignments; words of both sides, one number an assignment.

    Examples
    --------
    >>> import pandas as pd
    >>> from corpus_utils.terms.sides import align_units
    >>> units = align_units(pd.DataFrame({"peace": [1, 2]}), pd.DataFrame({"peace": [4]}))
    >>> [counts[0].tolist() for _, _, counts, _ in dealt_out(units, plan(2, 1), seed=0, block=10)]
    [[[3.0, 5.0, 6.0]]]
    """
    pooled = sparse.vstack([units.target, units.reference]).T.tocsr()
    kind = exact_float(pooled.sum(axis=1).max()) if pooled.dtype.kind == "i" else np.float64
    pooled, both = pooled.astype(kind), np.asarray(pooled.sum(axis=1))[:, None]
    sizes = np.concatenate([units.sizes_target, units.sizes_reference]).astype(float)
    few = max(1, EFFECTS_HELD // block)
    for first, labels in _labels(len(units.sizes_target), len(sizes), design, seed, block):
        left, words = pooled @ labels.astype(kind), sizes @ labels
        for start in range(0, len(both), few):
            rows = slice(start, min(start + few, len(both)))
            dealt = left[rows].astype(float)
            yield first, rows, (dealt, both[rows] - dealt), (words, sizes.sum() - words)


def _labels(chosen: int, k: int, design: Design, seed: int, block: int) -> Iterator[tuple[int, np.ndarray]]:
    """Yield, in blocks, which of k units are on the target side: one column an assignment."""
    rng, every = np.random.default_rng(seed), combinations(range(k), chosen)
    for first in range(0, design.n, block):
        width = min(block, design.n - first)
        if design.method == "exact":
            places = np.array([next(every) for _ in range(width)])
        else:
            places = np.argpartition(rng.random((width, k)), chosen - 1, axis=1)[:, :chosen]
        labels = np.zeros((k, width))
        labels[places, np.arange(width)[:, None]] = 1
        yield first, labels
