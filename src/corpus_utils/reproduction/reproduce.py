"""Make every table, figure and notebook of a study anew, and put them in their place when all are done."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from corpus_utils.build import build, write_tables
from corpus_utils.cache import FOLDER as CACHE
from corpus_utils.checking import check_annotations
from corpus_utils.datapackage import write_datapackage
from corpus_utils.reproduction.notebooks import execute_all
from corpus_utils.reproduction.publish import GENERATED, check_place, generated_files, publish
from corpus_utils.reproduction.scratch import scratch_folder
from corpus_utils.study import MARK, RESULTS_MARK, find_root, load_study

Report = Callable[[str], None]


class IncompleteError(RuntimeError):
    """A run that ended without one of its results; the message names what is missing."""


def reproduce(root: str | Path | None = None, output: str | Path | None = None, report: Report = print) -> list[str]:
    """Build the tables, run the notebooks and publish what they made.

    All of it happens in a scratch folder. Nothing in the study changes before everything has worked.

    Parameters
    ----------
    root : str or Path, optional
        The study folder; by default the one that holds the current folder.
    output : str or Path, optional
        Where the results go, for a study that cannot be written; by default the study itself.
    report : callable
        Told each step as it ends, and a short summary.

    Returns
    -------
    list of str
        The results, as paths relative to the place where they are.

    Raises
    ------
    StudyError
        If the study cannot be used.
    NotebookError
        If a notebook does not run to its end.
    IncompleteError
        If a figure lacks one of its files.
    WorkplaceError
        If the place cannot be written, or another run is at work there.
    """
    root = find_root(root)
    place = Path(output).resolve() if output is not None else root
    check_place(place)
    with scratch_folder(place) as scratch:
        made = rebuild(root, scratch, report)
        changed, removed = publish(scratch, place)
    report(_summary(made, changed, removed, place))
    return made


def build_tables(root: str | Path | None = None, output: str | Path | None = None, report: Report = print) -> list[str]:
    """Build the core tables alone, and leave the tables of the notebooks as they are.

    Parameters
    ----------
    root, output, report
        As in `reproduce`.

    Returns
    -------
    list of str
        The tables, as paths relative to the place where they are.

    Raises
    ------
    StudyError
        If the study cannot be used.
    WorkplaceError
        If the place cannot be written, or another run is at work there.
    """
    root = find_root(root)
    place = Path(output).resolve() if output is not None else root
    check_place(place)
    with scratch_folder(place) as scratch:
        _build(root, scratch, report, root / CACHE)
        made = [name for name in generated_files(scratch) if name.startswith("data/processed/")]
        changed, _ = publish(scratch, place, remove=False)
    report(f"{len(made)} tables in {place / 'data' / 'processed'}, {len(changed)} of them changed")
    former = [name for name in generated_files(place) if name not in made and not name.startswith("notebooks/")]
    former = [name for name in former if name != "data/datapackage.json"]
    if changed and former:
        report(
            f"{len(former)} tables and figures of the notebooks belong to the former state, {former[0]} among them; "
            "make them anew with: corpus-utils reproduce"
        )
    return made


def rebuild(root: Path, scratch: Path, report: Report = print) -> list[str]:
    """Make everything in a scratch copy of a study.

    Parameters
    ----------
    root : Path
        The study folder; it is only read.
    scratch : Path
        An empty folder (see `scratch_folder`).
    report : callable
        Told each step as it ends.

    Returns
    -------
    list of str
        The files made, as paths relative to the scratch folder.

    Raises
    ------
    StudyError, NotebookError, IncompleteError
        As in `reproduce`.
    """
    _build(root, scratch, report)
    (scratch / RESULTS_MARK).touch()
    (scratch / "notebooks").mkdir()
    for notebook in sorted((root / "notebooks").glob("*.ipynb")):
        shutil.copyfile(notebook, scratch / "notebooks" / notebook.name)
    execute_all(scratch / "notebooks", scratch / "kernels", report)
    _check_figures(scratch)
    write_datapackage(scratch)
    return generated_files(scratch)


def _build(root: Path, scratch: Path, report: Report, cache: Path | None = None) -> None:
    # Checked where it lies: a link out of the folder would be a plain file in the copy.
    start = time.perf_counter()
    study = load_study(root)
    check_annotations(study)
    shutil.copyfile(root / MARK, scratch / MARK)
    shutil.copytree(root / "data", scratch / "data", ignore=_left_out(root / "data"))
    written = write_tables(build(study, report, cache), scratch / "data" / "processed")
    report(f"tables    {len(study.documents)} documents{len(written):13} tables {time.perf_counter() - start:6.1f} s")


def _left_out(data: Path) -> Callable[[str, list[str]], list[str]]:
    """Leave out former tables, and what no copy can hold: pipes, links that lead nowhere or to a folder around."""

    def left_out(folder: str, names: list[str]) -> list[str]:
        paths = [Path(folder, name) for name in names]
        return [
            path.name
            for path in paths
            if path == data / "processed"
            or not (path.is_file() or path.is_dir())
            or (path.is_symlink() and Path(folder).resolve().is_relative_to(path.resolve()))
        ]

    return left_out


def _check_figures(scratch: Path) -> None:
    made = {name for name in generated_files(scratch) if name.startswith("figures/")}
    for stem in sorted({name.rsplit(".", 1)[0] for name in made}):
        missing = [ending for ending in GENERATED["figures"] if stem + ending not in made]
        if missing:
            raise IncompleteError(
                f"{stem}: expected {', '.join(GENERATED['figures'])}, found no {', '.join(missing)}; "
                "save figures with corpus_utils.figures.save_figure"
            )


def _summary(made: list[str], changed: list[str], removed: list[str], place: Path) -> str:
    tables = sum(name.startswith("data/") and name.endswith(".csv") for name in made)
    figures = sum(name.startswith("figures/") and name.endswith(".png") for name in made)
    notebooks = sum(name.startswith("notebooks/") for name in made)
    news = f"{len(changed)} files changed, {len(removed)} removed" if changed or removed else "no file changed"
    return (
        f"\n{tables} tables in data/processed, {figures} figures in figures, {notebooks} notebooks: {news}\n"
        f"in {place}; begin with notebooks/00-overview.ipynb"
    )
