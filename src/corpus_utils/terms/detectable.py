"""The smallest difference that these very texts would have shown."""

from __future__ import annotations

import numpy as np
import pandas as pd

from corpus_utils.terms.units import Contrast
from corpus_utils.terms.verdicts import CELLS_HELD, LARGEST_SHARE, VETO_P, Verdicts, overdispersed_g2, worst_left_out

POWER = 0.8
#: The choices of the analyst are not planted; they cost some power, so that test and veto must pass that much more.
COST_OF_CHOICES = 0.08
#: Bursts: the rate of a planted word varies from unit to unit by a gamma distribution (Church & Gale 1995) of this
#: shape, as in the more bursty fifth of the content words of debate speeches, or the middle one of their paragraphs.
BURST_SHAPE = 1.0
#: Rates in 1,000 words at which words are planted.
RATES = 0.05 * 2 ** np.arange(0, 11.5, 0.5)
PLANTED, LEAST_PLANTED = 200, 40
#: Where there are so many units that words times units would be more, fewer words are planted.
MOST_CELLS = 100_000
SCENES = [
    (side, other, spread)
    for side in ("target", "reference")
    for other in (0.0, 0.25)
    for spread in ("evenly", "in bursts")
]


def detectable_terms(verdicts: Verdicts, q: float = 0.05, seed: int = 0, planted: int = PLANTED) -> pd.DataFrame:
    """Find the rate from which on a word would have been a finding, by planting words in these units.

    "No difference" is worth what could have been seen. Words are planted at rising rates into the real units, on one
    side alone or at four times the rate of the other, evenly or in bursts, and go through the same test and the same
    veto as the real words; the critical F comes from the deals that were made already.

    Parameters
    ----------
    verdicts : Verdicts
        From `corpus_utils.terms.verdicts.term_verdicts`.
    q : float
        Share of false discoveries, as there.
    seed : int
        The same seed plants the same words.
    planted : int
        Words planted at each rate; fewer, but forty at least, where there are thousands of units.

    Returns
    -------
    DataFrame
        One row a scene: ``more`` ("target" or "reference": the side that uses the word more), ``other`` (rate of the
        other side as a share of it), ``spread`` ("evenly" or "in bursts"), ``rate`` in 1,000 words that is found with
        power `POWER` (missing where none of the `RATES` is) and ``occurrences`` that it means on that side.

    Examples
    --------
    >>> from corpus_utils.terms.verdicts import term_verdicts
    >>> rng = np.random.default_rng(1)
    >>> draw = lambda doc: pd.DataFrame({"doc_id": doc, "paragraph": 1,
    ...     "token": rng.choice(["peace", "war", "the"], size=500)}).assign(lemma=lambda x: x["token"])
    >>> ours, theirs = (pd.concat(draw(doc) for doc in docs) for docs in ("abcdef", "ghijkl"))
    >>> table = detectable_terms(term_verdicts(ours, theirs, deals=200), planted=50)
    >>> table.query("more == 'target' and spread == 'evenly'")["other"].tolist()
    [0.0, 0.25]
    """
    rows = []
    for number, (more, other, spread) in enumerate(SCENES):
        rate = np.nan
        if verdicts.dealt is not None and len(verdicts.terms):
            curve = power_curve(verdicts, more, other, spread, q, [seed, number], planted)
            rate = _reaches(curve["rate"].to_numpy(), curve["power"].to_numpy())
        words = verdicts.contrast.words[0 if more == "target" else 1]
        rows.append((more, other, spread, rate, rate * words / 1000))
    return pd.DataFrame(rows, columns=["more", "other", "spread", "rate", "occurrences"])


