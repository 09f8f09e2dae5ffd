"""The words of a declared contrast: which group, which voices, which roles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from corpus_utils.parameters import ParameterError

#: Each level holds the one before it.
LEVELS = ("own", "own+direct", "own+direct+indirect")
OWN_VOICES = ("author", "term_quote")
#: What a level is called in a sentence.
LEVEL_WORDS = {
    "own": "their own words",
    "own+direct": "their own and quoted words",
    "own+direct+indirect": "their own, quoted and reported words",
}


def group_words(
    tokens: pd.DataFrame, documents: pd.DataFrame, group: str, level: str = "own", roles: Sequence[str] = ("body",)
) -> pd.DataFrame:
    """Select the words of one side.

    Who speaks decides, not whose page it is. On the first level stand the words that a group
    issued itself; the second adds what its members are quoted with in anybody's text; the
    third adds what others report that they said. Words spoken jointly with another group
    belong to no side.

    Parameters
    ----------
    tokens : DataFrame
        Token table with doc_id, role, voice_type and actor_group.
    documents : DataFrame
        Document table with doc_id and actor_group (of the issuer).
    group : str
        An actor group.
    level : {"own", "own+direct", "own+direct+indirect"}
        How far speech counts.
    roles : sequence of str
        Which parts of the document's own words are in.

    Returns
    -------
    DataFrame
        The rows of ``tokens`` that belong to the side.

    Raises
    ------
    ValueError
        If the level is unknown or the side has no words.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": ["a", "b", "b"], "role": "body", "token": ["x", "y", "z"],
    ...     "voice_type": ["author", "author", "direct_quote"], "actor_group": ["un", "media", "un"]})
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "actor_group": ["un", "media"]})
    >>> group_words(tokens, documents, "un")["token"].tolist()
    ['x']
    >>> group_words(tokens, documents, "un", "own+direct")["token"].tolist()
    ['x', 'z']
    """
    chosen = spoken_by(tokens, documents, group, level) & tokens["role"].isin(list(roles))
    if not chosen.any():
        raise ValueError(f"group {group!r}, level {level!r}: expected words in roles {list(roles)}, found none")
    return tokens[chosen]


def sides_by_level(
    tokens: pd.DataFrame, documents: pd.DataFrame, target: str, reference: str, roles: Sequence[str] = ("body",)
) -> dict[str, tuple[pd.DataFrame, pd.DataFrame]]:
    """Select the words of two sides at every level of speech that there is.

    Whose words count is a question of its own, so every level is a comparison of its own. Not every study has
    quotations: a level at which a side has no words, or that adds none to the level before, is left out.

    Parameters
    ----------
    tokens, documents, roles
        As in `group_words`.
    target, reference : str
        Actor groups.

    Returns
    -------
    dict of str to (DataFrame, DataFrame)
        The words of the target and of the reference by level, in the order of `LEVELS`.

    Raises
    ------
    ParameterError
        If at no level both sides have words, or the groups are the same.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": ["a", "b"], "role": "body", "token": ["x", "y"],
    ...     "voice_type": "author", "actor_group": ["un", "media"]})
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "actor_group": ["un", "media"]})
    >>> list(sides_by_level(tokens, documents, "un", "media"))
    ['own']
    """
    if target == reference:
        raise ParameterError(f"target and reference: expected two groups, found {target!r} twice")
    sides: dict[str, tuple[pd.DataFrame, pd.DataFrame]] = {}
    before, counted = None, {target: 0, reference: 0}
    in_roles = tokens["role"].isin(list(roles))
    for level in LEVELS:
        pair = [tokens[spoken_by(tokens, documents, group, level) & in_roles] for group in (target, reference)]
        sizes = [len(side) for side in pair]
        counted = dict(zip((target, reference), sizes, strict=True))
        if min(sizes) and sizes != before:
            sides[level] = (pair[0], pair[1])
            before = sizes
    if not sides:
        found = " and ".join(f"{count} of {group!r}" for group, count in counted.items())
        speak = sorted({name for name in map(str, tokens.loc[in_roles, "actor_group"].unique()) if name})
        raise ParameterError(
            f"target and reference: expected words of both, found {found} at any level; compare two of those who "
            f"speak in these texts: {', '.join(speak)}"
        )
    return sides


def spoken_by(tokens: pd.DataFrame, documents: pd.DataFrame, group: str, level: str = "own") -> pd.Series:
    """Mark the words of a group, whatever their role.

    Parameters
    ----------
    tokens, documents, group, level
        As in `group_words`.

    Returns
    -------
    Series of bool
        One value a row of ``tokens``; all False where the group has no words.

    Raises
    ------
    ValueError
        If the level is unknown.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": "b", "voice_type": ["author", "direct_quote"], "actor_group": "un"})
    >>> documents = pd.DataFrame({"doc_id": ["b"], "actor_group": ["media"]})
    >>> spoken_by(tokens, documents, "un", "own+direct").tolist()
    [False, True]
    """
    if level not in LEVELS:
        raise ValueError(f"level: expected one of {', '.join(LEVELS)}, found {level!r}")
    issued = tokens["doc_id"].isin(documents.loc[documents["actor_group"] == group, "doc_id"])
    chosen = issued & tokens["voice_type"].isin(OWN_VOICES)
    if level != "own":
        chosen |= tokens["voice_type"].isin(["direct_quote", "term_quote"])
    if level == "own+direct+indirect":
        chosen |= tokens["voice_type"] == "indirect_quote"
    return chosen & (tokens["actor_group"] == group)


def certain_words(tokens: pd.DataFrame, voices: pd.DataFrame) -> pd.DataFrame:
    """Leave out the words that stand in a stretch of speech whose attribution is uncertain.

    A result that rests on doubtful attributions is a result about the rules.

    Parameters
    ----------
    tokens : DataFrame
        Token table: doc_id, start.
    voices : DataFrame
        Voice spans: doc_id, start, end and, where the rules say how sure they are, ``certain`` (bool).

    Returns
    -------
    DataFrame
        The rows of ``tokens`` outside of uncertain spans; all of them where no span says that it is uncertain.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": "a", "start": [0, 5, 9], "token": ["he", "said", "no"]})
    >>> voices = pd.DataFrame({"doc_id": "a", "start": [0, 8], "end": [8, 11], "certain": [True, False]})
    >>> certain_words(tokens, voices)["token"].tolist()
    ['he', 'said']
    """
    if "certain" not in voices:
        return tokens
    doubtful = np.zeros(len(tokens), dtype=bool)
    starts = tokens["start"].to_numpy()
    rows = tokens.groupby("doc_id", sort=False).indices
    for span in voices[~voices["certain"].astype(bool)].itertuples(index=False):
        here = rows.get(span.doc_id, np.empty(0, dtype=int))
        doubtful[here[(starts[here] >= span.start) & (starts[here] < span.end)]] = True
    return tokens[~doubtful]
