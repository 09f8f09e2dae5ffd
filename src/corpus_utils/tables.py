"""Tables on disk: the same frame is the same bytes, on every run and every processor."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from corpus_utils.files import write_bytes
from corpus_utils.study import find_root, keeps_results

#: Columns of whole numbers in which a cell may be empty.
NULLABLE_INTEGERS = ("number", "parent", "cue_start", "cue_end")
#: Columns of text, even where every cell of it happens to look like a number or is empty.
TEXTS = (
    *("doc_id", "title", "date", "issuer", "addressee", "genre", "language", "file", "sha256"),
    *("token", "lemma", "term", "name", "author", "speaker", "cue"),
)
#: A text cell that a spreadsheet would take for a formula; the marks before it make the escape reversible.
FORMULA = re.compile(r"'*[=+\-@\t\r]")
ESCAPED = re.compile(r"'+[=+\-@\t\r]")


def write_table(frame: pd.DataFrame, path: str | Path, sort_by: Sequence[str] | None = None) -> Path:
    """Write a frame as CSV that repeats to the byte.

    UTF-8, LF, rows in a stated order, floats with six significant digits. Text that begins like a
    spreadsheet formula gets an apostrophe in front, which `read_table` takes off again. In a notebook that
    is opened in the study itself a table with a bare name is not written (see `corpus_utils.study.keeps_results`).

    Parameters
    ----------
    frame : DataFrame
        A named index becomes the first column; an unnamed one is not written.
    path : str or Path
        The file, or the bare name of a table in ``data/processed`` of the study that holds the current
        folder; it is replaced whole or left as it was.
    sort_by : sequence of str, optional
        Columns to order the rows by; without it the rows stay as they are.

    Returns
    -------
    Path
        The path written.

    Raises
    ------
    KeyError
        If a column to sort by is not in the frame.

    Examples
    --------
    >>> import tempfile
    >>> frame = pd.DataFrame({"term": ["war", "peace", "-led"], "rate": [1 / 3, 2.0, 5.0]})
    >>> path = write_table(frame, Path(tempfile.mkdtemp()) / "t.csv", sort_by=["rate"])
    >>> print(path.read_text())
    term,rate
    war,0.333333
    peace,2
    '-led,5
    <BLANKLINE>
    """
    if not Path(path).suffix and not keeps_results(find_root()):
        return _locate(path, "processed")
    if frame.index.name is not None or frame.index.nlevels > 1:
        frame = frame.reset_index()
    if sort_by is not None:
        frame = frame.sort_values(list(sort_by), kind="stable")
    frame = frame.assign(**{name: _cells(frame[name]) for name in frame.columns})
    rows = _Rows(newline="")
    frame.to_csv(rows, index=False, lineterminator="\r\n", float_format="%.6g", quoting=csv.QUOTE_MINIMAL)
    return write_bytes(_locate(path, "processed"), rows.getvalue().encode("utf-8"))


def read_table(path: str | Path, folder: str = "processed") -> pd.DataFrame:
    """Read a table that `write_table` wrote.

    Words such as "null" and "nan" are words: only an empty cell is missing, and in a column of
    text an empty cell is the empty text.

    Parameters
    ----------
    path : str or Path
        The CSV file, or the bare name of a table of the study that holds the current folder.
    folder : str
        The folder under ``data`` in which a bare name is looked up.

    Returns
    -------
    DataFrame
        The rows in the order of the file.

    Raises
    ------
    FileNotFoundError
        If the table has not been built yet.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "t.csv"
    >>> _ = write_table(pd.DataFrame({"term": ["null", "=sum"], "speaker": ["", "A"]}), path)
    >>> read_table(path).to_dict("list")
    {'term': ['null', '=sum'], 'speaker': ['', 'A']}
    """
    path = _locate(path, folder)
    if not path.is_file():
        raise FileNotFoundError(
            f"{path.name}: expected this table in {path.parent}, found nothing; "
            "build it with `python -m corpus_utils build`, or run the notebook that writes it"
        )
    types = dict.fromkeys(TEXTS, "str")
    frame = pd.read_csv(path, keep_default_na=False, na_values=[""], encoding="utf-8", dtype=types)
    for name in frame.columns:
        if name in NULLABLE_INTEGERS:
            frame[name] = frame[name].astype("Int64")
        elif not pd.api.types.is_numeric_dtype(frame[name]):
            text = frame[name].astype("str").where(frame[name].notna(), "")
            frame[name] = text.map(lambda cell: cell[1:] if ESCAPED.match(cell) else cell)
    return frame


def _locate(path: str | Path, folder: str) -> Path:
    """Find the file of a table that is named without folder and ending."""
    path = Path(path)
    return path if path.suffix else find_root() / "data" / folder / f"{path.name}.csv"


class _Rows(io.StringIO):
    """End the rows with LF. Written as CRLF, a cell that holds either of the two is put in quotation marks."""

    def write(self, row: str) -> int:
        return super().write(row.removesuffix("\r\n") + "\n")


def _cells(column: pd.Series) -> pd.Series:
    """Make the cells of a column safe: no formula in text, no float on the edge between two roundings."""
    if pd.api.types.is_float_dtype(column):
        # Processors differ in the last bits; rounded to twelve digits first, 0.1234565 is one number on all of them.
        return column.map(lambda x: float(f"{x:.12g}") if pd.notna(x) and np.isfinite(x) else x)
    if pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
        return column
    return column.map(lambda cell: f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell)
