"""Read the text of a PDF by the place of its lines: paragraphs whole, heads and page numbers apart.

A PDF knows where letters stand, not what a paragraph is. Leading, indentation, the length of a line and
the size of its letters tell; what recurs at one height from page to page is no part of the text.
"""

from __future__ import annotations

import ctypes
import itertools
import math
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

#: A page that holds fewer letters than this beside a picture was scanned.
LEAST_LETTERS = 20
#: The share of a page that its pictures cover if the page is a picture.
PICTURE = 0.5

_EDGE = r"[-–—|\[\]()\s]*"
_PAGE_NUMBER = re.compile(
    rf"{_EDGE}(?:p(?:age|\.)?\s*)?(?:\d{{1,4}}|[ivxl]{{1,7}})(?:\s*(?:of|/)\s*\d{{1,4}})?{_EDGE}", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?…؟。:;][\"'”’»)\]*\d]*\Z")
_MARK = re.compile(r"(?:[•·●▪◦‣∙○■□–—*]|\(?(?:\d{1,3}|[a-zA-Z])[.)])\s")
_BROKEN = re.compile(r"(\w+)[-‐\u00ad]\n(\w+)")
#: What the library writes for a hyphen at the end of a line; no line end follows it.
_HYPHENS = ("\x02", "\ufffe")


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF holds.

    Attributes
    ----------
    text : str
        The running text, one line a paragraph.
    left_out : tuple of str
        Running heads, page numbers and text along the margin, in the order of the pages.
    scanned, empty : tuple of int
        The numbers of the pages (from 1) that are pictures, and of those that hold neither text nor picture.
    pages : int
        How many pages there are.
    title, language : str
        As the file declares them; empty where it does not.
    """

    text: str
    left_out: tuple[str, ...]
    scanned: tuple[int, ...]
    empty: tuple[int, ...]
    pages: int
    title: str
    language: str


@dataclass(slots=True)
class _Line:
    """One line: its place in points from the lower left corner of the page, and how high its letters are."""

    text: str
    page: int
    left: float
    bottom: float
    right: float
    height: float
    turned: bool = False


def read_pdf(content: bytes) -> PdfText:
    """Read the running text of a PDF.

    Other converters give lines; words broken at a line's end and paragraphs broken at a page's end then count as two of
    each. Gives paragraphs, what was left out, and the pages that hold no text.
    """
    document = pypdfium2.PdfDocument(content)
    try:
        pages = [_lines(document[number], number) for number in range(len(document))]
        letters = [sum(char.isalpha() for line in lines for char in line.text) for lines in pages]
        poor = [number for number, count in enumerate(letters) if count < LEAST_LETTERS]
        scanned = tuple(number + 1 for number in poor if _covered(document[number]) >= PICTURE)
        empty = tuple(number + 1 for number in poor if letters[number] == 0 and number + 1 not in scanned)
        title = (document.get_metadata_value("Title") or "").strip()
        language = _language(document)
    finally:
        document.close()
    furniture = _furniture(pages)
    running = [line for lines in pages for line in lines if id(line) not in furniture]
    left_out = tuple(line.text for lines in pages for line in lines if id(line) in furniture)
    text = _mend("\n\n".join("\n".join(line.text for line in one) for one in _paragraphs(running)))
    return PdfText(text, left_out, scanned, empty, len(pages), title, language)


def _language(document: pypdfium2.PdfDocument) -> str:
    size = pdfium.FPDFCatalog_GetLanguage(document, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    pdfium.FPDFCatalog_GetLanguage(document, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le", errors="replace").strip("\0")


def _covered(page: pypdfium2.PdfPage) -> float:
    """Measure the share of a page that pictures cover; strips of one scan add up."""
    width, height = page.get_size()
    area = 0.0
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = picture.get_bounds()
        area += (right - left) * (top - bottom)
    return area / (width * height)


def _lines(page: pypdfium2.PdfPage, number: int) -> list[_Line]:
    """Give the lines of a page in the order in which they were written."""
    text_page = page.get_textpage()
    lines: list[_Line] = []
    for start, end, text in _stretches(text_page):
        first, last = start + len(text) - len(text.lstrip()), start + len(text.rstrip()) - 1
        words = " ".join(text.split())
        if not words or last >= end:
            continue
        # A bullet or a number at one end may be of another font: the middle one of three letters stands for the line.
        boxes = [text_page.get_charbox(place, loose=True) for place in (first, (first + last) // 2, last)]
        left, right = boxes[0][0], boxes[2][2]
        bottom = statistics.median(box[1] for box in boxes)
        height = statistics.median(abs(box[3] - box[1]) for box in boxes) or 1.0
        turned = abs(math.sin(pdfium.FPDFText_GetCharAngle(text_page, first))) > 0.1
        line = _Line(words, number, left, bottom, right, height, turned)
        before = lines[-1] if lines else None
        if before is not None and _same_row(before, line):
            before.text += f" {line.text}"
            before.right = line.right
        else:
            lines.append(line)
    return lines


def _stretches(text_page: pypdfium2.PdfTextPage) -> Iterator[tuple[int, int, str]]:
    """Cut the characters of a page where a line ends; a character here is one of the file, so places count."""
    start, text = 0, ""
    total = text_page.count_chars()
    for index in range(total):
        char = chr(pdfium.FPDFText_GetUnicode(text_page, index))
        if char in _HYPHENS:
            yield start, index + 1, f"{text}-"
            start, text = index + 1, ""
        elif char in "\r\n":
            yield start, index, text
            start, text = index + 1, ""
        elif char == "\0":
            text += " "
        else:
            text += char
    yield start, total, text


def _same_row(before: _Line, line: _Line) -> bool:
    """Tell whether two pieces are parts of one line, such as a raised number and the words after it."""
    height = max(before.height, line.height)
    return (
        not (before.turned or line.turned)
        and abs(before.bottom - line.bottom) < 0.5 * height
        and -0.3 * height < line.left - before.right < height
    )


def _furniture(pages: list[list[_Line]]) -> set[int]:
    """Find running heads and page numbers: at the edge of the page, and again on another page."""
    found = {id(line) for lines in pages for line in lines if line.turned}
    edges: dict[tuple[str, int], list[tuple[int, _Line]]] = defaultdict(list)
    for lines in pages:
        upright = sorted((line for line in lines if not line.turned), key=lambda line: (-line.bottom, line.left))
        if len(found) and len(upright) < len(lines) / 2:  # a page that lies on its side is no margin
            found -= {id(line) for line in lines}
            continue
        for edge in (upright[:3], upright[-3:]):
            for line in edge:
                key = re.sub(r"\d+|\b[ivxl]+\b", "#", line.text.casefold())
                edges[key, round(line.height)].append((line.page, line))
        for line in (*upright[:1], *upright[-1:]):
            if len(pages) > 1 and _PAGE_NUMBER.fullmatch(line.text):
                found.add(id(line))
    for same in edges.values():
        for _, line in same:
            at = {page for page, other in same if abs(other.bottom - line.bottom) < 4}
            if len(at) >= (2 if len(pages) <= 4 else 3):
                found.add(id(line))
    return found


def _paragraphs(lines: list[_Line]) -> list[list[_Line]]:
    """Put the lines of one paragraph together, over the end of a column and of a page too."""
    leading = _leading(lines)
    paragraphs: list[list[_Line]] = []
    for number, line in enumerate(lines):
        if number and _continues(lines[number - 1], line, paragraphs[-1], leading, _margin(lines, number - 1)):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _leading(lines: list[_Line]) -> dict[int, float]:
    """Measure the usual distance of two lines, for each size of letters (rounded to points)."""
    steps: dict[int, list[float]] = defaultdict(list)
    for before, line in itertools.pairwise(lines):
        step = before.bottom - line.bottom
        if before.page == line.page and round(before.height) == round(line.height) and 0 < step < 4 * line.height:
            steps[round(line.height)].append(round(step, 1))
    return {height: statistics.median_low(found) for height, found in steps.items()}


def _margin(lines: list[_Line], number: int) -> float:
    """Find how far right the lines around this one reach that begin about where it begins."""
    line = lines[number]
    near = lines[max(number - 10, 0) : number + 10]
    reach = sorted((other.right for other in near if abs(other.left - line.left) < 3 * line.height), reverse=True)
    return reach[1] if len(reach) > 3 else reach[0]  # one line may stick out


def _continues(before: _Line, line: _Line, paragraph: list[_Line], leading: dict[int, float], margin: float) -> bool:
    """Tell whether a line goes on with the paragraph of the line before it."""
    height = line.height
    within = line.text[0].islower() and not _SENTENCE_END.search(before.text)  # the middle of a sentence
    alike = abs(before.height - height) <= (0.3 if within else 0.15) * height
    if before.turned or line.turned or not alike or _MARK.match(line.text):
        return False
    word = line.text.split()[0]
    width = (line.right - line.left) * len(word) / len(line.text)
    room = margin - before.right - 0.5 * height
    if within:
        width = 3 * width + 2 * height
    if before.page != line.page or line.bottom > before.bottom + 0.5 * height:  # the next page or column
        return not _SENTENCE_END.search(before.text) and room < max(width, 2 * height)
    step = before.bottom - line.bottom
    if step > 1.25 * leading.get(round(height), 1.4 * height) or room > width:
        return False
    hanging = bool(_MARK.match(paragraph[0].text)) and len(paragraph) == 1
    return hanging or line.left < before.left + 0.5 * height


def _mend(text: str) -> str:
    """Join words broken at the end of a line, then lines; a hyphen that the text has elsewhere stays."""
    kept = Counter(match.casefold() for match in re.findall(r"\w+[-‐]\w+", text))
    whole = Counter(re.findall(r"\w+", text.casefold()))

    def joined(match: re.Match[str]) -> str:
        left, right = match.groups()
        hyphenated = f"{left}-{right}"
        compound = not (left[-1].islower() and right[0].islower())
        if compound or kept[hyphenated.casefold()] > whole[f"{left}{right}".casefold()]:
            return hyphenated
        return f"{left}{right}"

    return re.sub(r"(?<!\n)\n(?!\n)", " ", _BROKEN.sub(joined, text))
