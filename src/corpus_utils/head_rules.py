"""Rules for the top of a page: titles, dates, bylines, what stands between title and text."""

from __future__ import annotations

import re

from .dates import counter_pattern, date_pattern
from .layout import Unit
from .page import Page
from .page_phrases import pattern, phrases, plain, whole_phrase

_WIRE = re.compile(
    r"(?:[A-Z][A-Z./'’-]+(?:[ ,/]+[A-Z][A-Z./'’-]+){0,4}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
    r"(?:,?\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,?\s+\d{4})?)?[.,]?\s*"
    r"(?::(?=\s)|\([A-Z][\w./ -]{1,30}\)\s*[-–—]+|[A-Z]{2,}\s*[-–—]+|/[A-Z][\w. -]{1,30}/\.?|[-–—]{1,2}(?=\s))(?:\s*[-–—]+)?\s+"
)
_LABEL = re.compile(r"[A-Z][A-Z .'’-]{1,40}:\s")
_ADDRESS = re.compile(r"\d+\w?,? .*,|[^@\s]+@\w|\bwww\.|.*\b(?!19|20)\d{4,6}\b.*,|.*, .*\b(?!19|20)\d{4,6}\b")
_LEADS_ON = (",", "|", "-", "–", "—", ":", "/", "•", "·", "*")


def wire_dateline(page: Page) -> None:
    """A place in capitals with an agency or a dash before the first sentence is a wire dateline."""
    for number in range(page.first_body, min(page.first_body + 2, len(page.units))):
        unit = page.units[number]
        match = _WIRE.match(unit.text[:120])
        label = match and match.group().rstrip().endswith(":")
        if label and (not match.group().isupper() or sum(u.text[:12].isupper() or bool(_LABEL.match(u.text)) for u in page.units) > 1):
            continue
        if match and not unit.role and (any(word.strip(",.(/").isupper() for word in match.group().split())):
            page.cut(unit, [(0, match.end(), "dateline"), (match.end(), len(unit.text), "")])


def repeated_title(page: Page) -> None:
    """A line above the text that comes back, alone or glued to the end of a menu, is the title."""
    top = [unit for _, unit in page.open_lines(0, page.first_body) if 8 < len(unit.text) <= 250]
    top = [unit for unit in top if whole_phrase(unit.text) is None]
    keys = [plain(unit.text) for unit in top]
    for unit, key in zip(top, keys, strict=True):
        if keys.count(key) > 1 and len(key.split()) > 1:
            page.claim(unit, "title")
            continue
        if key.startswith(phrases("subject")):
            continue
        tails = [other for other in keys if len(other) > 15 and key.endswith(other) and key != other]
        cut = _tail_start(unit.text, max(tails, key=len)) if tails else 0
        if cut:
            page.cut(unit, [(0, cut, "navigation"), (cut, len(unit.text), "title")])


def date_line(page: Page) -> None:
    """A short line that is or starts with a date is a dateline; what shares the line is cut off."""
    for number, unit in page.open_lines():
        inside = page.first_body <= number <= page.last_body
        if len(unit.text) > 140 or unit.prose == 2 or inside and (number > page.first_body or not unit.prose):
            continue
        match = date_pattern().search(unit.text) if any(map(str.isdigit, unit.text)) else None
        if not match:
            continue
        before, after = unit.text[: match.start()].strip(" *_([-–•"), unit.text[match.end() :].strip()
        by = re.match(r"by\b", before, re.IGNORECASE)
        below = number > page.last_body
        if len(re.sub(r"[|•·]", " ", after).split()) > (6 if unit.prose else 12) or len(before.split()) > (8 if by else 3 if below else 5):
            continue
        if unit.prose and match.start() and not by:
            continue
        place = before.endswith(_LEADS_ON) and ":" not in before and not re.search(r"(?<!\w)[a-z]{3}", before)
        if len(before.split()) > 2 and not by and not place:
            continue
        page.cut(unit, _date_pieces(unit.text, match))


