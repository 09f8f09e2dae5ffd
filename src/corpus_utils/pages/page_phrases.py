"""Look up the phrases that pages are furnished with.

What web sites and letter writers always say is data, kept in ``vocabularies/furniture.csv``,
``inline_furniture.csv`` and ``page_phrases.csv``, so that a scholar can add a phrase without
touching a rule.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_EDGES = " \t\r\n\u00a0*_#:>»«›‹|·•-–—[](){}.!?…+→←▶►`\u200b\u200e\u200f\ufeff"
#: A longer line is not looked up as a whole.
LONGEST_PHRASE = 90


class Furniture(NamedTuple):
    """What a furniture phrase is, and the role of the section that it opens (often none)."""

    role: str
    opens: str


def plain(line: str) -> str:
    """Reduce a line to what is compared: case, marks and spacing at its edges removed.

    Parameters
    ----------
    line : str

    Returns
    -------
    str

    Examples
    --------
    >>> plain("**Related  Articles:**")
    'related articles'
    """
    return " ".join(line.strip(_EDGES).split()).casefold()


def whole_phrase(line: str) -> Furniture | None:
    """Look a line up among the phrases that fill a line of their own.

    Parameters
    ----------
    line : str

    Returns
    -------
    Furniture or None

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

    Parameters
    ----------
    line : str
    prose : int
        The line's grade as running text, 0 to 2.

    Returns
    -------
    Furniture or None

    Examples
    --------
    >>> opening_phrase("Related: Who goes to Sochi?").role
    'teaser'
    """
    start = line[: 2 * LONGEST_PHRASE].lstrip(" *_-–•[(").casefold()[:LONGEST_PHRASE]
    for where in ("paragraph", "start"):
        table = _furniture(where)
        if (where == "start" and prose == 2) or not start.startswith(tuple(table)):
            continue
        phrase = max((p for p in table if start.startswith(p)), key=len)
        if where == "paragraph" or not prose or phrase.endswith(":"):
            return table[phrase]
    return None


def phrase_runs(text: str, role: str, least: int) -> list[tuple[int, int]]:
    """Return the stretches of a line that are furniture phrases of one role, side by side.

    One word such as “Share” may be prose; three in a row are a row of buttons.

    Parameters
    ----------
    text : str
    role : str
    least : int
        The number of phrases that make a stretch.

    Returns
    -------
    list of (int, int)
        Start and end of each stretch.

    Examples
    --------
    >>> phrase_runs("Talks fail Share Tweet Email GENEVA", "share_widget", 2)
    [(11, 28)]
    """
    words = list(re.finditer(r"\S+", text))
    runs: list[tuple[int, int]] = []
    position = count = 0
    while position < len(words):
        size = phrase_size(words, position, role)
        if size:
            begin = runs[-1][0] if count else words[position].start()
            runs[len(runs) - bool(count) :] = [(begin, words[position + size - 1].end())]
            count += 1
            position += size
            continue
        if count and count < least:
            runs.pop()
        count = 0
        position += 1
    return runs[:-1] if 0 < count < least else runs


@cache
def phrases(kind: str) -> tuple[str, ...]:
    """Return the phrases of one kind, in the order of the file.

    Parameters
    ----------
    kind : str
        A value of the column ``kind`` of ``page_phrases.csv``.

    Returns
    -------
    tuple of str

    Raises
    ------
    KeyError
        If the vocabulary has no phrase of this kind.

    Examples
    --------
    >>> "sincerely" in phrases("closing")
    True
    """
    found = tuple(row["phrase"] for row in _rows("page_phrases.csv") if row["kind"] == kind)
    if not found:
        raise KeyError(f"page_phrases.csv has no phrase of kind {kind!r}; add one or correct the kind")
    return found


@cache
def pattern(kind: str) -> str:
    """Return the phrases of one kind as one group of a regular expression, longest first."""
    longest_first = sorted(phrases(kind), key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(re.escape(phrase) for phrase in longest_first) + ")"


@cache
def inline_phrases() -> dict[str, tuple[str, str]]:
    """Return role and extent of the phrases that are cut out of longer lines."""
    return {row["phrase"]: (row["role"], row["extent"]) for row in _rows("inline_furniture.csv")}


@cache
def _furniture(where: str) -> dict[str, Furniture]:
    rows = [row for row in _rows("furniture.csv") if row["where"] == where]
    fold = plain if where == "line" else str.casefold
    return {fold(row["phrase"]): Furniture(row["role"], row["opens"]) for row in rows}


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with (files("corpus_utils") / "vocabularies" / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def phrase_size(words: list[re.Match[str]], position: int, role: str) -> int:
    """Return how many words from here on are one furniture phrase of this role, 0 if none."""
    for size in (4, 3, 2, 1):
        chunk = " ".join(word.group() for word in words[position : position + size])
        found = whole_phrase(chunk) if chunk[:1].isupper() else None
        if found and found.role == role and len(words) >= position + size:
            return size
    return 0
