"""Find readers' comments, and read their indentation as a tree."""

from __future__ import annotations

import re

import pandas as pd

from corpus_utils.pages.dates import counter_pattern, date_pattern
from corpus_utils.pages.layout import Unit, ends_sentence
from corpus_utils.pages.page import Page
from corpus_utils.pages.page_phrases import pattern, whole_phrase

_BULLET = re.compile(r"[•·●▪◦‣○■□–—*+-]\s+")


def comment_tree(page: Page) -> None:
    """Indented bullets with a name, each above a block that is indented further, are comments."""
    units = page.units
    heads = [
        number
        for number, unit in enumerate(units[:-1])
        if unit.indent and _BULLET.match(unit.text) and len(unit.text) <= 80 and _holds(unit, units[number + 1])
    ]
    if not heads or (units[0].indent and heads[0] == 0):
        return
    heads_set = set(heads)
    for number in range(heads[0], len(units)):
        unit = units[number]
        if number in heads_set:
            page.claim(unit, "comment_author")
        elif unit.indent > units[heads[0]].indent:
            page.claim(unit, "comment")
        else:
            break


def comments_below(page: Page) -> None:
    """Below a heading such as “3 comments”, lines with a name or date head what readers wrote."""
    first = next((n for n in range(page.first_body + 1, len(page.units)) if _heads_comments(page.units[n])), None)
    if first is None:
        return
    below = list(range(first + 1, len(page.units)))
    heads = {number for number in below if _names_author(page, number)}
    if not heads:
        return
    if not page.units[first].role:
        page.claim(page.units[first], "other_boilerplate")
    for number in below:
        unit = page.units[number]
        found = whole_phrase(unit.text)
        form = found is not None and found.opens == "comment" and number > min(heads)
        if found and (unit.role in ("teaser", "navigation") or form):
            break
        if not unit.role and number in heads:
            page.claim(unit, "comment_author")
        elif not unit.role and number > min(heads):
            page.claim(unit, "comment")


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
    chosen = segments[segments["role"].isin(["comment_author", "comment"])].sort_values("start")
    for start, end, role in zip(chosen["start"], chosen["end"], chosen["role"], strict=True):
        if role == "comment_author" and rows and _only_date(text[start:end]):
            continue
        if role == "comment_author":
            indent = _indent(text, start)
            while path and path[-1][0] >= indent:
                path.pop()
            author = _author(text[start:end])
            rows.append([len(rows) + 1, path[-1][1] if path else None, len(path), author, end, end])
            path.append((indent, len(rows)))
        elif rows:
            empty = rows[-1][4] == rows[-1][5]
            rows[-1][4:] = [start if empty else rows[-1][4], end]
    columns = ["comment", "parent", "depth", "author", "start", "end"]
    frame = pd.DataFrame(rows, columns=columns)
    kinds = {"comment": "int64", "parent": "Int64", "depth": "int64", "author": object}
    return frame.astype({**kinds, "start": "int64", "end": "int64"})


def _indent(text: str, start: int) -> int:
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    return start - line


def _holds(head: Unit, following: Unit) -> bool:
    return following.indent > head.indent and not _BULLET.match(following.text)


def _heads_comments(unit: Unit) -> bool:
    if len(unit.text) > 120 or unit.prose == 2:
        return False
    found = whole_phrase(unit.text)
    counter = counter_pattern().match(unit.text.lstrip("*_# "))
    counted = counter and re.search(r"comment|response|thought|repl", counter.group(), re.IGNORECASE)
    return bool(counted) or (found is not None and found.opens == "comment")


def _names_author(page: Page, number: int) -> bool:
    unit = page.units[number]
    if unit.role or unit.prose or len(unit.text) > 80:
        return False
    if re.search(rf"\w\W*\s{pattern('comment_head')}\s*(?:\.{{3}}|…)?:?\Z", unit.text) or _dated(unit.text):
        return True
    below = page.neighbour(number + 1)
    named = len(unit.text.split()) <= 4 and not ends_sentence(unit.text)
    return named and below is not None and not below.role and _dated(below.text)


def _only_date(line: str) -> bool:
    match = date_pattern().search(line) if len(line) <= 80 else None
    return match is not None and not any(map(str.isalnum, line[: match.start()] + line[match.end() :]))


def _author(line: str) -> str:
    """Return the name in the line above a comment, without bullet, date and “says”."""
    name = _BULLET.sub("", line, count=1)
    match = date_pattern().search(name) if len(name) <= 80 else None
    name = name[: match.start()] if match and match.start() else name
    return re.sub(rf"(?<=\S)\s+{pattern('comment_head')}\s*(?:\.{{3}}|…)?:?\s*\Z", "", name).strip(" |·•,") or line


def _dated(line: str) -> bool:
    match = date_pattern().search(line) if len(line) <= 80 else None
    return bool(match) and len(line[: match.start()].split()) <= 5 and len(line[match.end() :].split()) <= 3
