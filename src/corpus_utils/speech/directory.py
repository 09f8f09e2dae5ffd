"""Find the person whom a name or an office means in one text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from corpus_utils.groups import Groups
from corpus_utils.speech.lexicon import fold, read_vocabulary, word_classes
from corpus_utils.speech.memory import Memory
from corpus_utils.speech.persons import Person, collect_persons, title_words
from corpus_utils.speech.phrases import Sentence
from corpus_utils.speech.roster import Roster, Speaker, content_words

__all__ = ["Directory"]

_STEM = 4  # letters in which the name of a country and its adjective agree
_NEAREST = 50  # persons before and after a description among whom its holder is looked for


class Directory:
    """The persons of a text, listed or introduced by the text itself.

    Parameters
    ----------
    sentences : iterable of Sentence
        The running text.
    roster : Roster
        The speakers who are known before.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "Mayor Jane Example came. Example left."
    >>> sentences = list(read_sentences(text, (0, len(text)), 0, []))
    >>> Directory(sentences, Roster()).by_name(sentences[1], 0, 1).name
    'Jane Example'
    """

    def __init__(self, sentences: Iterable[Sentence], roster: Roster) -> None:
        self._roster = roster
        sentences = list(sentences)
        self._groups = roster.groups
        self.setting = self._groups.setting_of(" ".join(sentence.surface) for sentence in sentences)
        self._by_surname = collect_persons(sentences, roster.groups, roster.bodies)
        everyone = [person for people in self._by_surname.values() for person in people]
        held: dict[str, frozenset[str]] = {}
        for words, holder in roster.offices:
            held[holder.name] = held.get(holder.name, frozenset()) | _usual(words, self._groups)
        self._persons = [
            (
                person,
                _usual(content_words(sorted(person.words)), self._groups)
                | held.get(self.speaker(person).name, frozenset()),
            )
            for person in sorted(everyone, key=lambda person: person.start)
        ]
        self._starts = [person.start for person, _ in self._persons]

    def speaker(self, person: Person) -> Speaker:
        """Return the listed speaker of this name, or one made of what the text says."""
        listed = self._roster.named(person.name)
        owned = person.description.split(" ")[0].casefold() in word_classes()["possessive"]
        background = person.context if owned or self._groups.cues(person.description)["kind"] else ""
        group = self._groups.of(person.description, background, self.setting)
        owner = self._owner(person.description) if group == self._groups.fallback else None
        return listed or Speaker(person.name, owner.group if owner else group, "person", person.gender)

    def _owner(self, description: str) -> Speaker | None:
        """Return the listed speaker whose deputy or spokesman a description names: ``X's deputy``."""
        owners = [fold(word).removesuffix("'s") for word in description.split() if fold(word).endswith("'s")]
        return next((listed for listed in map(self._roster.named, owners) if listed), None)

    def by_name(self, sentence: Sentence, at: int, end: int) -> Speaker | None:
        """Match a bare name to a listed speaker or to a person of the text."""
        for start in range(at, end):
            listed = self._roster.named(" ".join(sentence.words[start:end]))
            if listed and (start == at or (listed.kind == "person" and end - start > 1)):
                return listed
        words = set(sentence.words[at:end])
        for person in self._by_surname.get(sentence.words[end - 1].removesuffix("'s"), [])[:_NEAREST]:
            if words <= set(fold(person.name).split()):
                return self.speaker(person)
        if end - at > 1:
            return None
        bearers = [person for person, _ in self._persons if fold(person.name).split()[0] == sentence.words[at]]
        return self.speaker(bearers[0]) if len(bearers) == 1 else None

    def by_office(self, sentence: Sentence, first: int, stop: int, memory: Memory) -> Speaker | None:
        """Match a description such as ``the foreign minister`` or ``his Russian counterpart``.

        Of several persons whom it fits, the one who was spoken of last is meant; persons who are introduced
        only later come after all others.
        """
        entries = range(first, stop)
        dropped = ("possessive", "speaks_for_holder")
        plain = content_words(sentence.words[at] for at in entries if not sentence.is_a(at, *dropped))
        wordings = _wordings(plain, self._groups)
        words = wordings[0]
        if any(sentence.is_a(at, "speaks_for_holder") for at in entries):
            holders = {
                holder
                for office, holder in self._roster.offices
                if len(words) > 1 and words <= _usual(office, self._groups)
            }
            return holders.pop() if len(holders) == 1 else None
        definite = sentence.words[max(first - 1, 0)] == "the" or sentence.is_name(first)
        if not definite and not sentence.is_a(first, "possessive"):
            return None
        if not words or not (
            any(wording & title_words() for wording in wordings)
            or any(sentence.is_a(at, "fills_description") for at in entries)
        ):
            return None
        here, candidates = sentence.starts[first], []
        place = bisect_left(self._starts, here)
        for person, about in self._persons[max(place - _NEAREST, 0) : place + _NEAREST]:
            if any(wording <= about for wording in wordings) or (
                person.known_before and here < person.start and _may_be(plain, person, self._groups)
            ):
                speaker, before = self.speaker(person), person.start < here
                order = (before, memory.turn(speaker), person.start if before else -person.start)
                candidates.append((order, speaker))
        return max(candidates, key=lambda item: item[0])[1] if candidates else None


def _usual(words: Iterable[str], groups: Groups) -> set[str]:
    """Reduce a country and its adjective to what they share, and drop what only fills a description."""
    kept = {word[:_STEM] if groups.cues(word)["nation"] else word.removeprefix("co-") for word in words}
    return kept - word_classes()["fills_description"]


def _wordings(words: Sequence[str], groups: Groups) -> list[set[str]]:
    """List the ways to name an office: as it is written, and by its other names."""
    found = [_usual(words, groups)]
    for row in read_vocabulary("office_synonyms"):
        other = set(row["words"].split())
        if other <= set(words):
            found.append(_usual((set(words) - other) | set(row["office"].split()), groups))
    return found


def _may_be(words: Sequence[str], person: Person, groups: Groups) -> bool:
    """Say whether a person who is named later, as one who is known, may hold the office: no country differs."""
    offices = set(words) & title_words()
    ours, theirs = (
        {word[:_STEM] for word in some if groups.cues(word)["nation"]}
        for some in (words, content_words(sorted(person.words)))
    )
    return bool(offices) and offices <= person.words and (not ours or not theirs or bool(ours & theirs))
