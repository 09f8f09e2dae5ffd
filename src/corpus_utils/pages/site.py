"""Rules for what a site adds: menus, buttons, tags, counters, captions, related articles.

First come lines that are known alone, then lists below a heading, rows of links, and captions.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from functools import cache

from corpus_utils.pages.page import DIGIT, GLUED, PAGE_NUMBER, SITE_ROLES, Page, Unit, is_glued
from corpus_utils.pages.phrases import (
    counter_pattern,
    find_date,
    opening_phrase,
    opens_with,
    pattern,
    phrases,
    phrases_in,
    whole_phrase,
)

#: A caption is at most this long.
LONGEST_CAPTION = 700

#: A headline has so many words; a menu above the text so many lines; a run of short links, of seven lines, so many.
HEADLINE_WORDS, FEWEST_OF_MENU, FEWEST_IN_RUN = 5, 5, 5

#: What these rules set aside is the site's, and nothing more is known of it.
_UNNAMED = frozenset(("below_text", "weighed_out", "above_other_boilerplate"))
#: What these rules know by itself may stand in a list of another kind.
_KNOWN = frozenset(
    ("known_navigation", "row_navigation", "listed_teaser", "known_other_boilerplate", "known_share_widget")
)
_ENDS_NUMBER = "0123456789-–—"
_COLLECTOR = re.compile(r"(?:date|url|source|title|author)\s*[:=]?\s+\d{4}-\d\d-\d\d\s+", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[|»>›•·\t]\s*|\s+[/–—]\s+|\s{3,}")
_STOP_INSIDE = re.compile(r"[.!?]\s")
_LINK = re.compile(r"!?\[([^\]\n]{1,80})\]\([^)\n]{0,200}\)")
_UNNAMED_OR_KNOWN = _UNNAMED | _KNOWN
_NO_LINK = re.compile(r"[@©]|;\Z")
_MAY_CREDIT = re.compile(r"[:/|©)\]][^.!?]{0,64}\Z")
_RIGHTS = re.compile(r"\d{4}|rights|copyright|\bltd\b|\binc\b", re.IGNORECASE)
_NAMED = r"[A-Z]{2,}[A-Z-]*/[A-Z][\w'’-]*[a-z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}"
_ENDS_IN_NAME = re.compile(rf"(?:©\s*[\w.'’/& -]{{3,60}}|(?:(?<=[.!?)”\"] )|(?<=\()){_NAMED})\)?\.?\Z")
_POINTS = re.compile(
    r"\((?:(?:far |front |back |2nd |second from )?(?:left|right)|cent(?:er|re)|[LRC]|2nd [LR]|pictured)\)"
)


def collected(page: Page) -> None:
    """A field name with an ISO date before the first line comes from who collected the page."""
    for unit in page.units[:3]:
        match = _COLLECTOR.match(unit.text)
        if match:
            page.cut(unit, [(0, match.end(), "collector_mark")])


def lone_lines(page: Page) -> None:
    """A line that says by itself what it is: numbers of pages, counters, and what the vocabulary knows."""
    counted = _page_numbers(page)
    for number, unit in page.open_lines():
        if unit.text[0] == "<" and unit.text[-1] == ">":
            page.claim(unit, "markup_line")
        elif number in counted:
            page.claim(unit, "page_number")
        elif _is_counter(unit.text):
            page.claim(unit, "counter_line")
        elif not unit.text[0].isdigit() and (role := _known_role(page, number, unit)):
            page.claim(unit, f"known_{role}")


def _is_counter(text: str) -> bool:
    if len(text) > 80 or not DIGIT.search(text):
        return False
    rest = counter_pattern().sub("", text)
    return rest != text and not any(map(str.isalnum, rest))


def _page_numbers(page: Page) -> set[int]:
    """Return the lines that number the pages: 12/34 or - 12 -, or three and more bare numbers that count up."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, unit in page.open_lines():
        match = PAGE_NUMBER.fullmatch(unit.text) if len(unit.text) <= 20 and unit.text[-1] in _ENDS_NUMBER else None
        if match:
            counts = [int(digits) for digits in re.findall(r"\d+", unit.text)]
            if counts == sorted(counts):
                form = re.sub(r"\d+", "#", unit.text, count=1).casefold()
                found.setdefault(form, []).append((number, counts[0]))
    return {
        number
        for form, lines in found.items()
        if len(lines) >= (3 if form == "#" else 1)
        and all(0 < after - before <= 2 for (_, before), (_, after) in itertools.pairwise(lines))
        for number, _ in lines
    }


