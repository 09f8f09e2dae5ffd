"""Say whose words running text is: the author's, somebody's quoted words, or somebody's reported words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pandas as pd

from corpus_utils.lexicon import word_classes
from corpus_utils.phrases import QUOTE, Sentence, has_finite_verb, read_sentences
from corpus_utils.quotations import Quotation, find_quotations
from corpus_utils.reported import Report, find_reports
from corpus_utils.sources import is_channel, subject
from corpus_utils.speakers import Cast, Speaker

__all__ = ["COLUMNS", "attribute"]

#: The columns of the table of voices.
COLUMNS = ("start", "end", "voice_type", "speaker", "actor_group", "cue", "cue_start", "cue_end")
_TERM_WORDS = 4
_NAME_WORDS = 12
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_SECOND_CLAUSES = frozenset({("and", "that"), ("but", "that"), ("or", "that")})
_EDGES = frozenset(",;:.!?…–—-")
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
    quoted: dict[int, tuple[_Voice, bool]] = {}
    current: tuple[Speaker, tuple[int, int]] | None = None
    for sentence in sentences:
        reports = []
        for report in find_reports(sentence):
            own = cast.is_self(sentence, report.source)
            speaker = author if own else cast.resolve(sentence, report.source) or _NOBODY
            reports.append((report, speaker, own))
            if not own:
                voices.extend(_reported(sentence, report, speaker, _place(sentence, *report.cue)))
                if not is_channel(sentence, report.source):
                    cast.note(sentence, report.source, speaker)
        topic = None if reports else subject(sentence, len(sentence))
        known = cast.resolve(sentence, topic, known_only=True) if topic and not cast.is_self(sentence, topic) else None
        if known:
            cast.note(sentence, topic, known)
            if known.kind == "person":
                current = (known, _place(sentence, *topic))
        cast.note_names(sentence)
        for at, number in enumerate(sentence.quotes):
            if number >= 0:
                chosen = _attributed(at, reports)
                voice, current, sure = _quoted(sentence, at, quotations[number], chosen, current, (known, topic), cast,
                                               author, text)
                quoted[number] = (voice, sure)
        for report, speaker, own in reports:
            if not own and not report.phrase:
                current = (speaker, _place(sentence, *report.cue))
    return [*voices, *_looked_ahead(quoted, quotations)]


def _looked_ahead(quoted: dict[int, tuple[_Voice, bool]], quotations: list[Quotation]) -> list[_Voice]:
    """Give paragraphs of one quotation the speaker who is named only in a later paragraph of it."""
    settled: list[_Voice] = []
    later: tuple[int, _Voice, bool] | None = None
    for number in sorted(quoted, reverse=True):
        voice, sure = quoted[number]
        here = quotations[number]
        follows = later is not None and later[0] == here.block + 1 and here.end == here.outer_end
        lost = later is not None and not voice.speaker.name and voice.kind == "direct_quote"
        if not sure and later is not None and (follows and later[2] or lost):
            voice = replace(voice, speaker=later[1].speaker, cue=later[1].cue)
            sure = follows
        settled.append(voice)
        if voice.kind == "direct_quote":
            later = (here.block, voice, sure)
    return settled


def _place(sentence: Sentence, first: int, stop: int) -> tuple[int, int]:
    return sentence.starts[first], sentence.ends[stop - 1]


def _reported(sentence: Sentence, report: Report, speaker: Speaker, cue: tuple[int, int]) -> list[_Voice]:
    """Cut the reported clauses at the quotations in them and at ``and that``."""
    found = []
    for first, stop in report.clauses:
        begin = first
        for at in range(first, stop + 1):
            second = sentence.words[at:at + 2] in _SECOND_CLAUSES and at + 1 < stop
            if at < stop and sentence.words[at] != QUOTE and not second:
                continue
            end = at
            while end > begin and sentence.words[end - 1] in _EDGES:
                end -= 1
            if begin < end:
                found.append(_Voice(*_place(sentence, begin, end), "indirect_quote", speaker, cue))
            begin = at + (2 if second else 1)
    return found


def _attributed(at: int, reports: list[tuple[Report, Speaker, bool]]):
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


def _quoted(sentence: Sentence, at: int, quotation: Quotation, chosen, current, topic, cast: Cast, author: Speaker,
            text: str) -> tuple[_Voice, tuple | None, bool]:
    """Attribute one quotation, by its own sentence or by what went before; also say whether its own did."""
    inside = text[quotation.start:quotation.end]
    alone = all(word == QUOTE or not word[:1].isalnum() for word in sentence.words)
    words = _WORD.findall(inside)
    short = (len(words) <= _TERM_WORDS or _is_title(words, inside)) and not has_finite_verb(inside)
    kind = "term_quote" if short and not _is_utterance(sentence, at, inside, chosen, alone) else "direct_quote"
    if chosen is not None:
        report, speaker, own = chosen
        cue = _place(sentence, *report.cue)
        voice = _Voice(quotation.start, quotation.end, kind, speaker, None if own else cue)
        return voice, current if own or kind == "term_quote" else (speaker, cue), True
    if kind == "term_quote":
        return _Voice(quotation.start, quotation.end, kind, author, None), current, True
    known, place = topic
    if known and not alone:
        cue = _place(sentence, *place)
        return _Voice(quotation.start, quotation.end, kind, known, cue), (known, cue), True
    here = cast.latest(("person", "body", "several", "described"), block=sentence.block)
    speaker, cue = current or (here or _NOBODY, None)
    return _Voice(quotation.start, quotation.end, kind, speaker, cue), current, False


def _is_utterance(sentence: Sentence, at: int, inside: str, chosen, alone: bool) -> bool:
    """Say whether a few words without a verb were said as such (“Never,” she said) and are no quoted term."""
    if inside[-1] not in ".,!?…":
        return False
    if alone:
        return inside[:1].isupper()
    if chosen is None:
        return False
    before, after = at + 1 == chosen[0].cue[0], chosen[0].after <= at <= chosen[0].after + 1
    cut = after and QUOTE in sentence.words[:chosen[0].cue[0]]
    return inside[:1].isupper() and (before or after) or cut


def _is_title(words: list[str], inside: str) -> bool:
    """Say whether a longer quotation is a cited name or title: all its words but the small ones are capitalised."""
    small = word_classes()["preposition"] | word_classes()["determiner"] | word_classes()["conjunction"]
    return len(words) <= _NAME_WORDS and inside[-1].isalnum() and \
        all(word[:1].isupper() or word[:1].isdigit() or word in small for word in words)


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
