"""Rules for the middle and the end of a text: subheads, and what is left below the last sentence."""

from __future__ import annotations

import re

from .layout import MARK, ends_sentence
from .page import Page
from .page_phrases import phrases, plain

_SITE_ROLES = ("share_widget", "teaser", "navigation", "section_tag", "other_boilerplate", "comment", "comment_author")


def subhead(page: Page) -> None:
    """A short line without a final stop that heads a paragraph of the text is a subhead."""
    for number, unit in page.open_lines(page.first_body + 1, page.last_body):
        text = unit.text.strip("*_ ")
        if len(text) > 100 or len(text.split()) > 14 or "\t" in text or ends_sentence(text) and text[-1] != "?":
            continue
        if not text or text[-1] in ",;:-–—" or not (text[0].isupper() or text[0] in "#'\"“‘" or text[0].isdigit()):
            continue
        below = page.neighbour(number + 1)
        above = page.neighbour(number - 1)
        item = MARK.match(unit.text) and any(near and MARK.match(near.text) for near in (above, below))
        heads = below is not None and not below.role and (below.prose or below.text.strip("*_ ")[:1] == "“")
        stands = page.alone(number) or text.isupper()
        spoken = re.match(r"[\w .'’-]{1,40}:\s", text) and text[-1] == "?"
        listed = above is not None and above.text[-1] == ":" and len(above.text) < 60
        if not spoken and not listed and not item and (heads or stands) and above and above.role != "heading" and unit.prose < 2:
            page.claim(unit, "heading")


def below_the_text(page: Page) -> None:
    """Short lines below the last sentence that continue no list belong to the site."""
    own = False
    for number, unit in page.open_lines(page.last_body + 1):
        if plain(unit.text) in phrases("own_section") and not _site_above(page, number):
            page.claim(unit, "heading")
            own = True
        if own and not _site_above(page, number):
            continue
        above = page.units[number - 1] if number else None
        listed = MARK.match(unit.text) and above and (not above.role) and (MARK.match(above.text) or above.text[-1] == ":")
        if not unit.prose and not listed and (len(unit.text.split()) <= 12 or _site_above(page, number)):
            if page.last_body >= 0:
                page.claim(unit, "other_boilerplate")


def after_the_site(page: Page) -> None:
    """A lone sentence below buttons, tags or related articles is the site's, not the author's."""
    marks = [number for number, unit in enumerate(page.units) if unit.role in _SITE_ROLES]
    body = [number for number, unit in enumerate(page.units) if unit.prose and not unit.role]
    if len(marks) < 2 or len(body) < 3:
        return
    for number in reversed(body):
        unit = page.units[number]
        between = sum(1 for mark in marks if body[0] < mark < number)
        if between < 2 or len(unit.text) > 200 or page.units[number - 1].role not in _SITE_ROLES:
            break
        page.claim(unit, "other_boilerplate")


def _site_above(page: Page, number: int) -> bool:
    return any(unit.role in _SITE_ROLES for unit in page.units[page.last_body + 1 : number])
