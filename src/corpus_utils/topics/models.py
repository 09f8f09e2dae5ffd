"""Topic models over paragraphs: NMF and LDA of scikit-learn, the same on every machine."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import linear_sum_assignment
from sklearn import config_context
from sklearn.decomposition import NMF, LatentDirichletAllocation
from sklearn.feature_extraction.text import TfidfTransformer
from threadpoolctl import threadpool_limits

from corpus_utils.counts import TermMatrix

__all__ = ["TopicFit", "as_counts", "fit_arrays", "fit_topics", "match_topics", "matched_cosine", "select_terms"]

NMF_ROUNDS = 100
LDA_ROUNDS = 20
#: Tables up to this size (16 MB) are factorised dense, three times as fast as sparse.
DENSE_CELLS = 2_000_000


@dataclass(frozen=True)
class TopicFit:
    """Hold a fitted model as two frames of shares.

    Attributes
    ----------
    model : str
        ``"nmf"`` or ``"lda"``.
    topic_terms : DataFrame, shape (k, n_terms)
        Share of each term in each topic; rows (topics 1 … k) sum to 1. A topic that the model left empty is 0.
    paragraph_topics : DataFrame, shape (n_paragraphs, k)
        Share of each topic in each paragraph; rows sum to 1. NaN where the paragraph has no counted term, or
        none that any topic uses.
    """

    model: str
    topic_terms: pd.DataFrame
    paragraph_topics: pd.DataFrame


def as_counts(counts: TermMatrix | pd.DataFrame) -> tuple[sparse.csr_array, np.ndarray]:
    """Read a table of counts, sparse or not, with its terms in alphabetical order.

    Ties between terms are broken by the order of the columns, so that order must not be an accident.

    Parameters
    ----------
    counts : TermMatrix or DataFrame, shape (n_paragraphs, n_terms)
        Term counts.

    Returns
    -------
    counts : scipy.sparse.csr_array of float
    terms : numpy.ndarray of str

    Raises
    ------
    TypeError
        If it is neither.
    ValueError
        If a term has two columns, or a count is not a whole number from 0.

    Examples
    --------
    >>> counts, terms = as_counts(pd.DataFrame({"war": [1, 0], "peace": [0, 2]}))
    >>> counts.toarray().tolist(), terms.tolist()
    ([[0.0, 1.0], [2.0, 0.0]], ['peace', 'war'])
    """
    if isinstance(counts, pd.DataFrame):
        table, names = counts.to_numpy(), counts.columns
    elif isinstance(counts, TermMatrix):
        table, names = counts.counts, counts.terms
    else:
        raise TypeError(f"counts is a {type(counts).__name__}; expected a TermMatrix (term_matrix) or a DataFrame")
    matrix, names = sparse.csc_array(table, dtype=float), np.array(list(names), dtype=object)
    if len(set(names)) != len(names):
        raise ValueError(f"expected {len(names)} different terms, one a column; found {len(set(names))}")
    if not np.isfinite(matrix.data).all() or (matrix.data < 0).any() or (matrix.data % 1 != 0).any():
        raise ValueError("expected counts, whole numbers from 0; found others (weights such as tf-idf will not do)")
    matrix.eliminate_zeros()
    order = np.argsort(names, kind="stable")
    return matrix[:, order].tocsr(), names[order]


def select_terms(
    counts: TermMatrix | pd.DataFrame, *, min_paragraphs: int = 2, stop_words: Collection[str] = ()
) -> TermMatrix:
    """Keep the terms that a topic model can learn from.

    A term that stands in one paragraph cannot show which paragraphs belong together, and function words belong
    to all of them.

    Parameters
    ----------
    counts : TermMatrix or DataFrame, shape (n_paragraphs, n_terms)
    min_paragraphs : int, default 2
        Smallest number of paragraphs that a term must stand in.
    stop_words : collection of str
        Terms to leave out, exactly as they are spelled (so *us* leaves *US* in). Terms without any letter (numbers)
        are left out as well.

    Returns
    -------
    TermMatrix
        Paragraphs by kept terms, sparse, terms in alphabetical order. Paragraphs without a kept term stay, as zeros.

    Raises
    ------
    ValueError
        If no term is left.

    Examples
    --------
    >>> kept = select_terms(pd.DataFrame({"war": [1, 3], "only": [2, 0], "the": [1, 1]}), stop_words={"the"})
    >>> kept.counts.toarray().tolist(), list(kept.terms)
    ([[1], [3]], ['war'])
    """
    matrix, names = as_counts(counts)
    spread = np.bincount(matrix.indices, minlength=len(names))
    barred = frozenset(stop_words)
    wanted = [name not in barred and any(map(str.isalpha, name)) for name in names]
    keep = np.flatnonzero((spread >= min_paragraphs) & np.array(wanted, dtype=bool))
    if not len(keep):
        raise ValueError(
            f"no term is left of {len(names)}: none stands in {min_paragraphs} of the {matrix.shape[0]} paragraphs "
            "outside the stop words; lower min_paragraphs or shorten the list"
        )
    units = counts.units if isinstance(counts, TermMatrix) else counts.index.to_frame(index=False)
    return TermMatrix(matrix[:, keep].astype(np.int64), units, pd.Index(names[keep], name="term", dtype="str"))


@threadpool_limits.wrap(limits=1)
def fit_topics(counts: TermMatrix | pd.DataFrame, k: int, *, model: str = "nmf", seed: int | None = None) -> TopicFit:
    """Fit k topics to a paragraph-by-term table.

    Both models describe each paragraph as a mixture of k lists of words. NMF factorises the tf-idf weights
    (rows of length 1) by least squares; LDA describes how the counts could have come about. Both run a fixed
    number of rounds (NMF 100, LDA 20): a rule that stops on a small change can stop one round earlier on another
    processor.

    Parameters
    ----------
    counts : TermMatrix or DataFrame, shape (n_paragraphs, n_terms)
    k : int
        Number of topics, from 2 to the number of paragraphs and of terms.
    model : {"nmf", "lda"}
    seed : int, optional
        Seed of the random start. Without it NMF starts from the singular vectors (``nndsvda``), LDA from seed 0.

    Returns
    -------
    TopicFit
        Topics in order of their mean share (six digits), ties in the order of the top terms.

    Raises
    ------
    ValueError
        If k does not fit the table, the model is unknown, or the table holds no word.

    References
    ----------
    Lee, D. D. & Seung, H. S. (1999). Learning the parts of objects by non-negative matrix factorization. Nature.
    Blei, D. M., Ng, A. Y. & Jordan, M. I. (2003). Latent Dirichlet allocation. JMLR.

    Examples
    --------
    >>> counts = pd.DataFrame([[3, 2, 0, 0], [2, 3, 0, 0], [0, 0, 4, 1]], columns=["un", "vote", "war", "siege"])
    >>> fit_topics(counts, 2).paragraph_topics.round(2).to_numpy().tolist()
    [[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]]
    """
    matrix, names = as_counts(counts)
    if not 2 <= k <= min(matrix.shape):
        raise ValueError(
            f"k is {k}; expected 2 to {min(matrix.shape)}, for the table has {matrix.shape[0]} paragraphs and "
            f"{matrix.shape[1]} terms"
        )
    if not matrix.nnz:
        raise ValueError(
            f"all counts are 0 in {matrix.shape[0]} paragraphs and {matrix.shape[1]} terms; expected at least one "
            "word: lower min_paragraphs of select_terms or shorten its stop words"
        )
    shares, weights = fit_arrays(matrix, k, model, seed)
    order = _topic_order(shares, weights)
    topics = pd.RangeIndex(1, k + 1, name="topic")
    return TopicFit(
        model,
        pd.DataFrame(weights[order], index=topics, columns=pd.Index(names, name="term")),
        pd.DataFrame(shares[:, order], columns=topics),
    )


def fit_arrays(counts: sparse.csr_array, k: int, model: str, seed: int | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Fit without names: paragraph-by-topic shares and topic-by-term shares, in the model's own order.

    Examples
    --------
    >>> shares, weights = fit_arrays(sparse.csr_array([[2.0, 0.0], [0.0, 3.0]]), 2, "nmf")
    >>> shares.shape, weights.sum(axis=1).round(6).tolist()
    ((2, 2), [1.0, 1.0])
    """
    if model not in FITS:
        raise ValueError(f"model is {model!r}; expected 'nmf' or 'lda'")
    with config_context(assume_finite=True, skip_parameter_validation=True):  # a third of the time of a small fit
        strength, weights = FITS[model](counts, k, seed)
    return _shares(strength, np.nan), _shares(weights, 0.0)


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


