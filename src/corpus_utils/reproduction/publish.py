"""Carry finished results from a scratch folder to their place."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from corpus_utils.files import write_bytes
from corpus_utils.reproduction.scratch import unwritable

#: What a run makes, by folder: the endings of the files that are its own.
GENERATED = {
    "data": (".json",),
    "data/processed": (".csv", ".parquet"),
    "figures": (".csv", ".png", ".svg", ".txt"),
    "notebooks": (".ipynb",),
}


def generated_files(root: str | Path) -> list[str]:
    """List the files of a study that a run makes.

    Parameters
    ----------
    root : str or Path
        The study folder, or a scratch copy of it.

    Returns
    -------
    list of str
        Paths relative to the folder, with ``/``, sorted.

    Examples
    --------
    >>> import tempfile
    >>> root = Path(tempfile.mkdtemp())
    >>> (root / "figures").mkdir()
    >>> for name in ("a.png", "notes.md"):
    ...     (root / "figures" / name).touch()
    >>> generated_files(root)
    ['figures/a.png']
    """
    root = Path(root)
    return sorted(
        path.relative_to(root).as_posix()
        for folder, endings in GENERATED.items()
        for path in (root / folder).glob("*")
        if path.suffix in endings and not path.name.startswith(".")
    )


def check_place(place: str | Path) -> None:
    """Make sure that results can be put in their place, before they are made.

    Parameters
    ----------
    place : str or Path
        The study folder, or another folder for its results. Folders that are missing are made later.

    Raises
    ------
    WorkplaceError
        If one of the folders is something else, or cannot be written.

    Examples
    --------
    >>> check_place(tempfile.mkdtemp())
    """
    for folder in GENERATED:
        path = Path(place, folder)
        try:
            if path.is_dir():
                with tempfile.TemporaryFile(dir=path):
                    pass
            elif os.path.lexists(path):
                raise NotADirectoryError(0, f"a {'link that leads nowhere' if path.is_symlink() else 'file'}")
        except OSError as error:
            raise unwritable(path, error) from None


def publish(made: str | Path, place: str | Path, remove: bool = True) -> tuple[list[str], list[str]]:
    """Put finished files in their place, one step of the file system each.

    Whoever reads meanwhile, and whatever stops the run, every file is the old one or the new one.
    A file that would not change is left alone.

    Parameters
    ----------
    made : str or Path
        The scratch folder with the finished files.
    place : str or Path
        The study folder, or another folder for its results.
    remove : bool
        Whether results that were not made this time are taken away (notebooks never are).

    Returns
    -------
    changed, removed : list of str
        The files that were written and those that were taken away.

    Raises
    ------
    WorkplaceError
        If a folder cannot be written; then no file was changed.

    Examples
    --------
    >>> made, place = Path(tempfile.mkdtemp()), Path(tempfile.mkdtemp())
    >>> for folder, name in ((made, "new.csv"), (place, "old.csv")):
    ...     (folder / "figures").mkdir()
    ...     _ = (folder / "figures" / name).write_text("n")
    >>> publish(made, place)
    (['figures/new.csv'], ['figures/old.csv'])
    """
    made, place = Path(made), Path(place)
    new = generated_files(made)
    changed = [name for name in new if not _same(made / name, place / name)]
    gone = sorted(set(generated_files(place)) - set(new))
    if not remove:  # a table that has grown is kept in another form, and the smaller one is of a former state
        stems = {name.rpartition(".")[0] for name in new if name.startswith("data/processed/")}
        gone = [name for name in gone if name.rpartition(".")[0] in stems]
    removed = [name for name in gone if not name.startswith("notebooks/")]
    for folder in sorted({(place / name).parent for name in changed}):
        folder.mkdir(parents=True, exist_ok=True)
    check_place(place)
    for name in changed:
        write_bytes(place / name, (made / name).read_bytes())
    for name in removed:
        (place / name).unlink(missing_ok=True)
    return changed, removed


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()
