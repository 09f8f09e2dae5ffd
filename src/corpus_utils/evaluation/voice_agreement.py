"""Measure how far two attributions of the same texts agree: quotations, their speakers, reported words."""

import pandas as pd

__all__ = ["quotation_agreement"]

_SPAN = ["doc_id", "start", "end"]
_SPOKEN = ("direct_quote", "indirect_quote")


def quotation_agreement(predicted: pd.DataFrame, reference: pd.DataFrame) -> pd.Series:
    """Compare an attribution with a reference, quotation by quotation and character by character.

    A quotation is one act of speech, so it counts once however long it is, and only if both its ends are
    right. Reported speech has no marks, so it is compared in characters.

    Parameters
    ----------
    predicted, reference : DataFrame
        Columns ``doc_id, start, end, voice_type, speaker, actor_group``; spans of one frame do not overlap.

    Returns
    -------
    Series
        ``direct_f1`` (exact spans of direct quotations), ``direct_speaker_f1`` (exact span and speaker),
        ``group_accuracy`` (share of the characters that the reference gives to somebody's direct or indirect
        speech for which the prediction names the same group or groups), ``indirect_f1`` (characters), and the
        counts ``n_direct_reference``, ``n_direct_predicted``, ``n_spoken_characters``. A measure is missing
        where neither frame holds anything to compare.

    Raises
    ------
    ValueError
        If a frame lacks one of the columns.

    Examples
    --------
    >>> ours = pd.DataFrame({"doc_id": ["a"], "start": [1], "end": [9], "voice_type": ["direct_quote"],
    ...                      "speaker": ["Jane Example"], "actor_group": ["other"]})
    >>> quotation_agreement(ours, ours.assign(speaker="John Example"))[["direct_f1", "direct_speaker_f1"]].tolist()
    [1.0, 0.0]
    """
    frames = [_checked(predicted, "predicted"), _checked(reference, "reference")]
    quoted = [frame[frame["voice_type"] == "direct_quote"] for frame in frames]
    spans = [set(frame[_SPAN].itertuples(index=False, name=None)) for frame in quoted]
    named = [set(frame[[*_SPAN, "speaker"]].itertuples(index=False, name=None)) for frame in quoted]
    indirect = [_characters(frame[frame["voice_type"] == "indirect_quote"]) for frame in frames]
    ours, theirs = (_characters(frame[frame["voice_type"].isin(_SPOKEN)]) for frame in frames)
    right = sum(ours.get(place) == group for place, group in theirs.items())
    return pd.Series(
        {
            "direct_f1": _f1(*spans),
            "direct_speaker_f1": _f1(*named),
            "group_accuracy": right / len(theirs) if theirs else float("nan"),
            "indirect_f1": _f1(set(indirect[0]), set(indirect[1])),
            "n_direct_reference": len(spans[1]),
            "n_direct_predicted": len(spans[0]),
            "n_spoken_characters": len(theirs),
        }
    )


def _checked(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    wanted = [*_SPAN, "voice_type", "speaker", "actor_group"]
    missing = [column for column in wanted if column not in frame.columns]
    if missing:
        raise ValueError(f"The {name} frame lacks the columns {', '.join(missing)}; it has {list(frame.columns)}.")
    return frame.assign(speaker=frame["speaker"].fillna(""), actor_group=frame["actor_group"].fillna(""))


def _characters(frame: pd.DataFrame) -> dict[tuple[str, int], frozenset[str]]:
    """Map every labelled character to the set of groups to which it is given."""
    return {
        (doc, at): frozenset(str(group).split(";"))
        for doc, start, end, group in frame[[*_SPAN, "actor_group"]].itertuples(index=False, name=None)
        for at in range(int(start), int(end))
    }


def _f1(ours: set, theirs: set) -> float:
    total = len(ours) + len(theirs)
    return 2 * len(ours & theirs) / total if total else float("nan")
