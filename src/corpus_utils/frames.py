"""From a data frame of texts to a study, and to the comparison of its sides, in one call."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import pandas as pd

from corpus_utils.build import build
from corpus_utils.groups import Groups
from corpus_utils.study import ACTOR_COLUMNS, CORRECTION_COLUMNS, DeclaredContrast, Study, closest, shorten
from corpus_utils.terms.comparison import compare
from corpus_utils.terms.contrasts import group_words

#: The root of a study that has none.
NO_FOLDER = Path("(no folder)")


def study_from_frame(
    frame: pd.DataFrame,
    target: str,
    reference: str,
    text: str = "text",
    group: str = "group",
    language: str = "en",
    actors: pd.DataFrame | None = None,
) -> Study:
    """Make a study from a frame of texts, without a folder.

    Parameters
    ----------
    frame : DataFrame
        One row a text. Columns ``doc_id, title, label, date, issuer, genre, addressee, language`` are taken over
        where they are there; without ``doc_id`` the texts are numbered.
    target, reference : str
        The two sides, as they stand in the column of groups.
    text, group : str
        The columns that hold the texts and whose they are.
    language : str
        Two-letter code, for texts whose row names none.
    actors : DataFrame, optional
        Who belongs to which group: ``name, aliases, office, group``.

    Returns
    -------
    Study
        For `corpus_utils.build.build` and all that follows; its ``root`` is no folder, so nothing is read or written.

    Raises
    ------
    ValueError
        If a column is missing, a side has no texts, a text is empty, or a ``doc_id`` stands twice.

    Examples
    --------
    >>> frame = pd.DataFrame({"text": ["We want peace.", "So do we."], "group": ["north", "south"]})
    >>> study_from_frame(frame, "north", "south").texts
    {'1': 'We want peace.', '2': 'So do we.'}
    """
    for column in (text, group):
        if column not in frame:
            raise ValueError(f"frame: expected a column {column!r}, found none; {closest(column, map(str, frame))}")
    groups_of = frame[group].astype(str)
    for side in (target, reference):
        if not (groups_of == side).any():
            raise ValueError(f"{side!r}: expected texts of it, found none; {closest(side, sorted(set(groups_of)))}")
    if target == reference:
        raise ValueError(f"target, reference: expected two groups, found {target!r} twice; name another reference")
    ids = frame["doc_id"].astype(str) if "doc_id" in frame else pd.Series(range(1, len(frame) + 1)).astype(str)
    ids = ids.set_axis(frame.index)
    if ids.duplicated().any():
        raise ValueError(f"doc_id: expected each once, found {ids[ids.duplicated()].iloc[0]!r} twice; rename one")
    empty = frame[text].isna() | ~frame[text].astype(str).str.strip().astype(bool)
    if empty.any():
        raise ValueError(f"{text}: expected a text in each row, found none for {ids[empty].iloc[0]!r}; drop the row")

    def given(name: str, default: str = "") -> pd.Series:
        return frame[name].fillna("").astype(str) if name in frame else pd.Series(default, index=frame.index)

    documents = pd.DataFrame(
        {
            "doc_id": ids,
            "title": given("title"),
            "date": given("date"),
            "issuer": given("issuer").where(given("issuer") != "", groups_of),
            "actor_group": groups_of,
            "genre": given("genre"),
            "addressee": given("addressee"),
            "language": given("language", language).replace("", language),
        }
    )
    label = given("label")
    documents["label"] = label.where(label != "", documents["title"].map(shorten)).where(lambda x: x != "", ids)
    documents = documents.sort_values("doc_id", ignore_index=True)
    texts = dict(sorted(zip(ids, frame[text].astype(str), strict=True)))
    return Study(
        NO_FOLDER,
        documents,
        texts,
        pd.DataFrame(columns=list(ACTOR_COLUMNS)) if actors is None else actors,
        pd.DataFrame(columns=list(CORRECTION_COLUMNS)),
        title=f"{target} and {reference}",
        language=language,
        contrasts=(DeclaredContrast("sides", target, reference),),
        groups=Groups.of_table({name: {} for name in dict.fromkeys([target, reference, *sorted(set(groups_of))])}),
    )


def compare_texts(
    frame: pd.DataFrame,
    target: str,
    reference: str,
    text: str = "text",
    group: str = "group",
    level: str = "own",
    stop_words: Collection[str] | None = None,
    language: str = "en",
    **options: Any,
) -> pd.DataFrame:
    """Compare the words of two groups of texts, from a frame to the table in one call.

    Parameters
    ----------
    frame, target, reference, text, group, language
        As in `study_from_frame`.
    level : {"own", "own+direct", "own+direct+indirect"}
        How far speech counts (see `corpus_utils.terms.contrasts.group_words`).
    stop_words : collection of str, optional
        What half of the specifications take out; by default the function words of the language.
    **options
        ``term, unit, deals, q, seed`` of `corpus_utils.terms.comparison.compare`.

    Returns
    -------
    DataFrame
        One row a term: counts, rates, effects with intervals, and the verdict (see `compare`).

    Raises
    ------
    ValueError
        As in `study_from_frame`, or if a side has no words at this level.

    Examples
    --------
    >>> frame = pd.DataFrame({"text": ["We want peace now."] * 5 + ["They want war again."] * 5,
    ...                       "side": ["north"] * 5 + ["south"] * 5})
    >>> table = compare_texts(frame, "north", "south", group="side")
    >>> table.loc["peace", ["count_target", "count_reference"]].tolist()
    [5, 0]
    """
    study = study_from_frame(frame, target, reference, text, group, language)
    tables = build(study)
    ours, theirs = (group_words(tables["tokens"], tables["documents"], side, level) for side in (target, reference))
    return compare(ours, theirs, study.stop_words if stop_words is None else stop_words, **options)
