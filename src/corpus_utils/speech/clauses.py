"""Find the clause that a verb of speech reports: after it, before it, or around it."""

from __future__ import annotations

from corpus_utils.speech.lexicon import SpeechVerb, speech_verbs
from corpus_utils.speech.phrases import QUOTE, Sentence
from corpus_utils.speech.sources import subject
from corpus_utils.speech.verbs_of_speech import reports_soon

__all__ = ["Clauses", "clause_after", "clause_before", "clause_stop", "continued_clause"]

Clauses = tuple[tuple[int, int], ...]

_STOPS = frozenset(".!?…;")
_REACH = 14  # words that are read back to find the opening of a clause


def clause_after(sentence: Sentence, at: int, verb: SpeechVerb, colon: bool) -> Clauses:
    """Find the reported clause that follows a verb.

    Parameters
    ----------
    sentence : Sentence
    at : int
        Entry where what is said would begin.
    verb : SpeechVerb
    colon : bool
        Whether a colon stands there.

    Returns
    -------
    tuple of (int, int)
        Half-open entries of the clause; empty where none follows.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> from corpus_utils.speech.verbs_of_speech import verb_at
    >>> text = "She said that it was late."
    >>> sentence = next(read_sentences(text, (0, len(text)), 0, []))
    >>> clause_after(sentence, 2, verb_at(sentence, 1), False)
    ((3, 6),)
    """
    kinds = verb.constructions
    if at >= len(sentence):
        return ()
    if colon:
        plain = sentence.words[at + 1 : at + 2] != (QUOTE,)
        return _finite_clause(sentence, at + 1) if plain else ()
    if sentence.words[at] == "," and _is_comment(sentence, at):
        return _finite_clause(sentence, at + 1)
    if sentence.words[at] == "," and "that" in kinds:
        for ahead in range(at + 1, min(at + _REACH, len(sentence))):
            if sentence.words[ahead : ahead + 2] == (",", "that"):
                return ((ahead + 2, clause_stop(sentence, ahead + 2)),)
    if sentence.words[at] == QUOTE:
        return _after_quotation(sentence, at) if kinds & {"that", "bare"} else ()
    if sentence.is_a(at, "wh") and "wh" in kinds and verb.lemma != "say":
        return _finite_clause(sentence, at)
    explicit = sentence.words[at] == "that" and "that" in kinds and not _lacks_subject(sentence, at + 1)
    first = at + 1 if explicit else at
    if not explicit and ("bare" not in kinds or sentence.words[at] == "," or sentence.is_a(at, "conjunction")):
        return ()
    if _lacks_subject(sentence, first) and not _is_gapped(sentence, at):
        return ()
    stop = clause_stop(sentence, first, contrast=_is_contrasted(sentence, at))
    finite = sentence.has_finite(first, stop) or (explicit and stop - first > 2)
    return ((first, stop),) if finite and first < stop else ()


def clause_before(sentence: Sentence, own: int, verb: SpeechVerb) -> Clauses:
    """Find the reported clause that precedes ``, X said``.

    Parameters
    ----------
    sentence : Sentence
    own : int
        Entry where the attribution begins.
    verb : SpeechVerb

    Returns
    -------
    tuple of (int, int)
        Half-open entries of the clause; empty where none precedes.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> from corpus_utils.speech.verbs_of_speech import verb_at
    >>> text = "It was late, she said."
    >>> sentence = next(read_sentences(text, (0, len(text)), 0, []))
    >>> clause_before(sentence, 4, verb_at(sentence, 5))
    ((0, 3),)
    """
    if own < 2 or not {"that", "quote"} & verb.constructions or "phrase" in verb.constructions:
        return ()
    mark = sentence.words[own - 1]
    if mark != QUOTE and mark not in {",", "–", "—"}:
        return ()
    stop = own if mark == QUOTE else own - 1
    first = stop
    while first > 0 and sentence.words[first - 1] not in {";", ":"}:
        first -= 1
    plain = [at for at in range(first, stop) if sentence.words[at] != QUOTE]
    if mark == QUOTE:
        participle = first < stop and sentence.words[first].endswith(("ing", "ed"))
        return ((first, own - 1),) if len(plain) > 1 and not participle else ()
    main = subject(sentence, stop) if first == 0 else (first, first + 1)
    whole = main is not None and (sentence.has_finite(main[1], stop) or QUOTE in sentence.words[main[1] : stop])
    return ((first, stop),) if plain and whole else ()


