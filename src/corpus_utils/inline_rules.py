"""Rules for pages whose furniture stands inside long lines: cut the line where the site speaks."""

from __future__ import annotations

import re
from functools import cache

from .dates import counter_pattern, date_pattern
from .layout import SENTENCE_BREAK
from .page import Page
from .page_phrases import inline_phrases, pattern, whole_phrase

#: Lines shorter than this are looked at as wholes.
SHORTEST_LONG = 160
#: A headline inside a line has at most so many words.
LONGEST_HEADLINE = 25

_BY = re.compile(r"By (?:[A-Z][\w.'’-]+ ){1,3}(?:and (?:[A-Z][\w.'’-]+ ){1,3})?")
_PLACE = re.compile(r"[A-Z]{4,}(?: [A-Z]{3,})?:\s|(?:[A-Z]{3,}[A-Z ,/]*)(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?,? ?\([A-Z][\w./ -]{1,30}\)\s*[-–—]+\s")
_CREDIT = re.compile(r"\b[A-Z]{2,}[A-Z-]*/(?:[A-Z][\w.'’-]+ ?){1,2}")
_NO_END = frozenset("a an the of to in on at by for from with and or as is are was be his her its their over".split())


def head_of_long_line(page: Page) -> None:
    """Where menu, title, writer, date and buttons run into the first sentence, cut after the last of them."""
    for unit in page.units[:4]:
        if unit.role or len(unit.text) < SHORTEST_LONG:
            continue
        cues = _head_cues(unit.text[:900])
        if not any(role in ("share_widget", "other_boilerplate", "byline") for *_, role in cues):
            return
        lead = cues[0][0]
        pieces = _lead(unit.text[:lead])
        position = lead
        for start, end, role in cues:
            pieces += [(position, start, "caption")] if start > position else []
            pieces.append((start, end, role))
            position = end
        page.cut(unit, [*pieces, (position, len(unit.text), "")])
        return


def furniture_in_line(page: Page) -> None:
    """Furniture phrases inside a long line, such as “Related:”, are cut out with what belongs to them."""
    found: dict[int, list[tuple[int, int, str]]] = {}
    starts = [unit.start for unit in page.units]
    for number, start, phrase in _occurrences(page, starts):
        unit = page.units[number]
        if unit.role or len(unit.text) < SHORTEST_LONG and unit.start == page.units[0].start:
            continue
        found.setdefault(number, []).append((start - unit.start, start - unit.start + len(phrase), phrase))
    for number, cues in found.items():
        unit = page.units[number]
        if len(unit.text) >= SHORTEST_LONG:
            pieces = _cut_line(unit.text, sorted(cues))
            if pieces:
                page.cut(unit, pieces)


def _occurrences(page: Page, starts: list[int]):
    """Yield (unit number, offset, phrase) of every inline phrase at a word boundary."""
    from bisect import bisect_right

    text = page.text
    for phrase in [*inline_phrases(), "/"]:
        at = text.find(phrase)
        while at >= 0:
            before = text[at - 1 : at]
            if phrase == "/" or not before.isalnum():
                yield bisect_right(starts, at) - 1, at, phrase
            at = text.find(phrase, at + len(phrase))


def _head_cues(text: str) -> list[tuple[int, int, str]]:
    """Return the chain of (start, end, role) before the first sentence of a long line."""
    first_stop = SENTENCE_BREAK.search(text, 40)
    limit = first_stop.start() if first_stop else len(text)
    dates = [match.span() for match in date_pattern().finditer(text)]
    cues = [(start, end, "dateline") for start, end in dates]
    for match in _BY.finditer(text):
        stop = min([match.end(), *(start for start, _ in dates if start > match.start())])
        cues.append((match.start(), stop, "byline"))
    cues += [(m.start(), m.end(), "dateline") for m in _PLACE.finditer(text)]
    cues += [(m.start(), m.end(), "other_boilerplate") for m in counter_pattern().finditer(text)]
    cues += [(start, end, "share_widget") for start, end in _word_runs(text, "share_widget", 2)]
    chain: list[tuple[int, int, str]] = []
    for start, end, role in sorted(cues):
        if start >= limit or chain and (start < chain[-1][1] or len(text[chain[-1][1] : start].strip(" |·•-–/,")) > 0):
            if chain and start >= chain[-1][1]:
                break
            continue
        chain.append((chain[-1][1] if chain else start, end, role))
    return chain


def _word_runs(text: str, role: str, least: int) -> list[tuple[int, int]]:
    """Return the stretches of at least so many furniture phrases of one role in a row."""
    words = list(re.finditer(r"\S+", text))
    runs: list[tuple[int, int]] = []
    position = count = 0
    while position < len(words):
        size = _phrase_size(words, position, role)
        if size:
            begin = runs[-1][0] if count else words[position].start()
            runs[len(runs) - bool(count) :] = [(begin, words[position + size - 1].end())]
            count += 1
            position += size
            continue
        if count and count < least:
            runs.pop()
        count = 0
        position += 1
    return runs[:-1] if 0 < count < least else runs


