"""Collect the persons whom a text introduces, with the words that describe them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cache

from corpus_utils.groups import Groups
from corpus_utils.speech.lexicon import fold, read_vocabulary, speech_verbs, word_classes
from corpus_utils.speech.noun_phrases import is_acronym
from corpus_utils.speech.phrases import QUOTE, Sentence
from corpus_utils.speech.sources import subject

__all__ = ["Person", "collect_persons", "gender_of", "name_runs", "strip_titles", "title_words"]

_REACH = 30  # words of an apposition that are read
_LONGEST = 400  # characters of description that are kept


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
            self.gender = self.gender or gender_of(about)


def collect_persons(
    sentences: Iterable[Sentence], groups: Groups, bodies: Collection[str] = ()
) -> dict[str, list[Person]]:
    """Index the persons of a text by surname.

    A capitalised name of two or more words counts, with the title before it and the apposition after it, so
    that a later surname, office or description finds the person.

    Parameters
    ----------
    sentences : iterable of Sentence
    groups : Groups
        What names a country or an office is no part of a name.
    bodies : collection of str
        Folded names of listed bodies, likewise.

    Returns
    -------
    dict of str to list of Person
        Folded surname to persons, in the order of the text.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "Foreign Minister Jane Example left."
    >>> collect_persons(read_sentences(text, (0, len(text)), 0, []), Groups())["example"][0].description
    'Foreign Minister'
    """
    found: dict[str, list[Person]] = {}
    known: dict[str, Person] = {}
    context, block = "", -1
    for sentence in sentences:
        context = context if sentence.block == block else ""
        for first, stop in name_runs(sentence, 0, len(sentence)):
            at = strip_titles(sentence, first, stop, groups, bodies)
            if stop - at == 1 and len(found.get(sentence.words[at], ())) == 1:
                found[sentence.words[at]][0].learn(_after(sentence, stop, groups))
            if stop - at < 2 or sentence.words[stop - 1].endswith(("'s", "s'")):
                continue
            if any(groups.is_cue(sentence.words[index]) for index in range(at, stop)):
                continue
            if sentence.is_a(stop - 1, "organisation"):
                continue
            name = " ".join(sentence.surface[at:stop])
            about = " ".join(part for part in (_before(sentence, first, at), _after(sentence, stop, groups)) if part)
            person = known.get(fold(name))
            if person is None:
                person = known[fold(name)] = Person(name, sentence.starts[at], context=context)
                person.known_before = (
                    first > 1 and sentence.words[first - 1] == "," and about.startswith(("the ", "The "))
                )
                found.setdefault(sentence.words[stop - 1], []).append(person)
            person.learn(about)
        place = subject(sentence, len(sentence))
        context = " ".join(sentence.surface[slice(*place)]) if place else ""
        block = sentence.block
    return found


def name_runs(sentence: Sentence, first: int, stop: int) -> list[tuple[int, int]]:
    """List the runs of capitalised words in a stretch of a sentence.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "envoy Staffan de Example of the UN"
    >>> name_runs(next(read_sentences(text, (0, len(text)), 0, [])), 0, 7)
    [(1, 4), (6, 7)]
    """
    runs, at = [], first
    while at < stop:
        if not _named(sentence, at):
            at += 1
            continue
        end = at + 1
        while end < stop and not sentence.words[end - 1].endswith("'s"):
            if sentence.words[end] == "of" and " ".join(sentence.words[end - 1 : end + 2]) in _titles():
                end = min(end + 2, stop)
                continue
            after = end
            while after < stop and sentence.is_a(after, "particle") and sentence.surface[after].islower():
                after += 1
            if after >= stop or not _named(sentence, after):
                break
            end = after + 1
        runs.append((at, end))
        at = end
    return runs


def strip_titles(sentence: Sentence, first: int, stop: int, groups: Groups, bodies: Collection[str] = ()) -> int:
    """Return the entry where the bare name of a run begins, after offices, countries and bodies.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "Foreign Minister Jane Example"
    >>> strip_titles(next(read_sentences(text, (0, len(text)), 0, [])), 0, 4, Groups())
    2
    """
    at, moved = first, True
    while moved and at < stop:
        moved = False
        for length in (5, 4, 3, 2, 1):
            words = " ".join(sentence.words[at : at + length])
            if at + length <= stop and (words in _titles() or groups.is_cue(words) or words in bodies):
                at, moved = at + length, True
                break
        else:
            later = [end for end in range(at + 1, stop) if sentence.words[end] in _titles() or _is_field(sentence, end)]
            if later and stop - later[-1] > 1:
                at, moved = later[-1] + 1, True
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


def title_words() -> frozenset[str]:
    """Return the words that name an office or a function.

    Examples
    --------
    >>> "minister" in title_words()
    True
    """
    return frozenset(_titles())


def _named(sentence: Sentence, at: int) -> bool:
    word = sentence.words[at]
    if word == QUOTE or not sentence.is_name(at) or word in word_classes()["day"]:
        return False
    plain = at > 0 or not sentence.is_a(
        at, "determiner", "preposition", "conjunction", "subordinator", "adverb", "subject_pronoun", "time_lead"
    )
    return (
        plain
        and word not in {"the", "a", "an", "i", "but", "and", "he", "she", "it", "they", "we", "in", "on"}
        and word not in word_classes()["not_name"]
    )


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
def _titles() -> dict[str, str]:
    return {fold(row["title"]): row["gender"] for row in read_vocabulary("titles")}
