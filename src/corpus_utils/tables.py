"""Tables on disk: the same frame is the same bytes, on every run and every processor."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd

from corpus_utils.files import write_bytes
from corpus_utils.study import StudyError, find_root, keeps_results
from corpus_utils.tokens import categorical

#: A table with more rows is Parquet: a spreadsheet holds some more, and no reader scrolls through as many.
LARGE = 50_000
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
    """Write a frame as a file that repeats to the byte.

    CSV in UTF-8 with LF, rows in a stated order, floats with six significant digits. Text that begins like a
    spreadsheet formula gets an apostrophe in front, which `read_table` takes off again. A table with more rows
    than `LARGE` is Parquet where pyarrow is installed and its path has no ending: a tenth of the size, for pandas
    (``pandas.read_parquet``), duckdb (``SELECT token, count(*) FROM 'tokens.parquet' GROUP BY token``) and others.
    In a notebook that is opened in the study itself a table with a bare name is not written (see
    `corpus_utils.study.keeps_results`).

    Parameters
    ----------
    frame : DataFrame
        A named index becomes the first column; an unnamed one is not written.
    path : str or Path
        The file, with or without its ending (``.csv`` or ``.parquet``), or the bare name of a table in
        ``data/processed`` of the study that holds the current folder; it is replaced whole or left as it was.
        Without an ending, the table's file in the other form is removed.
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
    chosen = not Path(path).suffix
    if len(Path(path).parts) == 1 and chosen and not keeps_results(find_root()):
        return _locate(path, "processed", ".csv")
    if frame.index.name is not None or frame.index.nlevels > 1:
        frame = frame.reset_index()
    if sort_by is not None:
        frame = frame.sort_values(list(sort_by), kind="stable")
    large = len(frame) > LARGE and find_spec("pyarrow") is not None
    path = _locate(path, "processed", ".parquet" if large else ".csv")
    written = write_bytes(path, _as_parquet(frame) if path.suffix == ".parquet" else _as_csv(frame))
    if chosen:
        path.with_suffix(".csv" if large else ".parquet").unlink(missing_ok=True)
    return written


def _as_csv(frame: pd.DataFrame) -> bytes:
    frame = frame.assign(**{name: _cells(frame[name]) for name in frame.columns})
    frame.columns = [_escaped(name) for name in frame.columns]
    rows = _Rows(newline="")
    frame.to_csv(rows, index=False, lineterminator="\r\n", float_format="%.6g", quoting=csv.QUOTE_MINIMAL)
    return rows.getvalue().encode("utf-8")


def _as_parquet(frame: pd.DataFrame) -> bytes:
    """Write columns: text as sorted names and numbers, whole numbers as differences, no metadata."""
    import pyarrow as pa
    from pyarrow import parquet

    arrays, encodings = {}, {}
    for name in map(str, frame.columns):
        column = frame[name]
        if pd.api.types.is_float_dtype(column):
            arrays[name] = pa.array([None if pd.isna(x) else float(f"{x:.6g}") for x in column], pa.float64())
        elif pd.api.types.is_numeric_dtype(column):
            arrays[name] = pa.array(column)
            if pd.api.types.is_integer_dtype(column):
                encodings[name] = "DELTA_BINARY_PACKED"
        else:
            if not isinstance(column.dtype, pd.CategoricalDtype) or column.hasnans:
                column = pd.Series(categorical(*pd.factorize(column.astype("str").where(column.notna(), ""))))
            names = pa.array(column.cat.categories.tolist(), pa.string())
            arrays[name] = pa.DictionaryArray.from_arrays(pa.array(column.cat.codes.to_numpy()), names)
    content = io.BytesIO()
    parquet.write_table(
        pa.table(arrays),
        content,
        compression="zstd",
        use_dictionary=[name for name in arrays if name not in encodings],
        column_encoding=encodings or None,
        store_schema=False,
    )
    return content.getvalue()


