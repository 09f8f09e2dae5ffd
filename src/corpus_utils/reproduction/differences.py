"""Say what kind of difference lies between two files that should be the same."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import numpy as np
from matplotlib.image import imread

#: The share of its pixels in which a figure may differ on other systems.
PIXEL_TOLERANCE = 0.01
#: The length, in points of 1/72 inch, by which a place in a drawing may differ on other systems.
DRAWING_TOLERANCE = 0.01

#: A picture in the markup of a notebook.
EMBEDDED = re.compile(r"(?<=data:image/png;base64,)[A-Za-z0-9+/=\n]+")
NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")


@dataclass(frozen=True)
class Difference:
    """What differs, in words, and whether another system may differ so."""

    what: str
    tolerable: bool = False


def compare(expected: Path, found: Path) -> Difference | None:
    """Compare two files byte for byte, and name the kind of difference where a byte differs.

    Parameters
    ----------
    expected, found : Path
        The file as it is kept, and the same file made anew.

    Returns
    -------
    Difference or None
        None where every byte is the same.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> for name, rate in (("a.csv", "2.0"), ("b.csv", "2.2")):
    ...     _ = (folder / name).write_text(f"term,rate\\npeace,{rate}\\n")
    >>> compare(folder / "a.csv", folder / "b.csv").what
    'numbers: 1 cell differs, at most by 9.1 % (row 2, rate: 2.0 became 2.2)'
    """
    if not expected.is_file():
        return Difference("not kept: the run makes this file, and it is not there")
    if not found.is_file():
        return Difference("not made: the file is kept, and no run makes it")
    one, other = expected.read_bytes(), found.read_bytes()
    if one == other:
        return None
    by_kind = {".csv": _tables, ".png": _pixels, ".svg": _drawing, ".ipynb": _notebooks}
    try:
        return by_kind.get(expected.suffix, _text)(one, other)
    except (ValueError, KeyError, OSError, SyntaxError, csv.Error) as error:
        return Difference(f"{len(one)} bytes became {len(other)}, which cannot be read as {expected.suffix} ({error})")


def _tables(one: bytes, other: bytes) -> Difference:
    kept, made = (list(csv.reader(io.StringIO(content.decode("utf-8")), strict=True)) for content in (one, other))
    if kept[:1] != made[:1]:
        before, after = (", ".join(rows[0]) if rows else "(none)" for rows in (kept, made))
        return Difference(f"columns: {before} became {after}")
    if len(kept) != len(made):
        return Difference(f"rows: {len(kept) - 1} became {len(made) - 1}; {_first_line(one, other)}")
    cells = [
        (row, name, before, after)
        for row, (old, new) in enumerate(zip(kept, made, strict=True), start=1)
        for name, before, after in zip(kept[0], old, new, strict=True)
        if before != after
    ]
    if not cells:
        return Difference(f"form: the cells are the same, the bytes are not; {_first_line(one, other)}")
    texts = [cell for cell in cells if not (NUMBER.fullmatch(cell[2]) and NUMBER.fullmatch(cell[3]))]
    row, name, before, after = max(texts or cells, key=lambda cell: 0 if texts else _relative(*cell[2:]))
    place = f"(row {row}, {name}: {before} became {after})"
    differ = f"{len(cells)} cell{' differs' if len(cells) == 1 else 's differ'}"
    if texts:
        return Difference(f"text: {differ}, {len(texts)} of them not in a number alone {place}")
    return Difference(f"numbers: {differ}, at most by {100 * _relative(before, after):.2g} % {place}")


def _relative(before: str, after: str) -> float:
    one, other = float(before), float(after)
    return abs(one - other) / max(abs(one), abs(other), np.finfo(float).tiny)


def _pixels(one: bytes, other: bytes) -> Difference:
    kept, made = imread(io.BytesIO(one)), imread(io.BytesIO(other))
    if kept.shape != made.shape:
        return Difference(f"size: {_size(kept)} pixels became {_size(made)}")
    apart = np.abs(kept - made).max(axis=-1)
    count, share = int((apart > 0).sum()), float((apart > 0).mean())
    if not count:
        return Difference("form: every pixel is the same, the packing or the notes in the file are not", True)
    what = f"pixels: {count} of {apart.size} ({100 * share:.2g} %), at most by {100 * apart.max():.2g} % of a colour"
    return Difference(what, share <= PIXEL_TOLERANCE)


def _size(image: np.ndarray) -> str:
    return f"{image.shape[1]} x {image.shape[0]}"


def _drawing(one: bytes, other: bytes) -> Difference:
    kept, made = one.decode("utf-8"), other.decode("utf-8")
    if NUMBER.sub("0", kept) != NUMBER.sub("0", made):
        return _text(one, other)
    apart = [
        abs(float(before) - float(after))
        for before, after in zip(NUMBER.findall(kept), NUMBER.findall(made), strict=True)
        if before != after
    ]
    what = f"drawing: {len(apart)} numbers differ, at most by {max(apart):.2g} points"
    return Difference(what, max(apart) <= DRAWING_TOLERANCE)


def _notebooks(one: bytes, other: bytes) -> Difference:
    kept, made = json.loads(one), json.loads(other)
    if len(kept["cells"]) != len(made["cells"]):
        return Difference(f"cells: {len(kept['cells'])} became {len(made['cells'])}")
    images = []
    for number, (old, new) in enumerate(zip(kept["cells"], made["cells"], strict=True), start=1):
        pictures = [_take_images(cell) for cell in (old, new)]
        if old != new:
            return Difference(f"cell {number}: {_first_line(_lines(old), _lines(new))}")
        images += [(number, a, b) for a, b in zip(*pictures, strict=True) if a != b]
    if not images:
        return Difference(f"form: the cells are the same, the rest is not; {_first_line(one, other)}")
    found = [(number, _pixels(base64.b64decode(a), base64.b64decode(b))) for number, a, b in images]
    what = "; ".join(f"image in cell {number}: {difference.what}" for number, difference in found)
    return Difference(what, all(difference.tolerable for _, difference in found))


def _take_images(cell: dict) -> list[str]:
    """Take the PNGs out of the outputs of a cell, so that the rest can be compared as text."""
    outputs = [output["data"] for output in cell.get("outputs", []) if "data" in output]
    images = [data.pop("image/png") for data in outputs if "image/png" in data]
    for data in outputs:
        html = "".join(data.get("text/html", ""))
        images += EMBEDDED.findall(html)
        data["text/html"] = EMBEDDED.sub("", html)
    return images


def _lines(cell: dict) -> bytes:
    return json.dumps(cell, indent=0, sort_keys=True, ensure_ascii=False).encode("utf-8")


def _text(one: bytes, other: bytes) -> Difference:
    return Difference(f"text: {_first_line(one, other)}")


def _first_line(one: bytes, other: bytes) -> str:
    kept, made = (content.decode("utf-8", "backslashreplace").split("\n") for content in (one, other))
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(kept, made, strict=False)))
    before, after = (lines[shared][:60] if shared < len(lines) else "(end)" for lines in (kept, made))
    return f"from line {shared + 1}, {before!r} became {after!r}"
