"""Take a text out of the file in which it came: plain text, HTML, PDF or Word.

A web page is more than its text, a PDF less: what a converter left out is counted, and what the file does
not say is not guessed.
"""

from __future__ import annotations

import codecs
import importlib
import importlib.metadata
import io
import itertools
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError

#: Megabytes. A larger text is more likely an archive than one document; PDF and Word files may hold pictures.
MAX_TEXT, MAX_FILE = 20, 200
#: A part of a Word file that unpacks to more times its size than this was made to fill the memory.
MAX_RATIO = 200
#: A reader should look where less than this share of the letters was kept.
LITTLE = 0.3
#: The share of letters from right to left, and of letters that a font does not name, that is worth a warning.
SOME, UNREADABLE = 0.1, 0.05

#: How files begin that are often named as texts, and what to do with them.
_OTHERS = {
    b"%PDF-": "a PDF; let its name end in .pdf",
    b"PK\x03\x04": "an archive; let the name of a Word file end in .docx, and unpack others",
    b"\xd0\xcf\x11\xe0": "an old office document, or one with a password; save it as .docx without one",
    b"{\\rtf": "rich text; save it as .docx or as plain text in UTF-8",
    b"\x89PNG": "a picture; give the text in it",
    b"\xff\xd8\xff": "a picture; give the text in it",
    b"\x1f\x8b": "a compressed file; unpack it",
}
_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_MARKUP = re.compile(r"<!doctype html|<html[\s>]|</(?:p|div|script|body)>", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
#: Not seen on a page, in a converted text: controls, soft hyphens, zero-width spaces and byte-order marks.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff]")
_LIGATURE = re.compile(r"[\ufb00-\ufb06]")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CORE = "{http://purl.org/dc/elements/1.1/}"
#: The parts of a Word file that its pages show.
_SHOWN = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml\Z")
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "table", "ul", "ol")
_HIDDEN = (
    "//head|//script|//style|//noscript|//template|//svg|//*[@hidden]|//comment()|//processing-instruction()"
    "|//*[contains(translate(@style, ' ', ''), 'display:none')]"
)
#: The name under which the package is installed.
DISTRIBUTION = "whose-words"


class DocumentError(ValueError):
    """A file whose text cannot be taken; the message says which file, what was found and what to do."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A text, and how it was come by.

    Attributes
    ----------
    text : str
        The text, with LF at the ends of lines. From HTML, PDF and Word a blank line parts the paragraphs.
    converter : str
        The program that took it out of the file, with its version; "plain text" where the file is the text.
    warnings : tuple of str
        What a reader should look at, one line each.
    kept_share : float
        The letters kept, as a share (0 to 1) of those that the file shows.
    title, date, language : str
        As the file itself declares them (YYYY-MM-DD; two or three letters); empty where it does not.
    left_out : tuple of str
        Lines that stand on the pages of a PDF and are no part of its text: running heads and page numbers.
    changed : bool
        Whether the text in UTF-8 is not the file, byte for byte; then the file should be kept beside it.

    Examples
    --------
    >>> Imported("We want peace.", "plain text").kept_share
    1.0
    """

    text: str
    converter: str
    warnings: tuple[str, ...] = ()
    kept_share: float = 1.0
    title: str = ""
    date: str = ""
    language: str = ""
    left_out: tuple[str, ...] = ()
    changed: bool = True


def read_document(path: str | Path) -> Imported:
    """Read the text of a file, whatever the kind of file.

    Texts come as they were collected; a page that is taken over with its menus, or a PDF with its words
    broken at the ends of lines, would be counted as such.

    Parameters
    ----------
    path : str or Path
        A file whose name ends in .txt, .md, .html, .htm, .xhtml, .pdf or .docx; without an ending it is text.
        For the last five the package is installed with its extra `import`.

    Returns
    -------
    Imported
        The text, what took it out, and what a reader should look at. The same file gives the same text.

    Raises
    ------
    DocumentError
        If there is no such file, it is of another kind or too large, it is damaged, or it holds no text.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "letter.txt")
    >>> _ = path.write_bytes(codecs.BOM_UTF8 + b"We want peace.\\r\\nNow.")
    >>> letter = read_document(path)
    >>> letter.text, letter.warnings
    ('We want peace.\\nNow.', ('a byte-order mark was taken off',))
    """
    path = Path(path)
    reader, megabytes = _READERS.get(path.suffix.lower(), (None, 0))
    if reader is None:
        raise DocumentError(
            f"{path.name}: expected a name that ends in .txt, .md, .html, .pdf or .docx, found {path.suffix!r}; "
            "save the text as one of these"
        )
    try:
        if not path.is_file():
            raise DocumentError(f"{path.name}: expected a file in {path.parent}, found none; check the name")
        if path.stat().st_size > megabytes * 1_000_000:
            raise DocumentError(
                f"{path.name}: expected at most {megabytes} MB, found {path.stat().st_size // 1_000_000} MB; "
                "give each document a file of its own"
            )
        content = path.read_bytes()
    except OSError as error:
        raise DocumentError(
            f"{path.name}: expected a file that can be read, found {error.strerror}; mend its rights"
        ) from None
    if not content.strip():
        raise DocumentError(f"{path.name}: expected a text, found an empty file; leave it out")
    return reader(path.name, content)


