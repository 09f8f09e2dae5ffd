"""The glossary and the notebooks speak the same language."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest

from corpus_utils.study import find_root

ROOT = find_root(Path(__file__).parent)
NOTEBOOKS = {path.stem[:2]: path for path in sorted((ROOT / "notebooks").glob("*.ipynb"))}
TERMS, COLUMNS = (
    [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line.startswith("| ")][1:]
    for part in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").split("## ")[1:]
)


def shown(path: Path) -> str:
    """What a reader of a notebook sees in words: prose, code and outputs."""
    cells = nbformat.read(path, as_version=4).cells
    outputs = [
        "".join(output.get("data", {}).get("text/plain", "")) for cell in cells for output in cell.get("outputs", ())
    ]
    return " ".join([*(cell.source for cell in cells), *outputs]).replace("_", " ").lower()


def columns(path: Path) -> set[str]:
    cells = nbformat.read(path, as_version=4).cells
    tables = "".join(
        "".join(output.get("data", {}).get("text/html", "")) for cell in cells for output in cell.get("outputs", ())
    )
    return set(re.findall(r'<th scope="col"[^>]*>(.*?)</th>', tables))


class TestTerms:
    @pytest.mark.parametrize("term, meaning, where, source", TERMS, ids=[row[0] for row in TERMS])
    def test_is_used_where_it_is_said_to_be(self, term, meaning, where, source):
        assert meaning.endswith(".")
        numbers = where.split(", ")
        assert numbers
        for number in numbers:
            assert re.search(rf"\b{re.escape(term.lower().rstrip('s'))}", shown(NOTEBOOKS[number])), number
        assert not source or re.search(r"\d{4}$", source)

    def test_stands_once(self):
        names = [row[0] for row in TERMS]
        assert len(names) >= 20 and len(set(names)) == len(names)


class TestColumns:
    @pytest.mark.parametrize("number", NOTEBOOKS)
    def test_short_names_of_columns_are_explained(self, number):
        explained = {name for cells in COLUMNS for name in re.findall(r"`(\w+)`", " ".join(cells))}
        short = {name for name in columns(NOTEBOOKS[number]) if "_" in name or len(name) <= 2}
        assert short and short <= explained

    def test_every_explained_column_is_shown(self):
        seen = set().union(*map(columns, NOTEBOOKS.values()))
        assert {name for cells in COLUMNS for name in re.findall(r"`(\w+)`", cells[0])} <= seen
