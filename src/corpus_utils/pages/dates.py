"""Recognise written dates and counters in the short lines around a text."""

from __future__ import annotations

import re
from functools import cache

from corpus_utils.pages.page_phrases import pattern


@cache
def date_pattern() -> re.Pattern[str]:
    """Return the pattern of a written date, with its label, weekday and time of day.

    Six ways of writing a date occur in five files; one pattern keeps them together.

    Returns
    -------
    re.Pattern

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
        rf"(?<!\w)(?:{label}?(?:{hour}{zone},?\s+)?(?:{weekday}\b\.?,?\s+)?(?:{'|'.join(days)})(?:(?:\s+at|[\s,/|–-])*\s*{hour}{zone})?{ago}"
        rf"|{label}{hour}{zone}|\d+\s+{pattern('time_unit')}\s+ago)(?!\w)",
        re.IGNORECASE,
    )


@cache
def counter_pattern() -> re.Pattern[str]:
    """Return the pattern of a counter such as “11 comments” or “1.2K views”.

    Returns
    -------
    re.Pattern

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
