"""Two questions to a topic model: are there topics that cross documents, and are the topics the documents?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import joblib
import numpy as np
import pandas as pd
from scipy import sparse
from scipy.stats import rankdata
from threadpoolctl import threadpool_limits

from corpus_utils.counts import TermMatrix
from corpus_utils.topics.coherence import topic_coherence
from corpus_utils.topics.information import dealt_information, largest_topic
from corpus_utils.topics.models import as_counts, fit_arrays, matched_cosine

__all__ = ["LEVEL", "best_k", "choose_topics", "first_halves", "random_halves", "sample_documents"]

#: Error that the whole grid of numbers of topics may make.
LEVEL = 0.05
#: Groups of documents that are left out in turn; up to this number every document is a group of its own.
FOLDS = 10
#: Documents whose evidence is left out, those with the most.
LEFT_OUT = 10
#: Weight of plain word frequencies in what a topic foretells, so that no word is impossible.
BACKGROUND = 0.5
#: Rounds, and words added to each topic, when the topics of half a paragraph are inferred.
ROUNDS, PRIOR = 20, 0.1
#: Times that the vocabulary is cut in two.
PARTS = 2


def choose_topics(
    counts: TermMatrix | pd.DataFrame,
    ks: Sequence[int],
    *,
    documents: Sequence,
    halves: TermMatrix | pd.DataFrame | None = None,
    model: str = "nmf",
    n_deals: int = 999,
    seed: int = 0,
    n_jobs: int | None = None,
) -> pd.DataFrame:
    """Ask for each number of topics whether topics cross documents, and whether they are the documents.

    Every corpus has topics if a model is told to find them; a topic that is in the texts must say something about
    words that the model did not see. *Topics that cross documents*: topics are learned from the other documents; in
    a document that was left out, the topics of one half of a paragraph must foretell which words, new to the
    paragraph, stand in its other half, better than they foretell the halves of other paragraphs of this document.
    Dealing the halves out again within their documents is an exact test: what documents, phrases, repeated words
    and lengths do is the same in every deal. *Topics that are documents*: the largest topic of a paragraph must tell
    its document better than with the documents dealt out over the paragraphs. Both tests take the largest
    standardised value of the grid in each deal (max-T, Westfall & Young), so that a longer grid buys no luck.

    Parameters
    ----------
    counts : TermMatrix or DataFrame, shape (n_paragraphs, n_terms)
        Term counts.
    ks : sequence of int
        Numbers of topics to try, each from 2.
    documents : sequence of length n_paragraphs
        Document of each paragraph. Up to ten are left out one by one, more in ten seeded groups. The
        halves of paragraphs that are alone in their document are dealt among each other.
    halves : TermMatrix or DataFrame, shape (n_paragraphs, n_terms), optional
        Counts in the first halves, from :func:`first_halves`. Without it the words of a paragraph are halved at
        random, and then words that form a phrase count as evidence.
    model : {"nmf", "lda"}
    n_deals : int, default 999
        The smallest p that can come out is ``1 / (n_deals + 1)``.
    seed : int, default 0
    n_jobs : int, optional
        Jobs for joblib, over the groups of documents; each fit uses one thread. By default what
        ``joblib.parallel_config`` says: ``joblib.parallel_config(backend="dask")`` runs the same on a cluster. The
        result does not depend on it.

    Returns
    -------
    DataFrame
        One row a k, in rising order:

        - ``k``, ``model``;
        - ``recognised``: how often the topics of a half recognise its other half among the halves of the same
          document, as the share of these that they foretell less (.5 is chance); ``recognised_z``, the same in
          standard deviations of the deals; ``recognised_p``, for the whole grid; ``recognised_p_without_one``, the
          largest p when the evidence of one document is left out (of the ten with the most);
        - ``information``: adjusted mutual information of topics and documents (1: they are one, 0: chance), with
          ``information_z`` and ``information_p``;
        - ``recognised_bar``, ``information_bar``: the z that a number of topics must exceed for p ≤ .05;
        - ``coherence``: mean NPMI of the ten first words of a topic; ``stability``: mean cosine of the topics and
          those of the texts without one group of documents. Both describe and decide nothing: shuffled words reach
          high values too;
        - ``supported``: whether topics cross documents at this k, both p ≤ .05; ``chosen``: the supported k that
          recognises most, nowhere true if there is none.

        With one document, or where none holds two paragraphs that can be halved, ``recognised`` is NaN and its p 1.

    Raises
    ------
    ValueError
        If the grid, the deals, the documents or the halves do not fit the counts.

    References
    ----------
    Wallach, H., Murray, I., Salakhutdinov, R. & Mimno, D. (2009). Evaluation methods for topic models. ICML
    (document completion).
    Westfall, P. H. & Young, S. S. (1993). Resampling-based multiple testing. Wiley.
    Vinh, N. X., Epps, J. & Bailey, J. (2010). Information theoretic measures for clusterings comparison. JMLR.

    Examples
    --------
    >>> peace = pd.DataFrame({"un": [2, 0] * 9, "talks": [2, 0] * 9, "war": [0, 2] * 9, "siege": [0, 2] * 9})
    >>> table = choose_topics(peace, [2], documents=["a", "a", "b", "b", "c", "c"] * 3)
    >>> table[["k", "recognised_p", "chosen"]].values.tolist()
    [[2, 0.001, True]]
    """
    matrix, names = as_counts(counts)
    ks = sorted({int(k) for k in ks})
    labels = np.asarray(documents)
    _check(matrix, ks, labels, n_deals)
    if halves is None:
        first = random_halves(matrix, np.random.default_rng([seed, 0]))
    else:
        first, half_names = as_counts(halves)
        if first.shape != matrix.shape or list(names) != list(half_names) or ((matrix - first).data < 0).any():
            raise ValueError(
                f"halves ({first.shape[0]} × {first.shape[1]}) do not fit counts ({matrix.shape[0]} × "
                f"{matrix.shape[1]}); expected the counts of the first halves, same paragraphs, same terms"
            )
    folds = assign_folds(labels, seed)
    left_out = [folds == fold for fold in np.unique(folds)] if len(set(labels)) > 1 else []
    run = joblib.Parallel(n_jobs=n_jobs)
    whole = run(joblib.delayed(_fit)(matrix, k, model) for k in ks)
    parts = run(joblib.delayed(_fold_job)(matrix, first, labels, group, ks, model) for group in left_out)

    out = pd.DataFrame({"k": ks, "model": model})
    pairs = [pair for part in parts for pair in part.pairs]
    out["recognised"], out["recognised_z"], excess = gather(pairs, len(ks))
    p = _deal_pairs(pairs, excess, n_deals, seed)
    out["recognised_p"], out["recognised_p_without_one"], out["recognised_bar"] = p
    rng = np.random.default_rng([seed, 1])
    groups = pd.factorize(labels)[0]
    dealt = np.array([dealt_information(largest_topic(shares), groups, n_deals, rng) for shares, _ in whole])
    out["information"], out["information_z"] = dealt[:, 0], standardised(dealt)[:, 0]
    out["information_p"], out["information_bar"] = max_t(standardised(dealt))
    out["coherence"] = [topic_coherence(words, matrix).mean() for _, words in whole]
    out["stability"] = [
        np.mean([matched_cosine(words, part.topics[i])[2].mean() for part in parts]) if parts else np.nan
        for i, (_, words) in enumerate(whole)
    ]
    numbers = out.columns[2:]
    out[numbers] = out[numbers].round(9)
    out["supported"] = (out[["recognised_p", "recognised_p_without_one"]] <= LEVEL).all(axis=1)
    out["chosen"] = False
    if out["supported"].any():
        out.loc[out.loc[out["supported"], "recognised"].idxmax(), "chosen"] = True
    return out


def best_k(choice: pd.DataFrame) -> int:
    """Name the number of topics to show: the chosen one, or without any the one of the largest z.

    Examples
    --------
    >>> best_k(pd.DataFrame({"k": [2, 3], "recognised_z": [0.1, 0.2], "chosen": [True, False]}))
    2
    """
    rows = choice[choice["chosen"]] if choice["chosen"].any() else choice
    return int(rows.sort_values(["recognised_z", "k"], ascending=[False, True])["k"].iloc[0])


def sample_documents(units: pd.DataFrame, most: int, seed: int = 0) -> pd.DataFrame:
    """Keep whole documents, drawn at random, that have no more paragraphs than a computation can take.

    Time grows with the paragraphs, in each document with their square; a seeded sample gives the same verdicts with
    less power, and the power is stated.

    Parameters
    ----------
    units : DataFrame
        ``doc_id`` and more, one row a paragraph.
    most : int
        Number of paragraphs not to exceed; the first two documents drawn stay whatever their length.
    seed : int, default 0

    Returns
    -------
    DataFrame
        The rows of the documents drawn, in their order; all rows where they are no more than `most`.

    Examples
    --------
    >>> sample_documents(pd.DataFrame({"doc_id": list("aabbcc")}), 4)["doc_id"].nunique()
    2
    """
    if len(units) <= most:
        return units
    sizes = units["doc_id"].value_counts().sort_index()
    drawn = sizes.iloc[np.random.default_rng([seed, 4]).permutation(len(sizes))]
    kept = drawn.index[(drawn.cumsum() <= most) | (np.arange(len(drawn)) < 2)]
    return units[units["doc_id"].isin(kept)]


def first_halves(tokens: pd.DataFrame, counts: TermMatrix, term: str = "token") -> TermMatrix:
    """Count the words of the first half of each paragraph.

    A paragraph is cut at the end of the sentence nearest to its middle, so that no phrase is cut; a paragraph of
    one sentence is cut in the middle. What decides is counted words.

    Parameters
    ----------
    tokens : DataFrame
        ``doc_id, paragraph, sentence`` and `term`, one row a word in the order of the texts.
    counts : TermMatrix
        The paragraphs and the terms, as from :func:`select_terms`.
    term : str, default "token"
        The column that holds the term.

    Returns
    -------
    TermMatrix
        Counts in the first halves; units and terms as in `counts`.

    Raises
    ------
    ValueError
        If the tokens are not those that were counted.

    Examples
    --------
    >>> from corpus_utils import term_matrix
    >>> tokens = pd.DataFrame({"doc_id": "a", "paragraph": 1, "sentence": [1, 2, 2], "token": ["war", "un", "un"]})
    >>> first_halves(tokens, term_matrix(tokens, "paragraph")).counts.toarray().tolist()
    [[0, 1]]
    """
    keys = ["doc_id", "paragraph"]
    rows = pd.MultiIndex.from_frame(counts.units[keys]).get_indexer(pd.MultiIndex.from_frame(tokens[keys]))
    columns = counts.terms.get_indexer(tokens[term])
    words = pd.DataFrame({"row": rows, "column": columns, "sentence": tokens["sentence"].to_numpy()})
    words = words[(rows >= 0) & (columns >= 0)]
    if len(words) != counts.counts.sum():
        raise ValueError(
            f"tokens hold {len(words)} of the {counts.counts.sum()} words; expected those that were counted"
        )
    place = words.groupby("row").cumcount()
    length = words.groupby("row")["column"].transform("size")
    start = place.groupby([words["row"], words["sentence"]]).transform("min")
    cuts = pd.DataFrame({"row": words["row"], "cut": start, "off": (start - length / 2).abs()})[start > 0]
    best = cuts.sort_values(["row", "off", "cut"]).drop_duplicates("row").set_index("row")["cut"]
    first = words[place < words["row"].map(best).fillna((length + 1) // 2)]
    table = sparse.coo_array(
        (np.ones(len(first), dtype=np.int64), (first["row"], first["column"])), counts.counts.shape
    )
    return TermMatrix(table.tocsr(), counts.units, counts.terms)


def random_halves(matrix: sparse.csr_array, rng: np.random.Generator) -> sparse.csr_array:
    """Count a random half of the words of each paragraph (the larger one where their number is odd).

    Examples
    --------
    >>> random_halves(sparse.csr_array([[1.0, 4.0], [1.0, 0.0]]), np.random.default_rng(0)).sum(axis=1).tolist()
    [3.0, 1.0]
    """
    lengths = np.asarray(matrix.sum(axis=1), dtype=np.int64).ravel()
    row = np.repeat(np.arange(len(lengths)), lengths)
    column = np.repeat(matrix.indices, matrix.data.astype(np.int64))
    order = np.lexsort((rng.random(len(column)), row))
    place = np.arange(len(column)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    half = place < (lengths[row] + 1) // 2
    return sparse.coo_array((np.ones(half.sum()), (row[half], column[order][half])), matrix.shape).tocsr()


def assign_folds(labels: np.ndarray, seed: int) -> np.ndarray:
    """Deal the documents into at most ten groups, and give the group of each paragraph.

    Examples
    --------
    >>> assign_folds(np.array(["a", "a", "b"]), seed=0).tolist()
    [0, 0, 1]
    """
    names, document = np.unique(labels, return_inverse=True)
    if len(names) <= FOLDS:
        return document
    return np.random.default_rng([seed, 2]).permutation(np.arange(len(names)) % FOLDS)[document]


@dataclass(frozen=True)
class Fold:
    """Hold what one group of left-out documents shows.

    Attributes
    ----------
    pairs : list of ndarray, shape (n_ks, n, n)
        For each document, how far each half of its paragraphs foretells each other half: the share of halves that are
        foretold less. On the diagonal stand halves of one paragraph.
    topics : list of ndarray, shape (k, n_terms)
        For each k, the topics of all other documents.
    """

    pairs: list[np.ndarray]
    topics: list[np.ndarray]


def score_fold(
    matrix: sparse.csr_array,
    first: sparse.csr_array,
    labels: np.ndarray,
    left_out: np.ndarray,
    ks: Sequence[int],
    model: str,
) -> Fold:
    """Learn topics from the other documents and foretell halves of the paragraphs left out; one job.

    Examples
    --------
    >>> counts = sparse.csr_array(np.kron(np.eye(2), np.full((4, 2), 2.0)))
    >>> fold = score_fold(counts, counts / 2, np.arange(8) % 2, np.arange(8) % 2 == 0, [2], "nmf")
    >>> [pairs.shape for pairs in fold.pairs]
    [(1, 4, 4)]
    """
    train = matrix[~left_out]
    frequency = np.asarray(train.sum(axis=0)).ravel() + 0.5
    frequency /= frequency.sum()
    rows = np.flatnonzero(left_out)
    halves = [first[rows], (matrix - first)[rows]]
    usable = np.flatnonzero(np.logical_and(*((half.sum(axis=1) > 0) for half in halves)))
    strata = _strata(labels[rows[usable]])
    halves = [half[usable[np.concatenate(strata)]] for half in halves] if strata else []
    sides, sizes = _vocabulary_sides(frequency), [len(stratum) for stratum in strata]
    topics, scores = [], []
    for k in ks:
        shares, weights = fit_arrays(train, min(k, *train.shape), model) if train.nnz else _nothing(train)
        topics.append(weights)
        words = (train.T @ np.nan_to_num(shares)).T
        words = words / np.maximum(words.sum(axis=1, keepdims=True), 1e-300)
        words = (1 - BACKGROUND) * words + BACKGROUND * frequency
        scores.append(_pair_scores(halves, words, sides, sizes) if strata else [])
    return Fold([np.array(of_document) for of_document in zip(*scores, strict=True)], topics)


def gather(pairs: list[np.ndarray], n_ks: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Add up what the documents show, against all deals at once (Hoeffding 1951).

    Parameters
    ----------
    pairs : list of ndarray, shape (n_ks, n, n)
    n_ks : int

    Returns
    -------
    mean : ndarray, shape (n_ks,)
        Mean over the paragraphs; .5 is chance.
    z : ndarray, shape (n_ks,)
        The mean in standard deviations of the deals. Without any pair NaN, like the mean.
    excess : ndarray, shape (n_ks, n_documents)
        What each document adds above chance.

    Examples
    --------
    >>> [part.tolist() for part in gather([np.array([[[1.0, 0.0], [0.0, 1.0]]])], 1)]
    [[1.0], [1.0], [[1.0]]]
    """
    if not pairs:
        return np.full(n_ks, np.nan), np.full(n_ks, np.nan), np.zeros((n_ks, 0))
    within, variance = [], []
    for pair in pairs:
        rest = pair - pair.mean(axis=1, keepdims=True) - pair.mean(axis=2, keepdims=True)
        rest += pair.mean(axis=(1, 2), keepdims=True)
        within.append(np.trace(rest, axis1=1, axis2=2))
        variance.append((rest**2).sum(axis=(1, 2)) / (pair.shape[1] - 1))
    excess, spread = np.array(within).T, np.sqrt(np.sum(variance, axis=0))
    z = np.where(spread > 1e-9, excess.sum(axis=1) / np.maximum(spread, 1e-9), 0.0)
    return 0.5 + excess.sum(axis=1) / sum(pair.shape[1] for pair in pairs), z, excess


