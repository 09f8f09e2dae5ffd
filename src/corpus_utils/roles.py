"""Say of every character of a page what piece of the page it is.

Collected texts carry menus, captions, share buttons and comments along with what somebody wrote.
Nothing is deleted here: each stretch of text gets a role and the name of the rule that gave it.
"""

from __future__ import annotations

import pandas as pd

from . import body_rules, comments, head_rules, signatories, tail_rules
from .layout import Page

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
    comments.comment_tree,
    signatories.signatory_list,
    body_rules.furniture_line,
    body_rules.section_below,
    head_rules.salutation,
    head_rules.repeated_title,
    head_rules.date_line,
    head_rules.byline,
    body_rules.credited_caption,
    head_rules.first_title,
    head_rules.bare_caption,
    tail_rules.closing,
    tail_rules.signature,
    body_rules.subhead,
    head_rules.subtitle,
    head_rules.top_menu,
    tail_rules.below_the_text,
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
