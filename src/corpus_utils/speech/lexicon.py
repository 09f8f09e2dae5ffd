"""Load the vocabularies that the rules read, so that scholars edit tables and not code."""

import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

__all__ = [
    "SpeechVerb",
    "abbreviations",
    "agencies",
    "classes_of",
    "fold",
    "read_vocabulary",
    "speech_verbs",
    "word_classes",
]

_NO_CLASSES: frozenset[str] = frozenset()


@dataclass(frozen=True)
class SpeechVerb:
    """One inflected form of a verb of speech, with the constructions that it allows.

    ``words`` are the folded words of the form; ``constructions`` is a subset of ``that`` (X says that C),
    ``bare`` (X says C), ``quote``, ``invert`` (said X), ``addressee`` (told Y), ``wh``, ``to`` (X vowed to go),
    ``whom`` (X urged Y to go), ``small`` (a poll shows Y leading), ``about`` (X spoke about how C), ``accuse`` (X
    accused Y of going), ``blame`` (X blamed Y for Z), ``for`` (X called for Y), ``hold`` (X voiced the hope that C),
    ``how`` (X described how C), ``doing`` (X admitted going), ``name`` (X called Y a Z), ``as`` (X described Y as Z),
    ``liken`` (X likened Y to Z), ``belief``, ``phrase`` (X dismissed it as "...") and ``past`` (the plain form is past
    tense too), as the vocabulary declares them.
    """

    lemma: str
    words: tuple[str, ...]
    constructions: frozenset[str]


@lru_cache(maxsize=1 << 16)
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

    Examples
    --------
    >>> read_vocabulary("agencies")[0]["name"]
    'AFP'
    """
    with (resources.files("corpus_utils") / "vocabularies" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def speech_verbs() -> dict[str, tuple[SpeechVerb, ...]]:
    """Index the verbs of speech by their first word, longest form first.

    Examples
    --------
    >>> [verb.lemma for verb in speech_verbs()["made"]]
    ['make clear', 'make clear', 'make the case', 'make the case', 'make the case', 'make clear']
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
    are finite only after a plural subject. Classes that follow from others are made here, so that no word is
    listed twice.

    Examples
    --------
    >>> "during" in word_classes()["preposition"], "didn't" in word_classes()["negated_auxiliary"]
    (True, True)
    """
    found: dict[str, set[str]] = {}
    for row in read_vocabulary("function_words"):
        found.setdefault(row["class"], set()).add(fold(row["word"]))
    for row in read_vocabulary("finite_verbs"):
        found.setdefault(row["kind"], set()).add(fold(row["form"]))
    found["not_name"] = {word for word in found["month"] if len(word) > 3}
    found["negated_auxiliary"] = {word for word in found["auxiliary"] if word.endswith(("n't", "cannot"))}
    found["contracted"] = {word for word in found["auxiliary"] if "'" in word} - found["negated_auxiliary"]
    found["plain_subject"] = {word for word in found["subject_pronoun"] if len(word) < 6 and word not in {"who"}}
    found["object_only"] = found["object_pronoun"] - found["subject_pronoun"] - {"her"}
    found["wh_only"] = found["wh"] - found["relative"] - found["conditional"] - {"when"}
    found["opens_sentence"] = found["plain_subject"] | found["article"] | found["possessive"] | {"but", "and", "in"}
    found["human"] |= found["male"] | found["female"]
    found["person"] |= found["human"]
    found["small"] = found["determiner"] | found["preposition"] | found["conjunction"]
    others = ("auxiliary", "adverb", "relative", "subordinator", "day", "wh")
    found["function"] = found["small"].union(*(found[name] for name in others))
    return {name: frozenset(words) for name, words in found.items()}


@cache
def _classes_by_word() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, words in word_classes().items():
        for word in words:
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


@lru_cache(maxsize=1 << 16)
def classes_of(word: str) -> frozenset[str]:
    """Return the classes of a folded word.

    Examples
    --------
    >>> "be" in classes_of("was"), classes_of("example")
    (True, frozenset())
    """
    return _classes_by_word().get(word, _NO_CLASSES)


@cache
def abbreviations() -> frozenset[str]:
    """Return the folded abbreviations whose stop does not end a sentence: those of titles and of months too."""
    months = word_classes()["month"]
    short = {word for word in months if any(other != word and other.startswith(word) for other in months)}
    titles = {fold(row["title"]) for row in read_vocabulary("titles") if row["title"].endswith(".")}
    return frozenset({fold(row["abbreviation"]) for row in read_vocabulary("abbreviations")} | titles).union(
        f"{word}." for word in short
    )


@cache
def agencies() -> frozenset[str]:
    """Return the folded names of news agencies and papers, through which others speak."""
    return frozenset(fold(row["name"]) for row in read_vocabulary("agencies"))
