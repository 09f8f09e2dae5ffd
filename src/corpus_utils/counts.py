"""Counts of terms in units, from the token table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from corpus_utils.tokens import number_tokens

CATEGORY = pd.CategoricalDtype
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
    tokens: pd.DataFrame | Mapping[str, str],
    unit: str = "document",
    term: str = "token",
    terms: pd.Index | None = None,
) -> TermMatrix:
    """Count terms in documents, paragraphs or sentences (a document-term matrix).

    Every unit that has a word has a row, and a unit without a term has a zero, never a gap: dropping
    the units without a word is a common way to make a test lie.

    Parameters
    ----------
    tokens : DataFrame, or mapping of str to str
        Token table: doc_id, paragraph, sentence and the column of terms; columns of categories are counted
        several times faster. Or whole texts by doc_id, whose words are counted without a table of them.
    unit : {"document", "paragraph", "sentence"}
        What a row is; texts are counted by document.
    term : str
        The column that holds the term: ``token`` or ``lemma``; texts are counted by token.
    terms : Index, optional
        Count these terms only, in sorted order; terms that do not occur have zeros.

    Returns
    -------
    TermMatrix
        Counts, units and terms. The counts are sparse, and nothing on the way to them is dense.

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
    >>> term_matrix({"a": "War, war.", "b": "Peace."}).counts.toarray().tolist()
    [[0, 2], [1, 0]]
    """
    if unit not in UNITS:
        raise ValueError(f"unit: expected one of {', '.join(UNITS)}, found {unit!r}")
    if not isinstance(tokens, pd.DataFrame):
        if (unit, term) != ("document", "token"):
            raise ValueError(
                f"unit, term: expected document and token where whole texts are counted, found {unit} and {term}; "
                "make a token table of them first (see `token_table`)"
            )
        return _count_texts(tokens, terms)
    missing = [name for name in (*UNITS[unit], term) if name not in tokens.columns]
    if missing:
        raise ValueError(f"tokens: expected the columns {', '.join((*UNITS[unit], term))}, found no {missing}")
    rows, units = _number_units(tokens, UNITS[unit])
    codes, names = _sorted_codes(tokens[term])
    columns, words = _columns(names, terms)
    return TermMatrix(_count(rows, columns[codes], (len(units), len(words))), units, words)


def _number_units(tokens: pd.DataFrame, names: Sequence[str]) -> tuple[np.ndarray, pd.DataFrame]:
    """Number the units in sorted order: the number of each row, and the units themselves."""
    keys = [_sorted_codes(tokens[name])[0] for name in names]
    changes = np.zeros(max(len(tokens) - 1, 0), dtype=bool)
    falls = changes.copy()
    for key in keys:
        step = np.diff(key)
        falls |= ~changes & (step < 0)
        changes |= step != 0
    first = np.ones(len(tokens), dtype=bool)
    if falls.any():
        order = np.lexsort(keys[::-1])
        first[1:] = np.logical_or.reduce([np.diff(key[order]) != 0 for key in keys])
        rows = np.empty(len(tokens), dtype=np.int32)
        rows[order] = np.cumsum(first, dtype=np.int32) - 1
        places = order[first]
    else:
        first[1:] = changes
        rows = np.cumsum(first, dtype=np.int32)
        rows -= 1
        places = np.flatnonzero(first)
    units = tokens[list(names)].iloc[places].reset_index(drop=True)
    categories = {name: units[name].astype("str") for name in names if isinstance(units[name].dtype, CATEGORY)}
    return rows, units.assign(**categories)


def _sorted_codes(column: pd.Series) -> tuple[np.ndarray, pd.Index]:
    """Number the values of a column in sorted order; those that do not occur have no number."""
    if not isinstance(column.dtype, CATEGORY):
        return pd.factorize(column, sort=True)
    codes, names = column.cat.codes.to_numpy(), column.cat.categories
    used = np.zeros(len(names) + 1, dtype=bool)
    used[codes] = True
    used = used[:-1]
    if used.all() and names.is_monotonic_increasing:
        return codes, names
    order = np.argsort(names[used], kind="stable")
    rank = np.full(len(names) + 1, -1, dtype=np.int32)
    rank[np.flatnonzero(used)[order]] = np.arange(used.sum())
    return rank[codes], names[used][order]


def _columns(names: pd.Index, terms: pd.Index | None) -> tuple[np.ndarray, pd.Index]:
    """Give for each name its column (the last place, of -1, is for what is missing), and the terms of the columns."""
    words = pd.Index(names if terms is None else sorted(set(terms)), name="term", dtype="str")
    columns = np.arange(len(names)) if terms is None else words.get_indexer(names)
    return np.append(columns, -1).astype(np.int32), words


def _count(
    rows: np.ndarray, columns: np.ndarray, shape: tuple[int, int], counts: np.ndarray | None = None
) -> csr_array:
    """Add counts up in their cells, one each by default; a column of -1 is not counted."""
    counts = np.ones(len(rows), dtype=np.int32) if counts is None else counts
    if (columns < 0).any():
        known = columns >= 0
        rows, columns, counts = rows[known], columns[known], counts[known]
    if (rows[1:] >= rows[:-1]).all():  # in the order of the units already, as tables of tokens are
        ends = np.searchsorted(rows, np.arange(shape[0] + 1))
        matrix = csr_array((counts, columns, ends), shape=shape)
    else:
        matrix = csr_array((counts, (rows, columns)), shape=shape)
    matrix.sum_duplicates()
    return matrix.astype(np.int64)


def _count_texts(texts: Mapping[str, str], terms: pd.Index | None) -> TermMatrix:
    doc_ids = pd.Index(texts.keys(), dtype="str")
    blocks: list[tuple[np.ndarray, ...]] = [(np.zeros(0, dtype=np.int32),) * 3]
    names: list[str] = []
    for numbers, sizes, tokens, known in number_tokens(text for _, text in texts.items()):
        ones = np.ones(len(tokens), dtype=np.int32)
        block = csr_array((ones, tokens, np.append(0, sizes.cumsum())), shape=(len(sizes), len(known)))
        block.sum_duplicates()
        owners = np.repeat(np.array(numbers, dtype=np.int32), np.diff(block.indptr))
        blocks.append((owners, block.indices.astype(np.int32), block.data))
        names = known
    owners, tokens, counts = (np.concatenate(part) for part in zip(*blocks, strict=True))
    used = np.bincount(owners, minlength=len(doc_ids)) > 0
    order = np.argsort(doc_ids[used], kind="stable")
    rank = np.zeros(len(doc_ids), dtype=np.int32)
    rank[np.flatnonzero(used)[order]] = np.arange(used.sum())
    place, sorted_names = pd.factorize(pd.Index(names, dtype="str"), sort=True)
    columns, words = _columns(sorted_names, terms)
    units = pd.DataFrame({"doc_id": doc_ids[used][order]})
    return TermMatrix(_count(rank[owners], columns[place[tokens]], (len(units), len(words)), counts), units, words)
