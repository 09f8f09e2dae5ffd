"""The same comparison where there is no other side, at the same size: what any two texts would show."""

from __future__ import annotations

from itertools import combinations, product

import joblib
import numpy as np
import pandas as pd
from scipy.stats import false_discovery_control

from corpus_utils.terms.divergence import divergence_excess
from corpus_utils.terms.units import Contrast, deal_out
from corpus_utils.terms.verdicts import deal, frequent_terms

BETWEEN, WITHIN_TARGET, WITHIN_REFERENCE = "between the sides", "within the target", "within the reference"
KINDS = (BETWEEN, WITHIN_TARGET, WITHIN_REFERENCE)
COLUMNS = ["kind", "draw", "first", "second", "words_first", "words_second", "terms", "found", "jsd", "excess", "p"]


def matched_contrasts(
    contrast: Contrast, draws: int = 12, deals: int = 200, q: float = 0.05, seed: int = 0
) -> pd.DataFrame:
    """Compare halves of the sides with halves of the same side, or documents with documents.

    How many terms pass a test, and how far vocabularies diverge, depends on how much text there is. So a contrast is
    set beside contrasts of its own size in which nothing is compared but occasions. One comparison does not depend on
    another: ``joblib.parallel_config(n_jobs=-1)`` does them side by side, and ``backend="dask"`` on a cluster.

    Parameters
    ----------
    contrast : Contrast
        All terms and their units.
    draws : int
        Random halves of each kind. Where the units are paragraphs: pairs of documents, all of them or so many.
    deals : int
        Deals of the units within each.
    q : float
        Share of false discoveries at which a term counts as found.
    seed : int
        The same seed gives the same table.

    Returns
    -------
    DataFrame
        One row a comparison: ``kind``, one of `KINDS`; ``draw``; ``first, second``: the documents where a pair is
        compared, else empty; ``words_first, words_second``; ``terms`` tested and ``found`` beyond the chance of units
        (before veto and specifications); ``jsd``, its ``excess`` over the deals and their ``p``. No row for a kind that
        has too few units.

    Examples
    --------
    >>> from corpus_utils.terms.units import contrast_units
    >>> rng = np.random.default_rng(1)
    >>> draw = lambda doc: pd.DataFrame({"doc_id": doc, "token": rng.choice(["peace", "war", "the"], size=90)})
    >>> ours, theirs = (pd.concat(draw(doc) for doc in docs) for docs in ("abcdef", "ghijkl"))
    >>> table = matched_contrasts(contrast_units(ours, theirs), draws=2, deals=50)
    >>> table["kind"].tolist()[:3], int(table["found"].sum())
    (['between the sides', 'between the sides', 'within the target'], 0)
    """
    rng = np.random.default_rng(seed)
    draw = _halves if contrast.unit == "document" else _pairs
    pairs = [
        (kind, number, pair) for kind in KINDS for number, pair in enumerate(draw(contrast, kind, draws, rng), start=1)
    ]
    compare = joblib.delayed(_compare)
    rows = joblib.Parallel()(compare(contrast.arrange(*pair), number, deals, q, seed) for _, number, pair in pairs)
    return pd.DataFrame(
        [(kind, number, *row) for (kind, number, _), row in zip(pairs, rows, strict=True)], columns=COLUMNS
    )


def _compare(part: Contrast, number: int, deals: int, q: float, seed: int) -> tuple:
    """Count the terms that differ, and measure how far the vocabularies do."""
    tested = part.choose(frequent_terms(part))
    dealt = deal(tested, deal_out(tested, deals, [seed, number]))
    found = int((false_discovery_control(dealt.p) <= q).sum()) if len(tested.terms) else 0
    used = part.choose(np.asarray((part.counts > 0).sum(axis=0)).ravel() > 0)
    test = divergence_excess(used, deals, seed + number, plants=0)
    names = [part.documents[0], part.documents[-1]] if part.unit == "paragraph" else ["", ""]
    return (*names, *part.words, len(tested.terms), found, test.jsd, test.excess, test.p)


def _halves(contrast: Contrast, kind: str, draws: int, rng: np.random.Generator) -> list[tuple[np.ndarray, np.ndarray]]:
    """Draw two halves: of the units of one side, or one half of each side."""
    here = np.flatnonzero(contrast.on_target), np.flatnonzero(~contrast.on_target)
    pairs = []
    for _ in range(draws):
        mixed = [rng.permutation(side) for side in here]
        if kind == BETWEEN:
            one, other = (np.sort(side[: max(2, len(side) // 2)]) for side in mixed)
            pairs.append((one, other))
            continue
        side = mixed[0 if kind == WITHIN_TARGET else 1]
        pairs.append((np.sort(side[: len(side) // 2]), np.sort(side[len(side) // 2 :])))
    return [pair for pair in pairs if min(map(len, pair)) >= 2]


def _pairs(contrast: Contrast, kind: str, draws: int, rng: np.random.Generator) -> list[tuple[np.ndarray, np.ndarray]]:
    """List the pairs of documents with two units or more, all of them or a random choice."""
    sides = []
    for mask in (contrast.on_target, ~contrast.on_target):
        names = sorted(set(contrast.documents[mask]))
        units = [np.flatnonzero(mask & (contrast.documents == name)) for name in names]
        sides.append([unit for unit in units if len(unit) >= 2])
    pairs: list[tuple[np.ndarray, np.ndarray]]
    if kind == BETWEEN:
        pairs = list(product(sides[0], sides[1]))
    else:
        pairs = list(combinations(sides[0 if kind == WITHIN_TARGET else 1], 2))
    if len(pairs) > draws:
        pairs = [pairs[place] for place in np.sort(rng.choice(len(pairs), draws, replace=False))]
    return pairs