def power_curve(
    verdicts: Verdicts,
    more: str,
    other: float = 0.0,
    spread: str = "evenly",
    q: float = 0.05,
    seed: int | list[int] = 0,
    planted: int = PLANTED,
) -> pd.DataFrame:
    """Compute how often a planted word is found, rate by rate.

    Parameters
    ----------
    verdicts, q, seed, planted
        As in `detectable_terms`.
    more : {"target", "reference"}
        The side that uses the word more.
    other : float
        Rate on the other side as a share of it.
    spread : {"evenly", "in bursts"}
        Poisson counts, or counts whose rate varies by a gamma distribution of shape `BURST_SHAPE`.

    Returns
    -------
    DataFrame
        ``rate`` in 1,000 words and ``power``.

    Examples
    --------
    >>> from corpus_utils.terms.verdicts import term_verdicts
    >>> rng = np.random.default_rng(1)
    >>> draw = lambda doc: pd.DataFrame({"doc_id": doc, "paragraph": 1,
    ...     "token": rng.choice(["peace", "war", "the"], size=500)}).assign(lemma=lambda x: x["token"])
    >>> ours, theirs = (pd.concat(draw(doc) for doc in docs) for docs in ("abcdef", "ghijkl"))
    >>> power_curve(term_verdicts(ours, theirs, deals=200), "target", planted=50)["power"].iloc[[0, -1]].tolist()
    [0.0, 1.0]
    """
    contrast, pool = verdicts.contrast, verdicts.dealt.pool
    family = len(contrast.terms) + 1
    found = int((verdicts.terms["q"] <= q).sum())
    critical = critical_f(pool, q * (found + 1) / family)
    kept = critical_f(pool, VETO_P)
    planted = max(min(planted, LEAST_PLANTED), min(planted, MOST_CELLS // len(contrast.sizes)))
    on_side = contrast.on_target if more == "target" else ~contrast.on_target
    rng = np.random.default_rng(seed)
    power = [
        _passes(_plant(contrast, on_side, rate, other, spread, rng, planted), contrast, on_side, critical, kept).mean()
        for rate in RATES
    ]
    return pd.DataFrame({"rate": RATES, "power": power})


def critical_f(pool: np.ndarray, p: float) -> float:
    """Return the value that F must exceed for a pooled p.

    `pool` holds F in all deals of all terms, sorted. Infinite where the pool is too small for p.
    """
    allowed = int(np.floor(p * (len(pool) + 1) - 1 + 1e-9))
    return float(pool[len(pool) - 1 - allowed]) if 0 <= allowed < len(pool) else np.inf


def _plant(
    contrast: Contrast,
    on_side: np.ndarray,
    rate: float,
    other: float,
    spread: str,
    rng: np.random.Generator,
    planted: int,
) -> np.ndarray:
    """Draw the counts of planted words: words x units."""
    k = len(contrast.sizes)
    expected = rate / 1000 * contrast.sizes * np.where(on_side, 1.0, other)
    shape = (planted, k)
    uneven = rng.gamma(BURST_SHAPE, 1 / BURST_SHAPE, size=shape) if spread == "in bursts" else np.ones(shape)
    return rng.poisson(uneven * expected).astype(float)


def _passes(counts: np.ndarray, contrast: Contrast, on_side: np.ndarray, critical: float, kept: float) -> np.ndarray:
    """Say of each planted word whether it passes the test and the veto."""
    sizes, k = contrast.sizes.astype(float), len(contrast.sizes)
    few = max(1, CELLS_HELD // k)
    words = sizes[on_side].sum(), sizes[~on_side].sum()
    left_words = words[0] - sizes * on_side, words[1] - sizes * ~on_side
    passed = []
    for start in range(0, len(counts), few):
        own = counts[start : start + few]
        squares = own**2 / np.maximum(sizes, 1)
        a, b = (own[:, side].sum(axis=1) for side in (on_side, ~on_side))
        squares_a, squares_b = (squares[:, side].sum(axis=1) for side in (on_side, ~on_side))
        f = overdispersed_g2(a, b, squares_a, squares_b, words, k)
        worst, _, gap, _ = worst_left_out(own, sizes, on_side, left_words)
        more = (a / words[0] > b / words[1]) & (gap > 0)
        total = np.maximum(own.sum(axis=1), 1)
        held = (own > 0).sum(axis=1) >= (max(3, 0.1 * k) if contrast.unit == "document" else 2)
        passed.append((f > critical) & (worst > kept) & more & held & (own.max(axis=1) / total <= LARGEST_SHARE))
    return np.concatenate(passed)


def _reaches(rates: np.ndarray, power: np.ndarray) -> float:
    """Interpolate the rate at which the power is reached for good, between logarithms of rates."""
    wanted = POWER + COST_OF_CHOICES
    enough = power >= wanted
    if not enough[-1]:
        return np.nan
    short = np.flatnonzero(~enough)
    if not len(short):
        return float(rates[0])
    low = short[-1]
    share = (wanted - power[low]) / (power[low + 1] - power[low])
    return float(rates[low] * (rates[low + 1] / rates[low]) ** share)
