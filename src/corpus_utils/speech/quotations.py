"""Pair quotation marks: nested, cut in two, over several paragraphs, or with one of them missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from corpus_utils.speech.lexicon import speech_verbs, word_classes

__all__ = ["Quotation", "find_quotations"]

_DOUBLE = re.compile("``|''|‘‘|’’|[\"“”„‟«»＂″]")
_SINGLE = re.compile("[‘’‚‛'‹›]")
_FAMILY = {"«": "guillemet", "»": "guillemet"}
_OPENING, _CLOSING = frozenset({"“", "„", "‟", "«", "``", "‘‘"}), frozenset({"”", "»", "’’"})
_BEFORE = "([{—–-/:“„«\"‘‚'…"
_AFTER = ")]}—–/.,;:!?…”»\"’'"
_LOOKAHEAD = 64  # marks that are read ahead to tell a nested quotation from an unclosed one


@dataclass(frozen=True)
class Quotation:
    """A quotation in one block of text.

    ``start``/``end`` bound what is inside the marks; ``outer_start``/``outer_end`` include them. Where a mark
    is missing, inner and outer bound are equal on that side. ``block`` counts the blocks from 0.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    block: int


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    family: str
    role: str  # "open", "close" or "either"


def find_quotations(text: str, blocks: Iterable[tuple[int, int]]) -> list[Quotation]:
    """Find the outermost quotations of each block of running text.

    Marks are paired within a block only, so that one missing mark can never turn the rest of a text inside
    out. Where a mark is missing, the words of attribution, the ends of sentences and the edges of the block
    say where the quotation begins or ends. A block whose quotation is not closed while the next block opens
    one again is read as one paragraph of a longer quotation.

    Parameters
    ----------
    text : str
        The whole raw text.
    blocks : iterable of (int, int)
        Half-open bounds of the blocks, sorted and not overlapping.

    Returns
    -------
    list of Quotation
        Sorted, not overlapping, without empty quotations.

    Examples
    --------
    >>> text = "The countries’ “common” goal. War is lost,” he said. “It's over.”"
    >>> [text[q.start:q.end] for q in find_quotations(text, [(0, len(text))])]
    ['common', 'War is lost,', "It's over."]
    """
    blocks = list(blocks)
    found: list[Quotation] = []
    for number, (start, end) in enumerate(blocks):
        reopened = number + 1 < len(blocks) and bool(_DOUBLE.match(text, blocks[number + 1][0]))
        pairs = _pair_double(text, start, end, reopened)
        pairs = _outermost(pairs, _pair_single(text, start, end))
        for outer_start, inner_start, inner_end, outer_end in pairs:
            inside = text[inner_start:inner_end]
            left = inner_start + len(inside) - len(inside.lstrip())
            right = inner_end - (len(inside) - len(inside.rstrip()))
            if left < right:
                found.append(Quotation(left, right, outer_start, outer_end, number))
    return found


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    """List the double marks and guillemets of a block, each with the direction that its place gives it."""
    marks = []
    for match in _DOUBLE.finditer(text, start, end):
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        opens = (before.isspace() or before in _BEFORE) and not after.isspace() and after not in ".,;:!?)"
        closes = not before.isspace() and (after.isspace() or after in _AFTER)
        if closes and before in "([{":
            closes = False
        if opens != closes:
            role = "open" if opens else "close"
        elif match[0] in _OPENING:
            role = "open"
        elif match[0] in _CLOSING:
            role = "close"
        else:
            role = "either"
        if match[0] in '"″' and before.isdigit() and role != "open":
            role = "measure"
        marks.append(_Mark(match.start(), match.end(), _FAMILY.get(match[0], "double"), role))
    return marks


