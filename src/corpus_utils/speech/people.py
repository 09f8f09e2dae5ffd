"""Know whom names and offices mean: the listed actors, and the persons whom a text introduces itself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import compress

import pandas as pd

from corpus_utils.groups import Groups
from corpus_utils.speech.constructions import subject
from corpus_utils.speech.lexicon import classes_of, fold, read_vocabulary, speech_verbs, word_classes
from corpus_utils.speech.sentences import QUOTE, Sentence

__all__ = [
    "Directory",
    "Person",
    "Roster",
    "Speaker",
    "collect_persons",
    "content_words",
    "gender_of",
    "given_gender",
    "is_acronym",
    "name_runs",
    "names_person",
    "noun_gender",
    "strip_titles",
    "title_words",
    "together",
]


@dataclass(frozen=True)
class Speaker:
    """Who speaks: canonical name, group, and kind (``person``, ``body``, ``several``, ``described`` or
    ``holder``, a person known by an office only).

    Several speakers share one entry, ``A; B`` with the groups ``g1;g2``. ``gender`` is ``m``, ``f`` or unknown.
    """

    name: str
    group: str
    kind: str
    gender: str = ""


class Roster:
    """Look speakers up by name, alias or office.

    Parameters
    ----------
    actors : DataFrame, optional
        Columns ``name``, ``aliases``, ``office``, ``group``; several aliases or offices are separated by ``|``
        or ``;``. They take precedence over the agencies of the vocabulary.
    groups : Groups, optional
        The groups of the study.

    Attributes
    ----------
    groups : Groups
        The groups of the study.
    offices : list of (set of str, Speaker)
        The words of each listed office that tell it from others, and who holds it.
    held : dict of str to set of str
        The words of all offices of a speaker, by name.
    bodies : frozenset of str
        The names of states and bodies, as `bare` gives them.

    Examples
    --------
    >>> actors = pd.DataFrame({"name": ["Jane Example"], "aliases": ["Example"], "office": ["Mayor of Strelsau"],
    ...                        "group": ["other"]})
    >>> Roster(actors).find("the mayor of Strelsau").name
    'Jane Example'
    """

    def __init__(self, actors: pd.DataFrame | None = None, groups: Groups | None = None) -> None:
        self.groups = Groups() if groups is None else groups
        self._names = dict(_agencies(self.groups.media))
        self._holders: dict[str, Speaker] = {}
        if actors is not None:
            for row in actors.fillna("").itertuples(index=False, name=None):
                self._add(dict(zip(actors, row, strict=True)))
        self.offices = [
            (_usual(content_words(office.split()), self.groups), holder) for office, holder in self._holders.items()
        ]
        self.held: dict[str, set[str]] = {}
        for words, holder in self.offices:
            self.held[holder.name] = self.held.get(holder.name, set()) | words
        self.bodies = frozenset(name for name, speaker in self._names.items() if speaker.kind == "body")

    def find(self, words: str) -> Speaker | None:
        """Return the speaker with exactly this name, alias or office, or None."""
        key = bare(words)
        return self._names.get(key) or self._holders.get(key)

    def named(self, words: str) -> Speaker | None:
        """Return the speaker with exactly this name or alias, or None."""
        return self._names.get(bare(words))

    def _add(self, row: dict) -> None:
        name, offices = str(row["name"]), _split(row.get("office", ""))
        body = any(self.groups.cues(name).values()) or self.named(name) is not None
        speaker = Speaker(
            name,
            str(row["group"]),
            "body" if body else "person",
            gender_of(" ".join(offices)) or ("" if body else given_gender(name)),
        )
        for alias in [name, *_split(row.get("aliases", ""))]:
            self._names[bare(alias)] = speaker
        for office in offices:
            self._holders.setdefault(bare(office), speaker)


def together(sides: list[Speaker]) -> Speaker:
    """Join speakers into one entry, ``A; B``."""
    if len({side.name for side in sides}) == 1:
        return sides[0]
    return Speaker("; ".join(side.name for side in sides), ";".join(side.group for side in sides), "several")


@lru_cache(maxsize=1 << 16)
def bare(words: str) -> str:
    """Return a name as it is compared: folded, without an article."""
    return fold(words).removeprefix("the ").strip()


def content_words(words: Iterable[str]) -> list[str]:
    """Keep the words of a description that carry meaning, without their possessive endings.

    Examples
    --------
    >>> content_words(["the", "mayor", "of", "Strelsau's", "town"])
    ['mayor', 'Strelsau', 'town']
    """
    small = word_classes()["small"]
    return [
        word.removesuffix("'s")
        for word in words
        if word not in small and (word.isalpha() or any(sign.isalpha() for sign in word))
    ]


@cache
def _agencies(media: str) -> dict[str, Speaker]:
    return {bare(row["name"]): Speaker(row["canonical"], media, "body") for row in read_vocabulary("agencies")}


def _split(value: str) -> list[str]:
    return [part.strip() for part in str(value).replace(";", "|").split("|") if part.strip()]


_STEM = 4  # letters in which the name of a country and its adjective agree
_NO_NAMES = frozenset({"dear", "the", "a", "an", "i", "but", "and", "he", "she", "it", "they", "we", "in", "on"})
_NO_NAME_CLASSES = ("day", "not_name")
_NOT_FIRST = (
    *_NO_NAME_CLASSES,
    *("determiner", "preposition", "conjunction", "subordinator", "adverb", "subject_pronoun", "time_lead"),
)
_PLAIN = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr."})  # titles that name no office
_WHO_DOES = ("eer", "ist", "ian", "man")  # endings of words for persons: engineer, pianist
_NEAREST = 50  # persons before and after a description among whom its holder is looked for


class Directory:
    """The persons of a text, listed or introduced by the text itself.

    Parameters
    ----------
    sentences : iterable of Sentence
        The running text.
    roster : Roster
        The speakers who are known before.
    """

    def __init__(self, sentences: Iterable[Sentence], roster: Roster) -> None:
        self._roster = roster
        sentences = list(sentences)
        self._groups = roster.groups
        self.setting = self._groups.setting_of(" ".join(sentence.surface) for sentence in sentences)
        self._found: dict[tuple[str, tuple[str, ...]], Speaker | None] = {}
        self._names: dict[int, list[tuple[int, int, int]]] = {}
        self._by_surname = collect_persons(sentences, roster.groups, roster.bodies, self.names)
        everyone = [person for people in self._by_surname.values() for person in people]
        self._full = {person.name: person for person in everyone}
        self._speakers: dict[str, Speaker] = {}
        self._words: dict[str, set[str]] = {}
        self._persons = sorted(everyone, key=lambda person: person.start)
        self._starts = [person.start for person in self._persons]
        self._by_first_name: dict[str, list[Person]] = {}
        for person in self._persons:
            self._by_first_name.setdefault(fold(person.name).split()[0], []).append(person)

    def speaker(self, person: Person) -> Speaker:
        """Return the listed speaker of this name, or one made of what the text says."""
        if person.name not in self._speakers:
            self._speakers[person.name] = self._roster.named(person.name) or self._introduced(person)
        return self._speakers[person.name]

    def _about(self, person: Person) -> set[str]:
        """Return the words that describe a person, in the text or in the list of actors."""
        if person.name not in self._words:
            held = self._roster.held.get(self.speaker(person).name, set())
            self._words[person.name] = _usual(content_words(sorted(person.words)), self._groups) | held
        return self._words[person.name]

    def may_be(self, words: Sequence[str], speaker: Speaker) -> bool:
        """Say whether nothing that is known of a speaker differs from a description: no country, no office."""
        about = self._about(self._full[speaker.name]) if speaker.name in self._full else set()
        offices = about & title_words() - _PLAIN
        return not offices or any(not (wording & title_words() - offices) for wording in _wordings(words, self._groups))

    def _introduced(self, person: Person) -> Speaker:
        """Make a speaker of what the text says of a person."""
        owned = person.description.split(" ")[0].casefold() in word_classes()["possessive"]
        background = person.context if owned or self._groups.cues(person.description)["kind"] else ""
        group = self._groups.of(person.description, background, self.setting)
        owner = self._owner(person.description) if group == self._groups.fallback else None
        return Speaker(person.name, owner.group if owner else group, "person", person.gender)

    def _owner(self, description: str) -> Speaker | None:
        """Return the listed speaker whose deputy or spokesman a description names: ``X's deputy``."""
        owners = [fold(word).removesuffix("'s") for word in description.split() if fold(word).endswith("'s")]
        return next((listed for listed in map(self._roster.named, owners) if listed), None)

    def names(self, sentence: Sentence) -> list[tuple[int, int, int]]:
        """List the names in a sentence; see :func:`name_places`."""
        if sentence.starts[0] not in self._names:
            self._names[sentence.starts[0]] = name_places(sentence, self._groups, self._roster.bodies)
        return self._names[sentence.starts[0]]

    def by_name(self, sentence: Sentence, at: int, end: int) -> Speaker | None:
        """Match a bare name to a listed speaker or to a person of the text."""
        key = gender_of(sentence.words[at - 1]) if at else "", sentence.words[at:end]
        if key not in self._found:
            found = self._find(*key)
            self._found[key] = replace(found, gender=key[0]) if found and key[0] and not found.gender else found
        return self._found[key]

    def _find(self, gender: str, words: tuple[str, ...]) -> Speaker | None:
        listed = self._roster.named(" ".join(words))
        if listed:
            return listed
        for person in self._by_surname.get(words[-1].removesuffix("'s"), [])[:_NEAREST]:
            if (not gender or given_gender(person.name) in ("", gender)) and set(words) <= set(
                fold(person.name).split()
            ):
                return self.speaker(person)
        bearers = self._by_first_name.get(words[0], []) if len(words) == 1 else []
        return self.speaker(bearers[0]) if len(bearers) == 1 else None

    def by_office(self, sentence: Sentence, first: int, stop: int, turn: Callable[[Speaker], int]) -> Speaker | None:
        """Match a description such as ``the foreign minister`` or ``his Russian counterpart``.

        Of several persons whom it fits, the one who was spoken of last is meant; persons who are introduced
        only later come after all others.
        """
        entries = range(first, stop)
        definite = sentence.words[max(first - 1, 0)] == "the" or sentence.is_name(first)
        deputy = any("speaks_for_holder" in kind.classes for kind in sentence.kinds[first:stop])
        if not (definite or deputy or sentence.is_a(first, "possessive")):
            return None
        dropped = ("possessive", "speaks_for_holder")
        plain = content_words(sentence.words[at] for at in entries if not sentence.is_a(at, *dropped))
        wordings = _wordings(plain, self._groups)
        words = wordings[0]
        if deputy:
            holders = {holder for office, holder in self._roster.offices if len(words) > 1 and words <= office}
            return holders.pop() if len(holders) == 1 else None
        if not words or not (
            any(wording & title_words() for wording in wordings)
            or any(sentence.is_a(at, "fills_description") for at in entries)
        ):
            return None
        here, candidates = sentence.starts[first], []
        place = bisect_left(self._starts, here)
        for person in self._persons[max(place - _NEAREST, 0) : place + _NEAREST]:
            about = self._about(person)
            if any(wording <= about for wording in wordings) or (
                person.known_before and here < person.start and _may_be(plain, person, self._groups)
            ):
                speaker, before = self.speaker(person), person.start < here
                order = (before, turn(speaker), person.start if before else -person.start)
                candidates.append((order, speaker))
        return max(candidates, key=lambda item: item[0])[1] if candidates else None


