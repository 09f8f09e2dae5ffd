"""Look up the phrases that pages are furnished with.

What web sites and letter writers always say is data, kept in ``vocabularies/furniture.csv`` and
``vocabularies/page_phrases.csv``, so that a scholar can add a phrase without touching a rule.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_EDGES = " \t\r\n\u00a0*_#:>»«›‹|·•-–—[](){}.!…+→←▶►\u200b\ufeff"
#: A longer line is running text and is not looked up.
LONGEST_PHRASE = 90


class Furniture(NamedTuple):
    """What a furniture phrase is, and what it opens."""

    role: str
    opens: str


def plain(line: str) -> str:
    """Reduce a line to what is compared: case, marks and spacing at its edges removed.

    >>> plain("**Related  Articles:**")
    'related articles'
    """
    return " ".join(line.strip(_EDGES).split()).casefold()


def furniture(line: str) -> Furniture | None:
    """Look a short line up in the furniture vocabulary.

    Parameters
    ----------
    line : str
        A paragraph without surrounding whitespace.

    Returns
    -------
    Furniture or None
        The role of the line and the role of the section that it opens (often none).

    Examples
    --------
    >>> furniture("Latest Articles")
    Furniture(role='teaser', opens='teaser')
    """
    if len(line) > LONGEST_PHRASE:
        return None
    whole, starts = _furniture()
    key = plain(line)
    if key in whole:
        return whole[key]
    raw = line.casefold()
    for candidate in (raw, key):
        if candidate.startswith(tuple(starts)):
            return next(found for phrase, found in starts.items() if candidate.startswith(phrase))
    return None


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
    """Return the phrases of one kind as one regular-expression group, longest first."""
    return "(?:" + "|".join(re.escape(phrase) for phrase in sorted(phrases(kind), key=lambda p: (-len(p), p))) + ")"


@cache
def _furniture() -> tuple[dict[str, Furniture], dict[str, Furniture]]:
    whole: dict[str, Furniture] = {}
    starts: dict[str, Furniture] = {}
    for row in _rows("furniture.csv"):
        table = whole if row["where"] == "line" else starts
        key = plain(row["phrase"]) if row["where"] == "line" else row["phrase"].casefold()
        table[key or row["phrase"]] = Furniture(row["role"], row["opens"])
    return whole, starts


def _rows(name: str) -> list[dict[str, str]]:
    with (files("corpus_utils") / "vocabularies" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
