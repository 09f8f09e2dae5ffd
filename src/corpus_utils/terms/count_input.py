"""Read counts in every form that is accepted, and refuse numbers that are no counts."""

from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse


def term_counts(data: Any, side: str = "counts") -> pd.Series:
    """Return counts by term as a Series of whole numbers.

    Unit-by-term counts (see `unit_counts`) are added up over the units; what is no count is refused with a remedy.
    """
    if not isinstance(data, pd.Series):
        matrix, terms = unit_counts(data, side)
        return pd.Series(np.asarray(matrix.sum(axis=0)), index=terms)
    terms = pd.Index(data.index, name="term")
    _check_terms(terms, side)
    values = data.to_numpy()
    bad = _not_counts(values)
    if bad.any():
        row = int(np.flatnonzero(bad)[0])
        _refuse(values[row], terms[row], side)
    return pd.Series(values.astype(np.int64), index=terms)


def unit_counts(table: Any, side: str = "counts") -> tuple[sparse.csr_array, pd.Index]:
    """Return unit-by-term counts as a sparse matrix of whole numbers and its terms.

    One reader for every accepted form keeps the checks, and their messages, the same everywhere.
    """
    if isinstance(table, pd.DataFrame):
        table = (table.to_numpy(), table.columns)
    elif hasattr(table, "counts") and hasattr(table, "terms"):
        table = (table.counts, table.terms)
    if not (isinstance(table, tuple) and len(table) == 2):
        raise ValueError(
            f"{side}: expected unit-by-term counts (a DataFrame, or a pair of matrix and terms), "
            f"found {type(table).__name__}"
        )
    try:
        matrix = sparse.csr_array(table[0])
    except (TypeError, ValueError) as error:
        raise ValueError(f"{side}: expected a table of numbers, found {type(table[0]).__name__} ({error})") from error
    terms = pd.Index(table[1], name="term")
    if matrix.ndim != 2 or matrix.shape[1] != len(terms):
        raise ValueError(f"{side}: expected as many columns as terms ({len(terms)}), found {matrix.shape}")
    _check_terms(terms, side)
    bad = _not_counts(matrix.data)
    if bad.any():
        place = int(np.flatnonzero(bad)[0])
        row = int(np.searchsorted(matrix.indptr, place, side="right")) - 1
        _refuse(matrix.data[place], terms[matrix.indices[place]], f"{side}, unit {row}")
    return matrix.astype(np.int64), terms


def unit_sizes(counts: sparse.csr_array, sizes: Any = None, side: str = "counts") -> np.ndarray:
    """Return the words of each unit, checked against the counts.

    After a stop list or a frequency limit the counts no longer add up to the words that were written.
    """
    sums = np.asarray(counts.sum(axis=1))
    sizes = sums if sizes is None else np.asarray(sizes)
    if sizes.shape != sums.shape:
        raise ValueError(f"{side}: expected one size for each of {len(sums)} units, found {sizes.shape}")
    bad = _not_counts(sizes)
    if bad.any():
        row = int(np.flatnonzero(bad)[0])
        raise ValueError(f"{side}, unit {row}: size is {sizes[row]!r}; expected a whole number, 0 or more")
    if (sizes < sums).any():
        row = int(np.flatnonzero(sizes < sums)[0])
        raise ValueError(f"{side}, unit {row}: size {sizes[row]} is smaller than the sum of its counts {sums[row]}")
    if sizes.sum() == 0:
        raise ValueError(f"{side}: no words at all; expected at least one unit with words")
    return sizes.astype(np.int64)


def total_words(counts: pd.Series, total: int | None = None, side: str = "counts") -> int:
    """Return the words of a side, checked against its counts."""
    used = int(counts.sum())
    total = used if total is None else total
    if _not_counts(np.asarray([total])).any() or total == 0:
        raise ValueError(f"{side}: total is {total!r}; expected a whole number of words, 1 or more")
    if total < used:
        raise ValueError(f"{side}: total {total} is smaller than the sum of the counts {used}")
    return int(total)


def _check_terms(terms: pd.Index, side: str) -> None:
    if terms.hasnans:
        raise ValueError(f"{side}: no term at place {int(np.flatnonzero(terms.isna())[0])}; name every term")
    if terms.has_duplicates:
        twice = terms[terms.duplicated()][0]
        raise ValueError(f"{side}: term {twice!r} stands more than once; add its counts up first")


def _not_counts(values: np.ndarray) -> np.ndarray:
    """Mark what is not a finite, non-negative whole number."""
    if values.dtype == object:
        values = pd.to_numeric(pd.Series(values), errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    if values.dtype.kind not in "iuf":
        return np.ones(len(values), dtype=bool)
    with np.errstate(invalid="ignore"):
        return ~(np.isfinite(values) & (values >= 0) & (values == np.floor(values)))


def _refuse(value: Any, term: Any, where: str) -> None:
    raise ValueError(f"{where}: count of {term!r} is {value!r}; expected a whole number, 0 or more")