def _usual(words: Iterable[str], groups: Groups) -> set[str]:
    """Reduce a country and its adjective to what they share, and drop what only fills a description."""
    kept = {word[:_STEM] if groups.names_country(word) else word.removeprefix("co-") for word in words}
    return kept - word_classes()["fills_description"]


def _wordings(words: Sequence[str], groups: Groups) -> list[set[str]]:
    """List the ways to name an office: as it is written, and by its other names."""
    found, all_words = [_usual(words, groups)], set(words)
    for other, office in _office_synonyms():
        if other <= all_words:
            found.append(_usual((all_words - other) | office, groups))
    return found


@cache
def _office_synonyms() -> list[tuple[set[str], set[str]]]:
    return [(set(row["words"].split()), set(row["office"].split())) for row in read_vocabulary("office_synonyms")]


def _may_be(words: Sequence[str], person: Person, groups: Groups) -> bool:
    """Say whether a person who is named later, as one who is known, may hold the office: no country differs."""
    offices = set(words) & title_words()
    ours, theirs = (
        {word[:_STEM] for word in some if groups.names_country(word)}
        for some in (words, content_words(sorted(person.words)))
    )
    return bool(offices) and offices <= person.words and (not ours or not theirs or bool(ours & theirs))


_BEFORE_THINGS = frozenset({"the", "in", "at", "into", "near", "across", "outside"})  # not before a person's name
_REACH = 30  # words of an apposition that are read
_LONGEST = 400  # characters of description that are kept
_LONGEST_OWNER = 4  # words of a name in the possessive; longer ones are headlines
_LONGEST_TITLE = 5  # words


