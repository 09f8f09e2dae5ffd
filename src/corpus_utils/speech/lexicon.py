"""Load the vocabularies that the rules for voices read, so that scholars edit tables and not code."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

__all__ = ["SpeechVerb", "abbreviations", "fold", "read_vocabulary", "speech_verbs", "word_classes"]


@dataclass(frozen=True)
class SpeechVerb:
    """One inflected form of a verb of speech, with the constructions that it allows.

    ``words`` are the folded words of the form; ``constructions`` is a subset of ``that`` (X says that C),
    ``bare`` (X says C), ``quote``, ``invert`` (said X), ``addressee`` (told Y), ``wh``, ``belief``, ``phrase``
    (X called it "...") and ``past`` (the plain form is past tense too), as the vocabulary declares them.
    """

    lemma: str
    words: tuple[str, ...]
    constructions: frozenset[str]


def fold(word: str) -> str:
    """Return a word in the form in which the vocabularies are compared.

    Case and the shape of the apostrophe carry no meaning for the rules.

    Examples
    --------
    >>> fold("Russia’s")
    "russia's"
    """
    return word.casefold().replace("’", "'").replace("‘", "'").replace("\xa0", " ")


@cache
def read_vocabulary(name: str) -> tuple[dict[str, str], ...]:
    """Read one table of the package's vocabularies as rows.

    Parameters
    ----------
    name : str
        File name without ``.csv``.

    Returns
    -------
    tuple of dict
        One dictionary per row, in the order of the file.

    Examples
    --------
    >>> read_vocabulary("agencies")[0]["name"]
    'AFP'
    """
    path = resources.files("corpus_utils") / "vocabularies" / f"{name}.csv"
    return tuple(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@cache
def speech_verbs() -> dict[str, tuple[SpeechVerb, ...]]:
    """Index the verbs of speech by their first word, longest form first.

    Examples
    --------
    >>> [verb.lemma for verb in speech_verbs()["made"]]
    ['make clear', 'make clear', 'make clear']
    """
    found: dict[str, list[SpeechVerb]] = {}
    for row in read_vocabulary("speech_verbs"):
        for form in row["forms"].split("|"):
            words = tuple(fold(form).split())
            kinds = frozenset(row["constructions"].split("|"))
            found.setdefault(words[0], []).append(SpeechVerb(row["lemma"], words, kinds))
    return {first: tuple(sorted(verbs, key=lambda v: (-len(v.words), v.lemma))) for first, verbs in found.items()}


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """Index the function words and the finite verbs by class, for instance ``preposition`` or ``strong``.

    ``strong`` forms are finite wherever they stand, ``weak`` ones may be participles, and ``plural`` ones
    are finite only after a plural subject.

    Examples
    --------
    >>> "during" in word_classes()["preposition"]
    True
    """
    found: dict[str, set[str]] = {}
    for row in read_vocabulary("function_words"):
        found.setdefault(row["class"], set()).add(fold(row["word"]))
    for row in read_vocabulary("finite_verbs"):
        found.setdefault(row["kind"], set()).add(fold(row["form"]))
    return {name: frozenset(words) for name, words in found.items()}


@cache
def abbreviations() -> frozenset[str]:
    """Return the folded abbreviations whose stop does not end a sentence.

    Examples
    --------
    >>> "mr." in abbreviations()
    True
    """
    return frozenset(row["abbreviation"].casefold() for row in read_vocabulary("abbreviations"))
