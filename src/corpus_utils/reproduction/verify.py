"""Rebuild a study in a scratch copy and compare every result with the one that is kept."""

from __future__ import annotations

import platform
import tempfile
from collections.abc import Callable
from pathlib import Path

from corpus_utils.reproduction.differences import Difference, compare
from corpus_utils.reproduction.publish import generated_files
from corpus_utils.reproduction.reproduce import rebuild
from corpus_utils.study import find_root


def verify(root: str | Path | None = None, strict: bool | None = None, report: Callable[[str], None] = print) -> bool:
    """Tell whether a rebuild gives the files that are kept, byte for byte.

    A reader should not have to believe that a figure comes from the data beside it. The study is only
    read; the rebuild takes place in the system's folder for temporary files.

    Parameters
    ----------
    root : str or Path, optional
        The study folder; by default the one that holds the current folder.
    strict : bool, optional
        Whether the figures must be the same bytes too. By default they must on Linux x86-64; on other
        systems they may differ within `PIXEL_TOLERANCE` and `DRAWING_TOLERANCE` of `differences`.
        Tables and text must be the same bytes everywhere.
    report : callable
        Told each step, then one line a file, then the verdict.

    Returns
    -------
    bool
        True where all files agree.

    Raises
    ------
    StudyError, NotebookError, IncompleteError
        If there is nothing to compare with, since the rebuild does not reach its end.
    """
    root = find_root(root)
    with tempfile.TemporaryDirectory() as scratch:
        rebuild(root, Path(scratch), report)
        report("")
        return compare_all(root, Path(scratch), strict, report)


def compare_all(
    kept: str | Path, made: str | Path, strict: bool | None = None, report: Callable[[str], None] = print
) -> bool:
    """Compare the results in two folders, one line a file and a verdict.

    Parameters
    ----------
    kept, made : str or Path
        The study folder with the results that are kept, and the folder with those made anew.
    strict, report
        As in `verify`.

    Returns
    -------
    bool
        True where all files agree.

    Examples
    --------
    >>> kept, made = Path(tempfile.mkdtemp()), Path(tempfile.mkdtemp())
    >>> for folder, words in ((kept, "peace"), (made, "war")):
    ...     (folder / "figures").mkdir()
    ...     _ = (folder / "figures" / "a.txt").write_text(words)
    >>> compare_all(kept, made)
    figures/a.txt                                    DIFFERS  text: from line 1, 'peace' became 'war'
    <BLANKLINE>
    0 of 1 files agree: not reproduced
    False
    """
    kept, made = Path(kept), Path(made)
    strict = on_reference_system() if strict is None else strict
    names = sorted({*generated_files(kept), *generated_files(made)})
    found = {name: compare(kept / name, made / name) for name in names}
    for name, difference in found.items():
        report(f"{name:48} {_mark(difference, strict)}")
    bad = sum(1 for difference in found.values() if not _agrees(difference, strict))
    near = sum(1 for difference in found.values() if difference is not None) - bad
    within = f", {near} of them figures within the tolerance" if near else ""
    report(f"\n{len(found) - bad} of {len(found)} files agree{within}: {'not ' if bad else ''}reproduced")
    return not bad


def on_reference_system() -> bool:
    """Tell whether this is the kind of system on which every byte is promised.

    Returns
    -------
    bool
        True on Linux x86-64.

    Examples
    --------
    >>> on_reference_system() in (True, False)
    True
    """
    return platform.system() == "Linux" and platform.machine() == "x86_64"


def _agrees(difference: Difference | None, strict: bool) -> bool:
    return difference is None or (difference.tolerable and not strict)


def _mark(difference: Difference | None, strict: bool) -> str:
    if difference is None:
        return "same bytes"
    return f"{'near' if _agrees(difference, strict) else 'DIFFERS'}  {difference.what}"
