"""How many topics, if any: coherence and stability against the same texts with their words shuffled."""

import textwrap
from collections.abc import Sequence

import joblib
import numpy as np
import pandas as pd

from corpus_utils.topics.models import as_counts
from corpus_utils.topics.scores import MEASURES, running_words, score_corpus

__all__ = ["best_k", "choose_topics", "verdict"]

#: The measures that decide, in words.
WORDS = {
    "coherence": "coherence",
    "stability_seeds": "stability over seeds",
    "stability_lodo": "stability over documents",
}


def choose_topics(
    counts,
    ks: Sequence[int],
    *,
    model: str = "nmf",
    documents: Sequence | None = None,
    terms: Sequence[str] | None = None,
    texts: Sequence[Sequence[str]] | None = None,
    window: int = 10,
    n_seeds: int = 5,
    n_shuffles: int = 39,
    within_documents: bool = False,
    top: int = 10,
    alpha: float = 0.05,
    seed: int = 0,
    n_jobs: int | None = None,
) -> pd.DataFrame:
    """Ask for each number of topics whether the topics are more than a model finds in shuffled words.

    Every corpus has topics if a model is told to find them. Here each k is fitted to the texts and to the same
    texts with their words shuffled over the paragraphs (lengths of paragraphs and totals of terms stay), and is
    *supported* only if coherence, stability over seeds and stability over documents are all above what the
    shuffled texts give. Each of the three is held to `alpha` for the whole grid: it is put in standard
    deviations at each k and compared with the largest value of the grid in every shuffled corpus (the max-T
    method of Westfall & Young), so that a longer grid buys no luck.

    Parameters
    ----------
    counts : DataFrame or scipy sparse, shape (n_paragraphs, n_terms)
        Term counts; a sparse table needs `terms`. A ``TermMatrix`` will do as well.
    ks : sequence of int
        Numbers of topics to try, each from 2 to half the number of paragraphs.
    model : {"nmf", "lda"}
    documents : sequence of length n_paragraphs, optional
        Document of each paragraph. Without at least two documents stability over documents is NaN and is not
        asked for; the reason says so.
    texts : sequence of sequences of str, optional
        The paragraphs as running words. With them coherence counts in windows that slide over the text (the
        *sliding-window form*), else in whole paragraphs (the *document form*). A pair of words that never meets
        scores -1 in both.
    window : int, default 10
        Width of the windows in words; not used without `texts`.
    n_seeds : int, default 5
        Seeds. Each draws a random start **and** a random half of the paragraphs, for on the same paragraphs NMF
        finds the same topics from nearly every start, even in shuffled words.
    n_shuffles : int, default 39
        Shuffled corpora; at least ``1 / alpha - 1``. The smallest p that can come out is ``1 / (n_shuffles + 1)``.
    within_documents : bool, default False
        Shuffle within each document only. What beats these corpora is more than the difference of the documents.
    top : int, default 10
        Number of top terms for coherence.
    alpha : float, default 0.05
    seed : int, default 0
    n_jobs : int, optional
        Jobs for joblib, over the corpora. By default what ``joblib.parallel_config`` says, and 1 if it says
        nothing: ``joblib.parallel_config(backend="dask")`` runs the same on a cluster. The result does not
        depend on it.

    Returns
    -------
    DataFrame
        One row a k, in rising order:

        - ``k``, ``model``, ``coherence_form``;
        - ``coherence``: mean NPMI of the pairs of top terms, mean over topics;
        - ``stability_seeds``, ``stability_lodo``: mean cosine between the topics of the whole corpus and those of
          the random halves, or of the corpus without one document, after Hungarian matching;
        - ``held_out``: bits gained per word over plain word frequencies in predicting a fifth of the words that
          the model did not see (below 0: the topics predict worse). Reported, not asked for: words that are
          repeated within a paragraph are enough to raise it;
        - for each of the four ``_shuffled_low`` and ``_shuffled_high``, the band of the shuffled corpora over the
          whole grid (``alpha`` on each side), and ``_p``, adjusted for the grid;
        - ``score``: how far coherence and held-out fit lie above the mean of the shuffled corpora (not below 0), times
          the two stabilities;
        - ``supported``, ``chosen`` (the supported k of the highest score, the smaller on a tie), ``reason``.

    Raises
    ------
    ValueError
        If the grid, `n_shuffles`, `documents` or `texts` do not fit the counts.

    References
    ----------
    Westfall, P. H. & Young, S. S. (1993). Resampling-based multiple testing. Wiley.
    Greene, D., O'Callaghan, D. & Cunningham, P. (2014). How many topics? Stability analysis for topic models.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> one_topic = pd.DataFrame(rng.poisson(1.0, (24, 8)), columns=list("abcdefgh"))
    >>> table = choose_topics(one_topic, [2, 3], documents=[1, 2, 3] * 8, n_shuffles=19, n_seeds=2, top=3)
    >>> table[["k", "supported"]].to_dict("list")
    {'k': [2, 3], 'supported': [False, False]}
    """
    matrix, names = as_counts(counts, terms)
    ks = sorted({int(k) for k in ks})
    labels = None if documents is None else np.asarray(documents)
    _check(matrix, ks, labels, within_documents, n_shuffles, alpha)
    ids, lengths = running_words(matrix, names, texts)
    settings = {"model": model, "n_seeds": n_seeds, "top": top, "seed": seed}
    settings["window"] = None if texts is None else window
    strata = np.repeat(labels, lengths) if within_documents else None
    scores = joblib.Parallel(n_jobs=n_jobs)(
        joblib.delayed(score_corpus)(ids, lengths, len(names), ks, labels, strata, corpus, **settings)
        for corpus in range(n_shuffles + 1)
    )
    form = "whole paragraphs" if texts is None else f"windows of {window} words"
    table = _table(np.array(scores), ks, alpha)
    table.insert(1, "model", model)
    table.insert(2, "coherence_form", form)
    return table


