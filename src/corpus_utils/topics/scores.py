"""Measure one corpus, as it is or shuffled, at every number of topics."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from corpus_utils.topics.coherence import cooccurrence, topic_coherence, units_of_ids
from corpus_utils.topics.matching import matched_cosine
from corpus_utils.topics.models import fit_arrays

__all__ = ["MEASURES", "count_words", "held_out_gain", "running_words", "score_corpus", "shuffle_words"]

#: What is measured at each k, in this order.
MEASURES = ("coherence", "stability_seeds", "stability_lodo", "held_out")
#: Share of the words that the model does not see when its predictions are tried.
HELD_OUT_SHARE = 0.2


def score_corpus(
    ids: np.ndarray,
    lengths: np.ndarray,
    n_terms: int,
    ks: Sequence[int],
    labels: np.ndarray | None,
    strata: np.ndarray | None,
    corpus: int,
    *,
    model: str,
    n_seeds: int,
    top: int,
    seed: int,
    window: int | None,
) -> np.ndarray:
    """Fit one corpus at every k and measure the topics; the work of one job of `choose_topics`.

    Parameters
    ----------
    ids, lengths
        The corpus, from :func:`running_words`.
    n_terms : int
    ks : sequence of int
        Numbers of topics.
    labels : array of length n_paragraphs, optional
        Document of each paragraph.
    strata : array of length n_words, optional
        Shuffle within these only.
    corpus : int
        0: the corpus as it is; any other number: shuffled with that number as seed. The random halves and the
        held-out places depend on `seed` alone, so that all corpora go through the same procedure.
    model, n_seeds, top, seed, window
        As for ``choose_topics``.

    Returns
    -------
    numpy.ndarray, shape (len(ks), 4)
        The columns are `MEASURES`.

    Examples
    --------
    >>> ids, lengths = np.array([0, 0, 1, 1] * 2 + [2, 2, 3, 3] * 2), np.array([4, 4, 4, 4])
    >>> score_corpus(ids, lengths, 4, [2], None, None, 0, model="nmf", n_seeds=1, top=2, seed=0,
    ...              window=None)[0, 0].item()
    1.0
    """
    if corpus:
        ids = shuffle_words(ids, np.random.default_rng([seed, 1, corpus]), strata)
    rng = np.random.default_rng([seed, 0])
    n_half = -(-len(lengths) // 2)
    halves = [np.sort(rng.permutation(len(lengths))[:n_half]) for _ in range(n_seeds)]
    held = rng.random(len(ids)) < HELD_OUT_SHARE
    counts = count_words(ids, lengths, n_terms)
    seen, unseen = (count_words(np.where(held == part, ids, -1), lengths, n_terms) for part in (False, True))
    together, n_units = cooccurrence(units_of_ids(ids, lengths, n_terms, window))
    names = [] if labels is None or len(set(labels)) < 2 else np.unique(labels)
    rows = []
    for k in ks:
        topics = fit_arrays(counts, k, model, None)[1]
        coherence = topic_coherence(topics, together, n_units, top=top)
        seeds = [_likeness(topics, counts[half], model, start) for start, half in enumerate(halves, start=1)]
        lodo = [_likeness(topics, counts[labels != name], model, None) for name in names]
        lodo_mean = np.mean(lodo) if lodo else np.nan
        rows.append((coherence.mean(), np.mean(seeds), lodo_mean, held_out_gain(seen, unseen, k, model)))
    return np.array(rows)


def running_words(
    matrix: sparse.csr_array, terms: Sequence[str], texts: Sequence[Sequence[str]] | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Write a corpus as one line of term ids, which is easy to shuffle.

    Parameters
    ----------
    matrix : csr_array, shape (n_paragraphs, n_terms)
        Term counts.
    terms : sequence of str
        Names of the columns.
    texts : sequence of sequences of str, optional
        The paragraphs as running words; without them the words stand in the order of the columns.

    Returns
    -------
    ids : numpy.ndarray of int, shape (n_words,)
        Columns; -1 for a word that is not a term.
    lengths : numpy.ndarray of int, shape (n_paragraphs,)

    Raises
    ------
    ValueError
        If the texts do not give the counts.

    Examples
    --------
    >>> ids, lengths = running_words(sparse.csr_array([[1, 2], [1, 0]]), ["un", "war"])
    >>> ids.tolist(), lengths.tolist()
    ([0, 1, 1, 0], [3, 1])
    """
    if texts is None:
        lengths = np.asarray(matrix.sum(axis=1), dtype=np.int64).ravel()
        return np.repeat(matrix.indices, matrix.data.astype(np.int64)), lengths
    column = {term: i for i, term in enumerate(terms)}
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    ids = np.array([column.get(word, -1) for text in texts for word in text], dtype=np.int64)
    if len(lengths) != matrix.shape[0] or (count_words(ids, lengths, len(terms)) != matrix).nnz:
        raise ValueError(
            f"texts ({len(lengths)} paragraphs) and counts ({matrix.shape[0]}) do not hold the same terms; "
            "expected the running words of the same paragraphs, in the same order"
        )
    return ids, lengths


