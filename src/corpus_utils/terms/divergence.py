"""Measure how far the whole vocabularies of two sides differ, and what each term adds to it."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.special import xlogy

from corpus_utils.terms.sides import align_counts


class Divergence(NamedTuple):
    """The Jensen-Shannon divergence in bits, and the table of the terms that make it up."""

    jsd: float
    terms: pd.DataFrame


def divergence(target: Any, reference: Any) -> Divergence:
    """Compute the Jensen-Shannon divergence of two sides in bits, with the share of each term.

    One number for the whole vocabulary, 0 for equal proportions and 1 for no word in common; the shares say
    which words make it up (Lin 1991; shares as in Gallagher et al. 2021). Small texts differ by chance
    alone: set `corpus_utils.terms.permutations.divergence_permutation` beside it.

    Parameters
    ----------
    target, reference : Series of counts by term, or unit-by-term counts
        See `corpus_utils.terms.sides.align_counts`. Proportions are taken over the terms given.

    Returns
    -------
    Divergence
        ``jsd`` and ``terms``: a DataFrame indexed by ``term``, sorted by falling share, ties by term, with
        ``proportion_target, proportion_reference``; ``share`` in bits, which adds up exactly to ``jsd``;
        ``share_signed``: the share, negative where the reference holds the larger proportion.

    Raises
    ------
    ValueError
        If a count or a term is not allowed, or a side has no words.

    Examples
    --------
    >>> import pandas as pd
    >>> result = divergence(pd.Series({"peace": 5, "the": 5}), pd.Series({"war": 5, "the": 5}))
    >>> result.jsd
    0.5
    >>> result.terms["share_signed"].to_dict()
    {'peace': 0.25, 'war': -0.25, 'the': 0.0}
    """
    sides = align_counts(target, reference)
    p, q = sides.target / sides.total_target, sides.reference / sides.total_reference
    share = term_shares(p, q)
    table = pd.DataFrame(
        {
            "proportion_target": p,
            "proportion_reference": q,
            "share": share,
            "share_signed": np.where(p < q, -share, share),
        },
        index=sides.terms,
    ).iloc[np.argsort(-np.round(share, 12), kind="stable")]  # the last bits differ between processors
    return Divergence(float(table["share"].sum()), table)


def term_shares(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    """Return what each term adds to the Jensen-Shannon divergence of two distributions, in bits.

    Parameters
    ----------
    p, q : array of float
        Proportions on the two sides.

    Returns
    -------
    array of float, never negative

    Examples
    --------
    >>> term_shares(np.array([1.0, 0.0]), np.array([0.0, 1.0])).tolist()
    [0.5, 0.5]
    """
    middle = np.where(p + q > 0, (p + q) / 2, 1)
    return np.maximum(xlogy(p, p / middle) + xlogy(q, q / middle), 0) / (2 * np.log(2))