@dataclass
class Person:
    """A person whom a text names: the fullest name, the words of description and where they stand.

    ``known_before``: the text brings the name as that of somebody of whom it has spoken (``the mayor, X,``).
    ``context`` is the subject of the sentence before, in the same block.
    """

    name: str
    start: int
    description: str = ""
    gender: str = ""
    words: frozenset[str] = field(default_factory=frozenset)
    known_before: bool = False
    context: str = ""

    def learn(self, about: str) -> None:
        """Add words of description, from which the gender may follow too."""
        if about and len(self.description) < _LONGEST:
            self.description = f"{self.description} {about}".strip()
            self.words = frozenset(word.removeprefix("co-") for word in fold(self.description).split())
            self.gender = self.gender or gender_of(about.replace("’", "'").rpartition("'s ")[2])


def collect_persons(
    sentences: Iterable[Sentence],
    groups: Groups,
    bodies: Collection[str] = (),
    names: Callable[[Sentence], list[tuple[int, int, int]]] | None = None,
) -> dict[str, list[Person]]:
    """Index the persons of a text by surname.

    A capitalised name of two or more words counts, with the title before it and the apposition after it, so
    that a later surname, office or description finds the person. What names a country, an office (``groups``)
    or a listed body is no part of a name; ``names`` gives what :func:`name_places` gives, where that is known.
    """
    found: dict[str, list[Person]] = {}
    known: dict[str, Person] = {}
    before: Sentence | None = None
    for sentence in sentences:
        for first, at, stop in name_places(sentence, groups, bodies) if names is None else names(sentence):
            if stop - at == 1 and len(found.get(sentence.words[at], ())) == 1:
                found[sentence.words[at]][0].learn(_after(sentence, stop, groups))
            owns = sentence.words[stop - 1].endswith(("'s", "s'"))
            last = sentence.disowned(stop - 1) if owns else sentence
            name = " ".join(last.surface[at:stop])
            whole = given_gender(name) and stop - at < _LONGEST_OWNER
            if stop - at < 2 or (owns and not whole and sentence.words[at - 1] not in _titles()):
                continue
            if any(groups.is_cue(sentence.words[index]) for index in range(at, stop)):
                continue
            thing = at == first > 0 and sentence.words[at - 1] in _BEFORE_THINGS and not given_gender(name)
            if thing or last.is_a(stop - 1, "organisation", "outlet"):
                continue
            after = "" if owns else _after(sentence, stop, groups)
            about = " ".join(part for part in (_before(sentence, first, at), after) if part)
            person = known.get(fold(name))
            if person is None:
                person = known[fold(name)] = Person(
                    name, sentence.starts[at], gender=given_gender(name), context=_context(before, sentence.block)
                )
                person.known_before = (
                    first > 1 and sentence.words[first - 1] == "," and about.startswith(("the ", "The "))
                )
                found.setdefault(last.words[stop - 1], []).append(person)
            person.learn(about)
        before = sentence
    return found


