"""See how far a log-odds result is the work of its prior."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.stats import norm

from corpus_utils.terms.keyness import holm, keyness


def prior_sensitivity(
    target: pd.Series, reference: pd.Series, terms: Sequence[str], masses: Sequence[float], alpha: float = 0.05
) -> pd.DataFrame:
    """Compute the log-odds of some terms under priors of rising weight.

    The prior is the two sides together, scaled to a number of words: the more it weighs, the more it draws
    every difference to zero. A term whose standing hangs on this number has none.

    Parameters
    ----------
    target, reference : Series of counts by term
        All words of both sides.
    terms : sequence of str
        The terms to report.
    masses : sequence of float
        Words that the prior weighs.
    alpha : float
        Level of the test by z, after Holm's correction over all terms.

    Returns
    -------
    DataFrame
        ``term, prior_mass, delta, z, p_holm, key``, a row for each term and mass in the order given, and
        ``z_needed``, which the largest z of the table must reach before any term is key.

    Raises
    ------
    KeyError
        If a term does not occur.

    Examples
    --------
    >>> ours, theirs = pd.Series({"we": 9, "the": 20}), pd.Series({"the": 29})
    >>> prior_sensitivity(ours, theirs, ["we"], [1, 1000])["delta"].round(2).tolist()
    [4.44, 0.07]
    """
    tables = []
    for mass in masses:
        table = keyness(target, reference, prior_mass=mass)
        table["p_holm"] = holm(2 * norm.sf(np.abs(table["z"].to_numpy())))
        tables.append(table.loc[list(terms), ["delta", "z", "p_holm"]].rename_axis("term").assign(prior_mass=mass))
        tables[-1]["z_needed"] = norm.isf(alpha / 2 / len(table))
    rows = pd.concat(tables).reset_index()
    rows["order"] = rows["term"].map({term: place for place, term in enumerate(terms)})
    rows = rows.sort_values("order", kind="stable", ignore_index=True)
    rows["key"] = rows["p_holm"] < alpha
    return rows[["term", "prior_mass", "delta", "z", "p_holm", "key", "z_needed"]]
