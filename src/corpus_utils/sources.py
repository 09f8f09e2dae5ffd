"""Find the words that name the source of a report: who says it, left or right of the verb."""

from functools import cache

from corpus_utils.lexicon import fold, read_vocabulary, speech_verbs
from corpus_utils.phrases import QUOTE, Sentence

__all__ = ["is_channel", "source_left", "source_right", "subject"]

_REACH = 40  # words that a noun phrase may be long
_BREAKS = frozenset({";", ":", "–", "—", "-", ".", "!", "?", "…"})
_CLAUSE_CONJUNCTIONS = frozenset({"but", "so", "yet", "nor", "or"})


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
    >>> from corpus_utils.phrases import read_sentences
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
        return _before_apposition(sentence, last) or "comma"
    if sentence.is_a(last, "conjunction"):
        return "elided"
    if sentence.is_a(last, "relative") and last > 0:
        stop = last - 1 if sentence.words[last - 1] == "," else last
        return _phrase_before(sentence, stop)
    return _phrase_before(sentence, last + 1)


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
    >>> from corpus_utils.phrases import read_sentences
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
        if word in {",", QUOTE, "(", ")"} or word in _BREAKS or sentence.has_finite(stop, stop + 1):
            break
        if stop > first and sentence.is_a(stop, "relative", "subordinator", "day", "adverb", "time_lead") \
                and word != "the" and not sentence.is_a(stop, "of_kind"):
            break
        if sentence.is_a(stop, "conjunction") and not sentence.is_name(stop + 1):
            break
        if sentence.is_a(stop, "preposition") and word not in ("of", "for"):
            if sentence.is_name(stop - 1) or word not in ("from", "at", "with"):
                break
        stop += 1
    if sentence.is_a(first, "determiner", "possessive") and sentence.words[stop:stop + 1] == (",",):
        end = stop + 1
        while end < len(sentence) and end - stop < 8 and sentence.words[end] not in {",", "."}:
            end += 1
        if _is_bare_name(sentence, stop + 1, end):
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
    >>> from corpus_utils.phrases import read_sentences
    >>> text = "In Geneva, the minister left, saying it was late."
    >>> subject(next(read_sentences(text, (0, len(text)), 0, [])), 7)
    (3, 5)
    """
    at = 0
    while at < before:
        while at < before and (sentence.is_a(at, "conjunction", "adverb") or sentence.words[at] in {",", QUOTE, "–", "—"}
                               or sentence.words[at].endswith("ly")):
            at += 1
        if at >= before:
            return None
        opens_phrase = sentence.is_a(at, "preposition", "subordinator") or sentence.words[at].endswith("ing") \
            or (sentence.words[at].endswith("ed") and not sentence.is_a(at, "determiner"))
        if opens_phrase:
            while at < before and sentence.words[at] != ",":
                at += 1
            continue
        stop = at
        while stop < before and stop - at < _REACH and sentence.words[stop] not in {",", QUOTE, "("} \
                and sentence.words[stop] not in _BREAKS and not sentence.has_finite(stop, stop + 1) \
                and not (sentence.words[stop] in speech_verbs() and stop > at) \
                and not sentence.is_a(stop, "relative", "adverb"):
            stop += 1
        return (at, stop) if stop > at else None
    return None


def is_channel(sentence: Sentence, source: tuple[int, int]) -> bool:
    """Say whether a source is a news agency or paper, through which others speak.

    Examples
    --------
    >>> from corpus_utils.phrases import read_sentences
    >>> text = "The TASS news agency reported it."
    >>> is_channel(next(read_sentences(text, (0, len(text)), 0, [])), (0, 4))
    True
    """
    words = sentence.words[source[0]:source[1]]
    names = _agencies()
    return any(" ".join(words[first:stop]) in names
               for first in range(min(len(words), 3)) for stop in range(first + 1, min(first + 4, len(words)) + 1))


def _skip_back(sentence: Sentence, verb: int) -> int:
    """Step back over auxiliaries, adverbs and ``went on to``, to the entry that ends the subject."""
    at = verb - 1
    while at >= 0 and verb - at < 12:
        word = sentence.words[at]
        if word == "to" and sentence.words[max(at - 1, 0)] in {"on", "continued", "continues"}:
            at -= 2
            if at >= 0 and sentence.words[at] in {"went", "goes", "gone"}:
                at -= 1
        elif sentence.is_a(at, "helping", "adverb", "negation") or \
                (word.endswith("ly") and not sentence.is_name(at) and len(word) > 4):
            at -= 1
        else:
            break
    return at


def _phrase_before(sentence: Sentence, stop: int) -> tuple[int, int] | None:
    """Find the noun phrase that ends before ``stop``."""
    at = stop - 1
    if sentence.is_a(at, "pronoun_person", "pronoun_thing", "pronoun_plural", "pronoun_first"):
        return (at, stop)
    while at >= 0 and stop - at <= _REACH:
        word = sentence.words[at]
        if word == ")":
            while at > 0 and sentence.words[at] != "(" and stop - at <= _REACH:
                at -= 1
        elif word == "," or word in _BREAKS or word in _CLAUSE_CONJUNCTIONS or word == "(":
            break
        elif word == QUOTE and not sentence.is_a(at - 1, "determiner"):
            break
        elif sentence.has_finite(at, at + 1) and at < stop - 1 or \
                (sentence.has_finite(at, at + 1) and not sentence.is_name(at)):
            if sentence.is_a(at - 1, "relative"):
                at -= 1
            elif sentence.is_a(at - 2, "relative"):
                at -= 2
            else:
                break
        elif sentence.is_a(at, "complementizer", "subordinator") and not (word == "that" and at == stop - 1):
            break
        elif word == "and" and _clause_ends(sentence, at):
            break
        at -= 1
    return _trimmed(sentence, at + 1, stop)


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


def _before_apposition(sentence: Sentence, comma: int) -> tuple[int, int] | None:
    """Step back over appositions, as in ``X, who leads Y, said``, to the phrase that they explain."""
    stop = comma
    for _ in range(6):
        first = stop
        while first > 0 and sentence.words[first - 1] not in {",", "–", "—", "-"} and stop - first < _REACH:
            first -= 1
        if first == 0:
            return _phrase_before(sentence, stop) if stop > 0 and stop != comma else None
        if stop == comma and _is_bare_name(sentence, first, stop) and sentence.words[first - 1] == ",":
            described = _phrase_before(sentence, first - 1)
            if described and (sentence.is_a(described[0], "determiner", "possessive") or
                              any(word.endswith("'s") for word in sentence.words[slice(*described)])) and \
                    not any(sentence.is_name(at) for at in range(described[1] - 1, described[1])) and \
                    _explains(sentence, first - 1, described[0]):
                return (described[0], stop)
        if not _is_apposition(sentence, first, stop):
            return _phrase_before(sentence, stop) if stop != comma else None
        if sentence.is_a(first, "determiner") and not _explains(sentence, first - 1):
            return _phrase_before(sentence, stop) if stop != comma else None
        stop = first - 1
    return None


def _is_apposition(sentence: Sentence, first: int, stop: int) -> bool:
    word = sentence.words[first]
    return not sentence.is_name(first) or word_is_number(word) or \
        any(" ".join(sentence.words[first:first + n]) in _titles() for n in (1, 2, 3))


def _is_bare_name(sentence: Sentence, first: int, stop: int) -> bool:
    """Say whether a stretch is a name and nothing else."""
    return stop - first < 7 and sentence.is_name(first) and sentence.is_name(stop - 1) and \
        not sentence.is_a(first, "determiner", "preposition", "day")


def _explains(sentence: Sentence, comma: int, start: int = 0) -> bool:
    """Say whether what stands before a comma is a bare noun phrase that an apposition can explain."""
    first = comma
    while first > start and sentence.words[first - 1] not in {",", "–", "—", "-"} and comma - first < _REACH:
        first -= 1
    if first == comma or sentence.has_finite(first, comma) and not sentence.is_name(comma - 1):
        return False
    return not sentence.is_a(first, "preposition", "adverb") and not sentence.words[first].endswith("ing")


def word_is_number(word: str) -> bool:
    """Say whether a word is written in digits."""
    return word[:1].isdigit()


@cache
def _agencies() -> frozenset[str]:
    return frozenset(fold(row["name"]) for row in read_vocabulary("agencies"))


@cache
def _titles() -> frozenset[str]:
    return frozenset(fold(row["title"]) for row in read_vocabulary("titles"))
