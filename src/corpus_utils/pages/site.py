"""Rules for what a site adds: menus, buttons, tags, counters, captions, related articles.

First come pieces that stand inside long lines, then lines that are known alone, then lists below a heading.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cache

from corpus_utils.pages.page import PAGE_NUMBER, SENTENCE_BREAK, Page, Unit
from corpus_utils.pages.phrases import (
    counter_pattern,
    inside_openings,
    inside_phrases,
    opening_phrase,
    pattern,
    phrase_runs,
    phrases,
    phrases_in,
    plain,
    whole_phrase,
)

#: Lines shorter than this are looked at as wholes.
SHORTEST_LONG = 160
#: A headline inside a line has at most so many words.
LONGEST_HEADLINE = 25
#: A caption is at most this long.
LONGEST_CAPTION = 700

_ENDS_NUMBER = "0123456789-–—"
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
_NAME = re.compile(r"\s*[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?(?:/[A-Z]\w+)?(?=\s+[“\"(]?[A-Z]|\s*\Z)")
_CREDIT = re.compile(r"\b[A-Z]{3,}[A-Z-]*/(?:[A-Z][\w'’-]*[a-z][\w.'’-]* ?){1,2}")


def collected(page: Page) -> None:
    """Key-and-value lines at the very top, and a field name with an ISO date, come from who collected the page."""
    match = _FRONT_MATTER.match(page.text, page.units[0].start) if page.units else None
    for unit in page.units if match else ():
        if unit.end > match.end():
            break
        page.claim(unit, "front_matter")
    for unit in page.units[:3]:
        match = _COLLECTOR.match(unit.text)
        if match:
            page.cut(unit, [(0, match.end(), "collector_mark")])


def inside_long_lines(page: Page) -> None:
    """Furniture phrases inside a long line, such as “Related:”, are cut out with what belongs to them."""
    found: dict[int, list[tuple[int, int, str]]] = {}
    starts = [unit.start for unit in page.units]
    for start, phrase in _occurrences(page.text):
        number = bisect_right(starts, start) - 1
        unit = page.units[number]
        if not unit.role and len(unit.text) >= SHORTEST_LONG:
            found.setdefault(number, []).append((start - unit.start, start - unit.start + len(phrase), phrase))
    for number, cues in found.items():
        unit = page.units[number]
        page.cut(unit, _cut_line(unit.text, sorted(cues, key=lambda cue: (cue[0], -cue[1]))))


def lone_lines(page: Page) -> None:
    """A line that says by itself what it is: bare marks, counters, tags, and what the vocabulary knows."""
    block, carried = -1, ""
    counted = _page_numbers(page)
    for number, unit in page.open_lines():
        text = unit.text
        if len(text) <= 80 and not any(map(str.isalnum, text)):
            page.claim(unit, "bare_mark")
        elif number in counted:
            page.claim(unit, "page_number")
        elif _is_counter(text):
            page.claim(unit, "counter_line")
        elif len(text) <= 60 and text[0] == "#" and text[1:2].isalpha() and not unit.prose:
            page.claim(unit, "hashtag")
        elif not (text[0].isdigit() and unit.block != block):
            role, opens = _known(page, number, unit)
            if role:
                page.claim(unit, f"known_{role}")
                block, carried = (unit.block, role) if opens else (block, carried) if opens is None else (-1, "")
            elif unit.block == block and not unit.prose and not whole_phrase(text):
                page.claim(unit, f"listed_{carried}")


def _is_counter(text: str) -> bool:
    if len(text) > 80 or not any(map(str.isdigit, text)):
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


def _known(page: Page, number: int, unit: Unit) -> tuple[str, bool | None]:
    """Return the role of a line of the vocabulary, and whether it opens a block (None: as it was before)."""
    found = whole_phrase(unit.text)
    inside = page.first_body < number < page.last_body
    if unit.text[0] == "©" and number < page.last_body and not _RIGHTS.search(unit.text):
        return "", False
    if found:
        if inside and found.role == "navigation" and " " not in unit.text and page.alone(number):
            return "", None
        role = "other_boilerplate" if found.role == "comment" else found.role
        return role, True if found.role == found.opens == "navigation" else None
    found = opening_phrase(unit.text, unit.prose)
    if found and not (found.role == "navigation" and unit.prose):
        return found.role, bool(found.opens)
    return "", False


def lists_below(page: Page) -> None:
    """Below the text, a heading such as “Related articles” opens a list of other articles."""
    opens = ""
    for number in range(page.first_body + 1, len(page.units)):
        unit = page.units[number]
        found = whole_phrase(unit.text) if unit.role in ("teaser", "section_tag", "other_boilerplate") else None
        if found and _promotes(page, number):
            page.claim(unit, "promoted")
            page.claim(page.units[number + 1], "promoted")
        elif found and found.opens not in ("comment", ""):
            opens = found.opens if _lists(page, number) else ""
        elif unit.role:
            opens = opens if unit.role in ("share_widget", "teaser", "caption") or unit.rule == "page_number" else ""
        elif opens and unit.prose == 2 and len(unit.text) > 400:
            opens = ""
        elif opens:
            page.claim(unit, f"listed_{opens}")


def _promotes(page: Page, number: int) -> bool:
    """Tell whether “Read more” stands above the headline of another article, inside the text."""
    below = page.neighbour(number + 1)
    asks = page.units[number].key in ("read more", "also read", "read also", "see also", "related")
    return (
        asks and number < page.last_body and below is not None and not (below.role or below.prose or below.text[140:])
    )


def _lists(page: Page, number: int) -> bool:
    """Tell whether what follows a heading is a list rather than running text."""
    below = [unit for unit in page.units[number + 1 : number + 60] if not unit.role]
    return 2 * sum(unit.prose == 2 for unit in below) <= len(below)


def rows_of_links(page: Page) -> None:
    """A line made of link texts, side by side or with separators, is a menu or a row of buttons."""
    for number, unit in page.open_lines():
        if unit.prose or unit.text[0] == "©" or (page.first_body < number < page.last_body and not page.alone(number)):
            continue
        role = _row_role(unit.text).replace("comment", "other_boilerplate")
        if role and not (role == "section_tag" and number > page.first_body):
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
    if 3 * sum(known.values()) > 2 * len(parts) or 2 * sum(known.values()) >= len(parts) > 3:
        return known.most_common(1)[0][0]
    if (whole_phrase(parts[0]) or plain(parts[0]).startswith("home")) and re.search("[»>›]", line):
        return "navigation"
    if len(parts) >= 4 and "|" in line and max(map(len, parts)) <= 30:
        return "navigation"
    short = len(line) <= 50 and max(len(part.split()) for part in parts) <= 3
    if len(parts) <= 4 and short and re.search(r"[|/»>]", line) and ":" not in line:
        return "section_tag"
    return _words_role(line)


def _words_role(line: str) -> str:
    words = [word for word in line.split() if any(map(str.isalnum, word))]
    covered, roles = phrases_in(words)
    capitals = sum(word[:1].isupper() for word in words)
    most = 5 * covered >= 3 * len(words) and 2 * capitals >= len(words)
    return roles.most_common(1)[0][0] if sum(roles.values()) >= 2 and (most or covered == len(words)) else ""


def glued_menu(page: Page) -> None:
    """A line above the text whose words run into one another, or repeat one word, is a menu."""
    for unit in page.units[page.top : page.first_body + 1]:
        if unit.role or re.search(r"[.!?]\s", unit.text[:3000]):
            continue
        words = unit.text[:3000].split()
        glued = len(_GLUED.findall(unit.text[:3000]))
        most = 0
        if len(words) >= 20:
            most = Counter(re.sub(r".*(?=icon\b)|[^\w]", "", word.casefold()) for word in words).most_common(1)[0][1]
        if (glued >= 3 and 8 * glued >= len(words)) or (most and most * 3 >= len(words)):
            page.claim(unit, "glued_menu")


def captions(page: Page) -> None:
    """A line that starts like a caption, ends in a picture credit, or says who is left and right, is one."""
    starts = phrases("caption_start")
    for number, unit in enumerate(page.units):
        if unit.role or len(unit.text) > LONGEST_CAPTION:
            continue
        text = unit.bare
        if (
            text[:20].casefold().startswith(starts)
            or _credited(text[-110:])
            or (number <= page.first_body and _POINTS.search(text) and not re.search('[“"]|:\\Z', text))
        ):
            page.claim(unit, "credited_caption")


def _credited(end: str) -> bool:
    """Tell whether a line ends in a picture credit; none is without a bracket, colon, slash, bar or ©."""
    if end[-1:] not in ")]" and not any(mark in end for mark in ":/|©"):
        return False
    return bool(_credit_pattern().search(end) or _ENDS_IN_NAME.search(end[-90:]))


@cache
def _credit_pattern() -> re.Pattern[str]:
    name = pattern("credit")
    return re.compile(
        rf"[(\[][^()\[\]]{{0,50}}\b{name}\b[^()\[\]]{{0,60}}[)\]]\Z|(?:\b{name}|©)\s*[/:]\s*[^.!?]{{2,60}}\Z"
        rf"|[/|]\s*{name}\Z",
        re.IGNORECASE,
    )


def lone_sentences_below(page: Page) -> None:
    """A lone sentence below buttons, tags or related articles is the site's, not the author's."""
    marks = [number for number, unit in enumerate(page.units) if unit.of_site]
    body = [number for number, unit in enumerate(page.units) if unit.prose and not unit.role]
    if len(marks) < 2 or len(body) < 3:
        return
    marked = set(marks)
    for number in reversed(body):
        unit = page.units[number]
        between = bisect_right(marks, number) - bisect_right(marks, body[0])
        whole = page.units[number - 1].paragraph != unit.paragraph
        if not whole or between < 2 or len(unit.text) > 200 or number - 1 not in marked:
            break
        page.claim(unit, "below_the_site")


def _occurrences(text: str) -> list[tuple[int, str]]:
    """Return (offset, phrase) of every inside phrase at a word boundary, and of slashes as in AGENCY/Name."""
    found = [(at, "/") for at in _places(text, "/") if text[at - 1 : at].isupper() and text[at + 1 : at + 2].isupper()]
    words = inside_openings().keys() & text.split()
    if "©" in text:
        words |= {"©"}
    if not words:
        return found
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(letter if len(letter.lower()) > 1 else letter.lower() for letter in text)
    for phrase in {phrase for word in words for phrase in inside_openings()[word]}:
        counter = inside_phrases()[phrase][1] == "counter"
        for at in _places(text if phrase.isupper() else lower, phrase):
            if not text[at - 1 : at].isalnum() and (counter or _is_headed(text[at : at + len(phrase)], phrase)):
                found.append((at, phrase))
    return found


def _places(text: str, phrase: str) -> Iterator[int]:
    at = text.find(phrase)
    while at >= 0:
        yield at
        at = text.find(phrase, at + len(phrase))


def _is_headed(form: str, phrase: str) -> bool:
    """Tell whether a phrase is written as a heading is: Like this, Like This or LIKE THIS."""
    letters = form.lstrip("([")
    headed = all(word[0].isupper() for word in letters.split() if len(word) > 3)
    return not phrase.islower() or (letters[:1].isupper() and (headed or letters[1:].islower()))


def _cut_line(text: str, cues: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return the pieces of a long line that furniture phrases claim."""
    claims: list[tuple[int, int, str]] = []
    next_cue = [len(text)] * len(cues)
    for number in range(len(cues) - 2, -1, -1):
        later = cues[number + 1]
        overlaps = later[2] == "/" or later[0] < cues[number][1]
        next_cue[number] = next_cue[number + 1] if overlaps else later[0]
    for number, (start, end, phrase) in enumerate(cues):
        last = claims[-1][1] if claims else 0
        if start < last:
            continue
        claim = _picture(text, start) if phrase == "/" else _claim(text, start, end, next_cue[number], phrase)
        if claim and claim[0] >= last:
            claims.append((claim[0], claim[1], f"inside_{claim[2]}"))
    return claims


