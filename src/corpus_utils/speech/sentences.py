"""Cut running text into sentences of words, and give every word the letter by which the grammar reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from corpus_utils.speech.lexicon import (
    SpeechVerb,
    abbreviations,
    agencies,
    classes_of,
    fold,
    read_vocabulary,
    speech_verbs,
    word_classes,
)
from corpus_utils.speech.quotations import Quotation

__all__ = ["QUOTE", "Sentence", "has_finite_verb", "read_sentences", "verb_letter", "verb_letters"]

#: The word that stands for a whole quotation.
QUOTE = "\x00"
_ARTICLED = re.compile(r"(?:al|el|as|ash|ad|an|ar|at|az|ul)[-‑][A-Z]")
_MAY_BE_VERB = re.compile("(?<=[nN])n(?=[d#])")
_KINDS = {"verb": "V", "infinitive": "k", "time": "T", "brackets": "(", "quoting": "X", "quoted": "Z", "according": "Y"}
_ALONE = {"h": "H", "j": "J", "p": "P", "o": "P", "2": "P", "a": "A", "g": "A", "l": "A", "r": "R", "i": "I", "e": "E"}
_ALONE |= {"d": "N", "#": "N", "D": "T", "*": "x", "'": "x", "\x01": "x", ")": "x", "u": "A"}
_AGENCY = 5  # words among which the name of an agency begins, and which it may have
_STOPS = frozenset(".!?…")
_CLOSERS = frozenset(")]”’\"'")
_LONGEST = 400  # entries after which a sentence without an end is cut, which keeps the reading linear
_AS = 14  # entries between ``quoted`` and ``as saying``
_ATTRIBUTION = 12  # entries after a quotation in which its verb of speech is looked for
_NOT_SUBJECTS = frozenset({"who", "nothing", "everything", "there", "you", "nobody"})
_MARKS = {",": ",", ";": ";", ":": ":", "(": "(", "[": "(", ")": ")", "]": ")", QUOTE: "Q"} | dict.fromkeys("–—-", "-")
_MARKS |= dict.fromkeys(".!?…", ".") | dict.fromkeys("$€£#", "#") | dict.fromkeys("'’‘\"”“", "'")
_MARKS |= {"to": "2", "of": "o", "as": "@", "that": "t", "ago": "g", "%": "n", "her": "d", "but": "B", "yet": "B"}
_MARKS |= {"even": "a", "if": "f", "when": "f", "where": "f", "by": "y", "not": "u", "never": "u"}
_BY_NEIGHBOURS = frozenset({"about", "around", "over", "under", "once", "since", "her"})  # their letter, as of ``tlz``
#: The letter of a function word, by the first of its classes in this order.
_LETTERS = (
    ("concessive", "C"), ("conjunction", "c"), ("negated_auxiliary", "u"), ("be", "b"), ("modal", "z"),
    ("contracted", "j"), ("helping", "m"), ("auxiliary", "m"), ("object_only", "w"), ("plain_subject", "h"),
    ("possessive", "d"), ("number", "#"), ("time_lead", "l"), ("determiner", "d"), ("day", "D"), ("month", "D"),
    ("time_unit", "D"), ("wh_only", "q"), ("relative", "r"), ("subordinator", "s"), ("preposition", "p"),
    ("adverb", "a"),
)  # fmt: skip


@dataclass(frozen=True)
class Sentence:
    """A sentence as parallel lists: one entry per word or mark.

    ``words`` are folded, ``surface`` is as written, ``starts``/``ends`` are offsets in the raw text, and
    ``quotes`` holds the number of the quotation that an entry stands for, or -1.
    """

    words: tuple[str, ...]
    surface: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quotes: tuple[int, ...]
    block: int

    def __len__(self) -> int:
        return len(self.words)

    def is_a(self, index: int, *classes: str) -> bool:
        """Say whether an entry exists and belongs to one of the word classes."""
        return 0 <= index < len(self.words) and not self.kinds[index].classes.isdisjoint(classes)

    def is_name(self, index: int) -> bool:
        """Say whether an entry exists and is capitalised, after an Arabic article too."""
        return 0 <= index < len(self.words) and self.capitals[index]

    def has_finite(self, first: int, stop: int) -> bool:
        """Say whether a finite verb stands in the stretch ``[first, stop)``."""
        first, stop = max(first, 0), min(stop, len(self.words))
        return first < stop and self.finite[stop] > self.finite[first]

    def text(self, first: int, stop: int) -> str:
        """Return the words of a stretch as written, quotations aside."""
        return " ".join(self.surface[at] for at in range(first, stop) if self.words[at] != QUOTE)

    def is_channel(self, first: int, stop: int) -> bool:
        """Say whether a stretch names a news agency or paper, through which others speak."""
        if self.capitals[first] and "outlet" in classes_of(self.words[stop - 1]):
            return True
        near = range(first, min(stop, first + _AGENCY))
        openings = [at for at in near if self.words[at] in _agency_openings()]
        return any(
            " ".join(self.words[at:end]) in agencies()
            for at in openings
            for end in range(at + 1, min(at + _AGENCY, stop + 1))
        )

    @cached_property
    def kinds(self) -> list[_WordKind]:
        """What is known of each word wherever it stands."""
        return list(map(_word_kind, self.words))

    @cached_property
    def finite(self) -> tuple[int, ...]:
        """Count the finite verbs before each entry, so that the number in a stretch is a difference."""
        marks, after_pronoun = [False] * (len(self.words) + 1), False
        for index, kind in enumerate(self.kinds):
            if (kind.may_be_finite or after_pronoun) and _is_finite(self.words, index):
                named = index > 0 and self.surface[index][:1].isupper() and "auxiliary" not in kind.classes
                marks[index + 1] = not named
            after_pronoun = kind.is_pronoun
        return tuple(accumulate(marks))

    @cached_property
    def chunks(self) -> tuple[str, list[int]]:
        """Read the words as chunks (noun phrases, verb groups, times, marks), once: a letter each, and their entries.

        Examples
        --------
        >>> text = "On Monday the head of the council was ill."
        >>> next(read_sentences(text, (0, len(text)), 0, [])).chunks
        ('TNVN.', [0, 2, 7, 8, 9, 10])
        """
        return _chunks(self)

    @cached_property
    def capitals(self) -> list[bool]:
        """Say of each entry whether it is capitalised, after an Arabic article too."""
        return [
            written[:1].isupper() or ("-" in written and bool(_ARTICLED.match(written))) for written in self.surface
        ]

    @cached_property
    def letters(self) -> str:
        """Give each entry the letter of its kind; see ``GRAMMAR`` in :mod:`corpus_utils.speech.constructions`."""
        letters: list[str] = []
        for at, kind in enumerate(self.kinds):
            if at < len(letters):
                continue
            if kind.is_plain and (not kind.letter or (kind.is_fixed and self.surface[at][:1] == self.words[at][:1])):
                letters.append(kind.letter or _open_letter(self, at))
                continue
            phrase = _source_phrase(self.words, at) if kind.opens_phrase else 0
            verb = verb_at(self, at) if kind.opens_verb and not phrase else None
            if phrase:
                letters += ["Y", *["\x01"] * (phrase - 1)]
            elif "quoting" in kind.classes and "as" in self.words[at + 1 : at + _AS]:
                letters.append("X")
            elif "citing" in kind.classes:
                letters.append("&")
            elif verb is not None and not _is_noun(self, at, verb):
                letters += [verb_letter(verb, self.words[at]), *["\x01"] * (len(verb.words) - 1)]
            elif verb is not None:
                letters.append("n")
            else:
                letters.append(_letter(self, at))
            if letters[at] == "2" and self.is_a(at - 1, "resumes"):
                letters[at] = "a"
                letters[at - 1] = "a" if self.words[at - 1] == "on" else "m"
                if self.words[at - 1] == "on" and at > 1:
                    letters[at - 2] = "m"
        for match in _MAY_BE_VERB.finditer("".join(letters)):
            if self._agrees(match.start()):
                letters[match.start()] = "v"
        return "".join(letters)

    def _agrees(self, at: int) -> bool:
        """Say whether a word may be the verb of the noun before it: ``the poll leads``, ``the polls lead``."""
        word, several = self.words[at], self.words[at - 1].endswith("s")
        return word[-1:] != "'" and "'" not in self.words[at - 1] and word.isalpha() and word.endswith("s") != several


def _chunks(sentence: Sentence) -> tuple[str, list[int]]:
    letters, starts = [], []
    tags = sentence.letters
    for match in _chunk_pattern().finditer(tags):
        first, kind, inside = match.start(), match.lastgroup, match[0]
        if kind in ("alone", "one"):
            letter = _ALONE.get(inside, inside)
            if letter == "Q" and sentence.surface[first][:1].isupper():
                letter = "U"
            elif inside == "2" and _is_infinitive(sentence, first):
                letter = "k"
        elif kind == "noun":
            letter = "M" if "N" in inside and sentence.is_channel(first, match.end()) else "N"
        elif kind == "said":
            letter = _said(inside)
        elif kind == "saying":
            verb = inside.rstrip("\x01")[-1]
            letter = _finite_letter(verb) if len(inside.rstrip("\x01")) > 1 else verb
        elif inside == "v" and sentence.words[first].endswith("ed"):
            letter = "W"
        else:
            letter = _KINDS[str(kind)]
        letters.append(letter)
        starts.append(first)
    return "".join(letters), [*starts, len(tags)]


def _is_infinitive(sentence: Sentence, to: int) -> bool:
    """Say whether ``to`` stands before a verb and not before a noun phrase: ``to build``, ``to talks``."""
    at = to + 1
    while sentence.is_a(at, "adverb", "negation"):
        at += 1
    if at >= len(sentence) or sentence.is_name(at) or not sentence.words[at].isalpha():
        return False
    if sentence.is_a(at, "be", "helping"):
        return True
    plural = sentence.words[at].endswith("s") and not sentence.words[at].endswith(("ss", "us"))
    return not plural and not sentence.is_a(at, "function", "number", "object_pronoun", "subject_pronoun")


def _said(inside: str) -> str:
    """Return the letter of a verb group with a verb of speech; a plain verb's where nobody reports anything."""
    helpers, verb = inside.rstrip("\x01")[:-1], inside.rstrip("\x01")[-1]
    denied = "z" in helpers or "b" in helpers or ("u" in helpers and verb not in verb_letters("belief"))
    return "V" if denied else verb


