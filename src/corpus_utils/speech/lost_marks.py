"""Say where a quotation begins or ends of which one mark is missing."""

from __future__ import annotations

import re
from functools import cache

from corpus_utils.speech.lexicon import speech_verbs

__all__ = ["find_attribution", "lost_end", "lost_start"]

_SENTENCE_END = re.compile(r"[.!?…][)\]]*(?=\s+[^\sa-z])")
_TAIL = 400  # characters at the end of a block in which its last sentence is looked for
_BEFORE_WHOLE = '.:!?,)”"'  # after one of these a quotation is whole sentences, not a few cited words


def find_attribution(text: str, start: int, end: int, tail: bool = False) -> re.Match | None:
    """Find words like ``, the minister said`` or ``, said Example`` that end a quotation.

    Parameters
    ----------
    text : str
    start, end : int
        Stretch of the text.
    tail : bool, default False
        Look in the last sentence of the stretch only.

    Returns
    -------
    re.Match or None

    Examples
    --------
    >>> find_attribution("It is late, the minister said today.", 0, 36).start()
    10
    """
    if tail:
        for match in _SENTENCE_END.finditer(text, max(start, end - _TAIL), end):
            start = max(start, match.end())
    return _patterns()["within"].search(text, start, end)


def lost_end(text: str, block: int, opened: int, limit: int, last: bool) -> int | None:
    """Say where a quotation ends whose closing mark is missing.

    Parameters
    ----------
    text : str
    block : int
        Start of the block of text.
    opened : int
        Offset after the opening mark.
    limit : int
        Offset of the next opening mark, or end of the block.
    last : bool
        Whether the limit is the end of the block.

    Returns
    -------
    int or None
        Before the words of attribution, else at the end of a sentence; None when nothing tells.

    Examples
    --------
    >>> text = '"We lost, Jane Example said. "It is over."'
    >>> text[1:lost_end(text, 0, 1, text.rindex(' "') + 1, last=False)]
    'We lost,'
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

    Parameters
    ----------
    text : str
    block : int
        Start of the block of text.
    free : int
        End of the quotation before it in the block, or start of the block.
    closing, closed : int
        Bounds of the closing mark.

    Returns
    -------
    int or None
        After the words of attribution that introduce it, else after the sentence that ends the quotation before
        it, else where the block starts. None for a mark that closes nothing.

    Examples
    --------
    >>> lost_start('Jane Example said: We lost.”', 0, 0, 27, 28)
    19
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
        verb.words for verbs in speech_verbs().values() for verb in verbs if {"quote", "invert"} <= verb.constructions
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
