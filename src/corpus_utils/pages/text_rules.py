"""Rules for the middle and the end of a text: subheads, and what is left below the last sentence."""

from __future__ import annotations

import re
from bisect import bisect_left

from corpus_utils.pages.layout import MARK, ends_sentence
from corpus_utils.pages.page import Page, speaker_label
from corpus_utils.pages.page_phrases import phrases, plain

_LABELLED = re.compile(r"[A-Z][\w ]{1,20}:\s\S")
_ITEM = re.compile(rf"{MARK.pattern}|\d{{1,3}}[.)](?=[^\W\d_])")
_END_MARK = re.compile(r"[-–—#*\s]*(?:ends?|30|###)[-–—#*\s.]*", re.IGNORECASE)
_SITE_ROLES = ("share_widget", "teaser", "navigation", "section_tag", "other_boilerplate", "comment", "comment_author")


def subhead(page: Page) -> None:
    """A short line without a final stop that heads a paragraph of the text is a subhead, or the title again."""
    titles = {plain(unit.text) for unit in page.units if unit.role == "title" and len(unit.text) > 15}
    for number, unit in page.open_lines(page.first_body + 1, page.last_body):
        text = unit.text.strip("*_ ")
        if plain(text) in titles and text[-1:] != ".":
            page.claim(unit, "title")
            continue
        if len(text) > 100 or len(text.split()) > 14 or "\t" in text or (ends_sentence(text) and text[-1] != "?"):
            continue
        if not text or text[-1] in ",;:-–—" or not (text[0].isupper() or text[0] in "#'\"“‘" or text[0].isdigit()):
            continue
        below = page.neighbour(number + 1)
        above = page.neighbour(number - 1)
        item = MARK.match(unit.text) and any(near and MARK.match(near.text) for near in (above, below))
        leads = below is not None and bool(re.match(r"\(?\w{1,3}[.)]\s+[a-z]", below.text))
        heads = below is not None and not below.role and (below.prose or below.text.strip("*_ ")[:1] == "“")
        stands = page.alone(number) or text.isupper()
        labelled = above is not None and _LABELLED.match(text) and _LABELLED.match(above.text)
        spoken = labelled or page.speaks(unit) or (text[-1] == "?" and speaker_label(text))
        listed = above is not None and above.text[-1] == ":" and len(above.text) < 60
        if (
            not spoken
            and not listed
            and not item
            and not leads
            and (heads or stands)
            and above
            and above.role != "heading"
            and unit.prose < 2
        ):
            page.claim(unit, "heading")


def broken_off(page: Page) -> None:
    """A last line right below running text that stops within a sentence was cut off, and is text."""
    above, unit = page.neighbour(len(page.units) - 2), page.neighbour(len(page.units) - 1)
    if above is None or unit.role or above.role or unit.prose or not (above.prose or MARK.match(above.text)):
        return
    words = re.findall(r"[^\W\d_][\w'’-]*", unit.text)
    small = sum(word[0].islower() for word in words)
    asks = bool(words) and words[0].casefold() in phrases("invitation")
    if len(words) >= 3 and 2 * small >= len(words) and unit.text[-1] not in ".!?:)" and not asks:
        page.claim(unit, "body")


def below_the_text(page: Page) -> None:
    """Short lines below the last sentence that continue no list belong to the site."""
    site = False
    last = page.units[page.last_body].text if page.last_body >= 0 else ""
    own = last.endswith(":")
    passed = page.last_body + 1
    for number, unit in page.open_lines(page.last_body + 1):
        site = site or any(other.role in _SITE_ROLES for other in page.units[passed:number])
        passed = number
        if plain(unit.text) in phrases("own_section") and not site:
            page.claim(unit, "heading")
            own = True
        if (own or page.speaks(unit) or _is_said(page, number)) and not site:
            continue
        above = page.units[number - 1] if number else None
        listed = (
            _ITEM.match(unit.text) and above and not above.role and (_ITEM.match(above.text) or above.text[-1] in ":;")
        )
        lost = not unit.prose or not ends_sentence(unit.text)
        if lost and not listed and (len(unit.text.split()) <= 12 or site) and page.last_body >= 0:
            page.claim(unit, "other_boilerplate")


def after_the_end_mark(page: Page) -> None:
    """What stands below “ENDS” or “###” is about the sender: contacts and self-description."""
    ended = False
    for number, unit in enumerate(page.units):
        if ended and not unit.role and len(unit.text) <= 1200:
            page.claim(unit, "other_boilerplate")
        elif not ended and number > page.first_body and len(unit.text) <= 12:
            ended = unit.text.replace(" ", "") == "###" or (
                bool(_END_MARK.fullmatch(unit.text)) and any(map(str.isalnum, unit.text))
            )


def after_the_site(page: Page) -> None:
    """A lone sentence below buttons, tags or related articles is the site's, not the author's."""
    marks = [number for number, unit in enumerate(page.units) if unit.role in _SITE_ROLES]
    body = [number for number, unit in enumerate(page.units) if unit.prose and not unit.role]
    if len(marks) < 2 or len(body) < 3:
        return
    for number in reversed(body):
        unit = page.units[number]
        between = bisect_left(marks, number) - bisect_left(marks, body[0])
        whole = page.units[number - 1].paragraph != unit.paragraph
        if not whole or between < 2 or len(unit.text) > 200 or page.units[number - 1].role not in _SITE_ROLES:
            break
        page.claim(unit, "other_boilerplate")


def _is_said(page: Page, number: int) -> bool:
    """Tell whether a short line goes on with the text: a sentence, or the last words, which lead to a list."""
    text = page.units[number].text
    words = text.split()
    small = any(word[0].islower() for word in words[1:])
    leads = text[-1] == ":" and number == len(page.units) - 1
    return not page.units[number - 1].role and small and len(words) >= 3 and (leads or ends_sentence(text))
