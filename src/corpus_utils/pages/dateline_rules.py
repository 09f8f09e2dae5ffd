"""Rules for lines that say when, where and by whom a text was written."""

from __future__ import annotations

import re

from corpus_utils.pages.dates import counter_pattern, date_pattern
from corpus_utils.pages.layout import ends_sentence
from corpus_utils.pages.page import Page, speaker_label
from corpus_utils.pages.page_phrases import pattern, phrases, plain

_WIRE = re.compile(
    r"(?:\*\*)?\([A-Z][\w ,.-]{2,40}\)(?:\*\*)?\s*[-–—]+\s+|\*\*[A-Z]{2}[\w ,./-]{1,40}\*\*\s*[-–—]+\s+"
    r"|(?:[A-Z][A-Z./'’-]+(?:[ ,/]+[A-Z][A-Z./'’-]+){0,4}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
    r"(?:,?\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,?\s+\d{4})?)?[.,]?\s*"
    r"(?::(?=\s)|\([A-Z][\w./ -]{1,30}\)\s*[-–—]+|[A-Z]{2,}\s*[-–—]+|/[A-Z][\w. -]{1,30}/\.?|[-–—]{1,2}(?=\s))"
    r"(?:\s*[-–—]+)?\s+"
)
_LABEL = re.compile(r"[A-Z][A-Z .'’-]{1,40}:\s")
_LEADS_ON = (",", "|", "-", "–", "—", ":", "/", "•", "·", "*")


def wire_dateline(page: Page) -> None:
    """A place in capitals with an agency or a dash before the first sentence is a wire dateline."""
    for number in range(page.first_body, min(page.first_body + 2, len(page.units))):
        unit = page.units[number]
        if number > page.first_body and ends_sentence(page.units[number - 1].text):
            break
        match = _WIRE.match(unit.text[:120])
        if match and (page.speaks(unit) or speaker_label(unit.text) in phrases("office")):
            continue
        label = match and match.group().rstrip().endswith(":")
        if label and (
            not match.group().isupper()
            or sum(u.text[:12].isupper() or bool(_LABEL.match(u.text)) for u in page.units) > 1
        ):
            continue
        upper = match and any(word.strip(",.(/").isupper() for word in match.group().split())
        if match and not unit.role and (upper or match.group()[0] in "(*"):
            if number > page.first_body and not page.units[number - 1].role:
                page.claim(page.units[number - 1], "subtitle")
            page.cut(unit, [(0, match.end(), "dateline"), (match.end(), len(unit.text), "")])


def date_line(page: Page) -> None:
    """A short line that is or starts with a date is a dateline; what shares the line is cut off."""
    _labels = re.compile(rf"(?:\s*{pattern('date_label')}(?:\s+(?:on|at))?\s*:?)+", re.IGNORECASE)
    for number, unit in page.open_lines():
        inside = page.first_body <= number <= page.last_body
        inside = inside and not _whole_date(unit.text)
        if len(unit.text) > 140 or unit.prose == 2 or (inside and (number > page.first_body or not unit.prose)):
            continue
        match = date_pattern().search(unit.text) if any(map(str.isdigit, unit.text)) else None
        if number < page.first_body and _labels.fullmatch(unit.text):
            page.claim(unit, "dateline")
        if not match:
            continue
        before, after = unit.text[: match.start()].strip(" *_([-–•"), unit.text[match.end() :].strip()
        by = re.match(r"by\b", before, re.IGNORECASE)
        below = number > page.last_body
        if len(re.sub(r"[|•·]", " ", after).split()) > (6 if unit.prose else 16 if ":" in match.group() else 12) or len(
            before.split()
        ) > (8 if by else 3 if below else 5):
            continue
        if unit.prose and match.start() and not by:
            continue
        place = before.endswith(_LEADS_ON) and ":" not in before and not re.search(r"(?<!\w)[a-z]{3}", before)
        timed = ":" in match.group() and before == before.title() and not re.search("[.!?]", before)
        if len(before.split()) > 2 and not by and not place and not timed:
            continue
        page.cut(unit, _date_pieces(unit.text, match))


