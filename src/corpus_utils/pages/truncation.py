"""Tell whether a collected text was cut off before its end.

A letter that stops at “View full statement” may well have had signatories; that none were collected
is then no fact about the letter.
"""

from __future__ import annotations

import pandas as pd

from corpus_utils.pages.page_phrases import phrases, plain


def is_truncated(text: str, segments: pd.DataFrame) -> bool:
    """Tell whether the text is cut off.

    Parameters
    ----------
    text : str
        The raw text.
    segments : DataFrame
        Columns ``start, end, role``, as :func:`corpus_utils.pages.roles.segment` returns them.

    Returns
    -------
    bool

    Examples
    --------
    >>> page = "They wrote to you.\\n\\nView full Statement"
    >>> spans = pd.DataFrame({"start": [0, 20], "end": [18, 39], "role": ["body", "other_boilerplate"]})
    >>> is_truncated(page, spans), is_truncated(page, spans.head(1))
    (True, False)
    """
    return truncation_sign(text, segments) != ""


def truncation_sign(text: str, segments: pd.DataFrame) -> str:
    """Return the words that show that a text is cut off, so that a reader can judge them.

    Two signs count: the last body paragraph breaks off in an ellipsis, or the first line below it
    (share buttons aside) offers the rest of the text.

    Parameters
    ----------
    text, segments
        As in :func:`is_truncated`.

    Returns
    -------
    str
        The sign as it stands in the text, ``""`` if there is none.

    Examples
    --------
    >>> spans = pd.DataFrame({"start": [0], "end": [24], "role": ["body"]})
    >>> truncation_sign("They wrote to you and […]", spans.assign(end=25))
    '[…]'
    """
    body = segments[segments["role"] == "body"]
    if body.empty:
        return ""
    last = body["end"].max()
    ending = text[last - min(last, 20) : last].rstrip("\"'”’»*_ ")
    for sign in ("[…]", "[...]", "(…)", "(...)", "…", "..."):
        if ending.endswith(sign):
            return sign
    below = segments[(segments["start"] >= last) & (segments["role"] != "share_widget")].sort_values("start")
    for start, end in zip(below["start"].head(1), below["end"].head(1), strict=True):
        line = text[start:end]
        if len(line) <= 80 and plain(line).startswith(phrases("truncation")):
            return line
    return ""
