"""Check what a parameters cell says, in that cell, before anything is computed with it."""

from __future__ import annotations

import difflib
import fnmatch
import math
import numbers
from collections.abc import Collection, Iterable, Set
from typing import TypeVar

import pandas as pd

from corpus_utils.study import closest

T = TypeVar("T")

#: From here on a range has no end that a reader needs to know.
NO_END = 10**9


class ParameterError(ValueError):
    """A parameter that can't be used; the message says what was given, what exists, and what is closest."""

    def _render_traceback_(self) -> list[str]:
        """Show one paragraph in a notebook: where the error was raised helps nobody who changed a cell."""
        return [f"{type(self).__name__}: {self}"]


def expect_one_of(value: T, options: Iterable[T], parameter: str, why: str = "") -> T:
    """Return a value if it is one of the options.

    Parameters
    ----------
    value : object
        What the cell gives.
    options : iterable
        What exists.
    parameter : str
        What the cell calls it.
    why : str, optional
        What the options are, in a few words.

    Returns
    -------
    object
        The value.

    Raises
    ------
    ParameterError
        If it is none of the options.

    Examples
    --------
    >>> expect_one_of("token", ["token", "lemma"], "TERM")
    'token'
    >>> expect_one_of("lema", ["token", "lemma"], "TERM")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    corpus_utils.parameters.ParameterError: TERM: ... found 'lema'; did you mean 'lemma'? known: token, lemma
    """
    options = list(options)
    if any(type(value) is type(option) and value == option for option in options):
        return value
    names = [str(option) for option in options if option != ""]
    if isinstance(value, str) and value in names:
        listed = f"write {value} without quotes"
    elif isinstance(value, Collection) and not isinstance(value, str) and any(option in value for option in options):
        listed = f"write one of them, without brackets: {next(option for option in options if option in value)!r}"
    elif _is_number(value) and options and all(map(_is_number, options)):
        nearest = min(options, key=lambda option: (abs(option - value), option))
        listed = f"the nearest is {nearest}; known: {', '.join(names[:40])}"
    else:
        listed = closest(str(value), names[:40]) + (f" and {len(names) - 40} more" if len(names) > 40 else "")
        listed += ', or ""' if len(names) < len(options) else ""
    raise ParameterError(f"{parameter}: expected {why or 'one that exists'}, found {_found(value)}; {listed}")


def expect_whole_number(value: object, low: int, high: int, parameter: str, why: str = "") -> int:
    """Return a value if it is a whole number in a range.

    Parameters
    ----------
    value, parameter
        As in `expect_one_of`.
    low, high : int
        The smallest and the largest number that make sense; a thousand million or more stands for no end.
    why : str, optional
        What the range comes from.

    Returns
    -------
    int

    Raises
    ------
    ParameterError
        If it is another kind of value, or out of the range.

    Examples
    --------
    >>> expect_whole_number(10, 1, 50, "TOP")
    10
    >>> expect_whole_number("10", 1, 50, "TOP")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    corpus_utils.parameters.ParameterError: TOP: ... found '10'; write 10 without quotes
    """
    if not isinstance(value, bool) and isinstance(value, numbers.Integral) and low <= value <= high:
        return int(value)
    number = _meant(value)
    no_end = high >= NO_END and (number is None or number <= high)
    expected = f"a whole number of {low:,} or more" if no_end else f"a whole number from {low:,} to {high:,}"
    if number is None:
        remedy = f"write a number, such as {low}"
    elif low <= (whole := math.floor(number)) <= high:
        remedy = f"write {whole}" + (" without quotes" if isinstance(value, str) else "")
    else:
        remedy = f"the nearest is {low if number < low else high}"
    raise ParameterError(f"{parameter}: expected {expected}{_reason(why)}, found {_found(value)}; {remedy}")


