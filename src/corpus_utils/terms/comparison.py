"""One table for one contrast: how large each difference is, how sure one may be, and how evenly the term is spread."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from corpus_utils.terms.dispersion import dispersion
from corpus_utils.terms.keyness import keyness
from corpus_utils.terms.units import contrast_units
from corpus_utils.terms.verdicts import DEALS, OPEN, Verdicts, ratio_intervals, term_verdicts

#: What `compare` takes from `keyness`; its p values take every word for a draw of its own and are left out.
DESCRIPTIONS = [
    *("count_target", "count_reference", "rate_target", "rate_reference"),
    *("g2", "log_ratio", "lrc", "delta", "z", "bic"),
]
TESTED = ["f", "p", "q", "largest_share", "hangs_on", "key_in", "specifications", "verdict", "why"]
TOO_RARE = "too rare to be tested"


def compare(
    target: pd.DataFrame,
    reference: pd.DataFrame,
    stop_words: Collection[str] = (),
    term: str = "token",
    unit: str | None = None,
    deals: int = DEALS,
    q: float = 0.05,
    seed: int = 0,
    verdicts: Verdicts | None = None,
) -> pd.DataFrame:
    """Compare the words of two sides, term by term, with everything a reader needs to doubt it.

    A keyness table alone takes each word for a piece of evidence of its own. Here the verdict on each term stands
    beside its effect, and both come from whole documents, or from paragraphs where there are few documents.

    Parameters
    ----------
    target, reference : DataFrame
        Token tables of the two sides (see `corpus_utils.terms.contrasts.group_words`): doc_id, paragraph, token, lemma.
    stop_words : collection of str
        Tokens that half of the specifications take out.
    term : {"token", "lemma"}
        What is compared.
    unit : {"document", "paragraph"}, optional
        See `corpus_utils.terms.units.contrast_units`.
    deals : int
        Deals of the units, the real one among them.
    q : float
        Share of false discoveries.
    seed : int
        The same seed gives the same table.
    verdicts : Verdicts, optional
        What `corpus_utils.terms.verdicts.term_verdicts` gave for the same words and options, to save the time.

    Returns
    -------
    DataFrame
        Indexed by ``term``, all terms of either side, strongest difference first (absolute g2), ties by term.
        Descriptions: ``count_target, count_reference, rate_target, rate_reference`` (in 1,000 words), ``g2`` (signed),
        ``log_ratio`` with ``low, high`` (interval of level .95), ``lrc, delta, z, bic`` (see `keyness`), ``dp, dpnorm``
        over the units (see `dispersion`), ``documents_target, documents_reference`` and ``units_target,
        units_reference`` (how many hold the term). Verdict: ``f, p, q, largest_share, hangs_on, key_in,
        specifications, verdict, why`` (see `term_verdicts`); a term in too few units is not tested and says so.

    Examples
    --------
    >>> ours = pd.DataFrame({"doc_id": "a", "paragraph": range(120), "token": ["peace", "talks"] * 60})
    >>> theirs = pd.DataFrame({"doc_id": "b", "paragraph": range(120), "token": ["war", "talks"] * 60})
    >>> ours["paragraph"] //= 20
    >>> theirs["paragraph"] //= 20
    >>> table = compare(ours.assign(lemma=ours["token"]), theirs.assign(lemma=theirs["token"]))
    >>> print(table.loc[["peace", "talks"], ["count_target", "units_target", "verdict"]].to_csv(), end="")
    term,count_target,units_target,verdict
    peace,60,6,paragraphs differ
    talks,60,6,equivalent
    """
    found = verdicts or term_verdicts(target, reference, stop_words, unit, deals, q, seed=seed, term=term)
    units = contrast_units(target, reference, term, found.contrast.unit)
    sides = [(units.counts[rows], units.terms) for rows in (units.on_target, ~units.on_target)]
    total_target, total_reference = units.words
    table = keyness(*sides, total_target=total_target, total_reference=total_reference)[DESCRIPTIONS]
    held = units.counts > 0
    spread = dispersion((units.counts, units.terms), units.sizes)[["dp", "dpnorm"]]
    for name, side in (("target", target), ("reference", reference)):
        places = side[["doc_id", term]].drop_duplicates()
        spread[f"documents_{name}"] = places[term].value_counts().reindex(spread.index, fill_value=0).astype(int)
        rows = units.on_target if name == "target" else ~units.on_target
        spread[f"units_{name}"] = held[rows].sum(axis=0)
    table = table.join(ratio_intervals(units)[["low", "high"]]).join(spread)
    table = table.join(found.terms[TESTED])
    table["why"] = table["why"].astype(object).fillna(found.reason or TOO_RARE)
    table["verdict"] = table["verdict"].astype(object).fillna(OPEN)
    table["hangs_on"] = table["hangs_on"].astype(object).fillna("")
    table = table.astype({"key_in": "Int64", "specifications": "Int64"})
    order = table["g2"].abs().round(9)
    return table.assign(order=order).sort_values(["order", "term"], ascending=[False, True]).drop(columns="order")
