"""What a notebook computes, shown as prose and as tables that a reader can read."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

#: A p value below this is told as such.
LEAST_P = 0.001


class Shown:
    """Words or a table as a notebook shows it: markup for a browser, plain text for everything else."""

    def __init__(self, html: str, text: str) -> None:
        self.html, self.text = html, text

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Give both forms."""
        return {"text/html": self.html, "text/plain": self.text}


def conclude(*sentences: str) -> Shown:
    """Show computed sentences as paragraphs in a notebook.

    A finding is a sentence with numbers in it. Words of the texts may stand in it too, so everything
    is escaped: a text can never put markup into a notebook.

    Parameters
    ----------
    *sentences : str
        Plain text, one string a paragraph.

    Returns
    -------
    Shown
        What a notebook shows where it is the last line of a cell.

    Examples
    --------
    >>> conclude("5 < 7 documents").html
    '<p>5 &lt; 7 documents</p>'
    """
    return Shown("".join(f"<p>{escape(sentence)}</p>" for sentence in sentences), "\n\n".join(sentences))


def show_table(frame: pd.DataFrame, digits: int = 3, note: str = "") -> Shown:
    """Show a table with words on the left and numbers on the right.

    pandas aligns everything to the right and writes what is missing as a number; a reader of words stumbles over both.

    Parameters
    ----------
    frame : DataFrame
        What to show. A named index is shown, an unnamed one of numbers is not. Columns whose name is ``p`` or ends in
        ``_p`` or begins with ``p_`` or ``q`` are shown as p values.
    digits : int
        Significant places after the point of numbers that are not whole.
    note : str
        What to say where the table has no rows.

    Returns
    -------
    Shown
        What a notebook shows where it is the last line of a cell; wide tables scroll on their own.

    Examples
    --------
    >>> show_table(pd.DataFrame({"term": ["peace"], "rate": [2.50012], "p": [0.00001], "n": [1200]}))
    term   rate       p      n
    peace   2.5  < .001  1,200
    """
    if frame.empty:
        return conclude(note or "There is nothing to list.")
    if any(name is not None for name in frame.index.names) or frame.index.dtype.kind not in "iu":
        frame = frame.reset_index()
    columns = [str(name) if not isinstance(name, tuple) else " ".join(map(str, name)).strip() for name in frame]
    numeric = [pd.api.types.is_numeric_dtype(dtype) and not pd.api.types.is_bool_dtype(dtype) for dtype in frame.dtypes]
    cells = [
        [_cell(value, _is_p(name), digits) for value in frame.iloc[:, place]] for place, name in enumerate(columns)
    ]
    sides = ["right" if number else "left" for number in numeric]
    head = "".join(
        f'<th scope="col" style="text-align:{side}">{escape(name)}</th>'
        for name, side in zip(columns, sides, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(f'<td style="text-align:{side}">{escape(cell)}</td>' for cell, side in zip(row, sides, strict=True))
        + "</tr>"
        for row in zip(*cells, strict=True)
    )
    html = f'<div style="overflow-x:auto"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    widths = [max(map(len, (name, *column))) for name, column in zip(columns, cells, strict=True)]
    lines = [
        "  ".join(
            cell.rjust(width) if number else cell.ljust(width)
            for cell, width, number in zip(row, widths, numeric, strict=True)
        ).rstrip()
        for row in (columns, *zip(*cells, strict=True))
    ]
    return Shown(html, "\n".join(lines))


def _is_p(name: str) -> bool:
    return name == "p" or name.endswith(("_p", " p")) or name.startswith(("p_", "q_", "p ")) or name == "q"


def _cell(value: Any, is_p: bool, digits: int) -> str:
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return "yes" if value else "no"
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return ""
    if isinstance(value, float) or type(value).__name__.startswith("float"):
        number = float(value)
        if is_p:
            return "< .001" if number < LEAST_P else f"{number:.3f}".lstrip("0") or "0"
        if number == int(number) and abs(number) < 1e15:
            return f"{int(number):,}"
        return f"{number:,.{digits}f}".rstrip("0").rstrip(".") if abs(number) >= 10**-digits else f"{number:.{digits}g}"
    if isinstance(value, int) or type(value).__name__.startswith(("int", "uint")):
        return f"{int(value):,}"
    return str(value)