def _claim(text: str, start: int, end: int, following: int, phrase: str) -> tuple[int, int, str] | None:
    role, extent = inside_phrases()[phrase]
    before = text[max(0, start - 40) : start].rstrip()
    if before and before[-1] not in ".!?”\"’')…:|·•" and extent in ("headline", "lone"):
        return None
    stop = _EXTENTS[extent](text, start, end, following)
    if not stop:
        return None
    if extent == "counter":
        near = text[max(0, start - 20) : start]
        start += len(near.rstrip().rstrip("0123456789")) - len(near)
    elif extent == "name":
        start = _sentence_start(text, start)
    return (start, stop, role) if start >= 0 else None


# Where the furniture that starts with a phrase ends, by the phrase's extent; 0 if it had better be left.


def _words(text: str, start: int, end: int, following: int) -> int:
    runs = phrase_runs(text[end : end + 200], "share_widget", 1)
    stop = end + runs[0][1] if runs and not text[end : end + runs[0][0]].strip(" :") else end
    handle = re.match(r"\s+@\w+", text[stop : stop + 40])
    return stop + handle.end() if handle else stop


def _lone(text: str, start: int, end: int, following: int) -> int:
    return end if re.match(r"\s+[A-Z“\"(]", text[end : end + 4]) or end == len(text) else 0


