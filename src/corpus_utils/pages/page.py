"""Read the layout of a plain-text page, and hold its pieces while rules claim them.

Collected pages have lost their markup; what is left to go by is blank lines, indentation and the length of
lines. `Page` cuts a text into units (paragraphs), computes once what the rules ask of them, and keeps the
one promise that rules rely on: what one rule has claimed, another leaves alone unless it overrides it by name.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from corpus_utils.pages.phrases import LONGEST_PHRASE, Furniture, line_phrases, phrases, plain, whole_phrase
from corpus_utils.speech.lexicon import abbreviations, read_vocabulary

#: Lines of wrapped text are no longer than this; a longer line is a paragraph of its own.
WIDEST_WRAP = 130
#: Lines shorter than this are never taken as the full lines of a wrapped paragraph.
NARROWEST_WRAP = 40
#: Rules about short lines never look at longer ones.
LONGEST_SHORT = 300
#: So many paragraphs that end in a question make an interview.
FEWEST_QUESTIONS = 4
#: The top of a page is at most so many paragraphs above its running text.
LONGEST_HEAD = 300

#: A bullet or a list number, with the space after it.
MARK = re.compile(r"(?:[•·●▪◦‣∙○■□–—*+-]|\(?\d{1,4}[.)\]]|\(?[a-zA-Z][.)](?!\s[A-Z][a-z]*\.?\s))\s+")
#: The number that a printed page carries: 12/34, - 12 -, Page 12 of 34.
PAGE_NUMBER = re.compile(
    r"(?:page|p\.)\s*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?|\d{1,4}\s?(?:/|of)\s?\d{1,4}|([-–—])\s*\d{1,4}\s*\1|\d{1,4}",
    re.IGNORECASE,
)
_STOPS = frozenset(".!?…؟。")
_SENTENCE_END = re.compile(r"[.!?…؟。](?:[\"'”’»)\]*_]|\[\^?\d+\])*\Z")
#: Where one sentence may end and the next begin, with the word before.
_BREAK = re.compile(r"[.!?](?:(?<=[a-z)\"”’%][.!?])|(?<=\d\d\d[.!?]))[\"”’)]*\s+(?=[\"“‘(]?[A-Z])")
_LAST_WORD = re.compile(r"\w+\Z")
GLUED = re.compile(r"[^\W\d_][a-z][A-Z][a-z]")
DIGIT = re.compile(r"\d")
FUNCTION_WORD = re.compile(r"\b(?:the|of|to|and|in|that|is|was|for|with|on|by|are|have|has|from|not)\b")
_LABEL = re.compile(r"[*_\s]*([A-Z][\w.'’-]*)[\w .,'’()-]{0,60}(\(\d[\d:]+\))?[*_]*:[*_]*(?:\s|\Z)")
#: Soft hyphens, zero-width characters and the like beside a visible one, and the ligatures of typesetters.
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_LIGATURES = "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"
_ODD = re.compile(rf"[{_UNSEEN}]+|[{_LIGATURES}]")

#: What a site adds around and below a text.
SITE_ROLES = frozenset(
    ("share_widget", "teaser", "navigation", "section_tag", "other_boilerplate", "comment", "comment_author")
)
_HEAD_ROLES = frozenset(("title", "dateline", "byline", "salutation"))


class Rule(NamedTuple):
    """One row of ``vocabularies/page_rules.csv``.

    ``takes`` is a page on which the rule claims the piece in double brackets, ``leaves`` one on which it must
    leave it alone; ``{1}``, ``{2}``, ``{3}`` stand there for paragraphs of running text.
    """

    rule: str
    role: str
    overrides: str
    reason: str
    takes: str
    leaves: str


@cache
def rule_table() -> dict[str, Rule]:
    """Return the rules by name, in the order in which pages are read."""
    return {row["rule"]: Rule(**row) for row in read_vocabulary("page_rules")}


class Unit:
    """One paragraph: a stretch of text that the layout holds together, and what rules ask of it.

    ``prose`` is 0 for a line that is no running text, 1 for a short sentence, 2 for a paragraph; ``stops``
    tells whether it closes like a sentence, ``key`` is what `plain` makes of it, and ``bare`` the text
    without marks of emphasis.
    """

    __slots__ = ("_key", "block", "end", "indent", "paragraph", "prose", "role", "rule", "start", "stops", "text")

    def __init__(self, start: int, text: str, paragraph: int, block: int, indent: int) -> None:
        self.start, self.end, self.text = start, start + len(text), text
        self.paragraph, self.block, self.indent = paragraph, block, indent
        self.stops = ends_sentence(text)
        self.prose = prose(text, self.stops)
        self.role = self.rule = ""
        self._key: str | None = None

    @property
    def key(self) -> str:
        if self._key is None:
            self._key = plain(self.text)
        return self._key

    @property
    def phrase(self) -> Furniture | None:
        """What the vocabulary says of the whole line, if it knows it."""
        return line_phrases().get(self.key) if len(self.text) <= LONGEST_PHRASE else None

    @property
    def of_site(self) -> bool:
        """Tell whether a site put it there: page numbers stand in printed texts too."""
        return self.role in SITE_ROLES and self.rule != "page_number"

    @property
    def bare(self) -> str:
        return self.text.strip("*_ ")


def seen(text: str) -> tuple[str, list[int] | None]:
    """Return a text as a reader sees it, and where each of its characters stands in the original.

    Soft hyphens and zero-width characters beside a letter go, ligatures become letters: rules compare words.
    """
    if text.isascii() or not any(odd in text for odd in _UNSEEN + _LIGATURES):
        return text, None
    pieces: list[str] = []
    places: list[int] = []
    position = 0
    for odd in _ODD.finditer(text):
        start, stop = odd.span()
        unseen = odd.group()[0] in _UNSEEN
        if unseen and not (text[start - 1 : start].strip() or text[stop : stop + 1].strip()):
            continue
        letters = "" if unseen else unicodedata.normalize("NFKC", odd.group())
        pieces += (text[position:start], letters)
        places += (*range(position, start), *[start] * len(letters))
        position = stop
    return "".join([*pieces, text[position:]]), [*places, *range(position, len(text))]


def lay_out(text: str) -> list[Unit]:
    """Cut a text into paragraphs.

    Blank lines separate blocks. A block whose lines are filled up to a common width is one
    hard-wrapped paragraph; in any other block each line is a paragraph. No unit starts or ends
    with whitespace, and every other character is in exactly one unit.
    """
    blocks = _blocks(text)
    width = _page_width(blocks)
    units: list[Unit] = []
    for number, block in enumerate(blocks):
        for first, last in _paragraphs(block, width):
            start, indent, line = block[first]
            end = block[last][0] + len(block[last][2])
            units.append(Unit(start, text[start:end] if last > first else line, len(units) + 1, number, indent))
    return units


def ends_sentence(line: str) -> bool:
    """Tell whether a line closes with sentence-final punctuation, quotes and brackets aside.

    Running text ends its paragraphs so; menus, titles and names do not.
    """
    last = line[-1:]
    return last in _STOPS or (not last.isalnum() and _SENTENCE_END.search(line[-12:]) is not None)


def prose(text: str, stops: bool) -> int:
    """Grade a paragraph as running text by its length, final stop and function words.

    Menus have no function words, names and headlines no final stop, teasers break off.

    Examples
    --------
    >>> prose("Home About Contact", False), prose("The opposition says the event is a waste of time.", True)
    (0, 1)
    """
    size = len(text)
    if text.endswith(("...", "…")):
        return 2 if size > 400 else 0
    if stops and size >= 120:
        return 2
    if size < 40 and not stops:
        return 0
    several = _breaks(text)
    if stops:
        return 2 if several else int(text.count(" ") >= 5)
    if several:
        return 2 if size >= 120 else 1
    if size >= 140 and 6 * len(FUNCTION_WORD.findall(text, 0, 2000)) >= min(text.count(" "), 330):
        return 2 if size >= 250 else 1
    return int(size >= 250 and any(mark in text for mark in (". ", "، ", "。", ", ")))


def _breaks(text: str) -> bool:
    """Tell whether a sentence ends within a paragraph; none ends at an abbreviated title."""
    for stop in _BREAK.finditer(text, 0, 2000):
        word = _LAST_WORD.search(text, max(0, stop.start() - 20), stop.start())
        if word is None or not word.group()[0].isupper() or f"{word.group().casefold()}." not in abbreviations():
            return True
    return False


def is_glued(line: str) -> bool:
    """Tell whether words of a line run into one another, as those of menus do that lost their markup.

    Examples
    --------
    >>> is_glued("HomeAbout usOur workNews"), is_glued("McDonald and MacGregor agree")
    (True, False)
    """
    return len(GLUED.findall(line, 0, 3000)) >= 3


def speaker_label(line: str) -> str:
    """Return the first word of the label before a colon at the start of a line, "" if there is none."""
    label = _label(line)
    return label.group(1).casefold() if label else ""


def _label(line: str) -> re.Match[str] | None:
    start = line[:90]
    return _LABEL.match(start) if ":" in start else None


class Page:
    """The units of one text, in order, and which rule has claimed them."""

    def __init__(self, text: str, without: frozenset[str] = frozenset()) -> None:
        self._without = without
        self.text, self._places = seen(text)
        self._size = len(text)
        self.units = lay_out(self.text)
        self._cuts: dict[int, list[tuple[int, int, str]]] = {}
        self.changed = True
        self._number()
        self.settle()

    def claim(self, unit: Unit, rule: str) -> bool:
        """Give a unit to a rule, and tell whether it is the rule's now: what is taken stays as it is."""
        row = rule_table()[rule]
        if rule in self._without:
            return False
        if unit.role and unit.rule not in row.overrides.split():
            return False
        unit.role, unit.rule = row.role, rule
        self.changed = True
        return True

    def cut(self, unit: Unit, pieces: list[tuple[int, int, str]]) -> None:
        """Cut a unit into (start, end, rule) pieces in order, offsets into the unit; rule "" is undecided.

        What the pieces leave out stays undecided, so that no character is ever lost.
        """
        if unit.role:
            return
        whole = []
        position = 0
        for start, end, rule in pieces:
            whole += [(position, start, ""), (start, end, "" if rule in self._without else rule)]
            position = end
        self._cuts[unit.start] = [*whole, (position, len(unit.text), "")]
        self.changed = True

    def settle(self) -> None:
        """Carry out the cuts that rules asked for, and find the running text anew."""
        if self._cuts:
            self.units = [piece for unit in self.units for piece in self._pieces(unit)]
            self._cuts = {}
            self._number()
        if self.changed:
            self.first_body, self.last_body = self._first(), self._last()
            self.top = max(0, self.first_body - LONGEST_HEAD)
            self.changed = False

    def release(self, units: list[Unit]) -> None:
        """Take claimed units back, as if no rule had claimed them."""
        for unit in units:
            unit.role = unit.rule = ""
        self.changed = True

    def head(self) -> list[Unit]:
        """Return the units above the running text."""
        return self.units[self.top : self.first_body]

    def open_lines(self, first: int = 0, stop: int | None = None) -> Iterator[tuple[int, Unit]]:
        """Yield number and unit of the short lines that no rule has claimed yet."""
        stop = len(self.units) if stop is None else stop
        for place in range(bisect_left(self._short, first) if first else 0, len(self._short)):
            number = self._short[place]
            if number >= stop:
                break
            if not self.units[number].role:
                yield number, self.units[number]

    def neighbour(self, number: int) -> Unit | None:
        """Return the unit of this number, None beyond the page."""
        return self.units[number] if 0 <= number < len(self.units) else None

    def alone(self, number: int) -> bool:
        """Tell whether a unit has its block, between two blank lines, to itself."""
        unit = self.units[number]
        near = (self.neighbour(number - 1), self.neighbour(number + 1))
        return all(other is None or other.block != unit.block or other.paragraph == unit.paragraph for other in near)

    def speaks(self, unit: Unit) -> bool:
        """Tell whether a unit opens with the label of a speaker, as in a transcript."""
        if self._interview and unit.text[-1] == "?":
            return True
        match = _label(unit.text)
        if match is None:
            return False
        label = match.group(1).casefold()
        return bool(match.group(2)) or label in self._speakers or label in phrases("speaker_label")

    def spans(self, default: str) -> list[tuple[int, int, str, str, int]]:
        """Return (start, end, role, rule, paragraph) of every unit; what nobody claimed is the default rule's."""
        role = rule_table()[default].role
        rows = [(u.start, u.end, u.role or role, u.rule or default, u.paragraph) for u in self.units]
        if self._places is None:
            return rows
        # What a reader does not see belongs to the word before it, or else to the word after it.
        places = [*self._places, self._size]
        found = []
        last = 0
        for start, end, role, rule, paragraph in rows:
            begin = max(last, places[start - 1] + 1 if start and self.text[start - 1].isspace() else places[start])
            begin = begin if start else 0
            last = max(begin, places[end])
            if last > begin:
                found.append((begin, last, role, rule, paragraph))
        return found

    def _number(self) -> None:
        self._short = [number for number, unit in enumerate(self.units) if len(unit.text) <= LONGEST_SHORT]
        near = itertools.pairwise(self.units)
        questions = sum(u.text[-1] == "?" and below.prose == 2 and not (u.role or below.role) for u, below in near)
        self._interview = questions >= FEWEST_QUESTIONS
        labels = [(label, unit.prose) for unit in self.units if not unit.role and (label := speaker_label(unit.text))]
        times = Counter(label for label, _ in labels)
        self._speakers = {label for label, grade in labels if grade and times[label] >= 2}

    def _first(self) -> int:
        """Return the number of the first paragraph of running text, or of units if there is none."""
        first = next((n for n, unit in enumerate(self.units) if unit.prose == 2 and not unit.role), None)
        if first is None:
            short = (n for n, u in enumerate(self.units) if (u.prose or u.stops) and not u.role)
            return next(short, len(self.units))
        head = max((n for n in range(first) if self.units[n].role in _HEAD_ROLES), default=None)
        if head is not None:
            return next(n for n in range(head + 1, first + 1) if self._leads(self.units[n]) or n == first)
        while first and self._leads(self.units[first - 1]):
            first -= 1
        return first

    def _leads(self, unit: Unit) -> bool:
        if unit.role:
            return False
        small = unit.prose or any(word[0].islower() for word in unit.text.split()[1:4])
        sentence = unit.text[-1] not in "?!…" and not unit.text.endswith("...") and unit.stops
        title = unit.text[-1] == "?" and not speaker_label(unit.text) and not MARK.match(unit.text)
        return unit.prose == 2 or bool(small and sentence) or (self.speaks(unit) and not title)

    def _last(self) -> int:
        """Return the number of the last sentence of running text, -1 if there is none.

        Below the last paragraph, what follows two pieces of the site and three stray lines is no text.
        """
        open_units = [number for number, unit in enumerate(self.units) if unit.prose and not unit.role]
        last = next((number for number in reversed(open_units) if self.units[number].prose == 2), -1)
        site = stray = 0
        for number in range(last + 1, len(self.units) if last >= 0 else 0):
            unit = self.units[number]
            site += unit.of_site or unit.role == "caption"
            stray += not (unit.role or unit.prose or MARK.match(unit.text) or self.speaks(unit))
            if site >= 2 and stray >= 3:
                return last
            last = number if unit.prose and not unit.role else last
        return last if last >= 0 else max(open_units, default=-1)

    def _pieces(self, unit: Unit) -> list[Unit]:
        pieces = []
        for start, end, rule in self._cuts.get(unit.start, [(0, len(unit.text), unit.rule)]):
            piece = unit.text[start:end]
            begin = unit.start + start + len(piece) - len(piece.lstrip())
            if not piece.strip():
                continue
            if len(piece) == len(unit.text):
                made = unit
            else:
                made = Unit(begin, piece.strip(), unit.paragraph, unit.block, unit.indent)
            if rule:
                made.role, made.rule = rule_table()[rule].role, rule
            pieces.append(made)
        return pieces