def _context(before: Sentence | None, block: int) -> str:
    """Return the subject of the sentence before, where that stands in the same block."""
    place = subject(before) if before is not None and before.block == block else None
    return before.text(*place) if place else ""


def name_runs(sentence: Sentence, first: int, stop: int) -> list[tuple[int, int]]:
    """List the runs of capitalised words in a stretch of a sentence."""
    runs, free, capitals = [], first, sentence.capitals
    for at in compress(range(first, stop), capitals[first:stop]):
        if at < free or not _named(sentence, at):
            continue
        end = at + 1
        while end < stop and not sentence.words[end - 1].endswith("'s"):
            if sentence.words[end] == "of" and " ".join(sentence.words[end - 1 : end + 2]) in _titles():
                end = min(end + 2, stop)
                continue
            if (
                sentence.words[end] == "of"
                and sentence.words[end - 1] in _titles()
                and all(capitals[end + 1 : end + 4])
            ) and end + 3 < stop:
                end += 2
                continue
            after = end
            while after < stop and sentence.is_a(after, "particle") and sentence.surface[after].islower():
                after += 1
            if after >= stop or not capitals[after] or not _named(sentence, after):
                break
            end = after + 1
        runs.append((at, end))
        free = end
    return runs


def name_places(sentence: Sentence, groups: Groups, bodies: Collection[str] = ()) -> list[tuple[int, int, int]]:
    """List the names in a sentence: where the capitals begin, where the bare name begins, and where it ends."""
    runs = name_runs(sentence, 0, len(sentence))
    return [(first, strip_titles(sentence, first, stop, groups, bodies), stop) for first, stop in runs]


