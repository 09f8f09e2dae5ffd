"""Rules for what a letter or speech puts around its text: addressee, salutation, closing, signature."""

from __future__ import annotations

import re
from functools import cache

from corpus_utils.pages.layout import Unit, ends_sentence
from corpus_utils.pages.page import Page
from corpus_utils.pages.page_phrases import pattern, phrases
from corpus_utils.pages.signatories import is_entry


def salutation(page: Page) -> None:
    """A short line that opens with a form of address and ends in a comma (or colon) is a salutation."""
    for number, unit in page.open_lines():
        top = number <= page.first_body + 1
        enough = len(unit.text) <= (120 if top else 60) and unit.prose == 0
        formal = unit.text.strip("*_ ").casefold().startswith(("dear ", "excellenc", "your excellenc"))
        ends = (",", "!", ":", ";") if number < page.first_body or formal else (",", "!")
        if enough and unit.text.rstrip("*_ ").endswith(ends) and _salutation().match(unit.text):
            page.claim(unit, "salutation")


def addressee(page: Page) -> None:
    """Lines above the salutation that name who is written to belong to it; “Re:” is a subtitle."""
    head = range(page.top, min(page.first_body + 1, len(page.units)))
    greeting = next((number for number in head if page.units[number].role == "salutation"), 0)
    block = -1
    for _, unit in page.open_lines(page.top, page.first_body + (not greeting)):
        start = unit.text.strip("*_ ").casefold().replace(" :", ":")
        if start.startswith(phrases("subject")) and len(unit.text) <= 250:
            page.claim(unit, "subtitle")
        elif (
            len(unit.text) <= 200
            and not (unit.prose and unit.text[-1] == ".")
            and (_addresses(unit.text) or (unit.block == block and not unit.prose))
        ):
            page.claim(unit, "salutation")
            block = unit.block
    number = greeting - 1
    while number > page.top:
        unit = page.units[number]
        lines = [other for other in page.units[page.top : greeting] if other.block == unit.block]
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
        formula = len(text) <= 70 and (text.endswith((",", "!")) or (not unit.prose and len(text.split()) <= 6))
        if formula or (len(text) <= 160 and _thanks().match(text)):
            page.claim(unit, "closing")


def signature(page: Page) -> None:
    """Short lines below the closing, or at the foot of a letter, sign it; many names are signatories."""
    roles = [unit.role for unit in page.units]
    letter = "salutation" in roles[: page.first_body + 1]
    start = len(roles) - roles[::-1].index("closing") if "closing" in roles else page.last_body + 1
    signed = (
        "closing" in roles
        or letter
        or any(cue in page.text.casefold() for cue in ("undersigned", "signator", "open letter"))
    )
    lines: list[Unit] = []
    for unit in page.units[start:] if signed and page.last_body >= 0 else ():
        if unit.role or unit.prose or len(unit.text) > 150 or unit.text[0] in "[(" or ends_sentence(unit.text):
            break
        lines.append(unit)
    entries = sum(is_entry(unit.text) for unit in lines)
    several = len(lines) >= 9 or (len(lines) >= 5 and 2 * entries >= len(lines))
    for unit in lines if "closing" in roles or letter or several else ():
        page.claim(unit, "signatory" if several else "signature")


def _addresses(line: str) -> bool:
    """Tell whether a line is addressed: it says so, or is a name with a title and nothing else."""
    start = line.strip("*_ ").casefold()
    named = re.match(rf"(?:.*, )?{pattern('honorific')} ", line) and not re.search(
        r"(?<![\w'’])(?!and|for|the|des)[a-z]{3,}", line
    )
    return start.startswith(phrases("addressee")) or (named is not None and bool(named))


@cache
def _salutation() -> re.Pattern[str]:
    return re.compile(rf"[*_]*{pattern('salutation')}(?!\w)", re.IGNORECASE)


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(rf"{pattern('closing')}(?!\w)", re.IGNORECASE)


@cache
def _thanks() -> re.Pattern[str]:
    return re.compile(r"(?:i |we )?thank(?:s|ing)? you\b.{0,60}[.!]\Z|(?:please )?accept\b", re.IGNORECASE)
