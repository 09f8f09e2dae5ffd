"""What was computed of each document, kept on disk and sent between processes as bytes without code in them."""

from __future__ import annotations

import hashlib
import json
import platform
import struct
import unicodedata
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np
import pandas as pd

from corpus_utils.files import write_bytes
from corpus_utils.tokens import Names, categorical

#: The folder of a study that holds the cache; nothing in it needs to be kept.
FOLDER = ".cache"
_FORM = b"corpus-utils document 1\n"
_LENGTH = struct.Struct("<I")
#: Small arrays of so many documents are put together at once: each weighs more than the numbers in it.
_DOCUMENTS_A_BLOCK = 100
#: Packages on which the labels of a document depend.
_PACKAGES = ("numpy", "pandas", "regex", "simplemma", "syntok")


class CutShortError(ValueError):
    """Bytes that are not, or not any more, what `pack` made."""


def pack(tables: Mapping[str, pd.DataFrame | Mapping[str, np.ndarray | Names]]) -> bytes:
    """Turn the small tables of a document into bytes.

    The same tables are the same bytes; text is kept as numbers and a list of names, and nothing in the bytes is ever
    executed, so that a cache that came with a study can do no harm.

    Parameters
    ----------
    tables : mapping of str to DataFrame or to bare columns
        Columns of numbers, truth values, text or categories; bare columns of names become categories.

    Returns
    -------
    bytes
        Compressed, with a checksum.

    Examples
    --------
    >>> words = pack({"words": pd.DataFrame({"n": [1], "word": ["peace"]})})
    >>> join(["a", "b"], [words, words])["words"].values.tolist()
    [['a', 1, 'peace'], ['b', 1, 'peace']]
    """
    shapes: dict[str, list[list[object]]] = {}
    arrays: list[bytes] = []
    for name, columns in tables.items():
        shapes[name] = []
        for column, values in columns.items():
            kind, names, parts = _take_apart(values)
            shapes[name].append([column, kind, names, [(part.dtype.str, len(part)) for part in parts]])
            arrays += [part.tobytes() for part in parts]
    head = json.dumps(shapes, ensure_ascii=False).encode("utf-8")
    content = zlib.compress(_LENGTH.pack(len(head)) + head + b"".join(arrays), 1)
    return _FORM + hashlib.sha256(content).digest() + content


def join(doc_ids: Iterable[str], packed: Iterable[bytes]) -> dict[str, pd.DataFrame]:
    """Put the tables of many documents under each other, each row with its document.

    Parameters
    ----------
    doc_ids : iterable of str
        The documents; at least one.
    packed : iterable of bytes
        From `pack`, in the order of the documents.

    Returns
    -------
    dict of str to DataFrame
        The tables by name, with ``doc_id`` as their first column.

    Raises
    ------
    CutShortError
        If the bytes are incomplete or changed.

    Examples
    --------
    >>> join(["a"], [pack({"cues": pd.DataFrame({"cue": ["said", None]})})])["cues"]["cue"].isna().tolist()
    [False, True]
    """
    columns: dict[str, dict[str, _Column]] = {}
    for doc_id, document in zip(doc_ids, packed, strict=True):
        for table, found in _unpack(document).items():
            place = columns.setdefault(table, {})
            rows = len(found[0][-1][0])
            whose = "category" if any(kind == "category" for _, kind, *_ in found) else "text"
            for name, kind, names, parts in [("doc_id", whose, [doc_id], [np.zeros(rows, dtype=np.int32)]), *found]:
                place.setdefault(name, _Column()).add(kind, names, parts)
    return {
        table: pd.DataFrame({name: found.pop(name).join() for name in list(found)}, copy=False)
        for table, found in columns.items()
    }


class _Column:
    """A column that grows by one document after the other; what was unpacked of a document is let go soon."""

    def __init__(self) -> None:
        self.kind = ""
        self.filled = False
        self.blocks: list[list[np.ndarray]] = []
        self.parts: list[list[np.ndarray]] = []
        self.places: dict[str, int] = {}

    def add(self, kind: str, names: list[str], parts: list[np.ndarray]) -> None:
        if not len(parts[0]) and self.kind:
            return
        if not self.filled:
            self.kind, self.parts = kind, []  # a column without a row has no say in what it is
            self.filled = len(parts[0]) > 0
        if names:
            places = np.array([self.places.setdefault(name, len(self.places)) for name in names] + [-1], dtype=np.int32)
            parts = [places[parts[0]]]
        self.parts.append(parts)
        if len(self.parts) == _DOCUMENTS_A_BLOCK:
            self.blocks.append(_under_each_other(self.parts))
            self.parts = []

    def join(self) -> pd.Series | pd.Categorical | np.ndarray:
        values, *mask = _under_each_other([*self.blocks, *self.parts])
        self.blocks, self.parts = [], []
        if self.kind == "category":
            return categorical(values, list(self.places))
        if self.kind == "text":
            return pd.Series(np.array([*self.places, np.nan], dtype=object)[values], dtype="str")
        return pd.Series(pd.arrays.IntegerArray(values, mask[0])) if mask else values


