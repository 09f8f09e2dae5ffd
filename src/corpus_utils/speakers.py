"""Resolve the words that name a source to a speaker and a group of actors."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from .groups import group_of, is_cue
from .lexicon import fold, read_vocabulary, word_classes
from .persons import Person, collect_persons, gender_of, name_runs, strip_titles, title_words
from .phrases import QUOTE, Sentence

__all__ = ["Cast", "Speaker"]

_OFFICE_OF = frozenset({"office", "team"})  # "the office of the envoy" speaks for the envoy
_PARTS = 4  # joint speakers that are told apart
_NEAREST = 50  # persons before and after a description among whom its holder is looked for
_REACH = 40  # words of a noun phrase in which a listed name is looked for


@dataclass(frozen=True)
class Speaker:
    """Who speaks: canonical name, group, and kind (``person``, ``body``, ``several`` or ``described``)."""

    name: str
    group: str
    kind: str
    gender: str = ""


class Cast:
    """The speakers of one text: listed actors, persons whom the text introduces, and who was last spoken of.

    Parameters
    ----------
    sentences : iterable of Sentence
        The running text.
    actors : DataFrame, optional
        Columns ``name``, ``aliases``, ``office``, ``group``; several aliases or offices are separated by ``|``.
    issuer : str, optional
        Who issued the text; descriptions of the issuer are the author speaking of itself.

    Examples
    --------
    >>> from corpus_utils.phrases import read_sentences
    >>> text = "Russian Foreign Minister Jane Example came. The foreign minister spoke."
    >>> sentences = list(read_sentences(text, (0, len(text)), 0, []))
    >>> Cast(sentences).resolve(sentences[1], (0, 3)).name
    'Jane Example'
    """

    def __init__(self, sentences: Iterable[Sentence], actors: pd.DataFrame | None = None,
                 issuer: str | None = None) -> None:
        self.persons = collect_persons(sentences)
        self.aliases: dict[str, Speaker] = {}
        self.offices: dict[str, list[Speaker]] = {}
        self._issuer = frozenset(_content(fold(issuer or "").split()))
        self._self_words = frozenset(fold(row["word"]) for row in read_vocabulary("self_reference"))
        for row in read_vocabulary("collective_speakers"):
            self.aliases[fold(row["alias"])] = Speaker(row["name"], row["group"], "body")
        for row in read_vocabulary("agencies"):
            self.aliases.setdefault(fold(row["name"]), Speaker(row["canonical"], "media", "body"))
        if actors is not None:
            self._add_actors(actors)
        self.mentions: list[tuple[int, int, Speaker]] = []
        self.passing: list[tuple[int, int, Speaker]] = []
        self._genders: dict[str, str] = {}
        self._spoken: dict[str, int] = {}
        self._office_words = [(frozenset(_content(office.split())), speaker)
                              for office, holders in self.offices.items() for speaker in holders]
        self._about = self._descriptions()
        self._starts = [person.start for person, _ in self._about]

    def is_self(self, sentence: Sentence, source: tuple[int, int]) -> bool:
        """Say whether the author of the text speaks of itself: ``we``, ``the undersigned``, the issuer's name."""
        words = sentence.words[source[0]:source[1]]
        surface = sentence.surface[source[0]:source[1]]
        if any(word in self._self_words and (len(word) == 1 or not written.isupper())
               for word, written in zip(words, surface, strict=True)):
            return True
        content = _content(words)
        return bool(content) and bool(self._issuer) and set(content) <= self._issuer

    def note(self, sentence: Sentence, source: tuple[int, int], speaker: Speaker) -> None:
        """Remember who was spoken of, for the pronouns and descriptions that follow."""
        self.mentions.append((sentence.starts[source[0]], sentence.block, speaker))
        self._spoken[speaker.name] = len(self.mentions)

    def note_names(self, sentence: Sentence) -> None:
        """Remember the known persons whom a sentence names in passing."""
        for begin, end in name_runs(sentence, 0, len(sentence)):
            at = strip_titles(sentence, begin, end)
            person = self._person(sentence, begin, at, end, "") if at < end else None
            if person and person.kind == "person":
                self.passing.append((sentence.starts[at], sentence.block, person))

    def resolve(self, sentence: Sentence, source: tuple[int, int], known_only: bool = False) -> Speaker | None:
        """Resolve a noun phrase to a speaker.

        Parameters
        ----------
        sentence : Sentence
        source : (int, int)
            Half-open entries of the noun phrase.
        known_only : bool, default False
            Return None instead of a description that names nobody.

        Returns
        -------
        Speaker or None
        """
        first, stop = self._core(sentence, *source)
        if first >= stop:
            return None
        if sentence.words[stop:stop + 1] == (",",) and stop + 1 < source[1] and not name_runs(sentence, stop - 1, stop):
            named = self._named(sentence, stop + 1, source[1], known_only=False)
            if named:
                return named
        joint = self._joint(sentence, first, stop)
        return joint or self._single(sentence, first, stop, known_only)

    def _single(self, sentence: Sentence, first: int, stop: int, known_only: bool) -> Speaker | None:
        """Resolve a noun phrase that names one source."""
        if stop - first == 1:
            pronoun = self._pronoun(sentence, first)
            if pronoun is not None:
                return pronoun
        for found in (self._listed(" ".join(sentence.words[first:stop])),
                      self._document(sentence, first, stop),
                      self._named(sentence, first, stop, known_only),
                      self._by_office(sentence, first, stop),
                      self._all_of_them(sentence, first, stop)):
            if found:
                return found
        return None if known_only else self._described(sentence, first, stop)

    def latest(self, kinds: tuple[str, ...], gender: str = "", block: int | None = None,
               passing: bool = False) -> Speaker | None:
        """Return whom the text spoke of last, of the given kinds, in one block or anywhere before."""
        for _, where, speaker in reversed((self.passing if passing else self.mentions)[-50:]):
            if block is not None and where != block:
                return None
            known = speaker.gender or self._genders.get(speaker.name, "")
            if speaker.kind in kinds and (not gender or known in ("", gender)):
                return speaker
        return None

    def _descriptions(self) -> list[tuple[Person, frozenset[str]]]:
        """List the persons of the text in its order, each with all words that are known to describe them."""
        listed: dict[str, frozenset[str]] = {}
        for words, speaker in self._office_words:
            listed[speaker.name] = listed.get(speaker.name, frozenset()) | words
        everyone = sorted((person for people in self.persons.values() for person in people), key=lambda p: p.start)
        return [(person, person.words | listed.get(self._speaker(person).name, frozenset())) for person in everyone]

    def _add_actors(self, actors: pd.DataFrame) -> None:
        for row in actors.fillna("").to_dict("records"):
            names = [row["name"], *_split(row.get("aliases", ""))]
            body = any(fold(name) in self.aliases or group_of(name) != "other" for name in names[:1]) or \
                any(is_cue(word) for word in fold(row["name"]).split())
            offices = _split(row.get("office", ""))
            speaker = Speaker(row["name"], row["group"], "body" if body else "person", gender_of(" ".join(offices)))
            for name in names:
                self.aliases[_bare(name)] = speaker
            for office in offices:
                self.offices.setdefault(_bare(office), []).append(speaker)

    def _listed(self, words: str) -> Speaker | None:
        bare = _bare(words)
        if bare in self.aliases:
            return self.aliases[bare]
        return self.offices[bare][0] if bare in self.offices else None

    def _core(self, sentence: Sentence, first: int, stop: int) -> tuple[int, int]:
        """Cut appositions, relative clauses and leading determiners off a noun phrase."""
        for at in range(first, stop):
            if (sentence.words[at] in {",", "(", "–", "—"} and at > first) or \
                    (sentence.is_a(at, "relative") and at > first + 0 and sentence.words[at] != "that"):
                stop = at
                break
        while first < stop and sentence.words[first] in {"the", "a", "an", "both", "-", "'", "’"}:
            first += 1
        return first, stop

    def _joint(self, sentence: Sentence, first: int, stop: int) -> Speaker | None:
        """Resolve ``A and B`` or ``A, B and C`` where every part names a speaker."""
        cuts = [at for at in range(first + 1, stop - 1) if sentence.words[at] == "and"
                or sentence.words[at:at + 3] == ("as", "well", "as")]
        if not cuts or self._listed(" ".join(sentence.words[first:stop])):
            return None
        for chosen in (cuts[:_PARTS], *([cut] for cut in cuts[:_PARTS] if len(cuts) > 1)):
            begins = [first, *(cut + (1 if sentence.words[cut] == "and" else 3) for cut in chosen)]
            sides = [self._side(sentence, begin, end) for begin, end in zip(begins, [*chosen, stop], strict=True)]
            if all(sides):
                return _together(sides)
        return None

    def _side(self, sentence: Sentence, first: int, stop: int) -> Speaker | None:
        first, stop = self._core(sentence, first, stop)
        if first >= stop:
            return None
        known = self._single(sentence, first, stop, known_only=True)
        if known:
            return known
        plural = sentence.words[stop - 1].endswith("s")
        described = stop - first > 1 and (plural or sentence.is_a(first - 1, "determiner", "possessive")
                                          or sentence.is_a(first, "possessive"))
        return self._described(sentence, first, stop) if described else None

    def _pronoun(self, sentence: Sentence, at: int) -> Speaker | None:
        word = sentence.words[at]
        if sentence.is_a(at, "pronoun_person"):
            gender = "m" if word == "he" else "f"
            found = self.latest(("person",), gender, sentence.block) or \
                self.latest(("person",), gender, sentence.block, passing=True) or \
                self.latest(("person",), gender) or self.latest(("described",), gender) or \
                self.latest(("person",), gender, passing=True) or self.latest(("person", "described"))
            if found and found.kind == "person":
                self._genders.setdefault(found.name, gender)
            return found or Speaker("", "other", "described")
        if sentence.is_a(at, "pronoun_thing"):
            return self.latest(("body", "described")) or Speaker("", "other", "described")
        if sentence.is_a(at, "pronoun_plural") or word == "both":
            return self.latest(("several",)) or self.latest(("described", "body")) or None
        return None

    def _named(self, sentence: Sentence, first: int, stop: int, known_only: bool) -> Speaker | None:
        """Find the name that heads a noun phrase, and the person whom it means."""
        for begin, end in reversed(name_runs(sentence, first, stop)):
            at = strip_titles(sentence, begin, end)
            owns = sentence.words[end - 1].endswith(("'s", "s'")) and end < stop
            governed = begin > first and sentence.is_a(begin - 1, "preposition") and at == begin
            inside = begin > first and sentence.is_a(begin - 1, "determiner") and sentence.is_a(begin - 2, "preposition")
            if at >= end or owns or governed or (inside and at == begin) or \
                    (end < stop and not sentence.is_a(end, "preposition", "conjunction")):
                continue
            name = " ".join(sentence.surface[at:end])
            person = self._person(sentence, begin, at, end, name)
            if person:
                return person
            if not known_only and (end - at > 1 or (begin == first and end == stop)):
                about = " ".join(sentence.surface[first:at])
                return Speaker(name, group_of(about), "person", gender_of(about))
        return None

    def _person(self, sentence: Sentence, begin: int, at: int, end: int, name: str) -> Speaker | None:
        """Match a bare name to a listed actor or to a person of the text."""
        for start in range(at, end):
            listed = self.aliases.get(_bare(" ".join(sentence.words[start:end])))
            if listed and (start == at or (listed.kind == "person" and end - start > 1)):
                return listed
        known = self.persons.get(fold(sentence.words[end - 1].removesuffix("'s")), [])
        words = set(sentence.words[at:end])
        for person in known[:_NEAREST]:
            if words <= set(fold(person.name).split()):
                return self._speaker(person)
        return None

    def _speaker(self, person) -> Speaker:
        listed = self.aliases.get(fold(person.name))
        return listed or Speaker(person.name, group_of(person.description), "person", person.gender)

    def _all_of_them(self, sentence: Sentence, first: int, stop: int) -> Speaker | None:
        """Match ``the two ministers`` or ``the countries' chief diplomats`` to the joint speakers before."""
        definite = first > 0 and sentence.words[first - 1] in {"the", "both"}
        if not definite or not sentence.is_a(stop - 1, "plural_anaphor") or \
                any(sentence.is_name(at) for at in range(first, stop)):
            return None
        return self.latest(("several",))

    def _by_office(self, sentence: Sentence, first: int, stop: int) -> Speaker | None:
        """Match a description such as ``the foreign minister`` or ``his Russian counterpart``."""
        words = set(_content(sentence.words[first:stop]))
        if not words & (title_words() | _OFFICE_OF) and "counterpart" not in words:
            return None
        wanted = words - {"counterpart", "senior", "top", "veteran", "his", "her", "its", "their"}
        here = sentence.starts[first]
        if words & _OFFICE_OF:
            wanted -= _OFFICE_OF
            holders = {holder for office, holder in self._office_words if len(wanted) > 1 and wanted <= office}
            if len(holders) == 1:
                return holders.pop()
        place = bisect_left(self._starts, here)
        candidates = []
        for person, about in self._about[max(place - _NEAREST, 0):place + _NEAREST]:
            if wanted and wanted <= about:
                speaker = self._speaker(person)
                before = person.start < here
                candidates.append((before, self._spoken.get(speaker.name, -1), person.start if before else -person.start,
                                   speaker))
        candidates.sort(key=lambda item: item[:3])
        definite = (sentence.is_a(first - 1, "determiner") and sentence.words[first - 1] == "the") or \
            sentence.is_a(first, "possessive") or sentence.is_name(first)
        return candidates[-1][3] if candidates and definite else None

    def _document(self, sentence: Sentence, first: int, stop: int) -> Speaker | None:
        """Resolve a paper that speaks, ``the ministry's statement``, to the one who issued it."""
        if not any(sentence.is_a(at, "document") for at in range(first, stop)):
            return None
        for begin in range(first, min(stop, first + _REACH)):
            for end in range(min(stop, begin + 6), begin, -1):
                words = _bare(" ".join(sentence.words[begin:end])).removesuffix("'s").removesuffix("'")
                if words in self.aliases:
                    return self.aliases[words]
        for end in range(first, stop):
            if sentence.words[end].endswith("'s"):
                return self._owner(sentence, first, end + 1)
        return self.latest(("person", "body", "several", "described")) if stop - first <= 2 else None

    def _owner(self, sentence: Sentence, first: int, stop: int) -> Speaker | None:
        """Resolve the possessor in ``the minister's remarks``."""
        last = sentence.words[stop - 1].removesuffix("'s")
        owner = replace(sentence, words=(*sentence.words[:stop - 1], last, *sentence.words[stop:]))
        return self.resolve(owner, (first, stop), known_only=True)

    def _described(self, sentence: Sentence, first: int, stop: int) -> Speaker:
        name = " ".join(word for word in sentence.surface[first:stop] if sentence.words[first] != QUOTE)
        kind = "several" if sentence.words[stop - 1].endswith("s") else "described"
        return Speaker(name, group_of(name), kind, gender_of(name))


def _together(sides: list[Speaker]) -> Speaker:
    names = [name for side in sides for name in side.name.split("; ")]
    groups = [group for side in sides for group in side.group.split(";")]
    if len(set(names)) == 1:
        return replace(sides[0])
    return Speaker("; ".join(names), ";".join(groups), "several")


def _split(value: str) -> list[str]:
    return [part.strip() for part in str(value).replace(";", "|").split("|") if part.strip()]


def _bare(words: str) -> str:
    return fold(words).removeprefix("the ").strip()


def _content(words: Iterable[str]) -> list[str]:
    small = word_classes()["determiner"] | word_classes()["preposition"] | word_classes()["conjunction"]
    return [word.removesuffix("'s") for word in words if word not in small and any(c.isalpha() for c in word)]
