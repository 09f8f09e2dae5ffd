"""Line up the counts of two sides over the same terms, and lose no row."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from corpus_utils.terms.count_input import term_counts, total_words, unit_counts, unit_sizes


class Sides(NamedTuple):
    """Counts of the same terms on two sides, with the words that each side has in all."""

    terms: pd.Index
    target: np.ndarray
    reference: np.ndarray
    total_target: int
    total_reference: int


class Units(NamedTuple):
    """Unit-by-term counts of two sides over the same terms, with the words of each unit."""

    terms: pd.Index
    target: sparse.csr_array
    reference: sparse.csr_array
    sizes_target: np.ndarray
    sizes_reference: np.ndarray


def align_counts(
    target: Any, reference: Any, total_target: int | None = None, total_reference: int | None = None
) -> Sides:
    """Line up the counts of two sides over the union of their terms.

    A term that one side never uses is as telling as one that both use, so absence becomes a zero and not a missing row.
    Terms with no occurrence on either side are left out: nothing is compared. The units of unit-by-term counts are
    added up; terms are sorted by code point.
    """
    left, right = term_counts(target, "target"), term_counts(reference, "reference")
    terms = pd.Index(sorted(set(left.index[left > 0]) | set(right.index[right > 0])), name="term")
    total_target = total_words(left, total_target, "target")
    total_reference = total_words(right, total_reference, "reference")
    left, right = left.reindex(terms, fill_value=0), right.reindex(terms, fill_value=0)
    return Sides(terms, left.to_numpy(), right.to_numpy(), total_target, total_reference)


def align_units(target: Any, reference: Any, sizes_target: Any = None, sizes_reference: Any = None) -> Units:
    """Line up the unit-by-term counts of two sides over the union of their terms.

    Resampling draws units, so the units must still be there. A unit without a single word has no rate and is left out;
    a unit without a certain term stays in with a zero.
    """
    left, left_terms = unit_counts(target, "target")
    right, right_terms = unit_counts(reference, "reference")
    left_sizes = unit_sizes(left, sizes_target, "target")
    right_sizes = unit_sizes(right, sizes_reference, "reference")
    used = set(left_terms[left.sum(axis=0) > 0]) | set(right_terms[right.sum(axis=0) > 0])
    terms = pd.Index(sorted(used), name="term")
    keep_left, keep_right = left_sizes > 0, right_sizes > 0
    return Units(
        terms,
        _on_terms(left, left_terms, terms)[keep_left],
        _on_terms(right, right_terms, terms)[keep_right],
        left_sizes[keep_left],
        right_sizes[keep_right],
    )


def add_up(units: Units) -> Sides:
    """Add the counts of the units up on each side."""
    target, reference = (np.asarray(side.sum(axis=0)) for side in (units.target, units.reference))
    return Sides(units.terms, target, reference, int(units.sizes_target.sum()), int(units.sizes_reference.sum()))


def _on_terms(matrix: sparse.csr_array, own: pd.Index, terms: pd.Index) -> sparse.csr_array:
    """Move the columns of a matrix to their places among `terms`; columns that are not there are empty."""
    matrix = matrix.copy()
    matrix.eliminate_zeros()
    moved = sparse.csr_array(
        (matrix.data, terms.get_indexer(own)[matrix.indices], matrix.indptr), shape=(matrix.shape[0], len(terms))
    )
    moved.sort_indices()
    return moved