def byline(page: Page) -> None:
    """A short line outside the text that opens with “By”, or closes with an office, names the writer."""
    opens = re.compile(rf"[-–•*_\s]*{pattern('byline_start')}(?:\s+|(?<=:))(?=[*_]*[A-Z])", re.IGNORECASE)
    credit = re.compile(rf"\b{pattern('credit')}\b", re.IGNORECASE)
    for number, unit in page.open_lines():
        text = unit.text.strip("*_-–• ")
        if opens.match(unit.text) and (number <= page.first_body or number >= page.last_body or text[0] == "("):
            reporting = re.match(r"\(?(?:additional )?(?:reporting|writing|editing)\b", text, re.IGNORECASE)
            if len(text) <= (300 if reporting else 100) and (reporting or not unit.prose):
                page.claim(unit, "caption" if "/" in text and credit.search(text) else "byline")
        elif number < page.first_body and len(text.split()) <= 4:
            agency = plain(text) in phrases("agency") and any(_is_dated(page, near) for near in (number - 1, number + 1))
            if agency or text.casefold().endswith(phrases("byline_end")):
                page.claim(unit, "byline")


def bare_caption(page: Page) -> None:
    """Capitalised words right above the text whose last name the text repeats label a picture."""
    unit = page.neighbour(page.first_body - 1)
    if unit is None or unit.role or page.first_body >= len(page.units) or unit.prose:
        return
    words = unit.text.split()
    if not 2 <= len(words) <= 8 or not all(word[0].isupper() for word in words) or unit.text.isupper():
        return
    titled = any(other.role == "title" or len(other.text.split()) >= 5 for other in page.units[: page.first_body - 1])
    below = " ".join(u.text for u in page.units[page.first_body : page.first_body + 12])
    if titled and " ".join(words[-2:]) in below and page.alone(page.first_body - 1):
        page.claim(unit, "caption")


def title(page: Page) -> None:
    """Where no line is repeated, the headline nearest above date, writer and text is the title."""
    if any(unit.role == "title" for unit in page.units[: page.first_body]):
        return
    groups = _headlines(page)
    marked = [unit for _, group in groups for unit in group if re.match(r"#{1,2}\s", unit.text)]
    letter = any(unit.role == "salutation" for unit in page.units[: page.first_body])
    if not groups or letter and all(_letterhead(unit.text) for _, group in groups for unit in group):
        return
    heads = [group for _, group in groups if any(len(u.text.split()) >= 3 and not _letterhead(u.text) for u in group)]
    heads = [group for group in heads if any(_names_genre(unit.text) for unit in group)] or heads
    section = next((section for section, group in groups if group in heads), groups[-1][0])
    group = [group for number, group in groups if number == section and (group in heads or not heads)][-1]
    fitting = [unit for unit in group if not _letterhead(unit.text)] or group
    first = marked[0] if marked else next((unit for unit in fitting if len(unit.text.split()) >= 3), fitting[0])
    page.claim(first, "title")
    for unit in group[group.index(first) + 1 :] if first in group else ():
        if unit.block == first.block and (unit.text[0].islower() or unit.text.isupper() and first.text.isupper()):
            page.claim(unit, "title")
        else:
            break


def between_title_and_text(page: Page) -> None:
    """What follows the title at once is a subtitle; further down it is a heading of the text."""
    previous = ""
    dated = False
    for number, unit in enumerate(page.units[: page.first_body]):
        words = len(unit.text.split())
        dated = dated or unit.role in ("dateline", "byline") and previous != ""
        names = words <= 4 and all(word[0].isupper() for word in unit.text.split())
        if not unit.role and number and page.units[number - 1].role == "caption" and words >= 6:
            page.claim(unit, "caption")
        elif not unit.role and number and page.units[number - 1].role == "salutation" and not previous:
            page.claim(unit, "salutation")
        elif not unit.role and previous and 2 <= words and names and _near_date(page, number):
            page.claim(unit, "byline")
        elif not unit.role and previous and words >= 2 and not _letterhead(unit.text):
            last = number == page.first_body - 1
            page.claim(unit, "heading" if last and dated and words <= 8 and not unit.prose else "subtitle")
        if unit.role in ("title", "subtitle", "share_widget"):
            previous = unit.role


