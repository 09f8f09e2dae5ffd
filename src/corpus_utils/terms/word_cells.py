"""Count the words of two sides once, so that hundreds of selections of them are sums."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from corpus_utils.pages.roles import OWN_ROLES
from corpus_utils.terms.contrasts import LEVELS, spoken_by

SIDES = ("target", "reference")
FORMS = ("token", "lemma")
#: Parts of a document by what a scholar would take in; each level holds the one before it, the last all own words.
ROLE_LEVELS = {
    "body": ("body",),
    "body+titles": ("body", "title", "subtitle", "heading"),
    "body+titles+signatories": OWN_ROLES,
}


class Side(NamedTuple):
    """The words of a group, in all documents or, where some are named, in these."""

    group: str
    documents: tuple[str, ...] = ()


class WordCells(NamedTuple):
    """Words of two sides, counted in cells that no choice divides.

    Attributes
    ----------
    cells : DataFrame
        One row a cell, sorted: ``side, doc_id, level`` (place in `corpus_utils.terms.contrasts.LEVELS` from which on
        the words are in), ``role_level`` (likewise in `ROLE_LEVELS`), ``stop`` and ``words``.
    counts : dict of str to csr_array of int64, cells × terms
        By form of the term, ``token`` and ``lemma``.
    terms : dict of str to Index
        The terms of each form, sorted.
    """

    cells: pd.DataFrame
    counts: Mapping[str, csr_array]
    terms: Mapping[str, pd.Index]

    def choose(self, voices: str, roles: str, stop_words: str, left_out: str) -> np.ndarray:
        """Mark the cells of one selection.

        Parameters
        ----------
        voices, roles, stop_words, left_out : str
            Options as in `corpus_utils.terms.specifications.specifications`.

        Returns
        -------
        array of bool, one value a cell

        Examples
        --------
        >>> cells = pd.DataFrame({"doc_id": ["a", "b"], "level": [0, 1], "role_level": 0, "stop": False})
        >>> WordCells(cells, {}, {}).choose("own", "body", "in", "none").tolist()
        [True, False]
        """
        chosen = self.cells["level"] <= LEVELS.index(voices)
        chosen &= self.cells["role_level"] <= list(ROLE_LEVELS).index(roles)
        chosen &= (self.cells["doc_id"] != left_out) & ((stop_words == "in") | ~self.cells["stop"])
        return chosen.to_numpy()

    def units(self, chosen: np.ndarray, side: str, form: str) -> tuple[csr_array, np.ndarray]:
        """Add the chosen cells of a side up, document by document.

        Parameters
        ----------
        chosen : array of bool
            From `choose`.
        side : {"target", "reference"}
        form : {"token", "lemma"}

        Returns
        -------
        csr_array of int64 (documents × terms), array of int (words of each document)
            Documents in which the selection has no word have no row.

        Examples
        --------
        >>> cells = pd.DataFrame({"side": "target", "doc_id": ["a", "a", "b"], "words": [2, 1, 4]})
        >>> counts = {"token": csr_array(np.array([[2, 0], [0, 1], [4, 0]]))}
        >>> found, sizes = WordCells(cells, counts, {}).units(np.array([True, True, False]), "target", "token")
        >>> found.toarray().tolist(), sizes.tolist()
        ([[2, 1]], [3])
        """
        rows = np.flatnonzero(chosen & (self.cells["side"] == side).to_numpy())
        names, unit = np.unique(self.cells["doc_id"].to_numpy(dtype=str)[rows], return_inverse=True)
        ones = np.ones(len(rows), dtype=np.int64)
        gather = csr_array((ones, (unit, rows)), shape=(len(names), len(self.cells)))
        return gather @ self.counts[form], gather @ self.cells["words"].to_numpy()


def select_side(tokens: pd.DataFrame, documents: pd.DataFrame, side: Side, level: str) -> pd.DataFrame:
    """Select the words of a side at a level of voices, in all roles.

    Parameters
    ----------
    tokens, documents : DataFrame
        As in `corpus_utils.terms.contrasts.group_words`.
    side : Side
        A group, in all documents or some.
    level : str
        One of `corpus_utils.terms.contrasts.LEVELS`.

    Returns
    -------
    DataFrame
        The rows of ``tokens``; none where the side has no words.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": ["a", "b"], "voice_type": "author", "actor_group": "un"})
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "actor_group": "un"})
    >>> select_side(tokens, documents, Side("un", ("b",)), "own")["doc_id"].tolist()
    ['b']
    """
    words = tokens[spoken_by(tokens, documents, side.group, level)]
    return words[words["doc_id"].isin(side.documents)] if side.documents else words


def count_cells(
    tokens: pd.DataFrame,
    documents: pd.DataFrame,
    target: Side,
    reference: Side,
    stop_words: Collection[str] = (),
) -> WordCells:
    """Count the words of two sides in cells.

    Parameters
    ----------
    tokens, documents : DataFrame
        As in `corpus_utils.terms.contrasts.group_words`.
    target, reference : Side
        The two sides.
    stop_words : collection of str
        Tokens that a selection may remove.

    Returns
    -------
    WordCells

    Raises
    ------
    ValueError
        If a word belongs to both sides.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": ["a", "a", "b"], "role": "body", "voice_type": "author",
    ...     "actor_group": ["un", "un", "media"], "token": ["we", "talk", "talks"], "lemma": ["we", "talk", "talk"]})
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "actor_group": ["un", "media"]})
    >>> found = count_cells(tokens, documents, Side("un"), Side("media"), stop_words={"we"})
    >>> found.cells[["side", "doc_id", "stop", "words"]].values.tolist()
    [['reference', 'b', False, 1], ['target', 'a', False, 1], ['target', 'a', True, 1]]
    """
    parts = []
    for name, side in zip(SIDES, (target, reference), strict=True):
        words = select_side(tokens, documents, side, LEVELS[-1])
        level = sum((~words.index.isin(select_side(tokens, documents, side, one).index)).astype(int) for one in LEVELS)
        role_level = sum((~words["role"].isin(roles)).astype(int) for roles in ROLE_LEVELS.values())
        parts.append(words.assign(side=name, level=level, role_level=role_level))
    shared = parts[0].index.intersection(parts[1].index)
    if len(shared):
        first = tokens.loc[shared[0]]
        raise ValueError(
            f"sides: expected no word on both, found {len(shared)}, as {first['token']!r} in {first['doc_id']!r}"
        )
    words = pd.concat(parts)
    words = words.assign(stop=words["token"].isin(list(stop_words)))
    groups = words.groupby(["side", "doc_id", "level", "role_level", "stop"], sort=True)
    cells = groups.size().rename("words").reset_index()
    terms = {form: pd.Index(sorted(set(words[form])), dtype="str") for form in FORMS}
    place = groups.ngroup().to_numpy()
    ones = np.ones(len(words), dtype=np.int64)
    counts = {
        form: csr_array((ones, (place, terms[form].get_indexer(words[form]))), shape=(len(cells), len(terms[form])))
        for form in FORMS
    }
    return WordCells(cells, counts, terms)
