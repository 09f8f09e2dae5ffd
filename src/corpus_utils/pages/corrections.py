"""Let a scholar overrule the rules: corrected spans are cut into those that the rules made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

#: Gives the new cells of what a correction (a row of their table) covers.
Change = Callable[[Any], dict[str, object]]


def apply_corrections(segments: pd.DataFrame, corrections: pd.DataFrame, text: str | None = None) -> pd.DataFrame:
    """Overrule the roles of some stretches of one text.

    Rules err, and a reader who sees it must be able to say so without writing code. What a
    correction covers loses its old role; what it leaves of a cut span keeps the old role and rule.

    Parameters
    ----------
    segments : DataFrame
        ``start, end, role, rule, paragraph`` of one text, as from :func:`corpus_utils.pages.roles.segment`.
    corrections : DataFrame
        ``start, end, role, reason`` for the same text, the index being the row in the file; may be empty.
        Rows without a role speak of voices and are passed over.
    text : str, optional
        The raw text. With it, cut spans lose the whitespace at their new edges.

    Returns
    -------
    DataFrame
        The columns of ``segments``, sorted by ``start``; corrected spans have the rule
        ``correction``. Characters that no span covers (whitespace) stay uncovered.

    Raises
    ------
    ValueError
        If corrections overlap, are empty or blank, reach beyond the text, touch no span, or name no reason.

    Examples
    --------
    >>> spans = pd.DataFrame({"start": [0], "end": [9], "role": ["body"], "rule": ["x"], "paragraph": [1]})
    >>> note = pd.DataFrame({"start": [5], "end": [9], "role": ["caption"], "reason": ["names a picture"]})
    >>> apply_corrections(spans, note, "One. Two.")[["start", "end", "role", "rule"]].values.tolist()
    [[0, 4, 'body', 'x'], [5, 9, 'caption', 'correction']]
    """
    notes = _of_kind(corrections, "role")
    return _overrule(segments, notes, text, "role", lambda note: {"role": note.role, "rule": "correction"})


def correct_voices(voices: pd.DataFrame, corrections: pd.DataFrame, text: str | None = None) -> pd.DataFrame:
    """Overrule whose words some stretches of one text are.

    A sentence given to the wrong side stands in every comparison of the sides, so a scholar must be able to
    take it back by a row of a table, with a reason.

    Parameters
    ----------
    voices : DataFrame
        ``start, end, voice_type, speaker, actor_group`` and more of one text, as from
        :func:`corpus_utils.speech.voices.attribute`.
    corrections : DataFrame
        ``start, end, voice_type, speaker, actor_group, reason`` for the same text, the index being the row in the
        file; may be empty. Rows without a voice type speak of roles and are passed over.
    text : str, optional
        The raw text. With it, cut spans lose the whitespace at their new edges.

    Returns
    -------
    DataFrame
        The columns of ``voices``, sorted by ``start``. A corrected span has the type, speaker and group of its
        correction, no cue, the rule ``correction`` and is certain, where ``voices`` has these columns.

    Raises
    ------
    ValueError
        As `apply_corrections`.

    Examples
    --------
    >>> voices = pd.DataFrame({"start": [0], "end": [19], "voice_type": ["author"], "speaker": ["A paper"],
    ...                        "actor_group": ["media"]})
    >>> note = pd.DataFrame({"start": [10], "end": [19], "voice_type": ["indirect_quote"], "speaker": ["Ann"],
    ...                      "actor_group": ["union"], "reason": ["she says so"]})
    >>> correct_voices(voices, note, "It rains. It snows.")[["start", "end", "speaker"]].values.tolist()
    [[0, 9, 'A paper'], [10, 19, 'Ann']]
    """
    notes = _of_kind(corrections, "voice_type")
    fixed = {"cue": "", "cue_start": pd.NA, "cue_end": pd.NA, "rule": "correction", "certain": True}
    fixed = {name: value for name, value in fixed.items() if name in voices}

    def change(note: Any) -> dict[str, object]:
        return {"voice_type": note.voice_type, "speaker": note.speaker, "actor_group": note.actor_group, **fixed}

    return _overrule(voices, notes, text, "voice_type", change)


def _of_kind(corrections: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Return the corrections that fill a column, in the order of the text."""
    if kind not in corrections:
        return corrections.head(0)
    filled = corrections[kind].fillna("").astype("str").str.strip() != ""
    return corrections[filled].sort_values("start", kind="stable")


def _overrule(spans: pd.DataFrame, notes: pd.DataFrame, text: str | None, kind: str, change: Change) -> pd.DataFrame:
    """Cut spans at the edges of corrections, and change what these cover."""
    if notes.empty:
        return spans.reset_index(drop=True)
    for problem in _problems(spans, notes, text, kind):
        raise ValueError(problem)
    rows = []
    for span in spans.itertuples(index=False):
        position = span.start
        for note in notes[(notes["start"] < span.end) & (notes["end"] > span.start)].itertuples(index=False):
            start, end = max(note.start, span.start), min(note.end, span.end)
            if position < start:
                rows.append(span._replace(start=position, end=start))
            rows.append(span._replace(start=start, end=end, **change(note)))
            position = end
        if position < span.end:
            rows.append(span._replace(start=position))
    cut = pd.DataFrame(rows, columns=spans.columns).astype(spans.dtypes.to_dict())
    cut = cut.sort_values("start", ignore_index=True)
    return cut if text is None else _trimmed(cut, text)


def _trimmed(spans: pd.DataFrame, text: str) -> pd.DataFrame:
    pieces = [text[start:end] for start, end in zip(spans["start"], spans["end"], strict=True)]
    left = [len(piece) - len(piece.lstrip()) for piece in pieces]
    right = [len(piece) - len(piece.rstrip()) for piece in pieces]
    kept = [bool(piece.strip()) for piece in pieces]
    return spans.assign(start=spans["start"] + left, end=spans["end"] - right)[kept].reset_index(drop=True)


def _problems(spans: pd.DataFrame, notes: pd.DataFrame, text: str | None, kind: str) -> Iterator[str]:
    """Yield what is wrong with corrections, each with its row, what was expected and the remedy."""
    before = None
    size = int(spans["end"].max()) if text is None and len(spans) else len(text or "")
    for note in notes.itertuples():
        where = f"corrections.csv, row {note.Index}, [{note.start}, {note.end}) to {getattr(note, kind)!r}"
        if not 0 <= note.start < note.end:
            yield f"{where}: expected 0 <= start < end, found a span that is empty or backwards; mend its offsets"
        if note.end > size:
            yield (
                f"{where}: expected an end of at most {size}, where the text ends, found {note.end}; "
                "count the characters of the raw text"
            )
        if before is not None and note.start < before.end:
            yield (
                f"{where}: expected spans that do not overlap, found characters {note.start} to "
                f"{min(note.end, before.end)} in row {before.Index} too; take one out or cut it"
            )
        if text is not None and not text[note.start : note.end].strip():
            yield f"{where}: expected words, found white space only; mend the offsets"
        if not ((spans["start"] < note.end) & (spans["end"] > note.start)).any():
            yield f"{where}: expected a span to overrule, found none there; check doc_id and offsets"
        if not str(note.reason).strip() or pd.isna(note.reason):
            yield f"{where}: expected a reason, found none; say in a few words why the rule is wrong"
        before = note
