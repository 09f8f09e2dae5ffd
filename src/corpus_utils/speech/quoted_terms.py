"""Tell somebody's quoted speech from a quoted term."""

from __future__ import annotations

import re

from corpus_utils.speech.lexicon import fold, word_classes
from corpus_utils.speech.phrases import QUOTE, Sentence, has_finite_verb
from corpus_utils.speech.reported import Report

__all__ = ["is_alone", "quotation_kind"]

_TERM_WORDS = 4  # a quotation of so many words without a finite verb is a quoted term
_NAME_WORDS = 12  # a cited name or title may be longer
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


def quotation_kind(sentence: Sentence, at: int, inside: str, report: Report | None) -> str:
    """Tell speech from a quoted term: a few words without a finite verb, or a name.

    Terms are cited by the author of the text, so they are nobody's speech.

    Parameters
    ----------
    sentence : Sentence
    at : int
        Entry of the quotation.
    inside : str
        The words between its marks.
    report : Report or None
        The report to which the quotation belongs.

    Returns
    -------
    str
        ``direct_quote`` or ``term_quote``.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "He called it that."
    >>> sentence = next(read_sentences(text, (0, len(text)), 0, []))
    >>> quotation_kind(sentence, 3, "a mutual agreement", None)
    'term_quote'
    """
    words = _WORD.findall(inside)
    small = word_classes()["preposition"] | word_classes()["determiner"] | word_classes()["conjunction"]
    name = (
        len(words) <= _NAME_WORDS
        and inside[-1].isalnum()
        and all(word[:1].isupper() or word[:1].isdigit() or word in small for word in words)
    )
    term = (len(words) <= _TERM_WORDS or name) and not has_finite_verb(inside)
    return (
        "term_quote"
        if term and not (_is_utterance(sentence, at, inside, report) or (report is not None and _is_phrase(words)))
        else "direct_quote"
    )


def is_alone(sentence: Sentence) -> bool:
    """Say whether a sentence holds nothing but quotations and marks.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> from corpus_utils.speech.quotations import find_quotations
    >>> text = "“It is late.”"
    >>> marked = find_quotations(text, [(0, len(text))])
    >>> is_alone(next(read_sentences(text, (0, len(text)), 0, marked)))
    True
    """
    return all(word == QUOTE or not word[:1].isalnum() for word in sentence.words)


def _is_utterance(sentence: Sentence, at: int, inside: str, report: Report | None) -> bool:
    """Say whether a few words without a verb were said as such (“Never,” she said) and are no quoted term."""
    if inside[-1] not in ".,!?…":
        return False
    if is_alone(sentence) or report is None:
        return is_alone(sentence) and inside[:1].isupper()
    before = at + 1 == report.cue[0]
    after = report.after <= at <= report.after + 1
    continued = after and QUOTE in sentence.words[: report.cue[0]]
    return continued or (inside[:1].isupper() and (before or after))


def _is_phrase(words: list[str]) -> bool:
    """Say whether words are a phrase of place or time, or a verb with its object, and no noun phrase."""
    classes, folded = word_classes(), [fold(word) for word in words]
    if len(words) < 2 or words[0][:1].isupper():
        return False
    function = classes["determiner"] | classes["preposition"] | classes["conjunction"] | classes["adverb"]
    if folded[0] in classes["preposition"]:
        return True
    participle = folded[0].endswith(("ed", "ing")) and folded[1] in classes["preposition"]
    takes_object = folded[0] not in function and folded[1] in classes["article"]
    return participle or takes_object
