"""Find who is reported to say what: indirect speech and the attributions of quotations."""

from dataclasses import dataclass
from functools import cache

from corpus_utils.lexicon import SpeechVerb, fold, read_vocabulary, speech_verbs
from corpus_utils.phrases import QUOTE, Sentence
from corpus_utils.sources import is_channel, source_left, source_right, subject

__all__ = ["Report", "find_reports"]

_STOPS = frozenset(".!?…;")
_REACH = 25  # words between a verb of speech and its clause
_CONCESSIVE = frozenset({"though", "although", "while", "whereas"})
_CONTRAST = frozenset({"but", "and", "while", "whereas", "though", "although"})


@dataclass(frozen=True)
class Report:
    """One report of speech in a sentence, in entries of that sentence.

    ``source`` is the noun phrase of the speaker, ``cue`` the words that decided, ``clauses`` the reported
    clauses (none where the report only introduces a quotation), ``after`` the entry where what is said would
    follow. ``trailing`` marks reports that follow their clause; ``colon`` those that end in a colon.
    """

    source: tuple[int, int]
    cue: tuple[int, int]
    clauses: tuple[tuple[int, int], ...]
    after: int
    trailing: bool
    colon: bool
    phrase: bool
    paper: bool = False


def find_reports(sentence: Sentence) -> list[Report]:
    """Find the reports of one sentence, outermost only.

    Parameters
    ----------
    sentence : Sentence

    Returns
    -------
    list of Report
        In the order of their verbs. A report inside what another one reports is left out.

    Examples
    --------
    >>> from corpus_utils.phrases import read_sentences
    >>> text = "The talks failed, the minister said on Monday."
    >>> sentence = next(read_sentences(text, (0, len(text)), 0, []))
    >>> [report.clauses for report in find_reports(sentence)]
    [((0, 3),)]
    """
    found: list[Report] = []
    at = 0
    while at < len(sentence):
        report = _phrase_report(sentence, at)
        if report is not None:
            _add(found, report, sentence)
            at = report.source[1]
            continue
        verb = _verb_at(sentence, at)
        report = _verb_report(sentence, at, verb, found) if verb else None
        if report is not None:
            _add(found, report, sentence)
        at += 1
    return found


def _add(found: list[Report], report: Report, sentence: Sentence) -> None:
    """Keep a report unless it is nested; let a report that trails a clause replace those inside the clause."""
    anchor = report.cue[0]
    for outer in found:
        inside = any(first <= anchor < stop for first, stop in outer.clauses)
        if inside and not (report.trailing and not is_channel(sentence, report.source)):
            return
    if report.trailing and found and (is_channel(sentence, report.source) or report.paper):
        return
    if report.trailing and report.clauses:
        first, stop = report.clauses[0]
        found[:] = [old for old in found if not first <= old.cue[0] < stop]
    found.append(report)


def _verb_at(sentence: Sentence, at: int) -> SpeechVerb | None:
    """Return the verb of speech whose form begins at an entry."""
    for verb in speech_verbs().get(sentence.words[at], ()):
        if sentence.words[at:at + len(verb.words)] == verb.words and sentence.surface[at][:1].islower():
            return verb
    return None


def _verb_report(sentence: Sentence, at: int, verb: SpeechVerb, found: list[Report]) -> Report | None:
    """Read the report that a verb makes, or None where it makes none."""
    stop = at + len(verb.words)
    source, cue_first, inverted = _source(sentence, at, stop, verb, found)
    if source is None:
        return None
    after = stop if not inverted else source[1]
    after = _skip_addressee(sentence, after) if "addressee" in verb.constructions else after
    after, subordinate = _skip_adverbials(sentence, after)
    if subordinate and sentence.words[after] in _CONCESSIVE and at < 12 and "bare" in verb.constructions:
        subordinate = "," not in sentence.words[after:]
    colon = after < len(sentence) and sentence.words[after] == ":"
    lead = () if inverted or subordinate else _clause_after(sentence, after, verb, colon)
    own = source[0] if not inverted and source[1] <= at and cue_first == source[0] else at
    if lead and not colon and sentence.is_a(after, "wh") and sentence.words[own - 1] == ",":
        lead = ()
    before = _clause_before(sentence, own, verb) if not lead and not colon else ()
    if before and not inverted:
        before = before + _continued(sentence, after, before)
    elif not before and not lead and not inverted and own > 1 and sentence.words[own - 1] == ",":
        rest = _continued(sentence, after, ((0, own - 1),)) if "that" in verb.constructions else ()
        before = ((0, own - 1), *rest) if rest else ()
    cue = (min(cue_first, at), max(source[1] if inverted else stop, stop))
    if before and cue[0] > 0 and sentence.words[cue[0] - 1] == ",":
        cue = (cue[0] - 1, cue[1])
    reduced = sentence.words[at].endswith("ing") and cue_first == source[0]
    if not lead and not before and not colon and (QUOTE not in sentence.words or reduced and QUOTE not in
                                                  sentence.words[stop:stop + 8]):
        return None
    return Report(source, cue, lead or before, after, bool(before), colon, "phrase" in verb.constructions)


