"""Say of each term: it differs, it does not, or these texts can't tell.

One statistic serves few and many documents. F is the log-likelihood ratio of a term divided by how much more its
counts vary from unit to unit than chance drawing would make them; it is compared with the same for units dealt
out anew. A finding must also survive the loss of any one unit and the choices that a reader could have made
otherwise. `docs/numbers.md` shows the measured size and power of the whole rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_array
from scipy.stats import false_discovery_control
from scipy.stats import t as student

from corpus_utils.terms.effects import log_ratio
from corpus_utils.terms.units import Contrast, deal_out, sides_dealt, specification_contrasts

FINDING, SMALL, EQUIVALENT, OPEN = "finding", "small finding", "equivalent", "can't tell"
#: What a finding is called where the units are paragraphs of a few documents: side and document can't be told apart.
PARAGRAPHS, PARAGRAPHS_SMALL = "paragraphs differ", "paragraphs differ little"
VERDICTS = (FINDING, SMALL, PARAGRAPHS, PARAGRAPHS_SMALL, EQUIVALENT, OPEN)
DIFFERS = (FINDING, SMALL, PARAGRAPHS, PARAGRAPHS_SMALL)
DEALS = 1000
VETO_P = 0.01  # with any one unit left out, p must stay at or below this
LARGEST_SHARE = 0.5  # of the occurrences of a term that one unit may hold
LEAST_SPECIFICATIONS = 0.5  # share of the specifications in which a finding is key
BOUND = 1.0  # log ratio within which two rates count as the same: a factor of 2 either way
CURVE_P = 0.01  # a term counts for the specification curve from this p on
CELLS_HELD = 100_000  # numbers held at a time where units are left out: they fit a processor's cache
EQUAL = 1e-5  # values of F that differ by a smaller share are equal: the same counts added in another order


class Dealt(NamedTuple):
    """F of every term in the real deal and in all deals.

    ``observed`` has one value a term, ``sign`` 1 where the target uses the term more and -1 where the reference does;
    ``pool`` holds the values of all deals and terms, sorted; ``p`` is the share of the pool that reaches the term's
    own, ``p_deal`` the share of its own deals; ``above``, a number a deal, counts the terms whose p is `CURVE_P` at
    most.
    """

    observed: np.ndarray
    sign: np.ndarray
    pool: np.ndarray
    p: np.ndarray
    p_deal: np.ndarray
    above: np.ndarray


class Verdicts(NamedTuple):
    """The verdicts on the terms of one question, with what they rest on.

    Attributes
    ----------
    terms : DataFrame
        One row a term, see `term_verdicts`.
    specifications : DataFrame
        One row a specification: ``form, stop_words, opening, words_target, words_reference, terms, key``.
    p_curve : float
        The one p of the specification curve: the share of deals in which as many terms stand out, over all
        specifications, as in the real one. Missing where nothing can be dealt out.
    contrast : Contrast
        The usual specification, with the terms that are frequent enough.
    dealt : Dealt or None
        What the deals gave in the usual specification.
    reason : str
        Why nothing can be dealt out, or nothing.
    """

    terms: pd.DataFrame
    specifications: pd.DataFrame
    p_curve: float
    contrast: Contrast
    dealt: Dealt | None
    reason: str


def term_verdicts(
    target: pd.DataFrame,
    reference: pd.DataFrame,
    stop_words: Collection[str] = (),
    unit: str | None = None,
    deals: int = DEALS,
    q: float = 0.05,
    bound: float = BOUND,
    seed: int = 0,
    term: str = "token",
) -> Verdicts:
    """Decide for every term of one question: the sides differ in it, they do not, or these texts can't tell.

    A test that can only say no says nothing. This one has three answers, and
    `corpus_utils.terms.detectable.detectable_terms` says which differences it would have found.

    Parameters
    ----------
    target, reference : DataFrame
        Token tables of the two sides (see `corpus_utils.terms.contrasts.group_words`): doc_id, paragraph, token, lemma.
    stop_words : collection of str
        Tokens that half of the specifications take out.
    unit : {"document", "paragraph"}, optional
        See `corpus_utils.terms.units.contrast_units`.
    deals : int
        Deals of the units, the real one among them.
    q : float
        Share of false discoveries (Benjamini & Hochberg 1995).
    bound : float
        Log ratio within which two rates count as the same, tested from both sides at .05 (Schuirmann 1987).
    seed : int
        The same seed gives the same verdicts.
    term : {"token", "lemma"}
        What the usual specification counts, and the verdicts are about.

    Returns
    -------
    Verdicts
        ``terms`` is indexed by ``term``, sorted by F, ties by term; only terms in enough units are in it
        (`frequent_terms`). ``count_target, count_reference, rate_target, rate_reference`` (in 1,000 words),
        ``units_target, units_reference`` (how many hold it); ``f``, signed; ``p`` (pooled over the terms), ``q``,
        ``p_deal`` (of its own deals); ``log_ratio`` with ``low, high`` of level .95; ``p_left_out, turns,
        largest_share, hangs_on`` where q was reached (`leave_one_out`); ``key_in`` of ``specifications`` that hold
        the term, and ``same_sign``;
        ``verdict``, one of `VERDICTS`; ``why``: what a term whose q was reached lacks of a finding.

    Raises
    ------
    ValueError
        If a side has no words or an option is not allowed.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> draw = lambda p, doc: pd.DataFrame({"doc_id": doc, "paragraph": np.arange(300) // 30,
    ...     "token": rng.choice(["peace", "war", "the"], p=p, size=300)}).assign(lemma=lambda x: x["token"])
    >>> ours = pd.concat(draw([0.2, 0.1, 0.7], doc) for doc in "abcdef")
    >>> theirs = pd.concat(draw([0.1, 0.1, 0.8], doc) for doc in "ghijkl")
    >>> term_verdicts(ours, theirs).terms["verdict"].to_dict()
    {'peace': 'finding', 'the': 'equivalent', 'war': 'equivalent'}
    """
    if not (deals >= 2 and 0 < q < 1 and bound > 0):
        raise ValueError(
            f"deals {deals!r}, q {q!r}, bound {bound!r}: expected 2 deals or more, 0 < q < 1, a bound above 0"
        )
    counted = specification_contrasts(target, reference, stop_words, unit, term)
    usual = next(iter(counted.values()))
    orders = deal_out(usual, deals, seed) if not usual.reason else None
    kept = {name: contrast.choose(frequent_terms(contrast)) for name, contrast in counted.items()}
    base = next(iter(kept.values()))
    tested = {} if orders is None else {name: deal(contrast, orders) for name, contrast in kept.items()}
    table = _describe(base)
    other = _other_form(pd.concat([target, reference]), base.terms, term)
    dealt = next(iter(tested.values())) if tested else None
    if dealt is not None:
        table = table.assign(
            f=dealt.sign * dealt.observed, p=dealt.p, q=false_discovery_control(dealt.p), p_deal=dealt.p_deal
        )
        key = (table["q"] <= q).to_numpy()
        left = leave_one_out(base.choose(key), dealt.pool, dealt.sign[key])
    else:
        table = table.assign(f=np.nan, p=np.nan, q=np.nan, p_deal=np.nan)
        left = pd.DataFrame(columns=["p_left_out", "turns", "largest_share", "hangs_on"], index=base.terms[:0])
    table = table.join(left.astype({"p_left_out": float, "turns": "boolean", "largest_share": float}))
    table["hangs_on"] = table["hangs_on"].fillna("").astype(str)
    table = table.join(_over_specifications(kept, tested, table.index, other, stop_words, q))
    within = ratio_intervals(base, level=0.9)
    equivalent = (within["low"] > -bound) & (within["high"] < bound)
    table["why"] = [usual.reason or objection(row, base.unit, q) for row in table.itertuples()]
    found = (table["q"] <= q) & (table["why"] == "")
    names = (FINDING, SMALL) if base.unit == "document" else (PARAGRAPHS, PARAGRAPHS_SMALL)
    conditions = [found & ~equivalent, found & equivalent, equivalent]
    table["verdict"] = np.select(conditions, [*names, EQUIVALENT], default=OPEN)
    order = np.lexsort([table.index, -table["f"].abs().fillna(0).round(6)])
    facts = _facts(kept, tested, q)
    above = np.sum([one.above for one in tested.values()], axis=0)
    p_curve = float((above >= above[0]).mean()) if tested else np.nan
    return Verdicts(table.iloc[order], facts, p_curve, base, dealt, usual.reason)


def frequent_terms(contrast: Contrast) -> np.ndarray:
    """Mark the terms that stand in enough units to be tested.

    With documents, terms in a tenth of them and in three at least; with paragraphs, in two.
    """
    held = np.asarray((contrast.counts > 0).sum(axis=0)).ravel()
    return held >= (max(3, 0.1 * len(contrast.sizes)) if contrast.unit == "document" else 2)


def overdispersed_g2(
    a: np.ndarray, b: np.ndarray, squares_a: np.ndarray, squares_b: np.ndarray, words: tuple, units: int
) -> np.ndarray:
    """Compute F, the log-likelihood ratio of each term over its overdispersion.

    Words come in bursts; four occurrences in one document are hardly more evidence than one. Dividing G2 by how much
    the counts vary from unit to unit takes that out, whatever the lengths of the units. It is the two-cell G2 (Rayson &
    Garside 2000) over the Pearson dispersion of quasi-Poisson regression (McCullagh & Nelder 1989), which is never
    taken below 1.
    """
    total_a, total_b = words
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = (a + b) / (total_a + total_b)
        g = np.where(a > 0, a * np.log(a / (total_a * expected)), 0.0)
        g += np.where(b > 0, b * np.log(b / (total_b * expected)), 0.0)
        pearson = np.where(a > 0, total_a / a * squares_a - a, 0.0) + np.where(b > 0, total_b / b * squares_b - b, 0.0)
    return 2 * np.maximum(g, 0) / np.maximum(1, pearson / max(units - 2, 1))


def deal(contrast: Contrast, orders: np.ndarray) -> Dealt:
    """Compute F for all terms in all deals, and the p values that follow.

    `orders` (units x deals) are from `deal_out`; the first is the real one.
    """
    counts = contrast.counts.T.tocsr().astype(float)
    squares = counts.copy()
    squares.data = squares.data**2 / contrast.sizes[squares.indices]
    all_counts, all_squares = (np.asarray(matrix.sum(axis=1))[:, None] for matrix in (counts, squares))
    total, k = float(contrast.sizes.sum()), len(contrast.sizes)
    values = np.empty((len(contrast.terms), orders.shape[1]), dtype=np.float32)
    for first, chosen in sides_dealt(contrast, orders):
        a, squares_a, words = counts @ chosen, squares @ chosen, contrast.sizes @ chosen
        pair = a, all_counts - a, squares_a, np.maximum(all_squares - squares_a, 0)
        values[:, first : first + chosen.shape[1]] = overdispersed_g2(*pair, (words, total - words), k)
    observed = values[:, 0].copy()
    pool = np.sort(values, axis=None)
    reach = values >= (observed * (1 - EQUAL))[:, None]
    a, b = contrast.totals
    sign = np.sign(a / contrast.words[0] - b / contrast.words[1])
    critical = pool[int(np.ceil(len(pool) * (1 - CURVE_P))) - 1] if len(pool) else 0
    above = (values > critical).sum(axis=0)
    return Dealt(observed, sign, pool, pooled_p(observed, pool), reach.mean(axis=1), above)


def pooled_p(values: np.ndarray, pool: np.ndarray) -> np.ndarray:
    """Return the share of all deals and terms whose F reaches a value.

    The deals of one term allow no p small enough for thousands of terms; those of all terms together do. `pool` holds F
    in all deals of all terms, sorted. The shares have one more above and below (Phipson & Smyth 2010).
    """
    reached = len(pool) - np.searchsorted(pool, np.asarray(values) * (1 - EQUAL))
    return (reached + 1) / (len(pool) + 1)


def leave_one_out(contrast: Contrast, pool: np.ndarray, signs: np.ndarray) -> pd.DataFrame:
    """Ask of each term whether one unit carries its difference.

    `pool` holds F in all deals of all terms, sorted. Gives, by term, ``p_left_out``, the largest p with one unit left
    out; ``turns``, whether leaving one out turns the direction; ``largest_share`` of the occurrences in one unit;
    ``hangs_on``, the document of the unit whose loss costs most.
    """
    counts = contrast.counts.T.tocsr().astype(float)
    here, sizes = contrast.on_target, contrast.sizes.astype(float)
    words = np.array(contrast.words, dtype=float)
    left_words = words[0] - sizes * here, words[1] - sizes * ~here
    few = max(1, CELLS_HELD // len(sizes))
    starts = range(0, len(signs), few)
    pieces = [worst_left_out(counts[start : start + few].toarray(), sizes, here, left_words) for start in starts]
    nothing = [(np.empty(0), np.empty(0, dtype=int), np.empty(0), np.empty(0))]
    worst, where, low, high = (np.concatenate(part) for part in zip(*(pieces or nothing), strict=True))
    largest = np.asarray(counts.max(axis=1).todense()).ravel() if len(signs) else np.empty(0)
    return pd.DataFrame(
        {
            "p_left_out": pooled_p(worst, pool),
            "turns": np.where(signs > 0, low <= 0, high >= 0),
            "largest_share": largest / np.maximum(np.asarray(counts.sum(axis=1)).ravel(), 1),
            "hangs_on": contrast.documents[where],
        },
        index=contrast.terms,
    )


def worst_left_out(
    counts: np.ndarray, sizes: np.ndarray, here: np.ndarray, left_words: tuple[np.ndarray, np.ndarray]
) -> tuple[np.ndarray, ...]:
    """Compute the least F of terms (rows x units) without one unit, that unit, and the range of the gap of rates."""
    squares = counts**2 / np.maximum(sizes, 1)
    sides = []
    for on in (here, ~here):
        sides.append(counts[:, on].sum(axis=1)[:, None] - counts * on)
        sides.append(np.maximum(squares[:, on].sum(axis=1)[:, None] - squares * on, 0))
    a, squares_a, b, squares_b = sides
    words = tuple(np.maximum(side, 1) for side in left_words)
    f = overdispersed_g2(a, b, squares_a, squares_b, words, len(sizes) - 1)
    gap = a / words[0] - b / words[1]
    return f.min(axis=1), f.argmin(axis=1), gap.min(axis=1), gap.max(axis=1)


def objection(row: Any, unit: str, q: float) -> str:
    """Say what a term whose q was reached lacks of a finding.

    Nothing where it lacks nothing, or q was not reached.
    """
    if not row.q <= q:
        return ""
    if row.largest_share > LARGEST_SHARE:
        return f"one {unit} holds {row.largest_share:.0%} of its occurrences ({row.hangs_on})"
    if row.turns or row.p_left_out > VETO_P:
        return f"without one {unit} p is {row.p_left_out:.2g} ({row.hangs_on})"
    if row.same_sign < row.specifications:
        return f"its direction turns in {row.specifications - row.same_sign} of {row.specifications} specifications"
    if row.key_in < LEAST_SPECIFICATIONS * row.specifications:
        return f"key in {row.key_in} of {row.specifications} specifications"
    return ""


def ratio_intervals(contrast: Contrast, level: float = 0.95) -> pd.DataFrame:
    """Compute an interval for the log ratio of each term that holds for bursty words of few occurrences.

    Drawing units again covers too seldom where a term is rare. Here the variance is the larger of two: that of
    overdispersed counts, and that which the units show. Gives, by term, ``log_ratio`` (Hardie 2014, see
    `corpus_utils.terms.effects.log_ratio`), ``low, high``.
    """
    a, b = (side.astype(float) for side in contrast.totals)
    words, k = contrast.words, len(contrast.sizes)
    counts = contrast.counts.astype(float)
    squares = counts.copy()
    squares.data = squares.data**2 / np.repeat(contrast.sizes, np.diff(counts.indptr))
    here = contrast.on_target
    squares_a, squares_b = (np.asarray(squares[side].sum(axis=0)).ravel() for side in (here, ~here))
    with np.errstate(divide="ignore", invalid="ignore"):
        pearson = np.where(a > 0, words[0] / a * squares_a - a, 0) + np.where(b > 0, words[1] / b * squares_b - b, 0)
    spread = np.maximum(1, pearson / max(k - 2, 1)) * (1 / (a + 0.5) + 1 / (b + 0.5))
    robust = _robust(contrast, np.arange(k), here) if k else spread
    documents = pd.factorize(contrast.documents)[0]
    if len(set(zip(documents, here, strict=True))) < k:  # several units in a document: they may go together
        robust = np.maximum(robust, _robust(contrast, documents, here))
    middle = np.log2((a + 0.5) / words[0]) - np.log2((b + 0.5) / words[1])
    half = student.ppf((1 + level) / 2, max(k - 2, 1)) * np.sqrt(np.maximum(spread, robust)) / np.log(2)
    point = log_ratio(a, b, *words)
    return pd.DataFrame({"log_ratio": point, "low": middle - half, "high": middle + half}, index=contrast.terms)


def _robust(contrast: Contrast, cluster: np.ndarray, here: np.ndarray) -> np.ndarray:
    """Add up, over both sides, the variance of the logarithm of a rate that the clusters of units show."""
    variance = np.zeros(len(contrast.terms))
    for side in (here, ~here):
        rows = np.flatnonzero(side)
        names, member = np.unique(cluster[rows], return_inverse=True)
        if len(names) < 2:
            continue
        gather = csr_array((np.ones(len(rows)), (member, rows)), shape=(len(names), len(cluster)))
        counts = gather @ contrast.counts.astype(float)
        sizes = np.bincount(member, contrast.sizes[rows])
        total, words = np.asarray(counts.sum(axis=0)).ravel(), sizes.sum()
        rate = total / words
        # sum of (c - n r)^2 over clusters, without making the zeros dense
        squared = np.asarray(counts.multiply(counts).sum(axis=0)).ravel()
        cross = np.asarray(counts.T @ sizes).ravel()
        residual = np.maximum(squared - 2 * rate * cross + rate**2 * (sizes**2).sum(), 0)
        variance += residual / (total + 0.5) ** 2 * len(names) / (len(names) - 1)
    return variance


def _describe(contrast: Contrast) -> pd.DataFrame:
    """Count each term and the units that hold it, with its rates and its interval."""
    a, b = contrast.totals
    words = contrast.words
    held = contrast.counts > 0
    sides = {"target": held[: contrast.n_target], "reference": held[contrast.n_target :]}
    table = pd.DataFrame({"count_target": a, "count_reference": b}, index=contrast.terms)
    table["rate_target"], table["rate_reference"] = 1000 * a / words[0], 1000 * b / words[1]
    for name, side in sides.items():
        table[f"units_{name}"] = np.asarray(side.sum(axis=0)).ravel()
    return table.join(ratio_intervals(contrast))


def _over_specifications(
    kept: Mapping[tuple[str, str, str], Contrast],
    tested: Mapping[tuple[str, str, str], Any],
    terms: pd.Index,
    other: Mapping[str, str],
    stop_words: Iterable[str],
    q: float,
) -> pd.DataFrame:
    """Count, for each term, the specifications that hold it, and those in which it is key."""
    held, key, same = (np.zeros(len(terms), dtype=int) for _ in range(3))
    stop = terms.isin(list(stop_words))
    usual, base = next(iter(kept))[0], None
    for (form, words, opening), dealt in tested.items():
        own = kept[form, words, opening].terms
        place = own.get_indexer(terms if form == usual else pd.Index([other.get(term, term) for term in terms]))
        possible = ~(stop & (words == "out"))
        there = place >= 0
        sign = np.where(there, np.append(dealt.sign, 0)[place], 0)
        base = sign if base is None else base
        passed = np.append(false_discovery_control(dealt.p) <= q, False)
        held += possible
        key += possible & there & passed[place] & (sign == base)
        same += possible & (~there | (sign * base >= 0))
    return pd.DataFrame({"specifications": held, "key_in": key, "same_sign": same}, index=terms)


def _facts(
    kept: Mapping[tuple[str, str, str], Contrast], tested: Mapping[tuple[str, str, str], Any], q: float
) -> pd.DataFrame:
    rows = []
    for (form, words, opening), contrast in kept.items():
        dealt = tested.get((form, words, opening))
        key = int((false_discovery_control(dealt.p) <= q).sum()) if dealt is not None else 0
        rows.append((form, words, opening, *contrast.words, len(contrast.terms), key))
    columns = ["form", "stop_words", "opening", "words_target", "words_reference", "terms", "key"]
    return pd.DataFrame(rows, columns=columns)


def _other_form(words: pd.DataFrame, terms: pd.Index, form: str) -> dict[str, str]:
    """Find the most frequent lemma of each token, or token of each lemma; ties by name."""
    other = "lemma" if form == "token" else "token"
    pairs = words.loc[words[form].isin(terms), [form, other]]
    # Of categories pandas would otherwise count every pair that there could be.
    pairs = pairs.groupby([form, other], observed=True, sort=False).size().reset_index(name="count")
    pairs = pairs.sort_values(["count", other], ascending=[False, True]).drop_duplicates(form)
    return dict(zip(pairs[form], pairs[other], strict=True))
