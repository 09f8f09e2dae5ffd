"""See how far a log-odds result is the work of its prior."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from corpus_utils.terms.keyness import keyness


def prior_sensitivity(
    target: pd.Series, reference: pd.Series, terms: Sequence[str], masses: Sequence[float]
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

    Returns
    -------
    DataFrame
        ``term, prior_mass, delta, z``, a row for each term and mass in the order given.

    Raises
    ------
    ValueError
        If a term does not occur, or no mass is given.

    Examples
    --------
    >>> ours, theirs = pd.Series({"we": 9, "the": 20}), pd.Series({"the": 29})
    >>> prior_sensitivity(ours, theirs, ["we"], [1, 1000])["delta"].round(2).tolist()
    [4.44, 0.07]
    """
    both = target.add(reference, fill_value=0)
    absent = [term for term in terms if both.get(term, 0) == 0]
    if absent or not len(terms) or not len(masses):
        found = f"{absent[0]!r}, which occurs on neither side" if absent else "none"
        raise ValueError(f"terms and masses: expected terms of the two sides and at least one mass, found {found}")
    tables = [
        keyness(target, reference, prior=both, prior_mass=mass).loc[list(terms), ["delta", "z"]].assign(prior_mass=mass)
        for mass in masses
    ]
    rows = pd.concat(tables).rename_axis("term").reset_index()
    rows["order"] = rows["term"].map({term: place for place, term in enumerate(terms)})
    rows = rows.sort_values("order", kind="stable", ignore_index=True)
    return rows[["term", "prior_mass", "delta", "z"]]
