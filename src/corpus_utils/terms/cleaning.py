"""What setting text aside does to the most frequent terms."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from corpus_utils.tokens import tokenize

#: Each step keeps a part of what the step before it kept.
STEPS = ("whole file", "own words", "body", "body in the author's voice")


def top_terms(
    texts: Mapping[str, str], tokens: pd.DataFrame, stop_words: Collection[str] = (), n: int = 10
) -> pd.DataFrame:
    """Rank terms after each step of cleaning.

    The ranking of the whole file shows what a reader would take for the document's language if nothing
    were set aside.

    Parameters
    ----------
    texts : mapping of str to str
        Raw texts by doc_id: the documents to rank, taken together.
    tokens : DataFrame
        Token table: doc_id, token, role, voice_type.
    stop_words : collection of str
        Words to leave out of the ranking.
    n : int
        How many ranks.

    Returns
    -------
    DataFrame
        One row a rank (from 1), one column a step (see `STEPS`); cells read ``term (count)``, ties by term,
        empty where a step has fewer terms.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": "a", "token": ["peace"], "role": "body", "voice_type": "author"})
    >>> top_terms({"a": "Share Share. Peace."}, tokens, n=1).iloc[0].tolist()
    ['share (2)', 'peace (1)', 'peace (1)', 'peace (1)']
    """
    own = tokens[tokens["doc_id"].isin(list(texts))]
    body = own[own["role"] == "body"]
    whole = pd.Series([word for text in texts.values() for _, _, word in tokenize(text)], dtype="str")
    author = body[body["voice_type"].isin(["author", "term_quote"])]
    words = (whole, own["token"], body["token"], author["token"])
    columns = {step: _ranked(kept, stop_words, n) for step, kept in zip(STEPS, words, strict=True)}
    ranks = pd.RangeIndex(1, n + 1, name="rank")
    return pd.DataFrame({step: pd.Series(cells, index=ranks[: len(cells)]) for step, cells in columns.items()}, ranks)


def _ranked(words: pd.Series, stop_words: Collection[str], n: int) -> list[str]:
    counts = words[~words.isin(list(stop_words)) & ~words.str.isnumeric()].value_counts().rename_axis("term")
    counts = counts.reset_index().sort_values(["count", "term"], ascending=[False, True]).head(n)
    return [f"{term} ({count})" for term, count in zip(counts["term"], counts["count"], strict=True)]
