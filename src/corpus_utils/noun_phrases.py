"""Find the noun phrase that ends at a place in a sentence, with or without appositions."""

from __future__ import annotations

from functools import cache

from .lexicon import fold, read_vocabulary
from .phrases import QUOTE, Sentence

__all__ = ["before_apposition", "is_bare_name", "phrase_before"]

_REACH = 40  # words that a noun phrase may be long
_BREAKS = frozenset({";", ":", "–", "—", "-", ".", "!", "?", "…"})
_CLAUSE_CONJUNCTIONS = frozenset({"but", "so", "yet", "nor", "or"})


def phrase_before(sentence: Sentence, stop: int) -> tuple[int, int] | None:
    """Find the noun phrase that ends before ``stop``."""
    at = stop - 1
    if sentence.is_a(at, "pronoun_person", "pronoun_thing", "pronoun_plural", "pronoun_first"):
        return (at, stop)
    while at >= 0 and stop - at <= _REACH:
        word = sentence.words[at]
        if word == ")":
            while at > 0 and sentence.words[at] != "(" and stop - at <= _REACH:
                at -= 1
        elif word == "," or word in _BREAKS or word in _CLAUSE_CONJUNCTIONS or word == "(" or (word == QUOTE and not sentence.is_a(at - 1, "determiner")):
            break
        elif (sentence.has_finite(at, at + 1) and at < stop - 1) or \
                (sentence.has_finite(at, at + 1) and not sentence.is_name(at)):
            if sentence.is_a(at - 1, "relative"):
                at -= 1
            elif sentence.is_a(at - 2, "relative"):
                at -= 2
            else:
                break
        elif (sentence.is_a(at, "complementizer", "subordinator") and not (word == "that" and at == stop - 1)) or (word == "and" and _clause_ends(sentence, at)):
            break
        at -= 1
    return _trimmed(sentence, at + 1, stop)


def before_apposition(sentence: Sentence, comma: int) -> tuple[int, int] | None:
    """Step back over appositions, as in ``X, who leads Y, said``, to the phrase that they explain."""
    stop = comma
    for _ in range(6):
        first = stop
        while first > 0 and sentence.words[first - 1] not in {",", "–", "—", "-"} and stop - first < _REACH:
            first -= 1
        if first == 0:
            return phrase_before(sentence, stop) if stop > 0 and stop != comma else None
        if stop == comma and is_bare_name(sentence, first, stop) and sentence.words[first - 1] == ",":
            described = phrase_before(sentence, first - 1)
            if described and (sentence.is_a(described[0], "determiner", "possessive") or
                              any(word.endswith("'s") for word in sentence.words[slice(*described)])) and \
                    not any(sentence.is_name(at) for at in range(described[1] - 1, described[1])) and \
                    _explains(sentence, first - 1, described[0]):
                return (described[0], stop)
        if not _is_apposition(sentence, first, stop):
            return phrase_before(sentence, stop) if stop != comma else None
        if sentence.is_a(first, "determiner") and not _explains(sentence, first - 1):
            return phrase_before(sentence, stop) if stop != comma else None
        stop = first - 1
    return None


def is_bare_name(sentence: Sentence, first: int, stop: int) -> bool:
    """Say whether a stretch is a name and nothing else."""
    return stop - first < 7 and sentence.is_name(first) and sentence.is_name(stop - 1) and \
        not sentence.is_a(first, "determiner", "preposition", "day")


def _clause_ends(sentence: Sentence, conjunction: int) -> bool:
    """Say whether a whole clause stands before an ``and``, so that it joins clauses and not nouns."""
    if sentence.words[conjunction - 1] in {",", QUOTE}:
        return True
    for at in range(conjunction - 1, max(-1, conjunction - _REACH), -1):
        if sentence.words[at] == "," or sentence.words[at] in _BREAKS:
            return False
        if sentence.has_finite(at, at + 1):
            return not sentence.is_a(at - 1, "relative")
        if sentence.is_a(at, "complementizer", "subordinator"):
            return False
    return False


def _trimmed(sentence: Sentence, first: int, stop: int) -> tuple[int, int] | None:
    """Drop adverbs and a leading phrase of time or place from a noun phrase."""
    while first < stop:
        word = sentence.words[first]
        if sentence.is_a(first, "relative") and stop - first > 1 and word != "that":
            if sentence.has_finite(first + 1, stop):
                return None
            first += 1
            continue
        if sentence.is_a(first, "preposition"):
            first += 1
            begin = first
            while first < stop and (sentence.is_a(first, "day", "month", "time_unit", "time_lead")
                                    or word_is_number(sentence.words[first])):
                first += 1
            if first == begin:
                if sentence.is_name(first) and first + 1 < stop and sentence.is_name(first + 1):
                    first += 1
                    continue
                later = [at for at in range(first + 1, stop)
                         if sentence.is_a(at, "determiner") and not sentence.is_a(at - 1, "preposition")]
                if not later:
                    return None
                first = later[-1]
            continue
        if sentence.is_a(first, "conjunction", "day") or word in {"'", "’", "‘", '"', ")", "!"} or \
                (sentence.is_a(first, "adverb") and not (word == "both" and first + 1 < stop)) or \
                (word.endswith("ly") and len(word) > 5 and not sentence.is_name(first + 0)):
            first += 1
            continue
        if sentence.is_a(first, "time_lead") and sentence.is_a(first + 1, "time_unit", "day", "month"):
            first += 2
            continue
        if word.endswith("ly") and len(word) > 5 and first == 0 and stop - first > 1:
            first += 1
            continue
        return (first, stop)
    return None


def _is_apposition(sentence: Sentence, first: int, stop: int) -> bool:
    word = sentence.words[first]
    return not sentence.is_name(first) or word_is_number(word) or \
        any(" ".join(sentence.words[first:first + n]) in _titles() for n in (1, 2, 3))


def _explains(sentence: Sentence, comma: int, start: int = 0) -> bool:
    """Say whether what stands before a comma is a bare noun phrase that an apposition can explain."""
    first = comma
    while first > start and sentence.words[first - 1] not in {",", "–", "—", "-"} and comma - first < _REACH:
        first -= 1
    if first == comma or (sentence.has_finite(first, comma) and not sentence.is_name(comma - 1)):
        return False
    return not sentence.is_a(first, "preposition", "adverb") and not sentence.words[first].endswith("ing")


def word_is_number(word: str) -> bool:
    """Say whether a word is written in digits."""
    return word[:1].isdigit()


@cache
def _titles() -> frozenset[str]:
    return frozenset(fold(row["title"]) for row in read_vocabulary("titles"))
