"""Cut running text into sentences of words, in which a whole quotation counts as one word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from corpus_utils.speech.lexicon import abbreviations, fold, speech_verbs, word_classes
from corpus_utils.speech.quotations import Quotation

__all__ = ["QUOTE", "Sentence", "has_finite_verb", "read_sentences"]

#: The word that stands for a whole quotation.
QUOTE = "\x00"
_WORD = re.compile(r"(?:[A-Za-z]\.){2,}(?:-\w+)*|\w+(?:['’.&/-]\w+)*['’]?|[^\w\s]")
_ARTICLED = re.compile(r"(?:al|el|as|ash|ad|an|ar|at|az|ul)[-‑][A-Z]")
_STOPS = frozenset(".!?…")
_LONGEST = 400  # entries after which a sentence without an end is cut, which keeps the reading linear
_NOT_SUBJECTS = frozenset({"who", "nothing", "everything", "there", "you", "nobody"})
_CLOSERS = frozenset(")]”’\"'")


@dataclass(frozen=True)
class Sentence:
    """A sentence as parallel lists: one entry per word or mark.

    ``words`` are folded, ``surface`` is as written, ``starts``/``ends`` are offsets in the raw text, and
    ``quotes`` holds the number of the quotation that an entry stands for, or -1. ``finite`` counts the finite
    verbs before each entry, so that the number in a stretch is a difference.
    """

    words: tuple[str, ...]
    surface: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quotes: tuple[int, ...]
    finite: tuple[int, ...]
    block: int

    def __len__(self) -> int:
        return len(self.words)

    def is_a(self, index: int, *classes: str) -> bool:
        """Say whether an entry exists and belongs to one of the word classes."""
        if not 0 <= index < len(self.words):
            return False
        word, members = self.words[index], word_classes()
        return any(word in members[name] for name in classes)

    def is_name(self, index: int) -> bool:
        """Say whether an entry exists and is capitalised, after an Arabic article too."""
        inside = 0 <= index < len(self.words)
        return inside and (self.surface[index][:1].isupper() or bool(_ARTICLED.match(self.surface[index])))

    def has_finite(self, first: int, stop: int) -> bool:
        """Say whether a finite verb stands in the stretch ``[first, stop)``."""
        first, stop = max(first, 0), min(stop, len(self.words))
        return first < stop and self.finite[stop] > self.finite[first]


def read_sentences(
    text: str, block: tuple[int, int], number: int, quotations: Sequence[Quotation], first: int = 0
) -> Iterator[Sentence]:
    """Cut one block of running text into sentences.

    A sentence that is quoted together with its attribution stays one sentence, because the attribution is
    looked for there.

    Parameters
    ----------
    text : str
        The whole raw text.
    block : (int, int)
        Half-open bounds of the block.
    number : int
        Number of the block, kept in the sentences.
    quotations : sequence of Quotation
        The quotations of this block, sorted.
    first : int, default 0
        Number of the first of these quotations.

    Yields
    ------
    Sentence

    Examples
    --------
    >>> text = "Mr. Example left. He said he was ill."
    >>> [len(sentence) for sentence in read_sentences(text, (0, len(text)), 0, [])]
    [4, 6]
    """
    entries: list[tuple[str, str, int, int, int]] = []
    at = block[0]
    for offset, quotation in enumerate(quotations):
        entries.extend(_words(text, at, quotation.outer_start))
        entries.append(
            (QUOTE, text[quotation.start : quotation.end], quotation.outer_start, quotation.outer_end, first + offset)
        )
        at = quotation.outer_end
    entries.extend(_words(text, at, block[1]))
    start = 0
    for index in range(len(entries)):
        if _ends_sentence(entries, index, start) or index - start >= _LONGEST:
            yield _sentence(entries[start : index + 1], number)
            start = index + 1
    if start < len(entries):
        yield _sentence(entries[start:], number)


def has_finite_verb(text: str) -> bool:
    """Say whether a short stretch of text holds a finite verb.

    A quotation of a few words without one is a quoted term and not somebody's speech.

    Parameters
    ----------
    text : str
        The words between two marks.

    Returns
    -------
    bool

    Examples
    --------
    >>> has_finite_verb("have similar positions"), has_finite_verb("mutual agreement")
    (True, False)
    """
    entries = [*_words(text, 0, len(text))]
    if not entries:
        return False
    sentence = _sentence(entries, 0)
    return any(sentence.has_finite(at, at + 1) and not (_modified(sentence, at)) for at in range(len(entries)))


def _modified(sentence: Sentence, at: int) -> bool:
    """Say whether a form in -ed is an adjective here: ``deeply concerned``."""
    adverb = sentence.words[at - 1].endswith("ly") or sentence.is_a(at - 1, "adverb", "degree")
    return at > 0 and adverb and sentence.words[at].endswith("ed")


def _words(text: str, start: int, end: int) -> Iterator[tuple[str, str, int, int, int]]:
    """Yield the words and marks of a stretch; an abbreviation keeps its stop."""
    shortened = abbreviations()
    for match in _WORD.finditer(text, start, end):
        surface, stop = match[0], match.end()
        if stop < end and text[stop] == "." and f"{surface}.".casefold() in shortened:
            surface, stop = f"{surface}.", stop + 1
        if len(surface) == 1 and surface.isupper() and surface != "I" and text[stop : stop + 1] == "." and stop < end:
            surface, stop = f"{surface}.", stop + 1
        if (
            surface == "."
            and text[match.start() - 1 : match.start() + 1].casefold() != "."
            and match.start() > start
            and _abbreviated(text, match.start(), start)
        ):
            continue
        yield fold(surface), surface, match.start(), stop, -1


def _abbreviated(text: str, stop: int, start: int) -> bool:
    """Say whether the stop at an offset was already taken into an abbreviation or stands after an initial."""
    begin = stop
    while begin > start and stop - begin < 8 and text[begin - 1].isalpha():
        begin -= 1
    word = text[begin:stop]
    return f"{word}.".casefold() in abbreviations() or (len(word) == 1 and word.isupper() and word != "I")


def _ends_sentence(entries: list[tuple], index: int, start: int) -> bool:
    """Say whether a sentence ends with this entry."""
    word, surface, _, _, quote = entries[index]
    if index + 1 >= len(entries):
        return False
    following, following_quote = entries[index + 1][1], entries[index + 1][4]
    begins = following_quote >= 0 or following[:1].isupper() or following[:1].isdigit() or following in "([‘•"
    if quote >= 0:
        if surface[-1:] not in _STOPS or not begins:
            return False
        return following_quote >= 0 or not _attributes(entries, index + 1, surface[-1:] == ".")
    if word in _STOPS:
        return begins
    if word in _CLOSERS and index > start and entries[index - 1][0] in _STOPS:
        return begins
    return False


def _attributes(entries: list[tuple], index: int, full_stop: bool) -> bool:
    """Say whether the words after a quotation are its attribution and not a new sentence."""
    for ahead in range(index, min(index + 12, len(entries))):
        word = entries[ahead][0]
        if word in speech_verbs():
            after = entries[ahead + 1][0] if ahead + 1 < len(entries) else "."
            return after in ".,;" or (not full_stop and after not in {"that"})
        if word in _STOPS or entries[ahead][4] >= 0:
            return False
    return False


def _sentence(entries: list[tuple], number: int) -> Sentence:
    words, surface, starts, ends, quotes = zip(*entries, strict=True)
    words = tuple(
        f"at-{after}" if word == "at" and after in word_classes()["amount"] else word
        for word, after in zip(words, (*words[1:], ""), strict=True)
    )
    named = [index > 0 and written[:1].isupper() for index, written in enumerate(surface)]
    marks = [
        _is_finite(words, index) and not (named[index] and words[index] not in word_classes()["auxiliary"])
        for index in range(len(words))
    ]
    return Sentence(words, surface, starts, ends, quotes, (0, *accumulate(marks)), number)


def _is_finite(words: Sequence[str], index: int) -> bool:
    """Judge one word by the lists of finite forms and by its neighbours."""
    classes, word = word_classes(), words[index]
    before = words[index - 1] if index else ""
    after = words[index + 1] if index + 1 < len(words) else ""
    if word in classes["auxiliary"]:
        noun = word in ("may", "will") and (before in classes["article"] or before in classes["possessive"])
        return before not in ("to", "the", "a", "of") and not noun
    if before == "to":
        return False
    if word in classes["strong"]:
        return True
    if before in classes["subject_pronoun"] and before not in _NOT_SUBJECTS:
        return _follows_pronoun(before, word)
    if word in classes["plural"]:
        plural = (before.endswith("s") and before not in classes["determiner"]) or before in classes["plural_subject"]
        return plural or (index > 1 and words[index - 2] in classes["subject_pronoun"])
    if word in classes["weak"] or (word.endswith("ed") and len(word) > 3 and "-" not in word):
        named = any(before in classes[name] for name in ("determiner", "preposition", "be"))
        return index > 0 and not named and before not in {"been", ",", "and", "have", "has", "had"} and after != "by"
    return False


def _follows_pronoun(before: str, word: str) -> bool:
    """Say whether a word after a subject pronoun is its verb: ``it works``, ``we undertake``."""
    classes = word_classes()
    if (
        not word.isalpha()
        or word.endswith(("ing", "ly"))
        or any(word in classes[name] for name in ("conjunction", "preposition", "adverb", "determiner", "helping"))
    ):
        return False
    return word.endswith(("s", "ed")) or word in classes["weak"] or before in {"we", "they", "i", "you"}