def byline(page: Page) -> None:
    """A short line outside the text that opens with “By”, or closes with an office, names the writer."""
    opens = re.compile(rf"[-–•*_\s]*{pattern('byline_start')}(?:\s+|(?<=:))(?=[*_]*[A-Z])", re.IGNORECASE)
    credit = re.compile(rf"\b{pattern('credit')}\b", re.IGNORECASE)
    for number, unit in page.open_lines():
        text = unit.text.strip("*_-–• ")
        reporting = re.match(r"\(?(?:additional )?(?:reporting|writing|editing) by\b", text, re.IGNORECASE)
        outside = number <= page.first_body or number >= page.last_body
        if opens.match(unit.text) and (outside or text[0] == "(" or (reporting and not unit.prose)):
            reporting = re.match(r"\(?(?:additional )?(?:reporting|writing|editing)\b", text, re.IGNORECASE)
            if len(text) <= (300 if reporting else 100) and (reporting or not unit.prose):
                page.claim(unit, "caption" if "/" in text and credit.search(text) else "byline")
        elif number < page.first_body and len(text.split()) <= 4:
            agency = plain(text) in phrases("agency") and near_date(page, number)
            if agency or text.casefold().endswith(phrases("byline_end")):
                page.claim(unit, "byline")
        elif number < page.first_body and len(text.split()) <= 9 and text.casefold().endswith("and agencies"):
            page.claim(unit, "byline")


def _whole_date(line: str) -> bool:
    """Tell whether a line is a date with its year and nothing else."""
    return len(line) <= 40 and bool(date_pattern().fullmatch(line.strip("*_ ,.()"))) and bool(re.search(r"\d{4}", line))


def _is_dated(page: Page, number: int) -> bool:
    unit = page.neighbour(number)
    return unit is not None and (
        unit.role == "dateline" or (len(unit.text) <= 90 and bool(date_pattern().match(unit.text)))
    )


def near_date(page: Page, number: int) -> bool:
    """Tell whether the line above or below a line is a date."""
    return _is_dated(page, number + 1) or _is_dated(page, number - 1)


def _date_pieces(text: str, match: re.Match[str]) -> list[tuple[int, int, str]]:
    """Cut a line at its date and its counters."""
    pieces: list[tuple[int, int, str]] = []
    start = 0
    if re.match(r"[-–•*\s]*by\b", text[: match.start()], re.IGNORECASE):
        start = _back_over_bullet(text, match.start())
        pieces.append((0, start, "byline"))
    position = start
    counters = list(counter_pattern().finditer(text, match.end()))
    for counter in [*counters, None]:
        stop = _back_over_bullet(text, counter.start()) if counter else len(text)
        if position == start:
            rest = text[match.end() : stop].strip(" |•·-–—,*_)]/:")
            if not rest or date_pattern().search(rest) or (not counters and _place(text[match.end() : stop])):
                pieces.append((start, stop, "dateline"))
            else:
                by = re.match(r"by\b", rest, re.IGNORECASE)
                pieces += [(start, match.end(), "dateline"), (match.end(), stop, "byline" if by else "section_tag")]
        elif stop > position:
            pieces.append((position, stop, "other_boilerplate"))
        if counter:
            pieces.append((stop, counter.end(), "other_boilerplate"))
            position = counter.end()
    return pieces


def _back_over_bullet(text: str, at: int) -> int:
    return len(text[:at].rstrip(" \u00a0•·|"))


def _place(rest: str) -> bool:
    rest = rest.strip()
    return (
        rest[:1] not in ("|", "•", "·", "/")
        and len(rest.split()) <= 4
        and not re.search(r"\bby\b", rest, re.IGNORECASE)
    )
