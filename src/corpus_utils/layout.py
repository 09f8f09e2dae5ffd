"""Read the layout of a plain-text page: lines, blocks and paragraphs.

Collected pages have lost their markup; what is left to go by is blank lines, indentation and the
length of lines. This module turns a string into *units* (paragraphs) and says nothing about roles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

#: Lines of wrapped text are no longer than this; a longer line is a paragraph of its own.
WIDEST_WRAP = 130
#: Lines shorter than this are never taken as the full lines of a wrapped paragraph.
NARROWEST_WRAP = 40

MARK = re.compile(
    r"(?:[•·●▪◦‣∙○■□–—*+-]|\(?\d{1,4}[.)\]:]|\(?[a-zA-Z][.)]|#{1,6})(?=\s)"
)
_SENTENCE_END = re.compile(r"[.!?…؟。](?:[\"'”’»)\]*_]|\[\d+\])*\Z")


@dataclass(slots=True)
class Unit:
    """One paragraph: a stretch of text that the layout holds together."""

    start: int
    end: int
    text: str
    paragraph: int
    block: int
    indent: int
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
            units.append(Unit(start, end, text[start:end], len(units) + 1, number, block[first][2]))
    return units


def ends_sentence(line: str) -> bool:
    """Tell whether a line closes with sentence-final punctuation, quotes and brackets aside.

    Running text ends its paragraphs so, menus, titles and names do not.

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
    return _SENTENCE_END.search(line[-12:]) is not None


Line = tuple[int, int, int, str]


def _blocks(text: str) -> list[list[Line]]:
    """Group lines (start, end, indent, stripped text) into runs without a blank line."""
    blocks: list[list[Line]] = []
    open_block: list[Line] | None = None
    position = 0
    for raw in text.splitlines(keepends=True):
        line = raw.strip()
        if line:
            indent = len(raw) - len(raw.lstrip())
            start = position + indent
            if open_block is None:
                open_block = []
                blocks.append(open_block)
            open_block.append((start, start + len(line), indent, line))
        else:
            open_block = None
        position += len(raw)
    return blocks


def _page_width(blocks: list[list[Line]]) -> int:
    """Return the width to which the page's paragraphs are wrapped, 0 if they are not."""
    lengths = sorted(
        end - start for block in blocks for start, end, _, _ in block[:-1] if end - start >= NARROWEST_WRAP
    )
    if not lengths:
        return 0
    widest = lengths[(len(lengths) * 9) // 10]
    return widest if widest <= WIDEST_WRAP else 0


def _paragraphs(block: list[Line], page_width: int) -> list[tuple[int, int]]:
    """Return (first, last) line numbers of the paragraphs of one block."""
    if len(block) == 1:
        return [(0, 0)]
    if not page_width:
        return [(number, number) for number in range(len(block))]
    full = [_runs_on(block[i], block[i + 1], page_width) for i in range(len(block) - 1)]
    if 2 * sum(full) < len(full):
        full = [False] * len(full)
    paragraphs = []
    first = 0
    for number, joined in enumerate(full):
        if not joined:
            paragraphs.append((first, number))
            first = number + 1
    paragraphs.append((first, len(block) - 1))
    return paragraphs


def _runs_on(line: Line, following: Line, width: int) -> bool:
    """Tell whether the next line's first word would not have fitted on this line."""
    text, after = line[3], following[3]
    if len(text) < NARROWEST_WRAP or len(text) > WIDEST_WRAP or MARK.match(after):
        return False
    if after[0].islower() and not ends_sentence(text):
        return True
    first_word = len(after.split(None, 1)[0])
    if len(text) + 1 + min(first_word, 15) <= width - 6:
        return False
    return not ends_sentence(text) or len(after) >= NARROWEST_WRAP or after[0].islower()


class Page:
    """The units of one text, and who has claimed them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.units = lay_out(text)
        self._rule = ""
        self._cuts: dict[int, list[tuple[int, int, str]]] = {}

    def apply(self, rule) -> None:
        """Let one rule claim and cut units, then renew the list of units."""
        self._rule = rule.__name__
        self.first_body, self.last_body = self._body_limits()
        rule(self)
        if self._cuts:
            self.units = [piece for unit in self.units for piece in self._pieces(unit)]
            self._cuts = {}

    def claim(self, unit: Unit, role: str) -> None:
        """Give a whole unit a role."""
        unit.role, unit.rule = role, self._rule

    def cut(self, unit: Unit, pieces: list[tuple[int, int, str]]) -> None:
        """Cut a unit into (start, end, role) pieces, offsets into the unit; no role: undecided."""
        self._cuts[unit.start] = pieces

    def body_range(self) -> tuple[int, int]:
        """Return the offsets where running text begins and ends."""
        if self.first_body > self.last_body:
            return len(self.text), len(self.text)
        return self.units[self.first_body].start, self.units[self.last_body].end

    def spans(self, default: str, rule: str):
        """Return the table of spans; unclaimed units get the default role."""
        rows = [(u.start, u.end, u.role or default, u.rule or rule, u.paragraph) for u in self.units]
        frame = pd.DataFrame(rows, columns=["start", "end", "role", "rule", "paragraph"])
        return frame.astype({"start": "int64", "end": "int64", "paragraph": "int64"})

    def _body_limits(self) -> tuple[int, int]:
        """Return the numbers of the first and the last unclaimed paragraph of running text."""
        prose = [number for number, unit in enumerate(self.units) if not unit.role and is_prose(unit.text)]
        return (prose[0], prose[-1]) if prose else (len(self.units), -1)

    def _pieces(self, unit: Unit) -> list[Unit]:
        if unit.start not in self._cuts:
            return [unit]
        pieces = []
        for start, end, role in self._cuts[unit.start]:
            piece = unit.text[start:end]
            left = len(piece) - len(piece.lstrip())
            piece = piece.strip()
            if piece:
                begin = unit.start + start + left
                pieces.append(
                    Unit(begin, begin + len(piece), piece, unit.paragraph, unit.block, unit.indent,
                         role, self._rule if role else "")
                )  # fmt: skip
        return pieces


def is_prose(text: str) -> bool:
    """Tell running text from menus, names and headlines by its length and final stop."""
    if text.endswith(("...", "…")):
        return len(text) > 400
    if ends_sentence(text):
        return text.count(" ") >= 5
    return len(text) >= 200
