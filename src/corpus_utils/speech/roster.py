"""Hold the speakers who are known before a text is read: listed actors, capitals and states, agencies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from corpus_utils.groups import Groups
from corpus_utils.speech.lexicon import fold, read_vocabulary, word_classes
from corpus_utils.speech.persons import gender_of

__all__ = ["Roster", "Speaker", "bare", "content_words", "together"]


@dataclass(frozen=True)
class Speaker:
    """Who speaks: canonical name, group, and kind (``person``, ``body``, ``several``, ``described`` or
    ``holder``, a person known by an office only).

    Several speakers share one entry, ``A; B`` with the groups ``g1;g2``. ``gender`` is ``m``, ``f`` or unknown.
    """

    name: str
    group: str
    kind: str
    gender: str = ""


class Roster:
    """Look speakers up by name, alias or office.

    Parameters
    ----------
    actors : DataFrame, optional
        Columns ``name``, ``aliases``, ``office``, ``group``; several aliases or offices are separated by ``|``
        or ``;``. They take precedence over the agencies of the vocabulary.
    groups : Groups, optional
        The groups of the study.

    Attributes
    ----------
    groups : Groups
        The groups of the study.
    offices : list of (frozenset of str, Speaker)
        The words of each listed office, and who holds it.
    bodies : frozenset of str
        The names of states and bodies, as `bare` gives them.

    Examples
    --------
    >>> actors = pd.DataFrame({"name": ["Jane Example"], "aliases": ["Example"], "office": ["Mayor of Strelsau"],
    ...                        "group": ["other"]})
    >>> Roster(actors).find("the mayor of Strelsau").name
    'Jane Example'
    """

    def __init__(self, actors: pd.DataFrame | None = None, groups: Groups | None = None) -> None:
        self.groups = Groups() if groups is None else groups
        self._names = {
            bare(row["name"]): Speaker(row["canonical"], self.groups.media, "body")
            for row in read_vocabulary("agencies")
        }
        self._holders: dict[str, Speaker] = {}
        for row in [] if actors is None else actors.fillna("").to_dict("records"):
            self._add(row)
        self.offices = [(frozenset(content_words(office.split())), holder) for office, holder in self._holders.items()]
        self.bodies = frozenset(name for name, speaker in self._names.items() if speaker.kind == "body")

    def find(self, words: str) -> Speaker | None:
        """Return the speaker with exactly this name, alias or office, or None."""
        key = bare(words)
        return self._names.get(key) or self._holders.get(key)

    def named(self, words: str) -> Speaker | None:
        """Return the speaker with exactly this name or alias, or None."""
        return self._names.get(bare(words))

    def _add(self, row: dict) -> None:
        name, offices = str(row["name"]), _split(row.get("office", ""))
        body = self._is_body(name) or self.named(name) is not None
        speaker = Speaker(name, str(row["group"]), "body" if body else "person", gender_of(" ".join(offices)))
        for alias in [name, *_split(row.get("aliases", ""))]:
            self._names[bare(alias)] = speaker
        for office in offices:
            self._holders.setdefault(bare(office), speaker)

    def _is_body(self, name: str) -> bool:
        """Say whether a listed name is that of a state or body and not of a person."""
        return any(self.groups.cues(name).values()) or any(self.groups.is_cue(word) for word in fold(name).split())


def together(sides: list[Speaker]) -> Speaker:
    """Join speakers into one entry, ``A; B``.

    Examples
    --------
    >>> together([Speaker("A", "un", "body"), Speaker("B", "other", "person")]).group
    'un;other'
    """
    if len({side.name for side in sides}) == 1:
        return sides[0]
    return Speaker("; ".join(side.name for side in sides), ";".join(side.group for side in sides), "several")


def bare(words: str) -> str:
    """Return a name as it is compared: folded, without an article.

    Examples
    --------
    >>> bare("The Kremlin")
    'kremlin'
    """
    return fold(words).removeprefix("the ").strip()


def content_words(words: Iterable[str]) -> list[str]:
    """Keep the words of a description that carry meaning, without their possessive endings.

    Examples
    --------
    >>> content_words(["the", "mayor", "of", "Strelsau's", "town"])
    ['mayor', 'Strelsau', 'town']
    """
    small = word_classes()["determiner"] | word_classes()["preposition"] | word_classes()["conjunction"]
    return [word.removesuffix("'s") for word in words if word not in small and any(sign.isalpha() for sign in word)]


def _split(value: str) -> list[str]:
    return [part.strip() for part in str(value).replace(";", "|").split("|") if part.strip()]