def read_table(path: str | Path, folder: str = "processed") -> pd.DataFrame:
    """Read a table that `write_table` wrote, whether CSV or Parquet.

    Words such as "null" and "nan" are words: only an empty cell is missing, and in a column of
    text an empty cell is the empty text. A column in which a number begins with a needless zero, as in
    "007", is text.

    Parameters
    ----------
    path : str or Path
        The file, or the bare name of a table of the study that holds the current folder. A large table is found
        as Parquet, too, where ``.csv`` is asked for.
    folder : str
        The folder under ``data`` in which a bare name is looked up.

    Returns
    -------
    DataFrame
        The rows in the order of the file. Text of a Parquet file comes as categories, sorted, which take a tenth
        of the memory.

    Raises
    ------
    FileNotFoundError
        If the table has not been built yet.
    StudyError
        If a Parquet file is cut short, the table is there in both forms, or pyarrow is missing.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "t.csv"
    >>> _ = write_table(pd.DataFrame({"term": ["null", "=sum"], "speaker": ["", "A"]}), path)
    >>> read_table(path).to_dict("list")
    {'term': ['null', '=sum'], 'speaker': ['', 'A']}
    """
    path = _find(path, folder)
    if path.suffix == ".parquet":
        return _read_parquet(path)
    raw = pd.read_csv(path, keep_default_na=False, encoding="utf-8", dtype="str")
    types = {name: "str" for name in raw.columns if name in TEXTS or raw[name].str.match(r"[+-]?0\d").any()}
    frame = pd.read_csv(path, keep_default_na=False, na_values=[""], encoding="utf-8", dtype=types)
    for name in frame.columns:
        if name in NULLABLE_INTEGERS:
            frame[name] = frame[name].astype("Int64")
        elif not pd.api.types.is_numeric_dtype(frame[name]):
            text = frame[name].astype("str").where(frame[name].notna(), "")
            frame[name] = text.map(_unescaped)
    frame.columns = [_unescaped(name) for name in frame.columns]
    return frame


def _read_parquet(path: Path) -> pd.DataFrame:
    if find_spec("pyarrow") is None:
        raise StudyError(
            f"{path.name}: expected pyarrow to read this table, found none; pip install corpus-utils[large]"
        )
    import pyarrow as pa
    from pyarrow import parquet

    try:
        schema = parquet.read_schema(path)
        texts = [
            field.name for field in schema if pa.types.is_string(field.type) or pa.types.is_large_string(field.type)
        ]
        table = parquet.read_table(path, read_dictionary=texts).unify_dictionaries()
    except (pa.ArrowException, OSError) as error:
        raise StudyError(
            f"{path}: expected a table in Parquet, found a file that is cut short or damaged "
            f"({str(error).splitlines()[0]}); remove it and make it again"
        ) from None
    columns = {}
    for name, column in zip(table.column_names, table.columns, strict=True):
        if name in texts:
            whole = column.combine_chunks()
            whole = whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole
            columns[name] = categorical(whole.indices.to_numpy(), whole.dictionary.to_pylist())
        elif name in NULLABLE_INTEGERS:
            columns[name] = pd.array(column.to_pylist(), dtype="Int64")
        else:
            columns[name] = column.to_numpy()
    return pd.DataFrame(columns)


def _find(path: str | Path, folder: str) -> Path:
    """Find the file of a table, in either form."""
    asked = _locate(path, folder, ".csv")
    forms = [asked.with_suffix(ending) for ending in (".csv", ".parquet")]
    found = [form for form in forms if form.is_file()]
    if not Path(path).suffix and len(found) == 2:
        raise StudyError(f"{asked.parent}: expected {asked.name} or {forms[1].name}, found both; remove the older one")
    if asked.is_file() or not found or asked.suffix != ".csv":
        found = [asked]
    if not found[0].is_file():
        raise FileNotFoundError(
            f"{asked.name}: expected this table in {asked.parent}, found nothing; "
            "build it with `python -m corpus_utils build`, or run the notebook that writes it"
        )
    return found[0]


def _locate(path: str | Path, folder: str, ending: str) -> Path:
    """Find the file of a table that is named without folder and ending."""
    path = Path(path)
    if path.suffix:
        return path
    return (find_root() / "data" / folder / path.name if len(path.parts) == 1 else path).with_suffix(ending)


def _escaped(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def _unescaped(cell: str) -> str:
    return cell[1:] if ESCAPED.match(cell) else cell


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
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.rename_categories(_escaped)
    return column.map(_escaped)
