"""Rules for the furniture of a site: menus, buttons, tags, counters, captions, related articles."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from corpus_utils.pages.dates import counter_pattern
from corpus_utils.pages.page import Page
from corpus_utils.pages.page_phrases import opening_phrase, pattern, phrases, plain, whole_phrase

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:[\w-]+:[^\r\n]{0,500}\r?\n|[ \t]+[^\r\n]{0,500}\r?\n){1,60}---")
_COLLECTOR = re.compile(r"(?:date|url|source|title|author)\s*[:=]?\s+\d{4}-\d\d-\d\d\s+", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[|»>›•·\t]\s*|\s+[/–—]\s+|\s{3,}")
_GLUED = re.compile(r"[^\W\d_][a-z][A-Z][a-z]")
_LINK = re.compile(r"!?\[([^\]\n]{1,80})\]\([^)\n]{0,200}\)")
_RIGHTS = re.compile(r"\d{4}|rights|copyright|\bltd\b|\binc\b", re.IGNORECASE)
_NAMED = r"[A-Z]{2,}[A-Z-]*/[A-Z][\w'’-]*[a-z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}"
_ENDS_IN_NAME = re.compile(rf"(?:©\s*[\w.'’/& -]{{3,60}}|(?:(?<=[.!?)”\"] )|(?<=\()){_NAMED})\)?\.?\Z")
_POINTS = re.compile(
    r"\((?:(?:far |front |back |2nd |second from )?(?:left|right)|cent(?:er|re)|[LRC]|2nd [LR]|pictured)\)"
)
#: A caption is at most this long.
LONGEST_CAPTION = 700


def front_matter(page: Page) -> None:
    """Key-and-value lines between two rules at the very top are a file's header."""
    start = page.units[0].start if page.units else 0
    match = _FRONT_MATTER.match(page.text, start)
    for unit in page.units if match else ():
        if unit.end <= match.end():
            page.claim(unit, "other_boilerplate")


def collector_mark(page: Page) -> None:
    """A bare field name and an ISO date before the first line were added when the page was collected."""
    for unit in page.units[:3]:
        match = _COLLECTOR.match(unit.text)
        if match and not unit.role:
            page.cut(unit, [(0, match.end(), "other_boilerplate"), (match.end(), len(unit.text), "")])


def bare_mark(page: Page) -> None:
    """A line without a letter or digit, such as a rule of asterisks, says nothing."""
    for _, unit in page.open_lines():
        if len(unit.text) <= 80 and not any(map(str.isalnum, unit.text)):
            page.claim(unit, "other_boilerplate")


def furniture_line(page: Page) -> None:
    """A line that the furniture vocabulary knows is what the vocabulary says."""
    block, carried = -1, ""
    for number, unit in page.open_lines():
        if unit.text[0].isdigit() and unit.block != block:
            continue
        found = whole_phrase(unit.text)
        inside = page.first_body < number < page.last_body
        if unit.text[0] == "©" and number < page.last_body and not _RIGHTS.search(unit.text):
            continue
        if found and not (inside and found.role == "navigation" and " " not in unit.text and page.alone(number)):
            page.claim(unit, "other_boilerplate" if found.role == "comment" else found.role)
            if found.role == found.opens == "navigation":
                block, carried = unit.block, found.role
        elif not found:
            found = opening_phrase(unit.text, unit.prose)
            if found and not (found.role == "navigation" and unit.prose):
                page.claim(unit, found.role)
                block, carried = (unit.block, found.role) if found.opens else (-1, "")
            elif unit.block == block and not unit.prose:
                page.claim(unit, carried)


def counter_line(page: Page) -> None:
    """A line that holds nothing but counters (“4 min read · 1.2K views”) is a counter."""
    for _, unit in page.open_lines():
        if len(unit.text) <= 80 and any(map(str.isdigit, unit.text)):
            rest = counter_pattern().sub("", unit.text)
            if rest != unit.text and not any(map(str.isalnum, rest)):
                page.claim(unit, "other_boilerplate")


def row_of_links(page: Page) -> None:
    """A line made of link texts, side by side or with separators, is a menu or a row of buttons."""
    for number, unit in page.open_lines():
        if unit.prose or (page.first_body < number < page.last_body and not page.alone(number)):
            continue
        role = "" if unit.text[0] == "©" else _row_role(unit.text)
        if role == "section_tag" and number > page.first_body:
            continue
        if role:
            page.claim(unit, role)


def glued_menu(page: Page) -> None:
    """A line above the text whose words run into one another, or repeat one word, is a menu."""
    for unit in page.units[page.top : page.first_body + 1]:
        if unit.role or re.search(r"[.!?]\s", unit.text[:3000]):
            continue
        words = unit.text[:3000].split()
        most = Counter(re.sub(r".*(?=icon\b)|[^\w]", "", word.casefold()) for word in words).most_common(1)
        repeats = len(words) >= 20 and most[0][1] * 3 >= len(words)
        if (
            len(_GLUED.findall(unit.text[:3000])) >= 3 and 8 * len(_GLUED.findall(unit.text[:3000])) >= len(words)
        ) or repeats:
            page.claim(unit, "navigation")


