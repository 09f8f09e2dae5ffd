"""What a student is told who writes a wrong value into a parameters cell: the cells themselves, as far as the check."""

from __future__ import annotations

import ast
import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib as mpl
import nbformat
import pytest

import corpus_utils
from corpus_utils import load_study
from corpus_utils.study import find_root

ROOT = find_root(Path(__file__).parent)
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


class Mistake(NamedTuple):
    """A row of mistakes.csv."""

    notebook: str
    parameter: str
    written: str
    message: str


class Start(NamedTuple):
    """The beginning of a notebook: what it imports, its parameters and the cell that checks them."""

    imports: str
    parameters: str
    check: str
    rest: list[str]

    @property
    def names(self) -> set[str]:
        return made(self.parameters) - {"study"}


def made(source: str) -> set[str]:
    """Name what a cell assigns."""
    names = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name))
    return {node.id for node in names if isinstance(node.ctx, ast.Store)}


@cache
def start(notebook: str) -> Start:
    cells = nbformat.read(ROOT / "notebooks" / f"{notebook}.ipynb", as_version=4).cells
    code = [cell for cell in cells if cell.cell_type == "code"]
    at = next(at for at, cell in enumerate(code) if "parameters" in cell.metadata.get("tags", ()))
    sources = [cell.source for cell in code]
    return Start("\n".join(sources[:at]), sources[at], sources[at + 1], sources[at + 2 :])


def mistakes() -> list[Mistake]:
    with Path(__file__).with_name("mistakes.csv").open(encoding="utf-8", newline="") as file:
        return [Mistake(**row) for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, dict[str, Any]]]:
    """Run the imports of each notebook once, and let the study be loaded once."""
    study = load_study(ROOT)
    with pytest.MonkeyPatch.context() as patch, mpl.rc_context():
        patch.chdir(ROOT / "notebooks")
        patch.setattr(corpus_utils, "load_study", lambda: study, raising=False)
        names: dict[str, dict[str, Any]] = {path.stem: {"__name__": "__main__"} for path in NOTEBOOKS}
        for notebook, space in names.items():
            exec(start(notebook).imports, space)
        yield names


class TestMistakes:
    @pytest.mark.parametrize(
        "mistake", mistakes(), ids=lambda one: f"{one.notebook}-{one.parameter}={one.written[:30]}"
    )
    def test_is_answered_in_the_cell_that_checks(self, mistake, prepared):
        first, space = start(mistake.notebook), dict(prepared[mistake.notebook])
        with pytest.raises(Exception) as told:  # the message says of which type it is
            exec(f"{first.parameters}\n{mistake.parameter} = {mistake.written}", space)
            exec(first.check, space)
        assert f"{told.type.__name__}: {told.value}" == mistake.message

    @pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
    def test_table_holds_one_for_each_parameter(self, path):
        assert {one.parameter for one in mistakes() if one.notebook == path.stem} == start(path.stem).names

    @pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
    def test_values_of_the_notebook_pass(self, path, prepared):
        first, space = start(path.stem), dict(prepared[path.stem])
        exec(f"{first.parameters}\n{first.check}", space)
        assert first.names <= set(space)

    @pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
    def test_a_cell_that_is_run_too_early_names_what_an_earlier_one_makes(self, path, prepared):
        """Python's own words: nothing runs in a kernel that was just started, so nothing could say more."""
        first, space = start(path.stem), dict(prepared[path.stem])
        with pytest.raises(NameError) as told:
            exec(first.rest[-1], space)
        assert told.value.name in made("\n".join([first.parameters, first.check, *first.rest[:-1]]))

    def test_no_two_rows_are_the_same(self):
        rows = [one[:3] for one in mistakes()]
        assert len(rows) >= 50 and len(set(rows)) == len(rows)