def best_k(choice: pd.DataFrame) -> int:
    """Name the number of topics to show: the chosen one, or without any the one of the highest score.

    Examples
    --------
    >>> best_k(pd.DataFrame({"k": [2, 3], "score": [0.1, 0.2], "chosen": [True, False]}))
    2
    """
    rows = choice[choice["chosen"]] if choice["chosen"].any() else choice
    return int(rows.sort_values(["score", "k"], ascending=[False, True])["k"].iloc[0])


def verdict(choice: pd.DataFrame) -> str:
    """Say in plain words what the table of `choose_topics` shows.

    Parameters
    ----------
    choice : DataFrame
        What `choose_topics` returns.

    Returns
    -------
    str
        Lines of at most 110 characters.

    Examples
    --------
    >>> choice = pd.DataFrame({"k": [2, 3], "model": "nmf", "score": [0.1, 0.2], "chosen": False,
    ...                        "supported": False, "coherence_p": [0.05, 0.2], "stability_seeds_p": 0.4,
    ...                        "stability_lodo_p": [0.05, 0.1]})
    >>> print(verdict(choice))
    No number of topics from 2 to 3 is supported: in these texts NMF finds no topics that beat the same words
    shuffled. Smallest p at any k: coherence 0.05, stability over seeds 0.4, stability over documents 0.05. What
    is shown with 3 topics is an illustration, not a finding.
    """
    ks, name, k = choice["k"], choice["model"].iloc[0].upper(), best_k(choice)
    if choice["chosen"].any():
        others = ", ".join(str(other) for other in ks[choice["supported"] & ~choice["chosen"]])
        text = (
            f"{k} topics are supported: in these texts {name} finds topics that are more coherent and more stable "
            f"than those of the same words shuffled. "
            + (f"Also supported, with a lower score: {others}." if others else "No other number is.")
        )
    else:
        tested = [m for m in WORDS if choice[f"{m}_p"].notna().any()]
        best = ", ".join(f"{WORDS[m]} {choice[f'{m}_p'].min():.3g}" for m in tested)
        text = (
            f"No number of topics from {ks.min()} to {ks.max()} is supported: in these texts {name} finds no "
            f"topics that beat the same words shuffled. Smallest p at any k: {best}. What is shown with {k} "
            f"topics is an illustration, not a finding."
        )
    return textwrap.fill(text, 110)


def _check(
    matrix, ks: list[int], labels: np.ndarray | None, within_documents: bool, n_shuffles: int, alpha: float
) -> None:
    n = matrix.shape[0]
    most = min(n // 2, matrix.shape[1])
    if labels is None and within_documents:
        raise ValueError("within_documents needs documents: one name for each row of counts")
    if labels is not None:
        if len(labels) != n:
            raise ValueError(f"documents has {len(labels)} entries; expected {n}, one for each row of counts")
        most = min(most, *(n - np.unique(labels, return_counts=True)[1])) if len(set(labels)) > 1 else most
    if not ks or ks[0] < 2 or ks[-1] > most:
        raise ValueError(f"ks is {ks}; expected numbers from 2 to {most}, for parts of the corpus must hold them too")
    if round((n_shuffles + 1) * alpha, 9) < 1:
        raise ValueError(
            f"n_shuffles is {n_shuffles}; expected at least {int(np.ceil(1 / alpha - 1e-9)) - 1}, "
            f"for with fewer no p can reach alpha = {alpha}"
        )


def _table(scores: np.ndarray, ks: list[int], alpha: float) -> pd.DataFrame:
    """Compare corpus 0 with the others, measure by measure, over the whole grid."""
    scores = scores.round(9)  # last bits of a processor must not break ties
    out = pd.DataFrame({"k": ks})
    rank = int(np.floor(alpha * len(scores) + 1e-9))
    for j, name in enumerate(MEASURES):
        value = scores[:, :, j]
        mean, sd = value.mean(axis=0), value.std(axis=0)
        z = np.where(sd > 1e-9, (value - mean) / np.where(sd > 1e-9, sd, 1.0), 0.0)
        peak, trough = z[1:].max(axis=1), z[1:].min(axis=1)
        out[name] = value[0]
        out[f"{name}_shuffled_low"] = mean + sd * np.sort(trough)[rank - 1]
        out[f"{name}_shuffled_high"] = mean + sd * np.sort(peak)[-rank]
        p = (1 + (peak[:, None] >= z[0] - 1e-9).sum(axis=0)) / len(scores)
        out[f"{name}_p"] = np.where(np.isnan(value[0]), np.nan, p)
    asked = [m for m in WORDS if out[m].notna().all()]
    excess = (scores[0] - scores[1:].mean(axis=0)).clip(min=0)
    gain = excess[:, MEASURES.index("coherence")] * excess[:, MEASURES.index("held_out")]
    out["score"] = (gain * out[asked[1:]].prod(axis=1)).round(9)
    failed = [[WORDS[m] for m in asked if row[f"{m}_p"] > alpha + 1e-9] for _, row in out.iterrows()]
    out["supported"] = [not names for names in failed]
    out["chosen"] = False
    if out["supported"].any():
        out.loc[out.loc[out["supported"], "score"].idxmax(), "chosen"] = True
    untested = "" if "stability_lodo" in asked else "; stability over documents not tested (one document)"
    out["reason"] = [
        (f"not above the shuffled texts: {', '.join(names)}" if names else "all above the shuffled texts") + untested
        for names in failed
    ]
    return out
