"""Attribute the quotations and the reported clauses of a text to their speakers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from corpus_utils.speech.noun_phrases import is_bare_name
from corpus_utils.speech.phrases import QUOTE, Sentence
from corpus_utils.speech.quotations import Quotation
from corpus_utils.speech.quoted_terms import is_alone, quotation_kind
from corpus_utils.speech.reported import Report, find_reports
from corpus_utils.speech.roster import Speaker
from corpus_utils.speech.sources import is_channel, subject
from corpus_utils.speech.speakers import Cast

__all__ = ["Voice", "read_voices"]

_SECOND_CLAUSES = frozenset({("and", "that"), ("but", "that"), ("or", "that")})
_EDGES = frozenset(",;:.!?…–—-")


@dataclass(frozen=True)
class Voice:
    """A stretch of text in somebody's words: its bounds, the voice type, the speaker and the place of the cue."""

    start: int
    end: int
    kind: str
    speaker: Speaker
    cue: tuple[int, int] | None


class _Turn(NamedTuple):
    """Who has the word, and the place of the words that gave it."""

    speaker: Speaker
    cue: tuple[int, int] | None


class _Said(NamedTuple):
    """A report with its speaker; ``own`` where the author of the text speaks of itself."""

    report: Report
    turn: _Turn
    own: bool


def read_voices(
    text: str, sentences: list[Sentence], quotations: list[Quotation], cast: Cast, author: Speaker
) -> list[Voice]:
    """Read all sentences in order and attribute their quotations and reported clauses.

    Parameters
    ----------
    text : str
    sentences : list of Sentence
    quotations : list of Quotation
        Those to which the sentences refer by number.
    cast : Cast
    author : Speaker
        Who speaks in quoted terms that are nobody else's.

    Returns
    -------
    list of Voice
        One per quotation and per unbroken part of a reported clause, in no order.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "Jane Example said it was late."
    >>> sentences = list(read_sentences(text, (0, len(text)), 0, []))
    >>> [(voice.kind, text[voice.start:voice.end]) for voice in
    ...  read_voices(text, sentences, [], Cast(sentences), Speaker("", "media", "body"))]
    [('indirect_quote', 'it was late')]
    """
    voices: list[Voice] = []
    quoted: dict[int, tuple[Voice, bool]] = {}
    current: _Turn | None = None
    first_turns: dict[int, _Turn] = {}
    for sentence in sentences:
        said = _said(sentence, cast, author)
        topic = None if said else _topic(sentence, cast)
        if topic and topic.speaker.kind == "person":
            current = topic
        cast.note_names(sentence)
        for item in said:
            voices.extend(_reported(sentence, item))
        for at, number in enumerate(sentence.quotes):
            if number < 0:
                continue
            inside = text[quotations[number].start : quotations[number].end]
            chosen = _attributed(at, said)
            kind = quotation_kind(sentence, at, inside, chosen.report if chosen else None)
            turn, sure = _speaker(sentence, kind, chosen, topic, current, cast, author)
            place = quotations[number]
            quoted[number] = (Voice(place.start, place.end, kind, turn.speaker, turn.cue), sure)
            if kind == "direct_quote" and not (chosen and chosen.own):
                current = turn if sure else current
        turns = [item.turn for item in said if not item.own and not item.report.phrase]
        if turns:
            current = turns[-1]
            first_turns.setdefault(sentence.block, turns[0])
    return [*voices, *_looked_ahead(quoted, quotations, first_turns)]


def _said(sentence: Sentence, cast: Cast, author: Speaker) -> list[_Said]:
    """Resolve the speakers of the reports of a sentence."""
    said = []
    for report in find_reports(sentence):
        own = cast.is_self(sentence, report.source)
        speaker = author if own else cast.resolve(sentence, report.source) or cast.nobody
        said.append(_Said(report, _Turn(speaker, None if own else _place(sentence, *report.cue)), own))
        if not own and not is_channel(sentence, report.source):
            cast.memory.note(sentence.block, speaker)
    return said