def _finite_letter(participle: str) -> str:
    """Return the letter of the finite forms of a verb, from that of its participle: ``is saying`` for ``saying``."""
    return verb_letters()[verb_letters(participle=True).index(participle)]


@cache
def _chunk_pattern() -> re.Pattern:
    finite, participle = verb_letters(), verb_letters(participle=True)
    noun = r"(?:(?:(?:d|#(?!d))+Q?[eiaD]*[nN#]+|[d#]+|[nN#]+)(?:\([nN]\)[nN]+)?(?:D[nN]+)?)"
    return re.compile(
        rf"(?P<alone>[^bmzu{finite}{participle}2XvplDd#nN(Y])"  # what begins nothing longer, for speed
        rf"|(?P<said>(?:[bmzu][abmzu]*)?[{finite}]\x01*)"
        rf"|(?P<saying>(?:[bm][abmu]*)?[{participle}]\x01*)"
        rf"|(?P<infinitive>2a*[{finite}]\x01*)"
        r"|(?P<quoted>[bm][abm]*X)|(?P<quoting>X)"
        r"|(?P<verb>[bmzu](?:[abmzu]*[bmzuvei])?|v)"
        r"|(?P<time>p?l?D[D#]*(?:,#)?|[d#l]+Dg|p#+(?![nNei]))"
        rf"|(?P<noun>{noun}(?:o(?:{noun}|w))*)"
        r"|(?P<brackets>\([^()]{0,40}\))"
        r"|(?P<according>Y\x01*)|(?P<one>.)",
        re.DOTALL,
    )


