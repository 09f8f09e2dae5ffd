"""Look up what pages always say: furniture, formulas of letters, dates and counters.

The phrases are data, in ``vocabularies/furniture.csv`` and ``page_phrases.csv``, so that a scholar can add
one without touching a rule.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from corpus_utils.speech.lexicon import read_vocabulary

_EDGES = " \t\r\n\u00a0*_#:>»«›‹|·•-–—[](){}.!?…+→←▶►`\u200b\u200e\u200f\ufeff"
#: A longer line is not looked up as a whole.
LONGEST_PHRASE = 90


class Furniture(NamedTuple):
    """What a furniture phrase is, and the role of the section that it opens (often none)."""

    role: str
    opens: str


def plain(line: str) -> str:
    """Reduce a line to what is compared: case, marks and spacing at its edges removed.

    Examples
    --------
    >>> plain("**Related  Articles:**")
    'related articles'
    """
    return " ".join(line.strip(_EDGES).split()).casefold()


def whole_phrase(line: str) -> Furniture | None:
    """Look a line up among the phrases that fill a line of their own.

    Examples
    --------
    >>> whole_phrase("Latest Articles")
    Furniture(role='teaser', opens='teaser')
    """
    return _furniture("line").get(plain(line)) if len(line) <= LONGEST_PHRASE else None


def opening_phrase(line: str, prose: int = 0) -> Furniture | None:
    """Look up the phrase that a line opens with.

    Running text may by chance begin like furniture, so a sentence needs a phrase that ends in a
    colon, and a paragraph one that the vocabulary marks as safe there.

    Examples
    --------
    >>> opening_phrase("Related: Who goes to the talks?").role
    'teaser'
    """
    start = line[: 2 * LONGEST_PHRASE].lstrip(" *_-–•[(").casefold()[:LONGEST_PHRASE]
    for where in ("paragraph", "start") if prose < 2 else ("paragraph",):
        if not start.startswith(_openings(where)):
            continue
        table = _furniture(where)
        phrase = max((p for p in table if start.startswith(p)), key=len)
        if where == "paragraph" or not prose or phrase.endswith(":"):
            return table[phrase]
    return None


def phrases_in(words: list[str]) -> tuple[int, Counter[str]]:
    """Count the words of a line that whole furniture phrases cover, and the roles of these phrases.

    Examples
    --------
    >>> phrases_in(["Share", "Tweet", "Peace"])
    (2, Counter({'share_widget': 2}))
    """
    roles: Counter[str] = Counter()
    covered = position = 0
    while position < len(words):
        for size in range(min(4, len(words) - position), 0, -1):
            found = whole_phrase(" ".join(words[position : position + size]))
            if found:
                roles[found.role] += 1
                covered += size
                position += size
                break
        else:
            position += 1
    return covered, roles


@cache
def phrases(kind: str) -> tuple[str, ...]:
    """Return the phrases of one kind, in the order of the file.

    Examples
    --------
    >>> "sincerely" in phrases("closing")
    True
    """
    found = tuple(row["phrase"] for row in read_vocabulary("page_phrases") if row["kind"] == kind)
    if not found:
        raise KeyError(f"page_phrases.csv has no phrase of kind {kind!r}; add one or correct the kind")
    return found


@cache
def pattern(kind: str) -> str:
    """Return the phrases of one kind as one group of a regular expression, longest first."""
    longest_first = sorted(phrases(kind), key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(re.escape(phrase) for phrase in longest_first) + ")"


@cache
def matcher(template: str, *kinds: str) -> re.Pattern[str]:
    """Compile a pattern in which ``{0}``, ``{1}`` … stand for the phrases of kinds; case does not count."""
    return re.compile(template.format(*(pattern(kind) for kind in kinds)), re.IGNORECASE)


@cache
def date_pattern() -> re.Pattern[str]:
    """Return the pattern of a written date, with its label, weekday and time of day.

    Six ways of writing a date occur in five files; one pattern keeps them together.

    Examples
    --------
    >>> [bool(date_pattern().fullmatch(date)) for date in ("7 May, 2013 19:58", "January 29th, 2018")]
    [True, True]
    """
    month, weekday = pattern("month"), pattern("weekday")
    nth = r"\d{1,2}(?:st|nd|rd|th)?"
    days = (
        rf"{month}\.?\s+{nth}(?:,\s*\d{{4}}|\s+\d{{4}})?",
        rf"{nth}\s+(?:of\s+)?{month}\.?,?(?:\s+\d{{4}})?",
        rf"{month}\.?,?\s+\d{{4}}",
        r"\d{4}-\d\d-\d\d(?:T[\d:.+Z-]+)?",
        r"\d{4}/\d\d?/\d\d?",
        r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}",
    )
    hour = r"\d{1,2}(?:[:.h]\d\d(?::\d\d)?(?:\s*[ap]\.?m\b\.?)?|\s*[ap]\.?m\b\.?)"
    zone = r"(?:\s*\(?(?:GMT|UTC|EST|EDT|MSK|CET|CEST|BST)(?:\s?[+-]\d+(?::\d\d)?)?\)?)?"
    ago = rf"(?:[\s,/|·-]*\d+\s+{pattern('time_unit')}\s+ago)?"
    label = rf"(?:{pattern('date_label')}(?:\s+(?:on|at))?\s*:?\s+)"
    return re.compile(
        rf"(?<!\w)(?:{label}?(?:{hour}{zone},?\s+)?(?:{weekday}\b\.?,?\s+)?(?:{'|'.join(days)})"
        rf"(?:(?:\s+at|[\s,/|–-])*\s*{hour}{zone})?{ago}"
        rf"|{label}{hour}{zone}|\d+\s+{pattern('time_unit')}\s+ago)(?!\w)",
        re.IGNORECASE,
    )


@cache
def counter_pattern() -> re.Pattern[str]:
    """Return the pattern of a counter such as “11 comments” or “1.2K views”.

    Examples
    --------
    >>> counter_pattern().search("Middle East, Russia 11 comments").group()
    '11 comments'
    """
    number = r"(?:\d[\d.,]*\s*[kKmM]?|No)"
    word = pattern("counter")
    return re.compile(
        rf"(?<![\w.,]){number}\s+{word}\b(?:\s+ago\b)?|(?<!\w){word}\s*[:(]\s*\d[\d.,]*\)?", re.IGNORECASE
    )


@cache
def _furniture(where: str) -> dict[str, Furniture]:
    fold = plain if where == "line" else str.casefold
    rows = (row for row in read_vocabulary("furniture") if row["where"] == where)
    return {fold(row["phrase"]): Furniture(row["role"], row["opens"]) for row in rows}


@cache
def _openings(where: str) -> tuple[str, ...]:
    return tuple(_furniture(where))