def _source(sentence: Sentence, at: int, stop: int, verb: SpeechVerb, found: list[Report]):
    """Find the source of a verb, as (source, first entry of the cue, whether it follows the verb)."""
    none = (None, at, False)
    before = sentence.words[at - 1] if at else ""
    participle = sentence.words[at].endswith("ing")
    if participle and not sentence.is_a(at - 1, "be"):
        if before == "as":
            return _quoted_as(sentence, at)
        shares = before == "," or before in {"before", "after", "while", "by", "and", "but", "when", "without"}
        if shares:
            shared = found[-1].source if found else subject(sentence, at)
            return (shared, at, False) if shared else none
        if not at or sentence.is_a(at - 1, "determiner", "preposition", "possessive") or before.endswith("'s"):
            return none
        left = source_left(sentence, at)
        return (left, left[0], False) if isinstance(left, tuple) else none
    if _is_noun(sentence, at) or _is_denied(sentence, at, verb):
        return none
    left = source_left(sentence, at)
    if isinstance(left, tuple):
        return (left, left[0], False) if _can_speak(sentence, left, at) else none
    if left == "elided":
        shared = found[-1].source if found else subject(sentence, at)
        right = source_right(sentence, stop) if "invert" in verb.constructions and QUOTE in sentence.words[:at] else None
        if right and QUOTE in sentence.words[max(at - 2, 0):at]:
            return right, at, True
        return (shared, at, False) if shared else none
    if "invert" in verb.constructions:
        right = source_right(sentence, stop)
        if right and (left in ("quote", "comma") or at == 0):
            return right, at, True
    if left in ("quote", "comma") and found:
        return found[-1].source, at, False
    return none


def _quoted_as(sentence: Sentence, at: int):
    """Find the source of ``X was quoted as saying`` and of ``the agency quoted X as saying``."""
    for back in range(at - 2, max(-1, at - 14), -1):
        if sentence.words[back] in {"quoted", "cited", "quotes", "cites"}:
            if sentence.is_a(back - 1, "be"):
                left = source_left(sentence, back)
                return (left, left[0], False) if isinstance(left, tuple) else (None, at, False)
            return (back + 1, at - 1), back, False
    return None, at, False


def _is_noun(sentence: Sentence, at: int) -> bool:
    """Say whether the form is a noun here: ``his remarks``, ``the report``, ``of claims``."""
    if at == 0:
        return sentence.words[0] != "said"
    before, word = sentence.words[at - 1], sentence.words[at]
    if sentence.is_a(at - 1, "determiner") and before not in {"all", "some", "many", "several", "most", "few", "both",
                                                              "this", "that", "those", "another", "one", "each"}:
        return True
    if sentence.is_a(at - 1, "preposition", "possessive") or before.endswith(("'s", "s'")):
        return True
    helped = at - 1
    while helped > 0 and sentence.is_a(helped, "adverb", "negation"):
        helped -= 1
    if word.endswith("s") and sentence.is_a(helped, "helping", "modal"):
        return True
    base = not word.endswith(("ed", "s")) and word in {verb.lemma for verb in speech_verbs()[word]}
    if base and before == "to":
        return sentence.words[at - 2] not in {"on", "continued", "continues"}
    if base and not sentence.is_a(at - 1, "subject_pronoun", "adverb", "helping", "relative", "plural_anaphor", "negation"):
        return not (before.endswith("s") or before in {"people", "many", "some", "police", "others", ",", "and"}
                    or before == QUOTE)
    return False


def _is_denied(sentence: Sentence, at: int, verb: SpeechVerb) -> bool:
    """Say whether the verb is passive, merely possible, or denied."""
    for back in range(at - 1, max(-1, at - 5), -1):
        if sentence.is_a(back, "be") or sentence.words[back] in {"been", "being"}:
            return not sentence.words[at].endswith("ing")
        if sentence.is_a(back, "modal"):
            return True
        if sentence.is_a(back, "negation"):
            return "belief" not in verb.constructions
        if sentence.words[back] == "to" and sentence.words[back - 1] not in {"on", "continued", "continues"}:
            return True
        if not sentence.is_a(back, "adverb", "helping") and not sentence.words[back].endswith("ly"):
            return False
    return False


