"""Rules for the top of a page: titles, dates, bylines, salutations, captions, menus."""

from __future__ import annotations

import re
from functools import cache

from .layout import Page, Unit, ends_sentence
from .page_phrases import pattern, plain

_COLLECTOR = re.compile(r"(?:date|title|url|source|author)\s*[:=]?\s+(?=\d{4}-\d\d-\d\d)\d{4}-\d\d-\d\d")


def repeated_title(page: Page) -> None:
    """A short line that comes back, alone or glued to the end of a menu, is the title."""
    top = [unit for unit in page.units[: page.first_body] if 8 < len(unit.text) <= 250]
    seen: dict[str, int] = {}
    for unit in top:
        seen[plain(unit.text)] = seen.get(plain(unit.text), 0) + 1
    for unit in top:
        key = plain(unit.text)
        if unit.role:
            continue
        if seen[key] > 1:
            page.claim(unit, "title")
            continue
        for other in seen:
            if len(other) > 15 and key.endswith(other) and key != other:
                cut = _tail_start(unit.text, other)
                if cut:
                    lead = unit.text[:cut]
                    role = "other_boilerplate" if _COLLECTOR.match(lead.strip()) else "navigation"
                    page.cut(unit, [(0, cut, role), (cut, len(unit.text), "title")])
                    break


def _tail_start(text: str, key: str) -> int:
    """Return where the tail of ``text`` that reads like ``key`` starts, 0 if it cannot be told."""
    for match in re.finditer(r"\S", text):
        start = match.start()
        if plain(text[start:]) == key:
            return start
    return 0


@cache
def date_pattern() -> re.Pattern[str]:
    """Return the pattern of a written date with its weekday and time."""
    month, weekday = pattern("month"), pattern("weekday")
    day = rf"(?:{month}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{month}\.?,?(?:\s+\d{{4}})?|{month}\.?,?\s+\d{{4}}"
    digits = r"|\d{4}-\d\d-\d\d(?:T[\d:.+Z-]+)?|\d{4}/\d\d?/\d\d?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})"
    time = r"(?:,?\s*(?:at\s+|[-–|/]\s*)?\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s*\(?(?:GMT|UTC|EST|EDT|MSK|CET|BST)(?:[+-]\d+)?\)?)?)?"
    label = r"(?:(?:Published|Updated|Posted|Last (?:updated|modified)|Date|Created|Issued|Added|Modified)(?:\s+(?:on|at))?\s*:?\s*)?"
    return re.compile(rf"{label}(?:{weekday}\.?,?\s+)?{day}{digits}{time}(?![\w])", re.IGNORECASE)


@cache
def _counter_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:\d[\d.,]*\s*[kK]?|No)\s+{pattern('counter')}\b", re.IGNORECASE)


def date_line(page: Page) -> None:
    """A short line that is or starts with a date is a dateline; what shares the line is cut off."""
    for unit in page.units:
        if unit.role or len(unit.text) > 140 or not any(map(str.isdigit, unit.text)):
            continue
        if not _near_edge(page, unit):
            continue
        match = date_pattern().search(unit.text)
        if not match or match.start() > 60:
            continue
        before, after = unit.text[: match.start()].strip(), unit.text[match.end() :].strip()
        if len(before.split()) > 5 or len(after.split()) > 12 or ends_sentence(unit.text) and len(unit.text) > 60:
            continue
        if before and not before.endswith((",", "|", "-", "–", "—", ":", "/")) and len(before.split()) > 2:
            continue
        page.cut(unit, _date_pieces(unit, match))


def _near_edge(page: Page, unit: Unit) -> bool:
    first, last = page.body_range()
    return unit.start < first or unit.start >= last


