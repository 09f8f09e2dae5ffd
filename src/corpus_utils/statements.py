"""Statements coded by reading: who asks, rejects, supports, accuses or promises what, with their places."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from sklearn.metrics import cohen_kappa_score

from corpus_utils.study import Study, StudyError, doubtful_span, read_by_hand, unknown_labels

#: What somebody may do by words.
ACTS = ("demand", "reject", "support", "accuse", "commit")
MODALITIES = ("must", "should", "will", "can", "none")
COLUMNS = (
    *("coding", "doc_id", "start", "end", "actor", "actor_group", "act", "target", "target_group", "object"),
    *("modality", "voice_type", "note"),
)
#: Two rows are about the same statement where their words overlap by so much of what either of them holds.
LEAST_OVERLAP = 0.5


def read_statements(study: Study) -> pd.DataFrame:
    """Read the statements of a study, as each coding has them.

    Counting words says what stands in a text; a reader can say what is done there. Five texts can carry that.

    Parameters
    ----------
    study : Study
        A loaded study; its ``data/annotations/statements.csv`` is read.

    Returns
    -------
    DataFrame
        ``coding, doc_id, start, end, actor, actor_group, act, target, target_group, object, modality, voice_type,
        note``; without such a file no rows.

    Raises
    ------
    StudyError
        If a column is missing, or a row has an unknown label or lies outside its text; the row is named.

    Examples
    --------
    >>> import tempfile
    >>> from corpus_utils.frames import study_from_frame
    >>> frame = pd.DataFrame({"text": ["We want peace.", "We refuse."], "group": ["north", "south"]})
    >>> len(read_statements(study_from_frame(frame, "north", "south")))
    0
    """
    table = read_by_hand(Path(study.root) / "data" / "annotations" / "statements.csv", COLUMNS, optional=True)
    known = {"act": ACTS, "modality": MODALITIES, "actor_group": study.groups.names}
    known["target_group"] = ("", *study.groups.names)
    file, rows = "statements.csv", table.itertuples()
    problems = [said for name, labels in known.items() for said in unknown_labels(table[name], file, name, labels)]
    problems += [f"{file}, row {row.Index}: {said}" for row in rows if (said := doubtful_span(row, study.texts))]
    if problems:
        raise StudyError(*problems)
    return table.astype({"start": "int64", "end": "int64"})[list(COLUMNS)].reset_index(drop=True)


def match_statements(one: pd.DataFrame, other: pd.DataFrame) -> list[tuple[int, int]]:
    """Pair the statements of two codings that are about the same words of the same actor.

    Parameters
    ----------
    one, other : DataFrame
        Two codings: doc_id, start, end, actor_group.

    Returns
    -------
    list of (int, int)
        Index labels of the pairs; each row is in one pair at most, the closest pairs first taken.

    Examples
    --------
    >>> one = pd.DataFrame({"doc_id": ["a"], "start": [0], "end": [10], "actor_group": ["north"]})
    >>> match_statements(one, one.assign(end=9)), match_statements(one, one.assign(end=4))
    ([(0, 0)], [])
    """
    pairs = one.reset_index().merge(other.reset_index(), on=["doc_id", "actor_group"], suffixes=("", "_other"))
    shared = pairs[["end", "end_other"]].min(axis=1) - pairs[["start", "start_other"]].max(axis=1)
    whole = pairs[["end", "end_other"]].max(axis=1) - pairs[["start", "start_other"]].min(axis=1)
    pairs = pairs.assign(overlap=shared / whole)
    pairs = pairs[pairs["overlap"] >= LEAST_OVERLAP].sort_values(
        ["overlap", "index", "index_other"], ascending=[False, True, True]
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    found = []
    for left, right in zip(pairs["index"], pairs["index_other"], strict=True):
        if left not in taken[0] and right not in taken[1]:
            taken[0].add(left)
            taken[1].add(right)
            found.append((int(left), int(right)))
    return sorted(found)


def statement_agreement(statements: pd.DataFrame) -> pd.DataFrame:
    """Measure how far codings of statements agree: in what is a statement, and in what each says.

    Parameters
    ----------
    statements : DataFrame
        What `read_statements` returns.

    Returns
    -------
    DataFrame
        A row a pair of codings and label: ``codings, label, n`` (statements compared), ``same`` (share) and ``kappa``
        (Cohen 1960, of the statements that both have; missing where one value occurs). The label ``statement`` has
        the share of all statements that both codings have. Without two codings no rows.

    Examples
    --------
    >>> rows = {"doc_id": "a", "start": [0, 20], "end": [10, 30], "actor_group": "north", "act": ["demand", "reject"],
    ...         "object": "x", "target_group": "", "modality": "must", "voice_type": "author"}
    >>> one = pd.DataFrame(rows)
    >>> both = pd.concat([one.assign(coding="one"), one.assign(coding="two")])
    >>> statement_agreement(both).query("label == 'act'")[["n", "same", "kappa"]].values.tolist()
    [[2.0, 1.0, 1.0]]
    """
    codings: Mapping[str, pd.DataFrame] = {
        name: rows.reset_index(drop=True) for name, rows in statements.groupby("coding", sort=True)
    }
    found: list[tuple[str, str, int, float | None, float | None]] = []
    for (first, one), (second, other) in itertools.combinations(codings.items(), 2):
        pairs = match_statements(one, other)
        names, everything = f"{first}, {second}", len(one) + len(other) - len(pairs)
        found.append((names, "statement", everything, len(pairs) / everything, None))
        for label in ("act", "target_group", "object", "modality", "voice_type"):
            left, right = [one.loc[i, label] for i, _ in pairs], [other.loc[j, label] for _, j in pairs]
            same = sum(a == b for a, b in zip(left, right, strict=True)) / len(pairs) if pairs else None
            kappa = float(cohen_kappa_score(left, right)) if len({*left, *right}) > 1 else None
            found.append((names, label, len(pairs), same, kappa))
    return pd.DataFrame(found, columns=["codings", "label", "n", "same", "kappa"]).astype(
        {"same": float, "kappa": float}
    )
