"""Where a study lives on disk."""

from __future__ import annotations

from pathlib import Path

MARK = Path("data", "raw", "metadata.csv")


def find_root(start: str | Path | None = None) -> Path:
    """Find the study folder that holds the place one stands in.

    Notebooks, tests and the command line run from different folders; all of them mean the nearest
    folder upwards that holds ``data/raw/metadata.csv``.

    Parameters
    ----------
    start : str or Path, optional
        Where to begin; the current folder by default.

    Returns
    -------
    Path
        The absolute path of the study folder.

    Raises
    ------
    FileNotFoundError
        If neither the folder nor any folder above it is a study.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp()).resolve()
    >>> (folder / "data" / "raw").mkdir(parents=True)
    >>> _ = (folder / MARK).write_text("doc_id")
    >>> find_root(folder / "data") == folder
    True
    """
    start = Path(start or ".").resolve()
    for folder in (start, *start.parents):
        if (folder / MARK).is_file():
            return folder
    raise FileNotFoundError(
        f"{start}: expected a study (a folder with {MARK.as_posix()}) here or above, found none; "
        "start from inside a study, or name one with root= (on the command line: --root)"
    )
