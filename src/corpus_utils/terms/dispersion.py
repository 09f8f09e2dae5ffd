"""Measure how evenly a term is spread over the parts of a corpus."""

from typing import Any

import numpy as np
import pandas as pd

from corpus_utils.terms.count_input import unit_counts, unit_sizes


def dispersion(counts: Any, sizes: Any = None) -> pd.DataFrame:
    """Compute the range, DP and DPnorm of every term.

    A term that one document uses forty times is not typical of forty documents; its count hides that.

    Parameters
    ----------
    counts : part-by-term counts
        A DataFrame (parts x terms), a pair ``(sparse matrix, terms)``, or an object with ``counts`` and
        ``terms``. Parts are documents, paragraphs or whatever the corpus is made of.
    sizes : sequence of int, optional
        Words of each part; default: the sums of the rows. Parts without words are left out.

    Returns
    -------
    DataFrame
        Indexed by ``term`` in the order of the columns. ``range``: parts that hold the term; ``range_share``:
        the same as a share of the parts; ``dp``: half the sum of the absolute differences between the share
        of the term and the share of the words that each part holds, 0 for a term spread exactly like the
        words (Gries 2008); ``dpnorm``: DP divided by its largest possible value (Lijffijt & Gries 2012), from
        0 to 1. DP and DPnorm of a term that never occurs, and DPnorm of a single part, are missing.

    Raises
    ------
    ValueError
        If a count or a size is not allowed; the message says which and where.

    Examples
    --------
    >>> import pandas as pd
    >>> parts = pd.DataFrame({"peace": [2, 2], "sochi": [4, 0]})
    >>> dispersion(parts, sizes=[10, 10]).loc["sochi"].tolist()
    [1.0, 0.5, 0.5, 1.0]
    """
    matrix, terms = unit_counts(counts)
    sizes = unit_sizes(matrix, sizes)
    matrix, sizes = matrix[sizes > 0], sizes[sizes > 0]
    matrix.eliminate_zeros()
    cells = matrix.tocoo()
    totals = np.asarray(matrix.sum(axis=0))
    expected = sizes / sizes.sum()
    # Parts without the term add their expected share; the sum over all parts of that share is 1.
    observed = cells.data / totals[cells.col]
    surplus = np.abs(observed - expected[cells.row]) - expected[cells.row]
    dp = np.maximum((1 + np.bincount(cells.col, surplus, minlength=len(terms))) / 2, 0)
    dp[totals == 0] = np.nan
    largest = 1 - expected.min()
    found = np.bincount(cells.col, minlength=len(terms))
    return pd.DataFrame(
        {
            "range": found,
            "range_share": found / len(sizes),
            "dp": dp,
            "dpnorm": dp / largest if len(sizes) > 1 else np.nan,
        },
        index=terms,
    )
