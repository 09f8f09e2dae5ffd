"""Find the list of those who sign, and read it as a table."""

from __future__ import annotations

import re

import pandas as pd

from corpus_utils.pages.layout import MARK, Unit, ends_sentence
from corpus_utils.pages.page import Page
from corpus_utils.pages.page_phrases import phrases

_SIGNS = re.compile(
    r"\b(?:sign(?:ed|atures?|ator(?:y|ies))|undersigned|endorsed|supported by|supporters|co-?sign\w+"
    r"|added (?:their|our) names?)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:call|urge|demand|request|ask|appeal|recommend|believe|condemn|propose|want|declare)s?\b"
    r"|\b(?:to|for|that)\s*:?\Z"
)
_NUMBER = re.compile(r"\(?(\d{1,4})\s*[.)\]:–-]*\s+(?=\S)")


def signatory_list(page: Page) -> None:
    """The entries below a header such as “Signatories:” are signatories, up to running text."""
    number = 0
    units = page.units
    while number < len(units):
        header = not units[number].role and _is_header(units[number].text) and _entries(page, number + 1)
        if not header:
            number += 1
            continue
        page.claim(units[number], "signatory_header")
        for entry in header:
            remark = entry.text.startswith(("(", "*(", "_(")) and entry.start == header[0].start
            page.claim(entry, "signatory_header" if remark else "signatory")
        number += 1 + len(header)


def numbered_list(page: Page) -> None:
    """Five or more numbered names below the last sentence are signatories even without a header."""
    tail = [unit for _, unit in page.open_lines(page.last_body + 1)]
    numbered = [unit for unit in tail if _NUMBER.match(unit.text) and not unit.prose and _name_like(unit.text)]
    if len(numbered) >= 5 and 2 * len(numbered) > len(tail):
        for unit in numbered:
            page.claim(unit, "signatory")


def run_in_list(page: Page) -> None:
    """A paragraph of names with semicolons, or with commas after “Signatories:”, is cut at them."""
    for number in range(page.first_body + 1, len(page.units)):
        unit, above = page.units[number], page.units[number - 1]
        if unit.role or len(unit.text) > 20_000 or max(unit.text.count(";"), unit.text.count(",")) < 3:
            continue
        label = re.match(r"[^:;,]{4,80}:\s+", unit.text)
        begin = label.end() if label and _is_header(unit.text[: label.end()].strip()) else 0
        headed = not above.role and _is_header(above.text)
        if not (begin or headed) and unit.text.count(";") < 4:
            continue
        mark = "," if (begin or headed) and unit.text.count(";") < 4 else ";"
        entry = rf"(?:\([^()]*\)|[^{mark}])+?(?:{mark}|\Z)"
        parts = [part for part in re.finditer(entry, unit.text[begin:]) if part.group().strip(f"{mark} ")]
        named = sum(len(part.group().split()) <= 16 and part.group().strip()[0].isupper() for part in parts)
        if len(parts) >= (4 if begin or headed else 5) and 10 * named >= (7 if headed else 9) * len(parts):
            if headed:
                page.claim(above, "signatory_header")
            pieces = [(begin + part.start(), begin + part.end(), "signatory") for part in parts]
            page.cut(unit, [(0, begin, "signatory_header"), *pieces])


def signatories(text: str, segments: pd.DataFrame) -> pd.DataFrame:
    """Read the signatory spans of a text as a table of numbers and names.

    A list of supporters is data about a document, not its wording; as a table it can be counted
    and linked.

    Parameters
    ----------
    text : str
        The raw text.
    segments : DataFrame
        Columns ``start, end, role``, as :func:`corpus_utils.pages.roles.segment` returns them.

    Returns
    -------
    DataFrame
        One row a signatory: ``number`` (Int64, missing where the list has no numbers), ``name``,
        ``start`` and ``end`` of the name in ``text``.

    Examples
    --------
    >>> spans = pd.DataFrame({"start": [0], "end": [12], "role": ["signatory"]})
    >>> signatories("7. Blue Team", spans).to_dict("records")
    [{'number': 7, 'name': 'Blue Team', 'start': 3, 'end': 12}]
    """
    rows = []
    chosen = segments[segments["role"] == "signatory"]
    for start, end in zip(chosen["start"], chosen["end"], strict=True):
        entry = text[start:end]
        numbered = _NUMBER.match(entry)
        marked = numbered or MARK.match(entry)
        offset = len(entry) - len(entry[marked.end() :].lstrip()) if marked else 0
        rows.append((int(numbered.group(1)) if numbered else None, entry[offset:], start + offset, end))
    frame = pd.DataFrame(rows, columns=["number", "name", "start", "end"])
    return frame.astype({"number": "Int64", "name": object, "start": "int64", "end": "int64"})


def _is_header(line: str) -> bool:
    text = line.strip("*_# ")
    if not text or len(text) > 120 or ends_sentence(text) or _ASKS.search(text):
        return False
    if text.endswith(":") and _SIGNS.search(text):
        return True
    start = re.sub(r"^\W*(?:the|our|all|list of|\d+)\s+", "", text.casefold())
    return len(text.split()) <= 12 and start.startswith(phrases("signatory_header"))


def _entries(page: Page, first: int) -> list[Unit]:
    """Return the units that read as entries of one list, none if they do not look like names."""
    entries: list[Unit] = []
    marked = None
    for unit in page.units[first:]:
        mark = bool(MARK.match(unit.text) or _NUMBER.match(unit.text))
        named = mark or _capitalised(unit.text)
        if unit.text.startswith("|") and not any(map(str.isalnum, unit.text)):
            continue
        if unit.role or len(unit.text) > 200 or (unit.prose and not named) or (entries and _is_header(unit.text)):
            break
        if unit.text.startswith(("...", "…")) or (marked and not mark and unit.block != entries[-1].block):
            break
        if marked is None and not unit.text.startswith(("(", "*(", "_(")):
            marked = mark
        entries.append(unit)
    names = sum(_name_like(unit.text) for unit in entries)
    return entries if entries and 10 * names >= 7 * len(entries) else []


def _capitalised(text: str) -> bool:
    words = [
        word for word in re.findall(r"[^\W\d_]{2,}", text) if word not in ("of", "for", "the", "and", "in", "at", "de")
    ]
    return bool(words) and 10 * sum(word[0].isupper() for word in words) >= 7 * len(words)


def _name_like(line: str) -> bool:
    text = MARK.sub("", line, count=1).strip("*_[`(| ")
    return (
        bool(text)
        and not text.endswith((";", ":"))
        and (text[0].isupper() or not text[0].isascii() or len(text.split()) <= 2)
    )


def is_entry(line: str) -> bool:
    """Tell whether a line reads like one entry of a list of names: numbered, or with an affiliation.

    Parameters
    ----------
    line : str

    Returns
    -------
    bool

    Examples
    --------
    >>> is_entry("Ann Example, writer"), is_entry("Executive Director")
    (True, False)
    """
    text = MARK.sub("", line, count=1)
    affiliated = re.search(r"\w,\s|\s[-–—]\s|\s\([^)]+\)|\s{3,}", text) is not None
    return _name_like(line) and (text != line or affiliated)