def standardised(dealt: np.ndarray) -> np.ndarray:
    """Put each row, the observed value first and then its deals, in standard deviations of the deals.

    Examples
    --------
    >>> standardised(np.array([[3.0, 1.0, -1.0]])).tolist()
    [[3.0, 1.0, -1.0]]
    """
    mean, sd = dealt[:, 1:].mean(axis=1, keepdims=True), dealt[:, 1:].std(axis=1, keepdims=True)
    return np.where(sd > 1e-9, (dealt - mean) / np.maximum(sd, 1e-9), 0.0)


def max_t(z: np.ndarray) -> tuple[np.ndarray, float]:
    """Adjust p for the grid: compare each observed z with the largest z of every deal.

    Parameters
    ----------
    z : ndarray, shape (n_ks, 1 + n_deals)
        The observed z in the first column.

    Returns
    -------
    p : ndarray, shape (n_ks,)
    bar : float
        The z that must be exceeded for p ≤ .05.

    Examples
    --------
    >>> p, bar = max_t(np.array([[3.0] + [0.0] * 39]))
    >>> p.tolist(), bar
    ([0.025], 0.0)
    """
    peak = z[:, 1:].max(axis=0)
    p = (1 + (peak >= z[:, :1] - 1e-9).sum(axis=1)) / (len(peak) + 1)
    rank = int(np.floor(LEVEL * (len(peak) + 1) + 1e-9))
    return p, float(np.sort(peak)[-rank])


