"""Decide whether a word is a verb of speech where it stands, and whether its subject can speak."""

from __future__ import annotations

from corpus_utils.speech.lexicon import SpeechVerb, speech_verbs
from corpus_utils.speech.phrases import QUOTE, Sentence

__all__ = ["can_speak", "is_denied", "is_noun", "reports_soon", "verb_at"]

_REACH = 8  # words that may stand between a conjunction and the verb of speech that it brings


def verb_at(sentence: Sentence, at: int) -> SpeechVerb | None:
    """Return the verb of speech whose form begins at an entry.

    Capitalised forms are names or open a sentence without a subject, and are left out.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "The states said no."
    >>> verb_at(next(read_sentences(text, (0, len(text)), 0, [])), 2).lemma
    'say'
    """
    for verb in speech_verbs().get(sentence.words[at], ()):
        if sentence.words[at : at + len(verb.words)] == verb.words and sentence.surface[at][:1].islower():
            return verb
    return None


def is_noun(sentence: Sentence, at: int) -> bool:
    """Say whether the form is a noun where it stands: ``his remarks``, ``the report``, ``of claims``.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "The minister claims that the claims are false."
    >>> sentence = next(read_sentences(text, (0, len(text)), 0, []))
    >>> is_noun(sentence, 2), is_noun(sentence, 5)
    (False, True)
    """
    if at == 0:
        return sentence.words[0] != "said"
    before, word = sentence.words[at - 1], sentence.words[at]
    if sentence.is_a(at - 1, "determiner") and not sentence.is_a(at - 1, "quantifier_subject"):
        return True
    resumed = before == "to" and sentence.is_a(at - 2, "resumes")
    if (sentence.is_a(at - 1, "preposition", "possessive") and not resumed) or before.endswith(("'s", "s'")):
        return True
    helped = at - 1
    while helped > 0 and sentence.is_a(helped, "adverb", "negation"):
        helped -= 1
    if word.endswith("s") and sentence.is_a(helped, "helping", "modal"):
        return True
    base = not word.endswith(("ed", "s")) and word in {
        verb.lemma for verb in speech_verbs()[word] if "past" not in verb.constructions
    }
    if not base:
        return False
    if resumed:
        return False
    if sentence.is_a(at - 1, "subject_pronoun", "adverb", "helping", "relative", "plural_anaphor", "negation"):
        return False
    return not (before.endswith("s") or sentence.is_a(at - 1, "plural_subject") or before in {",", "and", QUOTE})


def is_denied(sentence: Sentence, at: int, verb: SpeechVerb) -> bool:
    """Say whether the verb is passive, merely possible, or denied, so that nobody reports anything.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "She did not say that."
    >>> sentence = next(read_sentences(text, (0, len(text)), 0, []))
    >>> is_denied(sentence, 3, verb_at(sentence, 3))
    True
    """
    for back in range(at - 1, max(-1, at - 5), -1):
        if sentence.is_a(back, "be"):
            return not sentence.words[at].endswith("ing")
        if sentence.is_a(back, "modal"):
            return True
        if sentence.is_a(back, "negation"):
            return "belief" not in verb.constructions
        if sentence.words[back] == "to" and not sentence.is_a(back - 1, "resumes"):
            return True
        if not sentence.is_a(back, "adverb", "helping") and not sentence.words[back].endswith("ly"):
            return False
    return False


def can_speak(sentence: Sentence, source: tuple[int, int]) -> bool:
    """Say whether a noun phrase can be a source: a name, a pronoun, or a described person or body.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "Neither side spoke."
    >>> can_speak(next(read_sentences(text, (0, len(text)), 0, [])), (0, 2))
    False
    """
    first, stop = source
    single = stop - first == 1
    entries = range(first, stop)
    if QUOTE in sentence.words[first:stop] and not any(
        sentence.is_name(at) for at in entries if sentence.words[at] != QUOTE
    ):
        return stop - first > 2
    if sentence.is_a(first, "negative_source"):
        return False
    if sentence.words[first][:1].isdigit():
        return sentence.words[stop - 1].endswith("s") or sentence.is_a(stop - 1, "plural_subject")
    if single and sentence.is_a(first, "relative", "adverb", "preposition", "possessive", "expletive"):
        return False
    if any(sentence.is_name(at) for at in entries) or sentence.is_a(first, "determiner", "subject_pronoun"):
        return True
    return sentence.words[stop - 1].endswith("s") or not single


def reports_soon(sentence: Sentence, at: int) -> bool:
    """Say whether a verb of speech with its subject follows before any other finite verb.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "and the minister said so"
    >>> reports_soon(next(read_sentences(text, (0, len(text)), 0, [])), 1)
    True
    """
    for ahead in range(at, min(at + _REACH, len(sentence))):
        verb = verb_at(sentence, ahead)
        if verb and not is_noun(sentence, ahead) and not is_denied(sentence, ahead, verb):
            return True
        if sentence.words[ahead] in {",", "that", QUOTE}:
            return False
        if sentence.has_finite(ahead, ahead + 1) and not sentence.is_a(ahead, "helping"):
            return False
    return False
