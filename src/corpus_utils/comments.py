"""Find readers' comments, and read their indentation as a tree."""

from __future__ import annotations

import re

import pandas as pd

from .layout import Page

_BULLET = re.compile(r"[•·●▪◦‣○■□–—*+-]\s+")


def comment_tree(page: Page) -> None:
    """Indented bullets with a name, each above a block that is indented further, are comments."""
    units = page.units
    heads = [
        number
        for number, unit in enumerate(units[:-1])
        if unit.indent and _BULLET.match(unit.text) and len(unit.text) <= 80 and _holds(unit, units[number + 1])
    ]
    if not heads or units[0].indent and heads[0] == 0:
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


def _holds(head, following) -> bool:
    return following.indent > head.indent and not _BULLET.match(following.text)


def comments(text: str, segments: pd.DataFrame) -> pd.DataFrame:
    """Read the comments below a text as a tree.

    Who answers whom is shown by indentation only; the table makes it explicit.

    Parameters
    ----------
    text : str
        The raw text.
    segments : DataFrame
        Columns ``start, end, role``, as :func:`corpus_utils.roles.segment` returns them.

    Returns
    -------
    DataFrame
        One row a comment: ``comment`` (1, 2, …), ``parent`` (Int64, missing for a comment on the
        article itself), ``depth`` (0 for those), ``author``, ``start`` and ``end`` of its text.

    Examples
    --------
    >>> page = "  * Ann\\n\\n    No.\\n\\n    * Bob\\n\\n      Yes."
    >>> spans = pd.DataFrame({"start": [2, 11, 20, 33], "end": [7, 14, 25, 37],
    ...                       "role": ["comment_author", "comment"] * 2})
    >>> comments(page, spans)[["comment", "parent", "depth", "author"]].values.tolist()
    [[1, <NA>, 0, 'Ann'], [2, 1, 1, 'Bob']]
    """
    rows: list[list] = []
    path: list[tuple[int, int]] = []
    chosen = segments[segments["role"].isin(["comment_author", "comment"])].sort_values("start")
    for start, end, role in zip(chosen["start"], chosen["end"], chosen["role"], strict=True):
        if role == "comment_author":
            indent = _indent(text, start)
            while path and path[-1][0] >= indent:
                path.pop()
            author = _BULLET.sub("", text[start:end], count=1)
            rows.append([len(rows) + 1, path[-1][1] if path else None, len(path), author, None, None])
            path.append((indent, len(rows)))
        elif rows:
            if rows[-1][4] is None:
                rows[-1][4] = start
            rows[-1][5] = end
    columns = ["comment", "parent", "depth", "author", "start", "end"]
    frame = pd.DataFrame([row for row in rows if row[4] is not None], columns=columns)
    kinds = {"comment": "int64", "parent": "Int64", "depth": "int64", "author": object}
    return frame.astype({**kinds, "start": "int64", "end": "int64"})


def _indent(text: str, start: int) -> int:
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    return start - line
