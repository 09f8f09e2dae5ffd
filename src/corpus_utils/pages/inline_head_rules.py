"""Rules for the top of pages that run into one line: menu, title, writer, date, buttons, first sentence."""

from __future__ import annotations

import re

from corpus_utils.pages.dates import counter_pattern, date_pattern
from corpus_utils.pages.inline_rules import SHORTEST_LONG
from corpus_utils.pages.layout import SENTENCE_BREAK
from corpus_utils.pages.page import Page
from corpus_utils.pages.page_phrases import pattern, phrase_runs, phrase_size

_BY = re.compile(r"\b[Bb]y (?:[A-Z][\w.'’-]+ ){1,3}(?:and (?:[A-Z][\w.'’-]+ ){1,3})?")
_AGENCY = re.compile(r"[Bb]y (?:[A-Z][\w.'’-]+ ?){1,3}, (?:[A-Z][\w.'’-]+ ){1,3}")
_FURNITURE = {"share_widget", "other_boilerplate", "byline", "caption"}
_PLACE = re.compile(
    r"(?:[A-Z]{3,}(?:,? [A-Z][a-z]+){1,3} |[A-Z]{3,}[A-Z ,/]*(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?,? ?)"
    r"\([A-Z][\w./ -]{1,30}\)\s*[-–—]+\s|[A-Z]{4,}(?: [A-Z]{3,})?:\s"
    r"|(?:[A-Z]{2,} )?[A-Z][a-z]+ [—–]\s"
)


def head_of_long_line(page: Page) -> None:
    """Where menu, title, writer, date and buttons run into the first sentence, cut after the last of them."""
    for unit in page.units[:4]:
        if unit.role or len(unit.text) < SHORTEST_LONG:
            continue
        cues = _head_cues(unit.text[:900])
        if len(cues) < 2 or not {role for *_, role in cues} & _FURNITURE:
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


def _head_cues(text: str) -> list[tuple[int, int, str]]:
    """Return the chain of (start, end, role) before the first sentence of a long line."""
    first_stop = SENTENCE_BREAK.search(text, 40)
    limit = first_stop.start() if first_stop else len(text)
    dates = [match.span() for match in date_pattern().finditer(text)]
    cues = [(start, end, "dateline") for start, end in dates]
    for match in _BY.finditer(text):
        dated = min((start for start, _ in dates if start > match.start()), default=0)
        agency = _AGENCY.match(text, match.start(), dated) if dated else None
        stop = dated if agency and agency.end() == dated else min(match.end(), dated or match.end())
        cues.append((match.start(), stop, "byline"))
    cues += [(m.start(), m.end(), "dateline") for m in _PLACE.finditer(text)]
    credit = _credit_above(text)
    if credit and credit[0] <= limit + 80:
        cues.append((*credit, "caption"))
        limit = max(limit, credit[1] + 1)
    cues += [(m.start(), m.end(), "other_boilerplate") for m in counter_pattern().finditer(text)]
    cues += [(start, end, "share_widget") for start, end in phrase_runs(text, "share_widget", 2)]
    near = {start for start, _, _ in cues}
    for start, end in phrase_runs(text, "share_widget", 1):
        if not near.isdisjoint(range(end, end + 4)):
            cues.append((start, end, "share_widget"))
    chain: list[tuple[int, int, str]] = []
    for start, end, role in sorted(cues):
        if start >= limit:
            break
        if chain and start < chain[-1][1]:
            continue
        if chain and text[chain[-1][1] : start].strip(" |·•-–/,0123456789") and role != "caption":
            break
        chain.append((chain[-1][1] if chain else start, end, role))
    return chain


def _credit_above(text: str) -> tuple[int, int] | None:
    """Return where a picture credit stands right before a wire dateline."""
    place = _PLACE.search(text, 20)
    window = text[max(0, place.start() - 70) : place.start()] if place else ""
    credit = re.search(rf"\b{pattern('credit')}:\s[^.]*\Z", window, re.IGNORECASE)
    return (place.start() - len(window) + credit.start(), place.start()) if credit else None


def _lead(text: str) -> list[tuple[int, int, str]]:
    """Cut what stands before the first cue into menu, section and title."""
    words = list(re.finditer(r"\S+", text))
    menu = 0
    for number in range(len(words)):
        size = phrase_size(words, number, "navigation") if menu <= number <= menu + 2 else 0
        menu = number + size if size else menu
    copy = _copied(text, words)
    if copy:
        first = text.find(text[copy:].strip())
        start = first + len(text[copy:].strip())
        return [
            (0, first, "navigation"),
            (first, start, "title"),
            (start, copy, "navigation"),
            (copy, len(text), "title"),
        ]
    split = words[menu].start() if menu < len(words) else len(text)
    crumbs = max(text.rfind(mark) for mark in "›»")
    if crumbs > 0:
        return [(0, crumbs + 1, "navigation"), (crumbs + 1, len(text), "title")]
    section = re.search(r"\S+ / \S[^/]*\Z", text[:split])
    begin = section.start() if section else split
    pieces = [(0, begin, "navigation"), (begin, split, "section_tag")] if menu >= 2 else []
    begin = split if menu >= 2 else 0
    return [*pieces, (begin, len(text), "title")] if text[begin:].strip() else pieces


def _copied(text: str, words: list[re.Match[str]]) -> int:
    """Return where the longest ending of three words or more starts that occurs before, 0 if none."""
    found = 0
    for word in reversed(words[:-2]):
        if text.find(text[word.start() :].strip(), 0, word.start()) < 0:
            break
        found = word.start()
    return found
