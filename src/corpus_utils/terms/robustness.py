"""Carry out every declared way of comparing two sides, and keep what each says."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import chi2, norm, rankdata

from corpus_utils.terms.assignments import plan
from corpus_utils.terms.association import signed_g2
from corpus_utils.terms.effects import conservative_log_ratio, log_odds, log_ratio
from corpus_utils.terms.keyness import holm, prior_counts
from corpus_utils.terms.permutations import permutation
from corpus_utils.terms.sides import Sides
from corpus_utils.terms.word_cells import SIDES, Side, count_cells

ASSIGNMENTS = 999  # of documents to sides, where there are enough documents for a permutation test
#: What a specification says about a term; cells are empty where it says nothing.
REPORTED = {
    **dict.fromkeys(["count_target", "count_reference"], "Int64"),
    **dict.fromkeys(["log_ratio", "lrc", "delta", "z", "p_holm", "p_documents"], "float64"),
    **dict.fromkeys(["rank", "sign"], "Int64"),
    "key": "boolean",
}
KEY = list(REPORTED).index("key")
#: What is known of a specification once it is carried out.
FACTS = ["words_target", "words_reference", "documents_target", "documents_reference"]
FACTS += ["terms_compared", "key_terms", "p_smallest", "reason"]


class Outcomes(NamedTuple):
    """What the specifications give: one frame by specification and term, one by specification."""

    terms: pd.DataFrame
    specifications: pd.DataFrame


def run_specifications(
    grid: pd.DataFrame,
    tokens: Mapping[str, pd.DataFrame],
    documents: pd.DataFrame,
    target: Side,
    reference: Side,
    terms: Collection[str],
    stop_words: Collection[str] = (),
    alpha: float = 0.05,
) -> Outcomes:
    """Compare two sides in every specification and keep what each says about some terms.

    A specification that cannot be carried out stays in the table with its reason: it is no evidence for a
    claim, and none against it. One that counts exactly the words of an earlier one is no new evidence either.

    Parameters
    ----------
    grid : DataFrame
        What `corpus_utils.terms.specifications.specifications` returns.
    tokens : mapping of str to DataFrame
        A token table for each option of ``labels``.
    documents : DataFrame
        Document table: doc_id, actor_group.
    target, reference : Side
        The two sides; they share no words.
    terms : collection of str
        Tokens to report; where lemmas are counted, the usual lemma of the token stands for it.
    stop_words : collection of str
        Tokens that ``stop_words: out`` removes before anything is counted.
    alpha : float
        Level of the tests.

    Returns
    -------
    Outcomes
        ``terms``, one row a specification that repeats no other, and term: ``specification, term, counted_as,
        count_target, count_reference, log_ratio, lrc, delta, z, p_holm, p_documents, rank, sign, key,
        reason``. p_holm belongs to the test that the specification names, G2 or z, and assumes independent
        tokens; p_documents to the permutation of documents, corrected for all terms, missing where the design
        cannot reach alpha. sign is 1 for the target; key is ``p_holm < alpha``; rank is the place among all
        terms compared by the statistic. With a test by G2, delta and z have the two sides together as prior.
        ``specifications``, the grid with ``words_target, words_reference, documents_target,
        documents_reference, terms_compared, key_terms, p_smallest`` (of the permutation) and ``reason``.

    Raises
    ------
    ValueError
        If a word belongs to both sides.

    Examples
    --------
    >>> from corpus_utils.terms.specifications import specifications
    >>> tokens = pd.DataFrame({"doc_id": ["a"] * 4 + ["b"] * 4, "role": "body", "voice_type": "author",
    ...     "actor_group": ["un"] * 4 + ["media"] * 4, "token": list("xxxyyyyx"), "lemma": list("xxxyyyyx")})
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "actor_group": ["un", "media"]})
    >>> grid = specifications(
    ...     {"voices": ["own"], "roles": ["body"], "form": ["token"], "stop_words": ["in"], "labels": ["rules"]},
    ...     {"min_count": [1, 9], "prior_mass": [0], "left_out": ["none", "a"]})
    >>> out = run_specifications(grid, {"rules": tokens}, documents, Side("un"), Side("media"), ["x"])
    >>> out.terms[["specification", "count_target", "count_reference", "sign", "reason"]].values.tolist()
    ... # doctest: +NORMALIZE_WHITESPACE
    [[1, 3, 1, 1, ''], [2, <NA>, <NA>, <NA>, 'no term occurs 9 times'],
     [3, <NA>, <NA>, <NA>, 'no words on the target side']]
    """
    cells = {name: count_cells(table, documents, target, reference, stop_words) for name, table in tokens.items()}
    lemmas = _usual_lemmas(tokens[grid["labels"].iloc[0]], terms)
    seen: dict[tuple, int] = {}
    counted: dict[tuple, tuple] = {}
    values, labels, facts = [], [], []
    for spec in grid.itertuples():
        cell = cells[spec.labels]
        words = (spec.labels, spec.form, spec.voices, spec.roles, spec.stop_words, spec.left_out)
        if words not in counted:  # choices about the test do not change it
            chosen = cell.choose(*words[2:])
            counted[words] = chosen.tobytes(), [cell.units(chosen, side, spec.form) for side in SIDES]
        selection, units = counted[words]
        fact = {f"words_{side}": int(sizes.sum()) for side, (_, sizes) in zip(SIDES, units, strict=True)}
        fact |= {f"documents_{side}": len(sizes) for side, (_, sizes) in zip(SIDES, units, strict=True)}
        first = seen.setdefault((*words[:2], selection, spec.min_count, spec.prior_mass), spec.Index)
        reason = _reason(fact, spec, first)
        forms = [lemmas[term] for term in terms] if spec.form == "lemma" else list(terms)
        found = np.full((len(forms), len(REPORTED)), np.nan)
        if not reason:
            compared, table, fact["p_smallest"] = _compare(units, cell.terms[spec.form], spec, alpha)
            place = compared.get_indexer(forms)
            found[place >= 0] = table[place[place >= 0]]
            fact |= {"terms_compared": len(table), "key_terms": int(table[:, KEY].sum())}
            reason = "" if len(table) else f"no term occurs {spec.min_count} times"
        facts.append(fact | {"reason": reason})
        if first == spec.Index:
            values.append(found)
            labels += _labels(found, terms, forms, spec, reason, stop_words)
    rows = pd.DataFrame(labels, columns=["specification", "term", "counted_as", "reason"])
    rows = rows.join(pd.DataFrame(np.vstack(values), columns=list(REPORTED)).astype(REPORTED))
    whole = dict.fromkeys(["terms_compared", "key_terms"], "Int64")
    facts = pd.DataFrame(facts, index=grid.index, columns=FACTS).astype(whole)
    return Outcomes(rows[["specification", "term", "counted_as", *REPORTED, "reason"]], grid.join(facts))


def _reason(fact: Mapping[str, int], spec: NamedTuple, first: int) -> str:
    empty = [side for side in SIDES if not fact[f"words_{side}"]]
    if empty:
        return f"no words on the {' and the '.join(empty)} side"
    return f"the same words as in specification {first}" if first != spec.Index else ""


def _compare(units: list, terms: pd.Index, spec: NamedTuple, alpha: float) -> tuple[pd.Index, np.ndarray, float]:
    """Compare all terms in one specification: terms, terms × REPORTED, smallest p of the permutation.

    The same measures as in `keyness`, without its checks of the counts, which take most of its time. The words
    of terms that are too rare to be compared stay in the totals.
    """
    (target, sizes_target), (reference, sizes_reference) = units
    design = plan(len(sizes_target), len(sizes_reference), ASSIGNMENTS, alpha, "document")
    counts = [np.asarray(matrix.sum(axis=0)) for matrix in (target, reference)]
    enough = sum(counts) >= max(spec.min_count, 1)
    if not enough.any():
        return terms[:0], np.empty((0, len(REPORTED))), design.p_smallest
    totals = int(sizes_target.sum()), int(sizes_reference.sum())
    sides = Sides(terms[enough], counts[0][enough], counts[1][enough], *totals)
    mass = spec.prior_mass or None
    delta, variance = log_odds(*sides[1:], *prior_counts(sides, mass=mass))
    z, g2 = delta / np.sqrt(variance), signed_g2(*sides[1:])
    measure, score = ("delta", z) if mass else ("g2", g2)
    p_holm = holm(2 * norm.sf(np.abs(z)) if mass else chi2.sf(np.abs(g2), df=1))
    p_documents = np.full(len(score), np.nan)
    if not design.reason:
        pair = [(matrix[:, enough], sides.terms) for matrix in (target, reference)]
        sizes = {"sizes_target": sizes_target, "sizes_reference": sizes_reference}
        dealt = permutation(*pair, **sizes, measure=measure, n=ASSIGNMENTS, alpha=alpha, prior_mass=mass)
        p_documents = dealt["p_family"].reindex(sides.terms).to_numpy(dtype=float)
    columns = {
        "count_target": sides.target,
        "count_reference": sides.reference,
        "log_ratio": log_ratio(*sides[1:]),
        "lrc": conservative_log_ratio(*sides[1:], alpha=alpha / len(score)),
        "delta": delta,
        "z": z,
        "p_holm": p_holm,
        "p_documents": p_documents,
        "rank": rankdata(-np.abs(np.round(score, 9)), method="min"),
        "sign": np.sign(np.round(score, 9)),
        "key": p_holm < alpha,
    }
    return sides.terms, np.column_stack([columns[name] for name in REPORTED]).astype(float), design.p_smallest


def _labels(
    found: np.ndarray,
    terms: Collection[str],
    forms: list[str],
    spec: NamedTuple,
    reason: str,
    stop_words: Collection[str],
) -> list[tuple]:
    """Name the rows of one specification, each with the reason where there is no result."""
    rare = f"fewer than {max(spec.min_count, 1)} occurrences"
    rows = []
    for term, form, row in zip(terms, forms, found, strict=True):
        removed = spec.stop_words == "out" and term in stop_words
        why = reason or ("a stop word" if removed else rare)
        rows.append((spec.Index, term, form, why if np.isnan(row[KEY]) else ""))
    return rows


def _usual_lemmas(tokens: pd.DataFrame, terms: Collection[str]) -> dict[str, str]:
    """Find the most frequent lemma of each token, ties by lemma."""
    pairs = tokens.loc[tokens["token"].isin(list(terms)), ["token", "lemma"]].value_counts().reset_index()
    pairs = pairs.sort_values(["count", "lemma"], ascending=[False, True]).drop_duplicates("token")
    return {term: term for term in terms} | dict(zip(pairs["token"], pairs["lemma"], strict=True))
