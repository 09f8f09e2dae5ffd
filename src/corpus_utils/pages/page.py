"""Hold one page while rules label its units."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator

import pandas as pd

from corpus_utils.pages.layout import MARK, Unit, ends_sentence, lay_out, prose
from corpus_utils.pages.page_phrases import phrases

#: Rules about short lines never look at longer ones.
LONGEST_SHORT = 300
#: So many paragraphs that end in a question make an interview.
FEWEST_QUESTIONS = 4
#: The top of a page is at most so many paragraphs above its running text.
LONGEST_HEAD = 300

_SITE_ROLES = ("share_widget", "teaser", "navigation", "section_tag", "other_boilerplate", "caption")
_HEAD_ROLES = ("title", "dateline", "byline", "salutation")
_LABEL = re.compile(r"[*_\s]*([A-Z][\w.'’-]*)[\w .,'’()-]{0,60}(\(\d[\d:]+\))?[*_]*:[*_]*(?:\s|\Z)")


class Page:
    """The units of one text, in order, and who has claimed them.

    Parameters
    ----------
    text : str
        Any string.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.units = lay_out(text)
        self._rule = ""
        self._cuts: dict[int, list[tuple[int, int, str]]] = {}
        self._renew()

    def apply(self, rule: Callable[[Page], None]) -> None:
        """Let one rule claim and cut units, under its name."""
        self._rule = rule.__name__
        self.first_body, self.last_body = self._first(), self._last()
        self.top = max(0, self.first_body - LONGEST_HEAD)
        rule(self)
        if self._cuts:
            self.units = [piece for unit in self.units for piece in self._pieces(unit)]
            self._cuts = {}
            self._renew()

    def claim(self, unit: Unit, role: str) -> None:
        """Give a whole unit a role."""
        unit.role, unit.rule = role, self._rule

    def cut(self, unit: Unit, pieces: list[tuple[int, int, str]]) -> None:
        """Cut a unit into (start, end, role) pieces in order, offsets into the unit; role "" is undecided.

        What the pieces leave out stays undecided, so that no character is ever lost.
        """
        whole = []
        position = 0
        for start, end, role in pieces:
            whole += [(position, start, ""), (start, end, role)]
            position = end
        self._cuts[unit.start] = [*whole, (position, len(unit.text), "")]

    def head(self) -> list[Unit]:
        """Return the units above the running text."""
        return self.units[self.top : self.first_body]

    def open_lines(self, first: int = 0, stop: int | None = None) -> Iterator[tuple[int, Unit]]:
        """Yield number and unit of the short lines that no rule has claimed yet."""
        stop = len(self.units) if stop is None else stop
        for place in range(bisect_left(self._short, first), len(self._short)):
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
        block = self.units[number].block
        return all(
            other is None or other.block != block or other.paragraph == self.units[number].paragraph
            for other in (self.neighbour(number - 1), self.neighbour(number + 1))
        )

    def spans(self, default: str, rule: str) -> pd.DataFrame:
        """Return the table of spans; what nobody claimed gets the default role and rule."""
        rows = [(u.start, u.end, u.role or default, u.rule or rule, u.paragraph) for u in self.units]
        frame = pd.DataFrame(rows, columns=["start", "end", "role", "rule", "paragraph"])
        return frame.astype({"start": "int64", "end": "int64", "paragraph": "int64"})

    def speaks(self, unit: Unit) -> bool:
        """Tell whether a unit opens with the label of a speaker, as in a transcript."""
        label = speaker_label(unit.text)
        timed = label and _LABEL.match(unit.text[:90]).group(2)
        asks = self._interview and unit.text[-1] == "?"
        return asks or bool(timed) or label in self._speakers or label in phrases("speaker_label")

    def _renew(self) -> None:
        labels = [(label, unit.prose) for unit in self.units if not unit.role and (label := speaker_label(unit.text))]
        near = zip(self.units, self.units[1:], strict=False)
        questions = sum(u.text[-1] == "?" and below.prose == 2 and not (u.role or below.role) for u, below in near)
        self._interview = questions >= FEWEST_QUESTIONS
        times = Counter(label for label, _ in labels)
        self._speakers = {label for label, grade in labels if grade and times[label] >= 2}
        self._short = [number for number, unit in enumerate(self.units) if len(unit.text) <= LONGEST_SHORT]

    def _first(self) -> int:
        """Return the number of the first paragraph of running text, or of units if there is none."""
        first = next((n for n, unit in enumerate(self.units) if unit.prose == 2 and not unit.role), None)
        if first is None:
            short = (n for n, u in enumerate(self.units) if u.prose and not u.role)
            stopped = (n for n, u in enumerate(self.units) if not u.role and ends_sentence(u.text))
            return next(short, next(stopped, len(self.units)))
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
        sentence = unit.text[-1] not in "?!…" and not unit.text.endswith("...") and ends_sentence(unit.text)
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
            site += unit.role in _SITE_ROLES
            stray += not (unit.role or unit.prose or MARK.match(unit.text) or self.speaks(unit))
            if site >= 2 and stray >= 3:
                return last
            last = number if unit.prose and not unit.role else last
        return last if last >= 0 else max(open_units, default=-1)

    def _pieces(self, unit: Unit) -> list[Unit]:
        if unit.start not in self._cuts:
            return [unit]
        pieces = []
        for start, end, role in self._cuts[unit.start]:
            piece = unit.text[start:end]
            begin = unit.start + start + len(piece) - len(piece.lstrip())
            piece = piece.strip()
            if piece:
                rule = self._rule if role else ""
                pieces.append(Unit(begin, begin + len(piece), piece, unit.paragraph, unit.block,
                                   unit.indent, prose(piece), role, rule))  # fmt: skip
        return pieces


def speaker_label(line: str) -> str:
    """Return the first word of the label before a colon at the start of a line, "" if there is none."""
    label = _LABEL.match(line[:90])
    return label.group(1).casefold() if label else ""