def above_the_text(page: Page) -> None:
    """What is left above the text belongs to the site: short lines to its menu, others to its head."""
    for _, unit in page.open_lines(0, page.first_body):
        if any(other.role in ("title", "salutation", "dateline") for other in page.units[: page.first_body]):
            short = len(unit.text.split()) <= 3 and not _letterhead(unit.text)
            page.claim(unit, "navigation" if short else "other_boilerplate")


def _names_genre(line: str) -> bool:
    return any(word in line.casefold() for word in phrases("title_word"))


def _is_dated(page: Page, number: int) -> bool:
    unit = page.neighbour(number)
    return unit is not None and (unit.role == "dateline" or len(unit.text) <= 90 and bool(date_pattern().match(unit.text)))


def _near_date(page: Page, number: int) -> bool:
    return _is_dated(page, number + 1) or _is_dated(page, number - 1)


def _headlines(page: Page) -> list[tuple[int, list[Unit]]]:
    """Return runs of lines that may be headlines, each with the number of dates and writers above it."""
    groups: list[tuple[int, list[Unit]]] = []
    section = 0
    before = None
    for unit in page.units[: min(page.first_body, 200)]:
        if unit.role == "salutation":
            break
        if unit.role in ("dateline", "byline"):
            section += 1
        open_line = not unit.role and len(unit.text) <= 250 and len(unit.text.split()) >= 2 and not re.search(r"\S(?: {3}|\t)", unit.text)
        if open_line and any(map(str.isalpha, unit.text)):
            if before is None:
                groups.append((section, []))
            groups[-1][1].append(unit)
            before = unit
        else:
            before = None
    return groups


def _letterhead(line: str) -> bool:
    genre = _names_genre(line)
    if _ADDRESS.match(line) and not genre:
        return True
    named = re.search(rf"\b{pattern('organization_word')}(?:\s+(?:of|for|on|to|in)\b|\W*\Z)", line, re.IGNORECASE)
    return len(line.split()) <= 8 and not genre and named is not None


def _tail_start(text: str, key: str) -> int:
    """Return where the tail of ``text`` that reads like ``key`` starts, 0 if it cannot be told."""
    starts = (match.start() for match in re.finditer(r"\S", text))
    return next((start for start in starts if plain(text[start:]) == key), 0)


def _date_pieces(text: str, match: re.Match[str]) -> list[tuple[int, int, str]]:
    """Cut a line at its date and its counters."""
    pieces: list[tuple[int, int, str]] = []
    start = 0
    if re.match(r"[-–•*\s]*by\b", text[: match.start()], re.IGNORECASE):
        start = _back_over_bullet(text, match.start())
        pieces.append((0, start, "byline"))
    position = start
    counters = list(counter_pattern().finditer(text, match.end()))
    for counter in [*counters, None]:
        stop = _back_over_bullet(text, counter.start()) if counter else len(text)
        if position == start:
            rest = text[match.end() : stop].strip(" |•·-–—,*_)]/:")
            if not rest or date_pattern().search(rest) or not counters and _place(text[match.end() : stop]):
                pieces.append((start, stop, "dateline"))
            else:
                by = re.match(r"by\b", rest, re.IGNORECASE)
                pieces += [(start, match.end(), "dateline"), (match.end(), stop, "byline" if by else "section_tag")]
        elif stop > position:
            pieces.append((position, stop, "other_boilerplate"))
        if counter:
            pieces.append((stop, counter.end(), "other_boilerplate"))
            position = counter.end()
    return pieces


def _back_over_bullet(text: str, at: int) -> int:
    return len(text[:at].rstrip(" \u00a0•·|"))


def _place(rest: str) -> bool:
    rest = rest.strip()
    return rest[:1] not in ("|", "•", "·", "/") and len(rest.split()) <= 4 and not re.search(r"\bby\b", rest, re.IGNORECASE)

