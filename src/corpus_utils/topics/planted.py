"""Texts whose topics are known because they were put in: the yardstick for a method that looks for topics."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

__all__ = ["plant_topics"]


def plant_topics(
    lengths: Sequence[int],
    frequencies: pd.Series,
    k: int,
    *,
    own: float = 0.7,
    mixing: float = 0.2,
    seed: int = 0,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw paragraphs from k planted topics, with given lengths and word frequencies.

    A method that finds no topics in a small corpus may be right, or blind. Drawn with the lengths and frequencies of
    that corpus, planted topics tell which: it must find them.

    Parameters
    ----------
    lengths : sequence of int, shape (n_paragraphs,)
        Words in each paragraph.
    frequencies : Series, shape (n_terms,)
        How often each term occurs over all; the index holds the terms.
    k : int
        Number of topics; 1 draws texts without topics, every paragraph from the same frequencies.
    own : float, default 0.7
        Share of a topic's words that come from its own part of the vocabulary; the others come from the whole.
        Every term is in the part of one topic, drawn at random so that each part has frequent and rare terms.
    mixing : float, default 0.2
        Parameter of the Dirichlet distribution of topics in a paragraph: near 0 a paragraph has one topic, at 1 and
        above it has many.
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
    shares = rng.dirichlet(np.full(k, mixing), size=len(lengths))
    drawn = [rng.multinomial(n, p / p.sum()) for n, p in zip(lengths, shares @ topics, strict=True)]
    names = pd.RangeIndex(1, k + 1, name="topic")
    return (
        pd.DataFrame(drawn, columns=frequencies.index),
        pd.DataFrame(topics, index=names, columns=frequencies.index),
    )