def continued_clause(sentence: Sentence, after: int, before: Clauses) -> Clauses:
    """Find the second part of a clause that its attribution cuts: ``The talks, X said, would go on``.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "The road, she said, was long."
    >>> continued_clause(next(read_sentences(text, (0, len(text)), 0, [])), 5, ((0, 2),))
    ((6, 8),)
    """
    if sentence.words[after : after + 1] != (",",) or after + 1 >= len(sentence) or sentence.has_finite(*before[0]):
        return ()
    first = after + 1
    if (
        sentence.words[first] in speech_verbs()
        or sentence.words[first].endswith("ing")
        or sentence.is_a(first, "conjunction", "relative", "subordinator", "preposition")
    ):
        return ()
    return _finite_clause(sentence, first)


def clause_stop(sentence: Sentence, at: int, contrast: bool = False) -> int:
    """Find the end of a reported clause: the end of the sentence, or the next report of the narrator.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "She said it was late, but he added that it was not."
    >>> clause_stop(next(read_sentences(text, (0, len(text)), 0, [])), 2)
    5
    """
    first = at
    while at < len(sentence):
        word = sentence.words[at]
        if word in _STOPS and (at + 1 == len(sentence) or word == ";"):
            return at
        if at > first and word == "," and _narrator_returns(sentence, at, contrast):
            return at
        if at > first and word in {"and", "but"} and _shares_subject(sentence, at):
            return at
        at += 1
    return at


def _narrator_returns(sentence: Sentence, comma: int, contrast: bool) -> bool:
    follows = sentence.words[comma + 1] if comma + 1 < len(sentence) else ""
    if follows in speech_verbs() and follows.endswith("ing"):
        return True
    if sentence.words[comma + 1 : comma + 3] == ("according", "to"):
        return True
    if comma + 2 == len(sentence) - 1 and sentence.is_a(comma + 1, "adverb"):
        return True
    if sentence.is_a(comma + 1, "contrast") and reports_soon(sentence, comma + 2):
        return True
    return contrast and reports_soon(sentence, comma + 1)


def _shares_subject(sentence: Sentence, conjunction: int) -> bool:
    """Say whether ``and added`` goes on with what the same speaker said."""
    at = conjunction + 1
    verb = sentence.words[at] if at < len(sentence) else ""
    past = verb in speech_verbs() and sentence.surface[at].islower() and verb.endswith("d")
    return past and not sentence.is_a(conjunction - 1, "subject_pronoun")


def _finite_clause(sentence: Sentence, first: int) -> Clauses:
    stop = clause_stop(sentence, first)
    return ((first, stop),) if sentence.has_finite(first, stop) else ()


def _after_quotation(sentence: Sentence, at: int) -> Clauses:
    """Find what goes on being reported after a quotation: ``said "terror" was spreading``, ``and that``."""
    stop = clause_stop(sentence, at + 1)
    if sentence.words[at + 1 : at + 3] in {("and", "that"), ("but", "that")}:
        return ((at + 1, stop),)
    if sentence.words[at + 1 : at + 2] in {(",",), (".",)} or sentence.is_a(
        at + 1, "conjunction", "relative", "subordinator", "preposition"
    ):
        return ()
    return ((at + 1, stop),) if sentence.has_finite(at + 1, min(stop, at + 4)) else ()


def _is_comment(sentence: Sentence, at: int) -> bool:
    """Say whether ``as X said`` opens the sentence."""
    return sentence.words[0] == "as" and not sentence.has_finite(1, max(at - 3, 1)) and at <= _REACH


def _is_gapped(sentence: Sentence, at: int) -> bool:
    """Say whether the report stands inside its own clause: ``which the minister said would begin``."""
    for back in range(at - 2, max(-1, at - _REACH), -1):
        if sentence.words[back] in {"which", "who"}:
            return not sentence.has_finite(back, at - 1)
        if sentence.words[back] == ",":
            return False
    return False


def _lacks_subject(sentence: Sentence, at: int) -> bool:
    """Say whether an auxiliary without its subject stands here, so that no clause can begin."""
    return sentence.is_a(at, "auxiliary") and "'" not in sentence.words[at]


def _is_contrasted(sentence: Sentence, at: int) -> bool:
    """Say whether the report is the first half of ``While X says this, Y says that``."""
    for back in range(at - 1, max(-1, at - _REACH), -1):
        if sentence.is_a(back, "concessive"):
            return True
        if sentence.words[back] == ",":
            return False
    return False
