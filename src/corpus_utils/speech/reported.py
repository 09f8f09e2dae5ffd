"""Find who is reported to say what: indirect speech and the attributions of quotations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from corpus_utils.speech.adverbials import skip_addressee, skip_adverbials
from corpus_utils.speech.clauses import Clauses, clause_after, clause_before, clause_stop, continued_clause
from corpus_utils.speech.lexicon import SpeechVerb, fold, read_vocabulary
from corpus_utils.speech.phrases import QUOTE, Sentence
from corpus_utils.speech.sources import is_channel, source_left, source_right, subject
from corpus_utils.speech.verbs_of_speech import can_speak, is_denied, is_noun, verb_at

__all__ = ["Report", "find_reports"]

_REACH = 14  # words between "quoted" and "as saying"
_OPENING = 12  # entries at the start of a sentence in which its main verb of speech is looked for
_NEAR = 8  # words between a participle ("calling on") and the quotation that it brings


@dataclass(frozen=True)
class Report:
    """One report of speech in a sentence, in half-open entries of that sentence.

    ``source`` is the noun phrase of the speaker, ``cue`` the words that decided, ``clauses`` the reported
    clauses (none where the report only introduces a quotation), ``after`` the entry where what is said would
    follow. ``trailing`` marks reports that follow their clause, ``colon`` those that end in a colon, ``phrase``
    verbs that take no clause (``called it``), and ``paper`` sources that are somebody's document.
    """

    source: tuple[int, int]
    cue: tuple[int, int]
    clauses: Clauses
    after: int
    trailing: bool
    colon: bool = False
    phrase: bool = False
    paper: bool = False


def find_reports(sentence: Sentence) -> list[Report]:
    """Find the reports of one sentence, outermost only.

    Speech inside speech is given to the one who speaks to the reader, so a report inside what another one
    reports is left out.

    Parameters
    ----------
    sentence : Sentence

    Returns
    -------
    list of Report
        In the order of their verbs.

    Examples
    --------
    >>> from corpus_utils.speech.phrases import read_sentences
    >>> text = "The talks failed, the minister said on Monday."
    >>> sentence = next(read_sentences(text, (0, len(text)), 0, []))
    >>> [report.clauses for report in find_reports(sentence)]
    [((0, 3),)]
    """
    found: list[Report] = []
    at = 0
    while at < len(sentence):
        report = _phrase_report(sentence, at)
        following = report.source[1] if report else at + 1
        if report is None:
            verb = verb_at(sentence, at)
            report = _verb_report(sentence, at, verb, found) if verb else None
        if report is not None:
            _add(found, report, sentence)
        at = following
    return found


def _add(found: list[Report], report: Report, sentence: Sentence) -> None:
    """Keep a report unless it is nested; one that trails a clause replaces those inside the clause."""
    channel = is_channel(sentence, report.source)
    nested = any(first <= report.cue[0] < stop for outer in found for first, stop in outer.clauses)
    if nested and (channel or not report.trailing):
        return
    if report.trailing and found and (channel or report.paper):
        return
    if report.trailing and report.clauses:
        first, stop = report.clauses[0]
        found[:] = [old for old in found if not first <= old.cue[0] < stop]
    found.append(report)


def _verb_report(sentence: Sentence, at: int, verb: SpeechVerb, found: list[Report]) -> Report | None:
    """Read the report that a verb makes, or None where it makes none."""
    stop = at + len(verb.words)
    source, begins, inverted = _source(sentence, at, stop, verb, found)
    if source is None:
        return None
    after = source[1] if inverted else stop
    if "addressee" in verb.constructions:
        after = skip_addressee(sentence, after)
    after, subordinate = skip_adverbials(sentence, after)
    if subordinate and sentence.is_a(after, "concessive") and at < _OPENING and "bare" in verb.constructions:
        subordinate = "," not in sentence.words[after:]
    if sentence.is_a(after, "wh") and "wh" in verb.constructions and verb.lemma != "say":
        subordinate = False
    colon = sentence.words[after : after + 1] == (":",)
    own = source[0] if not inverted and source[1] <= at and begins == source[0] else at
    cut_off = own > 1 and sentence.words[own - 1] == ","
    lead: Clauses = ()
    if (
        not inverted
        and not subordinate
        and not (cut_off and sentence.is_a(after, "wh") and sentence.words[after] != "that")
    ):
        lead = clause_after(sentence, after, verb, colon)
    before = () if lead or colon else clause_before(sentence, own, verb)
    if before and not inverted:
        before = before + continued_clause(sentence, after, before)
    elif cut_off and not before and not lead and not inverted and "that" in verb.constructions:
        rest = continued_clause(sentence, after, ((0, own - 1),))
        before = ((0, own - 1), *rest) if rest else ()
    reduced = sentence.words[at].endswith("ing") and begins == source[0]
    quotes = QUOTE in (sentence.words[stop : stop + _NEAR] if reduced else sentence.words)
    if not (lead or before or colon or quotes):
        return None
    cue = (min(begins, at), max(source[1] if inverted else stop, stop))
    if before and cue[0] > 0 and sentence.words[cue[0] - 1] == ",":
        cue = (cue[0] - 1, cue[1])
    return Report(source, cue, lead or before, after, bool(before), colon, "phrase" in verb.constructions)


def _source(
    sentence: Sentence, at: int, stop: int, verb: SpeechVerb, found: list[Report]
) -> tuple[tuple[int, int] | None, int, bool]:
    """Find the source of a verb, the first entry of the cue, and whether the source follows the verb."""
    none = (None, at, False)
    if sentence.words[at].endswith("ing") and not sentence.is_a(at - 1, "be"):
        return _source_of_participle(sentence, at, found)
    if "phrase" in verb.constructions and sentence.words[stop : stop + 1] == ("by",):
        agent = source_right(sentence, stop + 1)
        return (agent, at, True) if agent else none
    if is_noun(sentence, at) or is_denied(sentence, at, verb):
        return none
    left = source_left(sentence, at)
    if isinstance(left, tuple):
        if found and found[-1].source[1] + 1 == left[0] and sentence.words[left[0] - 1] == ",":
            return found[-1].source, at, False
        return (left, left[0], False) if can_speak(sentence, left) else none
    right = source_right(sentence, stop) if "invert" in verb.constructions else None
    if right and sentence.has_finite(right[1], right[1] + 1):
        right = None
    if left == "elided":
        if right and QUOTE in sentence.words[max(at - 2, 0) : at]:
            return right, at, True
        shared = found[-1].source if found else subject(sentence, at)
        return (shared, at, False) if shared else none
    if right and (left in ("quote", "comma") or at == 0):
        return right, at, True
    if left in ("quote", "comma") and found:
        return found[-1].source, at, False
    return none


def _source_of_participle(sentence: Sentence, at: int, found: list[Report]) -> tuple[tuple[int, int] | None, int, bool]:
    """Find the source of ``, saying that``, of ``a letter calling for`` or of ``quoted as saying``."""
    none = (None, at, False)
    before = sentence.words[at - 1] if at else ""
    if before == "as":
        return _quoted_as(sentence, at)
    if before == "," and found and sentence.is_a(at, "citing") and is_channel(sentence, found[-1].source):
        cited = source_right(sentence, at + 1)
        if cited:
            found[-1] = replace(found[-1], source=cited)
            return none
    if before == "," or sentence.is_a(at - 1, "introduces_participle"):
        shared = found[-1].source if found else subject(sentence, at)
        return (shared, at, False) if shared else none
    if not at or sentence.is_a(at - 1, "determiner", "preposition", "possessive") or before.endswith("'s"):
        return none
    left = source_left(sentence, at)
    return (left, left[0], False) if isinstance(left, tuple) else none


def _quoted_as(sentence: Sentence, at: int) -> tuple[tuple[int, int] | None, int, bool]:
    """Find the source of ``X was quoted as saying`` and of ``the agency quoted X as saying``."""
    for back in range(at - 2, max(-1, at - _REACH), -1):
        if sentence.is_a(back, "quoting"):
            if sentence.is_a(back - 1, "be"):
                left = source_left(sentence, back)
                return (left, left[0], False) if isinstance(left, tuple) else (None, at, False)
            return ((back + 1, at - 1), back, False) if back + 1 < at - 1 else (None, at, False)
    return None, at, False


def _phrase_report(sentence: Sentence, at: int) -> Report | None:
    """Read a report by a phrase such as ``according to X``."""
    if sentence.words[at] not in _phrase_starts():
        return None
    words = next((words for words in _source_phrases() if sentence.words[at : at + len(words)] == words), None)
    if words is None:
        return None
    first = at + len(words)
    stop = first
    while (
        stop < len(sentence)
        and sentence.words[stop] not in {",", ":", ";", ".", "!", "?", "…", QUOTE}
        and not sentence.has_finite(stop, stop + 1)
        and not sentence.is_a(stop, "relative")
    ):
        stop += 1
    if stop == first or any(sentence.is_a(index, "not_source") for index in range(first, stop)):
        return None
    rest: Clauses = ()
    source = (first, stop)
    while at == 0 and stop < min(first + _REACH, len(sentence)) and sentence.words[stop] != ",":
        stop += 1
    if sentence.words[stop : stop + 1] != (",",):
        stop = source[1]
    if sentence.words[stop : stop + 1] == (",",) and sentence.has_finite(stop + 1, clause_stop(sentence, stop + 1)):
        rest = ((stop + 1, clause_stop(sentence, stop + 1)),)
    begins = at - 1 if at and sentence.words[at - 1] == "," else at
    joined = sentence.is_a(at - 1, "conjunction") or (begins < at and sentence.is_a(at - 2, "conjunction"))
    leads = begins == 0 or joined
    clauses = rest
    if not leads:
        whole = sentence.has_finite(0, begins)
        goes_on = bool(rest) and not sentence.is_a(stop + 1, "conjunction")
        clauses = ((0, begins), *(rest if goes_on else ())) if whole or goes_on else ()
    paper = any(sentence.is_a(index, "document") for index in range(*source))
    return Report(source, (at if leads else begins, source[1]), clauses, stop, not leads, paper=paper)


@cache
def _phrase_starts() -> frozenset[str]:
    return frozenset(words[0] for words in _source_phrases())


@cache
def _source_phrases() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fold(row["phrase"]).split()) for row in read_vocabulary("source_phrases"))
