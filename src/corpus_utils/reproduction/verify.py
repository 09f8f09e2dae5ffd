"""Rebuild results in a scratch copy and compare each with the one that is kept, in a study or in any repository."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus_utils.reproduction.differences import Difference, compare
from corpus_utils.reproduction.publish import generated_files
from corpus_utils.study import find_root

Build = Callable[[Path, Path], object]
#: Folders that are no part of what a command reads, where git does not tell.
LEFT_OUT = (".git", ".venv", "venv", "__pycache__", ".ipynb_checkpoints", "node_modules")


class CommandError(RuntimeError):
    """A command that should have made the results and did not reach its end; the message says which."""


def verify(
    root: str | Path | None = None,
    strict: bool | None = None,
    report: Callable[[str], None] = print,
    build: Build | None = None,
    results: Sequence[str] | None = None,
) -> bool:
    """Tell whether a rebuild gives the files that are kept, byte for byte.

    A reader should not have to believe that a figure comes from the data beside it. The folder is only
    read; the rebuild takes place in the system's folder for temporary files.

    Parameters
    ----------
    root : str or Path, optional
        The study folder, by default the one that holds the current folder; with `build`, any folder.
    strict : bool, optional
        Whether the figures must be the same bytes too. By default they must on Linux x86-64; on other
        systems they may differ within `PIXEL_TOLERANCE` and `DRAWING_TOLERANCE` of `differences`.
        Tables and text must be the same bytes everywhere.
    report : callable
        Told each step, then one line a file, then the verdict.
    build : callable, optional
        Given the folder and an empty scratch folder, makes the results there (see `run_in_copy`); by default it makes
        those of a study.
    results : sequence of str, optional
        Patterns of the files to compare, relative to both folders (``figures/*.png``, ``results/**/*.csv``); by default
        those that a study makes.

    Returns
    -------
    bool
        True where all files agree; False where there is none.

    Raises
    ------
    StudyError, NotebookError, IncompleteError, CommandError
        If there is nothing to compare with, since the rebuild does not reach its end.

    Examples
    --------
    >>> root = Path(tempfile.mkdtemp())
    >>> _ = (root / "answer.txt").write_text("42")
    >>> def build(root, scratch):
    ...     (scratch / "answer.txt").write_text(str(6 * 7))
    >>> verify(root, build=build, results=["*.txt"])
    <BLANKLINE>
    answer.txt                                       same bytes
    <BLANKLINE>
    1 of 1 files agree: reproduced
    True
    """
    root = find_root(root) if build is None else Path(root or ".").resolve()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder).resolve()
        if build is None:
            from corpus_utils.reproduction.reproduce import rebuild

            rebuild(root, scratch, report)
        else:
            build(root, scratch)
        report("")
        return compare_all(root, scratch, strict, report, results)


def run_in_copy(command: str, results: Sequence[str]) -> Build:
    """Make a build function of a command, which runs in a copy without the results.

    What the command does not make is then missing, however old and right the file that is kept. Notebooks among the
    results are inputs too, so they are copied without their outputs.

    Parameters
    ----------
    command : str
        As it is typed into a shell, in the folder of the repository.
    results : sequence of str
        Patterns of the files that it makes, as in `verify`.

    Returns
    -------
    callable
        For `verify`. It copies the files that git tracks or would track; where there is no git, all files outside of
        `LEFT_OUT`. It raises `CommandError` where the command fails.

    Examples
    --------
    >>> root = Path(tempfile.mkdtemp())
    >>> for name, words in (("in.txt", "b a"), ("out.txt", "a")):
    ...     _ = (root / name).write_text(words)
    >>> _ = (root / "make.py").write_text("open('out.txt', 'w').write(min(open('in.txt').read().split()))")
    >>> build = run_in_copy("python make.py", ["out.txt"])
    >>> verify(root, build=build, results=["out.txt"], report=lambda line: None)
    True
    """

    def build(root: Path, scratch: Path) -> None:
        made = set(_matching(root, results))
        for name in _sources(root):
            if name in made and not name.endswith(".ipynb"):
                continue
            (scratch / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, scratch / name)
            if name in made:
                (scratch / name).write_text(_without_outputs(root / name), encoding="utf-8")
        status = subprocess.run(command, shell=True, cwd=scratch, check=False).returncode
        if status:
            raise CommandError(
                f"{command}: expected it to run to its end in a copy, found exit status {status}; try it"
            )

    return build


def _sources(root: Path) -> list[str]:
    git = ["git", "-c", f"safe.directory={root}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(git, cwd=root, capture_output=True, check=False) if shutil.which("git") else None
    if listed is not None and listed.returncode == 0:
        names = [os.fsdecode(name) for name in listed.stdout.split(b"\0") if name]
    else:
        found = (path.relative_to(root) for path in root.rglob("*"))
        names = [path.as_posix() for path in found if not set(path.parts) & set(LEFT_OUT)]
    return sorted(name for name in names if (root / name).is_file())


def _without_outputs(path: Path) -> str:
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell |= {"outputs": [], "execution_count": None}
    except (ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{path}: expected a notebook of format 4, found none ({error}); restore it") from None
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _matching(root: Path, results: Sequence[str] | None) -> list[str]:
    if results is None:
        return generated_files(root)
    found = {path for pattern in results for path in root.glob(pattern) if path.is_file()}
    return sorted(path.relative_to(root).as_posix() for path in found)


def compare_all(
    kept: str | Path,
    made: str | Path,
    strict: bool | None = None,
    report: Callable[[str], None] = print,
    results: Sequence[str] | None = None,
) -> bool:
    """Compare the results in two folders, one line a file and a verdict.

    Parameters
    ----------
    kept, made : str or Path
        The study folder with the results that are kept, and the folder with those made anew.
    strict, report, results
        As in `verify`.

    Returns
    -------
    bool
        True where all files agree; False where there is none.

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
    names = sorted({*_matching(kept, results), *_matching(made, results)})
    found = {name: compare(kept / name, made / name) for name in names}
    for name, difference in found.items():
        report(f"{name:48} {_mark(difference, strict)}")
    bad = sum(1 for difference in found.values() if not _agrees(difference, strict))
    near = sum(1 for difference in found.values() if difference is not None) - bad
    within = f", {near} of them figures within the tolerance" if near else ""
    good = bool(found) and not bad
    report(f"\n{len(found) - bad} of {len(found)} files agree{within}: {'' if good else 'not '}reproduced")
    return good


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
