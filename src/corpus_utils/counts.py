"""Counts of terms in units, from the token table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from corpus_utils.tokens import number_tokens, pile_up

CATEGORY = pd.CategoricalDtype
#: So many words are added up at a time: they fit a processor's cache.
AT_ONCE = 100_000
UNITS = {"document": ["doc_id"], "paragraph": ["doc_id", "paragraph"], "sentence": ["doc_id", "paragraph", "sentence"]}


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
    tokens: pd.DataFrame | Mapping[str, str], unit: str = "document", term: str = "token", terms: pd.Index | None = None
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
    order, ends, units = _find_units(tokens, UNITS[unit])
    codes, names = _sorted_codes(tokens[term])
    columns, words = _columns(names, terms)
    return TermMatrix(_count(ends, codes if order is None else codes[order], columns, len(words)), units, words)


def _find_units(tokens: pd.DataFrame, names: Sequence[str]) -> tuple[np.ndarray | None, np.ndarray, pd.DataFrame]:
    """Sort the rows by units: their order, if they are not sorted yet; where each unit ends in it; the units."""
    keys = [_sorted_codes(tokens[name])[0] for name in names]
    first = np.ones(len(tokens), dtype=bool)
    falls = np.zeros(max(len(tokens) - 1, 0), dtype=bool)
    changes = falls.copy()
    for key in keys:
        falls |= ~changes & (key[1:] < key[:-1])
        changes |= key[1:] != key[:-1]
    order = None
    if falls.any():
        order = np.lexsort(keys[::-1])
        changes = np.logical_or.reduce([np.diff(key[order]) != 0 for key in keys])
    first[1:] = changes
    starts = np.flatnonzero(first)
    places = starts if order is None else order[starts]
    units = pd.DataFrame({name: tokens[name].iloc[places].reset_index(drop=True) for name in names})
    categories = {name: units[name].astype("str") for name in names if isinstance(units[name].dtype, CATEGORY)}
    return order, np.append(starts[1:], len(tokens)) if len(tokens) else starts, units.assign(**categories)


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
    ends: np.ndarray, codes: np.ndarray, columns: np.ndarray, n_columns: int, counts: np.ndarray | None = None
) -> csr_array:
    """Add up, in units that end at ``ends``, the column of each code: one each by default; -1 is not counted.

    It is done for some units at a time, so that hardly more than what is added up stands in memory.
    """
    begins = np.append(0, ends)

    def blocks() -> Iterator[tuple[np.ndarray, ...]]:
        unit = 0
        while unit < len(ends):
            last = max(unit + 1, int(np.searchsorted(ends, begins[unit] + AT_ONCE)))
            rows, places = slice(begins[unit], begins[last]), begins[unit : last + 1] - begins[unit]
            here = columns[codes[rows]]
            added = np.ones(len(here), dtype=np.int32) if counts is None else counts[rows].copy()
            if (here < 0).any():
                known = here >= 0
                here, added, places = here[known], added[known], np.append(0, known.cumsum())[places]
            block = csr_array((added, here, places), shape=(last - unit, n_columns))
            block.sum_duplicates()
            yield np.diff(block.indptr), block.indices, block.data
            unit = last

    sizes, found, added = pile_up(blocks(), 3)
    return csr_array((added.astype(np.int64), found, np.append(0, sizes.cumsum())), shape=(len(ends), n_columns))


def _count_texts(texts: Mapping[str, str], terms: pd.Index | None) -> TermMatrix:
    doc_ids = pd.Index(texts.keys(), dtype="str")
    names: list[str] = []

    def blocks() -> Iterator[tuple[np.ndarray, ...]]:
        nonlocal names
        for numbers, sizes, tokens, names in number_tokens(text for _, text in texts.items()):
            ones = np.ones(len(tokens), dtype=np.int32)
            block = csr_array((ones, tokens, np.append(0, sizes.cumsum())), shape=(len(sizes), len(names)))
            block.sum_duplicates()
            yield np.array(numbers), np.diff(block.indptr), block.indices, block.data

    numbers, parts, tokens, counts = pile_up(blocks(), 4)
    sizes = np.bincount(numbers, weights=parts, minlength=len(doc_ids)).astype(np.int64)
    ends, held = sizes.cumsum(), sizes > 0
    doc_ids, sizes, ends = doc_ids[held], sizes[held], ends[held]
    if not doc_ids.is_monotonic_increasing:
        order = np.argsort(doc_ids, kind="stable")
        doc_ids, sizes, starts = doc_ids[order], sizes[order], (ends - sizes)[order]
        ends = sizes.cumsum()
        places = np.arange(len(tokens)) + np.repeat(starts - ends + sizes, sizes)
        tokens, counts = tokens[places], counts[places]
    place, sorted_names = pd.factorize(pd.Index(names, dtype="str"), sort=True)
    columns, words = _columns(sorted_names, terms)
    matrix = _count(ends, tokens, columns[place], len(words), counts)
    return TermMatrix(matrix, pd.DataFrame({"doc_id": doc_ids}), words)
