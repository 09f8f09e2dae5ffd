"""Measure how far the labels of the rules agree with a reader's: roles, quotations, reported words, speakers.

Two labellings rarely start and end at the same place; characters and words can always be compared.
White space is left out, since it says nothing and belongs to no span.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from corpus_utils.pages.roles import OWN_ROLES
from corpus_utils.tokens import tokenize

#: How a character is shown that no span covers.
UNLABELLED = ""
#: The voices that are somebody's speech.
SPOKEN = ("direct_quote", "indirect_quote")
#: An article before the name of a source.
ARTICLE = re.compile(r"^(?:the|a|an)\s+")


def agreement(
    texts: Mapping[str, str], predicted: pd.DataFrame, reference: pd.DataFrame, label: str = "role"
) -> pd.DataFrame:
    """Compare two labellings by precision, recall and F1 of each label.

    A single score hides which label fails; one row a label shows it.

    Parameters
    ----------
    texts : mapping of str to str
        The raw text of each ``doc_id``. A document without a row in the reference was not coded and takes no part.
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
        labellings cover the whole text) and ``macro_f1`` (mean of ``f1`` over the rows). Without a
        coded document the table has no rows and both are missing.

    Raises
    ------
    ValueError
        If a frame lacks a column, the reference names an unknown document, or a span leaves its text or
        overlaps another.

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
    sides = {f"n_{side}": pairs.groupby(side)["n"].sum() for side in ("reference", "predicted")}
    both = pairs[pairs["predicted"] == pairs["reference"]].groupby("reference")["n"].sum()
    table = pd.DataFrame(sides | {"n_both": both}).drop(index=UNLABELLED, errors="ignore")
    table = table.fillna(0).astype(int).sort_index().rename_axis(label)
    table["precision"] = table["n_both"] / table["n_predicted"].where(table["n_predicted"] > 0)
    table["recall"] = table["n_both"] / table["n_reference"].where(table["n_reference"] > 0)
    table["f1"] = 2 * table["n_both"] / (table["n_reference"] + table["n_predicted"])
    covered = int(table["n_reference"].sum() + table["n_predicted"].sum())
    table.attrs["micro_f1"] = 2 * int(table["n_both"].sum()) / covered if covered else float("nan")
    table.attrs["macro_f1"] = float(table["f1"].mean()) if len(table) else float("nan")
    return table