def _pair_double(text: str, start: int, end: int, reopened: bool) -> list[tuple[int, int, int, int]]:
    """Pair the double marks of one block as (outer start, inner start, inner end, outer end)."""
    marks, pairs = _marks(text, start, end), []
    opened: _Mark | None = None
    free, index = start, 0
    while index < len(marks):
        mark = marks[index]
        role = mark.role
        if role == "measure":
            follows = marks[index + 1].role if index + 1 < len(marks) else "open"
            role = "close" if opened and follows != "close" else "ignore"
        elif role == "either":
            role = "close" if opened else "open"
        if role == "open" and opened is None:
            opened = mark
        elif role == "open" and opened is not None:
            inner = _nested_length(text, opened, marks, index)
            if inner:
                index += inner
            else:
                stop = lost_end(text, start, opened.end, mark.start, last=False)
                if stop is not None:
                    pairs.append((opened.start, opened.end, stop, stop))
                opened = mark
        elif role == "close" and opened is not None:
            if mark.family == opened.family:
                pairs.append((opened.start, opened.end, mark.start, mark.end))
                opened, free = None, mark.end
        elif role == "close":
            begin = lost_start(text, start, free, mark.start, mark.end)
            if begin is not None:
                pairs.append((begin, begin, mark.start, mark.end))
            free = mark.end
        index += 1
    if opened is not None:
        stop = end if reopened and not find_attribution(text, opened.end, end, tail=True) else None
        stop = stop or lost_end(text, start, opened.end, end, last=True)
        if stop is not None:
            pairs.append((opened.start, opened.end, stop, stop))
    return pairs


def _nested_length(text: str, opened: _Mark, marks: Sequence[_Mark], index: int) -> int:
    """Count the marks to skip when the opening mark at ``index`` begins a nested quotation, else 0."""
    if marks[index].family == opened.family and find_attribution(text, opened.end, marks[index].start):
        return 0
    depth = 2
    for ahead in range(index + 1, min(index + _LOOKAHEAD, len(marks))):
        depth += 1 if marks[ahead].role == "open" else -1
        if depth == 0:
            return ahead - index - 1
    return 0


def _pair_single(text: str, start: int, end: int) -> list[tuple[int, int, int, int]]:
    """Pair single marks; an apostrophe is never one.

    A mark that could be a plural possessive (the countries’ plans) closes a quotation only when no better
    mark follows before the next opening one.
    """
    apostrophe_words = word_classes()["leading_apostrophe"]
    pairs, opened, doubtful = [], None, None
    for match in _SINGLE.finditer(text, start, end):
        sign, at = match[0], match.start()
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if "".join((before, sign)) in ("''", "‘‘", "’’") or after == sign:
            continue
        begins = before.isspace() or before in '([{—–/:“„«"'
        opens = sign in "‘‚‛'‹" and begins and (after.isalpha() or after in "([")
        closes = sign in "’'›‘" and not before.isspace() and not after.isalnum() and before not in "([{"
        if opens:
            word = re.compile(r"\w+").match(text, at + 1)
            if word and word.group().casefold() in apostrophe_words:
                continue
            if opened is not None and doubtful is not None:
                pairs.append((opened, opened + 1, doubtful, doubtful + 1))
            opened, doubtful = at, None
        elif closes and opened is not None and (text[opened] == "'") == (sign == "'"):
            if before in "sSzxx" and after.isspace():
                doubtful = doubtful if doubtful is not None else at
            else:
                pairs.append((opened, opened + 1, at, at + 1))
                opened = doubtful = None
    if opened is not None and doubtful is not None:
        pairs.append((opened, opened + 1, doubtful, doubtful + 1))
    return pairs


def _outermost(double: list[tuple], single: list[tuple]) -> list[tuple]:
    """Merge both kinds of pairs, keep the outermost, and let double marks win where two cross."""
    kept, last = [], 0
    crossing = {pair for pair, other in _crossings(single, double)}
    for pair in sorted([*double, *(pair for pair in single if pair not in crossing)]):
        if pair[0] >= last:
            kept.append(pair)
            last = pair[3]
    return kept


def _crossings(single: list[tuple], double: list[tuple]) -> list[tuple[tuple, tuple]]:
    """List the single pairs that overlap a double pair without holding it or lying in it."""
    found, position = [], 0
    for pair in sorted(single):
        while position < len(double) and double[position][3] <= pair[0]:
            position += 1
        for other in double[position:]:
            if other[0] >= pair[3]:
                break
            inside = other[0] <= pair[0] and pair[3] <= other[3]
            holds = pair[0] <= other[0] and other[3] <= pair[3]
            if not inside and not holds:
                found.append((pair, other))
    return found


