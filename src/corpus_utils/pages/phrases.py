"""Look up what pages always say: furniture, formulas of letters, dates and counters.

The phrases are data, in ``vocabularies/furniture.csv`` and ``page_phrases.csv``, so that a scholar can add
one without touching a rule.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from corpus_utils.speech.lexicon import fold, read_vocabulary, word_classes

_EDGES = " \t\r\n\u00a0*_#:>»«›‹|·•-–—[](){}.!?…+→←▶►`\u200b\u200e\u200f\ufeff"
_CLOCK_OR_NUMBERS = re.compile(r"\d(?:[-./:h]\d|\s*[ap]\.?m)")
#: Kinds of phrases, and the class of words in ``function_words.csv`` that belongs to each.
_CLASSES = {"month": "month", "weekday": "day", "time_unit": "time_unit", "organization_word": "organisation"}
#: A longer line is not looked up as a whole.
LONGEST_PHRASE = 90


class Furniture(NamedTuple):
    """What a furniture phrase is, and the role of the section that it opens (often none)."""

    role: str
    opens: str


def plain(line: str) -> str:
    """Reduce a line to what is compared: case, marks and spacing at its edges removed."""
    return " ".join(line.strip(_EDGES).split()).casefold()


def whole_phrase(line: str) -> Furniture | None:
    """Look a line up among the phrases that fill a line of their own."""
    return line_phrases().get(plain(line)) if len(line) <= LONGEST_PHRASE else None


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
    known, entries = _openings().get(start[:1], ((), ()))
    for phrase, anywhere, found in entries if start.startswith(known) else ():
        if start.startswith(phrase):
            return found if anywhere or not prose or (prose < 2 and phrase.endswith(":")) else None
    return None


def phrases_in(words: list[str]) -> tuple[int, Counter[str]]:
    """Count the words of a line that whole furniture phrases cover, and the roles of these phrases."""
    roles: Counter[str] = Counter()
    covered = position = 0
    while position < len(words):
        known = plain(words[position]) in _first_words()
        for size in range(min(4, len(words) - position), 0, -1) if known else ():
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
    """Return the phrases of one kind: those of the file in their order, then those of the vocabularies of speech."""
    own = [row["phrase"] for row in read_vocabulary("page_phrases") if row["kind"] == kind]
    found = (*own, *_of_speech(kind))
    if not found:
        raise KeyError(f"page_phrases.csv has no phrase of kind {kind!r}; add one or correct the kind")
    return found


def _of_speech(kind: str) -> list[str]:
    """Return the phrases of a kind that the rules of speech read too: each word stands in one list."""
    if kind == "credit":
        return [fold(row["name"]) for row in read_vocabulary("agencies") if row["pictures"]]
    if kind == "honorific":
        short = [row["title"].capitalize() for row in read_vocabulary("titles") if row["title"].endswith(".")]
        return [*short, *(title[:-1] for title in short)]
    return sorted(word_classes()[_CLASSES[kind]]) if kind in _CLASSES else []


def opens_with(line: str, kind: str) -> bool:
    """Tell whether a line opens with a phrase of a kind; the line is in lower case, as the phrases are."""
    return line.startswith(_by_initial(kind).get(line[:1], ()))


@cache
def _by_initial(kind: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for phrase in phrases(kind):
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found


@cache
def small_words() -> frozenset[str]:
    """Return the words that names hold in lower case: “of”, “and”, “van”."""
    return word_classes()["small"] | word_classes()["particle"]


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


def find_date(line: str) -> re.Match[str] | None:
    """Return the first written date of a line; most lines have no sign of one, which is seen at once.

    Examples
    --------
    >>> find_date("Geneva, 3 March 2018").group(), find_date("Resolution 2254 of the council")
    ('3 March 2018', None)
    """
    small = line.casefold()
    signs = any(stem in small for stem in _month_stems()) or "ago" in small or _CLOCK_OR_NUMBERS.search(small)
    return date_pattern().search(line) if signs else None


@cache
def _month_stems() -> frozenset[str]:
    return frozenset(month[:3].casefold() for month in phrases("month"))


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
def line_phrases() -> dict[str, Furniture]:
    """Return what fills a line of its own, by what `plain` makes of it."""
    rows = (row for row in read_vocabulary("furniture") if row["where"] == "line")
    return {plain(row["phrase"]): Furniture(row["role"], row["opens"]) for row in rows}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(plain(row["phrase"].split()[0]) for row in read_vocabulary("furniture") if row["where"] == "line")


@cache
def _openings() -> dict[str, tuple[tuple[str, ...], list[tuple[str, bool, Furniture]]]]:
    """Return what opens a line by its first letter: first what opens a paragraph too, and the long before the short.

    The phrases of a letter stand once more before their rows, since most lines open with none of them.
    """
    rows = [row for row in read_vocabulary("furniture") if row["where"] != "line"]
    found: dict[str, list[tuple[str, bool, Furniture]]] = {}
    for row in sorted(rows, key=lambda row: (row["where"], -len(row["phrase"]))):
        phrase = row["phrase"].casefold()
        entry = (phrase, row["where"] == "paragraph", Furniture(row["role"], row["opens"]))
        found.setdefault(phrase[0], []).append(entry)
    return {letter: (tuple(phrase for phrase, *_ in entries), entries) for letter, entries in found.items()}
