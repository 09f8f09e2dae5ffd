"""Read the turns of a transcript: paragraphs that begin with the name of the one who speaks."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from corpus_utils.speech.lexicon import fold

__all__ = ["Label", "cut_at_labels", "find_labels", "name_of", "read_label"]

_SMALL = r"of|for|the|and|de|van|von|al|bin"
_LABEL = re.compile(
    rf"(?P<label>[A-Z][\w.'’-]+(?:,? (?:{_SMALL}|\(?[A-Z][\w.'’-]*\)?))*(?: \([^()\n]{{1,40}}\))*):[^\S\n]+(?=\S)"
)
_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_TITLED = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady)\.? (.+)")
_LEAST = 3  # labelled paragraphs that make a transcript


class Label(NamedTuple):
    """A label before speech: the place of the label, where the speech begins, and the words of the label."""

    start: int
    end: int
    speech: int
    words: str


def read_label(text: str, start: int, end: int) -> Label | None:
    """Read the label at the beginning of a stretch of text: ``MS ROE: Good morning.``

    Examples
    --------
    >>> read_label("MS ROE: Good morning.", 0, 21)
    Label(start=0, end=6, speech=8, words='MS ROE')
    >>> read_label("It was late: the train had left.", 0, 32) is None
    True
    """
    match = _LABEL.match(text, start, end)
    return Label(match.start(), match.end("label"), match.end(), match["label"]) if match else None


def find_labels(text: str, blocks: list[tuple[int, int]]) -> dict[int, Label]:
    """Find the paragraphs of a transcript and who speaks in each.

    A transcript has three labelled paragraphs at least, and one of its speakers comes back. A paragraph without a
    label between two labelled ones goes on with the turn before it, unless it stands in brackets.
    """
    found = {number: label for number, block in enumerate(blocks) if (label := read_label(text, *block))}
    turns = Counter(fold(name_of(label.words)).split()[-1] for label in found.values())
    if len(found) < _LEAST or max(turns.values()) < 2:
        return {}
    last = max(found)
    for number in range(min(found), last):
        start = blocks[number][0]
        if number not in found and number - 1 in found and text[start] not in "([":
            found[number] = found[number - 1]._replace(speech=start)
    return found


def cut_at_labels(text: str, blocks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cut blocks of several lines before each line that begins with a label.

    Examples
    --------
    >>> cut_at_labels("ROE: Yes?\\nDOE: Is it\\nlate?", [(0, 26)])
    [(0, 10), (10, 26)]
    """
    cut: list[tuple[int, int]] = []
    for start, end in blocks:
        lines = [match.end() for match in re.finditer(r"\n\s*", text[start:end]) if match.end() < end - start]
        begins = [start, *(start + at for at in lines if read_label(text, start + at, end)), end]
        cut.extend(pairwise(begins))
    return cut


def name_of(label: str) -> str:
    """Return the name in a label: the person in brackets after an office, or what stands before brackets and commas.

    Examples
    --------
    >>> name_of("The Minister for Roads (Mr Jo Doe)"), name_of("JANE ROE, HOST"), name_of("Mrs Ann Roe (North)")
    ('Jo Doe', 'Jane Roe', 'Ann Roe')
    """
    inside = [titled[1] for part in _BRACKETS.findall(label) if (titled := _TITLED.match(part))]
    bare = inside[0] if inside else _BRACKETS.sub("", label).split(",")[0]
    bare = bare.title() if bare.isupper() and " " in bare else bare
    titled = _TITLED.match(bare)
    return titled[1] if titled else bare
