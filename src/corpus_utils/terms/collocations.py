"""Words that stand together: collocates of a term, and terms of several words."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np
import pandas as pd
from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder

from corpus_utils.terms.association import signed_g2
from corpus_utils.terms.kwic import occurrences


def collocates(
    tokens: pd.DataFrame, term: str, column: str = "token", window: int = 5, min_count: int = 2
) -> pd.DataFrame:
    """Rank the words that stand near a term.

    A term alone says little; its neighbours show what is said with it. The table behind each score is that of surface
    windows (Evert 2008): the words that stand near the term, each counted once, against all others.

    Parameters
    ----------
    tokens : DataFrame
        Token table, in the order of the text: doc_id, sentence and the column of terms.
    term : str
        The node.
    column : str
        The column that holds the terms: ``token`` or ``lemma``.
    window : int
        How many words away a collocate may stand in the same sentence; 1 means the next word.
    min_count : int
        Words that stand near the term less often are left out.

    Returns
    -------
    DataFrame
        collocate, count (how many of its occurrences stand near the term), expected, and g2: signed four-cell
        log-likelihood ratio (Dunning 1993), positive where the word stands near the term more often than elsewhere.
        Strongest first, ties by word.

    Raises
    ------
    ValueError
        If the window is smaller than one word.

    Examples
    --------
    >>> words = "the peace process and the peace process or talks on other terms".split()
    >>> tokens = pd.DataFrame({"doc_id": "a", "sentence": 1, "token": words})
    >>> collocates(tokens, "peace", window=1).round(2).values.tolist()
    [['process', 2, 0.8, 4.46], ['the', 2, 0.8, 4.46]]
    """
    if window < 1:
        raise ValueError(f"window: expected at least 1 word, found {window}")
    words = tokens[column].to_numpy(dtype=object)
    sentence = tokens.groupby(["doc_id", "sentence"], sort=False).ngroup().to_numpy()
    node = words == term
    near = np.zeros(len(words), dtype=bool)
    for distance in range(1, min(window, max(len(words) - 1, 1)) + 1):
        same = sentence[distance:] == sentence[:-distance]
        near[distance:] |= node[:-distance] & same
        near[:-distance] |= node[distance:] & same
    others = pd.Series(words[~node])
    inside = others[near[~node]].value_counts()
    inside = inside[inside >= min_count]
    counts = others[others.isin(inside.index)].value_counts().reindex(inside.index)
    n_near, n_far = int(near[~node].sum()), int((~near[~node]).sum())
    g2 = signed_g2(inside.to_numpy(), (counts - inside).to_numpy(), n_near, n_far) if len(inside) else np.empty(0)
    table = pd.DataFrame({"collocate": inside.index.astype("str"), "count": inside.to_numpy()})
    table["expected"] = n_near * counts.to_numpy() / max(n_near + n_far, 1)
    table["g2"] = np.round(np.asarray(g2, dtype=float), 9)  # the last bits differ between processors
    return table.sort_values(["g2", "collocate"], ascending=[False, True], ignore_index=True)


def find_phrases(
    tokens: pd.DataFrame, stop_words: Collection[str] = (), column: str = "token", min_count: int = 3
) -> pd.DataFrame:
    """Find terms of two words, such as *security council*.

    Parameters
    ----------
    tokens : DataFrame
        Token table: doc_id, sentence and the column of terms.
    stop_words : collection of str
        Words that no phrase begins or ends with.
    column : str
        The column that holds the words.
    min_count : int
        Phrases seen less often are left out.

    Returns
    -------
    DataFrame
        phrase, count and g2 (log-likelihood ratio of the pair, Dunning 1993), strongest first, ties by phrase.

    Examples
    --------
    >>> words = "the peace process and the peace process".split()
    >>> tokens = pd.DataFrame({"doc_id": "a", "sentence": 1, "token": words})
    >>> find_phrases(tokens, stop_words={"the", "and"}, min_count=2)["phrase"].tolist()
    ['peace process']
    """
    finder = BigramCollocationFinder.from_words(_padded(tokens, column))
    finder.apply_freq_filter(min_count)
    finder.apply_word_filter(lambda word: word in stop_words)
    scored = finder.score_ngrams(BigramAssocMeasures.likelihood_ratio)
    rows = [(" ".join(pair), finder.ngram_fd[pair], score) for pair, score in scored]
    table = pd.DataFrame(rows, columns=["phrase", "count", "g2"])
    return table.sort_values(["g2", "phrase"], ascending=[False, True], ignore_index=True)


def add_phrases(tokens: pd.DataFrame, phrases: Iterable[str], column: str = "token") -> pd.DataFrame:
    """Add terms of several words to a token table, beside their single words.

    A phrase is one more row that reaches from its first word to its last, so it can be counted and
    walked back like a word. The single words stay: totals then count a phrase on top of its words, so give
    `keyness` the totals of the words.

    Parameters
    ----------
    tokens : DataFrame
        Token table.
    phrases : iterable of str
        Words with spaces between them.
    column : str
        The column that holds the words.

    Returns
    -------
    DataFrame
        The rows of ``tokens`` and one for each place where a phrase stands in one sentence, in the order of the text.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": "a", "sentence": 1, "start": [0, 6], "end": [5, 13],
    ...                        "token": ["peace", "process"]})
    >>> add_phrases(tokens, ["peace process"])[["start", "end", "token"]].values.tolist()
    [[0, 13, 'peace process'], [0, 5, 'peace'], [6, 13, 'process']]
    """
    added = [tokens]
    for phrase in phrases:
        added.append(occurrences(tokens, phrase, column, ("doc_id", "sentence")).assign(**{column: phrase}))
    joined = pd.concat(added, ignore_index=True)
    return joined.sort_values(["doc_id", "start", "end"], ascending=[True, True, False], ignore_index=True)


def _padded(tokens: pd.DataFrame, column: str) -> list[str | None]:
    """Chain the sentences with gaps, so that no pair reaches from one sentence into the next."""
    words: list[str | None] = []
    for _, sentence in tokens.groupby(["doc_id", "sentence"], sort=False)[column]:
        words += [*sentence, None]
    return words
