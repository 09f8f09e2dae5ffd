"""Measure how far two labellings of the same texts agree, character by character.

Spans of two coders rarely start and end at the same place; characters can always be compared.
Whitespace is left out, since it says nothing and belongs to no span.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from corpus_utils.pages.roles import OWN_ROLES

#: How a character is shown that no span covers.
UNLABELLED = ""


def agreement(
    texts: Mapping[str, str], predicted: pd.DataFrame, reference: pd.DataFrame, label: str = "role"
) -> pd.DataFrame:
    """Compare two labellings by precision, recall and F1 of each label.

    A single score hides which label fails; one row a label shows it.

    Parameters
    ----------
    texts : mapping of str to str
        The raw text of each ``doc_id``; every document counts, labelled or not.
    predicted, reference : DataFrame
        Columns ``doc_id, start, end`` and ``label``; spans of one frame do not overlap.
    label : str
        The column to compare, such as ``role`` or ``voice_type``.

    Returns
    -------
    DataFrame
        Indexed by label, sorted: ``n_reference, n_predicted, n_both`` (non-whitespace
        characters), ``precision, recall`` (missing where the denominator is 0) and ``f1``.
        ``attrs`` holds ``micro_f1`` (of all characters that a span covers; the accuracy where both
        labellings cover the whole text) and ``macro_f1`` (mean of ``f1`` over the rows).

    Raises
    ------
    ValueError
        If a frame lacks a column, names an unknown document, or a span leaves its text or overlaps
        another.

    Examples
    --------
    >>> ours = pd.DataFrame({"doc_id": ["a"], "start": [0], "end": [9], "role": ["body"]})
    >>> theirs = pd.DataFrame({"doc_id": ["a", "a"], "start": [0, 5], "end": [4, 9],
    ...                        "role": ["title", "body"]})
    >>> table = agreement({"a": "News Text."[:9]}, ours, theirs)
    >>> table[["n_reference", "n_predicted", "n_both", "f1"]].round(3).to_dict("index")["body"]
    {'n_reference': 4, 'n_predicted': 8, 'n_both': 4, 'f1': 0.667}
    """
    pairs = _pairs(texts, predicted, reference, label)
    labels = sorted((set(pairs["predicted"]) | set(pairs["reference"])) - {UNLABELLED})
    rows = []
    for name in labels:
        in_reference = pairs["n"][pairs["reference"] == name].sum()
        in_predicted = pairs["n"][pairs["predicted"] == name].sum()
        both = pairs["n"][(pairs["reference"] == name) & (pairs["predicted"] == name)].sum()
        rows.append((name, int(in_reference), int(in_predicted), int(both)))
    table = pd.DataFrame(rows, columns=[label, "n_reference", "n_predicted", "n_both"]).set_index(label)
    table["precision"] = table["n_both"] / table["n_predicted"].where(table["n_predicted"] > 0)
    table["recall"] = table["n_both"] / table["n_reference"].where(table["n_reference"] > 0)
    table["f1"] = 2 * table["n_both"] / (table["n_reference"] + table["n_predicted"])
    covered = int(table["n_reference"].sum() + table["n_predicted"].sum())
    table.attrs["micro_f1"] = 2 * int(table["n_both"].sum()) / covered if covered else float("nan")
    table.attrs["macro_f1"] = float(table["f1"].mean()) if len(table) else float("nan")
    return table


def kept_agreement(
    texts: Mapping[str, str],
    predicted: pd.DataFrame,
    reference: pd.DataFrame,
    kept: Iterable[str] = OWN_ROLES,
) -> pd.DataFrame:
    """Compare two labellings by what they keep for analysis and what they drop.

    Mistaking a title for a subtitle changes no count of words; dropping a sentence does.

    Parameters
    ----------
    texts, predicted, reference
        As in :func:`agreement`, with a column ``role``.
    kept : iterable of str
        The roles that count as the document's own words.

    Returns
    -------
    DataFrame
        As from :func:`agreement`, with the rows ``dropped`` and ``kept``.

    Examples
    --------
    >>> ours = pd.DataFrame({"doc_id": ["a"], "start": [0], "end": [4], "role": ["title"]})
    >>> kept_agreement({"a": "News"}, ours, ours.assign(role="body")).loc["kept", "f1"]
    np.float64(1.0)
    """
    own = set(kept)
    frames = [
        frame.assign(kept=np.where(frame["role"].isin(own), "kept", "dropped")) for frame in (predicted, reference)
    ]
    return agreement(texts, *frames, label="kept")


def agreement_by_document(
    texts: Mapping[str, str], predicted: pd.DataFrame, reference: pd.DataFrame, value: str, label: str = "role"
) -> pd.DataFrame:
    """Compare two labellings for one value of the label, document by document.

    Long documents outweigh short ones in a pooled score; here each has its own row.

    Parameters
    ----------
    texts, predicted, reference, label
        As in :func:`agreement`.
    value : str
        The label to look at, such as ``body``.

    Returns
    -------
    DataFrame
        Indexed by ``doc_id``, columns as from :func:`agreement`. A document where neither labelling
        has the value has no row.

    Examples
    --------
    >>> ours = pd.DataFrame({"doc_id": ["a"], "start": [0], "end": [4], "role": ["body"]})
    >>> agreement_by_document({"a": "News"}, ours, ours, "body")["f1"].to_dict()
    {'a': 1.0}
    """
    rows = []
    for doc_id in sorted(texts):
        own = [frame[frame["doc_id"] == doc_id] for frame in (predicted, reference)]
        table = agreement({doc_id: texts[doc_id]}, *own, label=label)
        rows.append(table[table.index == value].assign(doc_id=doc_id))
    return pd.concat(rows).set_index("doc_id")


def disagreements(
    texts: Mapping[str, str],
    predicted: pd.DataFrame,
    reference: pd.DataFrame,
    label: str = "role",
    context: int = 40,
) -> pd.DataFrame:
    """List every stretch of text that two labellings call differently.

    A score asks for trust; the list lets a reader judge each case.

    Parameters
    ----------
    texts, predicted, reference, label
        As in :func:`agreement`. If ``predicted`` has a column ``rule``, it is reported.
    context : int
        Characters shown before and after.

    Returns
    -------
    DataFrame
        One row a maximal run of non-whitespace characters with the same pair of differing labels:
        ``doc_id, start, end, predicted, reference, rule, before, text, after``. An uncovered
        character has the label ``""``.

    Examples
    --------
    >>> ours = pd.DataFrame({"doc_id": ["a"], "start": [0], "end": [9], "role": ["body"]})
    >>> theirs = ours.assign(end=4)
    >>> disagreements({"a": "One. Two."}, ours, theirs)[["start", "end", "predicted", "reference"]].values.tolist()
    [[5, 9, 'body', '']]
    """
    columns = ["doc_id", "start", "end", "predicted", "reference", "rule", "before", "text", "after"]
    rows = []
    for doc_id in sorted(texts):
        text = texts[doc_id]
        visible, ours, theirs = _labels(doc_id, text, predicted, reference, label)
        rule = _painted(doc_id, text, predicted, "rule")[visible] if "rule" in predicted else None
        change = np.flatnonzero((ours[1:] != ours[:-1]) | (theirs[1:] != theirs[:-1])) + 1
        edges = [0, *change.tolist(), len(visible)] if len(visible) else []
        for first, stop in itertools.pairwise(edges):
            if ours[first] != theirs[first]:
                start, end = int(visible[first]), int(visible[stop - 1]) + 1
                why = rule[first] if rule is not None else ""
                around = (text[max(0, start - context) : start], text[start:end], text[end : end + context])
                rows.append((doc_id, start, end, ours[first], theirs[first], why, *around))
    return pd.DataFrame(rows, columns=columns)


def _pairs(texts, predicted, reference, label) -> pd.DataFrame:
    """Count the characters of each pair of labels."""
    counts: dict[tuple[str, str], int] = {}
    for doc_id in sorted(texts):
        _, ours, theirs = _labels(doc_id, texts[doc_id], predicted, reference, label)
        pairs = pd.Series(list(zip(ours, theirs, strict=True)), dtype=object).value_counts()
        for pair, n in pairs.items():
            counts[pair] = counts.get(pair, 0) + int(n)
    unknown = sorted((set(predicted["doc_id"]) | set(reference["doc_id"])) - set(texts))
    if unknown:
        raise ValueError(f"labels for documents without a text: {unknown}; add the texts or drop the labels")
    rows = [(ours, theirs, n) for (ours, theirs), n in sorted(counts.items())]
    return pd.DataFrame(rows, columns=["predicted", "reference", "n"])


def _labels(doc_id, text, predicted, reference, label):
    """Return the offsets of the visible characters and both labels of each."""
    visible = np.flatnonzero(np.fromiter((not char.isspace() for char in text), dtype=bool, count=len(text)))
    return visible, *(_painted(doc_id, text, frame, label)[visible] for frame in (predicted, reference))


def _painted(doc_id: str, text: str, frame: pd.DataFrame, label: str) -> np.ndarray:
    """Return the label of each character of a text."""
    missing = [column for column in ("doc_id", "start", "end", label) if column not in frame]
    if missing:
        raise ValueError(f"the frame of spans lacks the columns {missing}; it has {list(frame.columns)}")
    painted = np.full(len(text), UNLABELLED, dtype=object)
    own = frame[frame["doc_id"] == doc_id].sort_values("start")
    before = 0
    for start, end, name in zip(own["start"], own["end"], own[label], strict=True):
        if not before <= start < end <= len(text):
            raise ValueError(
                f"{doc_id}: span [{start}, {end}) overlaps the one before (which ends at {before}) "
                f"or leaves the text of {len(text)} characters; correct its offsets"
            )
        painted[start:end] = name
        before = end
    return painted
