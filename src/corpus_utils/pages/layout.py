"""Read the layout of a plain-text page: lines, blocks and paragraphs.

Collected pages have lost their markup; what is left to go by is blank lines, indentation and the
length of lines. This module turns a string into *units* (paragraphs) and says nothing about roles.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from corpus_utils.pages.page_phrases import whole_phrase

#: Lines of wrapped text are no longer than this; a longer line is a paragraph of its own.
WIDEST_WRAP = 130
#: Lines shorter than this are never taken as the full lines of a wrapped paragraph.
NARROWEST_WRAP = 40

#: A bullet or a list number, with the space after it.
MARK = re.compile(r"(?:[•·●▪◦‣∙○■□–—*+-]|\(?\d{1,4}[.)\]]|\(?[a-zA-Z][.)](?!\s[A-Z][a-z]*\.?\s))\s+")
_SENTENCE_END = re.compile(r"[.!?…؟。](?:[\"'”’»)\]*_]|\[\^?\d+\])*\Z")
_TITLES = "Mr|Ms|Mrs|Dr|Prof|Hon|Rev|Gen|Sen|St|No|Eng|Adv|Ven|Amb|Fr|Sr|Col|Capt|Lt|Rep|Gov"
_NO_STOP = "".join(rf"(?<!\b{short}[.!?])" for short in _TITLES.split("|"))
#: Where one sentence ends and the next begins; abbreviated titles do not end one.
SENTENCE_BREAK = re.compile(rf"[.!?](?:(?<=[a-z)\"”’%][.!?])|(?<=\d\d\d[.!?])){_NO_STOP}[\"”’)]*\s+(?=[\"“‘(]?[A-Z])")
_FUNCTION_WORD = re.compile(r"\b(?:the|of|to|and|in|that|is|was|for|with|on|by|are|have|has|from|not)\b")


@dataclass(slots=True)
class Unit:
    """One paragraph: a stretch of text that the layout holds together.

    ``prose`` is 0 for a line that is no running text, 1 for a short sentence, 2 for a paragraph.
    """

    start: int
    end: int
    text: str
    paragraph: int
    block: int
    indent: int
    prose: int
    role: str = ""
    rule: str = ""


def lay_out(text: str) -> list[Unit]:
    """Cut a text into paragraphs.

    Blank lines separate blocks. A block whose lines are filled up to a common width is one
    hard-wrapped paragraph; in any other block each line is a paragraph. No unit starts or ends
    with whitespace, and every other character is in exactly one unit.

    Parameters
    ----------
    text : str
        Any string; offsets are Python string indices into it.

    Returns
    -------
    list of Unit
        In the order of the text; ``paragraph`` runs from 1, ``block`` from 0.

    Examples
    --------
    >>> [(unit.text, unit.paragraph) for unit in lay_out("Title\\n\\n  One.\\nTwo.\\n")]
    [('Title', 1), ('One.', 2), ('Two.', 3)]
    """
    blocks = _blocks(text)
    width = _page_width(blocks)
    units: list[Unit] = []
    for number, block in enumerate(blocks):
        for first, last in _paragraphs(block, width):
            start, end = block[first][0], block[last][1]
            piece = text[start:end]
            units.append(Unit(start, end, piece, len(units) + 1, number, block[first][2], prose(piece)))
    return units


def ends_sentence(line: str) -> bool:
    """Tell whether a line closes with sentence-final punctuation, quotes and brackets aside.

    Running text ends its paragraphs so; menus, titles and names do not.

    Parameters
    ----------
    line : str
        A line or paragraph without trailing whitespace.

    Returns
    -------
    bool

    Examples
    --------
    >>> ends_sentence("“It is over,” he said."), ends_sentence("Latest articles")
    (True, False)
    """
    return not line[-1:].isalnum() and _SENTENCE_END.search(line[-12:]) is not None


def prose(text: str) -> int:
    """Grade a paragraph as running text by its length, final stop and function words.

    Menus have no function words, names and headlines no final stop, teasers break off.

    Parameters
    ----------
    text : str
        A paragraph without surrounding whitespace.

    Returns
    -------
    int
        0 for no running text, 1 for a short sentence, 2 for a paragraph.

    Examples
    --------
    >>> prose("Home About Contact"), prose("The opposition says the event is a waste of time.")
    (0, 1)
    """
    if text.endswith(("...", "…")):
        return 2 if len(text) > 400 else 0
    several = SENTENCE_BREAK.search(text, 0, 2000) is not None
    if ends_sentence(text):
        return 2 if len(text) >= 120 or several else int(text.count(" ") >= 5)
    if several and len(text) >= 40:
        return 2 if len(text) >= 120 else 1
    function_words = len(_FUNCTION_WORD.findall(text, 0, 2000))
    if len(text) >= 140 and 6 * function_words >= min(text.count(" "), 330):
        return 2 if len(text) >= 250 else 1
    return int(len(text) >= 250 and any(mark in text for mark in (". ", "، ", "。", ", ")))


Line = tuple[int, int, int, str]


def _blocks(text: str) -> list[list[Line]]:
    """Group lines (start, end, indent, stripped text) into runs without a blank line."""
    blocks: list[list[Line]] = []
    block: list[Line] | None = None
    position = 0
    for raw in text.splitlines(keepends=True):
        line = raw.strip()
        if line:
            indent = len(raw) - len(raw.lstrip())
            start = position + indent
            if block is None:
                block = []
                blocks.append(block)
            block.append((start, start + len(line), indent, line))
        else:
            block = None
        position += len(raw)
    return blocks


def _page_width(blocks: list[list[Line]]) -> int:
    """Return the width to which the page's paragraphs are wrapped, 0 if they are not.

    Wrapped lines end anywhere in a sentence, so a good part of the lines below them starts small.
    """
    pairs = [
        (len(line), below[3][0].islower())
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
    if len(block) == 1:
        return [(number, number) for number in range(len(block))]
    full = [_runs_on(block[i][3], block[i + 1][3], page_width) for i in range(len(block) - 1)]
    paragraphs = []
    first = 0
    for number, joined in enumerate(full):
        if not joined:
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
    return not MARK.match(following) and (small or len(following) >= NARROWEST_WRAP or not ends_sentence(line))
