"""Markup that cannot be injected: whatever is not an element is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from html import escape

#: Elements without content.
VOID = ("br", "img", "input", "link", "meta")
#: What a program would act on and nobody would see: control characters, marks of direction, other invisible signs.
UNSEEN = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f\xa0\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\U000e0000-\U000e007f"
)


class Markup(str):
    """Text that is markup already and goes into a page as it is."""

    __slots__ = ()


def element(name: str, /, *children: object, **attributes: object) -> Markup:
    """Write one HTML element.

    A child that is not the work of this function is text, so no word of a corpus can become a tag.
    """
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{text(value)}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{join(children)}</{name}>")


def text(content: object) -> Markup:
    """Escape text so that a parser gives back the very characters.

    A parser of HTML turns a bare carriage return into a line feed; as a reference it stays. (NUL cannot be written in
    HTML at all; no study holds it, since loading refuses it.)
    """
    return Markup(escape(str(content)).replace("\r", "&#13;"))


def join(children: Iterable[object]) -> Markup:
    """Put pieces together, escaping those that are not markup."""
    return Markup(
        "".join(child if isinstance(child, Markup) else text(child) for child in children if child is not None)
    )


def name_unseen(run: str) -> str:
    """Name characters that cannot be seen.

    A sign for the common ones, the number of the code point for others, and how many there are.
    """
    signs = {"\xa0": "⍽", "\x7f": "␡"}
    counted: dict[str, int] = {}
    for character in run:
        sign = signs.get(character) or (chr(0x2400 + ord(character)) if character < " " else f"U+{ord(character):04X}")
        counted[sign] = counted.get(sign, 0) + 1
    return " ".join(sign if count == 1 else f"{sign} ×{count}" for sign, count in counted.items())


def safe_name(name: str) -> str:
    """Make a name fit for a file on any system, an attribute and an address.

    The name itself where it is plain; otherwise what is plain in it and a checksum, so that no two meet.
    """
    plain = re.sub(r"[^a-z0-9_]+", "-", name.lower()).strip("-")[:40]
    reserved = re.fullmatch(r"con|prn|aux|nul|(?:com|lpt)\d?|index", plain)
    if plain and plain == name and not reserved:
        return plain
    return "-".join(part for part in (plain, sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]) if part)