def _deal_pairs(pairs: list[np.ndarray], excess: np.ndarray, n_deals: int, seed: int) -> tuple:
    """Deal the halves within each document: p for the grid, the same without one document, and the bar."""
    if not pairs:
        return np.ones(len(excess)), np.ones(len(excess)), np.nan
    most = np.argsort(-excess.max(axis=0).round(9), kind="stable")[:LEFT_OUT]
    total, kept = np.zeros((len(excess), 1 + n_deals)), {}
    for i, pair in enumerate(pairs):
        dealt = _deal_one(pair, n_deals, [seed, 3, i])
        total += dealt
        if i in most:
            kept[i] = dealt
    p, bar = max_t(standardised(total))
    without = [max_t(standardised(total - kept[i]))[0] for i in most]
    return p, np.max(without, axis=0), bar


def _deal_one(scores: np.ndarray, n_deals: int, seed: list[int]) -> np.ndarray:
    rng, n = np.random.default_rng(seed), scores.shape[1]
    rows = np.arange(n)
    deals = [rows] + [rng.permutation(n) for _ in range(n_deals)]
    return np.array([[score[rows, deal].sum() for deal in deals] for score in scores])


def _nothing(train: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    """One topic without a word, where the other documents have none."""
    return np.zeros((train.shape[0], 1)), np.zeros((1, train.shape[1]))


def _strata(labels: np.ndarray) -> list[np.ndarray]:
    """List the paragraphs of each document; those that are alone in theirs make one stratum together."""
    _, document, size = np.unique(labels, return_inverse=True, return_counts=True)
    strata = [np.flatnonzero(document == i) for i in np.flatnonzero(size > 1)]
    alone = np.flatnonzero(size[document] == 1)
    return strata + ([alone] if len(alone) > 1 else [])


def _vocabulary_sides(frequency: np.ndarray) -> list[np.ndarray]:
    """Cut the vocabulary in two, some times over, so that both sides have frequent and rare terms; list both."""
    rank = np.argsort(np.argsort(-frequency, kind="stable"), kind="stable")
    return [np.flatnonzero((rank >> i) % 2 == side) for i in range(PARTS) for side in (0, 1)]


def _pair_scores(
    halves: Sequence[sparse.csr_array], words: np.ndarray, sides: list[np.ndarray], sizes: list[int]
) -> list[np.ndarray]:
    """Score how well the topics of each half foretell each other half of its document, both ways added.

    Topics are inferred from one side of the vocabulary and foretell words of the other, so that a word which is
    repeated says nothing. Bits are set against the frequencies of the document and divided by the root of the number
    of words foretold, and ranked: deals of halves of unequal length must have the mean and spread of the true pairs.
    """
    starts = np.cumsum([0, *map(len, sides)])
    order = np.concatenate(sides)
    words = words[:, order]
    cut = [_cut(half[:, order], starts[:-1]) for half in halves]
    shares = np.split(_infer(sparse.vstack(cut).tocsr(), words), 2)
    ends = np.cumsum(sizes)
    scores = [np.zeros((size, size)) for size in sizes]
    for i in (0, 1):
        inferred, other = shares[i].reshape(-1, len(sides), len(words)), cut[1 - i]
        length = np.asarray(other.sum(axis=1)).ravel()
        indptr = other.indptr[:: len(sides)]
        scaled = other.data / np.repeat(np.sqrt(np.maximum(length, 1.0)), np.diff(other.indptr))
        for score, end in zip(scores, ends, strict=True):
            rows = slice(end - len(score), end)
            held = slice(indptr[rows.start], indptr[end])
            bits = np.empty((len(score), len(order)))
            total = np.bincount(other.indices[held], other.data[held], len(order))
            for side, (a, b) in enumerate(pairwise(starts)):
                p = inferred[rows, side ^ 1] @ words[:, a:b]
                found = np.log2(p / p.sum(axis=1, keepdims=True))
                found -= (found @ total[a:b] / max(total[a:b].sum(), 1.0))[:, None]
                bits[:, a:b] = found
            target = sparse.csr_array(
                (scaled[held], other.indices[held], indptr[rows.start : end + 1] - held.start), bits.shape
            )
            foretold = target @ bits.T
            score += foretold if i else foretold.T
    rounded = [score.round(6) for score in scores]
    return [(rankdata(r, axis=0) + rankdata(r, axis=1) - 2) / (2 * max(len(r) - 1, 1)) for r in rounded]


def _cut(matrix: sparse.csr_array, starts: np.ndarray) -> sparse.csr_array:
    """Cut each row into one row for each block of columns, which keep their places."""
    matrix.sort_indices()
    row = np.arange(matrix.shape[0])
    places = np.repeat(row, np.diff(matrix.indptr)) * matrix.shape[1] + matrix.indices
    cuts = np.searchsorted(places, (row[:, None] * matrix.shape[1] + starts).ravel())
    shape = len(row) * len(starts), matrix.shape[1]
    return sparse.csr_array((matrix.data, matrix.indices, np.append(cuts, matrix.nnz)), shape)


def _infer(piece: sparse.csr_array, words: np.ndarray) -> np.ndarray:
    """Infer the shares of topics in pieces of text from given topics (expectation–maximisation)."""
    row = np.repeat(np.arange(piece.shape[0]), np.diff(piece.indptr))
    across = np.ascontiguousarray(words.T)
    weights, ratio = across[piece.indices], piece.copy()
    shares = np.full((piece.shape[0], len(words)), 1 / len(words))
    for _ in range(ROUNDS):
        ratio.data = piece.data / np.einsum("ij,ij->i", shares[row], weights)
        shares = shares * (ratio @ across) + PRIOR
        shares /= shares.sum(axis=1, keepdims=True)
    return shares


@threadpool_limits.wrap(limits=1)
def _fit(matrix: sparse.csr_array, k: int, model: str) -> tuple[np.ndarray, np.ndarray]:
    return fit_arrays(matrix, k, model)


@threadpool_limits.wrap(limits=1)
def _fold_job(*work: Any) -> Fold:
    return score_fold(*work)


def _check(matrix: sparse.csr_array, ks: list[int], labels: np.ndarray, n_deals: int) -> None:
    n = matrix.shape[0]
    if len(labels) != n:
        raise ValueError(f"documents has {len(labels)} entries; expected {n}, one for each row of counts")
    most = min(matrix.shape)
    if not ks or ks[0] < 2 or ks[-1] > most:
        raise ValueError(
            f"ks is {ks}; expected numbers from 2 to {most}, for there are {n} paragraphs and {matrix.shape[1]} terms"
        )
    if not matrix.nnz:
        raise ValueError(f"all counts are 0 in {n} paragraphs; expected at least one word")
    if n_deals < round(1 / LEVEL) - 1:
        raise ValueError(f"n_deals is {n_deals}; expected at least {round(1 / LEVEL) - 1}, or no p can reach {LEVEL}")