def _date_pieces(unit: Unit, match: re.Match[str]) -> list[tuple[int, int, str]]:
    text = unit.text
    pieces: list[tuple[int, int, str]] = []
    lead = text[: match.start()].strip()
    start = 0
    if lead and re.match(r"by\b", lead, re.IGNORECASE):
        pieces.append((0, match.start(), "byline"))
        start = match.start()
    pieces.append((start, match.end(), "dateline"))
    position = match.end()
    for counter in _counter_pattern().finditer(text, position):
        if text[position : counter.start()].strip():
            pieces.append((position, counter.start(), _rest_role(text[position : counter.start()])))
        pieces.append((counter.start(), counter.end(), "other_boilerplate"))
        position = counter.end()
    if text[position:].strip():
        pieces.append((position, len(text), _rest_role(text[position:])))
    return pieces


def _rest_role(rest: str) -> str:
    rest = rest.strip(" |,-–—·•")
    if not rest:
        return "dateline"
    return "byline" if re.match(r"by\b", rest, re.IGNORECASE) else "section_tag"


def first_title(page: Page) -> None:
    """Where no line is repeated, the first headline-like line above the body is the title."""
    if any(unit.role == "title" for unit in page.units):
        return
    top = [u for u in page.units[: page.first_body] if not u.role and 8 < len(u.text) <= 250 and u.text[0] != "("]
    marked = [u for u in top if re.match(r"#{1,2}\s", u.text)]
    headlines = marked or [u for u in top if len(u.text.split()) >= 4 and not _salutes(u.text)]
    if headlines:
        page.claim(headlines[0], "title")


@cache
def _salutation_pattern() -> re.Pattern[str]:
    return re.compile(rf"{pattern('salutation')}(?![\w])", re.IGNORECASE)


def _salutes(line: str) -> bool:
    return len(line) <= 120 and bool(_salutation_pattern().match(line)) and line.endswith((",", ":", "!", ";"))


def salutation(page: Page) -> None:
    """A short line above the body that opens with a form of address and ends in a comma or colon."""
    for number, unit in enumerate(page.units):
        if number > page.first_body + 2:
            break
        if not unit.role and _salutes(unit.text):
            page.claim(unit, "salutation")


def byline(page: Page) -> None:
    """A short line near the top that starts with “By” and names people is a byline."""
    names = re.compile(rf"{pattern('byline_start')}(?:\s+|(?<=:))(?=[A-Z])", re.IGNORECASE)
    for unit in page.units[: page.first_body + 1]:
        if not unit.role and len(unit.text) <= 100 and not ends_sentence(unit.text) and names.match(unit.text):
            agency = re.search(rf"\b{pattern('credit')}\b", unit.text, re.IGNORECASE)
            page.claim(unit, "caption" if agency and "/" in unit.text else "byline")


def bare_caption(page: Page) -> None:
    """A line of capitalised words right above the body whose last name the body repeats is a caption."""
    if not 0 < page.first_body < len(page.units):
        return
    unit = page.units[page.first_body - 1]
    words = unit.text.split()
    if unit.role or not 2 <= len(words) <= 8 or not all(word[0].isupper() for word in words):
        return
    name = " ".join(words[-2:])
    after = page.text[page.units[page.first_body].start :]
    titled = any(other.role == "title" for other in page.units[: page.first_body - 1])
    if titled and name in after:
        page.claim(unit, "caption")


def subtitle(page: Page) -> None:
    """A line between the title and the body that is no menu entry is a subtitle."""
    titled = False
    for unit in page.units[: page.first_body]:
        if unit.role == "title":
            titled = True
        elif titled and not unit.role and len(unit.text.split()) >= 3:
            page.claim(unit, "subtitle")


def top_menu(page: Page) -> None:
    """Short lines above the title are menus."""
    for number, unit in enumerate(page.units[: page.first_body]):
        if unit.role == "title":
            break
        if not unit.role and (len(unit.text.split()) <= 4 or not ends_sentence(unit.text)):
            titled = any(other.role == "title" for other in page.units[number : page.first_body])
            if titled:
                page.claim(unit, "navigation")