def kept_agreement(texts: Mapping[str, str], predicted: pd.DataFrame, reference: pd.DataFrame) -> pd.DataFrame:
    """Compare two labellings by what they keep for analysis (`OWN_ROLES`) and what they drop.

    Mistaking a title for a subtitle changes no count of words; dropping a sentence does.

    Parameters
    ----------
    texts, predicted, reference
        As in :func:`agreement`, with a column ``role``.

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
    ours, theirs = (
        frame.assign(kept=np.where(frame["role"].isin(OWN_ROLES), "kept", "dropped"))
        for frame in (predicted, reference)
    )
    return agreement(texts, ours, theirs, label="kept")


def disagreements(
    texts: Mapping[str, str], predicted: pd.DataFrame, reference: pd.DataFrame, label: str = "role", context: int = 40
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
    for doc_id in _coded(texts, reference):
        text = texts[doc_id]
        visible, ours, theirs = _labels(doc_id, text, predicted, reference, label)
        rule = painted(doc_id, text, predicted, "rule")[visible] if "rule" in predicted else None
        for first, stop in runs(ours, theirs):
            if ours[first] != theirs[first]:
                start, end = int(visible[first]), int(visible[stop - 1]) + 1
                why = rule[first] if rule is not None else ""
                around = (text[max(0, start - context) : start], text[start:end], text[end : end + context])
                rows.append((doc_id, start, end, ours[first], theirs[first], why, *around))
    return pd.DataFrame(rows, columns=columns)


def voice_agreement(texts: Mapping[str, str], predicted: pd.DataFrame, reference: pd.DataFrame) -> pd.Series:
    """Compare an attribution with a reference: quotations, reported words, speakers, groups, and doubt.

    A quotation has marks, so it is right only with both its ends; reported words have none, so they are counted. To
    find speech and to name its speaker are two abilities, so speakers are judged where both saw speech.

    Parameters
    ----------
    texts : mapping of str to str
        The raw text of each document that was coded, also of those in which nobody speaks.
    predicted, reference : DataFrame
        Columns ``doc_id, start, end, voice_type, speaker, actor_group``; spans of one frame do not overlap.
        ``predicted`` may have ``certain`` (bool), ``reference`` may have ``alternatives``: other names under which
        the speaker is right, separated by ``|``.

    Returns
    -------
    Series
        ``direct_precision, direct_recall, direct_f1``: exact spans of direct quotations;
        ``direct_speaker_f1``: exact span and speaker.
        ``speech_f1, indirect_f1``: words of direct or indirect speech, and of indirect speech alone.
        ``speaker_right, group_right``: share of the words that both call speech and give to the same speaker, and
        to the same groups. ``attributed_f1``: words of speech that have the same speaker, one figure for both.
        ``certain_share, certain_right``: of the predicted pieces of speech that share words with speech of the
        reference, the share called certain, and of these the share with the right speaker in most shared words.
        Counts: ``n_direct_reference, n_direct_predicted, n_words_reference, n_words_predicted, n_words_both,
        n_pieces``. A measure is missing where there is nothing to compare.

    Raises
    ------
    ValueError
        If a frame lacks one of the columns.

    Examples
    --------
    >>> ours = pd.DataFrame({"doc_id": ["a"], "start": [1], "end": [9], "voice_type": ["direct_quote"],
    ...                      "speaker": ["Jane Example"], "actor_group": ["other"]})
    >>> theirs = ours.assign(speaker="John Example")
    >>> measured = voice_agreement({"a": "'Too late'"}, ours, theirs)
    >>> measured[["direct_f1", "direct_speaker_f1", "speech_f1", "speaker_right"]].tolist()
    [1.0, 0.0, 1.0, 0.0]
    """
    ours, theirs = _speech(texts, predicted, "predicted"), _speech(texts, reference, "reference")
    both = ours.merge(theirs, on=["doc_id", "word"], suffixes=("", "_reference"))
    right = [
        same_speaker(*names)
        for names in zip(both["speaker"], both["speaker_reference"], both["alternatives_reference"], strict=True)
    ]
    groups = both["actor_group"].map(_groups) == both["actor_group_reference"].map(_groups)
    both = both.assign(right=np.array(right, dtype=bool))
    pieces = both.groupby(["doc_id", "start"])[["right", "certain"]].mean() > 0.5
    known = "certain" in predicted
    quoted = _exact_quotations(texts, predicted, reference)
    indirect = [frame.loc[frame["voice_type"] == "indirect_quote", ["doc_id", "word"]] for frame in (ours, theirs)]
    n_indirect = len(indirect[0].merge(indirect[1]))
    return pd.Series(
        {
            "direct_precision": _ratio(quoted["both"], quoted["predicted"]),
            "direct_recall": _ratio(quoted["both"], quoted["reference"]),
            "direct_f1": _ratio(2 * quoted["both"], quoted["predicted"] + quoted["reference"]),
            "direct_speaker_f1": _ratio(2 * quoted["right"], quoted["predicted"] + quoted["reference"]),
            "speech_f1": _ratio(2 * len(both), len(ours) + len(theirs)),
            "indirect_f1": _ratio(2 * n_indirect, sum(map(len, indirect))),
            "attributed_f1": _ratio(2 * both["right"].sum(), len(ours) + len(theirs)),
            "speaker_right": _ratio(both["right"].sum(), len(both)),
            "group_right": _ratio(groups.sum(), len(both)),
            "certain_share": _ratio(pieces["certain"].sum(), len(pieces)) if known else float("nan"),
            "certain_right": _ratio((pieces["certain"] & pieces["right"]).sum(), pieces["certain"].sum()),
            "n_direct_reference": quoted["reference"],
            "n_direct_predicted": quoted["predicted"],
            "n_words_reference": len(theirs),
            "n_words_predicted": len(ours),
            "n_words_both": len(both),
            "n_pieces": len(pieces),
        }
    )


def same_speaker(ours: str, theirs: str, alternatives: str = "") -> bool:
    """Say whether two names of a speaker, or of several, are the same apart from case, article and order."""
    return _names(ours) in [_names(one) for one in (theirs, *str(alternatives).split("|")) if one == theirs or one]


def _pairs(texts: Mapping[str, str], predicted: pd.DataFrame, reference: pd.DataFrame, label: str) -> pd.DataFrame:
    """Count the characters of each pair of labels."""
    counts: Counter[tuple[str, str]] = Counter()
    for doc_id in _coded(texts, reference):
        _, ours, theirs = _labels(doc_id, texts[doc_id], predicted, reference, label)
        counts.update(zip(ours.tolist(), theirs.tolist(), strict=True))
    rows = [(*pair, n) for pair, n in counts.items()]
    return pd.DataFrame(rows, columns=["predicted", "reference", "n"]).astype({"n": int})


def _coded(texts: Mapping[str, str], reference: pd.DataFrame) -> list[str]:
    """Return the documents that the reference has something to say about."""
    coded = sorted(set(reference["doc_id"]))
    unknown = sorted(set(coded) - set(texts))
    if unknown:
        raise ValueError(f"labels for documents without a text: {unknown}; add the texts or drop the labels")
    return coded


def _labels(
    doc_id: str, text: str, predicted: pd.DataFrame, reference: pd.DataFrame, label: str
) -> tuple[np.ndarray, ...]:
    """Return the offsets of the visible characters and both labels of each."""
    visible = visible_characters(text)
    return visible, *(painted(doc_id, text, frame, label)[visible] for frame in (predicted, reference))


def runs(*labels: np.ndarray) -> Iterator[tuple[int, int]]:
    """Cut places into runs with the same labels: the first place of each, and the one after its last."""
    changed = np.any([column[1:] != column[:-1] for column in labels], axis=0)
    edges = [0, *(np.flatnonzero(changed) + 1).tolist(), len(labels[0])]
    return itertools.pairwise(edges if len(labels[0]) else [])


def visible_characters(text: str) -> np.ndarray:
    """Return the offsets of the characters that are not white space."""
    return np.flatnonzero(np.fromiter((not char.isspace() for char in text), dtype=bool, count=len(text)))


def painted(doc_id: str, text: str, frame: pd.DataFrame, label: str) -> np.ndarray:
    """Return the label of each character of a text."""
    missing = [column for column in ("doc_id", "start", "end", label) if column not in frame]
    if missing:
        raise ValueError(f"the frame of spans lacks the columns {missing}; it has {list(frame.columns)}")
    labels = np.full(len(text), UNLABELLED, dtype=object)
    own = frame[frame["doc_id"] == doc_id].sort_values("start")
    before = 0
    for start, end, name in zip(own["start"], own["end"], own[label], strict=True):
        if not before <= start < end <= len(text):
            raise ValueError(
                f"{doc_id}: span [{start}, {end}) overlaps the one before (which ends at {before}) "
                f"or leaves the text of {len(text)} characters; correct its offsets"
            )
        labels[start:end] = name
        before = end
    return labels


def _speech(texts: Mapping[str, str], frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """List the words that are somebody's direct or indirect speech, with whose they are."""
    wanted = ["doc_id", "start", "end", "voice_type", "speaker", "actor_group"]
    missing = [column for column in wanted if column not in frame]
    if missing:
        raise ValueError(f"the {name} frame lacks the columns {', '.join(missing)}; it has {list(frame.columns)}")
    frame = frame.assign(**{column: frame.get(column, "") for column in ("alternatives", "certain")})
    columns = [*wanted, "alternatives", "certain"]
    rows: list[tuple] = []
    for row in frame.loc[frame["voice_type"].isin(SPOKEN), columns].itertuples(index=False):
        if row.doc_id in texts:
            rows.extend((*row, word) for word, _, _ in tokenize(texts[row.doc_id], int(row.start), int(row.end)))
    table = pd.DataFrame(rows, columns=[*columns, "word"])
    texts_of = ("speaker", "actor_group", "alternatives")
    return table.assign(certain=table["certain"].eq(True), **{one: table[one].fillna("") for one in texts_of})


