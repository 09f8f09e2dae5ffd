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
    *("log_ratio", "low", "high", "f", "p", "q"),
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
            both = one[["verdict", "log_ratio"]].add_suffix("_usual").join(two[["verdict", "log_ratio"]], how="outer")
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
        return f"{where}, what chance does can't be told: {verdicts.reason}."
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
        f"more often in the words of {side}: {name_terms(rows.index)}"
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
        return f"{where} diverge by {test.jsd:.2f} bits; what chance does can't be told: {test.reason}."
    diverge = "diverge" if test.p <= alpha else "do not diverge"
    said = f"{where} {diverge} beyond the chance of their units ({test.excess:+.3f} bits, p {_p(test.p)})."
    if test.p > alpha and test.detectable == test.detectable:
        said += (
            f" It would have been seen if the sides had words of their own for {test.detectable:.0%} of their words."
        )
    within = pd.DataFrame() if matched is None else matched[matched["kind"] != BETWEEN]
    if len(within):
        most = within["excess"].max()
        relation = "more" if test.excess > most else "no more"
        said += f" That is {relation} than the texts of one side that differ most ({most:+.3f} bits)."
    return said


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
        return f"There are no two {what} to compare, each of two {unit}s or more."
    inside, across = ((rows["found"] > 0).sum() for rows in (within, between))
    said = f"In {inside} of {len(within)} comparisons of {what} a term lies beyond the chance of {unit}s"
    if between.empty:
        return f"{said}; the sides have no two to compare."
    return f"{said}; between the sides, at the same size, in {across} of {len(between)}."


def name_terms(terms: Sequence[str]) -> str:
    """List terms in a sentence, the most important first."""
    shown = [f"“{term}”" for term in terms[:NAMED]]
    if len(terms) > NAMED:
        return f"{', '.join(shown)} and {len(terms) - NAMED} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _p(p: float) -> str:
    return "< .001" if p < 0.001 else f"{p:.3f}".lstrip("0")


def describe_sides(
    sides: Mapping[str, tuple[pd.DataFrame, pd.DataFrame]], target: str, reference: str, term: str = "token"
) -> pd.DataFrame:
    """Count what each side consists of at each level of speech.

    Parameters
    ----------
    sides : mapping of str to (DataFrame, DataFrame)
        From `corpus_utils.terms.contrasts.sides_by_level`.
    target, reference : str
        The sides in words.
    term : {"token", "lemma"}
        What a term is.

    Returns
    -------
    DataFrame
        ``level, side, words, terms, paragraphs, documents``.

    Examples
    --------
    >>> side = pd.DataFrame({"doc_id": ["a", "a"], "paragraph": [1, 2], "token": ["we", "we"]})
    >>> print(describe_sides({"own": (side, side)}, "North", "South").head(1).to_csv(index=False), end="")
    level,side,words,terms,paragraphs,documents
    own,North,2,1,2,1
    """
    rows = []
    for level, pair in sides.items():
        for name, side in zip((target, reference), pair, strict=True):
            paragraphs = len(side[["doc_id", "paragraph"]].drop_duplicates())
            rows.append((level, name, len(side), side[term].nunique(), paragraphs, side["doc_id"].nunique()))
    return pd.DataFrame(rows, columns=["level", "side", "words", "terms", "paragraphs", "documents"])


def headline_terms(table: pd.DataFrame, k: int = 6, least: int = 5) -> pd.DataFrame:
    """Choose the terms to look at by a rule: the strongest differences in each direction.

    Parameters
    ----------
    table : DataFrame
        From `corpus_utils.terms.comparison.compare`.
    k : int
        Terms to take in each direction.
    least : int
        Least count on both sides together: rarer terms have large effects by luck.

    Returns
    -------
    DataFrame
        The chosen rows, the target's first, from the largest log ratio to the smallest.

    Examples
    --------
    >>> table = pd.DataFrame({"count_target": [9, 1, 0], "count_reference": [1, 0, 8], "g2": [6.0, 1.0, -9.0],
    ...                       "log_ratio": [3.2, 1.0, -4.0]}, index=["we", "once", "they"])
    >>> headline_terms(table).index.tolist()
    ['we', 'they']
    """
    frequent = table[table["count_target"] + table["count_reference"] >= least]
    chosen = pd.concat([frequent[frequent["g2"] > 0].head(k), frequent[frequent["g2"] < 0].head(k)])
    return chosen.sort_values(["log_ratio", "g2"], ascending=False)


def say_effects(table: pd.DataFrame, target: str, reference: str) -> str:
    """Say what a figure of effects shows.

    Parameters
    ----------
    table : DataFrame
        Indexed by term: ``log_ratio, low, high``.
    target, reference : str
        The sides in words.

    Returns
    -------
    str

    Examples
    --------
    >>> table = pd.DataFrame({"log_ratio": [2.0, -1.0], "low": [0.5, -3.0], "high": [3.5, 1.0]}, index=["we", "they"])
    >>> say_effects(table, "the North", "the South")
    'Log ratios of 2 terms, 1 used more by the North and 1 by the South; 1 of the intervals holds no zero (“we”).'
    """
    away = table[(table["low"] > 0) | (table["high"] < 0)]
    more, less = int((table["log_ratio"] > 0).sum()), int((table["log_ratio"] < 0).sum())
    names = f" ({name_terms(away.index)})" if len(away) else ""
    return (
        f"Log ratios of {len(table)} terms, {more} used more by {target} and {less} by {reference}; "
        f"{len(away)} of the intervals {'holds' if len(away) == 1 else 'hold'} no zero{names}."
    )


def say_levels(effects: pd.DataFrame) -> str:
    """Say how effects move from one level of speech to the next.

    Parameters
    ----------
    effects : DataFrame, terms x levels
        An effect at each level, missing where the term does not occur.

    Returns
    -------
    str

    Examples
    --------
    >>> say_levels(pd.DataFrame({"own": [2.0, -1.0], "own+direct": [0.5, 0.5]}, index=["we", "they"]))
    'Of 2 terms, 1 changes its direction; “we” and “they” move most, by 1.5 and 1.5.'
    """
    turned = int((effects.gt(0).any(axis=1) & effects.lt(0).any(axis=1)).sum())
    moved = (effects.max(axis=1) - effects.min(axis=1)).sort_values(ascending=False, kind="stable").head(2)
    sizes = " and ".join(f"{size:.1f}" for size in moved)
    return (
        f"Of {len(effects)} terms, {turned} {'changes its' if turned == 1 else 'change their'} direction; "
        f"{name_terms(moved.index)} {'moves' if len(moved) == 1 else 'move'} most, by {sizes}."
    )


def say_shares(shares: pd.DataFrame) -> str:
    """Say what share of the terms differs, is equivalent or can't be told.

    Parameters
    ----------
    shares : DataFrame
        From `verdict_shares`.

    Returns
    -------
    str
    """
    said = [
        f"{LEVEL_WORDS.get(row.contrast, row.contrast)}: {row.differs:.0%} of {row.n:,} {row.of} differ, "
        f"{row.equivalent:.0%} are equivalent, {row[-1]:.0%} can't be told"
        for row in shares.itertuples(index=False)
    ]
    return "; ".join(said) + "."
