from __future__ import annotations

import base64
import io
import json

import numpy as np
import pytest
from matplotlib.image import imsave

from corpus_utils.reproduction.verify import compare


def png(changed: int = 0, by: int = 255, note: str = "", shape: tuple[int, int] = (10, 20)) -> bytes:
    image = np.zeros((*shape, 3), dtype=np.uint8)
    image.reshape(-1, 3)[:changed] = by
    buffer = io.BytesIO()
    imsave(buffer, image, format="png", metadata={"Title": note or None})
    return buffer.getvalue()


def notebook(source: str = "a", text: str = "1", image: bytes | None = None, cells: int = 1, version: int = 5) -> bytes:
    outputs = [{"output_type": "stream", "text": text}]
    if image is not None:
        outputs.append({"output_type": "display_data", "data": {"image/png": base64.b64encode(image).decode()}})
    cell = {"cell_type": "code", "source": source, "outputs": outputs}
    return json.dumps({"cells": [cell] * cells, "nbformat_minor": version}).encode()


TABLE = b"term,rate\npeace,0.5\nwar,2\n"
CASES = {
    "numbers, by how much": (
        "csv",
        TABLE,
        TABLE.replace(b"2", b"2.5").replace(b"0.5", b"0.501"),
        "numbers: 2 cells differ, at most by 20 % (row 3, rate: 2 became 2.5)",
        False,
    ),
    "a number from zero": ("csv", b"n\n0\n", b"n\n1e-9\n", "numbers: 1 cell differs, at most by 1e+02 %", False),
    "a word": ("csv", TABLE, TABLE.replace(b"war", b"wars"), "text: 1 cell differs, 1 of them not in a number", False),
    "a number that is gone": ("csv", TABLE, TABLE.replace(b"0.5", b""), "(row 2, rate: 0.5 became )", False),
    "rows": (
        "csv",
        TABLE,
        TABLE + b"end,1\n",
        "became 4 rows of 2 cells; text: from line 4, '' became 'end,1'",
        False,
    ),
    "columns": (
        "csv",
        TABLE,
        TABLE.replace(b"rate", b"share"),
        "alone (row 1, rate: rate became share)",
        False,
    ),
    "line ends": (
        "csv",
        TABLE,
        TABLE.replace(b"\n", b"\r\n"),
        "text: from line 1, 'term,rate' became",
        False,
    ),
    "an empty table": ("csv", TABLE, b"", "size: 3 rows of 2 cells became 0 rows of 0 cells", False),
    "a table that is none": ("csv", TABLE, b"\xff", "cannot be read as .csv", False),
    "ragged rows": ("csv", TABLE, TABLE.replace(b"war,2", b"war"), "cannot be read as .csv", False),
    "two pixels of 200": ("png", png(), png(2), "pixels: 2 of 200 (1 %), at most by 1e+02 % of a colour", True),
    "three pixels of 200": ("png", png(), png(3), "pixels: 3 of 200 (1.5 %)", False),
    "a faint pixel": ("png", png(), png(1, by=1), "at most by 0.39 % of a colour", True),
    "packing": ("png", png(), png(note="other"), "pixels: 0 of 200 (0 %)", True),
    "size": ("png", png(), png(shape=(10, 21)), "size: 20 x 10 pixels became 21 x 10", False),
    "half a picture": ("png", png(), png()[:50], "cannot be read as .png", False),
    "a drawing's last digit": ("svg", b'<p d="M 1.25 -3"/>', b'<p d="M 1.251 -3"/>', "numbers differ, at most", True),
    "a drawing's bar": ("svg", b'<p d="M 1.25 -3"/>', b'<p d="M 1.25 -7"/>', "at most by 4 points", False),
    "a drawing's shape": ("svg", b"<p/>", b"<path/>", "text: from line 1, '<p/>' became '<path/>'", False),
    "far in a line": (
        "txt",
        b"a" * 99 + b"b",
        b"a" * 99 + b"c",
        "text: from line 1, 'aaaaaaaaaaaaaaaaaaaab' became",
        False,
    ),
    "words": ("txt", b"a\nb\n", b"a\nc\n", "text: from line 2, 'b' became 'c'", False),
    "a notebook's source": ("ipynb", notebook(), notebook(source="b"), "cell 1: from line", False),
    "a notebook's output": ("ipynb", notebook(), notebook(text="2"), "cell 1: from line", False),
    "a notebook's length": ("ipynb", notebook(), notebook(cells=2), "cell 1: from line 1", False),
    "a notebook's rest": ("ipynb", notebook(), notebook(version=4), "cell 1: from line 1", False),
    "an image in a notebook": (
        "ipynb",
        notebook(image=png()),
        notebook(image=png(1)),
        "image in cell 1: pixels: 1 of 200",
        True,
    ),
    "a changed image in a notebook": (
        "ipynb",
        notebook(image=png()),
        notebook(image=png(9)),
        "pixels: 9 of 200",
        False,
    ),
    "an image that is gone": ("ipynb", notebook(image=png()), notebook(), "cell 1: from line", False),
    "no notebook": ("ipynb", notebook(), b"{", "text: from line 1", False),
}


class TestCompare:
    @pytest.mark.parametrize("case", CASES)
    def test_names_the_kind(self, tmp_path, case):
        ending, kept, made, message, tolerable = CASES[case]
        (tmp_path / f"kept.{ending}").write_bytes(kept)
        (tmp_path / f"made.{ending}").write_bytes(made)
        found = compare(tmp_path / f"kept.{ending}", tmp_path / f"made.{ending}")
        assert message in found[0]
        assert found[1] is tolerable

    @pytest.mark.parametrize("content", [b"", TABLE, b"\xff\x00"])
    def test_same_bytes_are_no_difference(self, tmp_path, content):
        for name in ("kept.csv", "made.csv"):
            (tmp_path / name).write_bytes(content)
        assert compare(tmp_path / "kept.csv", tmp_path / "made.csv") == ("", False)

    def test_a_missing_file(self, tmp_path):
        (tmp_path / "there").write_text("")
        assert compare(tmp_path / "there", tmp_path / "missing")[0].startswith("not made")
        assert compare(tmp_path / "missing", tmp_path / "there")[0].startswith("not kept")
