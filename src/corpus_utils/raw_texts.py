"""Read the raw texts of a study, each byte as it is described."""

from __future__ import annotations

import hashlib
from pathlib import Path

#: A longer text is more likely an archive or a dump than one document.
MAX_MEGABYTES = 20


class StudyError(ValueError):
    """A study folder that cannot be used; the message says which file, what was found and what to do."""


def read_text(raw: str | Path, row: int, file: str, digest: str) -> str:
    """Read one raw text, if it is the text that the metadata describe.

    Offsets count characters, so a text that is decoded otherwise, or is another one, would make every label wrong.

    Parameters
    ----------
    raw : str or Path
        The folder ``data/raw`` of a study.
    row : int
        The row of ``metadata.csv`` that describes the text, for messages.
    file : str
        The path of the text, relative to `raw`.
    digest : str
        The SHA-256 of its bytes, in hexadecimal.

    Returns
    -------
    str
        The text, decoded as UTF-8, with its line ends as they are.

    Raises
    ------
    StudyError
        If the text is missing, empty, too long, changed, outside the folder, not UTF-8 or not text.

    Examples
    --------
    >>> import tempfile
    >>> raw = Path(tempfile.mkdtemp())
    >>> _ = (raw / "a.txt").write_bytes(b"We want peace.")
    >>> read_text(raw, 2, "a.txt", hashlib.sha256(b"We want peace.").hexdigest())
    'We want peace.'
    """
    raw = Path(raw)
    where = f"metadata.csv, row {row}, file {file[:80]!r}"
    content = _content(raw, where, file)
    found = hashlib.sha256(content).hexdigest()
    if not content.strip():
        raise StudyError(f"{where}: expected a text, found an empty file; add its text or take the row out")
    if found != digest:
        raise StudyError(
            f"{where}: expected sha256 {digest or '(none given)'}, found {found}; "
            "restore the text, or write the new checksum if the change is meant"
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise StudyError(
            f"{where}: expected UTF-8, found byte 0x{content[error.start]:02x} at byte offset {error.start}; "
            "save the text as UTF-8"
        ) from None
    if not text.strip("\ufeff").strip():
        raise StudyError(f"{where}: expected a text, found an empty file; add its text or take the row out")
    if "\0" in text:
        raise StudyError(
            f"{where}: expected a text, found a NUL character at offset {text.index(chr(0))}; "
            "this is another kind of file, or UTF-16: save it as plain text in UTF-8"
        )
    return text


def _content(raw: Path, where: str, file: str) -> bytes:
    path = raw / file
    try:
        inside = bool(file) and not Path(file).is_absolute() and path.resolve().is_relative_to(raw.resolve())
        size = path.stat().st_size if inside and path.is_file() else None
    except (OSError, RuntimeError) as error:
        raise StudyError(f"{where}: expected a text, found {type(error).__name__}; name another file") from None
    if not inside:
        raise StudyError(f"{where}: expected a path inside data/raw, found one that leads out; move it")
    if size is None:
        raise StudyError(f"{where}: expected a text, found no such file; add it or take the row out")
    if size > MAX_MEGABYTES * 1_000_000:
        raise StudyError(
            f"{where}: expected a text of at most {MAX_MEGABYTES} MB, found {size // 1_000_000} MB; "
            "give each document a file of its own"
        )
    return path.read_bytes()