def _exact_quotations(texts: Mapping[str, str], predicted: pd.DataFrame, reference: pd.DataFrame) -> dict[str, int]:
    """Count direct quotations, those with the same ends in both, and of these those with the same speaker."""
    quoted = []
    for frame in (predicted, reference):
        own = frame[frame["doc_id"].isin(list(texts)) & (frame["voice_type"] == "direct_quote")]
        own = own.assign(alternatives=own.get("alternatives", ""))
        places = own[["doc_id", "start", "end"]].itertuples(index=False, name=None)
        names = own[["speaker", "alternatives"]].fillna("").itertuples(index=False, name=None)
        quoted.append(dict(zip(places, names, strict=True)))
    ours, theirs = quoted
    both = [place for place in ours if place in theirs]
    right = sum(same_speaker(ours[place][0], *theirs[place]) for place in both)
    return {"predicted": len(ours), "reference": len(theirs), "both": len(both), "right": right}


def _names(speaker: str) -> frozenset[str]:
    """Return the names of one or several speakers without what changes nothing."""
    plain = str(speaker).replace("’", "'").casefold()
    return frozenset(ARTICLE.sub("", one.strip()) for one in plain.split(";"))


def _groups(cell: str) -> frozenset[str]:
    return frozenset(one.strip() for one in str(cell).split(";"))


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole else float("nan")