_SENTENCE_END = re.compile(r"[.!?…][)\]]*(?=\s+[^\sa-z])")
_TAIL = 400  # characters at the end of a block in which its last sentence is looked for
_BEFORE_WHOLE = '.:!?,)”"'  # after one of these a quotation is whole sentences, not a few cited words


def find_attribution(text: str, start: int, end: int, tail: bool = False) -> re.Match | None:
    """Find words like ``, the minister said`` or ``, said Example`` that end a quotation; in the ``tail`` alone."""
    if tail:
        for match in _SENTENCE_END.finditer(text, max(start, end - _TAIL), end):
            start = max(start, match.end())
    return _patterns()["within"].search(text, start, end)


def lost_end(text: str, block: int, opened: int, limit: int, last: bool) -> int | None:
    """Say where a quotation ends whose closing mark is missing: before words of attribution, else with a sentence.

    ``limit`` is the offset of the next opening mark or, where it is the ``last``, of the end of the block. None where
    nothing tells.
    """
    said = find_attribution(text, opened, limit)
    if said:
        return said.start() + 1
    ends = [match.end() for match in _SENTENCE_END.finditer(text, opened, limit)]
    if not last:
        return ends[-1] if ends else None
    lead = text[block : opened - 1].rstrip()
    return limit if not lead or lead[-1] in _BEFORE_WHOLE or not ends else ends[0]


def lost_start(text: str, block: int, free: int, closing: int, closed: int) -> int | None:
    """Say where a quotation begins whose opening mark is missing.

    That is after the words of attribution that introduce it, else after the sentence that ends the quotation before it
    (which ends at ``free``), else where the block starts. None for a mark that closes nothing.
    """
    patterns = _patterns()
    inside = text[free:closing].rstrip()
    if not inside or (inside[-1] not in ".,!?…;—–-" and not patterns["follows"].match(text, closed)):
        return None
    begin = free
    if free > block:
        sentence = _SENTENCE_END.search(text, free, closing)
        begin = sentence.end() if sentence else free
    else:
        for match in patterns["before"].finditer(text, free, closing):
            if match.end() < closing:
                begin = match.end()
    while begin < closing and (text[begin].isspace() or text[begin] in ",:;"):
        begin += 1
    return begin if begin < closing else None


@cache
def _patterns() -> dict[str, re.Pattern]:
    """Build the patterns for attributions within a quotation, after its mark and before it."""
    forms = {
        verb.words
        for verbs in speech_verbs().values()
        for verb in verbs
        if "quote" in verb.constructions and verb.constructions & {"invert", "addressee"}
    }
    verb = "(?:" + "|".join(sorted((r"\s".join(map(re.escape, form)) for form in forms), key=_longest_first)) + ")"
    apposition = r"(?:,[^,.“”\"]{1,60},)?"
    described = rf"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts)(?:\s[\w'’.-]+){{1,6}}?{apposition}"
    named = rf"[A-Z][\w'’.-]*(?:\s[A-Z][\w'’.-]*){{0,5}}?{apposition}"
    source = rf"(?:{described}|{named}|[Hh]e|[Ss]he|[Tt]hey)\s"
    whom = r"(?:he|she|they|the|an?|[A-Z]\w*)"
    said = rf"(?:\b{source}(?:has\s|had\s|also\s|later\s)?{verb}\b|\b{verb}\s{whom}\b)"
    rest = r"[^.:“”\"]{0,100}"
    return {
        "within": re.compile(rf",\s{said}"),
        "follows": re.compile(rf",?\s{said}"),
        "before": re.compile(rf"\b{verb}{rest}:|{said}(?:{rest}?[.](?=\s+[A-Z‘'(\[])|,)"),
    }


def _longest_first(form: str) -> tuple[int, str]:
    return -len(form), form
