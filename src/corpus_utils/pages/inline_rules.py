"""Rules for pages whose furniture stands inside long lines: cut the line where the site speaks."""

from __future__ import annotations

import re
from bisect import bisect_right

from corpus_utils.pages.layout import SENTENCE_BREAK
from corpus_utils.pages.page import Page
from corpus_utils.pages.page_phrases import inline_phrases, phrase_runs, phrases

#: Lines shorter than this are looked at as wholes.
SHORTEST_LONG = 160
#: A headline inside a line has at most so many words.
LONGEST_HEADLINE = 25

_NAME = re.compile(r"\s*[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?(?:/[A-Z]\w+)?(?=\s+[“\"(]?[A-Z]|\s*\Z)")
_CREDIT = re.compile(r"\b[A-Z]{3,}[A-Z-]*/(?:[A-Z][\w'’-]*[a-z][\w.'’-]* ?){1,2}")


def furniture_in_line(page: Page) -> None:
    """Furniture phrases inside a long line, such as “Related:”, are cut out with what belongs to them."""
    found: dict[int, list[tuple[int, int, str]]] = {}
    starts = [unit.start for unit in page.units]
    for number, start, phrase in _occurrences(page, starts):
        unit = page.units[number]
        if unit.role or (len(unit.text) < SHORTEST_LONG and unit.start == page.units[0].start):
            continue
        found.setdefault(number, []).append((start - unit.start, start - unit.start + len(phrase), phrase))
    for number, cues in found.items():
        unit = page.units[number]
        if len(unit.text) >= SHORTEST_LONG:
            pieces = _cut_line(unit.text, sorted(cues, key=lambda cue: (cue[0], -cue[1])))
            if pieces:
                page.cut(unit, pieces)


def _occurrences(page: Page, starts: list[int]):
    """Yield (unit number, offset, phrase) of every inline phrase at a word boundary."""
    text = page.text
    for phrase in [*inline_phrases(), "/"]:
        at = text.find(phrase)
        while at >= 0:
            before = text[at - 1 : at]
            if before.isupper() and text[at + 1 : at + 2].isupper() if phrase == "/" else not before.isalnum():
                yield bisect_right(starts, at) - 1, at, phrase
            at = text.find(phrase, at + len(phrase))


def _cut_line(text: str, cues: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return the pieces of a long line, role "" for what is left to other rules."""
    claims: list[tuple[int, int, str]] = []
    next_cue = [len(text)] * len(cues)
    for number in range(len(cues) - 2, -1, -1):
        later = cues[number + 1]
        overlaps = later[2] == "/" or later[0] < cues[number][1]
        next_cue[number] = next_cue[number + 1] if overlaps else later[0]
    for number, (start, end, phrase) in enumerate(cues):
        if claims and start < claims[-1][1]:
            continue
        if phrase == "/":
            claim = _picture(text, start)
        else:
            following = next_cue[number]
            role, extent = inline_phrases()[phrase]
            stop = _extent(text, start, end, following, extent)
            near = text[max(0, start - 20) : start]
            begin = start - len(near) + len(near.rstrip().rstrip("0123456789")) if extent == "counter" else start
            if extent == "name" and stop:
                begin = _sentence_start(text, start)
            claim = (begin, stop, role) if stop and begin >= 0 else None
        if claim and (not claims or claim[0] >= claims[-1][1]):
            claims.append(claim)
    pieces = []
    position = 0
    for start, stop, role in claims:
        pieces += [(position, start, ""), (start, stop, role)]
        position = stop
    return [*pieces, (position, len(text), "")] if claims else []


def _extent(text: str, start: int, end: int, following: int, extent: str) -> int:
    """Return where the furniture that starts with a phrase ends, 0 if it had better be left."""
    before = text[max(0, start - 40) : start].rstrip()
    if before and before[-1] not in ".!?”\"’')…:|·•" and extent in ("headline", "lone"):
        return 0
    if extent == "words":
        runs = phrase_runs(text[end : end + 200], "share_widget", 1)
        stop = end + runs[0][1] if runs and not text[end : end + runs[0][0]].strip(" :") else end
        handle = re.match(r"\s+@\w+", text[stop : stop + 40])
        return stop + handle.end() if handle else stop
    if extent == "lone":
        return end if re.match(r"\s+[A-Z“\"(]", text[end : end + 4]) or end == len(text) else 0
    if extent == "name":
        name = _NAME.match(text, end)
        return name.end() if name else 0
    if extent == "counter":
        return end if re.search(r"(?:^|[.!?”\"])\s+\d+\s\Z", text[max(0, start - 40) : start]) else 0
    if extent == "bracket":
        stop = text.find("]" if text[start] == "[" else ")", end, end + 400)
        return stop + 1
    if extent == "headline":
        return _headline_end(text, end, following)
    rest = text[end:following]
    return following if len(rest) <= 300 and not SENTENCE_BREAK.search(rest.strip(), 60) else 0


def _headline_end(text: str, end: int, following: int) -> int:
    """Return where a headline ends and the next sentence begins, 0 if that cannot be told."""
    words = list(re.finditer(r"\S+", text[end : min(following, end + 300)]))[: LONGEST_HEADLINE + 1]
    stops = (
        SENTENCE_BREAK.search(text, end, following) or text[max(end, following - 20) : following].rstrip()[-1:] in '.”"'
    )
    near = len(words) <= LONGEST_HEADLINE and not stops
    if near and end < following <= end + 200 and following < len(text) and text[following - 1] != "/":
        return following
    title_case = sum(word.group()[0].isupper() for word in words[:6]) >= 5
    for number in range(3, len(words)):
        word, last = words[number].group(), words[number - 1].group()
        if not word.lstrip('"“‘(')[:1].isupper() or last.casefold() in phrases("no_headline_end"):
            continue
        if title_case and not (words[number + 1 :] and words[number + 1].group()[0].islower()):
            continue
        if title_case or last[0].islower() or last[-1] in "?!.”":
            lower = last[0].islower() or title_case
            if lower or len(words[:number]) >= 6:
                return end + words[number].start()
    return (
        end + words[-1].end() if words and not text[end + words[-1].end() : end + words[-1].end() + 300].strip() else 0
    )


def _picture(text: str, slash: int) -> tuple[int, int, str] | None:
    """Return the sentence before a picture credit such as AGENCY/Name, with the credit."""
    window = max(0, slash - 15)
    credit = next((m for m in _CREDIT.finditer(text, window, slash + 50) if m.start() < slash < m.end()), None)
    if credit is None or text[max(0, credit.start() - 9) : credit.start()].rstrip()[-1:] not in (
        ".",
        "",
        ")",
        "”",
        '"',
    ):
        return None
    start = _sentence_start(text, credit.start())
    if start < 0:
        return None
    return start, credit.start() + len(credit.group().rstrip()), "caption"


def _sentence_start(text: str, end: int) -> int:
    """Return where the sentence before a picture credit starts, -1 if that is too far away."""
    first = max(0, end - 320)
    sentence = text[first:end].rstrip()
    stops = [match.end() for match in SENTENCE_BREAK.finditer(sentence)]
    if not stops and first:
        return -1
    return first + (stops[-1] if stops else 0)
