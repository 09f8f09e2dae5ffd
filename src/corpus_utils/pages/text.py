"""Rules for the text itself: what a letter puts around it, its subheads, and what is left below it."""

from __future__ import annotations

import re

from corpus_utils.pages.lists import is_entry
from corpus_utils.pages.page import MARK, Page, Unit, ends_sentence, speaker_label
from corpus_utils.pages.phrases import matcher, opens_with, pattern, small_words
from corpus_utils.speech.lexicon import classes_of

_LABELLED = re.compile(r"[A-Z][\w ]{1,20}:\s\S")
_ITEM = re.compile(rf"{MARK.pattern}|\d{{1,3}}[.)](?=[^\W\d_])")
#: One entry of a line: all of it, or what stands between tabs or wide gaps.
_COLUMN = re.compile(r"[^\s](?:[^\t]*?)(?=\t|\s{3,}|\s*\Z)")
_END_MARK = re.compile(r"[-–—#*\s]*(?:ends?|30|###)[-–—#*\s.]*", re.IGNORECASE)
_THANKS = re.compile(r"(?:i |we )?thank(?:s|ing)? you\b.{0,60}[.!]\Z|(?:please )?accept\b", re.IGNORECASE)
_ENDS_NO_HEADLINE = frozenset(("article", "possessive", "preposition", "conjunction", "be"))
_SIGNED = ("undersigned", "signator", "open letter")


def salutations(page: Page) -> None:
    """A short line that opens with a form of address and ends in a comma (or colon) is a salutation."""
    opens = matcher(r"[*_]*{0}(?!\w)", "salutation")
    for number, unit in page.open_lines():
        if unit.prose or len(unit.text) > (120 if number <= page.first_body + 1 else 60):
            continue
        formal = unit.bare.casefold().startswith(("dear ", "excellenc", "your excellenc"))
        ends = (",", "!", ":", ";") if number < page.first_body or formal else (",", "!")
        if unit.text.rstrip("*_ ").endswith(ends) and opens.match(unit.text):
            page.claim(unit, "salutation")


def closings(page: Page) -> None:
    """Near the end, a short line with a formula of farewell or thanks is a closing."""
    paragraphs = [number for number, unit in enumerate(page.units) if unit.prose == 2 and not unit.role]
    after = paragraphs[-2] if len(paragraphs) > 1 else page.first_body
    opens = matcher(r"{0}(?!\w)", "closing")
    for _, unit in page.open_lines(max(after, page.first_body + 1)):
        text = unit.bare
        if opens.match(text):
            short = text.endswith((",", "!")) or (not unit.prose and len(text.split()) <= 6)
            if (len(text) <= 70 and short) or (len(text) <= 160 and _THANKS.match(text)):
                page.claim(unit, "closing")


def addressees(page: Page) -> None:
    """Lines above the salutation that name who is written to belong to it."""
    head = range(page.top, min(page.first_body + 1, len(page.units)))
    greeting = next((number for number in head if page.units[number].role == "salutation"), 0)
    block = -1
    for _, unit in page.open_lines(page.top, page.first_body + (not greeting)):
        fits = len(unit.text) <= 200 and not (unit.prose and unit.text[-1] == ".")
        if fits and (_addresses(unit.text) or (unit.block == block and not unit.prose)):
            page.claim(unit, "addressee")
            block = unit.block


def _addresses(line: str) -> bool:
    """Tell whether a line is addressed: it says so, or is a name with a title and nothing else."""
    if opens_with(line.strip("*_ ").casefold(), "addressee"):
        return True
    titled = re.match(rf"(?:.*, )?{pattern('honorific')} ", line)
    return bool(titled) and not re.search(r"(?<![\w'’])(?!and|for|the|des)[a-z]{3,}", line)


def signatures(page: Page) -> None:
    """Short lines below the closing, or at the foot of a letter, sign it; many names are signatories."""
    roles = [unit.role for unit in page.units]
    closed = "closing" in roles
    lines: list[Unit] = []
    for unit in page.units[len(roles) - roles[::-1].index("closing") if closed else page.last_body + 1 :]:
        if unit.role == "dateline":
            continue
        if unit.role or unit.prose or len(unit.text) > 150 or unit.text[0] in "[(" or unit.stops:
            break
        lines.append(unit)
    letter = "salutation" in roles[: page.first_body + 1]
    if not lines or page.last_body < 0 or not (closed or letter or any(map(page.text.lower().__contains__, _SIGNED))):
        return
    names = [match.group() for unit in lines for match in _COLUMN.finditer(unit.text)]
    several = len(names) >= 5 and 2 * sum(map(is_entry, names)) >= len(names)
    if not several and not closed and not any(_is_name(unit.text) for unit in lines):
        return
    for unit in lines if closed or letter or several else ():
        if several:
            page.cut(unit, [(*match.span(), "signing") for match in _COLUMN.finditer(unit.text)])
        else:
            page.claim(unit, "signature")