def strip_titles(sentence: Sentence, first: int, stop: int, groups: Groups, bodies: Collection[str] = ()) -> int:
    """Return the entry where the bare name of a run begins, after offices, countries and bodies."""
    at, moved = first, True
    while moved and at < stop:
        moved = False
        for end in range(min(at + _LONGEST_TITLE, stop), at, -1):
            words = " ".join(sentence.words[at:end])
            if words in _titles() or groups.is_cue(words) or words in bodies:
                at, moved = end, True
                break
        else:
            later = [end for end in range(at + 1, stop) if sentence.words[end] in _titles() or _is_field(sentence, end)]
            if later and stop - later[-1] > 1:
                at, moved = later[-1] + 1, True
            elif sentence.words[at] == "of" and stop - at > 2:
                at, moved = at + 2, True
    return at


def _is_field(sentence: Sentence, at: int) -> bool:
    """Say whether a word ends the name of an office, ``of Public Health``, so that a person's name may follow."""
    return sentence.is_a(at, "field_of_office", "organisation")


def gender_of(words: str) -> str:
    """Return ``m`` or ``f`` where a title tells, else an empty string.

    Examples
    --------
    >>> gender_of("the spokeswoman of the council")
    'f'
    """
    return next((_titles()[word] for word in fold(words).split() if _titles().get(word)), "")


def given_gender(name: str) -> str:
    """Return ``m`` or ``f`` where the first name is one that hardly ever the other sex bears, else an empty string.

    The names are those of the United States Census of 1990, ten times as frequent for one sex as for the other.
    """
    return _given_names().get(fold(name).split()[0], "") if " " in name else ""


