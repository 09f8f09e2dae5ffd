"""Rules for the top of a page: titles, dates, bylines, what stands between title and text."""

from __future__ import annotations

import re
from collections import Counter

from corpus_utils.pages.dateline_rules import near_date
from corpus_utils.pages.layout import Unit
from corpus_utils.pages.page import Page
from corpus_utils.pages.page_phrases import pattern, phrases, plain, whole_phrase

_TIME = re.compile(r"\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?", re.IGNORECASE)
_ADDRESS = re.compile(r"\d+\w?,? .*,|[^@\s]+@\w|\bwww\.|.*\b(?!19|20)\d{4,6}\b.*,|.*, .*\b(?!19|20)\d{4,6}\b")


def repeated_title(page: Page) -> None:
    """A line above the text that comes back, alone or glued to the end of a menu, is the title."""
    top = [unit for _, unit in page.open_lines(page.top, page.first_body) if 8 < len(unit.text) <= 250]
    top = [unit for unit in top if whole_phrase(unit.text) is None]
    keys = [plain(unit.text) for unit in top]
    times = Counter(keys)
    for unit, key in zip(top, keys, strict=True):
        tails = [other for other in times if len(other) > 15 and key.endswith(other) and key != other]
        listed = key.startswith(phrases("subject")) or not any(
            map(str.isalpha, key[: len(key) - max(map(len, tails), default=0)])
        )
        longest = max(tails, key=len) if tails and not listed else ""
        cut = _tail_start(unit.text, longest) if longest else 0
        if cut:
            page.cut(unit, [(0, cut, "navigation"), (cut, len(unit.text), "title")])
            times[longest] += 1
    headline = any(_words(unit.text) >= 6 and not unit.prose and not _letterhead(unit.text) for unit in top)
    for unit, key in zip(top, keys, strict=True):
        if headline and (_words(unit.text) <= 4 or _letterhead(unit.text)):
            continue
        if times[key] > 1 and len(key.split()) > 1 and not (unit.prose and unit.text[-1] == "."):
            page.claim(unit, "title")
        elif times[key] > 1 and unit.prose:
            page.claim(unit, "caption")


def bare_caption(page: Page) -> None:
    """Capitalised words right above the text whose last name the text repeats label a picture."""
    unit = page.neighbour(page.first_body - 1)
    if unit is None or unit.role or page.first_body >= len(page.units) or unit.prose:
        return
    words = unit.text.split()
    if not 2 <= len(words) <= 8 or not all(word[0].isupper() for word in words) or unit.text.isupper():
        return
    titled = any(other.role == "title" or len(other.text.split()) >= 5 for other in page.head()[:-1])
    below = " ".join(u.text for u in page.units[page.first_body : page.first_body + 12])
    if titled and " ".join(words[-2:]) in below and page.alone(page.first_body - 1):
        page.claim(unit, "caption")


def title(page: Page) -> None:
    """Where no line is repeated, the headline nearest above date, writer and text is the title."""
    if any(unit.role == "title" for unit in page.head()):
        return
    groups = _headlines(page)
    marked = [unit for _, group in groups for unit in group if re.match(r"#{1,2}\s", unit.text)]
    letter = any(unit.role == "salutation" for unit in page.head())
    subject = [unit for unit in page.head() if unit.text.strip("*_ ").casefold().startswith(phrases("subject"))]
    if subject and not any(_names_genre(unit.text) for _, group in groups for unit in group):
        page.claim(subject[0], "title")
        return
    if not groups or (letter and all(_letterhead(unit.text) for _, group in groups for unit in group)):
        return
    heads = [group for _, group in groups if any(len(u.text.split()) >= 3 and not _letterhead(u.text) for u in group)]
    heads = (
        [group for group in heads if any(_names_genre(unit.text) for unit in group)]
        or [group for group in heads if not _cut_off(page, group, groups[-1][1])]
        or heads
    )
    section = next((section for section, group in groups if group in heads), groups[-1][0])
    group = next(group for number, group in groups if number == section and (group in heads or not heads))
    fitting = [unit for unit in group if not _letterhead(unit.text)] or group
    first = marked[0] if marked else next((unit for unit in fitting if len(unit.text.split()) >= 3), fitting[0])
    if _words(first.text) <= 3 and not marked:
        first = next((unit for unit in fitting[fitting.index(first) :] if _words(unit.text) >= 6), first)
    page.claim(first, "title")
    for unit in group[group.index(first) + 1 :] if first in group else ():
        if unit.block == first.block and (unit.text[0].islower() or (unit.text.isupper() and first.text.isupper())):
            page.claim(unit, "title")
        else:
            break


def between_title_and_text(page: Page) -> None:
    """What follows the title at once is a subtitle; further down it is a heading of the text."""
    previous = ""
    dated = False
    for number, unit in enumerate(page.head(), start=page.top):
        words = len(unit.text.split())
        dated = dated or (unit.role in ("dateline", "byline") and previous != "")
        if not any(map(str.isalpha, unit.text)) and not _TIME.fullmatch(unit.text):
            continue
        names = words <= 4 and all(word[0].isupper() for word in unit.text.split())
        signed = number > page.top and page.units[number - 1].role in ("byline", "dateline")
        capital = words == 1 and unit.text.isupper() and signed
        placed = capital or (names and (words == 1 or "," in unit.text) and near_date(page, number))
        if not unit.role and previous and (placed or _TIME.fullmatch(unit.text)):
            page.claim(unit, "dateline")
        if not unit.role and number and page.units[number - 1].role == "caption" and words >= 6:
            page.claim(unit, "caption")
        elif not unit.role and number and page.units[number - 1].role == "salutation" and not previous:
            page.claim(unit, "salutation")
        elif not unit.role and previous and words >= 2 and names and near_date(page, number):
            page.claim(unit, "byline")
        elif not unit.role and previous and words >= 2 and not _letterhead(unit.text):
            last = number == page.first_body - 1
            page.claim(unit, "heading" if last and dated and words <= 8 and not unit.prose else "subtitle")
        if unit.role in ("title", "subtitle", "share_widget"):
            previous = unit.role


def above_the_text(page: Page) -> None:
    """What is left above the text belongs to the site: short lines to its menu, others to its head."""
    known = any(unit.role in ("title", "salutation", "dateline") for unit in page.head())
    for _, unit in page.open_lines(page.top, page.first_body):
        if known:
            short = len(unit.text.split()) <= 3 and not _letterhead(unit.text)
            page.claim(unit, "navigation" if short else "other_boilerplate")


def _names_genre(line: str) -> bool:
    return any(word in line.casefold() for word in phrases("title_word"))


def _words(line: str) -> int:
    return sum(any(map(str.isalnum, word)) for word in line.split())


def _cut_off(page: Page, group: list[Unit], last: list[Unit]) -> bool:
    """Tell whether a menu stands between a line and a later one that may be the headline."""
    between = [unit for unit in page.head() if group[-1].start < unit.start < last[0].start]
    return any(unit.role == "navigation" for unit in between)


def _headlines(page: Page) -> list[tuple[int, list[Unit]]]:
    """Return runs of lines that may be headlines, each with the number of dates and writers above it."""
    groups: list[tuple[int, list[Unit]]] = []
    section = 0
    before = None
    for unit in page.head():
        if unit.role == "salutation":
            break
        if unit.role in ("dateline", "byline"):
            section += 1
        open_line = (
            not unit.role
            and len(unit.text) <= 180
            and len(unit.text.split()) >= 2
            and not re.search(r"\S(?: {3}|\t)", unit.text)
        )
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
