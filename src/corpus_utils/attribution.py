"""Attribute the quotations and the reported clauses of a text to their speakers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .lexicon import word_classes
from .phrases import QUOTE, Sentence, has_finite_verb
from .quotations import Quotation
from .reported import Report, find_reports
from .sources import is_channel, subject
from .speakers import Cast, Speaker

__all__ = ["Voice", "read_voices"]

_TERM_WORDS = 4
_NAME_WORDS = 12
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_SECOND_CLAUSES = frozenset({("and", "that"), ("but", "that"), ("or", "that")})
_EDGES = frozenset(",;:.!?…–—-")
_NOBODY = Speaker("", "other", "described")


@dataclass(frozen=True)
class Voice:
    start: int
    end: int
    kind: str
    speaker: Speaker
    cue: tuple[int, int] | None


def read_voices(text: str, sentences: list[Sentence], quotations: list[Quotation], cast: Cast,
          author: Speaker) -> list[Voice]:
    """Read all sentences in order and attribute their quotations and reported clauses."""
    voices: list[Voice] = []
    quoted: dict[int, tuple[Voice, bool]] = {}
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


def _looked_ahead(quoted: dict[int, tuple[Voice, bool]], quotations: list[Quotation]) -> list[Voice]:
    """Give paragraphs of one quotation the speaker who is named only in a later paragraph of it."""
    settled: list[Voice] = []
    later: tuple[int, Voice, bool] | None = None
    for number in sorted(quoted, reverse=True):
        voice, sure = quoted[number]
        here = quotations[number]
        follows = later is not None and later[0] == here.block + 1 and here.end == here.outer_end
        lost = later is not None and not voice.speaker.name and voice.kind == "direct_quote"
        if not sure and later is not None and ((follows and later[2]) or lost):
            voice = replace(voice, speaker=later[1].speaker, cue=later[1].cue)
            sure = follows
        settled.append(voice)
        if voice.kind == "direct_quote":
            later = (here.block, voice, sure)
    return settled


def _place(sentence: Sentence, first: int, stop: int) -> tuple[int, int]:
    return sentence.starts[first], sentence.ends[stop - 1]


def _reported(sentence: Sentence, report: Report, speaker: Speaker, cue: tuple[int, int]) -> list[Voice]:
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
                found.append(Voice(*_place(sentence, begin, end), "indirect_quote", speaker, cue))
            begin = at + (2 if second else 1)
    return found


def _attributed(at: int, reports: list[tuple[Report, Speaker, bool]]):
    """Choose the report of its sentence to which a quotation belongs: the one around it, beside it, or nearest."""
    def distance(item):
        report = item[0]
        inside = any(first <= at < stop for first, stop in report.clauses)
        if report.cue[0] <= at < report.cue[1]:
            return (3, 0)
        beside = at + 1 == report.cue[0] or at == report.after or (at == report.after + 1 and report.colon)
        gap = report.cue[0] - at if at < report.cue[0] else at - report.cue[1]
        return (0 if inside or beside else 1, gap)

    ranked = sorted((item for item in reports if distance(item)[0] < 3), key=distance)
    return ranked[0] if ranked else None


def _quoted(sentence: Sentence, at: int, quotation: Quotation, chosen, current, topic, cast: Cast, author: Speaker,
            text: str) -> tuple[Voice, tuple | None, bool]:
    """Attribute one quotation, by its own sentence or by what went before; also say whether its own did."""
    inside = text[quotation.start:quotation.end]
    alone = all(word == QUOTE or not word[:1].isalnum() for word in sentence.words)
    words = _WORD.findall(inside)
    short = (len(words) <= _TERM_WORDS or _is_title(words, inside)) and not has_finite_verb(inside)
    kind = "term_quote" if short and not _is_utterance(sentence, at, inside, chosen, alone) else "direct_quote"
    if chosen is not None:
        report, speaker, own = chosen
        cue = _place(sentence, *report.cue)
        voice = Voice(quotation.start, quotation.end, kind, speaker, None if own else cue)
        return voice, current if own or kind == "term_quote" else (speaker, cue), True
    if kind == "term_quote":
        return Voice(quotation.start, quotation.end, kind, author, None), current, True
    known, place = topic
    if known and not alone:
        cue = _place(sentence, *place)
        return Voice(quotation.start, quotation.end, kind, known, cue), (known, cue), True
    here = cast.latest(("person", "body", "several", "described"), block=sentence.block)
    speaker, cue = current or (here or _NOBODY, None)
    return Voice(quotation.start, quotation.end, kind, speaker, cue), current, False


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
    return (inside[:1].isupper() and (before or after)) or cut


def _is_title(words: list[str], inside: str) -> bool:
    """Say whether a longer quotation is a cited name or title: all its words but the small ones are capitalised."""
    small = word_classes()["preposition"] | word_classes()["determiner"] | word_classes()["conjunction"]
    return len(words) <= _NAME_WORDS and inside[-1].isalnum() and \
        all(word[:1].isupper() or word[:1].isdigit() or word in small for word in words)
