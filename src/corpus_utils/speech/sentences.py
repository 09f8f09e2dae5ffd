"""Cut running text into sentences of words, and give every word the letter by which the grammar reads it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from itertools import accumulate, pairwise, repeat
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

__all__ = ["QUOTE", "Sentence", "has_finite_verb", "read_sentences", "verb_letters"]

#: The word that stands for a whole quotation.
QUOTE = "\x00"
_ARTICLED = re.compile(r"(?:al|el|as|ash|ad|an|ar|at|az|ul)[-‑][A-Z]")
_MAY_BE_VERB = re.compile("(?<=[nN])n(?=[d#])")
#: The letter of a chunk of one word, where it is not that of the word; of a longer one, by its last or its first word.
_ALONE = {"h": "H", "j": "J", "r": "R", "i": "I", "e": "E", "D": "T"} | dict.fromkeys("po2", "P")
_ALONE |= dict.fromkeys("agl", "A") | dict.fromkeys("d#nN", "N") | dict.fromkeys("*')\x01", "x")
_ALONE |= dict.fromkeys("bmzuv", "V") | {"\x02": "Q", "\x03": "U"}
_BY_LAST = {"X": "Z", "Y": "Y", "g": "T"}
_BY_FIRST = {"(": "(", "2": "k"} | dict.fromkeys("plD", "T") | dict.fromkeys("bmzu", "V")
_AGENCY = 5  # words among which the name of an agency begins, and which it may have
_STOPS = frozenset(".!?…")
_PARTICIPLES = frozenset({"known", "shown", "spoken"})  # forms of verbs of speech that need a helping verb
_MAY_END = frozenset(".!?…)]”’\"'" + QUOTE)  # last signs of the entries that may end a sentence
_CLOSERS = frozenset(")]”’\"'")
_LONGEST = 400  # entries after which a sentence without an end is cut, which keeps the reading linear
_AS = 14  # entries between ``quoted`` and ``as saying``
_PHRASE = 5  # words of a noun phrase before its last
_ATTRIBUTION = 12  # entries after a quotation in which its verb of speech is looked for
_NOT_SUBJECTS = frozenset({"who", "nothing", "everything", "there", "you", "nobody"})
_MARKS = {",": ",", ";": ";", ":": ":", "(": "(", "[": "(", ")": ")", "]": ")", QUOTE: "Q"} | dict.fromkeys("–—-", "-")
_MARKS |= dict.fromkeys(".!?…", ".") | dict.fromkeys("$€£#", "#") | dict.fromkeys("'’‘\"”“", "'")
_MARKS |= {"to": "2", "of": "o", "as": "@", "that": "t", "ago": "g", "%": "n", "her": "d", "but": "B", "yet": "B"}
_MARKS |= {"the": "d", "even": "a", "if": "f", "when": "f", "where": "f", "by": "y", "not": "u", "never": "u"}
_BY_PLACE = frozenset({"about", "around", "over", "under", "once", "since", "her"})  # words that neighbours tell
_BY_NEIGHBOURS = frozenset("tlz")  # letters of which this holds too
_SMALL = "bzmCasrq"  # a word of these letters is a name where it has a capital inside a sentence
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

    ``words`` are folded, ``surface`` is as written, ``kinds`` is what is known of each word wherever it stands,
    ``starts``/``ends`` are offsets in the raw text, and ``quotes`` holds the number of the quotation that an entry
    stands for, or -1.
    """

    words: tuple[str, ...]
    surface: tuple[str, ...]
    kinds: tuple[_WordKind, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quotes: tuple[int, ...]
    block: int

    def __len__(self) -> int:
        return len(self.words)

    def part(self, first: int, stop: int) -> Sentence:
        """Return a stretch as a sentence of its own."""
        at = slice(first, stop)
        words, surface, kinds = self.words[at], self.surface[at], self.kinds[at]
        return Sentence(words, surface, kinds, self.starts[at], self.ends[at], self.quotes[at], self.block)

    def disowned(self, at: int) -> Sentence:
        """Take the possessive ending off a word, so that the name can be looked up."""
        return self.reworded(at, self.surface[at][: -1 if self.words[at].endswith("s'") else -2])

    def reworded(self, at: int, written: str) -> Sentence:
        """Put another word in the place of one."""
        kind = _word_kind(written)
        words, surface, kinds = (
            (*part[:at], new, *part[at + 1 :])
            for part, new in ((self.words, kind.word), (self.surface, written), (self.kinds, kind))
        )
        return replace(self, words=words, surface=surface, kinds=kinds)

    def is_a(self, index: int, *classes: str) -> bool:
        """Say whether an entry exists and belongs to one of the word classes."""
        return 0 <= index < len(self.words) and not self.kinds[index].classes.isdisjoint(classes)

    def is_name(self, index: int) -> bool:
        """Say whether an entry exists and is capitalised, after an Arabic article too."""
        return 0 <= index < len(self.words) and self.kinds[index].capital

    def has_finite(self, first: int, stop: int) -> bool:
        """Say whether a finite verb stands in the stretch ``[first, stop)``."""
        return bisect_left(self.verbs, first) < bisect_left(self.verbs, stop)

    def is_verb(self, at: int) -> bool:
        """Say whether an entry is a finite verb or opens a verb of speech: ``the polling shows``."""
        if at >= len(self):
            return False
        kind = self.kinds[at]
        return (kind.may_be_finite and self.has_finite(at, at + 1)) or (
            kind.opens_verb and verb_at(self, at) is not None
        )

    def head_end(self, first: int, stop: int) -> int:
        """Return where the head of a noun phrase ends: at the first preposition after its first word."""
        return next((at for at in range(first + 1, stop) if self.is_a(at, "preposition")), stop)

    def text(self, first: int, stop: int) -> str:
        """Return the words of a stretch as written, quotations aside."""
        return " ".join(self.surface[at] for at in range(first, stop) if self.words[at] != QUOTE)

    def is_channel(self, first: int, stop: int) -> bool:
        """Say whether a stretch names a news agency or paper, through which others speak."""
        if self.kinds[first].capital and "outlet" in self.kinds[stop - 1].classes:
            return True
        near = range(first, min(stop, first + _AGENCY))
        openings = [at for at in near if self.words[at] in _agency_openings()]
        return any(
            " ".join(self.words[at:end]) in agencies()
            for at in openings
            for end in range(at + 1, min(at + _AGENCY, stop + 1))
        )

    @cached_property
    def verbs(self) -> list[int]:
        """List the entries that are finite verbs."""
        found, after_pronoun = [], False
        for at, kind in enumerate(self.kinds):
            if kind.may_be_finite or after_pronoun:
                named = at > 0 and kind.upper and "auxiliary" not in kind.classes
                if not named and _is_finite(self, at):
                    found.append(at)
            after_pronoun = kind.is_pronoun
        return found

    @cached_property
    def capitals(self) -> list[bool]:
        """Say of each entry whether it is capitalised, after an Arabic article too."""
        return [kind.capital for kind in self.kinds]

    @cached_property
    def letters(self) -> str:
        """Give each entry the letter of its kind; see ``GRAMMAR`` in :mod:`corpus_utils.speech.constructions`.

        Most words have their letter wherever they stand; the place decides over the first word, over what may be a
        verb and over what may open a phrase.
        """
        letters = [kind.settled for kind in self.kinds]
        for at in (0, *self.verbs):
            if not self.kinds[at].letter:
                letters[at] = ""
        if not _phrase_marks().isdisjoint(self.words):
            for at, length in _source_phrases_in(self.words):
                letters[at : at + length] = ["Y", *["\x01"] * (length - 1)]
        for at, letter in enumerate(letters):
            if not letter:
                found = _letters_at(self, at)
                letters[at : at + len(found)] = found
        if not word_classes()["resumes"].isdisjoint(self.words):
            self._resume(letters)
        for match in _MAY_BE_VERB.finditer("".join(letters)):
            if self._agrees(match.start()):
                letters[match.start()] = _open_verb(self.words[match.start()])
        return "".join(letters)

    @cached_property
    def chunks(self) -> tuple[str, list[int]]:
        """Read the words as chunks (noun phrases, verb groups, times, marks), once: letters and first entries."""
        pieces = _chunk_pattern().findall(self.letters)
        starts = list(accumulate(map(len, pieces), initial=0))
        letters = list(map(_chunk_letter, pieces))
        for at, piece in enumerate(pieces):
            if piece == "2" and _is_infinitive(self, starts[at]):
                letters[at] = "k"
        if not _media_words().isdisjoint(self.words):
            for at, piece in enumerate(pieces):
                if letters[at] == "N" and "N" in piece and self.is_channel(starts[at], starts[at + 1]):
                    letters[at] = "M"
        return "".join(letters), starts

    def _resume(self, letters: list[str]) -> None:
        """Read ``went on to`` and ``continued to`` as helping verbs."""
        for at in range(1, len(letters)):
            if letters[at] == "2" and self.is_a(at - 1, "resumes"):
                letters[at] = "a"
                letters[at - 1] = "a" if self.words[at - 1] == "on" else "m"
                if self.words[at - 1] == "on" and at > 1:
                    letters[at - 2] = "m"

    def _agrees(self, at: int) -> bool:
        """Say whether a word may be the verb of the noun before it: ``the poll leads``, ``the polls lead``."""
        word, several = self.words[at], self.words[at - 1].endswith("s")
        return word[-1:] != "'" and "'" not in self.words[at - 1] and word.isalpha() and word.endswith("s") != several


@lru_cache(maxsize=1 << 16)
def _chunk_letter(piece: str) -> str:
    """Return the letter of a chunk, from the letters of its words."""
    words = piece.rstrip("\x01")
    first, last = piece[0], words[-1:]
    if len(piece) == 1:
        return _ALONE.get(piece, piece)
    if last in verb_letters(participle=True):
        return last if len(words) == 1 else verb_letters()[verb_letters(participle=True).index(last)]
    if last in verb_letters() and first != "2":
        return _said(words[:-1], last)
    return _BY_LAST.get(last) or _BY_FIRST.get(first, "N")


def _is_infinitive(sentence: Sentence, to: int) -> bool:
    """Say whether ``to`` stands before a verb and not before a noun phrase: ``to build``, ``to talks``."""
    at = to + 1
    while sentence.is_a(at, "adverb", "negation"):
        at += 1
    if sentence.words[at : at + 1] == (QUOTE,):
        opening = sentence.surface[at].partition(" ")[0]
        return opening.islower() and classes_of(opening).isdisjoint(("function", "number"))
    if at >= len(sentence) or sentence.is_name(at) or not sentence.words[at].isalpha():
        return False
    if sentence.is_a(at, "be", "helping"):
        return True
    plural = sentence.words[at].endswith("s") and not sentence.words[at].endswith(("ss", "us"))
    return not plural and not sentence.is_a(at, "function", "number", "object_pronoun", "subject_pronoun")


def _said(helpers: str, verb: str) -> str:
    """Return the letter of a verb group with a verb of speech; a plain verb's where nobody reports anything."""
    denied = "z" in helpers or "b" in helpers or ("u" in helpers and verb not in verb_letters("belief"))
    return "V" if denied else verb


@cache
def _chunk_pattern() -> re.Pattern:
    finite, participle = verb_letters(), verb_letters(participle=True)
    noun = r"(?:(?:(?:d|#(?!d))+[QU]?[eiaD]*[nN#]+|[d#]+|[nN#]+)(?:\([nN]\)[nN]+)?(?:D[nN]+)?)"
    chunks = (
        rf"[^bmzu{finite}{participle}2plDd#nN(Y]",  # what begins nothing longer, for speed
        rf"(?:[bmzu][abmzu]*)?[{finite}]\x01*",
        rf"(?:[bm][abmu]*)?[{participle}]\x01*",
        rf"2a*[{finite}]\x01*",
        r"[bm][abm]*X",
        r"[bmzu](?:[abmzu]*[bmzuvWei])?",
        r"p?l?D[D#]*(?:,#)?|[d#l]+Dg|p#+(?![nNei])",
        rf"{noun}(?:o(?:{noun}|w))*",
        r"(?<!^)\([^()]{0,40}\)|^\([^()]{0,40}\)(?!$)",  # not a whole sentence
        r"Y\x01*",
    )
    return re.compile("|".join((*chunks, ".")), re.DOTALL)


@cache
def _media_words() -> frozenset[str]:
    return _agency_openings() | word_classes()["outlet"]


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
    whole = _read_block(text, block, number, quotations, first)
    start = 0
    for at in [at for at, word in enumerate(whole.words) if word[-1] in _MAY_END]:
        while at - start > _LONGEST:
            yield whole.part(start, start + _LONGEST + 1)
            start += _LONGEST + 1
        if _ends_sentence(whole, at, start):
            yield whole.part(start, at + 1)
            start = at + 1
    for begin in range(start, len(whole), _LONGEST + 1):
        yield whole.part(begin, min(begin + _LONGEST + 1, len(whole)))


def has_finite_verb(text: str) -> bool:
    """Say whether a short stretch of text holds a finite verb.

    A quotation of a few words without one is a quoted term and not somebody's speech.

    Examples
    --------
    >>> has_finite_verb("have similar positions"), has_finite_verb("mutual agreement")
    (True, False)
    """
    sentence = _read_block(text, (0, len(text)), 0, (), 0)
    return not all(_modified(sentence, at) for at in sentence.verbs)


def verb_at(sentence: Sentence, at: int) -> SpeechVerb | None:
    """Return the verb of speech whose form begins at an entry.

    Capitalised forms are names or open a sentence without a subject, and are left out.
    """
    for verb in speech_verbs().get(sentence.words[at], ()):
        if sentence.words[at : at + len(verb.words)] == verb.words and sentence.surface[at][:1].islower():
            return verb
    return None


def verb_letters(*constructions: str, participle: bool = False) -> str:
    """Return the letters of the verbs of speech that allow one of the constructions, finite or as participles."""
    return "".join(
        letter
        for (allowed, ends), letter in _verb_letters().items()
        if ends is participle and (not constructions or not allowed.isdisjoint(constructions))
    )


def _source_phrases_in(words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """List where phrases like ``according to`` begin, and how many words each has."""
    for at, word in enumerate(words):
        for phrase in _source_phrases().get(word, ()):
            if words[at : at + len(phrase)] == phrase:
                yield at, len(phrase)


@cache
def _source_phrases() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in read_vocabulary("source_phrases"):
        words = tuple(fold(row["phrase"]).split())
        found.setdefault(words[0], []).append(words)
    return found


@cache
def _phrase_marks() -> frozenset[str]:
    """Return the words that tell a source phrase from others, each before its last: in the ``words`` of."""
    return frozenset(phrase[-2] for phrases in _source_phrases().values() for phrase in phrases)


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
        r"(\w++(?![.,'’&/-])|[^\w\s]|[^\W\d]++(?![\w.'’&/-])"  # most words and marks, of which no more can come
        rf"|(?=\w)(?:\d+(?:[.,]\d+)+|(?:[A-Za-z]\.){{2,}}(?:-\w+)*|\b(?:\w+-)?(?i:{short})\."
        rf"|\b(?i:{before_number})\.(?=\s?\d)|\b[A-HJ-Z]\.(?!\w)|\w+(?:['’.&/-]\w+)*['’]?))"
    )


def _read_block(
    text: str, block: tuple[int, int], number: int, quotations: Sequence[Quotation], first: int
) -> Sentence:
    """Read the words and marks of a block as if they were one sentence."""
    surface: list[str] = []
    kinds: list[_WordKind] = []
    starts: list[int] = []
    ends: list[int] = []
    quotes: list[int] = []
    at = block[0]
    for offset, quotation in enumerate((*quotations, None)):
        pieces = _word_pattern().split(text[at : quotation.outer_start if quotation else block[1]])
        places = list(accumulate(map(len, pieces), initial=at))  # of spaces and words in turn
        written = pieces[1::2]
        surface += written
        kinds += map(_word_kind, written)
        starts += places[1:-1:2]
        ends += places[2::2]
        quotes += repeat(-1, len(written))
        if quotation:
            surface.append(text[quotation.start : quotation.end])
            kinds.append(_quote_kind(surface[-1][:1].isupper(), surface[-1][-1:] in ",.!?"))
            starts.append(quotation.outer_start)
            ends.append(at := quotation.outer_end)
            quotes.append(first + offset)
    words = tuple(kind.word for kind in kinds)
    if "at" in words:
        for place, pair in enumerate(pairwise(words)):
            if pair[0] == "at" and pair[1] in word_classes()["amount"]:
                kinds[place] = _word_kind(f"{surface[place]}-{pair[1]}")
        words = tuple(kind.word for kind in kinds)
    return Sentence(words, tuple(surface), tuple(kinds), tuple(starts), tuple(ends), tuple(quotes), number)


def _ends_sentence(block: Sentence, at: int, start: int) -> bool:
    """Say whether a sentence ends with this entry."""
    if at + 1 >= len(block):
        return False
    word, surface, quote = block.words[at], block.surface[at], block.quotes[at]
    following, quoted = block.surface[at + 1], block.quotes[at + 1] >= 0
    begins = quoted or following[:1].isupper() or following[:1].isdigit() or following in "([‘•*"
    if quote >= 0:
        if surface[-1:] not in _STOPS or not begins:
            return False
        return quoted or not _attributes(block, at + 1, surface[-1:] == ".")
    if word in _STOPS:
        return begins
    if word in _CLOSERS:
        return begins and at > start and block.words[at - 1] in _STOPS
    return word.count(".") > 1 and following[:1].isupper() and block.is_a(at + 1, "opens_sentence")


def _attributes(block: Sentence, first: int, full_stop: bool) -> bool:
    """Say whether the words after a quotation are its attribution and not a new sentence."""
    for at in range(first, min(first + _ATTRIBUTION, len(block))):
        word = block.words[at]
        if word in speech_verbs():
            after = block.words[at + 1] if at + 1 < len(block) else "."
            return after in ".,;" or (not full_stop and after not in {"that"})
        if word in _STOPS or word == QUOTE:
            return False
    return False


def _modified(sentence: Sentence, at: int) -> bool:
    """Say whether a form in -ed is an adjective here: ``deeply concerned``."""
    adverb = sentence.words[at - 1].endswith("ly") or sentence.is_a(at - 1, "adverb", "degree")
    return at > 0 and adverb and sentence.words[at].endswith("ed")


def _is_finite(sentence: Sentence, index: int) -> bool:
    """Judge one word by the lists of finite forms and by its neighbours."""
    words, kinds = sentence.words, sentence.kinds
    word, classes = words[index], kinds[index].classes
    before, earlier = (words[index - 1], kinds[index - 1].classes) if index else ("", frozenset())
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
        return plural or (index > 1 and kinds[index - 2].is_pronoun)
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


def _letters_at(sentence: Sentence, at: int) -> str:
    """Give an entry its letter by its place, and the letters of those that belong to it."""
    kind, words = sentence.kinds[at], sentence.words
    if "quoting" in kind.classes and "as" in words[at + 1 : at + _AS]:
        return "X"
    if "citing" in kind.classes:
        return "&"
    verb = verb_at(sentence, at) if kind.opens_verb else None
    if verb is not None:
        if words[at] in _PARTICIPLES and not sentence.is_a(at - 1, "helping", "be", "adverb", "negation"):
            return "e"  # ``a man known as Jack``
        letter = _verb_letters()[verb.constructions, words[at].endswith("ing")]
        return "n" if _is_noun(sentence, at, verb) else letter + "\x01" * (len(verb.words) - 1)
    return _letter(sentence, at) if kind.letter else _open_letter(sentence, at)


def _letter(sentence: Sentence, at: int) -> str:
    """Give an entry that is no verb of speech its letter, from that which its word has by itself."""
    word, written = sentence.words[at], sentence.surface[at]
    letter = sentence.kinds[at].letter
    following = sentence.words[at + 1] if at + 1 < len(sentence) else ""
    if letter == "t" and (at == 0 or sentence.is_a(at - 1, "preposition") or sentence.is_a(at + 1, "time_unit")):
        return "l" if sentence.is_a(at + 1, "time_unit") else "d"
    if letter == "p" and (following[:1].isdigit() or sentence.is_a(at + 1, "number", "amount")):
        return "#"
    if letter == "l" and not sentence.is_a(at + 1, "time_unit", "day", "month", "time_lead"):
        return "d" if word == "this" else "a" if sentence.is_a(at, "adverb") else "n"
    if word == "her" and not (following[:1].isalpha() and not sentence.is_a(at + 1, "function")):
        return "w"
    if at and letter in _SMALL and sentence.kinds[at].upper:
        return "N"
    if letter == "s" and word in {"once", "since"} and not sentence.is_a(at + 1, "determiner", "subject_pronoun"):
        return "a"
    if letter in "wh" and len(written) > 1 and written.isupper():
        return "N"
    return "n" if letter == "z" and sentence.is_a(at - 1, "article") else letter


def _open_letter(sentence: Sentence, at: int) -> str:
    """Give a word that no list holds its letter, by its form and place."""
    kind = sentence.kinds[at]
    form = kind.form
    if kind.capital and (at or not kind.upper):
        return "N"
    if sentence.has_finite(at, at + 1):
        return _open_verb(sentence.words[at])
    if form in "#*":
        return form
    if form == "a" and at == 0 and sentence.words[1:2] and sentence.words[1] in speech_verbs():
        return "N"
    gerund = (
        form == "i"
        and sentence.words[at] != "having"
        and (
            sentence.is_a(at - 1, "determiner")
            or (sentence.is_verb(at + 1) and not sentence.is_a(at - 1, "preposition"))
            or _ends_phrase(sentence, at)
        )
    )
    if form == "n" or gerund:
        return "N" if kind.upper else "n"
    return form


def _ends_phrase(sentence: Sentence, at: int) -> bool:
    """Say whether a form in -ing ends a noun phrase: ``a court filing.``, ``the possible mishandling of``."""
    following = sentence.words[at + 1] if at + 1 < len(sentence) else "."
    before = sentence.kinds[at - 1]
    noun = (
        before.word.isalpha()
        and not before.letter
        and not before.may_be_finite
        and before.form in "ne"
        and not before.capital
    )
    return noun and (following == "of" or not (following[:1].isalnum() or following == QUOTE))


def _open_verb(word: str) -> str:
    return "W" if word.endswith("ed") else "v"


@cache
def _plain_letters() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, letter in _LETTERS:
        for word in word_classes().get(name, ()):
            found.setdefault(word, letter)
    return found | _MARKS


class _WordKind(NamedTuple):
    """What is known of a word wherever it stands; ``settled`` is its letter where no place can change it, else empty.

    ``upper``: it is capitalised; ``capital``: or a name with an Arabic article.
    """

    word: str
    letter: str
    classes: frozenset[str]
    may_be_finite: bool
    opens_verb: bool
    is_pronoun: bool
    upper: bool
    capital: bool
    settled: str
    form: str


@lru_cache(maxsize=1 << 16)
def _word_kind(written: str) -> _WordKind:
    word, upper = fold(written), written[:1].isupper()
    classes, form, letter, verb = classes_of(word), _form(word), _plain_letters().get(word, ""), word in speech_verbs()
    finite = word.endswith("ed") or not classes.isdisjoint(("auxiliary", "strong", "plural", "weak"))
    capital = upper or bool(_ARTICLED.match(written))
    settled = letter or ("N" if capital else "" if finite or form == "i" else form)
    told = verb or word in _BY_PLACE or not classes.isdisjoint(("quoting", "citing"))
    if told or (letter and (letter in _BY_NEIGHBOURS or (upper and letter in _SMALL + "wh"))):
        settled = ""
    return _WordKind(word, letter, classes, finite, verb, "subject_pronoun" in classes, upper, capital, settled, form)


@cache
def _quote_kind(upper: bool, ends: bool) -> _WordKind:
    """Return what is known of a quotation; one that ``ends`` with a mark belongs to no noun phrase."""
    letter = ("\x03" if ends else "U") if upper else "\x02" if ends else "Q"
    return _word_kind(QUOTE)._replace(upper=upper, capital=upper, settled=letter)


def _form(word: str) -> str:
    """Return the letter that the form of a word suggests."""
    if not word[:1].isalpha():
        return "#" if word[:1].isdigit() else "*"
    if word.endswith("ly") and len(word) > 4:
        return "a"
    if word.endswith("ing") and len(word) > 5:
        return "i"
    return "e" if word.endswith("ed") and len(word) > 4 else "n"


def _governed(sentence: Sentence, at: int) -> bool:
    """Say whether a preposition governs the phrase that a word ends: ``in her opening remarks``."""
    first = at - 1
    while first > 0 and not sentence.kinds[first].letter and sentence.words[first].isalpha() and at - first < _PHRASE:
        first -= 1
    governed = sentence.is_a(first, "article", "possessive") and sentence.is_a(first - 1, "preposition")
    return first < at - 1 and governed


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
    if before == "to" and sentence.words[at - 2 : at - 1] == ("according",):
        return True
    resumed = before == "to" and sentence.is_a(at - 2, "resumes")
    since = before in {"since", "once"} and sentence.is_a(at - 2, "helping")
    if "noun" in verb.constructions and word.endswith("s") and _governed(sentence, at):
        return True
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
        return following.isalpha() and not sentence.is_a(at + 1, "function") and not sentence.capitals[at + 1]
    return not (before.endswith("s") or sentence.is_a(at - 1, "plural_subject") or before in {"and", QUOTE})