def _phrase_size(words: list[re.Match[str]], position: int, role: str) -> int:
    """Return how many words from here on are one furniture phrase of this role, 0 if none."""
    for size in (4, 3, 2, 1):
        chunk = " ".join(word.group() for word in words[position : position + size])
        found = whole_phrase(chunk) if chunk[:1].isupper() else None
        if found and found.role == role and len(words) >= position + size:
            return size
    return 0


def _lead(text: str) -> list[tuple[int, int, str]]:
    """Cut what stands before the first cue into menu, section and title."""
    words = list(re.finditer(r"\S+", text))
    menu = 0
    for number in range(len(words)):
        size = _phrase_size(words, number, "navigation") if menu <= number <= menu + 2 else 0
        menu = number + size if size else menu
    split = words[menu].start() if menu < len(words) else len(text)
    pieces = [(0, split, "navigation")] if menu >= 2 else []
    begin = split if menu >= 2 else 0
    return [*pieces, (begin, len(text), "title")] if text[begin:].strip() else pieces


def _cut_line(text: str, cues: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return the pieces of a long line, role "" for what is left to other rules."""
    claims: list[tuple[int, int, str]] = []
    for number, (start, end, phrase) in enumerate(cues):
        if claims and start < claims[-1][1]:
            continue
        if phrase == "/":
            claim = _picture(text, start)
        else:
            following = min((s for s, _, p in cues[number + 1 :] if p != "/" and s >= end), default=len(text))
            role, extent = inline_phrases()[phrase]
            stop = _extent(text, start, end, following, extent)
            begin = len(text[:start].rstrip().rstrip("0123456789")) if extent == "counter" else start
            claim = (begin, stop, role) if stop else None
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
    before = text[:start].rstrip()
    if before and before[-1] not in ".!?”\"’')…:|·•" and extent in ("headline", "lone"):
        return 0
    if extent == "words":
        runs = _word_runs(text[end : end + 200], "share_widget", 1)
        return end + runs[0][1] if runs and not text[end : end + runs[0][0]].strip(" :") else end
    if extent == "lone":
        return end if re.match(r"\s+[A-Z“\"(]", text[end : end + 4]) or end == len(text) else 0
    if extent == "counter":
        return end if re.search(r"(?:^|[.!?”\"])\s+\d+\s\Z", text[:start]) else 0
    if extent == "bracket":
        stop = text.find(")", end, end + 400)
        return stop + 1
    if extent == "headline":
        return _headline_end(text, end, following)
    rest = text[end:following]
    return following if len(rest) <= 300 and not SENTENCE_BREAK.search(rest.strip(), 60) else 0


def _headline_end(text: str, end: int, following: int) -> int:
    """Return where a headline ends and the next sentence begins, 0 if that cannot be told."""
    words = list(re.finditer(r"\S+", text[end : min(following, end + 300)]))[: LONGEST_HEADLINE + 1]
    near = len(words) <= LONGEST_HEADLINE and not SENTENCE_BREAK.search(text, end, following)
    if near and end < following <= end + 200 and following < len(text) and text[following - 1] != "/":
        return following
    title_case = sum(word.group()[0].isupper() for word in words[:6]) >= 5
    for number in range(3, len(words)):
        word, last = words[number].group(), words[number - 1].group()
        if not word.lstrip("\"“‘(")[:1].isupper() or last.casefold() in _NO_END:
            continue
        if title_case and not (words[number + 1 :] and words[number + 1].group()[0].islower()):
            continue
        if title_case or last[0].islower() or last[-1] in "?!.”":
            lower = last[0].islower() or title_case
            if lower or len(words[:number]) >= 6:
                return end + words[number].start()
    return end + words[-1].end() if words and end + words[-1].end() >= len(text.rstrip()) else 0


def _picture(text: str, slash: int) -> tuple[int, int, str] | None:
    """Return the sentence before a picture credit such as AGENCY/Name, with the credit."""
    window = max(0, slash - 15)
    credit = next((m for m in _CREDIT.finditer(text, window, slash + 50) if m.start() < slash < m.end()), None)
    if credit is None:
        return None
    sentence = text[max(0, credit.start() - 320) : credit.start()].rstrip()
    stops = [match.end() for match in SENTENCE_BREAK.finditer(sentence)]
    if not stops and credit.start() > 320:
        return None
    start = credit.start() - len(text[max(0, credit.start() - 320) : credit.start()]) + (stops[-1] if stops else 0)
    return start, credit.start() + len(credit.group().rstrip()), "caption"