def count_words(ids: np.ndarray, lengths: np.ndarray, n_terms: int) -> sparse.csr_array:
    """Count the term ids of a line of words in each paragraph; the reverse of `running_words`.

    Examples
    --------
    >>> count_words(np.array([0, 1, 1, -1]), np.array([3, 1]), 2).toarray().tolist()
    [[1.0, 2.0], [0.0, 0.0]]
    """
    paragraph = np.repeat(np.arange(len(lengths)), lengths)
    term = ids >= 0
    table = sparse.coo_array((np.ones(term.sum()), (paragraph[term], ids[term])), shape=(len(lengths), n_terms))
    return table.tocsr()


def shuffle_words(ids: np.ndarray, rng: np.random.Generator, strata: np.ndarray | None = None) -> np.ndarray:
    """Deal the words out again at random; paragraphs keep their lengths and terms their totals.

    Parameters
    ----------
    ids : array of int
        The line of words.
    rng : numpy.random.Generator
    strata : array of the same length, optional
        Words stay within their stratum, for instance their document.

    Returns
    -------
    numpy.ndarray

    Examples
    --------
    >>> shuffle_words(np.array([1, 1, 2]), np.random.default_rng(0), np.array(["a", "a", "b"])).tolist()
    [1, 1, 2]
    """
    if strata is None:
        return rng.permutation(ids)
    ids = ids.copy()
    for name in np.unique(strata):
        ids[strata == name] = rng.permutation(ids[strata == name])
    return ids


def held_out_gain(seen: sparse.csr_array, unseen: sparse.csr_array, k: int, model: str) -> float:
    """Measure how much better topics foretell unseen words than plain frequencies do, in bits per word.

    Parameters
    ----------
    seen, unseen : csr_array, shape (n_paragraphs, n_terms)
        Counts of the words that the model is fitted to and of the others, of the same paragraphs.
    k : int
    model : {"nmf", "lda"}

    Returns
    -------
    float
        Mean log2 ratio of two predictions: half topics and half frequencies, against frequencies. The topics'
        words are counted anew from the shares of the paragraphs, since NMF's weights are no probabilities.

    Examples
    --------
    >>> seen = sparse.csr_array([[4.0, 0.0], [4.0, 0.0], [0.0, 4.0], [0.0, 4.0]])
    >>> round(held_out_gain(seen, seen / 4, 2, "nmf"), 2)
    0.58
    """
    shares = np.nan_to_num(fit_arrays(seen, k, model, None)[0])
    words = (seen.T @ shares).T
    words = words / np.maximum(words.sum(axis=1, keepdims=True), 1e-300)
    frequency = np.asarray(seen.sum(axis=0)).ravel() + 0.5
    frequency = frequency / frequency.sum()
    place = unseen.tocoo()
    row, column = place.coords
    topical = (shares[row] * words.T[column]).sum(axis=1)
    gain = np.log2(0.5 + 0.5 * topical / frequency[column])
    return float((place.data * gain).sum() / max(place.data.sum(), 1.0))


def _likeness(topics: np.ndarray, part: sparse.csr_array, model: str, start: int | None) -> float:
    """Fit part of the corpus and say how like its topics are to those of the whole."""
    return matched_cosine(topics, fit_arrays(part, len(topics), model, start)[1])[2].mean()
