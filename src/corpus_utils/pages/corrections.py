"""Let a scholar overrule the rules: corrected spans cut into those that the rules made."""

from __future__ import annotations

import pandas as pd


def apply_corrections(segments: pd.DataFrame, corrections: pd.DataFrame, text: str | None = None) -> pd.DataFrame:
    """Overrule the roles of some stretches of one text.

    Rules err, and a reader who sees it must be able to say so without writing code. What a
    correction covers loses its old role; what it leaves of a cut span keeps the old role and rule.

    Parameters
    ----------
    segments : DataFrame
        ``start, end, role, rule, paragraph`` of one text, as from :func:`corpus_utils.pages.roles.segment`.
    corrections : DataFrame
        ``start, end, role, reason`` for the same text; may be empty.
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
        If corrections overlap, are empty or touch no span, or name no reason.

    Examples
    --------
    >>> spans = pd.DataFrame({"start": [0], "end": [9], "role": ["body"], "rule": ["x"], "paragraph": [1]})
    >>> note = pd.DataFrame({"start": [5], "end": [9], "role": ["caption"], "reason": ["names a picture"]})
    >>> apply_corrections(spans, note, "One. Two.")[["start", "end", "role", "rule"]].values.tolist()
    [[0, 4, 'body', 'x'], [5, 9, 'caption', 'correction']]
    """
    if corrections.empty:
        return segments.reset_index(drop=True)
    notes = corrections.sort_values("start")
    _check(segments, notes)
    rows = []
    for span in segments.itertuples(index=False):
        position = span.start
        for note in notes[(notes["start"] < span.end) & (notes["end"] > span.start)].itertuples(index=False):
            start, end = max(note.start, span.start), min(note.end, span.end)
            if position < start:
                rows.append(span._replace(start=position, end=start))
            rows.append(span._replace(start=start, end=end, role=note.role, rule="correction"))
            position = end
        if position < span.end:
            rows.append(span._replace(start=position))
    cut = pd.DataFrame(rows, columns=segments.columns).sort_values("start", ignore_index=True)
    return cut if text is None else _trimmed(cut, text)


def _trimmed(spans: pd.DataFrame, text: str) -> pd.DataFrame:
    pieces = [text[start:end] for start, end in zip(spans["start"], spans["end"], strict=True)]
    left = [len(piece) - len(piece.lstrip()) for piece in pieces]
    right = [len(piece) - len(piece.rstrip()) for piece in pieces]
    kept = [bool(piece.strip()) for piece in pieces]
    return spans.assign(start=spans["start"] + left, end=spans["end"] - right)[kept].reset_index(drop=True)


def _check(segments: pd.DataFrame, notes: pd.DataFrame) -> None:
    before = None
    for note in notes.itertuples(index=False):
        where = f"correction [{note.start}, {note.end}) to {note.role!r}"
        if not note.start < note.end:
            raise ValueError(f"{where} is empty; its end must be greater than its start")
        if before is not None and note.start < before:
            raise ValueError(f"{where} starts before the one above it ends ({before}); make them disjoint")
        if not ((segments["start"] < note.end) & (segments["end"] > note.start)).any():
            raise ValueError(f"{where} touches no span of this text; check doc_id and offsets")
        if not str(note.reason).strip():
            raise ValueError(f"{where} has no reason; say in a few words why the rule is wrong")
        before = note.end
