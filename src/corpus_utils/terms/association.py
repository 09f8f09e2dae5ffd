"""Test whether two sides use a term at different rates: small functions on counts and totals.

Every function takes the occurrences of a term on the target and on the reference side, and the words of
each side in all, as numbers or arrays that broadcast. Exchanging the sides changes the sign of a signed
result and nothing else, to the last bit.
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import xlogy
from scipy.stats import contingency, fisher_exact

G2_FORMS = ("four-cell", "two-cell")


def direction(
    count_target: ArrayLike, count_reference: ArrayLike, total_target: ArrayLike, total_reference: ArrayLike
) -> np.ndarray:
    """Return the side that uses a term at the higher rate: 1 target, -1 reference, 0 neither.

    All signed measures take their sign from here, so that no two of them contradict each other.
    """
    return np.sign(np.asarray(count_target) / total_target - np.asarray(count_reference) / total_reference)


def signed_g2(
    count_target: ArrayLike,
    count_reference: ArrayLike,
    total_target: ArrayLike,
    total_reference: ArrayLike,
    form: str = "four-cell",
) -> np.ndarray:
    """Compute the signed log-likelihood ratio statistic of each term.

    The four-cell form counts the other words too; the two-cell form leaves them out and is always the
    smaller. Tools rarely say which they print, so it is an argument here.

    Parameters
    ----------
    count_target, count_reference, total_target, total_reference : array
        As in `direction`.
    form : {"four-cell", "two-cell"}
        Dunning (1993), or Rayson & Garside (2000).

    Returns
    -------
    array of float
        Positive where the target uses the term at the higher rate.

    Raises
    ------
    ValueError
        If `form` is unknown.

    Examples
    --------
    >>> float(signed_g2(110, 111, 2552, 29225).round(2))
    270.72
    """
    if form not in G2_FORMS:
        raise ValueError(f"form is {form!r}; expected one of {G2_FORMS}")
    a, b = np.asarray(count_target, dtype=float), np.asarray(count_reference, dtype=float)
    n1, n2 = np.asarray(total_target, dtype=float), np.asarray(total_reference, dtype=float)
    used, total = a + b, n1 + n2
    share = used / total
    half = _pair(a, b, n1 * share, n2 * share)
    if form == "four-cell":
        half = half + _pair(n1 - a, n2 - b, n1 * ((total - used) / total), n2 * ((total - used) / total))
    return direction(a, b, n1, n2) * np.maximum(2 * half, 0) + 0.0  # + 0.0: no minus zero in tables


def association(count_target: int, count_reference: int, total_target: int, total_reference: int) -> dict[str, float]:
    """Compute the usual tests of one term against two totals, each under its full name.

    Published keyness numbers come from different tests; this shows which one a number is.

    Parameters
    ----------
    count_target, count_reference : int
        Occurrences of the term on the two sides.
    total_target, total_reference : int
        Words of the two sides.

    Returns
    -------
    dict
        ``g2_four_cell``, ``g2_two_cell``, ``g2_williams`` (G2 over the correction of Williams 1976),
        ``chi2``, ``chi2_yates``: signed, positive for the target. ``fisher_p``: two-sided, exact.

    Raises
    ------
    ValueError
        If the counts and totals do not make a table with two rows and two columns that are not empty.

    Examples
    --------
    >>> {name: round(value, 6) for name, value in association(7, 2, 10, 9).items()}
    ... # doctest: +NORMALIZE_WHITESPACE
    {'g2_four_cell': 4.534939, 'g2_two_cell': 2.4401, 'g2_williams': 4.200833,
     'chi2': 4.33716, 'chi2_yates': 2.632438, 'fisher_p': 0.069779}
    """
    table = np.array(
        [[count_target, total_target - count_target], [count_reference, total_reference - count_reference]]
    )
    if (table < 0).any() or (table.sum(axis=0) == 0).any() or (table.sum(axis=1) == 0).any():
        raise ValueError(
            f"counts {count_target} and {count_reference} of totals {total_target} and "
            f"{total_reference}: expected counts between 0 and their totals, and both the term "
            f"and other words on at least one side"
        )
    cells = (count_target, count_reference, total_target, total_reference)
    sides, columns, total = table.sum(axis=1), table.sum(axis=0), table.sum()
    sign = float(direction(*cells))
    g2 = float(signed_g2(*cells))
    williams = 1 + ((total / sides).sum() - 1) * ((total / columns).sum() - 1) / (6 * total)
    return {
        "g2_four_cell": g2,
        "g2_two_cell": float(signed_g2(*cells, form="two-cell")),
        "g2_williams": g2 / float(williams),
        "chi2": sign * float(contingency.chi2_contingency(table, correction=False).statistic),
        "chi2_yates": sign * float(contingency.chi2_contingency(table, correction=True).statistic),
        "fisher_p": float(fisher_exact(table).pvalue),
    }


def _pair(a: np.ndarray, b: np.ndarray, expected_a: np.ndarray, expected_b: np.ndarray) -> np.ndarray:
    """Add up observed times log(observed / expected) of one pair of cells, with 0 log 0 = 0."""
    return xlogy(a, a / np.where(a > 0, expected_a, 1)) + xlogy(b, b / np.where(b > 0, expected_b, 1))