def _is_name(line: str) -> bool:
    """Tell whether the words of a line are written as those of a name are."""
    words = [word for word in re.findall(r"[^\W\d_][\w.'’-]*", line) if word not in small_words()]
    return bool(words) and all(word[0].isupper() for word in words)


def subheads(page: Page) -> None:
    """A short line without a final stop that heads a paragraph of the text is a subhead."""
    for number, unit in page.open_lines(page.first_body + 1, page.last_body):
        text = unit.bare
        if unit.prose < 2 and _is_headed(text) and not _goes_on(page, number, text):
            below = page.neighbour(number + 1)
            heads = below and not below.role and below.prose
            if heads or page.alone(number) or text.isupper():
                page.claim(unit, "subhead")


def _is_headed(text: str) -> bool:
    """Tell whether a line is written as a heading is."""
    if not text or len(text) > 100 or len(text.split()) > 14 or "\t" in text or text[-1] in ",;:-–—":
        return False
    if ends_sentence(text) and text[-1] != "?":
        return False
    return text[0].isupper() or text[0] in "#'\"“‘" or text[0].isdigit()


def _goes_on(page: Page, number: int, text: str) -> bool:
    """Tell whether a line belongs to a list, an enumeration or somebody's speech rather than heading a part."""
    unit, above, below = page.units[number], page.neighbour(number - 1), page.neighbour(number + 1)
    if above is None or above.role == "heading" or page.speaks(unit) or (text[-1] == "?" and speaker_label(text)):
        return True
    if _LABELLED.match(text) and _LABELLED.match(above.text):
        return True
    if above.text[-1] == ":" and len(above.text) < 60:
        return True
    if MARK.match(unit.text) and any(near and MARK.match(near.text) for near in (above, below)):
        return True
    if not _ENDS_NO_HEADLINE.isdisjoint(classes_of(text.split()[-1].casefold())):
        return True
    cut = not above.role and above.text[-1].isalnum() and above.prose == 2
    return below is not None and (
        cut
        or below.text[0].islower()
        or below.text[0] in ",.;)"
        or bool(re.match(r"\(?\w{1,3}[.)]\s+[a-z]", below.text))
    )


def below_text(page: Page) -> None:
    """Short lines below the last sentence that continue no list belong to the site, where there is one."""
    if page.last_body < 0 or not any(unit.of_site for unit in page.units):
        return
    site = False
    own = page.units[page.last_body].text.endswith(":")
    passed = page.last_body + 1
    for number, unit in page.open_lines(page.last_body + 1):
        site = site or any(other.of_site for other in page.units[passed:number])
        passed = number
        if (own or page.speaks(unit) or _is_said(page, number)) and not site:
            continue
        lost = not (unit.prose and unit.stops) and not _is_listed(page, number)
        if lost and (len(unit.text.split()) <= 12 or site):
            page.claim(unit, "below_text")


def _is_listed(page: Page, number: int) -> bool:
    above = page.units[number - 1] if number else None
    listed = above and not above.role and (_ITEM.match(above.text) or above.text[-1] in ":;")
    return bool(listed and _ITEM.match(page.units[number].text))


def _is_said(page: Page, number: int) -> bool:
    """Tell whether a short line goes on with the text: a sentence, or the last words, which lead to a list."""
    text = page.units[number].text
    words = text.split()
    small = any(word[0].islower() for word in words[1:])
    leads = text[-1] == ":" and number == len(page.units) - 1
    return not page.units[number - 1].role and small and len(words) >= 3 and (leads or ends_sentence(text))


def after_end_mark(page: Page) -> None:
    """What stands below “ENDS” or “###” is about the sender: contacts and self-description."""
    ended = False
    for number, unit in enumerate(page.units):
        if ended and len(unit.text) <= 1200:
            page.claim(unit, "after_end_mark")
        elif not ended and number > page.first_body and len(unit.text) <= 12:
            named = any(map(str.isalnum, unit.text)) and _END_MARK.fullmatch(unit.text)
            ended = bool(named) or unit.text.replace(" ", "") == "###"
