"""A place to try things: copies of the notebooks whose results go nowhere else."""

from __future__ import annotations

import shutil
import stat
import tempfile
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path
from typing import Any

import nbformat

from corpus_utils.reproduction.notebooks import NotebookError, execute, list_notebooks
from corpus_utils.study import MARK, RESULTS_MARK, StudyError, find_root

Report = Callable[[str], None]

#: The folder for work, unless another one is named.
WORK = "my-work"


def make_work(root: str | Path | None = None, folder: str | Path | None = None) -> Path:
    """Copy a study into a folder for work.

    A changed cell in the study itself would change what is published; in the copy nothing is lost. The folder for work
    is a study of its own, with the notebooks, the data and the figures of the first.
    """
    root = find_root(root)
    if (root / RESULTS_MARK).is_file():
        raise StudyError(f"{root}: expected a study, found a folder for work; open its notebooks, they may be changed")
    place = (root / WORK if folder is None else Path(folder)).resolve()
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise StudyError(f"{place}: expected no such folder or an empty one, found files; name another, or go on there")
    if place == root or root.is_relative_to(place):
        raise StudyError(f"{place}: expected a folder for work, found the study itself; name another folder")
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".work-", dir=place.parent) as scratch:
        draft = Path(scratch, "work")
        draft.mkdir()
        shutil.copyfile(root / MARK, draft / MARK)
        for name in ("data", "figures", "notebooks"):
            if (root / name).is_dir():
                shutil.copytree(root / name, draft / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints", ".*"))
        for path in (draft, *draft.rglob("*")):  # a study that many share may be read-only, its copy must not be
            path.chmod(path.stat().st_mode | stat.S_IWUSR)
        (draft / RESULTS_MARK).write_text(f"{root}\n", encoding="utf-8")
        if place.exists():
            place.rmdir()
        draft.rename(place)
    return place


def check_work(folder: str | Path, report: Report = print) -> bool:
    """Run what was changed in a folder for work, and say which conclusions changed."""
    place = find_root(folder)
    if not (place / RESULTS_MARK).is_file():
        raise StudyError(f"{place}: expected a folder for work, found a study; make one with: corpus-utils work")
    origin = Path((place / RESULTS_MARK).read_text(encoding="utf-8").strip())
    if not (origin / MARK).is_file():
        raise StudyError(f"{place}: expected its study at {origin}, found none; make another folder for work there")
    runs, seen = True, 0
    for path in list_notebooks(place / "notebooks"):
        kept = origin / "notebooks" / path.name
        mine = _read(path)
        theirs = _read(kept) if kept.is_file() else nbformat.v4.new_notebook()
        changed = _changed(theirs, mine)
        if not changed:
            continue
        seen += 1
        report(f"{path.name}: {_number(len(changed), 'cell')} changed")
        for line in changed:
            report(f"  {line}")
        before = _written(place)
        with tempfile.TemporaryDirectory() as private:
            try:
                execute(path, private)
            except NotebookError as error:
                runs = False
                report(f"  {error}")
                continue
        _compare(_conclusions(theirs), _conclusions(_read(path)), report)
        files = [name for name, content in _written(place).items() if before.get(name) != content]
        shown = _shown_otherwise(theirs, _read(path))
        if shown:
            report(f"  shows other tables or pictures than the study below code cell {', '.join(map(str, shown))}")
        report(f"  runs to its end; {_number(len(files), 'file')} in {place.name} other than before")
    if not seen:
        report("no cell was changed: nothing to run")
    return runs


def _read(path: Path) -> nbformat.NotebookNode:
    try:
        return nbformat.read(path, as_version=4)
    except (ValueError, nbformat.ValidationError) as error:
        what = str(error).split("\n")[0]
        raise StudyError(f"{path.name}: expected a notebook, found {what}; copy it anew from the study") from None


def _changed(theirs: nbformat.NotebookNode, mine: nbformat.NotebookNode) -> list[str]:
    """Say of each code cell that differs what its first other line is."""
    known = {cell.id: cell.source for cell in theirs.cells}
    found = []
    number = 0
    for cell in mine.cells:
        if cell.cell_type != "code":
            continue
        number += 1
        old = known.get(cell.id)
        if old == cell.source:
            continue
        if old is None:
            found.append(f"code cell {number} is new")
            continue
        lines = zip_longest(old.split("\n"), cell.source.split("\n"), fillvalue="")
        before, after = next(pair for pair in lines if pair[0] != pair[1])
        found.append(f"code cell {number}: {before.strip() or '(nothing)'!s} → {after.strip() or '(nothing)'!s}")
    return found


def _number(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"


def _outputs(notebook: nbformat.NotebookNode) -> list[tuple[int, str, bool, str]]:
    """List what the code cells show: number and id of the cell, whether it is a conclusion, and its plain text."""
    found = []
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, cell in enumerate(cells, start=1):
        outputs: list[Any] = cell.get("outputs", [])
        for output in outputs:
            data = output.get("data", {})
            concludes = "".join(data.get("text/html", "")).startswith("<p>")  # as `conclude` writes it
            found.append((number, cell.id, concludes, "".join(data.get("text/plain", output.get("text", "")))))
    return found


def _shown_otherwise(theirs: nbformat.NotebookNode, mine: nbformat.NotebookNode) -> list[int]:
    """Number the code cells whose tables or pictures (by their alternative text) are others than in the study."""
    known = {(cell, text) for _, cell, concludes, text in _outputs(theirs) if not concludes}
    ids = {cell.id for cell in theirs.cells}
    shown = [(number, cell, text) for number, cell, concludes, text in _outputs(mine) if not concludes]
    return sorted({number for number, cell, text in shown if cell in ids and (cell, text) not in known})


def _conclusions(notebook: nbformat.NotebookNode) -> list[str]:
    """List the sentences that a notebook computed."""
    said = [text for *_, concludes, text in _outputs(notebook) if concludes]
    return [line.strip() for text in said for line in text.split("\n") if line.strip()]


def _compare(before: list[str], after: list[str], report: Report) -> None:
    gone = [line for line in before if line not in after]
    new = [line for line in after if line not in before]
    if not gone and not new:
        report("  every conclusion reads as in the study")
    for line in gone:
        report(f"  the study says:  {line}")
    for line in new:
        report(f"  yours says:      {line}")


def _written(place: Path) -> dict[str, bytes]:
    folders = (place / "data" / "processed", place / "figures")
    return {path.name: path.read_bytes() for folder in folders for path in sorted(folder.glob("*")) if path.is_file()}