def _known_role(page: Page, number: int, unit: Unit) -> str:
    """Return the role of a line that the vocabulary knows, "" of any other."""
    if unit.text[0] == "©" and number < page.last_body and not _RIGHTS.search(unit.text):
        return ""
    found = unit.phrase
    if found:
        inside = page.first_body < number < page.last_body
        word = inside and found.role == "navigation" and " " not in unit.text and page.alone(number)
        return "" if word else found.role.replace("comment", "other_boilerplate")
    found = opening_phrase(unit.text, unit.prose)
    return found.role if found and not (found.role == "navigation" and unit.prose) else ""


def lists_below(page: Page) -> None:
    """Below the text, a heading such as “Related articles” opens a list of other articles."""
    opens = ""
    for number in range(page.first_body + 1, len(page.units)):
        unit = page.units[number]
        found = unit.phrase if unit.role in ("teaser", "section_tag") else None
        if found and number < page.last_body and unit.key in phrases("pointer"):
            continue  # inside the text it points to one article
        if found and found.opens not in ("comment", ""):
            opens = found.opens if _lists(page, number) else ""
        elif unit.role:
            opens = opens if unit.role in ("share_widget", "teaser", "caption") or unit.rule == "page_number" else ""
        elif opens and unit.prose == 2 and len(unit.text) > 400:
            opens = ""
        elif opens:
            page.claim(unit, f"listed_{opens}")


def _lists(page: Page, number: int) -> bool:
    """Tell whether what follows a heading is a list rather than running text."""
    below = [
        unit
        for unit in page.units[number + 1 : min(number + 60, max(page.last_body, number + 10) + 1)]
        if not unit.role
    ]
    return 2 * sum(unit.prose == 2 for unit in below) <= len(below)


def rows_of_links(page: Page) -> None:
    """A line made of link texts, side by side or with separators, is a menu or a row of buttons."""
    for number, unit in page.open_lines():
        if number < page.first_body and unit.indent and unit.text[:2] in ("* ", "+ ") and len(unit.text) <= 80:
            page.claim(unit, "row_navigation")
        if unit.prose or unit.text[0] == "©" or (page.first_body < number < page.last_body and not page.alone(number)):
            continue
        role = _row_role(unit.text)
        if role in ("navigation", "share_widget"):
            page.claim(unit, f"row_{role}")


def _row_role(line: str) -> str:
    """Return the role of a row of link texts, "" if the line is none."""
    texts, links = _LINK.subn(r"\1", line) if "](" in line else (line, 0)
    if links:
        left = re.sub(r"\W", "", _LINK.sub("", line))
        shared = _row_role(texts) == "share_widget"
        return ("share_widget" if shared else "navigation") if links >= 2 and len(left) <= 30 else ""
    parts = [part for part in _SEPARATOR.split(line) if part]
    return _parts_role(line, parts) if len(parts) >= 2 else _words_role(line)


def _parts_role(line: str, parts: list[str]) -> str:
    known = Counter(found.role for part in parts if (found := whole_phrase(part)))
    if 2 * sum(known.values()) >= len(parts):
        return known.most_common(1)[0][0]
    if len(parts) >= 4 and "|" in line and max(map(len, parts)) <= 30:
        return "navigation"
    return _words_role(line)


def _words_role(line: str) -> str:
    words = [word for word in line.split() if any(map(str.isalnum, word))]
    covered, roles = phrases_in(words)
    capitals = sum(word[:1].isupper() for word in words)
    most = 5 * covered >= 3 * len(words) and 2 * capitals >= len(words)
    return roles.most_common(1)[0][0] if sum(roles.values()) >= 2 and most else ""


def glued_menu(page: Page) -> None:
    """A line above the text whose words run into one another, or name the icons of buttons, is a menu."""
    for unit in page.units[page.top : page.first_body + 1]:
        if unit.role or _STOP_INSIDE.search(unit.text, 0, 3000):
            continue
        line = unit.text[:3000]
        glued, icons, words = len(GLUED.findall(line)), line.count("icon"), line.count(" ") + 1
        if (glued >= 3 and 8 * glued >= words) or (icons >= 7 and 3 * icons >= words):
            page.claim(unit, "glued_menu")


def captions(page: Page) -> None:
    """A line that starts like a caption, ends in a picture credit, or says who is left and right, is one.

    So is the line below one that is nothing but the start.
    """
    started = False
    for number, unit in enumerate(page.units):
        below, started = started, False
        if unit.role or len(unit.text) > LONGEST_CAPTION:
            continue
        text = unit.bare
        starts = opens_with(text[:20].casefold(), "caption_start")
        started = text.casefold() in phrases("caption_start")
        pointed = number <= page.first_body and _POINTS.search(text) and not re.search('[“"]|:\\Z', text)
        if below or pointed or starts or _credited(text[-110:]):
            page.claim(unit, "credited_caption")


def _credited(end: str) -> bool:
    """Tell whether a line ends in a picture credit; none is without a bracket, colon, slash, bar or ©."""
    if end[-1:] not in ".!?" and _MAY_CREDIT.search(end) and _credit_pattern().search(end):
        return True
    return ("/" in end or "©" in end) and _ENDS_IN_NAME.search(end[-90:]) is not None


