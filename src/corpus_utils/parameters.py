"""Check what a parameters cell says, in that cell, before anything is computed with it."""

from __future__ import annotations

import numbers
from collections.abc import Iterable
from typing import TypeVar

from corpus_utils.study import closest

T = TypeVar("T")

__all__ = ["ParameterError", "expect_number", "expect_one_of", "expect_whole_number", "expect_whole_numbers"]


class ParameterError(ValueError):
    """A parameter that can't be used; the message says what was given, what exists, and what is closest."""

    def _render_traceback_(self) -> list[str]:
        """Show one paragraph in a notebook: where the error was raised helps nobody who changed a cell."""
        return [f"{type(self).__name__}: {self}"]


def expect_one_of(value: T, options: Iterable[T], parameter: str) -> T:
    """Return a value if it is one of the options.

    Parameters
    ----------
    value : object
        What the cell gives.
    options : iterable
        What exists.
    parameter : str
        What the cell calls it.

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
    names = [str(option) for option in options]
    listed = closest(str(value), names[:40]) + (f" and {len(names) - 40} more" if len(names) > 40 else "")
    raise ParameterError(f"{parameter}: expected one that exists, found {value!r}; {listed}")


def expect_whole_number(value: object, low: int, high: int, parameter: str, why: str = "") -> int:
    """Return a value if it is a whole number in a range.

    Parameters
    ----------
    value : object
        What the cell gives.
    low, high : int
        The smallest and the largest number that make sense.
    parameter : str
        What the cell calls it.
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
    """
    if isinstance(value, bool) or not isinstance(value, numbers.Integral) or not low <= value <= high:
        reason = f" ({why})" if why else ""
        raise ParameterError(f"{parameter}: expected a whole number from {low:,} to {high:,}{reason}, found {value!r}")
    return int(value)


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
    >>> expect_whole_numbers(1, 50, TOP=10, LINES=60)
    Traceback (most recent call last):
    corpus_utils.parameters.ParameterError: LINES: expected a whole number from 1 to 50, found 60
    """
    for parameter, value in values.items():
        expect_whole_number(value, low, high, parameter)


def expect_number(value: object, low: float, high: float, parameter: str, why: str = "") -> float:
    """Return a value if it is a number between two others, which do not count.

    Parameters
    ----------
    value, low, high, parameter, why
        As in `expect_whole_number`; the bounds themselves are refused.

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
    """
    if isinstance(value, bool) or not isinstance(value, numbers.Real) or not low < value < high:
        reason = f" ({why})" if why else ""
        raise ParameterError(f"{parameter}: expected a number between {low:g} and {high:g}{reason}, found {value!r}")
    return float(value)
