"""Resolve the words that name a source to a speaker: names, offices, pronouns, descriptions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, cached_property

import pandas as pd

from corpus_utils.groups import Groups
from corpus_utils.speech.lexicon import fold, read_vocabulary
from corpus_utils.speech.people import (
    Directory,
    Roster,
    Speaker,
    collect_persons,
    content_words,
    gender_of,
    given_gender,
    is_acronym,
    name_runs,
    names_person,
    noun_gender,
    strip_titles,
    title_words,
    together,
)
from corpus_utils.speech.sentences import QUOTE, Sentence, read_sentences
from corpus_utils.speech.transcripts import name_of

__all__ = ["Cast", "Memory", "head_phrase"]

_HEAD_ENDS = frozenset(",(–—")  # marks after which a noun phrase is explained, not continued


_NAME = re.compile(r"\b[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4} ([A-Z][\w'’-]+)")
_NEW = frozenset({"a", "an", "one", "another"})
_PARTS = 4  # joint speakers that are told apart
_REACH = 40  # words of a noun phrase in which a listed name is looked for
_LONGEST_NAME = 6


class Cast:
    """The speakers of one text: those listed, those whom it introduces, and those of whom it has spoken.

    Parameters
    ----------
    sentences : sequence of Sentence
        The running text.
    actors : DataFrame or Roster, optional
        See :class:`corpus_utils.speech.people.Roster`.
    issuer : str, optional
        Who issued the text; descriptions of the issuer are the author speaking of itself.
    groups : Groups, optional
        The groups of the study.

    Attributes
    ----------
    memory : Memory
        Who was spoken of so far.
    nobody : Speaker
        A source that nothing names.
    addressee : Speaker or None
        Whom ``you`` means.
    """

    def __init__(
        self,
        sentences: Sequence[Sentence],
        actors: pd.DataFrame | Roster | None = None,
        issuer: str | None = None,
        groups: Groups | None = None,
    ) -> None:
        self._roster = actors if isinstance(actors, Roster) else Roster(actors, groups)
        self._groups = self._roster.groups
        self.nobody = Speaker("", self._groups.fallback, "described")
        self.memory = Memory(self.nobody)
        self._issuer = frozenset(content_words(fold(issuer or "").split()))
        self._sentences = sentences
        self._labels: dict[str, Speaker] = {}
        self._written: dict[str, list[tuple[int, int]]] | None = None
        self.addressee: Speaker | None = None

    @cached_property
    def _directory(self) -> Directory:
        return Directory(self._sentences, self._roster)

    @cached_property
    def _unnamed(self) -> frozenset[str]:
        """The nouns for persons that the text leaves without a name: ``a man came``, not ``Doe, a man of``."""
        return frozenset(
            sentence.words[at]
            for sentence in self._sentences
            for at in range(1, len(sentence) - 1)
            if not sentence.is_name(at + 1)
            and names_person(sentence, at)
            and any(
                sentence.words[first] in _NEW and sentence.words[first - 1] not in {",", "as", "is", "was"}
                for first in range(max(at - 3, 0), at)
            )
        )

    def is_self(self, sentence: Sentence, source: tuple[int, int]) -> bool:
        """Say whether the author speaks of itself: ``we``, ``the undersigned``, the issuer's own name."""
        first, stop = source
        at = sentence.head_end(first, stop)
        if at < stop and sentence.words[at] != "of":
            stop = at  # "a teacher from my town"
        own = sentence.is_a(first, "possessive")
        if own and (sentence.is_a(stop - 1, "human") or (sentence.capitals[stop - 1] and sentence.capitals[stop - 2])):
            return False  # "my father", "our poet Jane Roe" are somebody else
        words, surface = (part[first:stop] for part in (sentence.words, sentence.surface))
        if not _self_words().isdisjoint(words) and any(
            word in _self_words() and (len(word) == 1 or not written.isupper())
            for word, written in zip(words, surface, strict=True)
        ):
            return True
        named = set(content_words(words)) if self._issuer else set()
        return bool(named) and named <= self._issuer

    def labelled(self, label: str, text: str = "") -> Speaker:
        """Resolve the label of a turn, ``MS ROE:``, to that person, whose full name may stand anywhere in the text."""
        written = name_of(label)
        key = fold(written).split()[-1]
        if key not in self._labels:
            sentence = next(read_sentences(written, (0, len(written)), 0, []))
            found = self.resolve(sentence, (0, len(sentence))) or self.nobody
            if " " not in found.name:
                if self._written is None:
                    self._written = {}
                    for name in _NAME.finditer(text):
                        self._written.setdefault(fold(name[1]), []).append(name.span())
                named = [next(read_sentences(text, place, 0, [])) for place in self._written.get(key, [])[:_PARTS]]
                people = collect_persons(named, self._groups, self._roster.bodies).get(key)
                found = self._directory.speaker(people[0]) if people else found
            self._labels[key] = replace(found, name=found.name.title()) if found.name.isupper() else found
        return self._labels[key]

    def note_names(self, sentence: Sentence) -> None:
        """Remember the known persons whom a sentence names in passing."""
        for _, at, end in self._directory.names(sentence):
            person = self._directory.by_name(sentence, at, end) if at < end else None
            if person:
                self.memory.note_passing(sentence.block, person)

    def resolve(self, sentence: Sentence, source: tuple[int, int], known_only: bool = False) -> Speaker | None:
        """Resolve a noun phrase to a speaker; ``known_only``: to none that is new."""
        first, stop = head_phrase(sentence, *source)
        if first >= stop:
            return None
        second = sentence.words[stop : stop + 1] == (",",) and stop + 1 < source[1]
        if second and not self._named(sentence, first, stop, known_only=False):
            named = self._joint(sentence, stop + 1, source[1]) or self._named(
                sentence, stop + 1, source[1], known_only=False
            )
            if named:
                return named
        return self._joint(sentence, first, stop) or self._single(sentence, first, stop, known_only)

    def owner(self, sentence: Sentence, source: tuple[int, int]) -> Speaker | None:
        """Resolve the one whose claim or promise it is: ``his``, ``the mayor's``."""
        last = source[1] - 1
        pronoun = _PERSONAL.get(sentence.words[last])
        return self.resolve(sentence.reworded(last, pronoun) if pronoun else sentence.disowned(last), source)

    def describe(self, sentence: Sentence, source: tuple[int, int]) -> Speaker | None:
        """Make a speaker of a description that `resolve` does not know; None of a name or of nothing."""
        first, stop = head_phrase(sentence, *source)
        new = first < stop and not self._named(sentence, first, stop, known_only=False)
        return self._described(sentence, first, stop) if new else None

    def _single(self, sentence: Sentence, first: int, stop: int, known_only: bool) -> Speaker | None:
        """Resolve a noun phrase that names one source."""
        you = sentence.words[first:stop] == ("you",)
        pronoun = self.addressee if you else self.memory.pronoun(sentence, first) if stop - first == 1 else None
        return (
            pronoun
            or self._roster.find(" ".join(sentence.words[first:stop]))
            or self._issuer_of(sentence, first, stop)
            or self._named(sentence, first, stop, known_only)
            or self._directory.by_office(sentence, first, stop, self.memory.turn)
            or self._all_of_them(sentence, first, stop)
            or self._again(sentence, first, stop)
            or self._epithet(sentence, first, stop)
            or (None if known_only else self._described(sentence, first, stop))
        )

    def _joint(self, sentence: Sentence, first: int, stop: int) -> Speaker | None:
        """Resolve ``A and B`` where every part names a speaker."""
        cuts = [at for at in range(first + 1, stop - 1) if sentence.words[at] in {"and", ","}]
        if not cuts or self._roster.find(" ".join(sentence.words[first:stop])):
            return None
        few = cuts[:_PARTS]
        for chosen in (few, *([cut] for cut in few if len(few) > 1)):
            begins = [first, *(cut + 1 for cut in chosen)]
            bounds = list(zip(begins, [*chosen, stop], strict=True))
            bare = all(all(sentence.capitals[begin:end]) for begin, end in bounds)
            sides = [self._side(sentence, begin, end, bare) for begin, end in bounds]
            found = [side for side in sides if side is not None]
            if len(found) == len(sides):
                return together(found)
        return None

    def _side(self, sentence: Sentence, first: int, stop: int, bare: bool) -> Speaker | None:
        """Resolve one of several joint speakers; ``bare`` where each is a name and nothing else."""
        first, stop = head_phrase(sentence, first, stop)
        if first >= stop:
            return None
        known = self._single(sentence, first, stop, known_only=True)
        described = bare or (
            stop - first > 1
            and (
                sentence.words[stop - 1].endswith("s")
                or sentence.is_a(first, "possessive")
                or sentence.is_a(first - 1, "determiner", "possessive")
            )
        )
        return known or (self._described(sentence, first, stop) if described else None)

    def _named(self, sentence: Sentence, first: int, stop: int, known_only: bool) -> Speaker | None:
        """Find the name that heads a noun phrase, and the person whom it means."""
        for begin, end in reversed(name_runs(sentence, first, stop)):
            at = strip_titles(sentence, begin, end, self._groups, self._roster.bodies)
            inside = (
                begin > first
                and at == begin
                and (
                    sentence.is_a(begin - 1, "preposition")
                    or (sentence.is_a(begin - 1, "determiner") and sentence.is_a(begin - 2, "preposition"))
                )
            )
            modifier = end < stop and not sentence.is_a(end, "preposition", "conjunction")
            body = sentence.is_a(end - 1, "organisation", "outlet") or (
                sentence.words[end - 1] in title_words() and at == begin
            )
            if at >= end or inside or modifier or body:
                continue
            person = self._directory.by_name(sentence, at, end)
            if person:
                return person
            whole = begin == first and end == stop
            titled = at > begin and (whole or (sentence.words[at - 1] in title_words() and end < stop))
            if titled or (not known_only and (end - at > 1 or whole)):
                name, about = (" ".join(sentence.surface[slice(*bounds)]) for bounds in ((at, end), (first, at)))
                return Speaker(name, self._group(sentence, first, at), "person", gender_of(about) or given_gender(name))
        return None

    def _all_of_them(self, sentence: Sentence, first: int, stop: int) -> Speaker | None:
        """Match ``the two ministers`` or ``the countries' chief diplomats`` to the joint speakers before."""
        definite = first > 0 and sentence.words[first - 1] in {"the", "both"}
        new = any(sentence.is_name(at) for at in range(first, stop))
        together = definite and not new and sentence.is_a(stop - 1, "plural_anaphor")
        return self.memory.latest(("several",)) if together else None

    def _again(self, sentence: Sentence, first: int, stop: int) -> Speaker | None:
        """Match ``the official`` to ``a senior official of the town``, of whom the text spoke before."""
        if (
            first == 0
            or sentence.words[first - 1] != "the"
            or (any(sentence.is_name(at) for at in range(first, stop)) and not sentence.is_a(stop - 1, "organisation"))
        ):
            return None
        if sentence.is_a(stop - 1, "body_anaphor") and stop - first == 1:
            return self.memory.latest(("body",))
        return self.memory.described(frozenset(sentence.words[first:stop]))

    def _epithet(self, sentence: Sentence, first: int, stop: int) -> Speaker | None:
        """Match ``the young actor`` to the person of whom the text spoke last; an office needs a place or side."""
        office = sentence.words[stop - 1] in title_words() and not sentence.is_a(stop - 1, "human")
        told = not office or any(sentence.capitals[first : stop - 1])
        bare = told and not sentence.is_name(stop - 1) and sentence.head_end(first, stop) == stop
        if first == 0 or sentence.words[first - 1] != "the" or not bare or not names_person(sentence, stop - 1):
            return None
        last = self.memory.person(noun_gender(sentence, stop - 1), sentence.block)
        if last is None or last.kind != "person" or sentence.words[stop - 1] in self._unnamed:
            return None
        return last if self._directory.may_be(sentence.words[first:stop], last) else None

    def _issuer_of(self, sentence: Sentence, first: int, stop: int) -> Speaker | None:
        """Resolve a paper that speaks, ``the ministry's statement``, to the one who issued it."""
        if not any("document" in kind.classes for kind in sentence.kinds[first:stop]):
            return None
        for begin in range(first, min(stop, first + _REACH)):
            for end in range(min(stop, begin + _LONGEST_NAME), begin, -1):
                listed = self._roster.named(" ".join(sentence.words[begin:end]).removesuffix("'s").removesuffix("'"))
                if listed:
                    return listed
        for end in range(first, stop):
            if sentence.words[end].endswith("'s"):
                return self.resolve(sentence.disowned(end), (first, end + 1), known_only=True)
        if stop - first > 1:
            return None  # "government data", "a 2014 study"
        return self.memory.described(frozenset(sentence.words[first:stop])) or self.memory.latest()

    def _described(self, sentence: Sentence, first: int, stop: int) -> Speaker:
        """Keep the words of the text as the name of a source that nothing else names."""
        body = self._spoken_for(sentence, first, stop)
        if body is not None:
            return body
        stop = next((at for at in range(first + 1, stop) if _tells_when(sentence, at)), stop)
        name = sentence.text(first, stop).replace(" ,", ",")
        if sentence.words[first] in {"his", "her"}:
            owner = self.memory.person("m" if sentence.words[first] == "his" else "f", sentence.block)
            name = f"{owner.name}'s {sentence.text(first + 1, stop)}" if owner and owner.name else name
        elif first == 0 and stop == 1 and sentence.is_a(0, "plural_subject"):
            name = sentence.words[0]
        words = sentence.words[first : sentence.head_end(first, stop)]
        head = first + len(words) - 1
        several = words[-1].endswith("s") or "and" in words
        kind = "several" if several else "body" if sentence.is_a(head, "organisation", "outlet") else "described"
        if kind == "described" and (title_words() & set(words) or names_person(sentence, head)):
            kind = "holder"
        return Speaker(name, self._group(sentence, first, stop), kind, noun_gender(sentence, head) or gender_of(name))

    def _spoken_for(self, sentence: Sentence, first: int, stop: int) -> Speaker | None:
        """Return the body for which a spokesman without a name speaks: ``a spokesman for the ministry``."""
        if not sentence.is_a(first, "speaks_for_others") or not sentence.is_a(first + 1, "preposition"):
            return None
        begin, stop = head_phrase(sentence, first + 2, stop)
        known = self._single(sentence, begin, stop, known_only=True) if begin < stop else None
        if known is not None and (known.kind != "person" or known.gender):
            return known if known.kind == "body" else None
        name = sentence.text(begin, stop)
        named = begin < stop and all(sentence.capitals[begin:stop]) and not given_gender(name)
        body = named or sentence.is_a(stop - 1, "organisation")
        return Speaker(name, self._group(sentence, first, stop), "body") if body else None

    def _group(self, sentence: Sentence, first: int, stop: int) -> str:
        """Place a description in a group; ``his spokesman`` and ``X's spokesman`` go with the one they speak for."""
        group = self._groups.of(
            " ".join(sentence.surface[first:stop]), _apposition(sentence, stop), self._directory.setting
        )
        if group != self._groups.fallback or not set(sentence.words[first:stop]) & title_words():
            return group
        if sentence.is_a(first, "possessive"):
            owner = self.memory.latest(("person",) if sentence.words[first] in {"his", "her"} else ("body",))
            return owner.group if owner else group
        end = next((at for at in range(first, stop) if sentence.words[at].endswith("'s")), None)
        owner = None if end is None else self._directory.by_name(sentence.disowned(end), first, end + 1)
        return owner.group if owner else group


