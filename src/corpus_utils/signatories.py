"""Find the list of those who sign, and read it as a table."""

from __future__ import annotations

import re

import pandas as pd

from .layout import MARK, Page, ends_sentence
from .page_phrases import phrases, plain

_NUMBER = re.compile(r"\(?(\d{1,4})\s*[.)\]:–-]*\s+(?=\S)")


def signatory_list(page: Page) -> None:
    """The entries below a header such as “Signatories:” are signatories, up to running text."""
    headers = set(phrases("signatory_header"))
    listing = False
    for unit in page.units:
        if not unit.role and len(unit.text) <= 80 and plain(unit.text) in headers:
            page.claim(unit, "signatory_header")
            listing = True
        elif unit.role:
            listing = False
        elif listing and (len(unit.text) > 200 or ends_sentence(unit.text) and not MARK.match(unit.text)):
            listing = False
        elif listing:
            page.claim(unit, "signatory")


def signatories(text: str, segments: pd.DataFrame) -> pd.DataFrame:
    """Read the signatory spans of a text as a table of numbers and names.

    A list of supporters is data about a document, not its wording; as a table it can be counted
    and linked.

    Parameters
    ----------
    text : str
        The raw text.
    segments : DataFrame
        Columns ``start, end, role``, as :func:`corpus_utils.roles.segment` returns them.

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
