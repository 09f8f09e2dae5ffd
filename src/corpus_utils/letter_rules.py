"""Rules for what a letter or speech puts around its text: addressee, salutation, closing, signature."""

from __future__ import annotations

import re
from functools import cache

from .layout import MARK
from .page import Page
from .page_phrases import pattern, phrases


def salutation(page: Page) -> None:
    """A short line that opens with a form of address and ends in a comma (or colon) is a salutation."""
    for number, unit in page.open_lines():
        top = number <= page.first_body + 1
        enough = len(unit.text) <= (120 if top else 60) and unit.prose == 0
        ends = (",", "!", ":", ";") if top else (",", "!")
        if enough and unit.text.rstrip("*_ ").endswith(ends) and _salutation().match(unit.text):
            page.claim(unit, "salutation")


def addressee(page: Page) -> None:
    """Lines above the salutation that name who is written to belong to it; “Re:” is a subtitle."""
    greeting = next((n for n, u in enumerate(page.units[: page.first_body + 1]) if u.role == "salutation"), 0)
    block = -1
    for _, unit in page.open_lines(0, page.first_body + (not greeting)):
        start = unit.text.strip("*_ ").casefold()
        if start.startswith(phrases("subject")) and len(unit.text) <= 250:
            page.claim(unit, "subtitle")
        elif (start.startswith(phrases("addressee")) and len(unit.text) <= 140) or unit.block == block:
            page.claim(unit, "salutation")
            block = unit.block
    number = greeting - 1
    while number > 0:
        unit = page.units[number]
        lines = [other for other in page.units[:greeting] if other.block == unit.block]
        if unit.role == "salutation":
            number -= 1
        elif unit.role or len(lines) < 2 or any(line.prose or len(line.text) > 80 or line.role for line in lines):
            break
        else:
            for line in lines:
                page.claim(line, "salutation")
            number -= len(lines)


def closing(page: Page) -> None:
    """Near the end, a short line with a formula of farewell or thanks is a closing."""
    paragraphs = [number for number, unit in enumerate(page.units) if unit.prose == 2 and not unit.role]
    after = paragraphs[-2] if len(paragraphs) > 1 else page.first_body
    for _, unit in page.open_lines(max(after, page.first_body + 1)):
        text = unit.text.strip("*_ ")
        if not _closing().match(text):
            continue
        formula = len(text) <= 70 and (text.endswith((",", "!")) or not unit.prose and len(text.split()) <= 6)
        if formula or len(text) <= 160 and _thanks().match(text):
            page.claim(unit, "closing")


def signature(page: Page) -> None:
    """Short lines below the closing, or at the foot of a letter, are the signature."""
    roles = [unit.role for unit in page.units]
    if "closing" in roles:
        start = len(roles) - roles[::-1].index("closing")
    elif "salutation" in roles[: page.first_body + 1]:
        start = page.last_body + 1
    else:
        return
    for number in range(start, len(page.units)):
        unit = page.units[number]
        if unit.role or unit.prose or len(unit.text) > 150 or number - start > 12 or MARK.match(unit.text):
            break
        page.claim(unit, "signature")


@cache
def _salutation() -> re.Pattern[str]:
    return re.compile(rf"[*_]*{pattern('salutation')}(?!\w)", re.IGNORECASE)


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(rf"{pattern('closing')}(?!\w)", re.IGNORECASE)


@cache
def _thanks() -> re.Pattern[str]:
    return re.compile(r"(?:i |we )?thank(?:s|ing)? you\b.{0,60}[.!]\Z|(?:please )?accept\b", re.IGNORECASE)
