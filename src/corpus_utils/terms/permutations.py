"""Test differences by dealing out the units anew, as if it did not matter which side wrote which."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse
from tqdm import tqdm

from corpus_utils.terms.assignments import Design, dealt_out, plan
from corpus_utils.terms.divergence import divergence, term_shares
from corpus_utils.terms.effects import effect
from corpus_utils.terms.keyness import prior_counts
from corpus_utils.terms.resampling import BLOCK
from corpus_utils.terms.sides import Sides, Units, add_up, align_units

TOLERANCE = 1e-9  # values that differ by less are equal: they come from the same counts in another order


class DivergenceTest(NamedTuple):
    """A divergence in bits beside the divergences of the same units dealt out anew.

    ``p`` is missing where `reason` says why; ``null`` holds the divergences under the null hypothesis;
    ``p_lengths`` is the p of a difference in the mean length of the units.
    """

    jsd: float
    p: float | None
    p_smallest: float
    p_lengths: float | None
    reason: str
    null: np.ndarray


def permutation(
    target: Any,
    reference: Any,
    *,
    sizes_target: Any = None,
    sizes_reference: Any = None,
    unit: str = "unit",
    measure: str = "mean_rate_difference",
    n: int = 10_000,
    alpha: float = 0.05,
    prior: float | pd.Series | None = None,
    prior_mass: float | None = None,
    seed: int = 0,
    progress: bool = False,
    block: int = BLOCK,
) -> pd.DataFrame:
    """Compute permutation p values of all terms at once, or say why there are none.

    Tests on tokens find differences between any two texts, because words come in bursts. If it made no
    difference which side a document comes from, any assignment of the documents to the sides would have been
    as likely as the real one; p is the share of assignments with an effect at least as large (Mildenberger
    2023, who compares G2; see Notes). If there are at most `n` assignments, each is used once; otherwise `n`
    are drawn at random, and the real one is counted with them (Phipson & Smyth 2010).

    Parameters
    ----------
    target, reference, sizes_target, sizes_reference, prior, prior_mass
        As in `corpus_utils.terms.resampling.bootstrap`; the rows are the units that change sides.
    unit : str
        What a row is ("document", "paragraph", "sentence"); it is stated in the table.
    measure : str
        The effect whose absolute value is compared: "mean_rate_difference", the difference of the means of
        the units' rates per 1,000 words, or one of `corpus_utils.terms.effects.MEASURES`, which are of whole sides.
    n : int
        Largest number of assignments.
    alpha : float
        Where no p at or below it can come out, there is no p.
    seed : int
        The same seed gives the same table, whatever the block.
    progress : bool
        Show a progress bar.
    block : int
        Assignments in one matrix product.

    Returns
    -------
    DataFrame
        Indexed by ``term``: the measure under its name; ``p``, two-sided; ``p_family``: the share of
        assignments in which any term has an effect at least as large, so a p corrected for all terms
        (Westfall & Young 1993); ``p_smallest`` that the design allows; ``method`` ("exact" or "random") and
        ``assignments``; ``unit, units_target, units_reference``; ``reason``: empty, or why there is no p.

    Raises
    ------
    ValueError
        If counts or options are not allowed.

    Notes
    -----
    Under the null hypothesis the units of both sides come from one source: a difference in genre or date is
    as good a reason for a small p as one between the sides. So is a difference in the length of the units:
    measures of whole sides then break the ties of rare words by the length of a side alone. Simulated with
    twelve units of about 44 words against twelve of 80 and words of the same rate, .05 was reached by 15 % of
    the words that occur in one unit in ten with "g2", by less than 1 % with the mean of the units' rates:
    hence the default. Memory does not grow with the number of terms times `n`: some 250 MB beside the counts, for
    10,000 documents and 30,000 terms.

    Examples
    --------
    >>> import pandas as pd
    >>> ours = pd.DataFrame({"peace": [3, 4, 3, 5, 4], "the": [6, 6, 7, 5, 6]})
    >>> theirs = pd.DataFrame({"peace": [1, 0, 1, 1, 0], "the": [9, 8, 9, 9, 9]})
    >>> table = permutation(ours, theirs, unit="paragraph")
    >>> table.loc["peace", ["p", "p_smallest"]].astype(float).round(4).tolist()
    [0.0079, 0.0079]
    >>> permutation(ours[:1], theirs[:2], unit="document").loc["peace", ["p", "reason"]].tolist()
    [<NA>, '1 document against 2: no p below 0.33']
    """
    units = align_units(target, reference, sizes_target, sizes_reference)
    sides = add_up(units)
    prior_of_all = prior_counts(sides, prior, prior_mass)
    n_units = (units.target.shape[0], units.reference.shape[0])
    name = measure
    if measure == "mean_rate_difference":  # the rate of a side whose units are all as long: one word each
        units, measure = _unit_rates(units), "rate_difference"
        sides = Sides(units.terms, *(np.asarray(x.sum(axis=0)) for x in units[1:3]), *n_units)
    observed = effect(measure, *sides[1:], prior_of_all)
    design = plan(*n_units, n, alpha, unit)
    p, p_family = np.full((2, len(observed)), np.nan)
    if not design.reason:
        reached, largest = np.zeros(len(observed), dtype=int), np.zeros(design.n)
        with tqdm(total=design.n, disable=not progress, unit="assignment") as bar:
            for first, rows, dealt, words in dealt_out(units, design, seed, block):
                draws = np.abs(effect(measure, *dealt, *words, (prior_of_all[0][rows, None], prior_of_all[1])))
                reached[rows] += (draws >= np.abs(observed[rows, None]) - TOLERANCE).sum(axis=1)
                columns = slice(first, first + draws.shape[1])
                largest[columns] = np.maximum(largest[columns], draws.max(axis=0))
                if rows.stop == len(observed):
                    bar.update(draws.shape[1])
        ordered = np.sort(largest)
        above = design.n - np.searchsorted(ordered, np.abs(observed) - TOLERANCE)
        p, p_family = _share(reached, design), _share(above, design)
    table = pd.DataFrame({name: observed, "p": p, "p_family": p_family}, index=units.terms)
    table = table.astype({"p": "Float64", "p_family": "Float64"}).assign(p_smallest=design.p_smallest)
    return table.assign(
        method=design.method,
        assignments=design.n,
        unit=unit,
        units_target=n_units[0],
        units_reference=n_units[1],
        reason=design.reason,
    )


def divergence_permutation(
    target: Any,
    reference: Any,
    *,
    unit: str = "unit",
    n: int = 10_000,
    alpha: float = 0.05,
    seed: int = 0,
    progress: bool = False,
    block: int = BLOCK,
) -> DivergenceTest:
    """Set the Jensen-Shannon divergence of two sides beside that of their units dealt out anew.

    Divergence is never 0 between two texts, and the larger the shorter they are; only its own distribution
    under chance says whether it is large. For the same reason there is no p where the units of the two sides
    differ in length: simulated without any difference in words, six units of about 44 words against ten of
    80 would have given p below .05 in a fifth of the cases.

    Parameters
    ----------
    target, reference, unit, n, alpha, seed, progress, block
        As in `permutation`; units without a term of the table are left out.

    Returns
    -------
    DivergenceTest
        ``jsd, p, p_smallest, p_lengths, reason, null``.

    Raises
    ------
    ValueError
        If counts or options are not allowed.

    Examples
    --------
    >>> import pandas as pd
    >>> ours = pd.DataFrame({"peace": [3, 4, 3, 5], "the": [6, 6, 7, 5]})
    >>> theirs = pd.DataFrame({"peace": [1, 0, 1, 1], "the": [9, 8, 9, 9]})
    >>> test = divergence_permutation(ours, theirs)
    >>> round(test.jsd, 3), round(test.p, 3), len(test.null)
    (0.101, 0.029, 70)
    """
    units = align_units(target, reference)
    jsd = divergence((units.target, units.terms), (units.reference, units.terms)).jsd
    design = plan(units.target.shape[0], units.reference.shape[0], n, alpha, unit)
    if design.reason:
        return DivergenceTest(jsd, None, design.p_smallest, None, design.reason, np.empty(0))
    k = (len(units.sizes_target), len(units.sizes_reference))
    gap = abs(units.sizes_target.mean() - units.sizes_reference.mean())
    null, gaps = np.zeros(design.n), np.zeros(design.n)
    with tqdm(total=design.n, disable=not progress, unit="assignment") as bar:
        for first, rows, (left, right), (words_left, words_right) in dealt_out(units, design, seed, block):
            shares = term_shares(left / words_left, right / words_right)
            columns = slice(first, first + shares.shape[1])
            null[columns] += shares.sum(axis=0)
            gaps[columns] = np.abs(words_left / k[0] - words_right / k[1])
            if rows.stop == len(units.terms):
                bar.update(shares.shape[1])
    null = np.round(null, 12)  # the order of adding up, and so the last bits, depends on the block
    p = float(_share(np.sum(null >= jsd - TOLERANCE), design))
    p_lengths = float(_share(np.sum(gaps >= gap - TOLERANCE), design))
    if p_lengths <= alpha:
        means = f"{units.sizes_target.mean():.3g} against {units.sizes_reference.mean():.3g} words"
        reason = f"the {unit}s differ in length ({means} on average), and short ones diverge more"
        return DivergenceTest(jsd, None, design.p_smallest, p_lengths, reason, null)
    return DivergenceTest(jsd, p, design.p_smallest, p_lengths, "", null)


def _share(reached: np.ndarray, design: Design) -> np.ndarray:
    """Turn counts of assignments into p; the exact ones hold the real assignment already."""
    return reached / design.n if design.method == "exact" else (reached + 1) / (design.n + 1)


def _unit_rates(units: Units) -> Units:
    """Replace counts by rates and sizes by 1, so that every unit weighs the same."""
    return Units(
        units.terms,
        (sparse.diags_array(1 / units.sizes_target) @ units.target).tocsr(),
        (sparse.diags_array(1 / units.sizes_reference) @ units.reference).tocsr(),
        np.ones_like(units.sizes_target),
        np.ones_like(units.sizes_reference),
    )