@cache
def _agency_openings() -> frozenset[str]:
    return frozenset(name.split()[0] for name in agencies())


def read_sentences(
    text: str, block: tuple[int, int], number: int, quotations: Sequence[Quotation], first: int = 0
) -> Iterator[Sentence]:
    """Cut one block of running text into sentences, in which a whole quotation counts as one word.

    A sentence that is quoted together with its attribution stays one sentence, because the attribution is
    looked for there.

    ``number`` is that of the block, ``quotations`` are those in it, and ``first`` is the number of the first of them.

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
        inside = text[quotation.start : quotation.end]
        entries.append((QUOTE, inside, quotation.outer_start, quotation.outer_end, first + offset))
        at = quotation.outer_end
    entries.extend(_words(text, at, block[1]))
    start = 0
    for index, entry in enumerate(entries):
        if index - start >= _LONGEST or (
            (entry[4] >= 0 or entry[0][-1] in ".!?…)]”’\"'") and _ends_sentence(entries, index, start)
        ):
            yield _sentence(entries[start : index + 1], number)
            start = index + 1
    if start < len(entries):
        yield _sentence(entries[start:], number)


def has_finite_verb(text: str) -> bool:
    """Say whether a short stretch of text holds a finite verb.

    A quotation of a few words without one is a quoted term and not somebody's speech.

    Examples
    --------
    >>> has_finite_verb("have similar positions"), has_finite_verb("mutual agreement")
    (True, False)
    """
    entries = _words(text, 0, len(text))
    if not entries:
        return False
    sentence = _sentence(entries, 0)
    return any(sentence.has_finite(at, at + 1) and not _modified(sentence, at) for at in range(len(entries)))


def verb_at(sentence: Sentence, at: int) -> SpeechVerb | None:
    """Return the verb of speech whose form begins at an entry.

    Capitalised forms are names or open a sentence without a subject, and are left out.

    Examples
    --------
    >>> text = "The states said no."
    >>> verb_at(next(read_sentences(text, (0, len(text)), 0, [])), 2).lemma
    'say'
    """
    for verb in speech_verbs().get(sentence.words[at], ()):
        if sentence.words[at : at + len(verb.words)] == verb.words and sentence.surface[at][:1].islower():
            return verb
    return None


def verb_letter(verb: SpeechVerb, word: str) -> str:
    """Return the letter that stands for a form of a verb of speech: one for each way to use it."""
    return _verb_letters()[verb.constructions, word.endswith("ing")]


def verb_letters(*constructions: str, participle: bool = False) -> str:
    """Return the letters of all verbs of speech that allow one of the constructions, as finite verbs or as participles.

    Examples
    --------
    >>> len(verb_letters("addressee")) < len(verb_letters("that")) < len(verb_letters())
    True
    """
    return "".join(
        letter
        for (allowed, ends), letter in _verb_letters().items()
        if ends is participle and (not constructions or not allowed.isdisjoint(constructions))
    )


def _source_phrase(words: Sequence[str], at: int) -> int:
    """Return the number of words of a phrase like ``according to`` that begins at an entry."""
    for phrase in _source_phrases().get(words[at], ()):
        if words[at : at + len(phrase)] == phrase:
            return len(phrase)
    return 0


@cache
def _source_phrases() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in read_vocabulary("source_phrases"):
        words = tuple(fold(row["phrase"]).split())
        found.setdefault(words[0], []).append(words)
    return found


@cache
def _verb_letters() -> dict[tuple[frozenset[str], bool], str]:
    kinds = sorted({verb.constructions for verbs in speech_verbs().values() for verb in verbs}, key=sorted)
    pairs = [(kind, participle) for participle in (False, True) for kind in kinds]
    return {pair: chr(0x3400 + number) for number, pair in enumerate(pairs)}


@cache
def _word_pattern() -> re.Pattern:
    """Build the pattern of a word or mark; an abbreviation or an initial keeps its stop."""
    numbered = {"no.", "nos.", "art.", "para."}
    short = "|".join(re.escape(form[:-1]) for form in sorted(abbreviations() - numbered) if form.count(".") == 1)
    before_number = "|".join(re.escape(form[:-1]) for form in sorted(numbered))
    return re.compile(
        r"[^\W\d]++(?![\w.'’&/-])|\w++(?![.,'’&/-])|[^\w\s]"  # most words and marks, of which no more can come
        rf"|(?=\w)(?:\d+(?:[.,]\d+)+|(?:[A-Za-z]\.){{2,}}(?:-\w+)*|\b(?:\w+-)?(?i:{short})\."
        rf"|\b(?i:{before_number})\.(?=\s?\d)|\b[A-HJ-Z]\.(?!\w)|\w+(?:['’.&/-]\w+)*['’]?)"
    )


def _words(text: str, start: int, end: int) -> list[tuple[str, str, int, int, int]]:
    """List the words and marks of a stretch."""
    found = _word_pattern().finditer(text, start, end)
    return [(fold(written := match[0]), written, match.start(), match.end(), -1) for match in found]


def _ends_sentence(entries: list[tuple], index: int, start: int) -> bool:
    """Say whether a sentence ends with this entry."""
    word, surface, _, _, quote = entries[index]
    if index + 1 >= len(entries):
        return False
    following, following_quote = entries[index + 1][1], entries[index + 1][4]
    begins = following_quote >= 0 or following[:1].isupper() or following[:1].isdigit() or following in "([‘•*"
    if quote >= 0:
        if surface[-1:] not in _STOPS or not begins:
            return False
        return following_quote >= 0 or not _attributes(entries, index + 1, surface[-1:] == ".")
    if word in _STOPS:
        return begins
    if word in _CLOSERS:
        return begins and index > start and entries[index - 1][0] in _STOPS
    return word.count(".") > 1 and following[:1].isupper() and "opens_sentence" in classes_of(entries[index + 1][0])


def _attributes(entries: list[tuple], index: int, full_stop: bool) -> bool:
    """Say whether the words after a quotation are its attribution and not a new sentence."""
    for ahead in range(index, min(index + _ATTRIBUTION, len(entries))):
        word = entries[ahead][0]
        if word in speech_verbs():
            after = entries[ahead + 1][0] if ahead + 1 < len(entries) else "."
            return after in ".,;" or (not full_stop and after not in {"that"})
        if word in _STOPS or entries[ahead][4] >= 0:
            return False
    return False


def _sentence(entries: list[tuple], number: int) -> Sentence:
    words, surface, starts, ends, quotes = zip(*entries, strict=True)
    if "at" in words:
        words = tuple(
            f"at-{after}" if word == "at" and after in word_classes()["amount"] else word
            for word, after in zip(words, (*words[1:], ""), strict=True)
        )
    return Sentence(words, surface, starts, ends, quotes, number)


def _modified(sentence: Sentence, at: int) -> bool:
    """Say whether a form in -ed is an adjective here: ``deeply concerned``."""
    adverb = sentence.words[at - 1].endswith("ly") or sentence.is_a(at - 1, "adverb", "degree")
    return at > 0 and adverb and sentence.words[at].endswith("ed")


def _is_finite(words: Sequence[str], index: int) -> bool:
    """Judge one word by the lists of finite forms and by its neighbours."""
    word = words[index]
    classes = classes_of(word)
    before = words[index - 1] if index else ""
    earlier = classes_of(before)
    if "auxiliary" in classes:
        noun = word in ("may", "will") and not earlier.isdisjoint(("article", "possessive"))
        return before not in ("to", "the", "a", "of") and not noun
    if before == "to":
        return False
    if "strong" in classes:
        return True
    if "subject_pronoun" in earlier and before not in _NOT_SUBJECTS:
        return _follows_pronoun(before, word)
    if "plural" in classes:
        plural = (before.endswith("s") and "determiner" not in earlier) or "plural_subject" in earlier
        return plural or (index > 1 and "subject_pronoun" in classes_of(words[index - 2]))
    if "weak" in classes or (word.endswith("ed") and len(word) > 3 and "-" not in word):
        named = not earlier.isdisjoint(("determiner", "preposition", "be"))
        after = words[index + 1] if index + 1 < len(words) else ""
        return index > 0 and not named and before not in {"been", ",", "and", "have", "has", "had"} and after != "by"
    return False


def _follows_pronoun(before: str, word: str) -> bool:
    """Say whether a word after a subject pronoun is its verb: ``it works``, ``we undertake``."""
    classes = classes_of(word)
    if (
        not word.isalpha()
        or word.endswith(("ing", "ly"))
        or not classes.isdisjoint(("conjunction", "preposition", "adverb", "determiner", "helping"))
    ):
        return False
    return word.endswith(("s", "ed")) or "weak" in classes or before in {"we", "they", "i", "you"}


def _letter(sentence: Sentence, at: int) -> str:
    """Give an entry that is no verb of speech its letter, from that which its word has by itself."""
    word, written, kind = sentence.words[at], sentence.surface[at], sentence.kinds[at]
    letter = kind.letter
    if kind.is_fixed and written[:1] == word[:1]:
        return letter
    if not letter:
        return _open_letter(sentence, at)
    following = sentence.words[at + 1] if at + 1 < len(sentence) else ""
    if letter == "t" and (at == 0 or sentence.is_a(at - 1, "preposition") or sentence.is_a(at + 1, "time_unit")):
        return "l" if sentence.is_a(at + 1, "time_unit") else "d"
    if (
        letter == "p"
        and word in {"about", "around", "over", "under"}
        and (following[:1].isdigit() or sentence.is_a(at + 1, "number", "amount"))
    ):
        return "#"
    if letter == "l" and not sentence.is_a(at + 1, "time_unit", "day", "month", "time_lead"):
        return "d" if word in {"this", "the"} else "a" if sentence.is_a(at, "adverb") else "n"
    if word == "the" and letter == "l":
        return "d"
    if word == "her" and not (following[:1].isalpha() and not sentence.is_a(at + 1, "function")):
        return "w"
    capital = written[:1].isupper()
    if at and capital and letter in "bzmCasrqv" and following and written != "I":
        return "N"
    if letter == "s" and word in {"once", "since"} and not sentence.is_a(at + 1, "determiner", "subject_pronoun"):
        return "a"
    if letter in "wh" and len(written) > 1 and written.isupper():
        return "N"
    return "n" if letter == "z" and sentence.is_a(at - 1, "article") else letter


def _open_letter(sentence: Sentence, at: int) -> str:
    """Give a word that no list holds its letter, by its form and place."""
    form, name = sentence.kinds[at].form, sentence.capitals[at]
    capital = name and sentence.surface[at][:1].isupper()
    if at and capital and at + 1 < len(sentence):
        return "N"
    if sentence.finite[at + 1] > sentence.finite[at]:
        return "v"
    if form in "#*":
        return form
    if form == "a" and at == 0 and sentence.words[1:2] and sentence.words[1] in speech_verbs():
        return "N"
    if name and (at or not capital):
        return "N"
    if form == "n" or (form == "i" and sentence.is_a(at - 1, "determiner")):
        return "N" if capital else "n"
    return form


@cache
def _plain_letters() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, letter in _LETTERS:
        for word in word_classes().get(name, ()):
            found.setdefault(word, letter)
    return found | _MARKS


class _WordKind(NamedTuple):
    """What is known of a word wherever it stands."""

    letter: str
    classes: frozenset[str]
    may_be_finite: bool
    opens_verb: bool
    opens_phrase: bool
    is_pronoun: bool
    is_plain: bool
    is_fixed: bool
    form: str


@lru_cache(maxsize=1 << 16)
def _word_kind(word: str) -> _WordKind:
    classes = classes_of(word)
    finite = word.endswith("ed") or not classes.isdisjoint(("auxiliary", "strong", "plural", "weak"))
    letter, verb, phrase = _plain_letters().get(word, ""), word in speech_verbs(), word in _source_phrases()
    plain = not (verb or phrase) and word != "to" and classes.isdisjoint(("quoting", "citing"))
    fixed = letter not in {"", *"tlz"} and word not in _BY_NEIGHBOURS
    return _WordKind(letter, classes, finite, verb, phrase, "subject_pronoun" in classes, plain, fixed, _form(word))


def _form(word: str) -> str:
    """Return the letter that the form of a word suggests."""
    if not word[:1].isalpha():
        return "#" if word[:1].isdigit() else "*"
    if word.endswith("ly") and len(word) > 4:
        return "a"
    if word.endswith("ing") and len(word) > 5:
        return "i"
    return "e" if word.endswith("ed") and len(word) > 4 else "n"


def _is_noun(sentence: Sentence, at: int, verb: SpeechVerb) -> bool:
    """Say whether the form is a noun where it stands: ``his remarks``, ``the report``, ``of claims``."""
    if at == 0:
        return sentence.words[0] != "said"
    before, word = sentence.words[at - 1], sentence.words[at]
    if sentence.is_a(at - 1, "determiner") and not sentence.is_a(at - 1, "quantifier_subject"):
        return not (sentence.is_a(at - 1, "number") and (word.endswith("ed") or sentence.is_a(at, "strong")))
    if "noun" in verb.constructions and word.endswith("s") and sentence.is_a(at - 1, "quantifier_subject"):
        return True
    following = sentence.words[at + 1] if at + 1 < len(sentence) else ""
    if "noun" in verb.constructions and (
        following in speech_verbs() or following == "of" or sentence.is_a(at + 1, "auxiliary", "strong")
    ):
        return True
    if word == "states" and sentence.is_name(at - 1) and following not in {"that", ":", QUOTE}:
        return True
    resumed = before == "to" and sentence.is_a(at - 2, "resumes")
    since = before in {"since", "once"} and sentence.is_a(at - 2, "helping")
    if (sentence.is_a(at - 1, "preposition", "possessive") and before != "to" and not since) or before.endswith(
        ("'s", "s'")
    ):
        return not word.endswith("ing")
    helped = at - 1
    while helped > 0 and sentence.is_a(helped, "adverb", "negation"):
        helped -= 1
    if word.endswith("s") and sentence.is_a(helped, "helping", "modal"):
        return True
    base = word == verb.words[0] == verb.lemma.split(" ")[0] and "past" not in verb.constructions
    if not base or resumed or before == "to" or "noun" not in verb.constructions:
        return False
    if sentence.is_a(at - 1, "subject_pronoun", "adverb", "helping", "relative", "plural_anaphor", "negation", "modal"):
        return False
    if before == ",":
        return following.isalpha() and not sentence.kinds[at + 1].classes and not sentence.capitals[at + 1]
    return not (before.endswith("s") or sentence.is_a(at - 1, "plural_subject") or before in {"and", QUOTE})