@cache
def _credit_pattern() -> re.Pattern[str]:
    name = pattern("credit")
    return re.compile(
        rf"[(\[][^()\[\]]{{0,50}}\b{name}\b[^()\[\]]{{0,60}}[)\]]\Z|(?:\b{name}|©)\s*[/:]\s*[^.!?]{{2,60}}\Z"
        rf"|[/|]\s*{name}\Z",
        re.IGNORECASE,
    )


def unnamed_lines(page: Page) -> None:
    """Of lines that are only known to be the site's, the short belong to a menu and headlines offer other articles."""
    units = page.units
    if _UNNAMED_OR_KNOWN.isdisjoint([unit.rule for unit in units]):
        return
    listed = {n for n, unit in enumerate(units) if unit.role == "teaser" and _is_headline(unit.text)}
    below = [n for n, unit in enumerate(units) if unit.rule in _UNNAMED and n > page.first_body]
    headlines = listed | {n for n in below if _is_link(units[n]) and _is_headline(units[n].text)}
    near = listed | {n for n in headlines if not headlines.isdisjoint((*range(n - 3, n), *range(n + 1, n + 4)))}
    menu = sum(unit.of_site for unit in page.head()) >= FEWEST_OF_MENU
    following = False
    for number, unit in enumerate(units):
        following = unit.key.startswith("follow") or (following and unit.role == "share_widget")
        role = ""
        if unit.rule in _KNOWN:
            role = _role_among(page, number, near) or ("navigation" if following else "")
        elif unit.rule in _UNNAMED and (menu or unit.rule != "above_other_boilerplate"):
            role = _role_of_unnamed(page, number, headlines, near)
        if role in ("navigation", "teaser", "section_tag"):
            page.claim(unit, f"unnamed_{role}")


def _role_of_unnamed(page: Page, number: int, headlines: set[int], near: set[int]) -> str:
    """Return the role of a line by its form, by the headlines and by the menu that stand around it, "" if unknown."""
    unit = page.units[number]
    above, below = _beside(near, number)
    heads = number + 1 in near and not near.isdisjoint(range(number + 2, number + 5))
    if "," in (unit.text, *(page.units[n].text for n in (number - 1, number + 1) if 0 <= n < len(page.units))):
        return "section_tag"
    if not any(map(str.isalpha, unit.text)):
        return page.units[number - 1].role if number else ""
    if number in headlines:
        lone = number not in near and len(unit.text.split()) <= 7 and _in_menu(page, number)
        return "navigation" if lone else "teaser"
    if heads or (above and (below or find_date(unit.text[:60]))) or (unit.stops and number - 1 in near):
        return "teaser"
    return "navigation" if _is_link(unit) and not _is_headline(unit.text) else ""


def _role_among(page: Page, number: int, near: set[int]) -> str:
    """Return the role of the list in which a known line stands, "" if its own is right."""
    unit = page.units[number]
    above, below = _beside(near, number)
    if unit.rule == "listed_teaser":
        around = page.units[max(0, number - 3) : number + 4]
        run = sum(other.rule in ("listed_teaser", "unnamed_navigation") for other in around) >= FEWEST_IN_RUN
        lone = run and near.isdisjoint(range(number - 3, number + 4)) and not _is_headline(unit.text) and _is_link(unit)
        return "section_tag" if "," in (unit.text, page.units[number - 1].text) else "navigation" if lone else ""
    if unit.role == "navigation":
        return "teaser" if number > page.first_body and above and below else ""
    menu = [n for n in (number - 1, number + 1) if 0 <= n < len(page.units) and page.units[n].role == "navigation"]
    return "navigation" if len(menu) == 2 and len(unit.text.split()) <= 3 else ""


def _beside(near: set[int], number: int) -> tuple[bool, bool]:
    """Tell whether other articles are offered in the two lines above a line, and in the two below it."""
    return not near.isdisjoint(range(number - 2, number)), not near.isdisjoint(range(number + 1, number + 3))


def _in_menu(page: Page, number: int) -> bool:
    """Tell whether the lines on both sides are short links."""
    near = (page.neighbour(number - 1), page.neighbour(number + 1))
    sides = [side for side in near if side and side.role in SITE_ROLES]
    return len(sides) == 2 and all(len(side.text.split()) < HEADLINE_WORDS and _is_link(side) for side in sides)


def _is_headline(text: str) -> bool:
    return len(text.split()) >= HEADLINE_WORDS and not is_glued(text) and any(map(str.isalpha, text))


def _is_link(unit: Unit) -> bool:
    """Tell whether a line may be the text of a link: no sentence, item, address or note of rights."""
    return not (_NO_LINK.search(unit.text) or (unit.stops and unit.text[-1] != "?"))