Line = tuple[int, int, str]


def _blocks(text: str) -> list[list[Line]]:
    """Group lines (start, indent, stripped text) into runs without a blank line."""
    blocks: list[list[Line]] = []
    block: list[Line] | None = None
    position = 0
    for raw in text.splitlines(keepends=True):
        line = raw.strip()
        if line:
            indent = len(raw) - len(raw.lstrip())
            if block is None:
                block = []
                blocks.append(block)
            block.append((position + indent, indent, line))
        else:
            block = None
        position += len(raw)
    return blocks


def _page_width(blocks: list[list[Line]]) -> int:
    """Return the width to which the page's paragraphs are wrapped, 0 if they are not.

    Wrapped lines end anywhere in a sentence, so a good part of the lines below them starts small.
    """
    pairs = [
        (len(line), below[2][0].islower())
        for block in blocks
        for (*_, line), below in itertools.pairwise(block)
        if len(line) >= NARROWEST_WRAP
    ]
    if not pairs:
        return 0
    widest = sorted(length for length, _ in pairs)[(len(pairs) * 9) // 10]
    full = [small for length, small in pairs if length >= widest - 15]
    return widest if widest <= WIDEST_WRAP and len(full) >= 3 and 4 * sum(full) >= len(full) else 0


def _paragraphs(block: list[Line], page_width: int) -> list[tuple[int, int]]:
    """Return (first, last) line numbers of the paragraphs of one block."""
    paragraphs = []
    first = 0
    for number in range(len(block) - 1):
        if not _runs_on(block[number][2], block[number + 1][2], page_width):
            paragraphs.append((first, number))
            first = number + 1
    paragraphs.append((first, len(block) - 1))
    return paragraphs


def _runs_on(line: str, following: str, width: int) -> bool:
    """Tell whether a line goes on: the next starts small, or its first word had no room here."""
    if not NARROWEST_WRAP <= len(line) <= WIDEST_WRAP or "   " in line or "\t" in line:
        return False
    small = following[0].islower() and following[1:2] not in (".", ")")
    if small and not ends_sentence(line):
        return " " not in following or whole_phrase(following) is None
    space = following.find(" ", 0, 16)
    if not width or len(line) + 1 + (space if space >= 0 else min(len(following), 15)) <= width - 6:
        return False
    if MARK.match(following) or (len(following) <= 20 and PAGE_NUMBER.fullmatch(following)):
        return False
    return small or len(following) >= NARROWEST_WRAP or not ends_sentence(line)
