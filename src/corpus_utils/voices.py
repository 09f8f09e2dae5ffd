"""Say whose words running text is: the author's, somebody's quoted words, or somebody's reported words."""

from __future__ import annotations

import pandas as pd

from .attribution import Voice, read_voices
from .phrases import read_sentences
from .quotations import Quotation, find_quotations
from .speakers import Cast, Speaker

__all__ = ["COLUMNS", "attribute"]

#: The columns of the table of voices.
COLUMNS = ("start", "end", "voice_type", "speaker", "actor_group", "cue", "cue_start", "cue_end")


def attribute(text: str, segments: pd.DataFrame, actors: pd.DataFrame | None = None,
              issuer: str | None = None, issuer_group: str | None = None) -> pd.DataFrame:
    """Attribute the running text of a document to those whose words it is.

    A comparison of actors must follow the voice and not the file: a newspaper's article holds a minister's
    words, and a ministry's letter holds those of a resolution.

    Parameters
    ----------
    text : str
        The raw text.
    segments : DataFrame
        Spans of the text with columns ``start``, ``end`` and ``role``; only ``body`` is read.
    actors : DataFrame, optional
        Known actors: ``name``, ``aliases``, ``office``, ``group``, several entries separated by ``|``.
    issuer, issuer_group : str, optional
        Speaker and group of the author's own words.

    Returns
    -------
    DataFrame
        ``start, end, voice_type, speaker, actor_group, cue, cue_start, cue_end``, sorted and without overlap.
        Offsets are characters of ``text``. Quotation marks belong to no span.

    Examples
    --------
    >>> text = '"We are late," Jane Example said. She said that the road was long.'
    >>> segments = pd.DataFrame({"start": [0], "end": [len(text)], "role": ["body"]})
    >>> attribute(text, segments)[["voice_type", "speaker"]].to_numpy().tolist()[:2]
    [['direct_quote', 'Jane Example'], ['author', '']]
    """
    blocks = _blocks(text, segments)
    quotations = find_quotations(text, blocks)
    sentences, first = [], 0
    for number, block in enumerate(blocks):
        last = first
        while last < len(quotations) and quotations[last].block == number:
            last += 1
        sentences.extend(read_sentences(text, block, number, quotations[first:last], first))
        first = last
    cast = Cast(sentences, actors, issuer)
    author = Speaker(issuer or "", issuer_group or "other", "body")
    voices = read_voices(text, sentences, quotations, cast, author)
    return _frame(text, blocks, quotations, voices, author)


def _blocks(text: str, segments: pd.DataFrame) -> list[tuple[int, int]]:
    """Clip the body spans to the text and join those that overlap or share a line."""
    body = segments.loc[segments["role"] == "body", ["start", "end"]].dropna().astype(int)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(body.itertuples(index=False, name=None)):
        start, end = max(start, 0), min(end, len(text))
        if start >= end:
            continue
        if merged and (start < merged[-1][1] or (text[merged[-1][1]:start].isspace()
                       and "\n" not in text[merged[-1][1]:start])):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _frame(text: str, blocks: list[tuple[int, int]], quotations: list[Quotation], voices: list[Voice],
           author: Speaker) -> pd.DataFrame:
    """Fill what is left of the body with the author's voice and lay everything out as a table."""
    rows, taken = [], sorted([*((v.start, v.end, v) for v in voices)], key=lambda item: item[:2])
    marks = sorted({edge for q in quotations for edge in ((q.outer_start, q.start), (q.end, q.outer_end))
                    if edge[0] < edge[1]})
    barriers = sorted([*((start, end, voice) for start, end, voice in taken), *((a, b, None) for a, b in marks)],
                      key=lambda item: (item[0], item[1]))
    position = 0
    for start, end in blocks:
        at = start
        while position < len(barriers) and barriers[position][0] < end:
            left, right, voice = barriers[position]
            position += 1
            if left < at:
                continue
            rows.extend(_own(text, at, left, author))
            if voice is not None:
                span = _trim(text, left, right)
                if span:
                    cue = text[slice(*voice.cue)] if voice.cue else ""
                    cue_start, cue_end = voice.cue or (pd.NA, pd.NA)
                    rows.append((*span, voice.kind, voice.speaker.name, voice.speaker.group, cue, cue_start, cue_end))
            at = max(at, right)
        rows.extend(_own(text, at, end, author))
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({"start": "int64", "end": "int64", "cue_start": "Int64", "cue_end": "Int64"})


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _own(text: str, start: int, end: int, author: Speaker) -> list[tuple]:
    """Return the author's span between two others, unless nothing but marks stands there."""
    span = _trim(text, start, end)
    if span is None or not any(sign.isalnum() for sign in text[span[0]:span[1]]):
        return []
    return [(*span, "author", author.name, author.group, "", pd.NA, pd.NA)]