def expect_whole_numbers(low: int, high: int, **values: object) -> None:
    """Check that several parameters are whole numbers in one range.

    Parameters that count the same kind of thing are checked in one line of a cell.

    Parameters
    ----------
    low, high : int
        The smallest and the largest number that make sense.
    **values : object
        What the cell gives, by the name that it has there.

    Raises
    ------
    ParameterError
        If one is another kind of value, or out of the range.

    Examples
    --------
    >>> expect_whole_numbers(1, 50, TOP=10, LINES=60)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    corpus_utils.parameters.ParameterError: LINES: expected a whole number from 1 to 50, found 60...
    """
    for parameter, value in values.items():
        expect_whole_number(value, low, high, parameter)


def expect_number(value: object, low: float, high: float, parameter: str, why: str = "", bounds: bool = False) -> float:
    """Return a value if it is a number between two others.

    Parameters
    ----------
    value, low, high, parameter, why
        As in `expect_whole_number`.
    bounds : bool
        Whether the two others count too.

    Returns
    -------
    float

    Raises
    ------
    ParameterError
        If it is another kind of value, or not between the bounds.

    Examples
    --------
    >>> expect_number(0.05, 0, 1, "ALPHA")
    0.05
    >>> expect_number((0, 5), 0, 1, "ALPHA")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    corpus_utils.parameters.ParameterError: ALPHA: ... found (0, 5); write 0.5 with a point
    """
    if isinstance(value, numbers.Real) and not isinstance(value, bool):
        given = float(value)
        if low < given < high or (bounds and given in (low, high)):
            return given
    number = _meant(value)
    expected = f"a number {'from' if bounds else 'between'} {low:g} {'to' if bounds else 'and'} {high:g}"
    if number is None:
        remedy = f"write a number, such as {(low + high) / 2:g}"
    elif isinstance(value, tuple):
        remedy = f"write {number:g} with a point"
    elif low < number < high:
        remedy = f"write {number:g} without quotes"
    elif (low, high) == (0, 1) and 2 <= number < 100:
        remedy = f"{number:g} % is {number / 100:g}"
    elif number in (low, high):
        remedy = "the bound itself does not count"
    else:
        remedy = "lower it" if number > high else "raise it"
    raise ParameterError(f"{parameter}: expected {expected}{_reason(why)}, found {_found(value)}; {remedy}")


def expect_several(values: object, low: float, high: float, parameter: str, why: str = "", whole: bool = False) -> list:
    """Return the numbers of a list, tuple or range, of which there must be one at least.

    Parameters
    ----------
    values, low, high, parameter, why
        As in `expect_whole_number`, with numbers of any kind.
    whole : bool
        Whether only whole numbers make sense.

    Returns
    -------
    list

    Raises
    ------
    ParameterError
        If it is a single number or an empty list, or one of the numbers can't be used.

    Examples
    --------
    >>> expect_several(range(2, 5), 2, 200, "KS", whole=True)
    [2, 3, 4]
    >>> expect_several(4, 2, 200, "KS", whole=True)
    Traceback (most recent call last):
    corpus_utils.parameters.ParameterError: KS: expected several numbers in brackets, found 4; write [4]
    """
    if not isinstance(values, list | tuple | range) or not len(values):
        if isinstance(values, range):
            remedy = "the first number of a range is the lower one, and the last is not part of it"
        elif isinstance(values, list | tuple):
            remedy = "write one at least"
        else:
            remedy = f"write [{values!r}]" if _is_number(values) else "write them as [2, 3, 4]"
        raise ParameterError(f"{parameter}: expected several numbers in brackets, found {_found(values)}; {remedy}")
    if whole:
        return [expect_whole_number(value, int(low), int(high), parameter, why) for value in values]
    return [expect_number(value, low, high, parameter, why, bounds=True) for value in values]


