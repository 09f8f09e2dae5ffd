"""Two sides and their units: what every verdict counts, and how the units can be dealt out anew."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

#: From so many documents on each side on, documents are the units; with fewer, paragraphs are.
LEAST_DOCUMENTS = 4
#: Shorter units are joined to a neighbour: a paragraph to one of the same document, a document to one of the same side.
LEAST_WORDS = {"paragraph": 20, "document": 50}
FORMS = ("token", "lemma")
#: The defensible ways to count the words of one question: every one of them is carried out.
SPECIFICATIONS = tuple(product(FORMS, ("in", "out"), ("in", "out")))
DEALS_AT_A_TIME = 250


@dataclass(frozen=True)
class Contrast:
    """Counts of terms in the units of two sides: the one thing that a verdict is computed from.

    Attributes
    ----------
    terms : Index
        The terms, sorted.
    counts : csr_array of int64, units x terms
        The units of the target come first.
    sizes : array of int, one value a unit
        Words of each unit, those that are not among the terms included.
    documents : array of str, one value a unit
        The document that a unit is, or stands in.
    n_target : int
        Units of the target.
    unit : {"document", "paragraph"}
        What a unit is.
    """

    terms: pd.Index
    counts: csr_array
    sizes: np.ndarray
    documents: np.ndarray
    n_target: int
    unit: str

    @property
    def on_target(self) -> np.ndarray:
        """Mark the units of the target, as an array of bool."""
        return np.arange(len(self.sizes)) < self.n_target

    @property
    def words(self) -> tuple[int, int]:
        """Count the words of the target and of the reference."""
        return int(self.sizes[: self.n_target].sum()), int(self.sizes[self.n_target :].sum())

    @property
    def totals(self) -> tuple[np.ndarray, np.ndarray]:
        """Count the occurrences of each term on the target and on the reference side."""
        sides = self.counts[: self.n_target], self.counts[self.n_target :]
        here, there = (np.asarray(side.sum(axis=0)).ravel() for side in sides)
        return here, there

    @property
    def reason(self) -> str:
        """Say why nothing can be dealt out, or nothing where it can."""
        n_reference = len(self.sizes) - self.n_target
        if min(self.n_target, n_reference) >= 2:
            return ""
        name = f"{self.unit}{'' if self.n_target == 1 else 's'}"
        return f"{self.n_target} {name} against {n_reference}, and two on each side are needed"

    def choose(self, terms: np.ndarray) -> Contrast:
        """Keep some terms, by an array of bool or places; the words of the others stay in the sizes."""
        return Contrast(self.terms[terms], self.counts[:, terms], self.sizes, self.documents, self.n_target, self.unit)

    def side(self, target: bool) -> Contrast:
        """Keep the units of one side, all of them on the target side."""
        rows = np.flatnonzero(self.on_target == target)
        return Contrast(self.terms, self.counts[rows], self.sizes[rows], self.documents[rows], len(rows), self.unit)

    def arrange(self, target: np.ndarray, reference: np.ndarray) -> Contrast:
        """Make a contrast of some of the units, by their places, as if they were two sides."""
        rows = np.concatenate([target, reference])
        return Contrast(self.terms, self.counts[rows], self.sizes[rows], self.documents[rows], len(target), self.unit)


def contrast_units(
    target: pd.DataFrame, reference: pd.DataFrame, term: str = "token", unit: str | None = None
) -> Contrast:
    """Count the terms of two sides in the units that can be dealt out between them.

    Documents are the units wherever there are enough of them, since words come in documents; a few documents
    leave only their paragraphs, and then side and document can't be told apart.

    Parameters
    ----------
    target, reference : DataFrame
        Token tables of the two sides (see `corpus_utils.terms.contrasts.group_words`): doc_id, paragraph, and the
        column of terms.
    term : {"token", "lemma"}
        What is counted.
    unit : {"document", "paragraph"}, optional
        The unit; by default documents from `LEAST_DOCUMENTS` a side on, else paragraphs. A document counts for the
        side that has most of its words.

    Returns
    -------
    Contrast
        Units under `LEAST_WORDS` are joined to a neighbour.

    Raises
    ------
    ValueError
        If a side has no words, or the unit is unknown.

    Examples
    --------
    >>> words = ["peace", "now"] * 30 + ["x"]
    >>> ours = pd.DataFrame({"doc_id": "a", "paragraph": [1] * 30 + [2] * 30 + [3], "token": words})
    >>> theirs = ours.assign(doc_id="b", token="war")
    >>> contrast = contrast_units(ours, theirs)
    >>> contrast.unit, contrast.sizes.tolist(), list(contrast.terms)
    ('paragraph', [30, 31, 30, 31], ['now', 'peace', 'war', 'x'])
    """
    return _Coded(target, reference, unit).count(term)


def specification_contrasts(
    target: pd.DataFrame,
    reference: pd.DataFrame,
    stop_words: Collection[str] = (),
    unit: str | None = None,
    term: str = "token",
) -> dict[tuple[str, str, str], Contrast]:
    """Count the same units in every defensible way.

    Tokens or lemmas, with stop words or without, with the opening paragraph of each document or without: a reader could
    not object to any of them, and all answer one question. Whose words count is another question, and needs verdicts of
    its own. The keys are (form, stop words, opening), in the order of `SPECIFICATIONS`, the usual one first. All have
    the same units. The only paragraph of a document is not taken out.
    """
    coded = _Coded(target, reference, unit)
    stop = coded.words["token"].isin(list(stop_words)).to_numpy()
    kept = {"in": np.ones(len(stop), dtype=bool), "out": ~stop}
    openings = {"in": kept["in"], "out": ~coded.opening}
    return {
        (form, words, opening): coded.count(form, kept[words] & openings[opening])
        for form, words, opening in sorted(SPECIFICATIONS, key=lambda choices: choices[0] != term)
    }


def deal_out(contrast: Contrast, n: int = 1000, seed: int | list[int] = 0) -> np.ndarray:
    """Put the units into n orders: the real one first, then random ones.

    Each column (units x n) is an order of the units; `sides_dealt` cuts it into two sides.
    """
    k = len(contrast.sizes)
    orders = np.empty((k, n), dtype=np.int32)
    orders[:, 0] = np.arange(k)
    orders[:, 1:] = np.random.default_rng(seed).random((n - 1, k)).argsort(axis=1, kind="stable").T
    return orders


def sides_dealt(contrast: Contrast, orders: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """Cut each order where the target's number of words is reached, in blocks of orders.

    Dealing a number of units instead would give sides of other lengths than the real ones wherever one side has the
    longer units, and rare words then differ by the length of a side alone. `orders` (units x orders) are from
    `deal_out`; the first is the real one, cut at the real place. Yields the number of the first order of a block, and
    an array (units x orders) with 1 where a unit is dealt to the target.
    """
    wanted, k = contrast.words[0], len(contrast.sizes)
    for first in range(0, orders.shape[1], DEALS_AT_A_TIME):
        block = orders[:, first : first + DEALS_AT_A_TIME]
        reached = np.cumsum(contrast.sizes[block], axis=0)
        cut = 1 + np.abs(reached - wanted).argmin(axis=0)
        cut = np.clip(cut, 1, k - 1)
        if first == 0:
            cut[0] = contrast.n_target
        chosen = np.zeros(block.shape)
        np.put_along_axis(chosen, block, (np.arange(k)[:, None] < cut).astype(float), axis=0)
        yield first, chosen


class _Coded:
    """The words of two sides with the unit of each, found once for every way to count them."""

    def __init__(self, target: pd.DataFrame, reference: pd.DataFrame, unit: str | None) -> None:
        for name, side in (("target", target), ("reference", reference)):
            if side.empty:
                raise ValueError(f"{name}: expected words, found none; a side without words can't be compared")
        words = pd.concat([target, reference], ignore_index=True)
        self.words = words
        on_target = np.arange(len(words)) < len(target)
        doc, names = pd.factorize(words["doc_id"].astype(str), sort=True)
        self.unit = unit or self._enough(doc, on_target, len(names))
        if self.unit not in LEAST_WORDS:
            raise ValueError(f"unit: expected one of {', '.join(LEAST_WORDS)}, found {unit!r}")
        if "paragraph" in words:
            paragraph = words["paragraph"].to_numpy()
            first, last = (pd.Series(paragraph).groupby(doc).transform(how).to_numpy() for how in ("min", "max"))
            self.opening = (paragraph == first) & (first < last)
        else:
            self.opening = np.zeros(len(words), dtype=bool)
        keys = {"side": ~on_target, "doc": doc}
        if self.unit == "paragraph":
            keys["paragraph"] = words["paragraph"].to_numpy()
        groups = pd.DataFrame(keys).groupby(list(keys), sort=True)
        sizes = groups.size()
        places = sizes.index.to_frame(index=False)
        kind = places["side"].to_numpy() * len(names) + (places["doc"].to_numpy() if self.unit == "paragraph" else 0)
        joined = _join(sizes.to_numpy(), kind, LEAST_WORDS[self.unit])
        self.row = joined[groups.ngroup().to_numpy()]
        self.k = int(joined.max()) + 1
        heads = pd.DataFrame({"row": joined, "doc": places["doc"], "side": places["side"]}).drop_duplicates("row")
        self.documents = names.to_numpy(dtype=str)[heads["doc"]]
        self.n_target = int((~heads["side"].astype(bool)).sum())
        self.codes: dict[str, tuple[np.ndarray, pd.Index]] = {}

    @staticmethod
    def _enough(doc: np.ndarray, on_target: np.ndarray, n: int) -> str:
        ours, theirs = (np.bincount(doc[side], minlength=n) for side in (on_target, ~on_target))
        least = min(int((ours > theirs).sum()), int((theirs >= ours).sum()))
        return "document" if least >= LEAST_DOCUMENTS else "paragraph"

    def count(self, term: str, kept: np.ndarray | slice = slice(None)) -> Contrast:
        if term not in self.codes:
            codes, names = pd.factorize(self.words[term], sort=True)
            self.codes[term] = codes, pd.Index(names, name="term", dtype="str")
        codes, names = self.codes[term]
        row, column = self.row[kept], codes[kept]
        counts = csr_array((np.ones(len(row), dtype=np.int64), (row, column)), shape=(self.k, len(names)))
        counts.sum_duplicates()
        sizes = np.bincount(row, minlength=self.k)
        return Contrast(names, counts, sizes, self.documents, self.n_target, self.unit)


def _join(sizes: np.ndarray, group: np.ndarray, least: int) -> np.ndarray:
    """Number the units, short ones joined to the next of their group, or to the one before at its end."""
    number = np.empty(len(sizes), dtype=np.int64)
    here, held, start = 0, 0, 0
    for place, (size, kind) in enumerate(zip(sizes, group, strict=True)):
        held += size
        number[place] = here
        last = place + 1 == len(sizes) or group[place + 1] != kind
        if held >= least or (last and start == here):
            here, held = here + 1, 0
        elif last:
            number[number[: place + 1].searchsorted(here) : place + 1] = here - 1
            held = 0
        if last:
            start = here
    return number
