"""The forms under which words are counted: normalized, or as their lemma."""

from __future__ import annotations

import csv
import unicodedata
from functools import cache
from importlib.resources import files

import simplemma

#: A word in capitals up to this length is an acronym.
ACRONYM_LENGTH = 5


def normalize(surface: str) -> str:
    """Give a word the one form under which it is counted.

    Parameters
    ----------
    surface : str
        The word as it stands in the text.

    Returns
    -------
    str
        Composed (NFC), with plain hyphens and apostrophes, in lower case.

    Examples
    --------
    >>> normalize("Isn’t")
    "isn't"
    """
    plain = unicodedata.normalize("NFC", surface).translate({0x2019: "'", 0x2010: "-", 0x2011: "-"})
    return plain.lower()


def lemmatize(surface: str, language: str = "en", keep_acronym: bool = True) -> str:
    """Name the dictionary form of a word.

    The rules of a library are corrected by a reviewed table (``vocabularies/lemmas.csv``). A short word in
    capitals is an acronym and stays as it is, so that *US* and *us* are two words.

    Parameters
    ----------
    surface : str
        The word as it stands in the text.
    language : str
        Its language, as a two-letter code.
    keep_acronym : bool
        False where everything around is in capitals, so that capitals say nothing.

    Returns
    -------
    str
        The lemma; the word itself where the language is not known to the library.

    Examples
    --------
    >>> [lemmatize(word) for word in ("Talks", "US", "us", "developed")]
    ['talk', 'US', 'we', 'develop']
    """
    if keep_acronym and 1 < len(surface) <= ACRONYM_LENGTH and surface.isalpha() and surface.isupper():
        return surface
    return _lemma(normalize(surface), language)


@cache
def _lemma(token: str, language: str) -> str:
    reviewed = _reviewed_lemmas()
    if (token, language) in reviewed:
        return reviewed[token, language]
    try:
        return simplemma.lemmatize(token, lang=language).lower()
    except ValueError:  # the library does not know the language, so the word stays as it is
        return token


@cache
def _reviewed_lemmas() -> dict[tuple[str, str], str]:
    table = files("corpus_utils") / "vocabularies" / "lemmas.csv"
    with table.open(encoding="utf-8", newline="") as file:
        return {(row["token"], row["language"]): row["lemma"] for row in csv.DictReader(file)}
