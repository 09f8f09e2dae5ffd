"""Say whose words running text is: the author's, somebody's quoted words, or somebody's reported words."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from corpus_utils.phrases import QUOTE, Sentence, has_finite_verb, read_sentences
from corpus_utils.quotations import Quotation, find_quotations
from corpus_utils.reported import Report, find_reports
from corpus_utils.sources import is_channel, subject
from corpus_utils.speakers import Cast, Speaker

__all__ = ["COLUMNS", "attribute"]

#: The columns of the table of voices.
COLUMNS = ("start", "end", "voice_type", "speaker", "actor_group", "cue", "cue_start", "cue_end")
_TERM_WORDS = 4
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_NOBODY = Speaker("", "other", "described")


@dataclass(frozen=True)
class _Voice:
    start: int
    end: int
    kind: str
    speaker: Speaker
    cue: tuple[int, int] | None


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
    voices = _read(text, sentences, quotations, cast, author)
    return _frame(text, blocks, quotations, voices, author)


def _blocks(text: str, segments: pd.DataFrame) -> list[tuple[int, int]]:
    """Clip the body spans to the text and join those that overlap or share a line."""
    body = segments.loc[segments["role"] == "body", ["start", "end"]].dropna().astype(int)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(body.itertuples(index=False, name=None)):
        start, end = max(start, 0), min(end, len(text))
        if start >= end:
            continue
        if merged and (start < merged[-1][1] or text[merged[-1][1]:start].isspace()
                       and "\n" not in text[merged[-1][1]:start]):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _read(text: str, sentences: list[Sentence], quotations: list[Quotation], cast: Cast,
          author: Speaker) -> list[_Voice]:
    """Read all sentences in order and attribute their quotations and reported clauses."""
    voices: list[_Voice] = []
    current: tuple[Speaker, tuple[int, int]] | None = None
    block, waiting = -1, []
    for sentence in sentences:
        if sentence.block != block:
            block, waiting = sentence.block, []
        reports = []
        for report in find_reports(sentence):
            own = cast.is_self(sentence, report.source)
            speaker = author if own else cast.resolve(sentence, report.source) or _NOBODY
            reports.append((report, speaker, own))
            if not own and not is_channel(sentence, report.source):
                cast.note(sentence, report.source, speaker)
        if not reports:
            topic = subject(sentence, len(sentence))
            known = cast.resolve(sentence, topic, known_only=True) if topic else None
            if known:
                cast.note(sentence, topic, known)
        for report, speaker, own in reports:
            cue = _place(sentence, *report.cue)
            if not own:
                voices.extend(_reported(sentence, report, speaker, cue))
        for at, number in enumerate(sentence.quotes):
            if number < 0:
                continue
            chosen = _attributed(sentence, at, reports)
            voices_here, current = _quoted(sentence, at, quotations[number], chosen, current, cast, author, text)
            voices.append(voices_here)
        for report, speaker, own in reports:
            if not own and not report.phrase:
                current = (speaker, _place(sentence, *report.cue))
    return voices


def _place(sentence: Sentence, first: int, stop: int) -> tuple[int, int]:
    return sentence.starts[first], sentence.ends[stop - 1]


def _reported(sentence: Sentence, report: Report, speaker: Speaker, cue: tuple[int, int]) -> list[_Voice]:
    """Cut the reported clauses at the quotations in them."""
    found = []
    for first, stop in report.clauses:
        begin = first
        for at in range(first, stop + 1):
            if at == stop or sentence.words[at] == QUOTE:
                if begin < at:
                    found.append(_Voice(*_place(sentence, begin, at), "indirect_quote", speaker, cue))
                begin = at + 1
    return found


def _attributed(sentence: Sentence, at: int, reports: list[tuple[Report, Speaker, bool]]):
    """Choose the report of its sentence to which a quotation belongs: the one around it, beside it, or nearest."""
    def distance(item):
        report = item[0]
        inside = any(first <= at < stop for first, stop in report.clauses)
        if report.cue[0] <= at < report.cue[1]:
            return (3, 0)
        beside = at + 1 == report.cue[0] or at == report.after or at == report.after + 1 and report.colon
        gap = report.cue[0] - at if at < report.cue[0] else at - report.cue[1]
        return (0 if inside or beside else 1, gap)

    ranked = sorted((item for item in reports if distance(item)[0] < 3), key=distance)
    return ranked[0] if ranked else None


def _quoted(sentence: Sentence, at: int, quotation: Quotation, chosen, current, cast: Cast, author: Speaker,
            text: str) -> tuple[_Voice, tuple | None]:
    """Attribute one quotation, by its own sentence or by what went before."""
    inside = text[quotation.start:quotation.end]
    short = len(_WORD.findall(inside)) <= _TERM_WORDS and not has_finite_verb(inside)
    alone = all(word == QUOTE or not word[:1].isalnum() for word in sentence.words)
    uttered = inside[-1] in ".,!?…" and inside[:1].isupper() and \
        (alone or chosen is not None and (at + 1 == chosen[0].cue[0] or at >= chosen[0].after >= at - 1))
    kind = "term_quote" if short and not uttered else "direct_quote"
    if chosen is not None:
        report, speaker, own = chosen
        cue = _place(sentence, *report.cue)
        return _Voice(quotation.start, quotation.end, kind, speaker, None if own else cue), \
            current if own or kind == "term_quote" else (speaker, cue)
    if kind == "term_quote":
        return _Voice(quotation.start, quotation.end, kind, author, None), current
    if not alone:
        topic = subject(sentence, len(sentence))
        known = cast.resolve(sentence, topic, known_only=True) if topic and not cast.is_self(sentence, topic) else None
        if known:
            cue = _place(sentence, *topic)
            return _Voice(quotation.start, quotation.end, kind, known, cue), (known, cue)
    here = cast.latest(("person", "body", "several", "described"), block=sentence.block)
    if current is None and here is None:
        return _Voice(quotation.start, quotation.end, kind, _NOBODY, None), current
    speaker, cue = current if current is not None else (here, None)
    return _Voice(quotation.start, quotation.end, kind, speaker, cue), current


def _frame(text: str, blocks: list[tuple[int, int]], quotations: list[Quotation], voices: list[_Voice],
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
