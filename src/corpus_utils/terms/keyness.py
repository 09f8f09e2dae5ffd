"""Compare the words of two sides, term by term."""

from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import chi2, false_discovery_control

from corpus_utils.terms.association import direction, signed_g2
from corpus_utils.terms.effects import conservative_log_ratio, log_odds, log_ratio
from corpus_utils.terms.sides import Sides, align_counts

#: Words that the prior of the log-odds weighs, as a share of the words of the shorter side.
PRIOR_SHARE = 0.1


def keyness(
    target: Any,
    reference: Any,
    *,
    total_target: int | None = None,
    total_reference: int | None = None,
    g2_form: str = "four-cell",
    prior: float | pd.Series | None = None,
    prior_mass: float | None = None,
    variance: str = "full",
    alpha: float = 0.05,
) -> pd.DataFrame:
    """Compare two sides term by term with tests, effect sizes and corrected p values in one table.

    A test says whether the data could be luck, an effect size how large the difference is; a reader needs
    both, in both directions. All p values here assume that tokens are drawn independently, which no text
    does: set `corpus_utils.terms.permutations.permutation` over documents beside them.

    Parameters
    ----------
    target, reference : Series of counts by term, or unit-by-term counts
        See `corpus_utils.terms.sides.align_counts`. A term that is missing on one side counts 0 there; a term with
        no occurrence on either side is not compared.
    total_target, total_reference : int, optional
        Words of each side; give them when some words are not among the terms (stop words, a frequency
        limit). Default: the sum of the counts.
    g2_form : {"four-cell", "two-cell"}
        See `corpus_utils.terms.association.signed_g2`.
    prior : float, Series of counts by term, or None
        Prior counts of the log-odds: one number for each term compared, or your own counts by term (terms
        that are not compared only add to the mass of the prior), or None for the same count of every term.
    prior_mass : float, optional
        Scale the prior so that all its counts add up to this many words; without a prior the default is a tenth
        (`PRIOR_SHARE`) of the words of the shorter side.
    variance : {"full", "two-term"}
        See `corpus_utils.terms.effects.log_odds`.
    alpha : float
        Error of the LRC intervals over all terms together (Bonferroni).

    Returns
    -------
    DataFrame
        Indexed by ``term``, sorted by `g2` from the target's terms to the reference's, ties by term.
        ``count_target, count_reference``; ``rate_target, rate_reference`` per 1,000 words; ``g2`` signed;
        ``p`` of chi-squared with one degree of freedom; ``p_holm, p_bh`` (Holm 1979; Benjamini & Hochberg
        1995); ``log_ratio`` (Hardie 2014); ``lrc`` (Evert 2022); ``delta, delta_variance, z`` (Monroe,
        Colaresi & Quinn 2008); ``bic`` (Wilson 2013): unsigned, the absolute G2 minus the natural logarithm
        of all words of both sides; above 0 for, below 0 against a difference. The signed columns are
        positive where the target uses more of the term, and change only their sign when the sides are
        exchanged.

    Raises
    ------
    ValueError
        If a count, total, prior or option is not allowed; the message says which and where.

    Examples
    --------
    >>> import pandas as pd
    >>> table = keyness(pd.Series({"peace": 8, "the": 40}), pd.Series({"sochi": 12, "the": 90}))
    >>> print(table[["count_target", "count_reference", "g2", "log_ratio"]].round(2).to_csv(), end="")
    term,count_target,count_reference,g2,log_ratio
    peace,8,0,19.21,5.09
    the,40,90,-0.66,-0.08
    sochi,0,12,-9.74,-3.5
    """
    if not 0 < alpha < 1:
        raise ValueError(f"alpha is {alpha!r}; expected a number between 0 and 1")
    sides = align_counts(target, reference, total_target, total_reference)
    counts = sides[1:]
    g2 = signed_g2(*counts, form=g2_form)
    p = chi2.sf(np.abs(g2), df=1)
    delta, delta_variance = log_odds(*counts, *prior_counts(sides, prior, prior_mass), variance=variance)
    if prior is None:  # on sides of unequal length the same prior may turn a difference round: none shows then
        delta = np.where(np.sign(delta) == direction(*counts), delta, 0.0)
    table = pd.DataFrame(
        {
            "count_target": sides.target,
            "count_reference": sides.reference,
            "rate_target": 1000 * sides.target / sides.total_target,
            "rate_reference": 1000 * sides.reference / sides.total_reference,
            "g2": g2,
            "p": p,
            "p_holm": holm(p),
            "p_bh": false_discovery_control(p),
            "log_ratio": log_ratio(*counts),
            "lrc": conservative_log_ratio(*counts, alpha=alpha / len(p)),
            "delta": delta,
            "delta_variance": delta_variance,
            "z": delta / np.sqrt(delta_variance),
            "bic": np.abs(g2) - np.log(sides.total_target + sides.total_reference),
        },
        index=sides.terms,
    )
    return table.iloc[np.argsort(-np.round(g2, 9), kind="stable")]  # the last bits differ between processors


def prior_counts(
    sides: Sides, prior: float | pd.Series | None = None, mass: float | None = None
) -> tuple[np.ndarray, float]:
    """Return the prior count of each term compared, and of all words.

    The default expects every term equally often. The two sides together, which many tools take, give a term that one
    side alone uses the same log-odds whether it stands there once or a hundred times.
    """
    if prior is None:
        counts = np.ones(len(sides.terms))
        total = float(len(counts))
        mass = PRIOR_SHARE * min(sides.total_target, sides.total_reference) if mass is None else mass
    elif isinstance(prior, pd.Series):
        if prior.index.has_duplicates:
            raise ValueError(f"prior: term {prior.index[prior.index.duplicated()][0]!r} stands more than once")
        _check_prior(prior.to_numpy(dtype=float), prior.index)
        counts = prior.reindex(sides.terms, fill_value=0).to_numpy(dtype=float)
        total = float(prior.sum())
    else:
        counts = np.full(len(sides.terms), float(prior))
        _check_prior(counts, sides.terms)
        total = float(counts.sum())
    if total <= 0:
        raise ValueError("prior: its counts add up to 0; expected a prior above 0")
    if mass is None:
        return counts, total
    if not (np.isfinite(mass) and mass > 0):
        raise ValueError(f"prior_mass is {mass!r}; expected a number of words above 0")
    return counts * (mass / total), float(mass)


def holm(p: np.ndarray) -> np.ndarray:
    """Correct p values by Holm's step-down rule (Holm 1979).

    SciPy has Benjamini and Hochberg's rule and not this one.
    """
    order = np.argsort(p, kind="stable")
    stepped = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    corrected = np.empty_like(p)
    corrected[order] = np.minimum(stepped, 1)
    return corrected


def _check_prior(counts: np.ndarray, terms: pd.Index) -> None:
    bad = ~(np.isfinite(counts) & (counts >= 0))
    if bad.any():
        place = int(np.flatnonzero(bad)[0])
        raise ValueError(f"prior: count of {terms[place]!r} is {counts[place]}; expected a number, 0 or more")