def names_person(sentence: Sentence, at: int) -> bool:
    """Say whether a word is a noun for one person: of a list, of an office, or made like *engineer* and *pianist*."""
    if sentence.is_a(at, "human") or sentence.words[at] in title_words():
        return True
    return sentence.words[at].endswith(_WHO_DOES) and not sentence.kinds[at].classes and not sentence.is_name(at)


def noun_gender(sentence: Sentence, at: int) -> str:
    """Return ``m`` or ``f`` where a noun tells, as *boy* or *aunt*, else an empty string."""
    return "m" if sentence.is_a(at, "male") else "f" if sentence.is_a(at, "female") else ""


@cache
def title_words() -> frozenset[str]:
    """Return the words that name an office or a function.

    Examples
    --------
    >>> "minister" in title_words()
    True
    """
    return frozenset(_titles())


def _named(sentence: Sentence, at: int) -> bool:
    """Say whether a capitalised word is one of a name, and not a day or the first word of a sentence."""
    word = sentence.words[at]
    if word == QUOTE or word in _NO_NAMES:
        return False
    return classes_of(word).isdisjoint(_NO_NAME_CLASSES if at else _NOT_FIRST)


def _before(sentence: Sentence, first: int, at: int) -> str:
    """Return the description that stands before a name: ``the head of the council`` Jane Example."""
    begin = first
    while begin > 0 and first - begin < 10:
        word = sentence.words[begin - 1]
        if word == "," and begin == first:
            begin -= 1
            continue
        if word == ")" and is_acronym(sentence, begin - 3):
            begin -= 3
            continue
        if (
            word in {",", "(", ")", QUOTE, ":", ";", ".", "and", "but", "that"}
            or sentence.has_finite(begin - 1, begin)
            or (word in speech_verbs() and not sentence.is_name(begin - 1))
        ):
            break
        linked = word in ("of", "for") or (word == "to" and sentence.words[begin - 2] in _titles())
        if sentence.is_a(begin - 1, "preposition") and not linked:
            break
        begin -= 1
    office = any(sentence.words[index] in _titles() for index in range(begin, first))
    if sentence.is_a(first - 1, "preposition"):
        begin = first  # "a spokeswoman for X" does not describe X
    if sentence.words[first - 1] == "," and not (office or sentence.is_a(begin, "determiner")):
        begin = first
    return " ".join(sentence.surface[begin:at])


def _after(sentence: Sentence, stop: int, groups: Groups) -> str:
    """Return the apposition that follows a name: Jane Example``, a member of the council,``."""
    if stop + 1 >= len(sentence) or sentence.words[stop] not in {",", "of", "from", "("}:
        return ""
    begin = stop + (sentence.words[stop] in {",", "("})
    opens = (
        sentence.is_a(begin, "determiner", "relative")
        or sentence.words[begin] in title_words()
        or sentence.words[stop] != ","
        or groups.is_cue(sentence.words[begin])
    )
    end = begin
    while opens and end < len(sentence) and end - begin < _REACH:
        if sentence.words[end] in {",", ")", QUOTE, ".", ";", ":"} or (
            sentence.has_finite(end, end + 1) and sentence.words[begin] not in word_classes()["relative"]
        ):
            break
        end += 1
    return " ".join(sentence.surface[begin:end])


@cache
def _given_names() -> dict[str, str]:
    return {row["name"]: row["gender"] for row in read_vocabulary("given_names")}


@cache
def _titles() -> dict[str, str]:
    return {fold(row["title"]): row["gender"] for row in read_vocabulary("titles")}


def is_acronym(sentence: Sentence, at: int) -> bool:
    """Say whether a short name in brackets stands here inside a noun phrase, after the name that it shortens."""
    after = at + 3
    if at < 1 or after >= len(sentence) or sentence.words[at] != "(" or sentence.words[at + 2] != ")":
        return False
    return sentence.words[after][:1].isalpha() and sentence.surface[at + 1].isupper()