_WHEN = frozenset({"during", "after", "before"})
_PERSONAL = {"his": "he", "her": "she", "its": "it", "their": "they"}


@cache
def _self_words() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in read_vocabulary("self_reference"))


def _tells_when(sentence: Sentence, at: int) -> bool:
    """Say whether words tell when or where somebody spoke, and not who: ``in its ruling``, ``during a visit``."""
    written = sentence.is_a(at + 1, "article") and (
        sentence.is_a(at + 2, "document") or sentence.is_a(at + 3, "document")
    )
    here = sentence.words[at] == "in" and (written or sentence.is_a(at + 1, "possessive"))
    return here or sentence.words[at] in _WHEN


def _apposition(sentence: Sentence, stop: int) -> str:
    """Return the words that explain a description: the chief of X``, the largest rebel group,``."""
    if sentence.words[stop : stop + 1] != (",",) or not sentence.is_a(stop + 1, "determiner", "relative"):
        return ""
    end = stop + 1
    while end < len(sentence) and sentence.words[end] not in {",", ".", QUOTE}:
        end += 1
    return " ".join(sentence.surface[stop + 1 : end]) if sentence.words[end : end + 1] == (",",) else ""


#: All kinds of speakers.
ANYBODY = ("person", "body", "several", "described", "holder")
#: Whom a pronoun means that fits nobody.
NOBODY = Speaker("", "", "described")
_SPAN = 50  # mentions that are looked back


