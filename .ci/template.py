"""Carry the cells of the notebooks to every study and into the package, so that all begin with the same ones.

The notebooks of the repository's own study are the source. A cell tagged `study` is the prose of one study: it stays
where it is, after the cell that it follows, and goes nowhere else.
"""

from __future__ import annotations

import copy
import sys
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = ROOT / "src" / "corpus_utils" / "template"


def is_own(cell: nbformat.NotebookNode) -> bool:
    """Say whether a cell is the prose of one study."""
    return "study" in cell.metadata.get("tags", [])


def stripped(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Give a notebook without the prose of a study, and without outputs."""
    bare = copy.deepcopy(notebook)
    bare.cells = [cell for cell in bare.cells if not is_own(cell)]
    for cell in bare.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return bare


def renewed(source: nbformat.NotebookNode, kept: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Give the cells of a source with the prose of another study in its places; same cells keep their outputs."""
    new = stripped(source)
    known = {cell.id: cell for cell in kept.cells}
    for cell in new.cells:
        old = known.get(cell.id)
        if old is not None and cell.cell_type == "code" and old.get("source") == cell.source:
            cell.outputs, cell.execution_count = old.outputs, old.execution_count
    before = ""
    for cell in kept.cells:
        if is_own(cell):
            places = [place for place, other in enumerate(new.cells) if other.id == before]
            new.cells.insert(places[0] + 1 if places else len(new.cells), cell)
        before = cell.id
    return new


def main() -> int:
    """Write the template and the notebooks of the studies anew."""
    TEMPLATE.mkdir(exist_ok=True)
    sources = sorted((ROOT / "notebooks").glob("*.ipynb"))
    for path in sorted(TEMPLATE.glob("*.ipynb")):
        if path.name not in {source.name for source in sources}:
            path.unlink()
    for source in sources:
        notebook = nbformat.read(source, as_version=4)
        studies = sorted(ROOT.glob("studies/*/notebooks"))
        for place in (folder / source.name for folder in (TEMPLATE, *studies)):
            new = stripped(notebook)
            if place.is_file() and place.parent != TEMPLATE:
                new = renewed(notebook, nbformat.read(place, as_version=4))
            with place.open("w", encoding="utf-8", newline="\n") as file:
                nbformat.write(new, file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
