"""Pair the topics of two models."""

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

__all__ = ["match_topics", "matched_cosine"]


def match_topics(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Pair the topics of two models so that the pairs are as alike as possible (Hungarian method).

    The number of a topic means nothing, so two fits can be compared only after pairing.

    Parameters
    ----------
    first, second : DataFrame, shape (k, n_terms)
        Topic-by-term shares over the same terms.

    Returns
    -------
    DataFrame
        ``first, second, cosine``: one row a topic of `first`; no topic is used twice.

    References
    ----------
    Kuhn, H. W. (1955). The Hungarian method for the assignment problem. Naval Research Logistics Quarterly.

    Examples
    --------
    >>> a = pd.DataFrame([[1.0, 0.0], [0.0, 1.0]], columns=["un", "war"], index=[1, 2])
    >>> match_topics(a, a.loc[[2, 1]].set_axis([1, 2], axis=0))
       first  second  cosine
    0      1       2     1.0
    1      2       1     1.0
    """
    if list(first.columns) != list(second.columns):
        raise ValueError("the two models have different terms (columns); expected the same, in the same order")
    rows, columns, cosine = matched_cosine(first.to_numpy(), second.to_numpy())
    return pd.DataFrame({"first": first.index[rows], "second": second.index[columns], "cosine": cosine})


def matched_cosine(first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Match the rows of two arrays by cosine; an empty row is like nothing.

    Examples
    --------
    >>> matched_cosine(np.eye(2), np.array([[0.0, 2.0], [0.0, 0.0]]))[2].tolist()
    [0.0, 1.0]
    """
    unit = [a / np.maximum(np.linalg.norm(a, axis=1, keepdims=True), 1e-300) for a in (first, second)]
    cosine = unit[0] @ unit[1].T
    rows, columns = linear_sum_assignment(cosine, maximize=True)
    return rows, columns, cosine[rows, columns]
