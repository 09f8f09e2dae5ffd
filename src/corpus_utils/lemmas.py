"""The forms under which words are counted: normalized, or as their lemma."""

from __future__ import annotations

import csv
import unicodedata
from functools import cache
from importlib.resources import files

import regex
import simplemma

#: A word in capitals up to this length is an acronym.
ACRONYM_LENGTH = 5
#: Characters that no reader sees: soft hyphens, joiners, marks of direction and of the order of bytes.
INVISIBLE = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
#: In Latin, Greek and Cyrillic they are nothing. Elsewhere joiners belong to the spelling (as in Persian), and the
#: zero-width space parts words (as in Khmer).
_NOTHING = regex.compile(
    r"[\u00ad\u200e\u200f\u2060-\u2064\ufeff]|(?<=[\p{Latin}\p{Greek}\p{Cyrillic}][^\p{L}]{0,8})[\u200b-\u200d]"
)
_PRESENTATION_FORMS = (*range(0xFB00, 0xFB50), *range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD))


def _letters_of_ligatures() -> dict[int, str]:
    """Spell the ligatures and letter shapes that files carry over from typesetting."""
    spelled = {code: unicodedata.normalize("NFKC", chr(code)) for code in _PRESENTATION_FORMS}
    return {
        code: letters
        for code, letters in spelled.items()
        if letters != chr(code) and all(unicodedata.category(letter)[0] in "LM" for letter in letters)
    }


_LIGATURES = _letters_of_ligatures()
_PLAIN_MARKS = {0x2019: "'", 0x2010: "-", 0x2011: "-"}


def visible_characters(surface: str) -> list[int]:
    """List the places of the characters that a reader sees.

    Words are read without what is invisible, and keep their place in the raw text. The places in ``surface`` rise.
    """
    hidden = {match.start() for match in _NOTHING.finditer(surface)}
    return [place for place in range(len(surface)) if place not in hidden]


def normalize(surface: str) -> str:
    """Give a word the one form under which it is counted.

    Parameters
    ----------
    surface : str
        The word as it stands in the text.

    Returns
    -------
    str
        Composed (NFC), with plain hyphens and apostrophes, without ligatures and invisible characters, in
        lower case.

    Examples
    --------
    >>> normalize("Isn’t"), normalize("ﬁ\u00adnal")
    ("isn't", 'final')
    """
    return _spell(surface).lower()


def _spell(surface: str) -> str:
    if surface.isascii():
        return surface
    visible = _NOTHING.sub("", surface).translate(_LIGATURES)
    return unicodedata.normalize("NFC", visible).translate(_PLAIN_MARKS)


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
    spelled = _spell(surface)
    if keep_acronym and 1 < len(spelled) <= ACRONYM_LENGTH and spelled.isalpha() and spelled.isupper():
        return spelled
    return _lemma(spelled.lower(), language)


def is_word(token: str, language: str = "en") -> bool | None:
    """Tell whether a word stands in the dictionary of a language.

    None where there is no dictionary of the language.
    """
    try:
        return simplemma.is_known(token, lang=language)
    except ValueError:  # the library has no such language
        return None


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
