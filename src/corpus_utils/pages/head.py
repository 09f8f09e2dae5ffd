"""Rules for the top of a page: titles, dates, writers, and what stands between title and text."""

from __future__ import annotations

import re
from collections import Counter

from corpus_utils.pages.page import DIGIT, Page, Unit, is_glued
from corpus_utils.pages.phrases import (
    counter_pattern,
    date_pattern,
    find_date,
    matcher,
    opens_with,
    phrases,
    plain,
)
from corpus_utils.speech.lexicon import fold

_DAY = r"(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\.?\s+[A-Z][a-z]{2,8}\.?)(?:,?\s+\d{4})?"
_WIRE = re.compile(
    rf"(?P<date>{_DAY})\s+[-–—]+\s+"
    r"|(?:\*\*)?\([A-Z][\w ,.-]{2,40}\)(?:\*\*)?\s*[-–—]+\s+|\*\*[A-Z]{2}[\w ,./-]{1,40}\*\*\s*[-–—]+\s+"
    r"|(?:[A-Z][A-Z.'’-]+(?:[ ,/]+[A-Z][A-Z.'’-]+){0,4}(?:, [A-Z][a-z]+)?|[A-Z][a-z]+(?:,? [A-Z][a-z]+)?)"
    rf"(?P<day>,?\s+{_DAY})?[.,]?\s*"
    r"(?:\([A-Z][\w./ -]{1,30}\)\s*[-–—]+|[A-Z]{2,}\s*[-–—]+|/[A-Z][\w. -]{1,30}/\.?|[-–—]{1,2}(?=\s))"
    r"(?:\s*[-–—]+)?\s+"
)
#: A page made of HTML begins with the title that the window shows; so many lines stand between that and the text.
FEWEST_ABOVE = 3
#: What stands between the title of a web page and the name of its site.
_SITE_NAME = re.compile(r"\s+[|–—·»-]\s+(?=[A-Z0-9])[^|–—·»]{2,40}\Z")
_AND = frozenset(("and", "&", ","))
_LEADS_ON = (",", "|", "-", "–", "—", ":", "/", "•", "·", "*")
_REPORTING = re.compile(r"\(?(?:additional )?(?:reporting|writing|editing)( by)?\b", re.IGNORECASE)
_CONTRIBUTED = re.compile(r"\bcontributed to (?:this|the) (?:report|article|story)\b", re.IGNORECASE)
_BY = re.compile(r"by\b", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w'’-]+")
_WHO_IS = re.compile(r"[*_]*(?:[A-Z][\w.'’-]* ){1,4}(?:is|was|has|covers|writes|teaches|reports|works) ")
_YEAR_OR_TIME = re.compile(r"\d{4}|\d[:.]\d\d")
_TIME = re.compile(r"\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?", re.IGNORECASE)
_ADDRESS = re.compile(r"\d+\w?,? .*,|[^@\s]+@\w|\bwww\.|.*\b(?!19|20)\d{4,6}\b.*,|.*, .*\b(?!19|20)\d{4,6}\b")


def document_titles(page: Page) -> None:
    """The first line of a page made of HTML is its title; where that comes back, the text begins."""
    if page.first_body < FEWEST_ABOVE:
        return
    first = page.units[0]
    named = _SITE_NAME.search(first.text) if not first.role and len(first.text) <= 250 else None
    if not named:
        return
    title = fold(plain(first.text[: named.start()]))
    copies = [n for n, unit in enumerate(page.units[1:], 1) if len(unit.text) <= 250 and fold(unit.key) == title]
    if not copies and ("|" in title or _words(title) < 5):
        return
    page.claim(first, "document_title")
    for number in copies:
        if number <= max(copies[0], page.first_body):
            page.claim(page.units[number], "repeated_title")
    running = [unit for unit in page.units[page.first_body :] if unit.prose]
    above = [unit for unit in running if copies and unit.start < page.units[copies[0]].start]
    if 3 * sum(len(unit.text) for unit in above) < sum(len(unit.text) for unit in running):
        for unit in above:
            page.claim(unit, "above_other_boilerplate")


def repeated_lines(page: Page) -> None:
    """A line above the text that comes back, alone or glued to the end of a menu, is the title."""
    top = [unit for _, unit in page.open_lines(page.top, page.first_body) if 8 < len(unit.text) <= 250]
    top = [unit for unit in top if unit.phrase is None]
    times = Counter(unit.key for unit in top)
    for unit in top:
        cut, longest = _glued_title(unit, times)
        if cut:
            page.cut(unit, [(0, cut, "glued_navigation"), (cut, len(unit.text), "glued_title")])
            times[longest] += 1
    headline = any(_words(unit.text) >= 6 and not unit.prose and not _letterhead(unit.text) for unit in top)
    if not top or page.units[0].rule == "document_title":
        return
    for unit in top:
        if times[unit.key] < 2 or (headline and (_words(unit.text) <= 4 or _letterhead(unit.text))):
            continue
        if " " in unit.key and not unit.prose and not is_glued(unit.text):
            page.claim(unit, "repeated_title")


def _glued_title(unit: Unit, times: Counter[str]) -> tuple[int, str]:
    """Return where another line of the top stands at the end of a unit, and that line; 0 if it does not."""
    key = unit.key
    tails = [other for other in times if len(other) > 15 and len(other) < len(key) and key.endswith(other)]
    longest = max(tails, key=len, default="")
    listed = opens_with(key, "subject") or not any(map(str.isalpha, key[: len(key) - len(longest)]))
    if not longest or listed:
        return 0, ""
    starts = (match.start() for match in re.finditer(r"\S", unit.text))
    return next((start for start in starts if plain(unit.text[start:]) == longest), 0), longest


def standfirsts(page: Page) -> None:
    """A paragraph between the headline and the line that dates or signs the text sums it up."""
    number = page.first_body
    above, unit = page.neighbour(number - 1), page.neighbour(number)
    if above is None or unit is None or above.role not in ("", "title") or above.prose:
        return
    if len(unit.text) > 400 or _words(above.text) < 4:
        return
    for line in page.units[number + 1 : number + 4]:
        if line.prose or len(line.text) > 100:
            return
        if _BY.match(line.text) or (_YEAR_OR_TIME.search(line.text) and find_date(line.text)):
            page.claim(unit, "standfirst")
            return


def date_lines(page: Page) -> None:
    """A short line that is or starts with a date is a dateline; what shares the line is cut off."""
    for number, unit in page.open_lines():
        if len(unit.text) > 140 or unit.prose == 2 or not DIGIT.search(unit.text):
            continue
        match = find_date(unit.text)
        if match and _is_date_line(page, number, unit, match):
            page.cut(unit, _date_pieces(unit.text, match))


def _is_date_line(page: Page, number: int, unit: Unit, match: re.Match[str]) -> bool:
    inside = page.first_body <= number <= page.last_body and (number > page.first_body or not unit.prose)
    if inside and not _whole_date(unit.text):
        return False
    before = unit.text[: match.start()].strip(" *_([-–•")
    after = len(re.sub(r"[|•·]", " ", unit.text[match.end() :]).split())
    by = _BY.match(before)
    words = len(before.split())
    if after > (6 if unit.prose else 12):
        return False
    if words > (8 if by else 3 if number > page.last_body else 5) or (unit.prose and match.start() and not by):
        return False
    place = before.endswith(_LEADS_ON) and ":" not in before and not re.search(r"(?<!\w)[a-z]{3}", before)
    return words <= 2 or bool(by) or place


def _date_pieces(text: str, match: re.Match[str]) -> list[tuple[int, int, str]]:
    """Cut a line at its date and its counters."""
    pieces: list[tuple[int, int, str]] = []
    start = 0
    if re.match(r"[-–•*\s]*by\b", text[: match.start()], re.IGNORECASE):
        start = _back_over_bullet(text, match.start())
        pieces.append((0, start, "date_byline"))
    position = start
    counters = list(counter_pattern().finditer(text, match.end()))
    for counter in [*counters, None]:
        stop = _back_over_bullet(text, counter.start()) if counter else len(text)
        if position == start:
            rest = text[match.end() : stop].strip(" |•·-–—,*_)]/:")
            if not rest or find_date(rest) or (not counters and _place(text[match.end() : stop])):
                pieces.append((start, stop, "date_line"))
            else:
                beside = "date_byline" if _BY.match(rest) else "date_section_tag"
                pieces += [(start, match.end(), "date_line"), (match.end(), stop, beside)]
        elif stop > position:
            pieces.append((position, stop, "date_counter"))
        if counter:
            pieces.append((stop, counter.end(), "date_counter"))
            position = counter.end()
    return pieces


def _back_over_bullet(text: str, at: int) -> int:
    return len(text[:at].rstrip(" \u00a0•·|"))


def _place(rest: str) -> bool:
    rest = rest.strip()
    return rest[:1] not in (*"|•·/",) and len(rest.split()) <= 4 and not re.search(r"\bby\b", rest, re.IGNORECASE)


def _whole_date(line: str) -> bool:
    """Tell whether a line is a date with its year and nothing else."""
    return len(line) <= 40 and bool(date_pattern().fullmatch(line.strip("*_ ,.()"))) and bool(re.search(r"\d{4}", line))


def _near_date(page: Page, number: int) -> bool:
    """Tell whether the line above or below a line is a date."""
    near = (page.neighbour(number + 1), page.neighbour(number - 1))
    return any(unit is not None and unit.role == "dateline" for unit in near)


def bylines(page: Page) -> None:
    """A short line outside the text that opens with “By” names the writer."""
    opens = matcher(r"[-–•*_\s]*{0}(?:\s+|(?<=:))(?=[*_\[]*\w)", "byline_start")
    for number, unit in page.open_lines():
        text = unit.text.strip("*_-–• ")
        if number < page.first_body and unit.key in phrases("byline_start"):
            _names_below(page, number)
            continue
        start = opens.match(unit.text)
        if start and unit.text[start.end() :].lstrip("*_[")[:1].isupper():
            reporting = _REPORTING.match(text)
            outside = number <= page.first_body or number >= page.last_body or text[0] == "("
            named = reporting and reporting.group(1) and not unit.prose
            if (outside or named) and len(text) <= (300 if reporting else 100) and (reporting or not unit.prose):
                credit = "/" in text and matcher(r"\b{0}\b", "credit").search(text)
                page.claim(unit, "byline_credit" if credit else "byline")
        elif number >= page.last_body and len(text) <= 200 and _CONTRIBUTED.search(text):
            page.claim(unit, "contributors")


def _names_below(page: Page, number: int) -> None:
    """Claim a “By” on a line of its own and the names below it."""
    page.claim(page.units[number], "byline")
    for unit in page.units[number + 1 : page.first_body]:
        words = unit.text.split()
        named = unit.text in _AND or (words[0][0].isupper() and len(words) <= 5 and unit.text[-1] != ":")
        if not named or not page.claim(unit, "byline"):
            break


def writers_below(page: Page) -> None:
    """Near the end, a paragraph that opens with the name of the writer and says who that is belongs to the byline."""
    names = {word for unit in page.head() if unit.role == "byline" for word in _NAME.findall(unit.text)}
    left = sum(len(unit.text) for unit in page.units if unit.prose) / 4 if names else 0
    for unit in reversed(page.units) if names else ():
        left -= len(unit.text) if unit.prose and not unit.role else 0
        if left < 0:
            break
        told = _WHO_IS.match(unit.text) if unit.prose else None
        if told and not names.isdisjoint(_NAME.findall(told.group())):
            page.claim(unit, "writer_below")


def wire_datelines(page: Page) -> None:
    """A place with an agency, a country or capitals, or a day, then a dash before the first sentence, is a dateline."""
    for number in range(page.first_body, min(page.first_body + 2, len(page.units))):
        unit = page.units[number]
        above = page.units[number - 1] if number > page.first_body and page.units[number - 1].stops else None
        if above and (len(unit.text) > 60 or len(above.text) > 200):
            break
        match = _WIRE.match(unit.text[:120] + " ")
        if above and match and match.end() > len(unit.text):
            page.claim(above, "caption_above_wire")
        elif above:
            break
        if unit.role or not match:
            continue
        place = match.group()
        told = place[0] in "(*" or match["date"] or match["day"] or ", " in place
        if told or any(word.strip(",.(/").isupper() for word in place.split()):
            page.cut(unit, [(0, match.end(), "wire_dateline")])


def bare_captions(page: Page) -> None:
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
        page.claim(unit, "bare_caption")


def headline(page: Page) -> None:
    """Where no line is repeated, the headline nearest above date, writer and text is the title."""
    head = page.head()
    if any(unit.role == "title" and unit.rule != "document_title" for unit in head):
        return
    groups = _headlines(head)
    lines = [unit for _, group in groups for unit in group]
    subject = [unit for unit in head if opens_with(unit.bare.casefold(), "subject")]
    if subject and not any(_names_genre(unit.text) for unit in lines):
        page.claim(subject[0], "subject_title")
        return
    letter = any(unit.role == "salutation" for unit in head)
    if not groups or (letter and all(_letterhead(unit.text) for unit in lines)):
        return
    group = _likeliest(head, groups)
    first = _first_of_title(group, [unit for unit in lines if re.match(r"#{1,2}\s", unit.text)])
    group = next((group for _, group in groups if first in group), group)
    page.claim(first, "headline")
    for unit in group[group.index(first) + 1 :] if first in group else ():
        if unit.block != first.block or not (unit.text[0].islower() or (unit.text.isupper() and first.text.isupper())):
            break
        page.claim(unit, "headline")


def _headlines(head: list[Unit]) -> list[tuple[int, list[Unit]]]:
    """Return runs of lines that may be headlines, each with the number of dates and writers above it."""
    groups: list[tuple[int, list[Unit]]] = []
    section = 0
    open_before = False
    for unit in head:
        if unit.role == "salutation":
            break
        section += unit.role in ("dateline", "byline")
        fits = not unit.role and len(unit.text) <= 180 and len(unit.text.split()) >= 2
        fits = fits and not re.search(r"\S(?: {3}|\t)", unit.text) and any(map(str.isalpha, unit.text))
        if fits and not open_before:
            groups.append((section, []))
        if fits:
            groups[-1][1].append(unit)
        open_before = fits
    return groups


def _likeliest(head: list[Unit], groups: list[tuple[int, list[Unit]]]) -> list[Unit]:
    """Return the run of lines that is likeliest to be the headline."""
    heads = [group for _, group in groups if any(len(u.text.split()) >= 3 and not _letterhead(u.text) for u in group)]
    heads = (
        [group for group in heads if any(_names_genre(unit.text) for unit in group)]
        or [group for group in heads if not _cut_off(head, group, groups[-1][1])]
        or heads
    )
    chosen = [(section, group) for section, group in groups if group in heads]
    if chosen:
        return chosen[0][1]
    return next(group for section, group in groups if section == groups[-1][0])


def _first_of_title(group: list[Unit], marked: list[Unit]) -> Unit:
    """Return the line of a run with which the title begins: one with the mark of a heading, or a long one."""
    if marked:
        return marked[0]
    fitting = [unit for unit in group if not _letterhead(unit.text)] or group
    first = next((unit for unit in fitting if len(unit.text.split()) >= 3), fitting[0])
    if _words(first.text) > 3:
        return first
    return next((unit for unit in fitting[fitting.index(first) :] if _words(unit.text) >= 6), first)


def below_title(page: Page) -> None:
    """What follows the title at once is a subtitle; place, time and writer follow too."""
    titled = False
    for number, unit in enumerate(page.head(), start=page.top):
        if not any(map(str.isalpha, unit.text)) and not _TIME.fullmatch(unit.text):
            continue
        above = page.units[number - 1].role if number else ""
        rule = "" if unit.role else _rule_below_title(page, number, titled, above if number > page.top else "")
        if rule:
            page.claim(unit, rule)
        titled = titled or unit.role in ("title", "subtitle", "share_widget")


def _rule_below_title(page: Page, number: int, titled: bool, above: str) -> str:
    unit = page.units[number]
    text = unit.text.split()
    words = len(text)
    names = words <= 4 and all(word[0].isupper() for word in text)
    if titled:
        capital = words == 1 and unit.text.isupper() and above in ("byline", "dateline")
        near = names and _near_date(page, number)
        label = unit.key in phrases("date_label") and _near_date(page, number)
        if label or capital or _TIME.fullmatch(unit.text) or (near and (words == 1 or "," in unit.text)):
            return "place_line"
    if not titled or words < 2:
        return ""
    if near:
        return "name_line"
    return "" if _letterhead(unit.text) else "subtitle"


def above_text(page: Page) -> None:
    """What is left above the text belongs to the site: short lines to its menu, others to its head."""
    if not any(unit.role in ("title", "salutation", "dateline") for unit in page.head()):
        return
    for _, unit in page.open_lines(page.top, page.first_body):
        short = len(unit.text.split()) <= 3 and not _letterhead(unit.text)
        page.claim(unit, "above_navigation" if short else "above_other_boilerplate")


def _names_genre(line: str) -> bool:
    folded = line.casefold()
    return any(word in folded for word in phrases("title_word"))


def _words(line: str) -> int:
    return sum(any(map(str.isalnum, word)) for word in line.split())


def _cut_off(head: list[Unit], group: list[Unit], last: list[Unit]) -> bool:
    """Tell whether a menu stands between a line and a later one that may be the headline."""
    return any(group[-1].start < unit.start < last[0].start and unit.role == "navigation" for unit in head)


def _letterhead(line: str) -> bool:
    if _names_genre(line):
        return False
    organization = r"\b{0}(?:\s+(?:of|for|on|to|in)\b|\W*\Z)"
    return bool(_ADDRESS.match(line)) or (
        len(line.split()) <= 8 and bool(matcher(organization, "organization_word").search(line))
    )
