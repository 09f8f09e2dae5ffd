"""Say where a quotation begins or ends of which one mark is missing."""

from __future__ import annotations

import re
from functools import cache

from .lexicon import speech_verbs

__all__ = ["find_attribution", "lost_end", "lost_start"]

_SENTENCE_END = re.compile(r"[.!?…][)\]]*(?=\s+[^\sa-z])")


def find_attribution(text: str, start: int, end: int, tail: bool = False) -> re.Match | None:
    """Find words like ``, the minister said`` or ``, said Example`` that end a quotation."""
    pattern = _attribution_patterns()[1 if tail else 0]
    return pattern.search(text, max(start, end - 200) if tail else start, end)


def lost_end(text: str, block: int, opened: _Mark, limit: int, last: bool) -> int | None:
    """Say where a quotation ends whose closing mark is missing, or None when nothing tells."""
    said = find_attribution(text, opened.end, limit)
    if said:
        return said.start() + 1
    ends = [match.end() for match in _SENTENCE_END.finditer(text, opened.end, limit)]
    lead = text[block:opened.start].rstrip()
    if last:
        whole = not lead or lead[-1] in ".:!?,)”\"" or not ends
        return limit if whole else ends[0]
    return ends[-1] if ends else None


def lost_start(text: str, block: int, free: int, mark: _Mark) -> int | None:
    """Say where a quotation begins whose opening mark is missing, or None when nothing tells."""
    inside = text[free:mark.start].rstrip()
    follows = _attribution_patterns()[2].match(text, mark.end)
    if not inside or (inside[-1] not in ".,!?…;—–-" and not follows):
        return None
    lead = list(_attribution_patterns()[3].finditer(text, free, mark.start))
    lead = [match for match in lead if match.end() < mark.start]
    if lead:
        begin = lead[-1].end()
    elif free > block:
        ends = [match.end() for match in _SENTENCE_END.finditer(text, free, mark.start)]
        begin = ends[0] if ends else free
    else:
        begin = free
    while begin < mark.start and (text[begin].isspace() or text[begin] in ",:;"):
        begin += 1
    return begin if begin < mark.start else None


@cache
def _attribution_patterns() -> tuple[re.Pattern, ...]:
    """Build the patterns for: attribution inside, at the end of a block, after a mark, and before one."""
    forms = sorted({"\\s".join(map(re.escape, verb.words)) for verbs in speech_verbs().values()
                    for verb in verbs if {"quote", "invert"} <= verb.constructions}, key=lambda f: (-len(f), f))
    verb = "(?:" + "|".join(forms) + ")"
    name = r"(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts)\s(?:[\w'’.-]+\s){1,6}?|(?:[A-Z][\w'’.-]*\s){1,6}?|[Hh]e\s|[Ss]he\s|[Tt]hey\s)"
    whom = r"(?:he|she|they|the|an?|[A-Z])"
    said = rf"(?:\b{name}(?:has\s|had\s|also\s|later\s)?{verb}\b|\b{verb}\s{whom}\b)"
    return (
        re.compile(rf",\s{said}"),
        re.compile(rf",\s{said}[^“”\".]{{0,80}}\.?\s*\Z"),
        re.compile(rf",?\s{said}"),
        re.compile(rf"(?:{said}|\b{verb})(?:[^.:“”\"]{{0,100}}:|[^.:“”\"]{{0,100}}?[.](?=\s+[A-Z‘'(\[])|,)"),
    )
