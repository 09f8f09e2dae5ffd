"""Rules for the middle of a page: captions, subheads and furniture between paragraphs."""

from __future__ import annotations

import re
from functools import cache

from .layout import Page, ends_sentence
from .page_phrases import furniture, pattern, phrases


def furniture_line(page: Page) -> None:
    """A line that the furniture vocabulary knows is what the vocabulary says."""
    for unit in page.units:
        if not unit.role:
            found = furniture(unit.text)
            if found and not (found.opens == "comment"):
                page.claim(unit, found.role)


def section_below(page: Page) -> None:
    """Below the last body paragraph, a heading such as “Related articles” opens a section."""
    opens = ""
    for unit in page.units[page.last_body + 1 :]:
        found = furniture(unit.text)
        if found:
            opens = found.opens or (opens if found.role in ("share_widget",) else opens)
        elif opens and not unit.role:
            page.claim(unit, opens)


@cache
def _credit_pattern() -> re.Pattern[str]:
    return re.compile(rf"[(\[©/|][^()\[\]]{{0,40}}\b{pattern('credit')}\b[^()\[\]]{{0,60}}[)\]]?\.?\Z", re.IGNORECASE)


def credited_caption(page: Page) -> None:
    """A line that ends in a picture credit, or starts like one, is a caption."""
    starts = tuple(phrases("caption_start"))
    for unit in page.units:
        if unit.role or len(unit.text) > 500:
            continue
        if unit.text.casefold().startswith(starts) and len(unit.text) <= 300 or _credit_pattern().search(unit.text[-110:]):
            page.claim(unit, "caption")


def subhead(page: Page) -> None:
    """A short line between body paragraphs without a final stop is a subhead."""
    for number in range(page.first_body + 1, page.last_body):
        unit = page.units[number]
        if unit.role or len(unit.text) > 100 or ends_sentence(unit.text):
            continue
        if unit.text[-1] in ",;:-–—" or not unit.text[0].isalnum() and unit.text[0] not in "#*'\"“‘":
            continue
        if len(unit.text.split()) <= 12 and (unit.text[0].isupper() or unit.text[0] in "#*'\"“‘"):
            page.claim(unit, "heading")
