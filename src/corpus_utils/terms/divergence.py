"""Measure how far the whole vocabularies of two sides differ, and what each term adds to it."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.special import xlogy

from corpus_utils.terms.sides import align_counts
from corpus_utils.terms.units import Contrast, deal_out, sides_dealt


class Divergence(NamedTuple):
    """The Jensen-Shannon divergence in bits, and the table of the terms that make it up."""

    jsd: float
    terms: pd.DataFrame


def divergence(target: Any, reference: Any) -> Divergence:
    """Compute the Jensen-Shannon divergence of two sides in bits, with the share of each term.

    One number for the whole vocabulary, 0 for equal proportions and 1 for no word in common; the shares say
    which words make it up (Lin 1991; shares as in Gallagher et al. 2021). Small texts differ by chance
    alone: read `divergence_excess`, not the raw value.

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
    """Return what each term adds to the Jensen-Shannon divergence of two distributions, in bits."""
    middle = np.where(p + q > 0, (p + q) / 2, 1)
    return np.maximum(xlogy(p, p / middle) + xlogy(q, q / middle), 0) / (2 * np.log(2))


class DivergenceTest(NamedTuple):
    """A divergence beside that of the same units dealt out anew.

    ``jsd`` in bits; ``excess``: how far it lies above the mean of the deals; ``p``: the share of the deals that reach
    it; ``chance``: the excess of every deal but the real one; ``detectable``: the share of their words for which the
    sides must use a word of their own each before the divergence is told from chance with power .8; ``reason``: why
    nothing can be dealt out, or nothing.
    """

    jsd: float
    excess: float
    p: float
    chance: np.ndarray
    detectable: float
    reason: str


def divergence_excess(contrast: Contrast, deals: int = 1000, seed: int = 0, plants: int = 20) -> DivergenceTest:
    """Set the divergence of two vocabularies beside that of the same units dealt out anew.

    A divergence is never 0, and the larger the shorter the texts are: raw values can't be compared between contrasts
    of different lengths. What lies above the deals of the same units can.

    Parameters
    ----------
    contrast : Contrast
        All terms and their units.
    deals : int
        Deals of the units, the real one among them.
    seed : int
        The same seed gives the same result.
    plants : int
        Deals in which words are replaced to find what would have been told from chance; 0 leaves it out.

    Returns
    -------
    DivergenceTest

    Examples
    --------
    >>> from corpus_utils.terms.units import contrast_units
    >>> ours = pd.DataFrame({"doc_id": list("abcd") * 60, "token": ["peace", "the", "the"] * 80})
    >>> theirs = pd.DataFrame({"doc_id": list("efgh") * 60, "token": ["war", "the", "the"] * 80})
    >>> test = divergence_excess(contrast_units(ours, theirs), deals=200)
    >>> round(test.jsd, 3), round(test.excess, 3), round(test.p, 2)
    (0.333, 0.302, 0.01)
    """
    if contrast.reason:
        jsd = _dealt_jsd(contrast, np.arange(len(contrast.sizes))[:, None])[0]
        return DivergenceTest(float(jsd[0]), np.nan, np.nan, np.empty(0), np.nan, contrast.reason)
    orders = deal_out(contrast, deals, seed)
    jsd, sides = _dealt_jsd(contrast, orders, plants)
    jsd = np.round(jsd, 12)  # the last bits depend on the order of adding up
    middle = jsd[1:].mean()
    detectable = _replaceable(sides, np.quantile(jsd[1:], 0.95), seed) if plants else np.nan
    p = float((jsd >= jsd[0]).mean())
    return DivergenceTest(float(jsd[0]), float(jsd[0] - middle), p, jsd[1:] - middle, detectable, "")


def _dealt_jsd(contrast: Contrast, orders: np.ndarray, kept: int = 0) -> tuple[np.ndarray, list]:
    """Return the divergence of every deal, and the counts of both sides in the first random ones."""
    counts = contrast.counts.T.tocsr().astype(float)
    counts = counts[np.flatnonzero(np.asarray(counts.sum(axis=1)).ravel())]
    total, used = np.asarray(counts.sum(axis=1)).ravel(), float(counts.sum())
    logs = xlogy(np.arange(total.max() + 1), np.arange(total.max() + 1))
    jsd, sides = np.empty(orders.shape[1]), []
    lengths = np.asarray(counts.sum(axis=0)).ravel()
    for first, chosen in sides_dealt(contrast, orders):
        left = counts @ chosen
        words = lengths @ chosen
        for column in range(chosen.shape[1]):
            a, n = left[:, column], words[column]
            b, m = total - a, used - words[column]
            middle = (a / n + b / m) / 2
            own = logs[a.astype(np.int64)].sum() / n - np.log(n)
            other = logs[b.astype(np.int64)].sum() / m - np.log(m)
            jsd[first + column] = ((own + other) / 2 - (middle * np.log(middle)).sum()) / np.log(2)
            if 0 < first + column <= kept:
                sides.append((a, b))
    return jsd, sides


def _replaceable(sides: list[tuple[np.ndarray, np.ndarray]], critical: float, seed: int) -> float:
    """Find the share of words that must be replaced before four of five deals diverge beyond the critical value."""
    rng = np.random.default_rng([seed, 1])
    needed = []
    for a, b in sides:
        p, q = a / a.sum(), b / b.sum()
        order = rng.permutation(np.flatnonzero(a + b))
        shares = term_shares(p, q)[order]
        apart = (p + q)[order] / 2  # what a word adds to the divergence where the sides have a word each for it
        reached = shares.sum() + np.cumsum(apart - shares) > critical
        needed.append((apart.cumsum())[reached.argmax()] if reached.any() else np.inf)
    share = np.quantile(needed, 0.8, method="higher")
    return float(share) if np.isfinite(share) else np.nan
