"""Find the lists that stand below a text, of those who sign and of readers' comments, and read them as tables."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from corpus_utils.pages.page import MARK, Page, Unit, ends_sentence
from corpus_utils.pages.phrases import counter_pattern, find_date, matcher, opens_with, phrases, small_words

#: Of so many names with a bullet and an indented block below them, comments are made.
FEWEST_COMMENTS = 2
_BULLET = re.compile(r"[•·●▪◦‣○■□–—*+-]\s+")
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
_MANY = 12  # entries of a list of names that has no header
_PERSON = re.compile(r"[*_]*(?P<name>[^\W\d_][\w.'’-]*(?: [\w.'’-]+){1,4})[*_ ]*(?P<more>,.*)?$")
_SAYS = r"\s{0}\s*(?:\.{{3}}|…)?:?\s*\Z"


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
    for start, end, _ in _spans_of(segments, "signatory"):
        entry = text[start:end]
        numbered = _NUMBER.match(entry)
        marked = numbered or MARK.match(entry)
        offset = len(entry) - len(entry[marked.end() :].lstrip()) if marked else 0
        rows.append((int(numbered.group(1)) if numbered else None, entry[offset:], start + offset, end))
    return _table(rows, number="Int64", name="object", start="int64", end="int64")


def comments(text: str, segments: pd.DataFrame) -> pd.DataFrame:
    """Read the comments below a text as a tree.

    Who answers whom is shown by indentation only; the table makes it explicit.

    Parameters
    ----------
    text : str
        The raw text.
    segments : DataFrame
        Columns ``start, end, role``, as :func:`corpus_utils.pages.roles.segment` returns them.

    Returns
    -------
    DataFrame
        One row a comment: ``comment`` (1, 2, …), ``parent`` (Int64, missing for a comment on the
        article itself), ``depth`` (0 for those), ``author``, ``start`` and ``end`` of its text (equal
        where a name has no text below it).

    Examples
    --------
    >>> page = "  * Ann\\n\\n    No.\\n\\n    * Bob\\n\\n      Yes."
    >>> spans = pd.DataFrame({"start": [2, 13, 22, 35], "end": [7, 16, 27, 39],
    ...                       "role": ["comment_author", "comment"] * 2})
    >>> comments(page, spans)[["comment", "parent", "depth", "author"]].values.tolist()
    [[1, <NA>, 0, 'Ann'], [2, 1, 1, 'Bob']]
    """
    rows: list[list] = []
    path: list[tuple[int, int]] = []
    for start, end, role in sorted(_spans_of(segments, "comment_author", "comment")):
        if role == "comment_author" and rows and _only_date(text[start:end]):
            continue
        if role == "comment_author":
            indent = start - max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) - 1
            while path and path[-1][0] >= indent:
                path.pop()
            author = _author(text[start:end])
            rows.append([len(rows) + 1, path[-1][1] if path else None, len(path), author, end, end])
            path.append((indent, len(rows)))
        elif rows:
            empty = rows[-1][4] == rows[-1][5]
            rows[-1][4:] = [start if empty else rows[-1][4], end]
    kinds = {"comment": "int64", "parent": "Int64", "depth": "int64", "author": "object"}
    return _table(rows, **kinds, start="int64", end="int64")


def _spans_of(segments: pd.DataFrame, *roles: str) -> list[tuple[int, int, str]]:
    rows = zip(*(segments[name].tolist() for name in ("start", "end", "role")), strict=True)
    return [row for row in rows if row[2] in roles]


def _table(rows: list, **dtypes: str) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(dtypes)).astype(dtypes) if rows else _empty(tuple(dtypes.items())).copy()


@cache
def _empty(dtypes: tuple[tuple[str, str], ...]) -> pd.DataFrame:
    return pd.DataFrame(columns=[name for name, _ in dtypes]).astype(dict(dtypes))


def signatory_lists(page: Page) -> None:
    """The entries below a header such as “Signatories:” are signatories; without one, a long list with affiliations."""
    number = 0
    while number < len(page.units):
        unit = page.units[number]
        headed = not unit.role and _is_header(unit.text)
        entries = _entries(page, number + 1) if headed or (unit.prose == 2 and not unit.role) else []
        if headed and entries:
            page.claim(unit, "signatory_header")
        elif not _signs(entries):
            entries = []
        for entry in entries:
            page.claim(entry, "signatory")
        number += 1 + len(entries)


def _signs(entries: list[Unit]) -> bool:
    """Tell whether lines below a text are people who sign it, though no header says so: names, a third with more."""
    named = [match for entry in entries if (match := _PERSON.match(entry.text)) and _capitalised(match["name"])]
    affiliated = sum(match["more"] is not None for match in named)
    return len(entries) >= _MANY and 10 * len(named) >= 9 * len(entries) and 3 * affiliated >= len(entries)


def run_in_lists(page: Page) -> None:
    """A paragraph of names with semicolons, or with commas after “Signatories:”, is cut at them."""
    for number in range(page.first_body + 1, len(page.units)):
        unit, above = page.units[number], page.units[number - 1]
        semicolons = unit.text.count(";")
        if unit.role or len(unit.text) > 20_000 or max(semicolons, unit.text.count(",")) < 3:
            continue
        label = re.match(r"[^:;,]{4,80}:\s+", unit.text)
        begin = label.end() if label and _is_header(unit.text[: label.end()].strip()) else 0
        headed = not above.role and _is_header(above.text)
        if semicolons < 4 and not (begin or headed):
            continue
        mark = "," if semicolons < 4 else ";"
        entry = rf"(?:\([^()]*\)|[^{mark}])+?(?:{mark}|\Z)"
        parts = [part for part in re.finditer(entry, unit.text[begin:]) if part.group().strip(f"{mark} ")]
        named = sum(len(part.group().split()) <= 16 and part.group().strip()[0].isupper() for part in parts)
        if len(parts) >= (4 if begin or headed else 5) and 10 * named >= (7 if headed else 9) * len(parts):
            if headed:
                page.claim(above, "signatory_header")
            pieces = [(begin + part.start(), begin + part.end(), "run_in_signatory") for part in parts]
            page.cut(unit, [(0, begin, "run_in_header"), *pieces])


def is_entry(line: str) -> bool:
    """Tell whether a line reads like one entry of a list of names: numbered, or with an affiliation.

    Examples
    --------
    >>> is_entry("Ann Example, writer"), is_entry("Executive Director")
    (True, False)
    """
    text = MARK.sub("", line, count=1)
    affiliated = re.search(r"\w,\s|\s[-–—]\s|\s\([^)]+\)|\s{3,}", text) is not None
    return _name_like(line) and (text != line or affiliated)


def indented_comments(page: Page) -> None:
    """Indented bullets with a name, each above a block that is indented further, are comments."""
    units = page.units
    heads = [
        number
        for number, unit in enumerate(units[:-1])
        if unit.indent and len(unit.text) <= 80 and _BULLET.match(unit.text) and _holds(unit, units[number + 1])
    ]
    if len(heads) < FEWEST_COMMENTS or not any(unit.prose == 2 for unit in units[: heads[0]]):
        return
    named = set(heads)
    for number in range(heads[0], len(units)):
        if number not in named and units[number].indent <= units[heads[0]].indent:
            break
        page.claim(units[number], "indented_author" if number in named else "indented_comment")


def comments_below(page: Page) -> None:
    """Below a heading such as “3 comments”, lines with a name or date head what readers wrote."""
    first = next((n for n in range(page.first_body + 1, len(page.units)) if _heads_comments(page.units[n])), None)
    if first is None:
        return
    heads = [number for number in range(first + 1, len(page.units)) if _names_author(page, number)]
    if not heads:
        return
    page.claim(page.units[first], "comments_heading")
    named = set(heads) | {number for head in heads for number in _lines_above(page, head)}
    for number in range(first + 1, len(page.units)):
        unit = page.units[number]
        found = unit.phrase
        form = found is not None and found.opens == "comment" and number > heads[0]
        if found and (unit.role in ("teaser", "navigation") or form):
            break
        if number in named:
            page.claim(unit, "author_below")
        elif page.units[number - 1].key in phrases("pingback"):
            page.claim(unit, "comments_heading")
        elif number > heads[0]:
            page.claim(unit, "comment_below")


def _lines_above(page: Page, number: int) -> list[int]:
    """Return the lines of a name and of “says:” above the date of a comment."""
    says = page.units[number - 1].key in phrases("comment_head")
    return [number - 1, number - 2] if says and len(page.units[number - 2].text.split()) <= 4 else []


def _holds(head: Unit, following: Unit) -> bool:
    return following.indent > head.indent and not _BULLET.match(following.text)


def _heads_comments(unit: Unit) -> bool:
    if len(unit.text) > 120 or unit.prose == 2:
        return False
    found = unit.phrase
    counter = counter_pattern().match(unit.text.lstrip("*_# "))
    counted = counter and re.search(r"comment|response|thought|repl", counter.group(), re.IGNORECASE)
    return bool(counted) or (found is not None and found.opens == "comment")


def _names_author(page: Page, number: int) -> bool:
    unit = page.units[number]
    if unit.role or unit.prose or len(unit.text) > 80:
        return False
    if matcher(r"\w\W*" + _SAYS, "comment_head").search(unit.text) or _dated(unit.text):
        return True
    below = page.neighbour(number + 1)
    named = len(unit.text.split()) <= 4 and not unit.stops
    return named and below is not None and not below.role and _dated(below.text)


def _only_date(line: str) -> bool:
    match = find_date(line) if len(line) <= 80 else None
    return match is not None and not any(map(str.isalnum, line[: match.start()] + line[match.end() :]))


def _author(line: str) -> str:
    """Return the name in the line above a comment, without bullet, date and “says”."""
    name = _BULLET.sub("", line, count=1)
    match = find_date(name) if len(name) <= 80 else None
    name = name[: match.start()] if match and match.start() else name
    return matcher(r"(?<=\S)" + _SAYS, "comment_head").sub("", name).strip(" |·•,") or line


def _dated(line: str) -> bool:
    match = find_date(line) if len(line) <= 80 else None
    return bool(match) and len(line[: match.start()].split()) <= 5 and len(line[match.end() :].split()) <= 3


def _is_header(line: str) -> bool:
    text = line.strip("*_# ")
    if not text or len(text) > 120 or ends_sentence(text) or _ASKS.search(text):
        return False
    if text[-1] == ":" and _SIGNS.search(text):
        return True
    start = re.sub(r"^\W*(?:the|our|all|list of|\d+)\s+", "", text.casefold())
    return opens_with(start, "signatory_header") and len(text.split()) <= 12


def _entries(page: Page, first: int) -> list[Unit]:
    """Return the units that read as entries of one list, none if they do not look like names."""
    entries: list[Unit] = []
    marked = None
    for unit in page.units[first:]:
        mark = bool(MARK.match(unit.text) or _NUMBER.match(unit.text))
        named = mark or _capitalised(unit.text)
        if unit.role or len(unit.text) > 200 or (unit.prose and not named) or (entries and _is_header(unit.text)):
            break
        if unit.text.startswith(("...", "…")) or (marked and not mark and unit.block != entries[-1].block):
            break
        if marked is None:
            marked = mark
        entries.append(unit)
    names = sum(_name_like(unit.text) for unit in entries)
    return entries if entries and 10 * names >= 7 * len(entries) else []


def _capitalised(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]{2,}", text) if word not in small_words()]
    return bool(words) and 10 * sum(word[0].isupper() for word in words) >= 7 * len(words)


def _name_like(line: str) -> bool:
    text = MARK.sub("", line, count=1).strip("*_[`(| ")
    if not text or text[-1] in ";:":
        return False
    return text[0].isupper() or not text[0].isascii() or len(text.split()) <= 2
