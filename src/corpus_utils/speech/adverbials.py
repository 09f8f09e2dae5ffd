"""Step over what stands between a verb of speech and its clause: to whom, when, where and how it was said."""

from __future__ import annotations

from corpus_utils.speech.phrases import QUOTE, Sentence

__all__ = ["skip_addressee", "skip_adverbials"]

_REACH = 25  # words between a verb of speech and its clause
_ENDS = frozenset({",", ":", ";", ".", "!", "?", "…", "(", "that", QUOTE})
_NO_ADVERBIAL = frozenset({"both", "all", "just", "only", "even", "first"})


def skip_addressee(sentence: Sentence, at: int) -> int:
    """Step over the one who is told: ``told reporters``, ``told the TASS news agency``, ``told her``.

    Parameters
    ----------
    sentence : Sentence
    at : int
        Entry after the verb.

    Returns
    -------
    int
        Entry after the addressee.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "She told the daily paper he was ill."
    >>> skip_addressee(next(read_sentences(text, (0, len(text)), 0, [])), 2)
    5
    """
    if sentence.is_a(at, "object_pronoun") and not sentence.surface[at : at + 1][0].isupper():
        speaks = sentence.is_a(at, "subject_pronoun") and sentence.has_finite(at + 1, at + 2)
        return at if speaks else at + 1
    first = at
    while at < len(sentence) and at - first < _REACH:
        if sentence.words[at] in _ENDS or sentence.is_a(at, "subject_pronoun", "wh"):
            break
        begins = sentence.is_a(at, "determiner", "adverb", "day") and not sentence.is_a(
            at - 1, "preposition", "possessive", "conjunction"
        )
        if at > first and begins:
            break
        if sentence.is_a(at, "preposition") and sentence.words[at] != "of":
            break
        if sentence.has_finite(at, at + 1):
            return _subject_start(sentence, first, at)
        at += 1
    return at


def skip_adverbials(sentence: Sentence, at: int) -> tuple[int, bool]:
    """Step over when, where and how it was said.

    Parameters
    ----------
    sentence : Sentence
    at : int
        Entry after the verb or the addressee.

    Returns
    -------
    (int, bool)
        The entry where what is said would begin; and whether a subordinate clause of the narrator's
        (``said after he met her``) begins there instead.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "She said on Monday in a letter the war was over."
    >>> skip_adverbials(next(read_sentences(text, (0, len(text)), 0, [])), 2)
    (7, False)
    """
    first = at
    while at < len(sentence) and at - first < _REACH:
        word = sentence.words[at]
        manner = word.endswith("ly") and len(word) > 4 and not sentence.is_name(at)
        if manner or (sentence.is_a(at, "day", "adverb") and word not in _NO_ADVERBIAL):
            at += 1
        elif sentence.is_a(at, "time_lead") and word != "the" and sentence.is_a(at + 1, "time_unit", "day", "month"):
            at += 2
        elif sentence.is_a(at, "preposition"):
            stop, finite = _object_end(sentence, at + 1)
            if finite and sentence.is_a(at, "subordinator"):
                return at, True
            at = stop
        else:
            return at, sentence.is_a(at, "subordinator") and not sentence.is_a(at, "conditional")
    return at, False


def _object_end(sentence: Sentence, at: int) -> tuple[int, bool]:
    """Find where the object of a preposition ends, and whether a finite verb follows it at once."""
    first = at
    if _is_date(sentence, at):
        while _is_date(sentence, at) or sentence.is_a(at, "time_unit"):
            at += 1
        return at, False
    if sentence.is_a(at, "subject_pronoun") and not sentence.is_a(at, "object_pronoun"):
        return at, True
    while at < len(sentence):
        if sentence.words[at] in _ENDS or sentence.is_a(
            at, "preposition", "subject_pronoun", "conjunction", "day", "relative"
        ):
            return at, False
        if at > first and sentence.is_a(at, "determiner") and not sentence.is_a(at - 1, "determiner", "possessive"):
            return at, False
        if sentence.has_finite(at, at + 1) and at > first:
            return max(at - 1, first), True
        at += 1
    return at, False


def _subject_start(sentence: Sentence, first: int, verb: int) -> int:
    """Find where the subject of a clause begins that follows an addressee without a mark."""
    back = verb - 1
    while back - 1 > first and sentence.is_name(back) and sentence.is_name(back - 1):
        back -= 1
    return max(back, first)


def _is_date(sentence: Sentence, at: int) -> bool:
    if not 0 <= at < len(sentence):
        return False
    return sentence.is_a(at, "day", "month") or sentence.words[at][:1].isdigit()
