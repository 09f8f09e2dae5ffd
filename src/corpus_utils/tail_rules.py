"""Rules for the bottom of a page: closings, signatures, what is left of the site."""

from __future__ import annotations

import re
from functools import cache

from .layout import Page, ends_sentence
from .page_phrases import pattern


@cache
def _closing_pattern() -> re.Pattern[str]:
    return re.compile(rf"{pattern('closing')}(?![\w])", re.IGNORECASE)


def closing(page: Page) -> None:
    """A short line after the last paragraph with a closing formula, ended by a comma, is a closing."""
    for unit in page.units[max(page.last_body, 0) :]:
        if not unit.role and len(unit.text) <= 90 and _closing_pattern().match(unit.text):
            if unit.text[-1] in ",!:" or len(unit.text.split()) <= 4:
                page.claim(unit, "closing")


def signature(page: Page) -> None:
    """Short lines right below the closing are the signature."""
    block = None
    signing = False
    for unit in page.units[max(page.last_body, 0) :]:
        if unit.role == "closing":
            signing, block = True, None
        elif signing and not unit.role and len(unit.text) <= 150 and block in (None, unit.block):
            page.claim(unit, "signature")
            block = unit.block
        elif unit.role:
            signing = False


def below_the_text(page: Page) -> None:
    """Short lines that nothing explains below the last paragraph belong to the site."""
    for unit in page.units[page.last_body + 1 :]:
        if not unit.role and len(unit.text) <= 150 and not ends_sentence(unit.text):
            page.claim(unit, "other_boilerplate")