def _before_name(text: str, start: int, end: int, following: int) -> int:
    name = _NAME.match(text, end)
    return name.end() if name else 0


def _after_number(text: str, start: int, end: int, following: int) -> int:
    return end if re.search(r"(?:^|[.!?”\"])\s+\d+\s\Z", text[max(0, start - 40) : start]) else 0


def _bracket(text: str, start: int, end: int, following: int) -> int:
    return text.find("]" if text[start] == "[" else ")", end, end + 400) + 1


def _rest(text: str, start: int, end: int, following: int) -> int:
    rest = text[end:following]
    return following if len(rest) <= 300 and not SENTENCE_BREAK.search(rest.strip(), 60) else 0


def _headline(text: str, start: int, end: int, following: int) -> int:
    words = list(re.finditer(r"\S+", text[end : min(following, end + 300)]))[: LONGEST_HEADLINE + 1]
    last = text[max(end, following - 20) : following].rstrip()[-1:]
    stops = SENTENCE_BREAK.search(text, end, following) or last in '.”"'
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
        if (title_case or last[0].islower() or last[-1] in "?!.”") and (last[0].islower() or title_case or number >= 6):
            return end + words[number].start()
    stop = end + words[-1].end() if words else 0
    return stop if words and not text[stop : stop + 300].strip() else 0


_EXTENTS = {
    "words": _words,
    "lone": _lone,
    "name": _before_name,
    "counter": _after_number,
    "bracket": _bracket,
    "rest": _rest,
    "headline": _headline,
}


def _picture(text: str, slash: int) -> tuple[int, int, str] | None:
    """Return the sentence before a picture credit such as AGENCY/Name, with the credit."""
    window = max(0, slash - 15)
    credit = next((m for m in _CREDIT.finditer(text, window, slash + 50) if m.start() < slash < m.end()), None)
    if credit is None or text[max(0, credit.start() - 9) : credit.start()].rstrip()[-1:] not in (*'.)”"', ""):
        return None
    start = _sentence_start(text, credit.start())
    return (start, credit.start() + len(credit.group().rstrip()), "caption") if start >= 0 else None


def _sentence_start(text: str, end: int) -> int:
    """Return where the sentence before a picture credit starts, -1 if that is too far away."""
    first = max(0, end - 320)
    stops = [match.end() for match in SENTENCE_BREAK.finditer(text[first:end].rstrip())]
    return first + stops[-1] if stops else -1 if first else 0
