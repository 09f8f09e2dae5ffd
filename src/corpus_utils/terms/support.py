"""Turn what the specifications say into support for claims, and into nothing more."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from corpus_utils.terms.robustness import Outcomes
from corpus_utils.terms.specifications import CHOICES

FINDING, DIRECTION, NOTHING = "finding", "direction only", "not a finding"
LEAST_SHARE = 0.9
EFFECTS = ["choice", "option", "usual", "pairs", "change_log_ratio", "change_delta"]
EFFECTS += ["share_sign_changed", "share_key_changed"]


def headline_terms(tables: Mapping[str, pd.DataFrame], k: int = 3, min_count: int = 5) -> pd.DataFrame:
    """Choose the terms to make claims about by a rule, before the specifications are run.

    In each contrast and each direction the rule takes the `k` terms with the smallest p; a claim has the
    direction in which its term was taken, or, where contrasts disagree, the one with the smaller p.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        A table of `corpus_utils.terms.keyness.keyness` for each contrast.
    k : int
        Terms to take in each direction.
    min_count : int
        Least count on both sides together: rarer terms have large effects by luck.

    Returns
    -------
    DataFrame
        Indexed by ``term``, those of the target first, then by p: ``direction`` (1 target, -1 reference),
        ``contrast``, ``count_target, count_reference, log_ratio, p``, all from the contrast with the smallest p.

    Raises
    ------
    ValueError
        If no term is frequent enough.

    Examples
    --------
    >>> from corpus_utils.terms.keyness import keyness
    >>> table = keyness(pd.Series({"we": 9, "the": 20}), pd.Series({"the": 25, "they": 7}))
    >>> headline_terms({"own": table}, k=1)["direction"].to_dict()
    {'we': 1, 'they': -1}
    """
    taken = []
    for contrast, table in tables.items():
        enough = table[table["count_target"] + table["count_reference"] >= min_count].rename_axis("term").reset_index()
        for direction in (1, -1):
            side = enough[np.sign(enough["g2"]) == direction].sort_values(["p", "term"]).head(k)
            taken.append(side.assign(direction=direction, contrast=contrast))
    every = pd.concat(taken) if taken else pd.DataFrame()
    if every.empty:
        raise ValueError(f"headline terms: expected a term with {min_count} occurrences, found none; ask for fewer")
    best = every.sort_values(["p", "term"], kind="stable").drop_duplicates("term")
    best = best.sort_values(["direction", "p", "term"], ascending=[False, True, True]).set_index("term")
    return best[["direction", "contrast", "count_target", "count_reference", "log_ratio", "p"]]


def support(
    outcomes: Outcomes,
    headline: pd.DataFrame,
    target: str,
    reference: str,
    least: float = LEAST_SHARE,
    alpha: float = 0.05,
) -> pd.DataFrame:
    """Count, for each claim, the specifications that bear it out.

    A finding keeps its sign *and* is key in at least `least` of the specifications that are possible. The
    same words in every specification make these shares a measure of how much a claim hangs on the analyst's
    choices; they are no probability that it is true.

    Parameters
    ----------
    outcomes : Outcomes
        From `corpus_utils.terms.robustness.run_specifications`.
    headline : DataFrame
        From `headline_terms`.
    target, reference : str
        The sides in words, for the sentences.
    least : float
        Share of the specifications that a finding needs.
    alpha : float
        Level of the permutation of documents.

    Returns
    -------
    DataFrame
        In the order of ``headline``: ``term, claim, direction``; ``specifications`` declared; ``possible``, those
        that say something about the term; ``share_sign`` and ``share_opposite`` of the possible ones;
        ``share_key``, key with the sign of the claim; ``share_lrc``, the same by LRC; ``testable_documents``, in
        how many a permutation of documents could reach its level, and ``share_documents`` of these in which it
        did; ``log_ratio_low, log_ratio_median, log_ratio_high``; ``rank_best, rank_worst``; ``verdict``.

    Examples
    --------
    >>> rows = pd.DataFrame({"specification": [1, 2], "term": "we", "sign": [1, 1], "key": [True, False],
    ...     "lrc": 0.0, "log_ratio": [2.0, 1.0], "rank": [1, 4], "p_documents": np.nan, "reason": ""})
    >>> headline = pd.DataFrame({"direction": [1]}, index=["we"])
    >>> table = support(Outcomes(rows, rows[["specification"]]), headline, "side A", "side B")
    >>> table[["claim", "share_sign", "share_key", "verdict"]].values.tolist()
    [['In these texts side A uses *we* more often than side B', 1.0, 0.5, 'direction only']]
    """
    rows = []
    for term, direction in headline["direction"].items():
        found = outcomes.terms[(outcomes.terms["term"] == term) & (outcomes.terms["reason"] == "")]
        keeps = (found["sign"] == direction).to_numpy(dtype=bool)
        key = keeps & found["key"].to_numpy(dtype=bool)
        tested = found["p_documents"].notna().to_numpy()
        more, less = (target, reference) if direction > 0 else (reference, target)
        rows.append(
            {
                "term": term,
                "claim": f"In these texts {more} uses *{term}* more often than {less}",
                "direction": direction,
                "specifications": len(outcomes.specifications),
                "possible": len(found),
                "share_sign": _share(keeps),
                "share_opposite": _share((found["sign"] == -direction).to_numpy(dtype=bool)),
                "share_key": _share(key),
                "share_lrc": _share(keeps & (found["lrc"] != 0).to_numpy()),
                "testable_documents": int(tested.sum()),
                "share_documents": _share((keeps & (found["p_documents"] <= alpha).to_numpy())[tested]),
                "log_ratio_low": found["log_ratio"].min(),
                "log_ratio_median": found["log_ratio"].median(),
                "log_ratio_high": found["log_ratio"].max(),
                "rank_best": found["rank"].min(),
                "rank_worst": found["rank"].max(),
                "verdict": verdict(_share(keeps), _share(key), least),
            }
        )
    return pd.DataFrame(rows)


def verdict(share_sign: float, share_key: float, least: float = LEAST_SHARE) -> str:
    """Say what two shares are worth.

    Parameters
    ----------
    share_sign, share_key : float
        Shares of the possible specifications; missing where none is possible.
    least : float
        What a finding needs of both.

    Returns
    -------
    {"finding", "direction only", "not a finding"}
        "direction only" keeps its sign and cannot be told from chance.

    Examples
    --------
    >>> [verdict(0.95, 0.9), verdict(0.95, 0.5), verdict(0.8, 0.8), verdict(float("nan"), float("nan"))]
    ['finding', 'direction only', 'not a finding', 'not a finding']
    """
    if not share_sign >= least:
        return NOTHING
    return FINDING if share_key >= least else DIRECTION


def choice_effects(outcomes: Outcomes) -> pd.DataFrame:
    """Measure what each choice moves when it alone changes.

    Parameters
    ----------
    outcomes : Outcomes
        From `corpus_utils.terms.robustness.run_specifications`; the options of its first specification are the
        usual ones.

    Returns
    -------
    DataFrame
        One row an option that is not the usual one, largest change first: ``choice, option, usual, pairs`` (of a
        term in two specifications that differ in this choice only, both possible), ``change_log_ratio`` and
        ``change_delta`` (mean absolute change), ``share_sign_changed``, ``share_key_changed``.

    Examples
    --------
    >>> from corpus_utils.terms.specifications import CHOICES
    >>> grid = pd.DataFrame([dict.fromkeys(CHOICES, "x")] * 2, index=pd.RangeIndex(1, 3, name="specification"))
    >>> grid.loc[2, "form"] = "y"
    >>> rows = pd.DataFrame({"specification": [1, 2], "term": "we", "sign": [1, -1], "key": False,
    ...                      "log_ratio": [2.0, -1.0], "delta": [1.0, -0.5], "reason": ""})
    >>> choice_effects(Outcomes(rows, grid))[["choice", "option", "pairs", "change_log_ratio"]].values.tolist()
    [['form', 'y', 1, 3.0]]
    """
    grid = outcomes.specifications[list(CHOICES)]
    usual = grid.iloc[0]
    found = outcomes.terms[outcomes.terms["reason"] == ""]
    found = found[["specification", "term", "sign", "key", "log_ratio", "delta"]].join(grid, on="specification")
    rows = []
    for choice in CHOICES:
        others = ["term", *(name for name in CHOICES if name != choice)]
        base = found[found[choice] == usual[choice]]
        for option in grid.loc[grid[choice] != usual[choice], choice].drop_duplicates():
            pair = found[found[choice] == option].merge(base, on=others, suffixes=("", "_usual"))
            changed = {
                f"share_{x}_changed": _share((pair[x] != pair[f"{x}_usual"]).to_numpy(bool)) for x in ("sign", "key")
            }
            moved = {f"change_{x}": (pair[x] - pair[f"{x}_usual"]).abs().mean() for x in ("log_ratio", "delta")}
            names = {"choice": choice, "option": str(option), "usual": str(usual[choice]), "pairs": len(pair)}
            rows.append(names | moved | changed)
    table = pd.DataFrame(rows, columns=EFFECTS)
    return table.sort_values("change_log_ratio", ascending=False, kind="stable", ignore_index=True)


def _share(marks: np.ndarray) -> float:
    return float(marks.mean()) if len(marks) else float("nan")
