"""What the two questions to a topic model could have found in these texts: planted topics, and the verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import joblib
import numpy as np
import pandas as pd
from scipy import sparse, stats
from scipy.special import gammaln
from threadpoolctl import threadpool_limits

from corpus_utils.counts import TermMatrix
from corpus_utils.topics.choice import FOLDS, LEVEL, assign_folds, gather, random_halves, score_fold, standardised
from corpus_utils.topics.coherence import topic_coherence
from corpus_utils.topics.information import dealt_information, largest_topic
from corpus_utils.topics.models import as_counts, fit_arrays, matched_cosine

__all__ = ["QUESTIONS", "Plan", "plan_power", "plant_topics", "topic_power", "topic_verdicts"]

#: The two questions, with what is measured.
QUESTIONS = {"cross": "recognised", "documents": "information"}
#: A strength is found if that share of the planted texts is a finding.
POWER = 0.8
#: Processor time of one fit with its scores, and more for each count in the table and topic (measured).
FIT_SECONDS, WORD_SECONDS = 0.006, 4.5e-7
#: How much of a paragraph one planted topic has, see `plant_topics`.
MIXING = 0.2
#: Paragraphs × terms that are drawn at once (40 MB).
CELLS = 5_000_000
#: Deals that give the deviation of the information in one planted text.
DEALS = 99


def plant_topics(
    lengths: Sequence[int] | np.ndarray,
    frequencies: pd.Series,
    k: int,
    *,
    own: float = 0.7,
    mixing: float = MIXING,
    documents: Sequence | np.ndarray | None = None,
    seed: int | Sequence[int] = 0,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw paragraphs from k planted topics, with given lengths and word frequencies.

    A method that finds no topics in a small corpus may be right, or blind. Drawn with the lengths and frequencies of
    that corpus, planted topics tell which.

    Parameters
    ----------
    lengths : sequence of int, shape (n_paragraphs,)
        Words in each paragraph.
    frequencies : Series, shape (n_terms,)
        How often each term occurs over all; the index holds the terms.
    k : int
        Number of topics; 1 draws texts without topics, every paragraph from the same frequencies.
    own : float, default 0.7
        Strength of the topics: the share of a topic's words that come from its own part of the vocabulary; the others
        come from the whole. Every term is in the part of one topic, drawn at random so that each part has frequent
        and rare terms.
    mixing : float, default 0.2
        Parameter of the Dirichlet distribution of topics in a paragraph: near 0 a paragraph has one topic, at 1 and
        above it has many.
    documents : sequence of length n_paragraphs, optional
        With it all paragraphs of a document have one mixture: the topics are the documents.
    seed : int, default 0

    Returns
    -------
    counts : DataFrame, shape (n_paragraphs, n_terms)
    topic_terms : DataFrame, shape (k, n_terms)
        The planted topics; rows sum to 1.

    Raises
    ------
    ValueError
        If there are fewer terms than topics, or a part of the vocabulary has no words.

    References
    ----------
    Blei, D. M., Ng, A. Y. & Jordan, M. I. (2003). Latent Dirichlet allocation. JMLR (the way of drawing).

    Examples
    --------
    >>> words = pd.Series([4, 3, 2, 1], index=["peace", "war", "talks", "siege"])
    >>> counts, topics = plant_topics([5, 7], words, 2)
    >>> counts.sum(axis=1).tolist(), topics.sum(axis=1).round(6).tolist()
    ([5, 7], [1.0, 1.0])
    """
    drawn, topics = draw_planted(lengths, frequencies, k, own, mixing, documents, seed)
    names = pd.RangeIndex(1, k + 1, name="topic")
    return (
        pd.DataFrame(drawn.toarray(), columns=frequencies.index),
        pd.DataFrame(topics, index=names, columns=frequencies.index),
    )


