"""Terms in context, each with its place in the raw file (KWIC)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas as pd


def kwic(
    tokens: pd.DataFrame, texts: Mapping[str, str], term: str, column: str = "token", width: int = 40
) -> pd.DataFrame:
    """Show every occurrence of a term in its context (key word in context).

    No measure is read without the lines behind it.

    Parameters
    ----------
    tokens : DataFrame
        Token table, or a part of it: doc_id, start, end, speaker and the column of terms.
    texts : mapping of str to str
        The raw texts by doc_id.
    term : str
        The term; several words stand with spaces between them.
    column : str
        The column that holds the term: ``token`` or ``lemma``.
    width : int
        Characters of context on each side.

    Returns
    -------
    DataFrame
        doc_id, start, end, speaker, left, match, right; line breaks in the context are shown as spaces.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": "a", "start": [0, 3, 8], "end": [2, 7, 13], "speaker": "A union",
    ...                        "token": ["we", "want", "peace"]})
    >>> kwic(tokens, {"a": "We want peace."}, "peace")[["start", "left", "match", "right"]].values.tolist()
    [[8, 'We want ', 'peace', '.']]
    """
    hits = occurrences(tokens, term, column)
    rows = [
        (*place, *context(texts[place.doc_id], place.start, place.end, width))
        for place in hits[["doc_id", "start", "end", "speaker"]].itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=["doc_id", "start", "end", "speaker", "left", "match", "right"])


def occurrences(
    tokens: pd.DataFrame, term: str, column: str = "token", within: Sequence[str] = ("doc_id",)
) -> pd.DataFrame:
    """Find the places where a term of one or several words stands.

    The rows of the first words, with ``end`` of the last.
    """
    words = term.split(" ")
    place = tokens[list(within)]
    hit = pd.Series(True, index=tokens.index)
    for distance, word in enumerate(words):
        hit &= (tokens[column].shift(-distance) == word) & (place.shift(-distance) == place).all(axis=1)
    ends = tokens["end"].shift(1 - len(words))[hit].astype(tokens["end"].dtype)
    return tokens[hit].assign(end=ends)


def context(text: str, start: int, end: int, width: int) -> tuple[str, str, str]:
    """Give what stands before, at and after a place, line breaks as spaces."""
    pieces = text[max(0, start - width) : start], text[start:end], text[end : end + width]
    left, match, right = (re.sub(r"\s", " ", piece) for piece in pieces)
    return left, match, right
