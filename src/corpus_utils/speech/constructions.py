"""Find who is reported to say what: chunk a sentence once, then match the constructions of reported speech."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from corpus_utils.speech.lexicon import fold, read_vocabulary, word_classes
from corpus_utils.speech.sentences import Sentence, verb_letters

__all__ = ["CONSTRUCTIONS", "Construction", "Report", "find_reports", "subject"]

Span = tuple[int, int]
_REACH = 14  # entries at the start of a sentence in which a comment or a contrast opens


class Construction(NamedTuple):
    """One way to report speech: its name, its pattern in words over chunks, an example, and how sure it is.

    What all constructions that are ``certain`` gave had the right source in more than .95 of cases on news that the
    rules had not seen (PolNeAR's training part, half of which was set aside; Newell, Margolin and Ruths, 2018).
    """

    name: str
    pattern: str
    example: str
    certain: bool = True


#: All constructions, the first that fits a verb is taken. ``SAY.that`` is any verb of speech that takes *that*.
CONSTRUCTIONS = tuple(
    Construction(row["name"], row["pattern"], row["example"], row["certain"] == "yes")
    for row in read_vocabulary("constructions")
)

_QUOTES = "QU"  # a quotation; ``U`` opens with a capital letter
_SPEAKS = ("that", "quote", "phrase")  # a verb with none of these, such as ``want``, reports an infinitive alone
_FINITE = verb_letters(*_SPEAKS)
_PARTICIPLE = verb_letters(*_SPEAKS, participle=True)
_INVERTED = verb_letters("invert")
_OTHER = "".join(letter for letter in verb_letters() if letter not in _FINITE)  # verbs like ``want``
_VERBS = f"VWJXZ{verb_letters()}"
_PHRASE = "[NM](?:[Ec]?[Py]{1,2}[NMw])*"
#: A list of names, or two noun phrases joined; not after a verb or preposition, where *and* may join clauses.
_JOINT = rf"(?<![VWJXZIEkP{_FINITE}{_PARTICIPLE}]){_PHRASE}(?:,{_PHRASE})*,?c{_PHRASE}"
_NOUNS = rf"(?:{_JOINT}|{_PHRASE})"
_SUBJECT = rf"(?:Hc{_PHRASE}|H|{_NOUNS})"
#: What may stand between a source and its verb: an apposition, a relative clause, a time, an adverb.
_ASIDE = f"(?!H)[^,;:QU{_FINITE}]"
_REDUCED = r"[EW](?:T|[Py]{1,2}[NMw](?:P[NM])*)+"
_BETWEEN = (
    rf"\(?(?:H[VWJ{_OTHER}](?:P[NM]?)?|{_REDUCED}|[EW]|[RI][^,;:cQU{_FINITE}]{{1,14}}|,R[^,;:QU]*,|,{_ASIDE}{{1,16}},(?:{_ASIDE}{{1,12}},)?"
    rf"|--?[^-;:QU]{{1,16}}--?)?"
)
_WHO = r"(?:,?R)?[ATP]*(?<!P)(?:,[AT]+,)?"
_AND = r"(?:,?[cB]A?)"
_SAID = rf"(?:{_SUBJECT}[AT]*)?[{_FINITE}]"
#: Where a reported clause ends: the narrator takes over again.
_STOP = rf"(?:;|,?&|\.x*$|B{_SAID}|,[{_PARTICIPLE}]|,?Y|,A\.|,[BcC]{_SAID}|,?[cB]A?[{_FINITE}])"
_GOES_ON = rf"(?:(?!{_STOP}).)"
_FULL = rf"(?:[sCf@IEP][^,;]*,)?(?![sCf@E]|I(?![AtdNMP]*[{_VERBS}]))[^;]*?[{_VERBS}QU][^;]*?"
_WHEN = rf"(?:[TA]|[Psy@][NMw](?:E?P[NM])*(?![{_VERBS}])|P(?=[T,:QU]))*"

_THINGS = rf"{_PHRASE}(?:(?:,c?|c){_PHRASE})*,?"
#: A clause that has no verb of its own, such as ``it a mistake``, ends sooner.
_NO_VERB = rf"(?:(?![,(-]|[cB]A?[EWVJI{_PARTICIPLE}]|[sCf]){_GOES_ON})"

_DO = rf"V?k(?:(?!,[{_VERBS}]|,{_SAID}){_GOES_ON})*"
#: A noun phrase that is no subject, so that what follows it goes on to the end: ``of his claim that``.
_ONE_VERB = rf"[^,;{_VERBS}]*[{_VERBS}][^,;{_VERBS}]*"
_OBJECT, _OBJECT_THAT = ("(?<=[^,;:cBxQUAT-][NM]" + end for end in (")", "t)"))

#: The words of the patterns, each a regular expression over the letters of chunks.
GRAMMAR = {
    "SOURCE": rf"(?:(?<![Pyk])|(?={_PHRASE},?R))(?P<source>{_SUBJECT})(?P<between>{_BETWEEN}){_WHO}",
    "TELLER": rf"(?<![Pyk])(?P<source>{_SUBJECT})(?P<between>{_BETWEEN})[AT]*",
    "NOW": r"(?:[TA]|P[NM](?=,))*",
    "NOUN": rf"(?P<source>{_PHRASE})",
    "WHOM": rf"(?P<source>w|{_SUBJECT})",
    "NAMED": rf"(?P<source>{_NOUNS}|H)(?P<named>,[NM](?=[,.]))?(?![{_VERBS}])",
    "TO": r"(?:w|2?[NM](?:c[NM])?(?:P[NM])*)",
    "WHEN": _WHEN,
    "HERE": r"(?P<after>)",
    "CLAUSE": rf"(?=(?P<clause>{_GOES_ON}+))",
    "SPEECH": "(?P<quote>U)",
    "PLAIN": rf"(?=(?P<clause>(?![QU])(?={_GOES_ON}*[{_VERBS}]){_GOES_ON}+))",
    "BARE": rf"(?=(?P<clause>(?!T*V?k|H[NMA]k)(?=[NMHJQUTCf#IE'x]|t[VW])(?![QU](?:[,.cRsPB]|$))"
    rf"(?={_GOES_ON}*[{_VERBS}]){_GOES_ON}+))",
    "LOOSE": rf"(?=(?P<clause>[NM](?={_GOES_ON}{{2}}){_GOES_ON}+))",
    "WHICH": "[Rqt]",
    "DOING": rf"(?=(?P<clause>[I{_PARTICIPLE}](?!['x]){_GOES_ON}+))",
    "LIKENED": rf"(?=(?P<clause>(?:w|H|A|{_PHRASE})(?P<to>P){_NO_VERB}+))",
    "HOW": rf"(?=(?P<clause>q(?={_GOES_ON}*[{_VERBS}]){_GOES_ON}+))",
    "GAP": rf"(?=(?P<clause>[VWX{_OTHER}][^,;.]+))",
    "HE": rf"(?=(?P<clause>(?=H[AT{_VERBS}]|J|[#'x]*[NM](?:P[NM])*V){_GOES_ON}+))",
    "HALF": rf"(?P<clause>(?![QU])[^,;]*[{_VERBS}][^,;]*)(?=,[AT]*,?(?:[HNMJQU]|[AT]*[{_VERBS}]))",
    "WHETHER": rf"(?=(?P<clause>[qfR](?={_GOES_ON}*[{_VERBS}]){_GOES_ON}+))",
    "WHOLE": rf"(?P<clause>{_FULL}|[NM][^;{_VERBS}]{{2,}}?)",
    "FULL": rf"(?P<clause>{_FULL})",
    "PART": rf"(?P<clause>[^;{_VERBS}]+?|[sCf][^,;]+)",
    "MORE": rf"(?=(?P<more>(?![{_PARTICIPLE}{_FINITE}IcBRsCfP])(?={_GOES_ON}*[{_VERBS}]){_GOES_ON}+))",
    "ON": rf"[cB]?(?=(?P<more>[HNMJsCfVWkt{_OTHER}](?!{_SAID}){_GOES_ON}{{2,}}))",
    "END": rf"(?:(?<=[{verb_letters('addressee')}])|(?=[AT]++P|[AT]*+(?:[^NMHJVtP]|$))|(?<=[{_INVERTED}])(?=P))",
    "MIXED": r"(?P<clause>(?![IE])[^;QU]*(?:[^;QU:'x-]Q|[^;QU,:'x-]U))",
    "^": r"(?:^\(?(?:[NM]\(?-)?|(?<=[;:]))",
    "BUT": "[Bc]?",
    "TEXT": r"[^;QU]{0,30}?",
    "ASIDE": r"[^,;:QU]{1,14}?",
    "QUOTE": "(?P<quote>[QU])",
    "REST": "(?P<quote>Q)",
    "BIT": rf"(?P<clause>[cB]?[NMHJ][^;{_VERBS}]*?)",
    "AS": "@",
    "WHILE": "[sCf]",
    "SMALL": rf"(?=(?P<clause>(?:w|H|{_PHRASE})(?:\(.)?(?:I|PA*N){_GOES_ON}*))",
    "LEAD": rf"(?:(?:^|(?<=[;:]))[^;:QU{_FINITE}{_PARTICIPLE}Y]*?|(?<=-))",
    "DASH": "(?P<say>-)-?",
    "NAME": rf"(?P<source>{_NOUNS})(?P<say>:)",
    "HIS_THAT": rf"(?P<source>[NM])(?P<say>t(?![VWE{_FINITE}]))",
    "HIS_TO": rf"(?P<source>[NM])(?P<say>)(?=(?P<clause>{_OBJECT}{_DO}|V?k[^,;{_VERBS}]+(?=[{_VERBS}])|{_DO}))",
    "CLAIM": rf"(?=(?P<clause>{_OBJECT_THAT}{_GOES_ON}+|{_ONE_VERB}(?=[{_VERBS}])|{_GOES_ON}+))",
    "HOPE": "(?P<held>[NM])",
    "SEEN_AS": rf"P?(?=(?P<clause>(?:w|H|A|[QU]?{_PHRASE})[^,;:@{_VERBS}]{{0,6}}@"
    rf"(?:A?[NM]?(?P<quote>[QU]))?{_NO_VERB}*))",
    "SO_CALLED": rf"(?=(?P<clause>(?:w|H|J|A|{_PHRASE})A?(?:[NM]?(?P<quote>[QU])|[NM]|E){_NO_VERB}*))",
    "FOR": rf"(?=(?P<clause>(?:w|H|{_THINGS})(?P<for>P)[NMIVw]{_GOES_ON}*))",
    "OF": rf"(?=(?P<clause>(?:w|H|{_THINGS})(?P<of>P)[NMIV]{_GOES_ON}*))",
    "ABOUT": "(?P<about>P)",
    "THING": rf"(?=(?P<clause>[EI]?[NM](?:(?!,){_GOES_ON})*))",
    "DO": rf"(?=(?P<clause>{_DO}))",
    "WHOM_TO": rf"(?=(?P<clause>(?:w|H|{_PHRASE})T?{_DO}))",
    "AND": _AND,
    "BY": "y",
    "BESIDE": r"(?:,|(?<=[sPycBC]))A*",
    "ACCORDING": "(?P<say>Y)",
    "BODY": rf"(?P<source>{_NOUNS}|H|w)(?P<between>(?:{_REDUCED}|[EW]|[Rt][^,;:QU]+)?)[ATP]*"
    rf"(?:,(?:[NM][^,;:QU{_VERBS}]*|R[^,;:QU]*)(?=,{_GOES_ON}*[{_VERBS}]))?",
    "HEAD": rf"(?P<clause>{_FULL}|(?:[AT],)?[NM][^;{_VERBS}]*?)",
    "QUOTED": "Z",
    "QUOTES": "X",
    "that": rf"t(?![VWE{_FINITE}])",
}


@dataclass(frozen=True)
class Report:
    """One report of speech in a sentence, in half-open entries of that sentence.

    ``source`` is the noun phrase of the speaker, ``cue`` the words that decided, ``clauses`` the reported
    clauses (none where the report only introduces a quotation), ``after`` the entry where what is said would
    follow, ``rule`` the construction and ``quote`` the entry of the quotation that it brings, or -1.
    """

    source: Span
    cue: Span
    clauses: tuple[Span, ...]
    after: int
    rule: Construction
    quote: int = -1

    @property
    def trailing(self) -> bool:
        """Say whether what is said stands before the cue."""
        return bool(self.clauses) and self.clauses[0][0] < self.cue[0]


def find_reports(sentence: Sentence, without: frozenset[str] = frozenset()) -> list[Report]:
    """Find the reports of one sentence, outermost only.

    Speech inside speech is given to the one who speaks to the reader, so a report inside what another one
    reports is left out. ``without`` names constructions to leave out.
    """
    if not _CUES.search(sentence.letters) and _nouns().isdisjoint(sentence.words):
        return []
    letters, starts = sentence.chunks
    first_fit: dict[int, tuple[Construction, re.Match]] = {}
    for construction, pattern in _fitting(frozenset(letters) & _needed()):
        if construction.name in without:
            continue
        for match in pattern.finditer(letters):
            at = match.start("say")
            if at not in first_fit and _can_be(construction.name, sentence, match, starts):
                first_fit[at] = construction, match
    asked = _ANSWERS.search(letters) if "asked" in sentence.words[:2] else None
    found: list[Report] = []
    for at in sorted(first_fit):
        if asked and at < asked.start():
            continue  # ``Asked what he thought of it, Roe said``
        report = _report(sentence, *first_fit[at], starts, found)
        if report is not None:
            _add(found, report, sentence)
    return found


def subject(sentence: Sentence) -> Span | None:
    """Find the subject of the main clause, which a participle (``, saying that``) shares."""
    letters, starts = sentence.chunks
    match = _SUBJECT_OF_VERB.match(letters) or _SUBJECT_FIRST.match(letters)
    return (starts[match.start("source")], starts[match.end("source")]) if match else None


_CUES = re.compile(f"[{verb_letters()}{verb_letters(participle=True)}Y]|:(?:[QU\x02\x03]|$)|[QU\x02\x03]-")
_OBJECTS = frozenset({"reduced that", "paper saying"})  # what is said may be the object: ``issued a letter saying``
_VERBS_OF_OBJECTS = frozenset(_VERBS)
_ANSWERS = re.compile(rf",(?={_SUBJECT}[AT]*[{_FINITE}])")
_FILLERS = frozenset("cBCA,x")  # chunks that are nobody's words by themselves: ``And yet``
_CITED = re.compile(rf"&(?P<source>w|{_SUBJECT})")
#: The one whom a relative clause describes in which a source seems to stand: ``people who know the town said``.
_RELATED = re.compile(rf"(?P<source>{_PHRASE}),?R[AT]*[{_VERBS}][^-,;:.QUsCfcB{_VERBS}]*$")
_LEADS_IN = r"(?:[cBAxQU,(]|(?<![^x])[NM]\(?-|[NM][AT],|(?:[PsCf@IEyT][^,]*,)|T|P[NM](?=[NMH]))*"
_SUBJECT_FIRST = re.compile(rf"{_LEADS_IN}(?P<source>{_SUBJECT})")
#: The first noun phrase with a verb, after pieces without one: ``In Zenda, N. Y., on Monday, the mayor left``.
_SUBJECT_OF_VERB = re.compile(
    rf"{_LEADS_IN}(?:[^,;:QU{_VERBS}]{{1,8}}[,-]{_LEADS_IN})??(?P<source>{_SUBJECT}){_BETWEEN}[ATP]*(?=[{_VERBS}])"
)


@cache
def _patterns() -> tuple[tuple[Construction, re.Pattern, tuple[frozenset[str], ...]], ...]:
    """Expand the constructions; each with sets of letters, of each of which one must be there."""
    found = []
    for construction in CONSTRUCTIONS:
        words = construction.pattern.split()
        marks = {
            **{word: _verbs(word) for word in words if word.startswith("SAY")},
            "ACCORDING": "Y",
            "NAME": ":",
            "DASH": "-",
            "HIS_THAT": "t",
            "REST": "Q",
            "HIS_TO": "k",
            "that": rf"t(?![VWE{_FINITE}])",
            "QUOTE": "QU",
            "SPEECH": "U",
            "MIXED": "QU",
            ":": ":",
            ",": ",",
            "[,-]": ",-",
            "BY": "y",
            "AS": "@",
            "WHILE": "sCf",
        }
        needs = tuple(frozenset(mark) for word, mark in marks.items() if word in words)
        found.append((construction, re.compile("".join(map(_expand, words))), needs))
    return tuple(found)


@cache
def _nouns() -> frozenset[str]:
    return word_classes()["his_that"] | word_classes()["his_to"]


@cache
def _needed() -> frozenset[str]:
    return frozenset().union(*(mark for *_, needs in _patterns() for mark in needs))


@lru_cache(maxsize=1 << 14)
def _fitting(present: frozenset[str]) -> list[tuple[Construction, re.Pattern]]:
    """List the constructions of which no needed letter is missing."""
    return [
        (construction, pattern)
        for construction, pattern, needs in _patterns()
        if not any(present.isdisjoint(mark) for mark in needs)
    ]


def _expand(word: str) -> str:
    bare = word.rstrip("?")
    more = "?" * (len(word) - len(bare))
    if bare.startswith("SAY"):
        return f"(?P<say>[{_verbs(bare)}]){more}"
    return f"(?:{GRAMMAR[bare]}){more}" if bare in GRAMMAR else word


def _verbs(word: str) -> str:
    name, _, kind = word.partition(".")
    participle = name == "SAYING"
    if kind == "plain":
        told = verb_letters("addressee", participle=participle)
        return "".join(letter for letter in verb_letters("bare", participle=participle) if letter not in told)
    return verb_letters(*(_SPEAKS if kind == "any" else (kind,)), participle=participle)


def _can_be(rule: str, sentence: Sentence, match: re.Match, starts: list[int]) -> bool:
    """Say whether what a construction takes for a source can speak."""
    for word in ("of", "about", "for", "to"):
        if word in match.re.groupindex and sentence.words[starts[match.start(word)]] != word:
            return False
    if "held" in match.re.groupindex:
        last = starts[match.end("held")] - 1
        if not sentence.is_a(last, "his_that"):
            return False
    if "source" not in match.re.groupindex:
        return True
    first, stop = (starts[at] for at in match.span("source"))
    if sentence.is_a(first, "negative_source") or sentence.words[first:stop] in _EXPLETIVES:
        return False
    if rule.startswith("his"):
        noun = sentence.is_a(stop - 1, "his_to" if rule == "his to" else "his_that")
        return noun and _owner(sentence, first, stop) is not None
    if rule == "signed":
        return sentence.is_name(first)
    if rule.endswith(_JUDGING) and (
        match.string[match.start("source") - 1 : match.start("source")] in set("qR")
        or not _can_want(sentence, first, stop)
    ):
        return False
    if rule == "bare he" and stop - first == 1 and sentence.is_a(first, "quantifier_subject"):
        return False
    if rule in _WANTING and match["say"] not in verb_letters("belief") and not _can_want(sentence, first, stop):
        return False
    if rule.startswith("named"):
        before = sentence.words[first - 1] if first else "from"
        headed = sentence.is_name(stop - 1) or sentence.is_a(stop - 1, "document")
        return headed and (before == "from" or not sentence.is_a(first - 1, "preposition"))
    if rule.startswith("with") and sentence.words[first - 1] != "with":
        return False
    if rule.startswith("paper") and not any(sentence.is_a(at, "document") for at in range(first, stop)):
        return False
    if rule.endswith("inverted") and starts[match.end("say")] - starts[match.start("say")] > 1:
        return False
    if match["say"] == "Y":
        head = sentence.head_end(first, stop) - 1
        return not sentence.is_a(head, "not_source")
    if stop - first == 1:
        return match["source"] == "w" or not sentence.is_a(first, *_NO_SOURCES)
    return True


_NO_SOURCES = ("relative", "adverb", "preposition", "possessive", "expletive")
_EXPLETIVES = {("there",), ("what",), ("that",)}


#: What is demanded is somebody's words only where somebody can speak: droughts threaten and times demand. Nothing but
#: somebody wants or hopes (verbs of ``belief``).
_WANTING = frozenset({"to do", "whom to do", "demanded"})
_JUDGING = ("called so", "seen as", "blamed for", "how")
_WHO_WANTS = ("person", "organisation", "document")
_SOMEBODY = ("subject_pronoun", "body_anaphor", "plural_anaphor")
_WHO_DOES = ("er", "or", "ist", "ian", "ant", "dent", "gent", "nent", "ate", "ee")  # worker, resident, advocate


def _can_want(sentence: Sentence, first: int, stop: int) -> bool:
    """Say whether a noun phrase names somebody: by a name, a pronoun, or the word for a person, body or document."""
    head = sentence.head_end(first, stop) - 1
    name = sentence.is_name(head) and (head > 0 or not sentence.kinds[head].classes)
    if name or sentence.is_a(head, *_SOMEBODY) or any(sentence.is_a(at, *_WHO_WANTS) for at in range(first, head + 1)):
        return True
    word = sentence.words[head]
    alone = head == first and sentence.is_a(head, "quantifier_subject") and word not in {"this", "that"}
    return alone or word in _persons() or word.removesuffix("s").endswith(_WHO_DOES)


@cache
def _persons() -> frozenset[str]:
    """List the nouns for persons and bodies: the heads of kinds of source and of titles."""
    listed = {row["cue"] for row in read_vocabulary("kinds")} | {row["title"] for row in read_vocabulary("titles")}
    return frozenset(fold(phrase).partition(" of ")[0].split()[-1] for phrase in listed)


def _report(
    sentence: Sentence, rule: Construction, match: re.Match, starts: list[int], found: list[Report]
) -> Report | None:
    """Turn a match over chunks into a report over words; None where no source can be found."""
    groups = match.re.groupindex
    cited = _CITED.search(match.string, match.end("say"))
    say = match.start("say")
    cue = starts[say], starts[say + 1]
    if "source" in groups:
        first, stop = match.span("source")
        source = starts[first], starts[stop]
        if match.groupdict().get("named"):
            source = source[0], starts[match.end("named")]
        if rule.name.startswith("his"):
            source, cue = _owner(sentence, *source) or source, source
        if _follows_name(sentence, match.string, first, starts):
            source = starts[first - 1], starts[first]
        related = _RELATED.search(match.string, max(first - _REACH, 0), first) if match["say"] in _FINITE else None
        if related and match.string[first] != "H":
            source = starts[related.start("source")], starts[related.end("source")]
        between = match.span("between") if "between" in groups else (0, 0)
        if between[1] - between[0] > 2 and _is_name_after(
            sentence, source, starts[between[0] + 1], starts[between[1] - 1]
        ):
            source = source[0], starts[between[1] - 1]
        elif between[1] - between[0] == 1 and sentence.is_a(source[1] - 1, "determiner"):
            source = source[0], starts[between[1]]  # ``the undersigned``
        if not rule.name.startswith("his"):
            cue = min(cue[0], source[0]), max(cue[1], source[1])
    else:
        shared = found[-1].source if found else subject(sentence)
        if shared is None or shared[0] >= cue[0]:
            return None
        source = shared
    if rule.name in _OBJECTS and match.string[match.start("source") - 1 : match.start("source")] in _VERBS_OF_OBJECTS:
        owner = None if any(map(sentence.is_name, range(*source))) else subject(sentence)
        source = owner if owner and owner[0] < source[0] else source
    if cited and sentence.is_channel(*source):
        source = starts[cited.start("source")], starts[cited.end("source")]
    clauses = []
    for name in ("clause", "more"):
        if match.groupdict().get(name):
            begin, end = match.span(name)
            if not _FILLERS.issuperset(match.string[begin:end]):
                clauses.append((starts[begin], starts[end]))
    if clauses and clauses[0][0] < cue[0] and cue[0] and sentence.words[cue[0] - 1] == ",":
        cue = cue[0] - 1, cue[1]
    quote = starts[match.start("quote")] if match.groupdict().get("quote") else -1
    return Report(source, cue, tuple(clauses), starts[match.end("after")], rule, quote)


def _follows_name(sentence: Sentence, letters: str, first: int, starts: list[int]) -> bool:
    """Say whether a name stands before a description without the comma between them: ``Roe the mayor said``."""
    if first < 1 or letters[first - 1] != "N" or not sentence.is_a(starts[first], "article"):
        return False
    opens = first == 1 or letters[first - 2] in ",cBQUx;:T"
    return opens and all(map(sentence.is_name, range(starts[first - 1], starts[first])))


def _owner(sentence: Sentence, first: int, stop: int) -> Span | None:
    """Find whose claim or hope a noun phrase is: ``the mayor's``, or the subject before ``his``."""
    ends = [at for at in range(first, stop) if sentence.words[at].endswith(("'s", "s'"))]
    if ends:
        begins = [at + 1 for at in range(first, ends[-1]) if sentence.words[at] == "of"]
        return max(begins, default=first), ends[-1] + 1
    if not sentence.is_a(first, "possessive"):
        return None
    owner = subject(sentence)
    before = owner and owner[1] < first and sentence.words[slice(*owner)] not in _EXPLETIVES
    return owner if before else (first, first + 1)


def _is_name_after(sentence: Sentence, source: Span, first: int, stop: int) -> bool:
    """Say whether an apposition is the name of the one whom the source describes: ``the mayor, Jane Roe,``."""
    named = all(
        sentence.is_name(at) or sentence.is_a(at, "particle") or sentence.words[at] == "and"
        for at in range(first, stop)
    )
    described = sentence.is_a(source[0], "determiner", "possessive") or any(
        word.endswith("'s") for word in sentence.words[slice(*source)]
    )
    return named and described


def _add(found: list[Report], report: Report, sentence: Sentence) -> None:
    """Keep a report unless it is nested; one that trails a clause replaces those inside the clause."""
    channel = sentence.is_channel(*report.source)
    nested = any(first <= report.cue[0] < stop for outer in found for first, stop in outer.clauses)
    if nested and (channel or not report.trailing):
        return
    if report.trailing and found and (channel or any(sentence.is_a(at, "document") for at in range(*report.source))):
        return
    if report.trailing:
        first, stop = report.clauses[0]
        found[:] = [old for old in found if not first <= old.cue[0] < stop]
    found.append(report)