def draw_planted(
    lengths: Sequence[int] | np.ndarray,
    frequencies: pd.Series,
    k: int,
    own: float,
    mixing: float,
    documents: Sequence | np.ndarray | None,
    seed: int | Sequence[int],
) -> tuple[sparse.csr_array, np.ndarray]:
    """Draw what `plant_topics` draws, without a table of all paragraphs and terms.

    Examples
    --------
    >>> words = pd.Series([4, 3, 2, 1], index=["peace", "war", "talks", "siege"])
    >>> draw_planted([5, 7], words, 2, 0.7, 0.2, None, 0)[0].sum(axis=1).tolist()
    [5, 7]
    """
    if not 1 <= k <= len(frequencies):
        raise ValueError(f"k is {k}; expected 1 to {len(frequencies)}, the number of terms")
    rng = np.random.default_rng(seed)
    base = frequencies.to_numpy(dtype=float) / frequencies.sum()
    blocks = np.tile(np.arange(k), (-(-len(base) // k), 1))
    part = np.empty(len(base), dtype=int)
    part[np.argsort(-base, kind="stable")] = rng.permuted(blocks, axis=1).ravel()[: len(base)]
    parts = np.where(part == np.arange(k)[:, None], base, 0.0)
    if not parts.sum(axis=1).all():
        raise ValueError("a topic has no words: expected frequencies above 0 in each part of the vocabulary")
    topics = own * parts / parts.sum(axis=1, keepdims=True) + (1 - own) * base
    unit = np.arange(len(lengths)) if documents is None else np.unique(documents, return_inverse=True)[1]
    shares = rng.dirichlet(np.full(k, mixing), size=unit.max(initial=-1) + 1)[unit]
    rows = []
    few = max(1, CELLS // len(base))
    for first in range(0, len(lengths), few):
        some = slice(first, first + few)
        drawn = [rng.multinomial(n, p / p.sum()) for n, p in zip(lengths[some], shares[some] @ topics, strict=True)]
        rows.append(sparse.csr_array(np.array(drawn)))
    return sparse.vstack(rows, format="csr"), topics


def topic_power(
    counts: TermMatrix | pd.DataFrame,
    choice: pd.DataFrame,
    *,
    documents: Sequence,
    k: int = 4,
    strengths: Sequence[float] = (0.0, 0.3, 0.5, 0.6, 0.7, 0.95),
    n_texts: int = 20,
    seed: int = 0,
    n_jobs: int | None = None,
) -> pd.DataFrame:
    """Plant topics of several strengths in texts of these lengths and frequencies, and count how often they are found.

    "No topics" is worth what the test could have found. Planted texts are asked at k only, but must pass the bar
    that the whole grid sets in the real texts.

    Parameters
    ----------
    counts : TermMatrix or DataFrame, shape (n_paragraphs, n_terms)
    choice : DataFrame
        What :func:`~corpus_utils.choose_topics` returns for these counts: its model and its bars are taken.
    documents : sequence of length n_paragraphs
    k : int, default 4
        Number of planted topics.
    strengths : sequence of float
        Shares of a topic's words that are its own (`own` of :func:`plant_topics`); 0: no topics.
    n_texts : int, default 20
        Planted texts for each strength and question.
    seed : int, default 0
    n_jobs : int, optional
        As for ``choose_topics``; one job a planted text.

    Returns
    -------
    DataFrame
        One row a question (``cross``: topics planted in paragraphs of all documents; ``documents``: one mixture for
        each document) and strength: ``found`` (share of the planted texts), ``texts``, ``z`` and ``z_sd`` (mean and
        deviation of what decides), and mean ``coherence`` and ``stability`` of the topics found.

    Raises
    ------
    ValueError
        If a strength is not between 0 and 1, or there are fewer than three texts.

    Examples
    --------
    >>> counts = pd.DataFrame(np.full((24, 12), 2), columns=list("abcdefghijkl"))
    >>> bars = pd.DataFrame({"model": ["nmf"], "recognised_bar": 2.0, "information_bar": 2.0})
    >>> power = topic_power(counts, bars, documents=[1, 2, 3] * 8, k=2, strengths=[0.0, 1.0], n_texts=4)
    >>> power[["question", "strength", "found"]].values.tolist()[:2]
    [['cross', 0.0, 0.0], ['cross', 1.0, 1.0]]
    """
    if n_texts < 3 or not all(0 <= strength <= 1 for strength in strengths):
        raise ValueError(f"n_texts is {n_texts}, strengths {list(strengths)}; expected 3 at least, and from 0 to 1")
    matrix, names = as_counts(counts)
    frequencies = pd.Series(np.asarray(matrix.sum(axis=0)).ravel(), index=names)
    lengths = np.asarray(matrix.sum(axis=1), dtype=np.int64).ravel()
    labels, model = np.asarray(documents), choice["model"].iloc[0]
    cells = [(question, own, i) for question in QUESTIONS for own in sorted(strengths) for i in range(n_texts)]
    scores = joblib.Parallel(n_jobs=n_jobs)(
        joblib.delayed(_score_planted)(lengths, frequencies, labels, k, model, question, own, [seed, i])
        for question, own, i in cells
    )
    table = pd.DataFrame(cells, columns=["question", "strength", "texts"])
    table[["z", "coherence", "stability"]] = scores
    bars = {question: choice[f"{measure}_bar"].iloc[0] for question, measure in QUESTIONS.items()}
    table["found"] = (table["z"] > table["question"].map(bars)).astype(float)
    return (
        table.groupby(["question", "strength"], sort=True)
        .agg(
            found=("found", "mean"),
            texts=("texts", "size"),
            z=("z", "mean"),
            z_sd=("z", "std"),
            coherence=("coherence", "mean"),
            stability=("stability", "mean"),
        )
        .round(9)
        .reset_index()
    )


@threadpool_limits.wrap(limits=1)
def _score_planted(
    lengths: np.ndarray,
    frequencies: pd.Series,
    labels: np.ndarray,
    k: int,
    model: str,
    question: str,
    own: float,
    seed: Sequence[int],
) -> tuple[float, float, float]:
    """Draw one text, fit it, and measure what its question asks for."""
    documents = labels if question == "documents" else None
    drawn, _ = draw_planted(lengths, frequencies, k, own, MIXING, documents, seed)
    matrix, rng = drawn.astype(float), np.random.default_rng([*seed, 1])
    shares, words = fit_arrays(matrix, k, model)
    coherence = topic_coherence(words, matrix).mean()
    if question == "documents":
        dealt = dealt_information(largest_topic(shares), pd.factorize(labels)[0], DEALS, rng)
        return standardised(dealt[None])[0, 0], coherence, np.nan
    first, folds = random_halves(matrix, rng), assign_folds(labels, seed[0])
    if folds.max(initial=0) == 0:
        return np.nan, coherence, np.nan
    parts = [score_fold(matrix, first, labels, folds == fold, [k], model) for fold in np.unique(folds)]
    stability = np.mean([matched_cosine(words, part.topics[0])[2].mean() for part in parts])
    pairs = [pair for part in parts for pair in part.pairs]
    possible = sum(gammaln(pair.shape[1] + 1) for pair in pairs)  # logarithm of the number of deals
    return gather(pairs, 1)[1][0] if possible > -np.log(LEVEL) else np.nan, coherence, stability


def topic_verdicts(choice: pd.DataFrame, power: pd.DataFrame, bound: float = 0.7) -> pd.DataFrame:
    """Answer both questions: finding, equivalent to none, or can't tell.

    Parameters
    ----------
    choice : DataFrame
        What :func:`~corpus_utils.choose_topics` returns.
    power : DataFrame
        What :func:`topic_power` returns for it.
    bound : float, default 0.7
        The strength that matters; one of those planted. Texts are *equivalent* to texts without topics if they show
        less than 95 % of texts with planted topics of this strength would (Student's prediction bound).

    Returns
    -------
    DataFrame
        One row a question:

        - ``question``, ``answer`` (``finding``, ``equivalent``, ``can't tell``);
        - ``k`` (the number of topics that shows most), ``value`` (share recognised, or adjusted mutual information),
          ``z`` and ``p`` (adjusted for the grid; for topics that cross documents that without any one document);
        - ``strength``: that of the planted topics that show as much (interpolated; NaN above the strongest);
        - ``detectable``: the weakest strength from which on planted topics are found in 80 % of the texts or more;
          NaN if there is none;
        - ``bound``, ``below_bound``: whether the texts show less than the bound; a *finding* below it is a weak one.

    Raises
    ------
    ValueError
        If the bound was not planted.

    Examples
    --------
    >>> choice = pd.DataFrame({"k": [2], "recognised": 0.1, "recognised_z": 1.0, "recognised_p": 0.3,
    ...                        "recognised_p_without_one": 0.4, "information": 0.5, "information_z": 9.0,
    ...                        "information_p": 0.001})
    >>> power = pd.DataFrame({"question": ["cross", "cross", "documents"], "strength": [0.0, 0.7, 0.7],
    ...                       "found": [0.0, 1.0, 1.0], "texts": 20, "z": [0.0, 5.0, 8.0], "z_sd": 1.0})
    >>> topic_verdicts(choice, power)[["question", "answer", "detectable"]].values.tolist()
    [['cross', 'equivalent', 0.7], ['documents', 'finding', 0.7]]
    """
    rows = []
    for question, measure in QUESTIONS.items():
        planted = power[power["question"] == question].sort_values("strength")
        if bound not in set(planted["strength"]):
            raise ValueError(f"bound is {bound}; expected one of the planted strengths, {list(planted['strength'])}")
        best = choice.sort_values([f"{measure}_z", "k"], ascending=[False, True]).iloc[0]
        p = max(best[f"{measure}_p"], best.get(f"{measure}_p_without_one", 0.0))
        at = planted.set_index("strength").loc[bound]
        width = stats.t.ppf(1 - LEVEL, at["texts"] - 1) * at["z_sd"] * np.sqrt(1 + 1 / at["texts"])
        below = bool(best[f"{measure}_z"] < at["z"] - width)
        missed = planted.loc[planted["found"] < POWER, "strength"].max()
        found = planted.loc[~(planted["strength"] <= missed), "strength"]
        rows.append(
            {
                "question": question,
                "answer": "finding" if p <= LEVEL else "equivalent" if below else "can't tell",
                "k": best["k"],
                "value": best[measure],
                "z": best[f"{measure}_z"],
                "p": p,
                "strength": _equal_strength(planted, best[f"{measure}_z"]),
                "detectable": found.min(),
                "bound": bound,
                "below_bound": below,
            }
        )
    return pd.DataFrame(rows)


class Plan(NamedTuple):
    """What the questions to a topic model cost: planted texts for each strength, seconds, and both in a sentence."""

    texts: int
    seconds: float
    sentence: str


def plan_power(
    counts: TermMatrix | pd.DataFrame,
    ks: Sequence[int],
    *,
    documents: Sequence,
    k: int,
    strengths: Sequence[float],
    n_texts: int,
    most_seconds: float,
) -> Plan:
    """State what `choose_topics` and `topic_power` cost before it is paid, and plant fewer texts where it is too much.

    Parameters
    ----------
    counts, ks, documents
        As for ``choose_topics``.
    k, strengths, n_texts
        As for :func:`topic_power`.
    most_seconds : float
        Processor time that planted texts may take.

    Returns
    -------
    Plan
        ``texts`` (from 4 to `n_texts`), ``seconds`` of NMF on one core of about 2024 (the same on every machine, for
        they are computed from the size), ``sentence``.

    Examples
    --------
    >>> counts = pd.DataFrame(np.full((24, 12), 2), columns=list("abcdefghijkl"))
    >>> wanted = {"documents": [1, 2, 3] * 8, "k": 2, "strengths": (0.0, 0.7), "n_texts": 20}
    >>> plan_power(counts, [2, 3], **wanted, most_seconds=60).sentence
    'About 1 s of processor time: 0 s for the two questions, 1 s for 20 planted texts of each strength.'
    >>> plan_power(counts, [2, 3], **wanted, most_seconds=0.5).sentence.split(": ")[2]
    'set MOST_SECONDS to 2 for all 20 texts.'
    """
    nnz = as_counts(counts)[0].nnz
    fits = min(FOLDS, len(set(documents))) + 1
    asked = sum(fits * (FIT_SECONDS + WORD_SECONDS * nnz * each) for each in ks)
    one = len(strengths) * (fits + 1) * (FIT_SECONDS + WORD_SECONDS * nnz * k)
    texts = max(4, min(n_texts, int(most_seconds / one)))
    seconds = asked + texts * one
    sentence = (
        f"About {seconds:,.0f} s of processor time: {asked:,.0f} s for the two questions, {texts * one:,.0f} s for "
        f"{texts} planted texts of each strength."
    )
    if texts < n_texts:
        sentence += (
            f" Fewer texts than asked for: set MOST_SECONDS to {np.ceil(n_texts * one):.0f} for all {n_texts} texts."
        )
    return Plan(texts, seconds, sentence)


def _equal_strength(planted: pd.DataFrame, z: float) -> float:
    """Interpolate the strength whose planted topics show as much as z; NaN above the strongest."""
    known = planted["z"].notna()
    rising = np.maximum.accumulate(planted.loc[known, "z"].to_numpy())
    if not len(rising) or np.isnan(z) or z > rising[-1]:
        return np.nan
    return round(float(np.interp(z, rising, planted.loc[known, "strength"])), 2)