class Memory:
    """The speakers of a text so far: sources and subjects on one hand, names in passing on the other."""

    def __init__(self, nobody: Speaker = NOBODY) -> None:
        self._nobody = nobody
        self._mentions: list[tuple[int, Speaker]] = []
        self._passing: list[tuple[int, Speaker]] = []
        self._genders: dict[str, str] = {}
        self._turns: dict[str, int] = {}

    def note(self, block: int, speaker: Speaker) -> None:
        """Remember a source or a subject."""
        self._mentions.append((block, speaker))
        self._turns[speaker.name] = len(self._mentions)

    def note_passing(self, block: int, speaker: Speaker) -> None:
        """Remember somebody whom a sentence names in passing."""
        self._passing.append((block, speaker))

    def turn(self, speaker: Speaker) -> int:
        """Return the number of the last mention of a speaker, -1 if there is none."""
        return self._turns.get(speaker.name, -1)

    def latest(
        self, kinds: tuple[str, ...] = ANYBODY, gender: str = "", block: int | None = None, passing: bool = False
    ) -> Speaker | None:
        """Return whom the text spoke of last, of these kinds, in this block, by name in passing or as a source.

        A speaker of unknown gender fits any.
        """
        for where, speaker in reversed((self._passing if passing else self._mentions)[-_SPAN:]):
            if block is not None and where != block:
                return None
            known = speaker.gender or self._genders.get(speaker.name, "")
            if speaker.kind in kinds and (not gender or known in ("", gender)):
                return speaker
        return None

    def described(self, words: frozenset[str]) -> Speaker | None:
        """Return the speaker without a name whom the words describe again, the last one."""
        for _, speaker in reversed(self._mentions[-_SPAN:]):
            if speaker.kind in {"described", "holder", "body"} and words <= set(fold(speaker.name).split()):
                return speaker
        return None

    def person(self, gender: str, block: int) -> Speaker | None:
        """Return whom ``he`` or ``she`` means: in this block before others, sources before names in passing."""
        someone = ("person", "holder")
        found = (
            self.latest(someone, gender, block)
            or self.latest(someone, gender, block, passing=True)
            or self.latest(someone, gender)
            or self.latest(someone, gender, passing=True)
            or self.latest(("described",), gender)
        )
        if found and gender and found.kind in someone:
            self._genders.setdefault(found.name, gender)
        return found

    def pronoun(self, sentence: Sentence, at: int) -> Speaker | None:
        """Return whom a pronoun means: a speaker without a name where nobody fits, None if it is no pronoun."""
        if sentence.is_a(at, "pronoun_person"):
            return self.person("m" if sentence.words[at] == "he" else "f", sentence.block) or self._nobody
        if sentence.is_a(at, "pronoun_thing"):
            return self.latest(("body", "described")) or self._nobody
        if sentence.is_a(at, "pronoun_plural"):
            return self.latest(("several",)) or self.latest(("described", "body")) or self._nobody
        return None


def head_phrase(sentence: Sentence, first: int, stop: int) -> tuple[int, int]:
    """Cut appositions, relative clauses and leading articles off a noun phrase."""
    words = sentence.words
    listed = "and" in words[first:stop] and (
        all(sentence.is_name(at) or words[at] in {",", "and"} for at in range(first, stop))
        or all(words[at - 1].endswith("s") for at in range(first + 1, stop) if words[at] in {",", "and"})
    )
    for at, kind in enumerate(sentence.kinds[first + 1 : stop], start=first + 1):
        if words[at] == "(" and is_acronym(sentence, at) and at + 3 < stop:
            continue
        if words[at] in ({"("} if listed else _HEAD_ENDS) or ("relative" in kind.classes and words[at] != "that"):
            stop = at
            break
    while first < stop and (sentence.is_a(first, "article") or sentence.words[first] in {"both", "-", "'", "’"}):
        first += 1
    return first, stop
