"""Say whose words running text is: the author's, somebody's quoted words, or somebody's reported words."""

from __future__ import annotations

import pandas as pd

from corpus_utils.groups import Groups
from corpus_utils.speech.attribution import Voice, read_voices
from corpus_utils.speech.phrases import read_sentences
from corpus_utils.speech.quotations import Quotation, find_quotations
from corpus_utils.speech.roster import Speaker
from corpus_utils.speech.speakers import Cast

__all__ = ["COLUMNS", "LANGUAGES", "attribute"]

#: The languages whose speech the rules read.
LANGUAGES = ("en",)

#: The columns of the table of voices.
COLUMNS = ("start", "end", "voice_type", "speaker", "actor_group", "cue", "cue_start", "cue_end")

_DTYPES = dict(zip(COLUMNS, ["int64", "int64", "str", "str", "str", "str", "Int64", "Int64"], strict=True))


def attribute(
    text: str,
    segments: pd.DataFrame,
    actors: pd.DataFrame | None = None,
    issuer: str | None = None,
    issuer_group: str | None = None,
    groups: Groups | None = None,
    language: str = "en",
) -> pd.DataFrame:
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
    groups : Groups, optional
        The groups of the study; without them speakers have names and no group.
    language : str
        Two-letter code. The rules of speech read English: in another language every word is the author's.

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
    groups = Groups() if groups is None else groups
    author = Speaker(issuer or "", issuer_group or groups.fallback, "body")
    if language not in LANGUAGES:
        return _frame(text, blocks, [], [], author)
    quotations = find_quotations(text, blocks)
    sentences, first = [], 0
    for number, block in enumerate(blocks):
        last = first
        while last < len(quotations) and quotations[last].block == number:
            last += 1
        sentences.extend(read_sentences(text, block, number, quotations[first:last], first))
        first = last
    cast = Cast(sentences, actors, issuer, groups)
    voices = read_voices(text, sentences, quotations, cast, author)
    return _frame(text, blocks, quotations, voices, author)


def _blocks(text: str, segments: pd.DataFrame) -> list[tuple[int, int]]:
    """Clip the body spans to the text; join those that overlap, share a line, or share a paragraph."""
    columns = ["start", "end", "role", *(["paragraph"] if "paragraph" in segments else [])]
    rows = zip(*(segments[column].tolist() for column in columns), strict=True)
    body = [row for row in rows if row[2] == "body" and not (pd.isna(row[0]) or pd.isna(row[1]))]
    merged: list[tuple[int, int]] = []
    last = None
    for start, end, _, *paragraph in sorted(body, key=lambda row: row[:2]):
        start, end = max(int(start), 0), min(int(end), len(text))
        if start >= end:
            continue
        between = text[merged[-1][1] : start] if merged else "\n"
        together = not between.strip() and ("\n" not in between or (bool(paragraph) and paragraph == last))
        if merged and together:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
        last = paragraph
    return merged


def _frame(
    text: str, blocks: list[tuple[int, int]], quotations: list[Quotation], voices: list[Voice], author: Speaker
) -> pd.DataFrame:
    """Fill what is left of the body with the author's voice and lay everything out as a table."""
    taken: list[tuple[int, int, Voice | None]] = [(voice.start, voice.end, voice) for voice in voices]
    for place in quotations:
        edges = ((place.outer_start, place.start), (place.end, place.outer_end))
        taken.extend((start, end, None) for start, end in edges if start < end)
    taken.sort(key=lambda item: item[:2])
    rows, position = [], 0
    for start, end in blocks:
        at = start
        while position < len(taken) and taken[position][0] < end:
            left, right, voice = taken[position]
            position += 1
            if left < at:
                continue
            rows.extend(_own(text, at, left, author))
            span = _trimmed(text, left, right) if voice else None
            if voice and span:
                place, speaker = voice.cue or (pd.NA, pd.NA), voice.speaker
                cue = text[slice(*voice.cue)] if voice.cue else ""
                rows.append((*span, voice.kind, speaker.name, speaker.group, cue, *place))
            at = right
        rows.extend(_own(text, at, end, author))
    columns = dict(zip(COLUMNS, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(COLUMNS, ())
    return pd.DataFrame({name: pd.array(values, dtype=_DTYPES[name]) for name, values in columns.items()})


def _own(text: str, start: int, end: int, author: Speaker) -> list[tuple]:
    """Return the author's span between two others, unless nothing but marks stands there."""
    span = _trimmed(text, start, end)
    if span is None or not any(sign.isalnum() for sign in text[slice(*span)]):
        return []
    return [(*span, "author", author.name, author.group, "", pd.NA, pd.NA)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Cut white space off both ends of a span; None where nothing is left."""
    inside = text[start:end]
    start, end = start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())
    return (start, end) if start < end else None
