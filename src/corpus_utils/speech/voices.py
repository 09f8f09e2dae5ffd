"""Say whose words running text is: the author's, somebody's quoted words, or somebody's reported words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from corpus_utils.columns import frame_of
from corpus_utils.groups import Groups
from corpus_utils.speech.constructions import CONSTRUCTIONS, Construction, Report, find_reports, subject
from corpus_utils.speech.lexicon import classes_of, fold
from corpus_utils.speech.people import Roster, Speaker, names_person
from corpus_utils.speech.quotations import Quotation, find_quotations
from corpus_utils.speech.sentences import QUOTE, Sentence, has_finite_verb, read_sentences
from corpus_utils.speech.speakers import Cast
from corpus_utils.speech.transcripts import Label, cut_at_labels, find_labels, read_label

__all__ = ["COLUMNS", "LANGUAGES", "RULES", "attribute", "quotation_kind"]

#: The columns of the table of voices.
COLUMNS = (
    "start", "end", "voice_type", "speaker", "actor_group", "cue", "cue_start", "cue_end", "rule", "certain",
)  # fmt: skip
#: The languages that the rules of speech can read.
LANGUAGES = frozenset({"en"})

Span = tuple[int, int]

_LABEL = Construction("label", "NAME : before a paragraph of a transcript, or within a QUOTE", "“ROE: It was late.”")
_TOPIC = Construction("topic", "SOURCE … QUOTE, no verb of speech", "Jane Roe was furious. “It was late.”", False)
_TURN = Construction("turn", "QUOTE after a turn in the same paragraph", "“Late,” she said. “Very late.”")
_CARRIED = Construction(
    "carried on", "QUOTE after a turn in a paragraph before", "“Late,” she said.\n\n“Very late.”", False
)
_AHEAD = Construction("named after", "QUOTE before the first turn", "“Late.”\n\nJane Roe said it was so.", False)
_TERM = Construction("quoted term", "QUOTE of a few words that nobody says", "The “new order” came.")
#: Everything that may stand in the column ``rule``: the constructions, and what gives the word without one.
RULES = (*CONSTRUCTIONS, _LABEL, _TOPIC, _TURN, _CARRIED, _AHEAD, _TERM)

_TEXT = ("voice_type", "speaker", "actor_group", "cue", "rule")
_SIGNED = next(each for each in CONSTRUCTIONS if each.name == "signed")
_SECOND_CLAUSES = frozenset({("and", "that"), ("but", "that"), ("or", "that")})
_EDGES = frozenset(",;:.!?…–—-")
_LABEL_LENGTH = 60  # characters of a quotation in which a label may stand
_NO_STUDY = Groups()
_TERM_WORDS = 4  # a quotation of so many words without a finite verb is a quoted term
_LONGEST_WORD = 20
_NAME_WORDS = 12  # a cited name or title may be longer
_DEAR = re.compile(r"Dear (?!Sir)([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,9})(?<!s)(?=[,:!\n]|$)")
#: What a converter writes around a linked word, and the number of a link before a word.
_LINK = re.compile(r"\[(?=[^][\n]+\]\(\S{1,500}?\))|\]\([^()\s]+\)|\[\d{1,3}\](?=\w)")
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


class _Turn(NamedTuple):
    """Who has the word, the place of the words that gave it, and the construction."""

    speaker: Speaker
    cue: Span | None
    rule: Construction
    block: int = -1


@dataclass(frozen=True)
class _Voice:
    """A stretch of text in somebody's words; ``told`` where its own sentence or a label says in whose."""

    start: int
    end: int
    kind: str
    turn: _Turn
    certain: bool
    told: bool = True


class _Said(NamedTuple):
    """A report with its speaker; ``own`` where the author of the text speaks of itself."""

    report: Report
    turn: _Turn
    own: bool


