"""Topic coherence: how often a topic's words stand together, by normalised pointwise mutual information."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import sparse

__all__ = ["boolean_units", "cooccurrence", "npmi", "top_columns", "topic_coherence", "units_of_ids"]


def npmi(x, y, xy, n, *, epsilon: float = 0.0):
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
    epsilon : float, default 0
        Added to the joint probability. The *zero convention*: with 0, a pair that never meets scores -1,
        the limit. gensim adds 1e-12, which scores such a pair between -1 and 0, the lower the commoner
        its words; pass 1e-12 to reproduce its numbers.

    Returns
    -------
    numpy.ndarray
        NPMI. A pair with a word that never occurs scores 0, and so does a pair that fills every unit:
        neither says anything.

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
    [-1.0, -0.113283]
    """
    x, y, xy, n = np.broadcast_arrays(*(np.asarray(v, dtype=float) for v in (x, y, xy, n)))
    wrong = (xy > np.minimum(x, y)) | (np.maximum(x, y) > n) | (xy < 0)
    if wrong.any():
        at = tuple(int(i) for i in np.argwhere(wrong)[0])
        raise ValueError(
            f"counts at {at} do not fit together: x={x[at]:g}, y={y[at]:g}, xy={xy[at]:g}, n={n[at]:g}; "
            "expected 0 <= xy <= min(x, y) and max(x, y) <= n"
        )
    said = (x > 0) & (y > 0) & (xy < n)
    out = np.where(said & (xy == 0) & (epsilon == 0), -1.0, 0.0)
    rest = said & ((xy > 0) | (epsilon > 0))
    joint = xy[rest] / n[rest] + epsilon
    out[rest] = np.log(joint * n[rest] ** 2 / (x[rest] * y[rest])) / -np.log(joint)
    return out


def boolean_units(texts: Sequence[Sequence[str]], terms: Sequence[str], window: int | None = None):
    """Mark which terms occur in which unit: whole paragraphs, or windows that slide over them.

    Coherence counts a word once in a unit, so that one paragraph that repeats a word does not speak loudest.

    Parameters
    ----------
    texts : sequence of sequences of str
        The paragraphs as words in running order (stop words may stay in: they keep words apart).
    terms : sequence of str
        The terms to look for, without repeats.
    window : int, optional
        Width of the window in words, at least 2. A paragraph shorter than the window is one window, a longer
        one gives ``len - window + 1``. Without it the unit is the paragraph (the *document form*).

    Returns
    -------
    scipy.sparse.csr_array
        Units by terms, 0 or 1.

    Raises
    ------
    ValueError
        If the window is narrower than two words.

    Examples
    --------
    >>> boolean_units([["a", "b", "c"]], ["a", "c"], window=2).toarray().tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    if window is not None and window < 2:
        raise ValueError(f"window is {window}; expected at least 2 words, or None for whole paragraphs")
    column = {term: i for i, term in enumerate(terms)}
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    ids = np.array([column.get(word, -1) for text in texts for word in text], dtype=np.int64)
    return units_of_ids(ids, lengths, len(terms), window)


def cooccurrence(units) -> tuple[np.ndarray, int]:
    """Count the units that hold each pair of terms (on the diagonal: each term).

    Parameters
    ----------
    units : array_like or scipy sparse, shape (n_units, n_terms)
        Counts or 0/1; only "more than none" matters.

    Returns
    -------
    together : numpy.ndarray, shape (n_terms, n_terms)
        Number of units.
    n : int
        Number of all units, empty ones included.

    Examples
    --------
    >>> cooccurrence([[2, 1], [0, 1]])
    (array([[1., 1.],
           [1., 2.]]), 2)
    """
    present = (sparse.csr_array(units) > 0).astype(float)
    return (present.T @ present).toarray(), present.shape[0]


def topic_coherence(topic_terms, together: np.ndarray, n: int, *, top: int = 10, epsilon: float = 0.0) -> np.ndarray:
    """Score each topic by the mean NPMI of all pairs of its top terms.

    The mean over pairs is the *direct confirmation* measure (segmentation one-one) of Röder and others; with
    windows of 10 words it is gensim's ``c_npmi``, with paragraphs as units the document form.

    Parameters
    ----------
    topic_terms : DataFrame or array_like, shape (k, n_terms)
        Weights; columns in the order of `together`, which should be alphabetical, for it breaks ties.
    together, n
        From :func:`cooccurrence`.
    top : int, default 10
        Number of top terms in a topic. Terms without weight are never top terms.
    epsilon : float, default 0
        The zero convention of :func:`npmi`.

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
    >>> together, n = cooccurrence([[1, 1, 0], [1, 1, 0], [0, 0, 1], [0, 0, 1]])
    >>> topic_coherence([[0.5, 0.5, 0.0], [0.0, 0.4, 0.6]], together, n).tolist()
    [1.0, -1.0]
    """
    weights = topic_terms.to_numpy() if isinstance(topic_terms, pd.DataFrame) else np.asarray(topic_terms)
    scores = np.zeros(len(weights))
    for i, row in enumerate(weights):
        best = top_columns(row, top)
        a, b = (best[side] for side in np.triu_indices(len(best), 1))
        if len(a):
            scores[i] = npmi(together[a, a], together[b, b], together[a, b], n, epsilon=epsilon).mean()
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


def units_of_ids(ids: np.ndarray, lengths: np.ndarray, n_terms: int, window: int | None) -> sparse.csr_array:
    """Build the boolean units from term ids in running order (-1: a word that is not a term)."""
    starts = np.cumsum(lengths) - lengths
    paragraph = np.repeat(np.arange(len(lengths)), lengths)
    if window is None:
        row, column, n_units = paragraph, ids, len(lengths)
    else:
        n_windows = np.maximum(lengths - window + 1, 1)
        offset = np.cumsum(n_windows) - n_windows
        place = np.arange(len(ids)) - starts[paragraph]
        first = np.maximum(place - window + 1, 0)
        count = np.minimum(place, n_windows[paragraph] - 1) - first + 1
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        row = np.repeat(offset[paragraph] + first, count) + within
        column, n_units = np.repeat(ids, count), int(n_windows.sum())
    known = column >= 0
    found = sparse.csr_array((np.ones(known.sum()), (row[known], column[known])), shape=(n_units, n_terms))
    found.sum_duplicates()
    found.data[:] = 1.0
    return found
