"""Find the words that name the source of a report: who says it, left or right of the verb."""

from __future__ import annotations

from functools import cache

from corpus_utils.speech.appositions import before_apposition
from corpus_utils.speech.lexicon import fold, read_vocabulary, speech_verbs
from corpus_utils.speech.noun_phrases import is_acronym, is_bare_name, phrase_before
from corpus_utils.speech.phrases import QUOTE, Sentence

__all__ = ["is_channel", "source_left", "source_right", "subject"]

_REACH = 40  # words that a noun phrase may be long
_SKIPPED = frozenset({",", QUOTE, "–", "—"})
_BREAKS = frozenset({";", ":", "–", "—", "-", ".", "!", "?", "…"})


def source_left(sentence: Sentence, verb: int) -> tuple[int, int] | str | None:
    """Find the source that stands before a verb.

    Parameters
    ----------
    sentence : Sentence
    verb : int
        Entry of the verb.

    Returns
    -------
    (int, int) or "elided" or "comma" or "quote" or None
        Half-open entries of the noun phrase. ``"elided"``: the verb shares the subject of an earlier one.
        ``"comma"`` and ``"quote"``: a comma without a noun phrase before it, or a quotation, precedes the
        verb, so that the source may follow it. None: no source.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "On Monday the minister, who was ill, also said no."
    >>> sentence = next(read_sentences(text, (0, len(text)), 0, []))
    >>> source_left(sentence, sentence.words.index("said"))
    (2, 4)
    """
    last = _skip_back(sentence, verb)
    if last < 0:
        return None
    word = sentence.words[last]
    if word == QUOTE and not sentence.is_a(last - 1, "determiner") and not sentence.is_name(last - 1):
        return "quote"
    if word == "," or (word in ("–", "—", "-") and last > 1):
        return before_apposition(sentence, last) or "comma"
    if sentence.is_a(last, "conjunction"):
        return "elided"
    if sentence.is_a(last, "relative") and last > 0:
        stop = last - 1 if sentence.words[last - 1] == "," else last
        return phrase_before(sentence, stop)
    return phrase_before(sentence, last + 1)


def source_right(sentence: Sentence, first: int) -> tuple[int, int] | None:
    """Find the source that stands after a verb, as in ``said the minister``.

    Parameters
    ----------
    sentence : Sentence
    first : int
        Entry after the verb.

    Returns
    -------
    (int, int) or None

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "No, said the head of the council in Geneva."
    >>> source_right(next(read_sentences(text, (0, len(text)), 0, [])), 3)
    (3, 8)
    """
    starts = sentence.is_name(first) or sentence.is_a(first, "determiner", "pronoun_person", "pronoun_plural")
    if not starts or sentence.words[first] == "that":
        return None
    stop = first
    while stop < len(sentence) and stop - first < _REACH:
        word = sentence.words[stop]
        if stop > first and is_acronym(sentence, stop):
            stop += 3
            continue
        if word in {",", QUOTE, "(", ")"} or word in _BREAKS or sentence.has_finite(stop, stop + 1):
            break
        if (
            stop > first
            and sentence.is_a(stop, "relative", "subordinator", "day", "adverb", "time_lead")
            and word != "the"
            and not sentence.is_a(stop, "of_kind")
        ):
            break
        if sentence.is_a(stop, "conjunction") and not sentence.is_name(stop + 1):
            break
        belongs = word in ("of", "for") or (word in ("from", "at", "with") and not sentence.is_name(stop - 1))
        if sentence.is_a(stop, "preposition") and not belongs:
            break
        stop += 1
    if sentence.is_a(first, "determiner", "possessive") and sentence.words[stop : stop + 1] == (",",):
        end = stop + 1
        while end < len(sentence) and end - stop < 8 and sentence.words[end] not in {",", "."}:
            end += 1
        if is_bare_name(sentence, stop + 1, end):
            stop = end
    return (first, stop) if stop > first else None


def subject(sentence: Sentence, before: int) -> tuple[int, int] | None:
    """Find the subject of the main clause, which a participle (``, saying that``) shares.

    Parameters
    ----------
    sentence : Sentence
    before : int
        Entry that the subject must precede.

    Returns
    -------
    (int, int) or None

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "In Geneva, the minister left, saying it was late."
    >>> subject(next(read_sentences(text, (0, len(text)), 0, [])), 7)
    (3, 5)
    """
    at = 0
    while at < before:
        while at < before and (
            sentence.is_a(at, "conjunction", "adverb")
            or sentence.words[at] in _SKIPPED
            or sentence.words[at].endswith("ly")
        ):
            at += 1
        if at >= before:
            return None
        opens_phrase = (
            sentence.is_a(at, "preposition", "subordinator")
            or sentence.words[at].endswith("ing")
            or (sentence.words[at].endswith("ed") and not sentence.is_a(at, "determiner"))
        )
        if opens_phrase:
            while at < before and sentence.words[at] != ",":
                at += 1
            continue
        stop = at
        while (
            stop < before
            and stop - at < _REACH
            and sentence.words[stop] not in {",", QUOTE, "("}
            and sentence.words[stop] not in _BREAKS
            and not sentence.has_finite(stop, stop + 1)
            and not (sentence.words[stop] in speech_verbs() and stop > at and not sentence.is_name(stop))
            and not sentence.is_a(stop, "relative", "adverb")
        ):
            stop += 1
        return (at, stop) if stop > at else None
    return None


def is_channel(sentence: Sentence, source: tuple[int, int]) -> bool:
    """Say whether a source is a news agency or paper, through which others speak.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "The TASS news agency reported it."
    >>> is_channel(next(read_sentences(text, (0, len(text)), 0, [])), (0, 4))
    True
    """
    words = sentence.words[source[0] : source[1]]
    names = _agencies()
    return any(
        " ".join(words[first:stop]) in names
        for first in range(min(len(words), 5))
        for stop in range(first + 1, min(first + 4, len(words)) + 1)
    )


def _skip_back(sentence: Sentence, verb: int) -> int:
    """Step back over auxiliaries, adverbs and ``went on to``, to the entry that ends the subject."""
    at = verb - 1
    while at >= 0 and verb - at < 12:
        word = sentence.words[at]
        if word == "to" and sentence.is_a(at - 1, "resumes"):
            at -= 2
            if at >= 0 and sentence.words[at] in {"went", "goes", "gone"}:
                at -= 1
        elif sentence.is_a(at, "helping", "adverb", "negation") or (
            word.endswith("ly") and not sentence.is_name(at) and len(word) > 4
        ):
            at -= 1
        elif (
            sentence.is_a(at, "time_unit", "day")
            and sentence.is_a(at - 1, "time_lead")
            and sentence.words[at - 1] != "the"
        ):
            at -= 2
        else:
            break
    return at


@cache
def _agencies() -> frozenset[str]:
    return frozenset(fold(row["name"]) for row in read_vocabulary("agencies"))