def _under_each_other(parts: list[list[np.ndarray]]) -> list[np.ndarray]:
    if any(len(part) == 2 for part in parts):  # numbers of which some are missing in some documents
        parts = [part if len(part) == 2 else [*part, np.zeros(len(part[0]), dtype=bool)] for part in parts]
    return [np.concatenate(part) for part in zip(*parts, strict=True)]


def _take_apart(column: pd.Series | np.ndarray | Names) -> tuple[str, list[str], list[np.ndarray]]:
    """Name the kind of a column, and give its text and its arrays."""
    if isinstance(column, Names):
        used, codes = np.unique(column.codes, return_inverse=True)
        return "category", [column.names[place] for place in used.tolist()], [codes.astype("<i4")]
    if isinstance(column.dtype, pd.CategoricalDtype):
        return "category", column.cat.categories.tolist(), [column.cat.codes.to_numpy(dtype="<i4")]
    if isinstance(column.dtype, pd.Int64Dtype):
        return "number", [], [column.to_numpy(dtype="<i8", na_value=0), np.asarray(column.isna(), dtype="|b1")]
    if isinstance(column.dtype, np.dtype) and column.dtype.kind in "biuf":
        return "number", [], [np.asarray(column, dtype=column.dtype.newbyteorder("<"))]
    places: dict[str, int] = {}
    of_cells = [
        -1 if cell is None or cell != cell else places.setdefault(cell, len(places)) for cell in column.tolist()
    ]
    return "text", list(places), [np.array(of_cells, dtype="<i4")]


def _unpack(document: bytes) -> dict[str, list[tuple[str, str, list[str], list[np.ndarray]]]]:
    if not is_whole(document):
        raise CutShortError("expected what was computed of a document, found a part of it or something else")
    content = zlib.decompress(document[len(_FORM) + hashlib.sha256().digest_size :])
    (length,) = _LENGTH.unpack_from(content)
    offset = _LENGTH.size + length
    tables: dict[str, list[tuple[str, str, list[str], list[np.ndarray]]]] = {}
    for table, columns in json.loads(content[_LENGTH.size : offset]).items():
        tables[table] = []
        for name, kind, names, shapes in columns:
            parts = []
            for dtype, length in shapes:
                parts.append(np.frombuffer(content, dtype=dtype, count=length, offset=offset))
                offset += parts[-1].nbytes
            tables[table].append((name, kind, names, parts))
    return tables


def is_whole(document: bytes) -> bool:
    """Tell whether bytes are what `pack` made, to the last one."""
    start = len(_FORM) + hashlib.sha256().digest_size
    return document[:start] == _FORM + hashlib.sha256(document[start:]).digest()


@cache
def fingerprint() -> str:
    """Return a hash of everything but the study on which the result of a document depends.

    A changed rule, word list, or version of a package must not leave old results in use.

    Returns
    -------
    str
        In hexadecimal digits.

    Examples
    --------
    >>> len(fingerprint())
    64
    """
    digest = hashlib.sha256(_FORM)
    for name, content in sorted(_sources(resources.files("corpus_utils"))):
        digest.update(f"{name} {len(content)}\n".encode() + content)
    versions = [platform.python_version(), unicodedata.unidata_version, *map(metadata.version, _PACKAGES)]
    digest.update(" ".join(versions).encode())
    return digest.hexdigest()


def _sources(folder: Traversable) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from ((f"{entry.name}/{name}", content) for name, content in _sources(entry))
        elif entry.name.endswith((".py", ".csv")):
            yield entry.name, entry.read_bytes()


class DocumentCache:
    """Results of documents, by a hash of what they were computed from.

    Parameters
    ----------
    folder : Path or None
        Where they are kept; None keeps them in memory.
    report : callable
        Told in one line what went wrong. What does not fit on the disk is kept in memory, so the work goes on.
    """

    def __init__(self, folder: Path | None, report: Callable[[str], None]) -> None:
        self.folder, self.report = folder, report
        self.memory: dict[str, bytes] = {}

    def put(self, key: str, document: bytes) -> None:
        """Keep the result of a document."""
        if self.folder is not None and not self.memory:
            try:
                write_bytes(self._path(key), document)
            except OSError as error:
                self.report(
                    f"{self.folder}: expected room to keep what is done, found: {error.strerror or error}; the work "
                    "goes on, and what was kept so far need not be done again"
                )
            else:
                return
        self.memory[key] = document

    def get(self, key: str) -> bytes | None:
        """Return the result of a document, or None if it is not there whole."""
        if key in self.memory or self.folder is None:
            return self.memory.get(key)
        path = self._path(key)
        if not path.is_file():
            return None
        document = path.read_bytes()
        if is_whole(document):
            return document
        self.report(f"{path}: expected what was done of a document, found a part of it; the document is read again")
        return None

    def forget_others(self, keys: Collection[str]) -> None:
        """Remove what belongs to a former state of the study."""
        if self.folder is not None and self.folder.is_dir():
            for path in sorted(self.folder.glob("??/*")):
                if path.parent.name + path.name not in keys:
                    path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]
