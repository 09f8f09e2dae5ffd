"""Say of every character of a page what piece of the page it is.

Collected texts carry menus, captions, share buttons and comments along with what somebody wrote.
Nothing is deleted here: each stretch of text gets a role and the name of the rule that gave it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter

import numpy as np
import pandas as pd

from corpus_utils.columns import frame_of
from corpus_utils.pages import dumps, head, lists, site, text
from corpus_utils.pages.page import Page, rule_table
from corpus_utils.pages.phrases import opens_with, plain

#: The document's own words, in the order of a page from top to bottom.
OWN_ROLES = (
    "title", "subtitle", "dateline", "byline", "salutation", "body", "heading", "closing",
    "signature", "signatory_header", "signatory",
)  # fmt: skip
#: What a page adds to them.
OTHER_ROLES = (
    "caption", "navigation", "share_widget", "teaser", "comment_author", "comment", "section_tag",
    "other_boilerplate",
)  # fmt: skip
ROLES = OWN_ROLES + OTHER_ROLES

#: Who reads a page, in this order; each claims units for rules of ``vocabularies/page_rules.csv``.
PASSES: tuple[Callable[[Page], None], ...] = (
    # lines that are cut, and lines that are known alone
    site.collected, lists.indented_comments, site.lone_lines,
    # what stands below a heading
    lists.comments_below, site.lists_below,
    # lines at the top, rows, lists of names, captions
    head.document_titles, head.repeated_lines, head.standfirsts, head.date_lines, head.bylines,
    site.rows_of_links, site.glued_menu,
    lists.signatory_lists, lists.run_in_lists, site.captions, text.after_end_mark,
    # what stands around the text: head, letter, foot
    head.wire_datelines, text.salutations, text.closings, text.addressees, head.bare_captions, head.headline,
    text.signatures, text.subheads, head.below_title, head.above_text,
    text.below_text,
    # the lines of a page that came with its whole site, weighed once more
    dumps.weigh_lines, head.writers_below, site.unnamed_lines,
)  # fmt: skip
#: Passes that claim whole blocks, and are undone where they would leave too little of the running text.
BLOCK_PASSES = (lists.indented_comments, lists.comments_below, site.lists_below, text.after_end_mark)
ENOUGH_ABOVE = 600
#: The share of the open running text that a block pass must leave.
LEAST_LEFT = 0.3

Span = tuple[int, int, str, str, int]
_DTYPES = {"start": "int64", "end": "int64", "role": "object", "rule": "object", "paragraph": "int64"}


def segment(text: str, without: frozenset[str] = frozenset()) -> pd.DataFrame:
    """Label every non-whitespace character of a text with its role.

    What is counted as somebody's words depends on it, so every label names the rule that gave it.

    Parameters
    ----------
    text : str
        Any string. Offsets are Python string indices into it.
    without : frozenset of str
        Names of rules to leave out, to see what they are worth.

    Returns
    -------
    DataFrame
        ``start, end`` (half-open span), ``role`` (one of ``ROLES``), ``rule`` (name of the rule
        that decided, see `rules`) and ``paragraph`` (running number of the paragraph, from 1), sorted by
        ``start``. Every non-whitespace character is in exactly one span.

    Examples
    --------
    >>> segment("Signatories:\\n1. Blue Team\\n2. Red Team")["role"].tolist()
    ['signatory_header', 'signatory', 'signatory']
    """
    return frame_of(_columns(_spans(text, without)))


def segment_columns(text: str) -> dict[str, np.ndarray]:
    """Label the characters of a text, in bare columns: the table of `segment` before it is a frame.

    Examples
    --------
    >>> segment_columns("Share")["role"].tolist()
    ['share_widget']
    """
    return _columns(_spans(text))


def segment_texts(texts: Mapping[str, str]) -> pd.DataFrame:
    """Label every non-whitespace character of many texts with its role, in one table.

    One frame for all of them takes a fraction of the time of one frame a text.

    Parameters
    ----------
    texts : mapping of str to str
        The raw text of each document, by its id.

    Returns
    -------
    DataFrame
        ``doc_id`` and the columns of `segment`, in the order of the texts.

    Examples
    --------
    >>> segment_texts({"a": "Share", "b": "We want peace. We want it now."})["role"].tolist()
    ['share_widget', 'body']
    """
    found = [(doc_id, _spans(text)) for doc_id, text in texts.items()]
    frame = frame_of(_columns([span for _, spans in found for span in spans]))
    frame.insert(0, "doc_id", np.array([doc_id for doc_id, spans in found for _ in spans], object))
    return frame


def rules() -> pd.DataFrame:
    """List the rules, each with its role, its reason and a text that shows it.

    A label can only be judged by who knows the rule behind it.

    Returns
    -------
    DataFrame
        ``rule, role, overrides`` (rules whose claims it may take over), ``reason``, ``takes`` (a page on which it
        claims the piece in double brackets) and ``leaves`` (one on which it leaves that piece alone); in both
        ``{1}``, ``{2}`` and ``{3}`` stand for paragraphs of running text, ¶ for a blank line, ↵ for a line end.

    Examples
    --------
    >>> rules().set_index("rule").loc["counter_line", "role"]
    'other_boilerplate'
    """
    return pd.DataFrame(rule_table().values())


def is_truncated(text: str, segments: pd.DataFrame) -> bool:
    """Tell whether the text is cut off.

    A letter that stops at “View full statement” may well have had signatories; that none were
    collected is then no fact about the letter.

    Parameters
    ----------
    text : str
        The raw text.
    segments : DataFrame
        Columns ``start, end, role``, as `segment` returns them.

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
        As in `is_truncated`.

    Returns
    -------
    str
        The sign as it stands in the text, ``""`` if there is none.

    Examples
    --------
    >>> truncation_sign("They wrote to you and […]", pd.DataFrame({"start": [0], "end": [25], "role": ["body"]}))
    '[…]'
    """
    spans = list(zip(*(segments[name].tolist() for name in ("start", "end", "role")), strict=True))
    last = max((end for _, end, role in spans if role == "body"), default=-1)
    if last < 0:
        return ""
    ending = text[last - min(last, 20) : last].rstrip("\"'”’»*_ ")
    for sign in ("[…]", "[...]", "(…)", "(...)", "…", "..."):
        if ending.endswith(sign):
            return sign
    below = [(start, end) for start, end, role in spans if start >= last and role != "share_widget"]
    line = text[slice(*min(below, default=(0, 0), key=itemgetter(0)))]
    return line if len(line) <= 80 and opens_with(plain(line), "truncation") else ""


def _spans(text: str, without: frozenset[str] = frozenset()) -> list[Span]:
    page = Page(text, without)
    for read in PASSES:
        if read in BLOCK_PASSES:
            _read_blocks(page, read)
        else:
            read(page)
        if page.changed:
            page.settle()
    return page.spans("running_text")


def _read_blocks(page: Page, read: Callable[[Page], None]) -> None:
    """Let a pass claim blocks, and undo it where it claims most of the running text: that would be the text."""
    unread = [unit for unit in page.units if not unit.role]
    read(page)
    claimed = [unit for unit in unread if unit.role] if page.changed else []
    if not claimed:
        return
    lost = sum(len(unit.text) for unit in claimed if unit.prose)
    left = sum(len(unit.text) for unit in page.units if unit.prose and not unit.role)
    above = sum(len(unit.text) for unit in page.units if unit.prose and not unit.role and unit.start < claimed[0].start)
    if left < LEAST_LEFT * (left + lost) and above < ENOUGH_ABOVE:
        page.release(claimed)


def _columns(spans: Sequence[Span]) -> dict[str, np.ndarray]:
    columns = zip(*spans, strict=True) if spans else ((),) * len(_DTYPES)
    return {name: np.array(values, dtype) for (name, dtype), values in zip(_DTYPES.items(), columns, strict=True)}
