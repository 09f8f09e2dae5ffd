"""How far topics only repeat a label that was known before, such as the document."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.special import entr
from sklearn.metrics.cluster import expected_mutual_information

__all__ = ["dealt_information", "largest_topic", "topic_label_information"]

#: Cells of contingency tables that are held at once (16 MB).
CELLS = 2_000_000


def topic_label_information(
    paragraph_topics: pd.DataFrame, labels: Sequence[str], *, n_deals: int = 999, seed: int = 0
) -> pd.Series:
    """Measure how far the topics only repeat a label that was known before, such as the document.

    A list of topics is no news where it says again which document a paragraph is from.

    Parameters
    ----------
    paragraph_topics : DataFrame, shape (n_paragraphs, k)
        Shares; the topic of a paragraph is its largest, the first on a tie (six digits). Paragraphs with NaN are
        left out.
    labels : sequence of str, length n_paragraphs
    n_deals : int, default 999
        Times that the labels are dealt out again at random.
    seed : int, default 0

    Returns
    -------
    Series
        ``information`` (adjusted mutual information: 1, topics and labels are one; 0, no more than chance),
        ``dealt_low``, ``dealt_high`` (2.5th and 97.5th percentile of the deals), ``p`` (one-sided), ``paragraphs``.

    Raises
    ------
    ValueError
        If there is not one label for each paragraph.

    References
    ----------
    Vinh, N. X., Epps, J. & Bailey, J. (2010). Information theoretic measures for clusterings comparison. JMLR.

    Examples
    --------
    >>> shares = pd.DataFrame([[0.9, 0.1], [0.8, 0.2], [0.1, 0.9], [0.3, 0.7]] * 5)
    >>> found = topic_label_information(shares, ["a", "a", "b", "b"] * 5, n_deals=99)
    >>> found[["information", "p"]].round(2).tolist()
    [1.0, 0.01]
    """
    if len(labels) != len(paragraph_topics):
        raise ValueError(f"labels has {len(labels)} entries; expected {len(paragraph_topics)}, one a paragraph")
    topic = largest_topic(paragraph_topics.to_numpy())
    label = pd.factorize(np.asarray(labels, dtype=object))[0]
    dealt = dealt_information(topic, label, n_deals, np.random.default_rng(seed))
    return pd.Series(
        {
            "information": dealt[0],
            "dealt_low": np.quantile(dealt[1:], 0.025),
            "dealt_high": np.quantile(dealt[1:], 0.975),
            "p": (1 + (dealt[1:] >= dealt[0]).sum()) / (n_deals + 1),
            "paragraphs": int((topic >= 0).sum()),
        }
    )


def largest_topic(shares: np.ndarray) -> np.ndarray:
    """Number the largest topic of each paragraph, the first on a tie (six digits); -1 where there is none.

    Examples
    --------
    >>> largest_topic(np.array([[0.2, 0.8], [0.5, 0.5], [np.nan, np.nan]])).tolist()
    [1, 0, -1]
    """
    known = ~np.isnan(shares).any(axis=1)
    return np.where(known, np.nan_to_num(shares).round(6).argmax(axis=1), -1)


def dealt_information(topic: np.ndarray, label: np.ndarray, n_deals: int, rng: np.random.Generator) -> np.ndarray:
    """Compare topics with labels, and with the labels dealt out again; all deals have the same margins.

    So their expectation and entropies are the same, and only the table of counts is new for each deal.

    Parameters
    ----------
    topic : ndarray of int
        -1: left out.
    label : ndarray of int
    n_deals : int
    rng : numpy.random.Generator

    Returns
    -------
    ndarray, shape (1 + n_deals,)
        Adjusted mutual information (arithmetic mean), that of the labels as they are first. All 0 where there is
        one topic or one label, for then there is nothing to tell.

    Examples
    --------
    >>> dealt_information(np.array([0, 0, 1, 1]), np.array([0, 0, 1, 1]), 0, np.random.default_rng(0)).tolist()
    [1.0]
    """
    topic, label = (pd.factorize(part[topic >= 0])[0] for part in (topic, label))
    n, n_labels, n_topics = len(topic), label.max(initial=-1) + 1, topic.max(initial=-1) + 1
    if n_labels < 2 or n_topics < 2:
        return np.zeros(1 + n_deals)
    deals = [label, *(rng.permutation(label) for _ in range(n_deals))]
    shared = []
    step = max(1, CELLS // (n_labels * n_topics + n))
    for at in range(0, len(deals), step):
        block = np.array(deals[at : at + step])
        cell = block * n_topics + topic + n_labels * n_topics * np.arange(len(block))[:, None]
        tables = np.bincount(cell.ravel(), minlength=len(block) * n_labels * n_topics)
        shared.append(-entr(tables.reshape(len(block), -1) / n).sum(axis=1))
    table = np.bincount(label * n_topics + topic, minlength=n_labels * n_topics).reshape(n_labels, n_topics)
    entropies = entr(table.sum(axis=1) / n).sum() + entr(table.sum(axis=0) / n).sum()
    expected = expected_mutual_information(table.astype(np.int64), n)
    most = entropies / 2 - expected
    if abs(most) < 1e-12:
        return np.zeros(1 + n_deals)
    return ((np.concatenate(shared) + entropies - expected) / most).round(9)