def _can_speak(sentence: Sentence, source: tuple[int, int], at: int) -> bool:
    """Say whether a noun phrase can be a source: a name, a pronoun, or a described person or body."""
    first, stop = source
    if QUOTE in sentence.words[first:stop] and not any(sentence.is_name(i) for i in range(first, stop)
                                                       if sentence.words[i] != QUOTE):
        return stop - first > 2
    if stop - first == 1 and sentence.is_a(first, "relative", "adverb", "preposition", "possessive"):
        return False
    if sentence.is_a(first, "negative_source"):
        return False
    if sentence.words[first] in {"there", "what", "that"} and stop - first == 1:
        return False
    if any(sentence.is_name(index) for index in range(first, stop)) or sentence.is_a(first, "determiner"):
        return True
    return sentence.is_a(first, "subject_pronoun") or sentence.words[stop - 1].endswith("s") or stop - first > 1


def _skip_addressee(sentence: Sentence, at: int) -> int:
    """Step over the one who is told: ``told reporters``, ``told the TASS news agency``, ``told her``."""
    if sentence.is_a(at, "object_pronoun"):
        follows = sentence.is_a(at + 1, "auxiliary") or sentence.has_finite(at + 1, at + 2)
        return at if follows and sentence.is_a(at, "subject_pronoun") else at + 1
    first = at
    while at < len(sentence) and at - first < _REACH:
        word = sentence.words[at]
        if word in {",", ":", QUOTE, "that", "("} or word in _STOPS or sentence.is_a(at, "subject_pronoun", "wh"):
            break
        if at > first and sentence.is_a(at, "determiner", "adverb", "day") and not sentence.is_a(at - 1, "preposition", "possessive", "conjunction"):
            break
        if sentence.is_a(at, "preposition") and word != "of":
            break
        if sentence.has_finite(at, at + 1):
            back = at - 1
            while back > first and sentence.is_name(back) and sentence.is_name(back - 1) and back - 1 > first:
                back -= 1
            return max(back, first)
        at += 1
    return at


def _skip_adverbials(sentence: Sentence, at: int) -> tuple[int, bool]:
    """Step over when, where and how it was said; also say whether a subordinate clause follows instead."""
    first = at
    while at < len(sentence) and at - first < _REACH:
        word = sentence.words[at]
        if sentence.is_a(at, "day", "adverb") and word not in {"both", "all", "just", "only", "even", "first"} or \
                (word.endswith("ly") and len(word) > 4 and not sentence.is_name(at)):
            at += 1
        elif word in {"last", "this", "next", "earlier", "later"} and sentence.is_a(at + 1, "time_unit", "day", "month"):
            at += 2
        elif sentence.is_a(at, "preposition"):
            stop, finite = _object_end(sentence, at + 1)
            if finite and sentence.is_a(at, "subordinator"):
                return at, True
            at = stop
        else:
            return at, sentence.is_a(at, "subordinator") and word not in {"if", "unless", "once", "despite", "even", "where"}
    return at, False


def _object_end(sentence: Sentence, at: int) -> tuple[int, bool]:
    """Find where the object of a preposition ends, and whether a finite verb follows it at once."""
    first = at
    if sentence.is_a(at, "day", "month") or sentence.words[at:at + 1] and sentence.words[at][:1].isdigit():
        while sentence.is_a(at, "day", "month", "time_unit") or at < len(sentence) and sentence.words[at][:1].isdigit():
            at += 1
        return at, False
    if sentence.is_a(at, "subject_pronoun") and not sentence.is_a(at, "object_pronoun"):
        return at, True
    while at < len(sentence):
        word = sentence.words[at]
        if word in {",", ":", QUOTE, "that", "("} or word in _STOPS or \
                sentence.is_a(at, "preposition", "subject_pronoun", "conjunction", "day", "relative"):
            return at, False
        if at > first and sentence.is_a(at, "determiner") and not sentence.is_a(at - 1, "determiner", "possessive"):
            return at, False
        if sentence.has_finite(at, at + 1) and at > first:
            back = at - 1
            return (back if back > first else first), True
        at += 1
    return at, False


