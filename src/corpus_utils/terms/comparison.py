"""One table for one contrast: effects, their uncertainty, and how evenly each term is spread."""

from __future__ import annotations

import pandas as pd
from scipy.sparse import vstack

from corpus_utils.counts import TermMatrix, term_matrix
from corpus_utils.terms.dispersion import dispersion
from corpus_utils.terms.influence import leave_one_out
from corpus_utils.terms.keyness import keyness
from corpus_utils.terms.permutations import permutation
from corpus_utils.terms.resampling import bootstrap

SIDES = {
    "documents": ("documents_target", "documents_reference"),
    "units": ("units_target", "units_reference"),
}
INTERVAL = ["log_ratio_low", "log_ratio_high"]
UNIT_TEST = {"p": "p_unit", "p_family": "p_unit_family"}
DOCUMENT_TEST = {"p": "p_document", "p_smallest": "p_document_smallest", "reason": "p_document_reason"}
LEFT_OUT = {
    "log_ratio_low": "log_ratio_least",
    "log_ratio_high": "log_ratio_most",
    "rank_low": "rank_best",
    "rank_high": "rank_worst",
}


def compare(
    target: pd.DataFrame,
    reference: pd.DataFrame,
    term: str = "token",
    unit: str = "paragraph",
    n: int = 10_000,
    alpha: float = 0.05,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare the words of two sides, term by term, with everything a reader needs to doubt it.

    A keyness table alone takes each word for a piece of evidence of its own. Here the intervals and p values
    of whole paragraphs and documents stand beside it, and where they cannot be had, the reason.

    Parameters
    ----------
    target, reference : DataFrame
        Token tables of the two sides (see `corpus_utils.terms.contrasts.group_words`).
    term : {"token", "lemma"}
        What is compared.
    unit : {"paragraph", "sentence", "document"}
        The unit that the bootstrap and the first permutation test deal with.
    n : int
        Resamples, and largest number of permutations.
    alpha : float
        Level of the corrections and of ``lrc``; intervals have level ``1 - alpha``.
    seed : int
        The same seed gives the same table.

    Returns
    -------
    DataFrame
        Indexed by ``term``, strongest difference (absolute g2, as ``rank``) first, ties by term. All columns of
        `keyness`; then ``documents_target, documents_reference, units_target, units_reference`` (how many hold
        the term); ``dp, dpnorm`` over the units of both sides; ``log_ratio_low, log_ratio_high`` (bootstrap of units);
        ``p_unit, p_unit_family`` (permutation of units) and ``unit``; ``p_document, p_document_smallest,
        p_document_reason`` (permutation of documents); ``log_ratio_least, log_ratio_most, rank, rank_best,
        rank_worst, left_out`` (one document left out at a time).

    Examples
    --------
    >>> ours = pd.DataFrame({"doc_id": "a", "paragraph": range(6), "token": ["peace"] * 5 + ["talks"]})
    >>> theirs = pd.DataFrame({"doc_id": "b", "paragraph": range(6), "token": ["war"] * 5 + ["talks"]})
    >>> table = compare(ours, theirs, n=200)
    >>> table.loc["peace", ["count_target", "units_target"]].astype(int).tolist()
    [5, 5]
    >>> table.loc["peace", "p_document_reason"]
    '1 document against 1: no p below 1'
    """
    terms = pd.Index(sorted(set(target[term]) | set(reference[term])))
    units = [term_matrix(side, unit, term, terms) for side in (target, reference)]
    documents = [term_matrix(side, "document", term, terms) for side in (target, reference)]
    both = (vstack([side.counts for side in units]), units[0].terms)
    dealt = permutation(*units, unit=unit, n=n, alpha=alpha, seed=seed)
    whole = permutation(*documents, unit="document", n=n, alpha=alpha, seed=seed)
    pieces = [
        keyness(*units, alpha=alpha),
        *[_holding(matrix, name) for matrix, name in zip(documents, SIDES["documents"], strict=True)],
        *[_holding(matrix, name) for matrix, name in zip(units, SIDES["units"], strict=True)],
        dispersion(both)[["dp", "dpnorm"]],
        bootstrap(*units, unit=unit, measures=("log_ratio",), n=n, level=1 - alpha, seed=seed)[INTERVAL],
        dealt.rename(columns=UNIT_TEST)[[*UNIT_TEST.values(), "unit"]],
        whole.rename(columns=DOCUMENT_TEST)[list(DOCUMENT_TEST.values())],
        leave_one_out(*documents, unit="document").rename(columns=LEFT_OUT)[[*LEFT_OUT.values(), "rank", "left_out"]],
    ]
    table = pd.concat(pieces, axis=1, join="inner")
    return table.sort_index().sort_values("rank", kind="stable")


def _holding(matrix: TermMatrix, name: str) -> pd.Series:
    """Count the units that hold each term."""
    return pd.Series((matrix.counts > 0).sum(axis=0), index=matrix.terms, name=name)