def attribute(
    text: str,
    segments: pd.DataFrame,
    actors: pd.DataFrame | Roster | None = None,
    issuer: str | None = None,
    issuer_group: str | None = None,
    groups: Groups | None = None,
    language: str = "en",
    without: frozenset[str] = frozenset(),
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
    actors : DataFrame or Roster, optional
        Known actors: ``name``, ``aliases``, ``office``, ``group``, several entries separated by ``|``. For many texts
        with the same actors and groups, one `corpus_utils.speech.people.Roster` of both is made before.
    issuer, issuer_group : str, optional
        Speaker and group of the author's own words.
    groups : Groups, optional
        The groups of the study; without them speakers have names and no group.
    language : str
        Two-letter code. The rules of speech read English: in another language every word is the author's.
    without : frozenset of str
        Names of `RULES` to leave out, to see what they are worth. Who has the word without a construction then
        has no name.

    Returns
    -------
    DataFrame
        ``start, end, voice_type, speaker, actor_group, cue, cue_start, cue_end, rule, certain``, sorted and without
        overlap. Offsets are characters of ``text``. Quotation marks belong to no span. ``rule`` names one of `RULES`
        and is empty for the author's own words. Of what is ``certain`` more than .95 had the right source on news that
        the rules had not seen; of the rest about .75.

    Examples
    --------
    >>> text = '"We are late," Jane Example said. She said that the road was long.'
    >>> segments = pd.DataFrame({"start": [0], "end": [len(text)], "role": ["body"]})
    >>> attribute(text, segments)[["voice_type", "speaker", "rule"]].to_numpy().tolist()[:2]
    [['direct_quote', 'Jane Example', 'quote trailing'], ['author', '', '']]
    """
    roster = actors if isinstance(actors, Roster) else Roster(actors, _NO_STUDY if groups is None else groups)
    return frame_of(voice_columns(text, segments, roster, issuer, issuer_group, language, without))


def voice_columns(
    text: str,
    segments: pd.DataFrame | Mapping[str, np.ndarray],
    roster: Roster,
    issuer: str | None = None,
    issuer_group: str | None = None,
    language: str = "en",
    without: frozenset[str] = frozenset(),
) -> dict[str, np.ndarray | pd.arrays.IntegerArray]:
    """Attribute the running text of a document, in bare columns: the table of `attribute` before it is a frame.

    Examples
    --------
    >>> segments = {"start": np.array([0]), "end": np.array([11]), "role": np.array(["body"])}
    >>> voice_columns("It is late.", segments, Roster(), "A paper")["speaker"].tolist()
    ['A paper']
    """
    blocks = _blocks(text, segments)
    author = Speaker(issuer or "", issuer_group or roster.groups.fallback, "body")
    if language not in LANGUAGES:
        return _columns(text, blocks, [], [], author)
    labels = {} if _LABEL.name in without else find_labels(text, cut_at_labels(text, blocks))
    blocks = cut_at_labels(text, blocks) if labels else blocks
    quotations = [place for place in find_quotations(text, blocks) if place.block not in labels]
    plain = _LINK.sub(lambda mark: " " * len(mark[0]), text) if "[" in text else text  # of the same length
    sentences: list[Sentence] = []
    first = 0
    for number, block in enumerate(blocks):
        last = first
        while last < len(quotations) and quotations[last].block == number:
            last += 1
        sentences.extend(read_sentences(plain, block, number, quotations[first:last], first))
        first = last
    cast = Cast(sentences, roster, issuer)
    roles = zip(segments["role"].tolist(), segments["start"].tolist(), segments["end"].tolist(), strict=True)
    dear = (_DEAR.search(text, start, end) for role, start, end in roles if role == "salutation")
    cast.addressee = next((cast.labelled(found[1], text) for found in dear if found), None)
    voices = [
        *_read_voices(
            text, [each for each in sentences if each.block not in labels], quotations, cast, author, without
        ),
        *(_labelled(text, label, blocks[number], cast) for number, label in labels.items()),
    ]
    return _columns(text, blocks, quotations, voices, author)


def quotation_kind(sentence: Sentence, at: int, inside: str, report: Report | None) -> str:
    """Tell speech from a quoted term: a few words without a finite verb, or a name.

    Terms are cited by the author of the text, so they are nobody's speech.

    Examples
    --------
    >>> text = "He called it that."
    >>> sentence = next(read_sentences(text, (0, len(text)), 0, []))
    >>> quotation_kind(sentence, 3, "a mutual agreement", None)
    'term_quote'
    """
    words = _WORD.findall(inside)
    name = (
        len(words) <= _NAME_WORDS
        and inside[-1].isalnum()
        and all(
            word[:1].isupper()
            or word[:1].isdigit()
            or not classes_of(word).isdisjoint(("preposition", "determiner", "conjunction"))
            for word in words
        )
    )
    term = (len(words) <= _TERM_WORDS or name) and not has_finite_verb(inside)
    spoken = _is_utterance(sentence, at, inside, report) or (report is not None and _is_phrase(words))
    return "term_quote" if term and not spoken else "direct_quote"


def _read_voices(
    text: str,
    sentences: list[Sentence],
    quotations: list[Quotation],
    cast: Cast,
    author: Speaker,
    without: frozenset[str],
) -> list[_Voice]:
    """Read the sentences in order, up to the last in which others speak, and attribute what is theirs."""
    voices: list[_Voice] = []
    quoted: dict[int, _Voice] = {}
    current: _Turn | None = None
    first_turns: dict[int, _Turn] = {}
    reports = [
        [(report, cast.is_self(sentence, report.source)) for report in find_reports(sentence, without)]
        for sentence in sentences
    ]
    speaking = [
        at
        for at, (sentence, found) in enumerate(zip(sentences, reports, strict=True))
        if QUOTE in sentence.words or not all(own for _, own in found)
    ]
    for sentence, found in zip(sentences, reports[: max(speaking, default=-1) + 1], strict=False):
        if found and sentence.is_a(found[0][0].source[0], "pronoun_person"):
            _topic(sentence, cast, found[0][0].source[0])  # whom the pronoun may mean
        said = _said(sentence, found, cast, author)
        topic = None if said else _topic(sentence, cast)
        if topic and (topic.speaker.kind == "person" or sentence.words[-1] == ":"):
            current = topic
        cast.note_names(sentence)
        for item in said:
            voices.extend(_reported(sentence, item))
        for at, number in enumerate(sentence.quotes):
            if number < 0:
                continue
            voice, turn = _quoted(text, sentence, at, quotations[number], said, topic, current, cast, author)
            quoted[number] = voice
            current = turn or current
        turns = [item.turn for item in said if not item.own and not item.report.rule.name.startswith("called")]
        if turns:
            current = turns[-1]
            first_turns.setdefault(sentence.block, turns[0])
    for number, turn in _signed(sentences, cast).items():
        voice = quoted[number]
        if not voice.told and voice.kind == "direct_quote":
            quoted[number] = replace(voice, turn=turn, told=True, certain=_SIGNED.certain)
    return [
        replace(voice, turn=voice.turn._replace(speaker=cast.nobody)) if voice.turn.rule.name in without else voice
        for voice in (*voices, *_looked_ahead(quoted, quotations, first_turns))
    ]


def _signed(sentences: list[Sentence], cast: Cast) -> dict[int, _Turn]:
    """Find the quotations below which, in a paragraph of its own, nothing but the name of the speaker stands."""
    found: dict[int, _Turn] = {}
    above: list[Sentence] = []
    for _, block in itertools.groupby(sentences, key=lambda sentence: sentence.block):
        lines = list(block)
        if len(lines) == 1 and above and all(map(_is_alone, above)) and (place := _signature(lines[0])):
            speaker = cast.resolve(lines[0], place)
            if speaker and speaker.name:
                turn = _Turn(speaker, _place(lines[0], *place), _SIGNED, lines[0].block)
                found |= {number: turn for sentence in above for number in sentence.quotes if number >= 0}
        above = lines
    return found


def _signature(sentence: Sentence) -> Span | None:
    """Find the name in a line such as ``— Jane Roe, baker`` or ``A baker in the town``; None in any other."""
    first = next((at for at, word in enumerate(sentence.words) if word[:1].isalnum()), len(sentence))
    stop = next((at for at in range(first, len(sentence)) if not sentence.words[at][:1].isalnum()), len(sentence))
    if len(sentence) > _NAME_WORDS or QUOTE in sentence.words or sentence.verbs or sentence.words[-1] in ":?":
        return None
    named = stop - first > 1 and all(sentence.capitals[first:stop])
    described = sentence.is_a(first, "article") and any(names_person(sentence, at) for at in range(first, stop))
    return (first, stop) if named or described else None


def _labelled(text: str, label: Label, block: Span, cast: Cast) -> _Voice:
    """Give a paragraph of a transcript to the one whose label it bears."""
    turn = _Turn(cast.labelled(label.words, text), (label.start, label.end), _LABEL)
    return _Voice(label.speech, block[1], "direct_quote", turn, _LABEL.certain)


def _said(sentence: Sentence, reports: list[tuple[Report, bool]], cast: Cast, author: Speaker) -> list[_Said]:
    """Resolve the speakers of the reports of a sentence, each with whether it is the author."""
    said = []
    for report, own in reports:
        owned = report.rule.name.startswith("his") and report.source[0] == report.cue[0]
        resolve = cast.owner if owned else cast.resolve
        speaker = author if own else resolve(sentence, report.source) or cast.nobody
        cue = None if own else _place(sentence, *report.cue)
        said.append(_Said(report, _Turn(speaker, cue, report.rule, sentence.block), own))
        if speaker.name and not own and not sentence.is_channel(*report.source):
            cast.memory.note(sentence.block, speaker)
    return said


def _topic(sentence: Sentence, cast: Cast, limit: int = 1 << 30) -> _Turn | None:
    """Find the known speaker who is the subject of a sentence that reports nothing."""
    place = subject(sentence)
    if place is None or place[1] > limit or cast.is_self(sentence, place):
        return None
    end = place[1] + 1
    while sentence.words[place[1] : place[1] + 1] == (",",) and end < len(sentence) and sentence.is_name(end):
        end += 1
    if sentence.words[end : end + 1] == (",",) and end > place[1] + 1:
        place = (place[0], end)
    known = cast.resolve(sentence, place, known_only=True)
    if known is None:
        known = cast.describe(sentence, place)
        if known is None or known.kind not in {"holder", "body"}:
            return None
    cast.memory.note(sentence.block, known)
    return _Turn(known, _place(sentence, *place), _TOPIC, sentence.block)


def _quoted(
    text: str,
    sentence: Sentence,
    at: int,
    place: Quotation,
    said: list[_Said],
    topic: _Turn | None,
    current: _Turn | None,
    cast: Cast,
    author: Speaker,
) -> tuple[_Voice, _Turn | None]:
    """Say whose a quotation is; and who has the word after it, where its own sentence tells."""
    inside = text[place.start : place.end]
    label = read_label(text, place.start, place.end) if ":" in inside[:_LABEL_LENGTH] else None
    if label and label.words.isupper():
        turn = _Turn(cast.labelled(label.words, text), (label.start, label.end), _LABEL, sentence.block)
        return _Voice(label.speech, place.end, "direct_quote", turn, _LABEL.certain), turn
    chosen, near = _attributed(sentence, at, said)
    kind = quotation_kind(sentence, at, inside, chosen.report if chosen and near else None)
    if (
        chosen
        and near
        and not _names_something(inside)
        and (at == chosen.report.quote or not any(first <= at < end for first, end in chosen.report.clauses))
    ):
        kind = "direct_quote"
    if chosen:
        turn, told = chosen.turn, True
        sure = near and turn.rule.certain and bool(turn.speaker.name)
    elif kind == "term_quote":
        turn, told, sure = _Turn(author, None, _TERM), True, True
    elif topic:
        turn, told, sure = topic, True, _TOPIC.certain
    else:
        turn = current or _Turn(cast.memory.latest(block=sentence.block) or cast.nobody, None, _TURN)
        rule = _CARRIED if turn.block != sentence.block else _TOPIC if turn.rule is _TOPIC else _TURN
        turn, told, sure = turn._replace(rule=rule), False, rule.certain and bool(turn.speaker.name)
    keeps = told and kind == "direct_quote" and not (chosen and chosen.own)
    return _Voice(place.start, place.end, kind, turn, sure, told), turn if keeps else None


def _looked_ahead(
    quoted: dict[int, _Voice], quotations: list[Quotation], first_turns: dict[int, _Turn]
) -> list[_Voice]:
    """Give a quotation without a speaker, or its first paragraphs, to the one who is named after it."""
    settled: list[_Voice] = []
    later: tuple[int, _Voice, bool] | None = None
    for number in sorted(quoted, reverse=True):
        voice, place = quoted[number], quotations[number]
        told = voice.told
        if later is not None and not told:
            told = later[2] and later[0] == place.block + 1 and place.end == place.outer_end
            if told:
                voice = replace(voice, turn=later[1].turn._replace(rule=_AHEAD), certain=_AHEAD.certain)
        if not voice.turn.speaker.name and voice.kind == "direct_quote":
            turn = first_turns.get(place.block) or first_turns.get(place.block + 1)
            if turn:
                voice = replace(voice, turn=turn._replace(rule=_AHEAD), certain=_AHEAD.certain)
        settled.append(voice)
        if voice.kind == "direct_quote":
            later = (place.block, voice, told)
    return settled


def _reported(sentence: Sentence, item: _Said) -> list[_Voice]:
    """Cut the reported clauses at the quotations in them and at ``and that``."""
    found = []
    certain = item.turn.rule.certain and bool(item.turn.speaker.name)
    for first, stop in item.report.clauses if not item.own else ():
        begin = first
        for at in range(first, stop + 1):
            second = sentence.words[at : at + 2] in _SECOND_CLAUSES
            if at < stop and sentence.words[at] != QUOTE and not second:
                continue
            end = at
            while end > begin and sentence.words[end - 1] in _EDGES:
                end -= 1
            if begin < end:
                found.append(_Voice(*_place(sentence, begin, end), "indirect_quote", item.turn, certain))
            begin = at + (2 if second else 1)
    return found


def _attributed(sentence: Sentence, at: int, said: list[_Said]) -> tuple[_Said | None, bool]:
    """Choose the report to which a quotation belongs, and say whether it stands around or beside it."""
    ranked = []
    for item in said:
        first, stop = item.report.cue
        if first <= at < stop:
            continue
        around = any(begin <= at < end for begin, end in item.report.clauses)
        colon = at == item.report.after + 1 and sentence.words[item.report.after] in {":", ","}
        before = at == first - 1 and (item.report.trailing or not item.report.clauses)
        beside = before or at in (item.report.after, item.report.quote) or colon
        ranked.append((not (around or beside), first - at if at < first else at - stop, item))
    far, _, chosen = min(ranked, key=lambda entry: entry[:2]) if ranked else (True, 0, None)
    return chosen, not far


def _is_alone(sentence: Sentence) -> bool:
    """Say whether a sentence holds nothing but quotations and marks."""
    return all(word == QUOTE or not word[:1].isalnum() for word in sentence.words)


def _is_utterance(sentence: Sentence, at: int, inside: str, report: Report | None) -> bool:
    """Say whether a few words without a verb were said as such (“Never,” she said) and are no quoted term."""
    if sentence.words[at - 1 : at] == ("to",) and inside[:1].islower() and report is not None:
        return True
    if inside[-1] not in ".,!?…":
        return False
    if _is_alone(sentence) or report is None:
        return _is_alone(sentence) and inside[:1].isupper()
    before = at + 1 == report.cue[0]
    after = report.after <= at <= report.after + 1
    continued = after and QUOTE in sentence.words[: report.cue[0]]
    return continued or (inside[:1].isupper() and (before or after))


def _names_something(inside: str) -> bool:
    """Say whether a quotation is the name of a book or broadcast, and not what somebody calls a thing."""
    words = _WORD.findall(inside)
    return len(words) > 1 and all(word[:1].isupper() or "preposition" in classes_of(word) for word in words)


def _is_phrase(words: list[str]) -> bool:
    """Say whether words are a phrase of place or time, or a verb with its object, and no noun phrase."""
    folded = [fold(word) for word in words]
    if len(words) < 2 or words[0][:1].isupper():
        return False
    opening, following = classes_of(folded[0]), classes_of(folded[1])
    if "preposition" in opening:
        return True
    participle = folded[0].endswith(("ed", "ing")) and "preposition" in following
    function = not opening.isdisjoint(("determiner", "preposition", "conjunction", "adverb"))
    return participle or (not function and "article" in following)


def _place(sentence: Sentence, first: int, stop: int) -> Span:
    return sentence.starts[first], sentence.ends[stop - 1]


def _blocks(text: str, segments: pd.DataFrame | Mapping[str, np.ndarray]) -> list[tuple[int, int]]:
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
        line_end = "\n" not in between or (bool(paragraph) and paragraph == last)
        if merged and not between.strip() and (line_end or _goes_on(text, merged[-1][1], start)):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
        last = paragraph
    return merged


def _goes_on(text: str, end: int, start: int) -> bool:
    """Say whether a line that a converter broke at a link goes on in the next line: ``according to the ↵ Herald``."""
    if text.count("\n", end, start) != 1:
        return False
    words = text[max(end - _LONGEST_WORD, 0) : end].split()
    small = bool(words) and not classes_of(words[-1]).isdisjoint(("preposition", "determiner", "conjunction"))
    return small or text[start].islower() or text[start] in ",.;)"


def _columns(
    text: str, blocks: list[Span], quotations: list[Quotation], voices: list[_Voice], author: Speaker
) -> dict[str, np.ndarray | pd.arrays.IntegerArray]:
    """Fill what is left of the body with the author's voice and lay everything out in columns."""
    taken: list[tuple[int, int, _Voice | None]] = [(voice.start, voice.end, voice) for voice in voices]
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
                speaker, cue, rule, _ = voice.turn
                words = text[slice(*cue)] if cue else ""
                ends = cue or (None, None)
                rows.append((*span, voice.kind, speaker.name, speaker.group, words, *ends, rule.name, voice.certain))
            at = right
        rows.extend(_own(text, at, end, author))
    columns = zip(*rows, strict=True) if rows else [()] * len(COLUMNS)
    return {name: _column(name, values) for name, values in zip(COLUMNS, columns, strict=True)}


def _column(name: str, values: tuple) -> np.ndarray | pd.arrays.IntegerArray:
    if name in ("cue_start", "cue_end"):  # may be missing; made by hand, which is faster
        missing = np.array([value is None for value in values], dtype=bool)
        return pd.arrays.IntegerArray(np.array([value or 0 for value in values], dtype="int64"), missing)
    return np.array(values, dtype=object if name in _TEXT else bool if name == "certain" else "int64")


def _own(text: str, start: int, end: int, author: Speaker) -> list[tuple]:
    """Return the author's span between two others, unless nothing but marks stands there."""
    span = _trimmed(text, start, end)
    if span is None or not any(sign.isalnum() for sign in text[slice(*span)]):
        return []
    return [(*span, "author", author.name, author.group, "", None, None, "", True)]


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Cut white space off both ends of a span; None where nothing is left."""
    inside = text[start:end]
    start, end = start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())
    return (start, end) if start < end else None