def _clause_after(sentence: Sentence, at: int, verb: SpeechVerb, colon: bool) -> tuple[tuple[int, int], ...]:
    """Find the reported clause that follows a verb."""
    kinds = verb.constructions
    if at >= len(sentence):
        return ()
    if colon:
        stop = _clause_stop(sentence, at + 1)
        return ((at + 1, stop),) if sentence.has_finite(at + 1, stop) and sentence.words[at + 1] != QUOTE else ()
    if sentence.words[at] == "," and _is_comment(sentence, at):
        stop = _clause_stop(sentence, at + 1)
        return ((at + 1, stop),) if sentence.has_finite(at + 1, stop) else ()
    if sentence.words[at] == "," and "that" in kinds:
        for ahead in range(at + 1, min(at + 12, len(sentence))):
            if sentence.words[ahead] == "," and sentence.words[ahead + 1:ahead + 2] == ("that",):
                return ((ahead + 2, _clause_stop(sentence, ahead + 2)),)
    first = at
    if sentence.words[at] == "that" and "that" in kinds and not _is_bare_auxiliary(sentence, at + 1):
        first = at + 1
    elif sentence.is_a(at, "wh") and "wh" in kinds and verb.lemma != "say":
        return ((at, _clause_stop(sentence, at)),) if sentence.has_finite(at, _clause_stop(sentence, at)) else ()
    elif "bare" not in kinds or sentence.is_a(at, "conjunction") or sentence.words[at] in {",", "."}:
        if sentence.words[at] == QUOTE and "that" in kinds:
            return _after_quotation(sentence, at)
        return ()
    if sentence.words[first:first + 1] == (QUOTE,) and first == at:
        return _after_quotation(sentence, at)
    if _is_bare_auxiliary(sentence, first) and not _is_gapped(sentence, at):
        return ()
    stop = _clause_stop(sentence, first, contrast=_is_contrasted(sentence, at))
    finite = sentence.has_finite(first, stop) or first > at and stop - first > 2
    return ((first, stop),) if finite and first < stop else ()


def _after_quotation(sentence: Sentence, at: int) -> tuple[tuple[int, int], ...]:
    """Find what goes on being reported after a quotation: ``said "terror" was spreading``, ``and that``."""
    stop = _clause_stop(sentence, at + 1)
    if sentence.words[at + 1:at + 3] in {("and", "that"), ("but", "that")}:
        return ((at + 1, stop),)
    following = sentence.words[at + 1] if at + 1 < len(sentence) else "."
    if following in {",", "."} or sentence.is_a(at + 1, "conjunction", "relative", "subordinator", "preposition"):
        return ()
    return ((at + 1, stop),) if sentence.has_finite(at + 1, min(stop, at + 4)) else ()


def _is_bare_auxiliary(sentence: Sentence, at: int) -> bool:
    """Say whether an auxiliary without its subject stands here, so that no clause can begin."""
    return sentence.is_a(at, "auxiliary") and "'" not in sentence.words[at]


def _is_comment(sentence: Sentence, at: int) -> bool:
    """Say whether ``as X said`` opens the sentence."""
    return sentence.words[0] == "as" and not sentence.has_finite(1, max(at - 3, 1)) and at < 15


def _is_gapped(sentence: Sentence, at: int) -> bool:
    """Say whether the report stands inside its own clause: ``which the minister said would begin``."""
    for back in range(at - 2, max(-1, at - 14), -1):
        if sentence.words[back] in {"which", "who"}:
            return not sentence.has_finite(back, at - 1)
        if sentence.words[back] == ",":
            return False
    return False


def _is_contrasted(sentence: Sentence, at: int) -> bool:
    """Say whether the report is the first half of ``While X says this, Y says that``."""
    for back in range(at - 1, max(-1, at - 12), -1):
        if sentence.words[back] in {"while", "whereas", "although", "though"}:
            return True
        if sentence.words[back] == ",":
            return False
    return False


def _clause_stop(sentence: Sentence, at: int, contrast: bool = False) -> int:
    """Find the end of a reported clause: the end of the sentence or the next report of the narrator."""
    first = at
    while at < len(sentence):
        word = sentence.words[at]
        if word in _STOPS and (at + 1 == len(sentence) or word == ";"):
            return at
        follows = sentence.words[at + 1] if at + 1 < len(sentence) else ""
        if word == "," and at > first:
            if follows in speech_verbs() and follows.endswith("ing"):
                return at
            if (follows in _CONTRAST and _reports_soon(sentence, at + 2)) or \
                    (contrast and _reports_soon(sentence, at + 1)):
                return at
            if sentence.words[at + 1:at + 3] == ("according", "to"):
                return at
        elif word in {"and", "but"} and at > first and follows in speech_verbs() and not follows.endswith("ing") \
                and sentence.surface[at + 1].islower() and (follows.endswith("d") or follows == "said") \
                and not sentence.is_a(at - 1, "subject_pronoun"):
            return at
        at += 1
    return at


