"""Counts of terms in units, from the token table."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

UNITS = {
    "document": ["doc_id"],
    "paragraph": ["doc_id", "paragraph"],
    "sentence": ["doc_id", "paragraph", "sentence"],
}


class TermMatrix(NamedTuple):
    """How often each term stands in each unit.

    Attributes
    ----------
    counts : csr_array of int64, units × terms
        The counts.
    units : DataFrame
        One row a unit, sorted: ``doc_id`` and, as asked, ``paragraph`` and ``sentence``.
    terms : Index
        The terms, sorted.
    """

    counts: csr_array
    units: pd.DataFrame
    terms: pd.Index

    def totals(self) -> pd.Series:
        """Sum over the units.

        Returns
        -------
        Series of int
            The count of each term, indexed by term.
        """
        return pd.Series(np.asarray(self.counts.sum(axis=0)).ravel(), index=self.terms, name="count")


def term_matrix(
    tokens: pd.DataFrame, unit: str = "document", term: str = "token", terms: pd.Index | None = None
) -> TermMatrix:
    """Count terms in documents, paragraphs or sentences (a document-term matrix).

    Every unit that has a word has a row, and a unit without a term has a zero, never a gap: dropping
    the units without a word is a common way to make a test lie.

    Parameters
    ----------
    tokens : DataFrame
        Token table: doc_id, paragraph, sentence and the column of terms.
    unit : {"document", "paragraph", "sentence"}
        What a row is.
    term : str
        The column that holds the term: ``token`` or ``lemma``.
    terms : Index, optional
        Count these terms only, in sorted order; terms that do not occur have zeros.

    Returns
    -------
    TermMatrix
        Counts, units and terms.

    Raises
    ------
    ValueError
        If the unit is unknown or the table lacks a column.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": ["a", "a", "b"], "token": ["war", "war", "peace"]})
    >>> matrix = term_matrix(tokens)
    >>> matrix.counts.toarray().tolist(), list(matrix.terms)
    ([[0, 2], [1, 0]], ['peace', 'war'])
    """
    if unit not in UNITS:
        raise ValueError(f"unit: expected one of {', '.join(UNITS)}, found {unit!r}")
    missing = [name for name in (*UNITS[unit], term) if name not in tokens.columns]
    if missing:
        raise ValueError(f"tokens: expected the columns {', '.join((*UNITS[unit], term))}, found no {missing}")
    groups = tokens.groupby(UNITS[unit], sort=True)
    rows = groups.ngroup().to_numpy()
    units = groups.size().index.to_frame(index=False)
    if terms is None:
        columns, words = pd.factorize(tokens[term], sort=True)
    else:
        words = sorted(set(terms))
        columns = pd.Index(words).get_indexer(tokens[term])
    words = pd.Index(words, name="term", dtype="str")
    known = columns >= 0
    counts = csr_array(
        (np.ones(known.sum(), dtype=np.int64), (rows[known], columns[known])), shape=(len(units), len(words))
    )
    counts.sum_duplicates()
    return TermMatrix(counts, units, words)
