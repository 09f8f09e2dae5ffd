"""Find the noun phrase that ends at a place in a sentence."""

from __future__ import annotations

from corpus_utils.speech.phrases import QUOTE, Sentence

__all__ = ["chunk_start", "head_phrase", "is_acronym", "is_bare_name", "phrase_before"]

_REACH = 40  # words that a noun phrase may be long
_NAME = 7  # words that a name may be long
_DASHES = frozenset("–—-")
_BREAKS = _DASHES | frozenset(";:.!?…,(•·|") | {"but", "so", "yet", "nor", "or"}
_HEAD_ENDS = frozenset(",(–—")
_STRAY = frozenset("'’‘\")!")


def phrase_before(sentence: Sentence, stop: int) -> tuple[int, int] | None:
    """Find the noun phrase that ends before an entry.

    Parameters
    ----------
    sentence : Sentence
    stop : int
        Entry after the phrase, for instance the verb of which it is the subject.

    Returns
    -------
    (int, int) or None
        Half-open entries, without a leading phrase of time or place.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "On Monday the head of the council spoke."
    >>> phrase_before(next(read_sentences(text, (0, len(text)), 0, [])), 7)
    (2, 7)
    """
    at = stop - 1
    if sentence.is_a(at, "pronoun_person", "pronoun_thing", "pronoun_plural", "pronoun_first"):
        return at, stop
    while at >= 0 and stop - at <= _REACH:
        word = sentence.words[at]
        if word == ")":
            while at > 0 and sentence.words[at] != "(" and stop - at <= _REACH:
                at -= 1
        elif word in _BREAKS or (word == QUOTE and not sentence.is_a(at - 1, "determiner")):
            break
        elif sentence.has_finite(at, at + 1) and (at < stop - 1 or not sentence.is_name(at)):
            relative = next((back for back in (1, 2) if sentence.is_a(at - back, "relative")), 0)
            if not relative:
                break
            at -= relative
        elif _opens_clause(sentence, at, stop) or (word == "and" and _joins_clauses(sentence, at)):
            break
        at -= 1
    found = _trimmed(sentence, at + 1, stop)
    return (_list_start(sentence, *found), stop) if found and "and" in sentence.words[slice(*found)] else found


def chunk_start(sentence: Sentence, stop: int, limit: int = 0) -> int:
    """Step back to the comma or dash before an entry, and return where its chunk of the sentence begins.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "Jane Example, a mayor, spoke."
    >>> chunk_start(next(read_sentences(text, (0, len(text)), 0, [])), 5)
    3
    """
    first = stop
    while (
        first > limit
        and sentence.words[first - 1] != ","
        and sentence.words[first - 1] not in _DASHES
        and stop - first < _REACH
    ):
        first -= 1
    return first


def head_phrase(sentence: Sentence, first: int, stop: int) -> tuple[int, int]:
    """Cut appositions, relative clauses and leading articles off a noun phrase.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "the mayor, who was ill"
    >>> head_phrase(next(read_sentences(text, (0, len(text)), 0, [])), 0, 6)
    (1, 2)
    """
    listed = all(sentence.is_name(at) or sentence.words[at] in {",", "and"} for at in range(first, stop))
    for at in range(first + 1, stop):
        if is_acronym(sentence, at) and at + 3 < stop:
            continue
        if sentence.words[at] in ({"("} if listed and "and" in sentence.words[first:stop] else _HEAD_ENDS) or (
            sentence.is_a(at, "relative") and sentence.words[at] != "that"
        ):
            stop = at
            break
    while first < stop and (sentence.is_a(first, "article") or sentence.words[first] in {"both", "-", "'", "’"}):
        first += 1
    return first, stop


def is_bare_name(sentence: Sentence, first: int, stop: int) -> bool:
    """Say whether a stretch is a name and nothing else.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "the spokesman, Jane Example"
    >>> is_bare_name(next(read_sentences(text, (0, len(text)), 0, [])), 3, 5)
    True
    """
    return (
        0 < stop - first < _NAME
        and sentence.is_name(first)
        and sentence.is_name(stop - 1)
        and not sentence.is_a(first, "determiner", "preposition", "day")
    )


def is_acronym(sentence: Sentence, at: int) -> bool:
    """Say whether a short name in brackets stands here inside a noun phrase, after the name that it shortens.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "World Cheese Council (WCC) chief Jane Example"
    >>> is_acronym(next(read_sentences(text, (0, len(text)), 0, [])), 3)
    True
    """
    after = at + 3
    if at < 1 or after >= len(sentence) or sentence.words[at] != "(" or sentence.words[at + 2] != ")":
        return False
    apart = sentence.is_a(after, "preposition", "conjunction", "adverb", "day", "relative", "time_lead", "helping")
    noun = sentence.words[after][:1].isalpha() and not apart and not sentence.has_finite(after, after + 1)
    return noun and sentence.surface[at + 1].isupper()


def _list_start(sentence: Sentence, first: int, stop: int) -> int:
    """Step back over the names of a list: ``A, B and C``."""
    while first > 1 and sentence.words[first - 1] == ",":
        begin = chunk_start(sentence, first - 1)
        opens = begin == 0 or sentence.words[begin - 1] == ","
        if not opens or not is_bare_name(sentence, begin, first - 1):
            break
        first = begin
    return first


def _opens_clause(sentence: Sentence, at: int, stop: int) -> bool:
    """Say whether a conjunction stands here that separates the phrase from the clause before."""
    demonstrative = sentence.words[at] == "that" and at == stop - 1
    return sentence.is_a(at, "complementizer", "subordinator") and not demonstrative


def _joins_clauses(sentence: Sentence, conjunction: int) -> bool:
    """Say whether a whole clause stands before an ``and``, so that it joins clauses and not nouns."""
    if sentence.words[conjunction - 1] in {",", QUOTE}:
        return True
    for at in range(conjunction - 1, max(-1, conjunction - _REACH), -1):
        if sentence.has_finite(at, at + 1):
            return not sentence.is_a(at - 1, "relative")
        if sentence.words[at] in _BREAKS or sentence.is_a(at, "complementizer", "subordinator"):
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
        elif sentence.is_a(first, "preposition"):
            begins = _after_preposition(sentence, first + 1, stop)
            if begins is None:
                return None
            first = begins
        elif (
            sentence.is_a(first, "conjunction", "day")
            or word in _STRAY
            or (sentence.is_a(first, "adverb") and (word != "both" or first + 1 == stop))
            or (word.endswith("ly") and len(word) > 5 and (first == 0 or not sentence.is_name(first)))
        ):
            first += 1
        elif sentence.is_a(first, "time_lead") and sentence.is_a(first + 1, "time_unit", "day", "month"):
            first += 2
        else:
            return first, stop
    return None


def _after_preposition(sentence: Sentence, at: int, stop: int) -> int | None:
    """Find where the subject begins after a phrase like ``On Monday`` or ``In Geneva``, which no comma closes."""
    first = at
    while at < stop and (
        sentence.is_a(at, "day", "month", "time_unit")
        or _is_number(sentence, at)
        or (sentence.is_a(at, "time_lead") and sentence.is_a(at + 1, "time_unit", "day"))
    ):
        at += 1
    if at > first:
        return at
    if at + 1 < stop and sentence.is_name(at) and sentence.is_name(at + 1):
        return at + 1
    determiners = [
        later
        for later in range(at + 1, stop)
        if sentence.is_a(later, "determiner") and not sentence.is_a(later - 1, "preposition")
    ]
    return determiners[-1] if determiners else None


def _is_number(sentence: Sentence, at: int) -> bool:
    return sentence.words[at][:1].isdigit()