def hashtag(page: Page) -> None:
    """A short line that starts with a hash sign and a letter is a tag."""
    for _, unit in page.open_lines():
        if len(unit.text) <= 60 and re.match(r"#[^\W\d_]", unit.text) and not unit.prose:
            page.claim(unit, "section_tag")


def credited_caption(page: Page) -> None:
    """A line that starts like a caption, ends in a picture credit, or says who is left and right, is one."""
    starts = phrases("caption_start")
    for number, unit in enumerate(page.units):
        if unit.role or len(unit.text) > LONGEST_CAPTION:
            continue
        text = unit.text.strip("*_ ")
        if (
            text[:20].casefold().startswith(starts)
            or _credit_pattern().search(text[-110:])
            or _ENDS_IN_NAME.search(text[-90:])
            or (number <= page.first_body and _POINTS.search(text) and not re.search('[“"]|:\\Z', text))
        ):
            page.claim(unit, "caption")


def related_below(page: Page) -> None:
    """Below the text, a heading such as “Related articles” opens a list of other articles."""
    opens = ""
    for number in range(page.first_body + 1, len(page.units)):
        unit = page.units[number]
        found = whole_phrase(unit.text) if unit.role in ("teaser", "section_tag", "other_boilerplate") else None
        if found and _promotes(page, number):
            page.claim(unit, "teaser")
            page.claim(page.units[number + 1], "teaser")
        elif found and found.opens not in ("comment", ""):
            opens = found.opens if _lists(page, number) else ""
        elif unit.role:
            opens = opens if unit.role in ("share_widget", "teaser", "caption") else ""
        elif opens and unit.prose == 2 and len(unit.text) > 400:
            opens = ""
        elif opens:
            page.claim(unit, opens)


def _promotes(page: Page, number: int) -> bool:
    """Tell whether “Read more” stands above the headline of another article, inside the text."""
    below = page.neighbour(number + 1)
    asks = plain(page.units[number].text) in ("read more", "also read", "read also", "see also", "related")
    return (
        asks
        and number < page.last_body
        and below is not None
        and not below.role
        and not below.prose
        and len(below.text) <= 140
    )


def _lists(page: Page, number: int) -> bool:
    """Tell whether what follows a heading is a list rather than running text."""
    below = [unit for unit in page.units[number + 1 : number + 60] if not unit.role]
    paragraphs = sum(unit.prose == 2 for unit in below)
    return 2 * paragraphs <= len(below)


@cache
def _credit_pattern() -> re.Pattern[str]:
    name = pattern("credit")
    return re.compile(
        rf"[(\[][^()\[\]]{{0,50}}\b{name}\b[^()\[\]]{{0,60}}[)\]]\Z|(?:\b{name}|©)\s*[/:]\s*[^.!?]{{2,60}}\Z"
        rf"|[/|]\s*{name}\Z",
        re.IGNORECASE,
    )


def _row_role(line: str) -> str:
    """Return the role of a row of link texts, "" if the line is none."""
    texts, links = _LINK.subn(r"\1", line)
    if links:
        left = re.sub(r"\W", "", _LINK.sub("", line))
        shared = _row_role(texts) == "share_widget"
        return ("share_widget" if shared else "navigation") if links >= 2 and len(left) <= 30 else ""
    parts = [part for part in _SEPARATOR.split(line) if part]
    known = Counter(found.role for part in parts if (found := whole_phrase(part)))
    if len(parts) >= 2 and (3 * sum(known.values()) > 2 * len(parts) or 2 * sum(known.values()) >= len(parts) > 3):
        return known.most_common(1)[0][0]
    if len(parts) >= 2 and (whole_phrase(parts[0]) or plain(parts[0]).startswith("home")) and re.search("[»>›]", line):
        return "navigation"
    if len(parts) >= 4 and "|" in line and max(map(len, parts)) <= 30:
        return "navigation"
    short = len(line) <= 50 and max((len(part.split()) for part in parts), default=9) <= 3
    if 2 <= len(parts) <= 4 and short and re.search(r"[|/»>]", line) and ":" not in line:
        return "section_tag"
    words = line.split()
    words = [word for word in words if any(map(str.isalnum, word))]
    covered, roles = _cover(words)
    capitals = sum(word[:1].isupper() for word in words)
    if sum(roles.values()) >= 2 and (
        (5 * covered >= 3 * len(words) and 2 * capitals >= len(words)) or covered == len(words)
    ):
        return roles.most_common(1)[0][0]
    return ""


def _cover(words: list[str]) -> tuple[int, Counter[str]]:
    """Count the words of a line that whole furniture phrases cover, and their roles."""
    roles: Counter[str] = Counter()
    covered = position = 0
    while position < len(words):
        for size in range(min(4, len(words) - position), 0, -1):
            found = whole_phrase(" ".join(words[position : position + size]))
            if found:
                roles[found.role] += 1
                covered += size
                position += size
                break
        else:
            position += 1
    return covered, roles
