"""Topic coherence: how often a topic's words stand together, by normalised pointwise mutual information."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import sparse

__all__ = ["npmi", "top_columns", "topic_coherence"]

#: What gensim adds to the joint probability, so that a pair that never meets has a logarithm.
EPSILON = 1e-12


def npmi(x: ArrayLike, y: ArrayLike, xy: ArrayLike, n: ArrayLike) -> np.ndarray:
    """Measure how much more often two events meet than chance would have it, from -1 to 1.

    A topic model always returns word lists; whether the words of a list keep company is a question
    that can be put to the texts, and this is the usual form of it.

    Parameters
    ----------
    x, y : array_like
        Number of units (paragraphs, windows, or tokens) with the first and with the second event.
    xy : array_like
        Number of units with both.
    n : int or array_like
        Number of units.

    Returns
    -------
    numpy.ndarray
        NPMI, as gensim has it (``log_ratio_measure`` with ``normalize=True``): 1e-12 is added to the joint
        probability, so that a pair that never meets scores a little above -1, the lower the commoner its words.
        Only two cases differ, in which gensim divides by zero: a word that never occurs, and a pair that fills
        every unit. Both score 0, for neither says anything.

    Raises
    ------
    ValueError
        If a joint count is larger than one of its two counts, or a count is larger than n.

    References
    ----------
    Bouma, G. (2009). Normalized (pointwise) mutual information in collocation extraction. GSCL.

    Examples
    --------
    >>> npmi(3, 2, 2, 17).round(6).tolist()
    0.810536
    >>> npmi([3, 3], [2, 2], [0, 1], 5).round(6).tolist()
    [-0.948351, -0.113283]
    """
    x, y, xy, n = np.broadcast_arrays(*(np.asarray(v, dtype=float) for v in (x, y, xy, n)))
    wrong = (xy > np.minimum(x, y)) | (np.maximum(x, y) > n) | (xy < 0)
    if wrong.any():
        at = tuple(int(i) for i in np.argwhere(wrong)[0])
        raise ValueError(
            f"counts at {at} do not fit together: x={x[at]:g}, y={y[at]:g}, xy={xy[at]:g}, n={n[at]:g}; "
            "expected 0 <= xy <= min(x, y) and max(x, y) <= n"
        )
    out = np.zeros(x.shape)
    said = (x > 0) & (y > 0) & (xy < n)
    joint = xy[said] / n[said] + EPSILON
    out[said] = np.log(joint * n[said] ** 2 / (x[said] * y[said])) / -np.log(joint)
    return out


def topic_coherence(topic_terms: pd.DataFrame, counts: object, *, top: int = 10) -> np.ndarray:
    """Score each topic by the mean NPMI of all pairs of its top terms, counted in whole paragraphs.

    This is the direct confirmation measure of Röder and others in its document form: the mean over pairs of
    :func:`npmi`, each paragraph one unit in which a word counts once. gensim's ``c_npmi`` is the same mean with
    other units, windows of ten words that slide over the text; the two agree to the last digit where every
    paragraph is one window (ten words or fewer), and not elsewhere.

    Parameters
    ----------
    topic_terms : DataFrame or array_like, shape (k, n_terms)
        Weights; columns in the order of `counts`, which should be alphabetical, for it breaks ties.
    counts : array_like or scipy sparse, shape (n_paragraphs, n_terms)
        Counts or 0/1; only "more than none" matters. Paragraphs without a term count as units.
    top : int, default 10
        Number of top terms in a topic. Terms without weight are never top terms.

    Returns
    -------
    numpy.ndarray, shape (k,)
        A topic with fewer than two terms scores 0.

    References
    ----------
    Aletras, N. & Stevenson, M. (2013). Evaluating topic coherence using distributional semantics. IWCS.
    Röder, M., Both, A. & Hinneburg, A. (2015). Exploring the space of topic coherence measures. WSDM.

    Examples
    --------
    >>> paragraphs = [[1, 1, 0], [1, 2, 0], [0, 0, 1], [0, 0, 1]]
    >>> topic_coherence([[0.5, 0.5, 0.0], [0.0, 0.4, 0.6]], paragraphs).round(2).tolist()
    [1.0, -0.95]
    """
    weights = topic_terms.to_numpy() if isinstance(topic_terms, pd.DataFrame) else np.asarray(topic_terms)
    best = [top_columns(row, top) for row in weights]
    columns, places = np.unique(np.concatenate(best), return_inverse=True)
    present = (sparse.csc_array(counts)[:, columns] > 0).astype(float)
    together = (present.T @ present).toarray()
    scores = np.zeros(len(weights))
    for i, own in enumerate(np.split(places, np.cumsum([len(each) for each in best])[:-1])):
        a, b = own[np.array(np.triu_indices(len(own), 1))]
        if len(a):
            scores[i] = npmi(together[a, a], together[b, b], together[a, b], present.shape[0]).mean()
    return scores


def top_columns(row: np.ndarray, top: int) -> np.ndarray:
    """Pick the columns of the largest weights, largest first.

    Weights are compared to six digits, so that the last bits of a processor do not decide a tie; the first
    column wins it.

    Examples
    --------
    >>> top_columns(np.array([0.1, 0.0, 0.3, 0.1]), 3).tolist()
    [2, 0, 3]
    """
    rounded = np.round(row / max(row.max(initial=0.0), 1e-300), 6)
    best = np.argsort(-rounded, kind="stable")[:top]
    return best[rounded[best] > 0]
