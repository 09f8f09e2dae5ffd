"""Measure how much more one side uses a term than the other: small functions on counts and totals.

Arguments as in `corpus_utils.terms.association`; exchanging the sides changes the sign of each measure and
nothing else, to the last bit.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv

from corpus_utils.terms.association import direction, signed_g2

VARIANCES = ("full", "two-term")
MEASURES = ("g2", "rate_difference", "log_ratio", "delta")


def effect(
    measure: str,
    count_target: ArrayLike,
    count_reference: ArrayLike,
    total_target: ArrayLike,
    total_reference: ArrayLike,
    prior: tuple[ArrayLike, float],
) -> np.ndarray:
    """Compute a signed measure by its name.

    Resampling asks for the same measures as the keyness table, so both take them from here.
    """
    counts = (count_target, count_reference, total_target, total_reference)
    if measure == "g2":
        return signed_g2(*counts)
    if measure == "rate_difference":
        return 1000 * (np.asarray(count_target) / total_target - np.asarray(count_reference) / total_reference)
    if measure == "log_ratio":
        return log_ratio(*counts)
    if measure == "delta":
        return _delta(*_odds(*counts, *prior))
    raise ValueError(f"measure is {measure!r}; expected one of {MEASURES}")


def log_ratio(
    count_target: ArrayLike, count_reference: ArrayLike, total_target: ArrayLike, total_reference: ArrayLike
) -> np.ndarray:
    """Compute the binary logarithm of the ratio of the two rates (Hardie 2014).

    It says how many times a term doubles, whatever the size of the texts. The rule for zeros: a count of 0 is read as
    half an occurrence. Where that would turn the direction round, because one occurrence in a long text is rarer than
    half an occurrence in a short one, the log ratio is 0: no direction shows.
    """
    a, b = np.asarray(count_target, dtype=float), np.asarray(count_reference, dtype=float)
    rate_target = np.where(a == 0, 0.5, a) / total_target
    rate_reference = np.where(b == 0, 0.5, b) / total_reference
    ratio = np.log2(rate_target) - np.log2(rate_reference)
    agrees = np.sign(ratio) == direction(a, b, total_target, total_reference)
    return np.where(agrees, ratio, 0.0)


def conservative_log_ratio(
    count_target: ArrayLike,
    count_reference: ArrayLike,
    total_target: ArrayLike,
    total_reference: ArrayLike,
    alpha: float = 0.05,
) -> np.ndarray:
    """Compute the log ratio that the data support at least (LRC, Evert 2022).

    A large ratio of small counts is mostly luck. Of the exact (Clopper-Pearson) interval for the target's share of a
    term's occurrences, turned into a log ratio, this is the bound nearest to zero; 0 where the interval covers zero. It
    needs no rule for zeros, and it assumes independent tokens.
    """
    a, b, n1, n2 = np.broadcast_arrays(count_target, count_reference, total_target, total_reference)
    sign = direction(a, b, n1, n2)
    swap = sign < 0
    more, less = np.where(swap, b, a), np.where(swap, a, b)
    own, other = np.where(swap, n2, n1), np.where(swap, n1, n2)
    # The lower bound for the side with the higher rate; where both counts are 0 there is nothing to bound.
    low = betaincinv(np.maximum(more, 1), less + 1, alpha / 2)
    bound = np.log2(low) - np.log1p(-low) / np.log(2) + (np.log2(other) - np.log2(own))
    return sign * np.maximum(bound, 0) + 0.0


def log_odds(
    count_target: ArrayLike,
    count_reference: ArrayLike,
    total_target: ArrayLike,
    total_reference: ArrayLike,
    alpha: ArrayLike,
    alpha_total: float,
    variance: str = "full",
) -> tuple[np.ndarray, np.ndarray]:
    """Compute the log-odds difference with a Dirichlet prior, and its variance (Monroe et al. 2008).

    The prior pulls rare terms towards what is known of them beforehand, so that a word used once does not lead the
    list. It is added once to each side. delta is in natural logarithms; z is ``delta / sqrt(variance)``.
    """
    if variance not in VARIANCES:
        raise ValueError(f"variance is {variance!r}; expected one of {VARIANCES}")
    odds = _odds(count_target, count_reference, total_target, total_reference, alpha, alpha_total)
    target, reference, rest_target, rest_reference = odds
    spread = 1 / target + 1 / reference
    if variance == "full":
        spread = spread + (1 / rest_target + 1 / rest_reference)
    return _delta(*odds), spread


def _odds(
    count_target: Any, count_reference: Any, total_target: Any, total_reference: Any, alpha: Any, alpha_total: Any
) -> tuple[np.ndarray, ...]:
    """Add the prior to a term and to all other words on both sides."""
    target, reference = count_target + np.asarray(alpha), count_reference + np.asarray(alpha)
    rest_target = total_target + alpha_total - target
    rest_reference = total_reference + alpha_total - reference
    if min(np.min(part, initial=1) for part in (target, reference, rest_target, rest_reference)) <= 0:
        raise ValueError(
            "the odds of a term are 0 or infinite on one side: give every term a prior above 0, "
            "and compare at least two terms or give totals that count the other words"
        )
    return target, reference, rest_target, rest_reference


def _delta(
    target: np.ndarray, reference: np.ndarray, rest_target: np.ndarray, rest_reference: np.ndarray
) -> np.ndarray:
    return (np.log(target) - np.log(rest_target)) - (np.log(reference) - np.log(rest_reference))