def _fit_nmf(counts: sparse.csr_array, k: int, seed: int | None) -> tuple[np.ndarray, np.ndarray]:
    table = TfidfTransformer().fit_transform(counts)
    start = "nndsvda" if seed is None else "random"
    nmf = NMF(k, init=start, random_state=seed or 0, tol=0, max_iter=NMF_ROUNDS)
    strength = nmf.fit_transform(table.toarray() if np.prod(table.shape) <= DENSE_CELLS else table)
    return strength * nmf.components_.sum(axis=1), nmf.components_


def _fit_lda(counts: sparse.csr_array, k: int, seed: int | None) -> tuple[np.ndarray, np.ndarray]:
    lda = LatentDirichletAllocation(k, max_iter=LDA_ROUNDS, random_state=seed or 0, n_jobs=1, evaluate_every=-1)
    return lda.fit_transform(counts) * (counts.sum(axis=1) > 0)[:, None], lda.components_


FITS = {"nmf": _fit_nmf, "lda": _fit_lda}


def _shares(table: np.ndarray, empty: float) -> np.ndarray:
    """Divide rows by their sums; rows of zeros become `empty`."""
    total = table.sum(axis=1, keepdims=True)
    return np.where(total > 0, table / np.where(total > 0, total, 1.0), empty)


def _topic_order(shares: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Order topics by mean share, then by their first term, in a way that the last bits cannot change."""
    with_topic = shares[~np.isnan(shares).any(axis=1)]
    mean = with_topic.mean(axis=0).round(6) if len(with_topic) else np.zeros(len(weights))
    return np.lexsort((weights.round(6).argmax(axis=1), -mean))