def _read_plain(name: str, content: bytes) -> Imported:
    text, warnings = _decode(name, content, "")
    _refuse_binary(name, content, text)
    if _MARKUP.search(text[:20_000]):
        warnings.append("looks like HTML; a name that ends in .html lets its text be taken out")
    if lost := text.count("\ufffd"):
        warnings.append(f"{lost} characters were lost before (U+FFFD)")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Imported(text, "plain text", tuple(warnings), changed=text.encode("utf-8") != content)


def _decode(name: str, content: bytes, declared: str) -> tuple[str, list[str]]:
    """Decode by the byte-order mark, else by what a page declares, else as UTF-8."""
    for mark, encoding in _UTF_16.items():
        if content.startswith(mark):
            return _strictly(name, content[2:], encoding), ["was UTF-16, is UTF-8 now"]
    if content.startswith(codecs.BOM_UTF8):
        return _strictly(name, content[3:], "utf-8"), ["a byte-order mark was taken off"]
    if declared and declared != "utf-8":
        text = content.decode(declared, errors="replace")
        spoiled = text.count("\ufffd")
        return text, [f"{spoiled} characters are not in the declared encoding {declared}"] if spoiled else []
    return _strictly(name, content, "utf-8"), []


def _strictly(name: str, content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        for start, found in _OTHERS.items():
            if content.startswith(start):
                raise DocumentError(f"{name}: expected a text, found {found}") from None
        zeros = content[:1000].count(0)
        remedy = "this is no text; give its text" if zeros else "save it as UTF-8"
        raise DocumentError(
            f"{name}: expected a text in {encoding.upper()}, found byte 0x{content[error.start]:02x} at byte offset "
            f"{error.start}; {remedy}"
        ) from None


def _refuse_binary(name: str, content: bytes, text: str) -> None:
    for start, found in _OTHERS.items():
        if content.startswith(start):
            raise DocumentError(f"{name}: expected a text, found {found}")
    if control := _CONTROL.search(text):
        zero = control.group() == "\0"
        remedy = "this is another kind of file, or UTF-16 without its mark" if zero else "take it out"
        raise DocumentError(
            f"{name}: expected a text, found the control character U+{ord(control.group()):04X} at offset "
            f"{control.start()}; {remedy}"
        )
    if not any(char.isalnum() for char in text):
        raise DocumentError(f"{name}: expected a text, found no letter; leave it out")


def _read_html(name: str, content: bytes) -> Imported:
    trafilatura, lxml_html = _converter(name, "trafilatura"), _converter(name, "lxml.html")
    declared = _CHARSET.search(content[:4096])
    page, warnings = _decode(name, content, _encoding(name, declared.group(1).decode("ascii") if declared else ""))
    # Its declaration says in what the bytes were, not what the string is.
    page = re.sub(r"^\s*<\?xml[^>]*\?>", "", _CONTROL.sub("", page))
    if not _MARKUP.search(page) and "<" not in page:
        raise DocumentError(f"{name}: expected HTML, found no tag; let its name end in .txt")
    tree = lxml_html.document_fromstring(page)
    language = _language(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    found = trafilatura.bare_extraction(
        tree,
        favor_recall=True,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": None},
    )
    text = _tidy(_part_paragraphs(found.text or "")) if found is not None else ""
    if not any(char.isalnum() for char in text):
        raise DocumentError(
            f"{name}: expected a page with running text, found none; save the page after it has loaded, "
            "or save its text as .txt"
        )
    share = _share(text, _visible(lxml_html.document_fromstring(page)))
    if share < LITTLE:
        warnings.append(f"{share:.0%} of the letters on the page were taken as its text; compare it with the page")
    return Imported(text, _named("trafilatura"), tuple(warnings), share, _line(found.title), found.date or "", language)


def _encoding(name: str, declared: str) -> str:
    if not declared:
        return ""
    # Browsers read these two as the larger set that Windows has; a name that Python lacks is refused.
    declared = {"iso-8859-1": "windows-1252", "us-ascii": "windows-1252"}.get(declared.lower(), declared)
    try:
        return codecs.lookup(declared).name
    except LookupError:
        raise DocumentError(
            f"{name}: expected an encoding that is known, found {declared!r}; save the page as UTF-8"
        ) from None


def _part_paragraphs(text: str) -> str:
    """Put a blank line between paragraphs; the items of a list and the rows of a table stay together."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    parted = lines[:1]
    for before, line in itertools.pairwise(lines):
        together = line[:2] in ("- ", "| ") and before[:2] == line[:2]
        parted.append(line if together else f"\n{line}")
    return "\n".join(parted)


def _visible(tree: Any) -> str:
    """Give the text that a browser shows; `tree` is changed."""
    for hidden in tree.xpath(_HIDDEN):
        if hidden.getparent() is not None:
            hidden.drop_tree()
    return tree.text_content()


def _read_pdf(name: str, content: bytes) -> Imported:
    pypdfium2 = _converter(name, "pypdfium2")
    if b"%PDF-" not in content[:1024]:
        raise DocumentError(f"{name}: expected a PDF, found another kind of file; give it the ending of its kind")
    from corpus_utils.pdf_text import read_pdf

    try:
        found = read_pdf(content)
    except pypdfium2.PdfiumError as error:
        raise DocumentError(
            f"{name}: expected a PDF that opens without a password, found {error}; save it anew from a viewer"
        ) from None
    text = _tidy(found.text)
    letters = sum(char.isalpha() for char in text)
    if not letters or 2 * len(found.scanned) > found.pages:
        what = f"pictures on {_pages(found.scanned)}" if found.scanned else "no letter"
        raise DocumentError(
            f"{name}: expected a PDF with text, found {what} of {found.pages} (scanned, no text); "
            "run a program for text recognition over it, or type its text"
        )
    warnings = []
    if found.scanned:
        warnings.append(f"{_pages(found.scanned)} scanned, no text: what stands there is missing")
    if found.empty:
        warnings.append(f"{_pages(found.empty)} without text")
    if sum(unicodedata.bidirectional(char) in ("R", "AL") for char in text) > SOME * letters:
        warnings.append("written from right to left: a PDF may give its words in the wrong order; prefer HTML or Word")
    unreadable = sum(char == "\ufffd" or unicodedata.category(char) == "Co" for char in text)
    if unreadable > UNREADABLE * len(text):
        warnings.append(f"{unreadable} letters are not named by their font; compare the text with the PDF")
    if found.left_out:
        lines = list(dict.fromkeys(found.left_out))
        shown = ", ".join(repr(line[:40]) for line in lines[:3]) + (" …" if len(lines) > 3 else "")
        warnings.append(f"{len(found.left_out)} lines at the edges of pages are left out: {shown}")
    share = _share(text, text + "".join(found.left_out))
    return Imported(
        text,
        _named("pypdfium2"),
        tuple(warnings),
        share,
        _line(found.title),
        language=_language(found.language),
        left_out=found.left_out,
    )


def _pages(numbers: tuple[int, ...]) -> str:
    listed = ", ".join(map(str, numbers[:10])) + (" …" if len(numbers) > 10 else "")
    return f"page {listed}" if len(numbers) == 1 else f"pages {listed}"


def _read_word(name: str, content: bytes) -> Imported:
    mammoth = _converter(name, "mammoth")
    parts = _unpack(name, content)
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(content),
            convert_image=mammoth.images.img_element(lambda image: {"src": ""}),
            include_default_style_map=True,
        )
        shown = "".join(_word_text(ElementTree.fromstring(xml)) for part, xml in parts.items() if _SHOWN.match(part))
        core = ElementTree.fromstring(parts["docProps/core.xml"]) if "docProps/core.xml" in parts else None
    except (KeyError, ValueError, ElementTree.ParseError, ExpatError) as error:
        raise DocumentError(
            f"{name}: expected a Word file, found one that is damaged ({type(error).__name__}); save it anew from Word"
        ) from None
    lines = _Lines()
    lines.feed(result.value)
    lines.close()
    text = _tidy(lines.text())
    if not any(char.isalnum() for char in text):
        raise DocumentError(f"{name}: expected a text, found no letter (pictures alone?); give its text")
    warnings = sorted({message.message for message in result.messages if "style" not in message.message})
    share = _share(text, shown)
    if share < LITTLE:
        warnings.append(f"{share:.0%} of the letters of the file were taken as its text; compare it with the file")
    title, language = (
        (core.findtext(f"{_CORE}{field}") or "" if core is not None else "") for field in ("title", "language")
    )
    return Imported(text, _named("mammoth"), tuple(warnings), share, _line(title), language=_language(language))


def _unpack(name: str, content: bytes) -> dict[str, bytes]:
    """Check a Word file before anything reads it, and give its parts in XML."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                if entry.file_size > MAX_RATIO * max(entry.compress_size, 1) and entry.file_size > 1_000_000:
                    raise DocumentError(
                        f"{name}: expected parts that unpack to at most {MAX_RATIO} times their size, found "
                        f"{entry.filename!r} ({entry.file_size // max(entry.compress_size, 1)} times); do not open it"
                    )
            size = sum(entry.file_size for entry in archive.infolist())
            if size > MAX_FILE * 1_000_000:
                raise DocumentError(
                    f"{name}: expected at most {MAX_FILE} MB unpacked, found {size // 1_000_000} MB; "
                    "take its pictures out"
                )
            if "word/document.xml" not in archive.namelist():
                raise DocumentError(f"{name}: expected a Word file, found another archive; save the text as .docx")
            parts = {entry: archive.read(entry) for entry in archive.namelist() if entry.endswith((".xml", ".rels"))}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        found = next(
            (found for start, found in _OTHERS.items() if content.startswith(start) and start != b"PK\x03\x04"), ""
        )
        raise DocumentError(
            f"{name}: expected a Word file, found {found or f'one that is damaged ({error}); save it anew from Word'}"
        ) from None
    for part, xml in parts.items():
        if b"<!DOCTYPE" in xml.replace(b"\0", b"").upper():
            raise DocumentError(f"{name}: expected no document type, found one in {part!r}; do not open the file")
    return parts


def _word_text(element: ElementTree.Element) -> str:
    """Give the letters of one part; a text box stands there twice, the second time for old programs."""
    if element.tag == _FALLBACK:
        return ""
    own = element.text or "" if element.tag == _WORD else ""
    return own + "".join(_word_text(child) for child in element)


class _Lines(HTMLParser):
    """Take the text out of the plain HTML that the converter of Word files writes."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = [""]
        self.lists: list[int | None] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol"):
            self.lists.append(0 if tag == "ol" else None)
        if tag in _BLOCKS:
            self.blocks.append("")
        if tag == "li":
            number = self.lists[-1]
            self.lists[-1] = None if number is None else number + 1
            self.blocks[-1] = "- " if number is None else f"{number + 1}. "
        if tag == "br":
            self.blocks[-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self.lists.pop()
        if tag in _BLOCKS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        self.blocks[-1] += data.replace("↑", "")

    def text(self) -> str:
        """Put a blank line between the paragraphs."""
        blocks = (block.strip() for block in self.blocks)
        return "\n\n".join(block for block in blocks if block)


def _tidy(text: str) -> str:
    """Take out of a converted text what no page shows, so that a word is one word."""
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    text = _LIGATURE.sub(lambda letters: unicodedata.normalize("NFKC", letters.group()), text)
    lines = [re.sub(r"[^\S\n]+", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _share(text: str, shown: str) -> float:
    letters = sum(char.isalpha() for char in shown)
    return min(sum(char.isalpha() for char in text) / letters, 1.0) if letters else 1.0


def _line(title: str | None) -> str:
    return " ".join((title or "").split())


def _language(code: str) -> str:
    found = re.match(r"([a-z]{2,3})(?:[-_]|\Z)", code.strip().lower())
    return found.group(1) if found else ""


def _converter(name: str, module: str) -> ModuleType:
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        raise DocumentError(
            f"{name}: expected the package {module.split('.')[0]!r} for this kind of file, found no {error.name!r}; "
            f"install it: pip install '{DISTRIBUTION}[import]'"
        ) from None


def _named(package: str) -> str:
    return f"{package} {importlib.metadata.version(package)}"


_READERS: dict[str, tuple[Callable[[str, bytes], Imported], int]] = {
    **dict.fromkeys(("", ".txt", ".text", ".md", ".markdown"), (_read_plain, MAX_TEXT)),
    **dict.fromkeys((".html", ".htm", ".xhtml"), (_read_html, MAX_TEXT)),
    ".pdf": (_read_pdf, MAX_FILE),
    ".docx": (_read_word, MAX_FILE),
}
