"""Terms in context, each with its place in the raw file (KWIC)."""

from __future__ import annotations

import re
from collections.abc import Mapping

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
    words = term.split(" ")
    hit = pd.Series(True, index=tokens.index)
    for distance, word in enumerate(words):
        hit &= (tokens[column].shift(-distance) == word) & (tokens["doc_id"].shift(-distance) == tokens["doc_id"])
    rows = [
        (doc, start, end, speaker, *_context(texts[doc], start, end, width))
        for doc, start, end, speaker in zip(
            tokens.loc[hit, "doc_id"],
            tokens.loc[hit, "start"],
            tokens["end"].shift(1 - len(words))[hit].astype(int),
            tokens.loc[hit, "speaker"],
            strict=True,
        )
    ]
    return pd.DataFrame(rows, columns=["doc_id", "start", "end", "speaker", "left", "match", "right"])


def _context(text: str, start: int, end: int, width: int) -> tuple[str, str, str]:
    pieces = text[max(0, start - width) : start], text[start:end], text[end : end + width]
    left, match, right = (re.sub(r"\s", " ", piece) for piece in pieces)
    return left, match, right