def _reports_soon(sentence: Sentence, at: int) -> bool:
    """Say whether a verb of speech with its subject follows before any other finite verb."""
    for ahead in range(at, min(at + 8, len(sentence))):
        if sentence.words[ahead] in speech_verbs() and sentence.surface[ahead].islower() \
                and not _is_noun(sentence, ahead) and not _is_denied(sentence, ahead, speech_verbs()[sentence.words[ahead]][0]):
            return True
        if sentence.words[ahead] in {",", "that", QUOTE} or \
                sentence.has_finite(ahead, ahead + 1) and not sentence.is_a(ahead, "helping"):
            return False
    return False


def _clause_before(sentence: Sentence, own: int, verb: SpeechVerb) -> tuple[tuple[int, int], ...]:
    """Find the reported clause that precedes ``, X said``."""
    if own < 2 or not {"that", "quote"} & verb.constructions or "phrase" in verb.constructions:
        return ()
    last = own - 1
    mark = sentence.words[last]
    if mark == QUOTE:
        stop = last + 1
    elif mark == "," or mark in {"–", "—"}:
        stop = last
    else:
        return ()
    first = 0
    for at in range(stop - 1, -1, -1):
        if sentence.words[at] in {";", ":"}:
            first = at + 1
            break
    plain = [at for at in range(first, stop) if sentence.words[at] != QUOTE]
    if mark == QUOTE:
        opening = sentence.words[first].endswith(("ing", "ed"))
        return ((first, last),) if len(plain) > 1 and not opening else ()
    holds = sentence.has_finite(first, stop) or QUOTE in sentence.words[first:stop]
    main = subject(sentence, stop) if first == 0 else (first, first + 1)
    whole = main is not None and (sentence.has_finite(main[1], stop) or QUOTE in sentence.words[main[1]:stop])
    if not plain or not holds or not whole:
        return ()
    return ((first, stop),)


def _continued(sentence: Sentence, after: int, before: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Find the second part of a clause that the attribution cuts: ``The talks, X said, would go on``."""
    if after >= len(sentence) or sentence.words[after] != ",":
        return ()
    first, stop = after + 1, _clause_stop(sentence, after + 1)
    word = sentence.words[first] if first < len(sentence) else "."
    if word in speech_verbs() or word.endswith("ing") or sentence.is_a(first, "conjunction", "relative", "subordinator", "preposition"):
        return ()
    whole = sentence.has_finite(*before[0])
    return ((first, stop),) if first < stop and sentence.has_finite(first, stop) and not whole else ()


def _phrase_report(sentence: Sentence, at: int) -> Report | None:
    """Read a report by a phrase such as ``according to X``."""
    for words in _source_phrases():
        if sentence.words[at:at + len(words)] == words:
            break
    else:
        return None
    first = at + len(words)
    stop = first
    while stop < len(sentence) and sentence.words[stop] not in {",", ":", QUOTE} and sentence.words[stop] not in _STOPS \
            and not sentence.has_finite(stop, stop + 1) and not sentence.is_a(stop, "relative"):
        stop += 1
    if stop == first or any(sentence.is_a(index, "not_source") for index in range(first, stop)):
        return None
    source = (first, stop)
    rest = (stop + 1, _clause_stop(sentence, stop + 1)) if sentence.words[stop:stop + 1] == (",",) else None
    rest = rest if rest and sentence.has_finite(*rest) else None
    lead = at - 1 if at and sentence.words[at - 1] == "," else at
    joined = sentence.is_a(at - 1, "conjunction") or at > 1 and sentence.is_a(at - 2, "conjunction") and lead < at
    if lead == 0 or joined:
        clauses = (rest,) if rest else ()
    else:
        held = sentence.has_finite(0, lead)
        clauses = ((0, lead), rest) if rest and not sentence.is_a(stop + 1, "conjunction") else ((0, lead),) if held else ()
    return Report(source, (lead if lead and not joined else at, stop), clauses, stop, bool(lead and not joined), False, False,
                  any(sentence.is_a(index, "document") for index in range(first, stop)))


@cache
def _source_phrases() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fold(row["phrase"]).split()) for row in read_vocabulary("source_phrases"))
