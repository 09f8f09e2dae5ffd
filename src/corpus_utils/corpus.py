"""Load a study folder and refuse what cannot be trusted."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from corpus_utils.pages.roles import ROLES
from corpus_utils.paths import find_root
from corpus_utils.raw_texts import StudyError, read_text

ACTOR_GROUPS = (
    "russian_government",
    "syrian_civil_society",
    "syrian_opposition",
    "syrian_kurdish",
    "syrian_government",
    "us_government",
    "un",
    "media",
    "other",
)
METADATA_COLUMNS = (
    "doc_id",
    "title",
    "date",
    "date_precision",
    "issuer",
    "actor_group",
    "genre",
    "addressee",
    "language",
    "file",
    "sha256",
)
ACTOR_COLUMNS = ("name", "aliases", "office", "group")
CORRECTION_COLUMNS = ("doc_id", "start", "end", "role", "reason")
#: How a date is written at each precision.
DATE_FORMATS = {
    "day": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "month": r"[0-9]{4}-[0-9]{2}",
    "year": r"[0-9]{4}",
    "unknown": "",
}


@dataclass(frozen=True)
class Study:
    """A validated study: its folder, its documents and their texts.

    Attributes
    ----------
    root : Path
        The study folder.
    documents : DataFrame
        One row a document, sorted by ``doc_id``: the columns of ``metadata.csv``.
    texts : dict of str to str
        The raw text of each document; every offset in every table counts its characters.
    actors : DataFrame
        Who belongs to which group: name, aliases, office, group.
    corrections : DataFrame
        A scholar's overrides of the rules: doc_id, start, end, role, reason.
    """

    root: Path
    documents: pd.DataFrame
    texts: dict[str, str]
    actors: pd.DataFrame
    corrections: pd.DataFrame


def load_study(root: str | Path | None = None) -> Study:
    """Load a study folder and check everything that later steps rely on.

    A number is worth as much as the text under it, so a text that is not the one that was
    described stops the work here.

    Parameters
    ----------
    root : str or Path, optional
        The study folder; by default the one that holds the current folder.

    Returns
    -------
    Study
        Documents sorted by ``doc_id``, texts, actors and corrections.

    Raises
    ------
    StudyError
        If a table lacks a column, an id is doubled, a label is unknown, a date does not exist, or a text
        is missing, empty, changed, outside the folder, not UTF-8 or not described.

    Examples
    --------
    >>> import hashlib, tempfile
    >>> raw = Path(tempfile.mkdtemp(), "data", "raw")
    >>> (raw / "texts").mkdir(parents=True)
    >>> _ = (raw / "texts" / "a.txt").write_text("We want peace.", encoding="utf-8")
    >>> digest = hashlib.sha256(b"We want peace.").hexdigest()
    >>> _ = (raw / "metadata.csv").write_text(
    ...     "doc_id,title,date,date_precision,issuer,actor_group,genre,addressee,language,file,sha256\\n"
    ...     f"a,A letter,2018-01,month,A union,other,letter,,en,texts/a.txt,{digest}\\n")
    >>> load_study(raw).texts
    {'a': 'We want peace.'}
    """
    root = find_root(root)
    raw = root / "data" / "raw"
    documents = _read(raw / "metadata.csv", METADATA_COLUMNS)
    if documents.empty:
        raise StudyError("metadata.csv: expected at least one document, found none; add a row for each text")
    _check_ids(documents)
    _check_labels(documents["actor_group"], "metadata.csv", "actor_group", ACTOR_GROUPS)
    _check_labels(documents["date_precision"], "metadata.csv", "date_precision", tuple(DATE_FORMATS))
    for row, date, precision in _rows(documents, "date", "date_precision"):
        _check_date(row, date, precision)
    texts = {
        doc: read_text(raw, row, file, digest)
        for row, doc, file, digest in _rows(documents, "doc_id", "file", "sha256")
    }
    _check_all_described(raw, documents["file"])
    actors = _read(raw / "actors.csv", ACTOR_COLUMNS, optional=True)
    _check_labels(actors["group"], "actors.csv", "group", ACTOR_GROUPS)
    for row, name in _rows(actors, "name"):
        if not name.strip():
            raise StudyError(f"actors.csv, row {row}: expected a name, found none; add it or take the row out")
    corrections = _corrections(root / "data" / "annotations" / "corrections.csv", texts)
    documents = documents.sort_values("doc_id", ignore_index=True)
    return Study(root, documents, {doc: texts[doc] for doc in documents["doc_id"]}, actors, corrections)


def _read(path: Path, columns: tuple[str, ...], optional: bool = False) -> pd.DataFrame:
    if optional and not path.is_file():
        return pd.DataFrame(columns=list(columns), dtype="str")
    if not path.is_file():
        raise StudyError(f"{path.name}: expected this table in {path.parent}, found nothing; add it")
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        if (at := path.read_bytes().find(b"\0")) >= 0:
            raise pd.errors.ParserError(f"a NUL character at byte offset {at}")
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        found = " ".join(str(error).split())
        raise StudyError(f"{path.name}: expected a CSV table in UTF-8, found {found}; save it as that") from None
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        raise StudyError(
            f"{path.name}: expected the columns {', '.join(columns)}, found no {', '.join(missing)}; add them"
        )
    return frame


def _rows(frame: pd.DataFrame, *columns: str) -> zip:
    """Give the row number as a spreadsheet shows it (the header is row 1) and the named cells."""
    return zip(range(2, len(frame) + 2), *(frame[name] for name in columns), strict=True)


def _check_ids(documents: pd.DataFrame) -> None:
    seen: dict[str, int] = {}
    for row, doc in _rows(documents, "doc_id"):
        if not re.fullmatch(r"[A-Za-z0-9][\w.-]*", doc):
            raise StudyError(
                f"metadata.csv, row {row}: expected a doc_id of letters, digits, _ . and -, found {doc!r}; rename it"
            )
        if doc in seen:
            raise StudyError(
                f"metadata.csv, row {row}: expected a new doc_id, found {doc!r}, which row {seen[doc]} has; rename one"
            )
        seen[doc] = row


def _check_labels(column: pd.Series, file: str, name: str, allowed: tuple[str, ...]) -> None:
    for row, label in enumerate(column, start=2):
        if label not in allowed:
            raise StudyError(f"{file}, row {row}: expected {name} to be one of {', '.join(allowed)}, found {label!r}")


def _check_date(row: int, date: str, precision: str) -> None:
    padded = date + {"year": "-01-01", "month": "-01"}.get(precision, "")
    if not re.fullmatch(DATE_FORMATS[precision], date) or (date and not _exists(padded)):
        raise StudyError(
            f"metadata.csv, row {row}: expected a date that exists, at precision {precision!r} "
            "(day 2018-01-29, month 2018-01, year 2018, unknown: empty), "
            f"found {date!r}; mend the date or its precision"
        )


def _exists(date: str) -> bool:
    try:
        return bool(datetime.date.fromisoformat(date))
    except ValueError:
        return False


def _check_all_described(raw: Path, files: pd.Series) -> None:
    described: dict[Path, int] = {}
    for row, file in enumerate(files, start=2):
        path = (raw / file).resolve()
        if path in described:
            raise StudyError(
                f"metadata.csv, row {row}, file {file!r}: expected another text in every row, found that of row "
                f"{described[path]}; take one row out"
            )
        described[path] = row
    for path in sorted((raw / "texts").rglob("*")):
        if not path.is_dir() and not path.name.startswith(".") and path.resolve() not in described:
            raise StudyError(
                f"{path.relative_to(raw).as_posix()}: expected a row for this text in metadata.csv, found none; "
                "describe it or take it out of data/raw/texts"
            )


def _corrections(path: Path, texts: dict[str, str]) -> pd.DataFrame:
    frame = _read(path, CORRECTION_COLUMNS, optional=True)
    _check_labels(frame["role"], "corrections.csv", "role", ROLES)
    for row, doc, start, end in _rows(frame, "doc_id", "start", "end"):
        if doc not in texts:
            raise StudyError(f"corrections.csv, row {row}: expected a doc_id of metadata.csv, found {doc!r}")
        if not (start.isdecimal() and end.isdecimal() and int(start) < int(end) <= len(texts[doc])):
            raise StudyError(
                f"corrections.csv, row {row}: expected 0 <= start < end <= {len(texts[doc])}, "
                f"found {start!r} and {end!r}; count the characters of the raw text"
            )
    return frame.astype({"start": int, "end": int})