def expect_words(value: object, parameter: str) -> frozenset[str]:
    """Return a set of words.

    A single text would be taken for a set of its letters, and nobody would be told.

    Parameters
    ----------
    value, parameter
        As in `expect_one_of`.

    Returns
    -------
    frozenset of str
        The words; there may be none.

    Raises
    ------
    ParameterError
        If it is no set or list, or holds something else than words in lower case.

    Examples
    --------
    >>> sorted(expect_words({"say", "tell"}, "STOP_WORDS"))
    ['say', 'tell']
    >>> expect_words("say", "STOP_WORDS")
    Traceback (most recent call last):
    corpus_utils.parameters.ParameterError: STOP_WORDS: expected words in braces, found 'say'; write {'say'}
    """
    if not isinstance(value, Set | list | tuple):
        remedy = f"write {{{value!r}}}" if isinstance(value, str) and value.strip() else 'write {"say", "tell"}'
        raise ParameterError(f"{parameter}: expected words in braces, found {_found(value)}; {remedy}")
    for word in sorted(value, key=str):
        if not isinstance(word, str) or not word.strip() or word != word.lower():
            remedy = f"write {word.lower()!r}" if isinstance(word, str) and word.strip() else "take it out"
            raise ParameterError(
                f"{parameter}: expected words in lower case, as terms are, found {_found(word)} among them; {remedy}"
            )
    return frozenset(value)


def expect_term(value: object, tokens: pd.DataFrame, parameter: str, pattern: bool = False) -> str:
    """Return a term if it stands somewhere in the texts; the empty one is left to the notebook.

    A table without rows can mean that a side never says a word, or that the word is misspelt. Only the first is a
    result.

    Parameters
    ----------
    value, parameter
        As in `expect_one_of`.
    tokens : DataFrame
        Token table of all texts.
    pattern : bool
        Whether ``*`` stands for any letters or any word, as in `concordance`, and capitals do not count.

    Returns
    -------
    str
        The value.

    Raises
    ------
    ParameterError
        If it is no text, or stands nowhere.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": "a", "start": [0, 6], "end": [5, 13], "token": ["peace", "process"]})
    >>> expect_term("peace process", tokens, "WALK")
    'peace process'
    >>> expect_term("Peace", tokens, "WALK")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    corpus_utils.parameters.ParameterError: WALK: ... found 'Peace'; did you mean 'peace'? terms are in lower case...
    """
    from corpus_utils.content import lookup
    from corpus_utils.terms.kwic import occurrences

    expected = f"{parameter}: expected a term that stands in these texts, found {_found(value)}"
    if not isinstance(value, str):
        raise ParameterError(f'{expected}; write a word in quotes, or "" to leave the choice to the notebook')
    if not value:
        return value
    if not any(letter.isalnum() for letter in value):
        raise ParameterError(f'{expected}; it holds no letter: write a word, or "" to leave the choice to the notebook')
    one = pd.DataFrame({"category": [""], "term": [value]})
    if len(lookup(tokens, one) if pattern else occurrences(tokens, value)):
        return value
    known = sorted(map(str, tokens["token"].unique()))
    plain = " ".join(value.lower().split())
    if not pattern and "*" in value:
        remedy = "a * has no meaning here: write the whole word (05-content takes them)"
    elif not pattern and plain != value and len(occurrences(tokens, plain)):
        remedy = f"did you mean {plain!r}? terms are in lower case, with one space between the words"
    elif absent := [word for word in plain.split() if not fnmatch.filter(known, word.replace("[", "[[]"))]:
        near = [] if "*" in absent[0] else difflib.get_close_matches(absent[0], known, 1, 0.6)
        remedy = f"did you mean {plain.replace(absent[0], near[0])!r}? " if near else ""
        remedy += f"no word of the texts is {absent[0]!r}; try another form of it, or a word of tokens.csv"
    else:
        remedy = "its words stand in the texts, though never side by side: try one of them alone"
    raise ParameterError(f"{expected}; {remedy}")


def _found(value: object) -> str:
    """Show a value as it stands in a cell, without the rest of a long one."""
    shown = repr(value)
    return shown if len(shown) <= 80 else f"{shown[:77]}..."


def _is_number(value: object) -> bool:
    return isinstance(value, numbers.Real) and not isinstance(value, bool)


def _reason(why: str) -> str:
    return f" ({why})" if why else ""


def _meant(value: object) -> float | None:
    """Say which number was probably meant, if any: in quotes, or with a comma for the point."""
    if isinstance(value, bool):
        return None
    if isinstance(value, tuple) and len(value) == 2 and all(type(part) is int and part >= 0 for part in value):
        value = f"{value[0]}.{value[1]}"
    if not isinstance(value, str | numbers.Real):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
