"""Step back over what explains a noun phrase to the phrase itself."""

from __future__ import annotations

from functools import cache

from corpus_utils.speech.lexicon import fold, read_vocabulary
from corpus_utils.speech.noun_phrases import chunk_start, is_bare_name, phrase_before
from corpus_utils.speech.phrases import Sentence

__all__ = ["before_apposition"]

_APPOSITIONS = 6  # appositions that are stepped over


def before_apposition(sentence: Sentence, comma: int) -> tuple[int, int] | None:
    """Step back over appositions, as in ``X, who leads Y, said``, to the phrase that they explain.

    Parameters
    ----------
    sentence : Sentence
    comma : int
        Entry of the comma or dash that closes the last apposition.

    Returns
    -------
    (int, int) or None
        Half-open entries. Where a description comes first and the name second (``the spokesman, X, said``),
        both.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "Jane Example, 45, who leads the council, spoke."
    >>> before_apposition(next(read_sentences(text, (0, len(text)), 0, [])), 9)
    (0, 2)
    """
    stop = comma
    for _ in range(_APPOSITIONS):
        first = chunk_start(sentence, stop)
        if first == 0 or sentence.is_a(first, "conjunction"):
            break
        if stop == comma:
            if _names_another(sentence, first, stop):
                stop = first - 1
                continue
            described = _described_before(sentence, first, stop)
            if described is not None:
                return described, stop
        explained = not sentence.is_a(first, "determiner") or _explains(sentence, first - 1)
        if not _is_apposition(sentence, first) or not explained:
            break
        stop = first - 1
    return phrase_before(sentence, stop) if 0 < stop < comma else None


def _described_before(sentence: Sentence, first: int, stop: int) -> int | None:
    """Return where the description begins in ``the spokesman, X,``, given the bounds of X."""
    if sentence.words[first - 1] != "," or not is_bare_name(sentence, first, stop):
        return None
    described = phrase_before(sentence, first - 1)
    if described is None:
        return None
    definite = sentence.is_a(described[0], "determiner", "possessive") or any(
        word.endswith("'s") for word in sentence.words[slice(*described)]
    )
    return described[0] if definite and _explains(sentence, first - 1, described[0]) else None


def _names_another(sentence: Sentence, begin: int, end: int) -> bool:
    """Say whether the description belongs to a name before it: ``X, a spokeswoman for the envoy, Y,``."""
    described = phrase_before(sentence, begin - 1) if is_bare_name(sentence, begin, end) else None
    if described is None:
        return False
    first, stop = described
    speaks_for = any(sentence.words[at] in {"for", "of", "to"} for at in range(first, stop))
    if not speaks_for or sentence.words[first - 1] != "," or first < 2:
        return False
    begin = chunk_start(sentence, first - 1)
    return first - 1 - begin > 1 and is_bare_name(sentence, begin, first - 1)


def _is_apposition(sentence: Sentence, first: int) -> bool:
    titles = _titles()
    return not sentence.is_name(first) or any(
        " ".join(sentence.words[first : first + length]) in titles for length in (1, 2, 3)
    )


def _explains(sentence: Sentence, comma: int, start: int = 0) -> bool:
    """Say whether what stands before a comma is a bare noun phrase that an apposition can explain."""
    first = chunk_start(sentence, comma, start)
    if first == comma or (sentence.has_finite(first, comma) and not sentence.is_name(comma - 1)):
        return False
    return not sentence.is_a(first, "preposition", "adverb") and not sentence.words[first].endswith("ing")


@cache
def _titles() -> frozenset[str]:
    return frozenset(fold(row["title"]) for row in read_vocabulary("titles"))
