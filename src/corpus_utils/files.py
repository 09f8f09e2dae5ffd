"""Write a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_bytes(path: str | Path, content: bytes) -> Path:
    """Write a file so that a reader sees the old content or the new, never a part.

    The content goes to a temporary file in the same folder, which then takes the name.

    Parameters
    ----------
    path : str or Path
        The file to write; its folder is made if it is missing.
    content : bytes
        What the file shall hold.

    Returns
    -------
    Path
        The path written.

    Raises
    ------
    OSError
        If the folder cannot be written or the disk is full; the old file then stands as it was.

    Examples
    --------
    >>> folder = Path(tempfile.mkdtemp())
    >>> write_bytes(folder / "new" / "word.txt", b"peace").read_bytes()
    b'peace'
    >>> [file.name for file in (folder / "new").iterdir()]
    ['word.txt']
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path
