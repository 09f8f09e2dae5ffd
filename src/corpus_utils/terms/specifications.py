"""Declare every way in which two sides could have been compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import pandas as pd

from corpus_utils.terms.contrasts import LEVELS
from corpus_utils.terms.word_cells import FORMS, ROLE_LEVELS

#: Every choice that a specification states, with its options where they are fixed.
CHOICES = {
    "voices": LEVELS,
    "roles": tuple(ROLE_LEVELS),
    "stop_words": ("in", "out"),
    "form": FORMS,
    "labels": None,
    "min_count": None,
    "prior_mass": None,
    "left_out": None,
}


def specifications(crossed: Mapping[str, Sequence], varied: Mapping[str, Sequence]) -> pd.DataFrame:
    """Write down every specification before any is carried out.

    A grid that is declared first cannot be trimmed to the result. Choices about which words count are
    combined all with all; the others depart from their first option one at a time, at each combination.

    Parameters
    ----------
    crossed, varied : mapping of str to sequence
        Options of each choice, the usual one first; all choices in `CHOICES`, in one of the two. ``voices``,
        ``roles``, ``stop_words`` and ``form`` have the options listed there; ``labels`` names token tables;
        ``min_count`` is the least count of a term on both sides together; ``prior_mass`` is 0 for a test by
        G2, or the words that a prior weighs for a test by z; ``left_out`` is a ``doc_id`` or "none".

    Returns
    -------
    DataFrame
        Indexed by ``specification`` from 1: ``name`` (what departs from the first options) and the choices.

    Raises
    ------
    ValueError
        If a choice is missing or doubled, or an option is unknown.

    Examples
    --------
    >>> crossed = {"voices": ["own", "own+direct"], "roles": ["body"], "form": ["token"], "labels": ["automatic"]}
    >>> varied = {"stop_words": ["in", "out"], "min_count": [1, 2], "prior_mass": [0], "left_out": ["none"]}
    >>> specifications(crossed, varied)["name"].tolist()[:4]
    ['usual', 'stop_words: out', 'min_count: 2', 'voices: own+direct']
    """
    options = {**crossed, **varied}
    if sorted([*crossed, *varied]) != sorted(CHOICES):
        raise ValueError(f"choices: expected each of {', '.join(CHOICES)} once, found {[*crossed, *varied]}")
    for choice, given in options.items():
        unknown = [option for option in given if CHOICES[choice] is not None and option not in CHOICES[choice]]
        if unknown or not len(given):
            raise ValueError(f"{choice}: expected options among {CHOICES[choice]}, found {unknown or 'none'}")
    usual = {choice: given[0] for choice, given in options.items()}
    rows = []
    for combination in product(*crossed.values()):
        base = usual | dict(zip(crossed, combination, strict=True))
        departures = [{choice: option} for choice, given in varied.items() for option in given[1:]]
        rows += [base | departure for departure in [{}, *departures]]
    names = [
        "; ".join(f"{choice}: {option}" for choice, option in row.items() if option != usual[choice]) or "usual"
        for row in rows
    ]
    number = pd.RangeIndex(1, len(rows) + 1, name="specification")
    return pd.DataFrame(rows, index=number)[list(CHOICES)].assign(name=names)[["name", *CHOICES]]
