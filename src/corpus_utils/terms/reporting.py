"""Verdicts as tables and as sentences that are true of any study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from corpus_utils.terms.contrasts import LEVEL_WORDS
from corpus_utils.terms.divergence import DivergenceTest
from corpus_utils.terms.matched import BETWEEN
from corpus_utils.terms.verdicts import DIFFERS, EQUIVALENT, OPEN, Verdicts

#: Terms named in a sentence.
NAMED = 8
SUMMARY = [
    *("count_target", "count_reference", "rate_target", "rate_reference", "units_target", "units_reference"),
    *("log_ratio", "low", "high", "f", "p", "q", "p_deal"),
    *("largest_share", "hangs_on", "key_in", "specifications", "verdict", "why"),
]


def verdict_summary(verdicts: Mapping[str, Verdicts]) -> pd.DataFrame:
    """List the verdict on every term of every question, with what it rests on.

    Parameters
    ----------
    verdicts : mapping of str to Verdicts
        By contrast, such as the level of speech.

    Returns
    -------
    DataFrame
        ``contrast, term`` and the columns of `corpus_utils.terms.verdicts.term_verdicts` in `SUMMARY`.
    """
    tables = [found.terms[SUMMARY].reset_index().assign(contrast=name) for name, found in verdicts.items()]
    return pd.concat(tables, ignore_index=True)[["contrast", "term", *SUMMARY]]


def verdict_shares(summary: pd.DataFrame) -> pd.DataFrame:
    """Measure the share of the terms, and of their words, that have each verdict.

    Parameters
    ----------
    summary : DataFrame
        What `verdict_summary` returns.

    Returns
    -------
    DataFrame
        Two rows a contrast: ``contrast, of`` ("terms" or "words"), ``n`` and the shares ``differs, equivalent, can't
        tell``. A small finding differs.

    Examples
    --------
    >>> summary = pd.DataFrame({"contrast": "own", "term": ["a", "b"], "count_target": [3, 0],
    ...                         "count_reference": [0, 1], "verdict": ["finding", "can't tell"]})
    >>> verdict_shares(summary)[["of", "n", "differs"]].values.tolist()
    [['terms', 2, 0.5], ['words', 4, 0.75]]
    """
    kind = np.select(
        [summary["verdict"].isin(DIFFERS), summary["verdict"] == EQUIVALENT], ["differs", EQUIVALENT], OPEN
    )
    rows = []
    for contrast, part in summary.assign(kind=kind).groupby("contrast", sort=False):
        for of, weight in (
            ("terms", pd.Series(1, part.index)),
            ("words", part["count_target"] + part["count_reference"]),
        ):
            total = weight.sum()
            shares = [float(weight[part["kind"] == name].sum() / total) for name in ("differs", EQUIVALENT, OPEN)]
            rows.append((contrast, of, int(total), *shares))
    return pd.DataFrame(rows, columns=["contrast", "of", "n", "differs", EQUIVALENT, OPEN])


def verdict_changes(usual: Mapping[str, Verdicts], others: Mapping[str, Mapping[str, Verdicts]]) -> pd.DataFrame:
    """List the terms whose verdict depends on who or what labelled the words.

    Parameters
    ----------
    usual : mapping of str to Verdicts
        By contrast, with the usual labels.
    others : mapping of str to mapping of str to Verdicts
        The same for each other labelling; a contrast that it does not have is left out.

    Returns
    -------
    DataFrame
        ``labels, contrast, term, usual, verdict`` (of the other labels), ``log_ratio_usual, log_ratio``: a row for each
        term that differs by one labelling and not by the other.
    """
    rows = []
    for labels, verdicts in others.items():
        for contrast in [name for name in usual if name in verdicts]:
            one, two = usual[contrast].terms, verdicts[contrast].terms
            both = one[["verdict", "log_ratio"]].join(two[["verdict", "log_ratio"]], how="outer", lsuffix="_usual")
            names = both[["verdict_usual", "verdict"]].fillna("too rare")
            changed = names["verdict_usual"].isin(DIFFERS) != names["verdict"].isin(DIFFERS)
            rows += [
                (labels, contrast, term, *names.loc[term], *both.loc[term, ["log_ratio_usual", "log_ratio"]])
                for term in both.index[changed]
            ]
    columns = ["labels", "contrast", "term", "usual", "verdict", "log_ratio_usual", "log_ratio"]
    return pd.DataFrame(rows, columns=columns)


def say_verdicts(verdicts: Verdicts, level: str, target: str, reference: str) -> str:
    """Say in a sentence or two which terms differ, how many are equivalent, and how many can't be told.

    Parameters
    ----------
    verdicts : Verdicts
        From `corpus_utils.terms.verdicts.term_verdicts`.
    level : str
        One of `corpus_utils.terms.contrasts.LEVELS`.
    target, reference : str
        The sides in words.

    Returns
    -------
    str
        Where the units are paragraphs, the sentence speaks of paragraphs and not of the sides.
    """
    terms = verdicts.terms
    where = f"In {LEVEL_WORDS.get(level, level)}"
    if verdicts.reason:
        return f"{where}, no chance can be told: {verdicts.reason}."
    differs = terms[terms["verdict"].isin(DIFFERS)]
    equivalent, unknown = int((terms["verdict"] == EQUIVALENT).sum()), int((terms["verdict"] == OPEN).sum())
    rest = f"{equivalent} of {len(terms)} terms are equivalent, and of {unknown} these texts can't tell."
    if verdicts.contrast.unit == "paragraph":
        names = name_terms(differs.index) if len(differs) else "no term"
        said = f"{where}, the paragraphs of {target} and {reference} differ in {names} beyond the chance of paragraphs"
        if differs.empty:
            return f"{said}; {rest}"
        return (
            f"{said}; {rest} Side and document can't be told apart here: two documents of one side may differ as much."
        )
    if differs.empty:
        return f"{where}, no term is a finding; {rest}"
    more = [
        f"{side} uses {name_terms(rows.index)} more often"
        for side, rows in ((target, differs[differs["f"] > 0]), (reference, differs[differs["f"] < 0]))
        if len(rows)
    ]
    counted = "one term is a finding" if len(differs) == 1 else f"{len(differs)} terms are findings"
    return f"{where}, {counted}: {'; '.join(more)}. {rest}"


def say_detectable(detectable: pd.DataFrame, level: str, target: str, reference: str) -> str:
    """Say what would have been found.

    Parameters
    ----------
    detectable : DataFrame
        What `corpus_utils.terms.detectable.detectable_terms` returns.
    level, target, reference : str
        As in `say_verdicts`.

    Returns
    -------
    str

    Examples
    --------
    >>> table = pd.DataFrame({"more": ["target", "reference"], "other": 0.0, "spread": "evenly", "rate": [2.04, None]})
    >>> print(say_detectable(table, "own", "the North", "the South"))  # doctest: +NORMALIZE_WHITESPACE
    In their own words, a word that is spread evenly and that the other side never uses would have been found from 2 in
    1,000 words on in the words of the North, and at no rate in those of the South.
    """
    rates = detectable[(detectable["other"] == 0) & (detectable["spread"] == "evenly")].set_index("more")["rate"]
    said = [
        f"from {rate:.2g} in 1,000 words on" if rate == rate else "at no rate"
        for rate in rates[["target", "reference"]]
    ]
    return (
        f"In {LEVEL_WORDS.get(level, level)}, a word that is spread evenly and that the other side never uses would "
        f"have been found {said[0]} in the words of {target}, and {said[1]} in those of {reference}."
    )


def say_divergence(
    test: DivergenceTest,
    level: str,
    target: str,
    reference: str,
    matched: pd.DataFrame | None = None,
    alpha: float = 0.05,
) -> str:
    """Say whether whole vocabularies differ beyond chance, and beyond what two texts of one side do.

    Parameters
    ----------
    test : DivergenceTest
        From `corpus_utils.terms.divergence.divergence_excess`.
    level, target, reference : str
        As in `say_verdicts`.
    matched : DataFrame, optional
        What `corpus_utils.terms.matched.matched_contrasts` returns for the same words.
    alpha : float
        Level of the test.

    Returns
    -------
    str
    """
    where = f"In {LEVEL_WORDS.get(level, level)}, the vocabularies of {target} and {reference}"
    if test.reason:
        return f"{where} diverge by {test.jsd:.2f} bits; no chance can be told: {test.reason}."
    beyond = "beyond" if test.p <= alpha else "not beyond"
    chance = f"{where} diverge {beyond} the chance of their units ({test.excess:+.3f} bits, p {_p(test.p)})"
    if test.p > alpha:
        chance += f"; it would have been seen if {test.detectable:.0%} of the words were exchanged for others"
    within = pd.DataFrame() if matched is None else matched[matched["kind"] != BETWEEN]
    if within.empty:
        return f"{chance}; there is no pair of texts of one side to set beside it."
    most = within["excess"].max()
    relation = "more" if test.excess > most else "no more"
    return f"{chance}, {relation} than the texts of one side that differ most ({most:+.3f} bits)."


def say_within(matched: pd.DataFrame, unit: str) -> str:
    """Say how often two texts of one side differ in a term beyond the chance of their units.

    Parameters
    ----------
    matched : DataFrame
        What `corpus_utils.terms.matched.matched_contrasts` returns.
    unit : {"document", "paragraph"}
        What the units are.

    Returns
    -------
    str
    """
    what = "halves of one side" if unit == "document" else "documents of one side"
    within, between = (matched[(matched["kind"] == BETWEEN) == side] for side in (False, True))
    if within.empty:
        return f"There are no two {what} to compare."
    return (
        f"Of {len(within)} comparisons of {what}, {int((within['found'] > 0).sum())} hold a term beyond the chance of "
        f"{unit}s; of {len(between)} between the sides and of the same size, {int((between['found'] > 0).sum())} do."
    )


def name_terms(terms: Sequence[str], n: int = NAMED) -> str:
    """List terms in a sentence.

    Parameters
    ----------
    terms : sequence of str
        The most important first.
    n : int
        How many to name.

    Returns
    -------
    str

    Examples
    --------
    >>> name_terms(["peace", "war", "talks"], n=2)
    '“peace”, “war” and 1 more'
    """
    shown = [f"“{term}”" for term in terms[:n]]
    if len(terms) > n:
        return f"{', '.join(shown)} and {len(terms) - n} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _p(p: float) -> str:
    return "< .001" if p < 0.001 else f"{p:.3f}".lstrip("0")
