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
from corpus_utils.reproduction.publish import GENERATED, generated_files, publish, scratch_folder
from corpus_utils.study import MARK, RESULTS_MARK, find_root, load_study

Report = Callable[[str], None]


class IncompleteError(RuntimeError):
    """A run that ended without one of its results; the message names what is missing."""


def reproduce(root: str | Path | None = None, output: str | Path | None = None, report: Report = print) -> list[str]:
    """Build the tables, run the notebooks, publish what they made, and list it.

    All of it happens in a scratch folder: nothing in the study (by default the one around the current folder), or in
    `output`, where the results go instead, changes before everything has worked.
    """
    root = find_root(root)
    place = Path(output or root).resolve()
    with scratch_folder(place) as scratch:
        made = rebuild(root, scratch, report)
        changed, removed = publish(scratch, place)
    tables, figures, notebooks = (
        sum(name.startswith(folder) and name.endswith(ending) for name in made)
        for folder, ending in (("data/", ".csv"), ("figures/", ".png"), ("notebooks/", ".ipynb"))
    )
    news = f"{len(changed)} files changed, {len(removed)} removed" if changed or removed else "no file changed"
    report(
        f"\n{tables} tables in data/processed, {figures} figures in figures, {notebooks} notebooks: {news}\n"
        f"in {place}; begin with notebooks/00-overview.ipynb"
    )
    return made


def build_tables(root: str | Path | None = None, output: str | Path | None = None, report: Report = print) -> list[str]:
    """Build the core tables alone, leave those of the notebooks, and list what was made (else as `reproduce`)."""
    root = find_root(root)
    place = Path(output or root).resolve()
    with scratch_folder(place) as scratch:
        _build(root, scratch, report, root / CACHE)
        made = [name for name in generated_files(scratch) if name.startswith("data/processed/")]
        changed, _ = publish(scratch, place, remove=False)
    report(f"{len(made)} tables in {place / 'data' / 'processed'}, {len(changed)} of them changed")
    kept = (*made, "data/datapackage.json")
    former = [name for name in generated_files(place) if name not in kept and not name.startswith("notebooks/")]
    if changed and former:
        report(
            f"{len(former)} tables and figures of the notebooks belong to the former state, {former[0]} among them; "
            "make them anew with: corpus-utils reproduce"
        )
    return made


def rebuild(root: Path, scratch: Path, report: Report = print) -> list[str]:
    """Make everything of a study in an empty scratch folder, and list it; the study is only read."""
    _build(root, scratch, report)
    (scratch / RESULTS_MARK).touch()
    (scratch / "notebooks").mkdir()
    for notebook in (root / "notebooks").glob("*.ipynb"):
        shutil.copyfile(notebook, scratch / "notebooks" / notebook.name)
    execute_all(scratch / "notebooks", scratch / "kernels", report)
    made = generated_files(scratch)
    for stem in sorted({name.rpartition(".")[0] for name in made if name.startswith("figures/")}):
        missing = [ending for ending in GENERATED["figures"] if stem + ending not in made]
        if missing:
            raise IncompleteError(
                f"{stem}: expected {', '.join(GENERATED['figures'])}, found no {', '.join(missing)}; "
                "save figures with corpus_utils.figures.save_figure"
            )
    write_datapackage(scratch)
    return generated_files(scratch)


def _build(root: Path, scratch: Path, report: Report, cache: Path | None = None) -> None:
    # Checked where it lies: a link out of the folder would be a plain file in the copy.
    start = time.perf_counter()
    study = load_study(root)
    check_annotations(study)
    shutil.copyfile(root / MARK, scratch / MARK)
    shutil.copytree(root / "data", scratch / "data", ignore=_left_out)
    written = write_tables(build(study, report, cache), scratch / "data" / "processed")
    report(f"tables    {len(study.documents)} documents{len(written):13} tables {time.perf_counter() - start:6.1f} s")


def _left_out(folder: str, names: list[str]) -> list[str]:
    """Leave out former tables, and what no copy can hold: pipes, links that lead nowhere or to a folder around."""
    return [
        path.name
        for path in (Path(folder, name) for name in names)
        if path.parts[-2:] == ("data", "processed")
        or not (path.is_file() or path.is_dir())
        or (path.is_symlink() and Path(folder).resolve().is_relative_to(path.resolve()))
    ]
