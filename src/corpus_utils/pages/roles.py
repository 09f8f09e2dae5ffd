"""Say of every character of a page what piece of the page it is.

Collected texts carry menus, captions, share buttons and comments along with what somebody wrote.
Nothing is deleted here: each stretch of text gets a role and the name of the rule that gave it.
"""

from __future__ import annotations

import pandas as pd

from corpus_utils.pages import (
    comments,
    dateline_rules,
    furniture_rules,
    head_rules,
    inline_head_rules,
    inline_rules,
    letter_rules,
    signatories,
    text_rules,
)
from corpus_utils.pages.page import Page

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

#: In order: what an earlier rule has claimed, a later one leaves alone.
RULES = (
    furniture_rules.front_matter,
    furniture_rules.collector_mark,
    comments.comment_tree,
    inline_head_rules.head_of_long_line,
    inline_rules.furniture_in_line,
    furniture_rules.bare_mark,
    furniture_rules.counter_line,
    furniture_rules.hashtag,
    furniture_rules.furniture_line,
    comments.comments_below,
    furniture_rules.related_below,
    head_rules.repeated_title,
    dateline_rules.date_line,
    dateline_rules.byline,
    furniture_rules.row_of_links,
    furniture_rules.glued_menu,
    signatories.signatory_list,
    signatories.run_in_list,
    furniture_rules.credited_caption,
    text_rules.broken_off,
    text_rules.after_the_end_mark,
    dateline_rules.wire_dateline,
    letter_rules.salutation,
    letter_rules.closing,
    letter_rules.addressee,
    head_rules.bare_caption,
    head_rules.title,
    letter_rules.signature,
    signatories.numbered_list,
    text_rules.subhead,
    head_rules.between_title_and_text,
    head_rules.above_the_text,
    text_rules.below_the_text,
    text_rules.after_the_site,
)


def segment(text: str) -> pd.DataFrame:
    """Label every non-whitespace character of a text with its role.

    Parameters
    ----------
    text : str
        Any string. Offsets are Python string indices into it.

    Returns
    -------
    DataFrame
        ``start, end`` (half-open span), ``role`` (one of ``ROLES``), ``rule`` (name of the rule
        that decided) and ``paragraph`` (running number of the paragraph, from 1), sorted by
        ``start``. Every non-whitespace character is in exactly one span.

    Examples
    --------
    >>> segment("Signatories:\\n1. Blue Team\\n2. Red Team")["role"].tolist()
    ['signatory_header', 'signatory', 'signatory']
    """
    page = Page(text)
    for rule in RULES:
        page.apply(rule)
    return page.spans(default="body", rule="running_text")


def rules() -> pd.DataFrame:
    """List the rules in the order of their application, each with its reason."""
    table = [(rule.__name__, (rule.__doc__ or "").strip()) for rule in RULES]
    return pd.DataFrame([*table, ("running_text", "What no rule claims is body: a lost sentence is worse.")],
                        columns=["rule", "reason"])  # fmt: skip