def _topic(sentence: Sentence, cast: Cast) -> _Turn | None:
    """Find the known speaker who is the subject of a sentence that reports nothing."""
    place = subject(sentence, len(sentence))
    if place is None or cast.is_self(sentence, place):
        return None
    end = place[1] + 1
    while sentence.words[place[1] : place[1] + 1] == (",",) and end < len(sentence) and sentence.is_name(end):
        end += 1
    if sentence.words[end : end + 1] == (",",) and is_bare_name(sentence, place[1] + 1, end):
        place = (place[0], end)
    known = cast.resolve(sentence, place, known_only=True)
    if known is None:
        described = cast.resolve(sentence, place)
        if described and described.kind in {"holder", "body"}:
            cast.memory.note(sentence.block, described)
        return None
    cast.memory.note(sentence.block, known)
    return _Turn(known, _place(sentence, *place))


def _speaker(
    sentence: Sentence,
    kind: str,
    chosen: _Said | None,
    topic: _Turn | None,
    current: _Turn | None,
    cast: Cast,
    author: Speaker,
) -> tuple[_Turn, bool]:
    """Say whose a quotation is, and whether its own sentence tells."""
    if chosen is not None:
        return chosen.turn, True
    if kind == "term_quote":
        return _Turn(author, None), True
    if topic and not is_alone(sentence):
        return topic, True
    return current or _Turn(cast.memory.latest(block=sentence.block) or cast.nobody, None), False


def _looked_ahead(
    quoted: dict[int, tuple[Voice, bool]], quotations: list[Quotation], first_turns: dict[int, _Turn]
) -> list[Voice]:
    """Give a quotation without a speaker, or its first paragraphs, to the one who is named after it."""
    settled: list[Voice] = []
    later: tuple[int, Voice, bool] | None = None
    for number in sorted(quoted, reverse=True):
        voice, sure = quoted[number]
        place = quotations[number]
        if later is not None and not sure and voice.kind == "direct_quote":
            sure = later[2] and later[0] == place.block + 1 and place.end == place.outer_end
            if sure:
                voice = replace(voice, speaker=later[1].speaker, cue=later[1].cue)
        if not voice.speaker.name and voice.kind == "direct_quote":
            turn = first_turns.get(place.block) or first_turns.get(place.block + 1)
            voice = replace(voice, speaker=turn.speaker, cue=turn.cue) if turn else voice
        settled.append(voice)
        if voice.kind == "direct_quote":
            later = (place.block, voice, sure)
    return settled


def _reported(sentence: Sentence, item: _Said) -> list[Voice]:
    """Cut the reported clauses at the quotations in them and at ``and that``."""
    found = []
    for first, stop in item.report.clauses if not item.own else ():
        begin = first
        for at in range(first, stop + 1):
            second = sentence.words[at : at + 2] in _SECOND_CLAUSES and at + 1 < stop
            if at < stop and sentence.words[at] != QUOTE and not second:
                continue
            end = at
            while end > begin and sentence.words[end - 1] in _EDGES:
                end -= 1
            if begin < end:
                found.append(Voice(*_place(sentence, begin, end), "indirect_quote", *item.turn))
            begin = at + (2 if second else 1)
    return found


def _attributed(at: int, said: list[_Said]) -> _Said | None:
    """Choose the report to which a quotation belongs: the one around it, beside it, or else the nearest."""
    ranked = []
    for item in said:
        first, stop = item.report.cue
        if first <= at < stop:
            continue
        around = any(begin <= at < end for begin, end in item.report.clauses)
        beside = at + 1 == first or at == item.report.after or (item.report.colon and at == item.report.after + 1)
        ranked.append((not (around or beside), first - at if at < first else at - stop, item))
    return min(ranked, key=lambda entry: entry[:2])[2] if ranked else None


def _place(sentence: Sentence, first: int, stop: int) -> tuple[int, int]:
    return sentence.starts[first], sentence.ends[stop - 1]
