from __future__ import annotations

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from test_differences import png

from corpus_utils.reproduction.reproduce import reproduce
from corpus_utils.reproduction.verify import compare_all, on_reference_system, verify
from corpus_utils.study import StudyError


@pytest.fixture(scope="module")
def reproduced(tmp_path_factory):
    """A study with one real notebook and its results."""
    from small_study import StudyFolder

    study = StudyFolder(tmp_path_factory.mktemp("verify") / "study")
    (study.root / "notebooks").mkdir()
    cell = new_code_cell("print(sum(1 for line in open('../data/processed/tokens.csv')))", id="a")
    nbformat.write(new_notebook(cells=[cell]), study.root / "notebooks" / "01-a.ipynb")
    reproduce(study.root, report=lambda line: None)
    return study


class TestVerify:
    def test_a_rebuild_agrees_and_touches_nothing(self, reproduced):
        before = {path: path.stat().st_mtime_ns for path in reproduced.root.rglob("*")}
        lines = []
        assert verify(reproduced.root, report=lines.append)
        assert lines[-1].endswith(": reproduced")
        assert sum(line.endswith("same bytes") for line in lines) == len(
            [
                path
                for path in before
                if (path.suffix in (".csv", ".ipynb") or path.name == "datapackage.json") and "raw" not in path.parts
            ]
        )
        assert {path: path.stat().st_mtime_ns for path in reproduced.root.rglob("*")} == before

    def test_finds_a_changed_table_and_a_foreign_figure(self, reproduced):
        table = reproduced.root / "data" / "processed" / "tokens.csv"
        kept = table.read_text()
        foreign = reproduced.root / "figures" / "99-foreign.png"
        foreign.parent.mkdir(exist_ok=True)
        try:
            table.write_text(kept.replace("peace", "war"))
            foreign.write_bytes(b"")
            lines = []
            assert not verify(reproduced.root, report=lines.append)
        finally:
            table.write_text(kept)
            foreign.unlink()
        found = {line.split()[0]: line for line in lines if "DIFFERS" in line}
        assert set(found) == {"data/processed/tokens.csv", "figures/99-foreign.png"}
        assert "text:" in found["data/processed/tokens.csv"]
        assert "not made" in found["figures/99-foreign.png"]
        assert lines[-1].endswith("not reproduced")

    def test_a_study_that_cannot_be_used(self, study_folder):
        study_folder.write_metadata(sha256="0")
        with pytest.raises(StudyError):
            verify(study_folder.root, report=lambda line: None)


class TestCompareAll:
    @pytest.mark.parametrize(
        ("changed", "strict", "agrees", "mark"),
        [
            (0, True, True, "same bytes"),
            (1, True, False, "DIFFERS"),
            (1, False, True, "near"),
            (9, False, False, "DIFF"),
        ],
    )
    def test_figures_within_the_tolerance_agree_where_bytes_are_not_promised(
        self, tmp_path, changed, strict, agrees, mark
    ):
        for name, pixels in (("kept", 0), ("made", changed)):
            (tmp_path / name / "figures").mkdir(parents=True)
            (tmp_path / name / "figures" / "a.png").write_bytes(png(pixels))
        lines = []
        assert compare_all(tmp_path / "kept", tmp_path / "made", strict, lines.append) is agrees
        assert mark in lines[0]
        assert ("1 of them figures within the tolerance" in lines[-1]) == (mark == "near")

    def test_tables_agree_to_the_byte_everywhere(self, tmp_path):
        for name, number in (("kept", "1.00000"), ("made", "1.00001")):
            (tmp_path / name / "figures").mkdir(parents=True)
            (tmp_path / name / "figures" / "a.csv").write_text(f"n\n{number}\n")
        assert not compare_all(tmp_path / "kept", tmp_path / "made", False, lambda line: None)


class TestOnReferenceSystem:
    @pytest.mark.parametrize(
        ("system", "machine", "expected"),
        [("Linux", "x86_64", True), ("Linux", "aarch64", False), ("Darwin", "x86_64", False)],
    )
    def test_is_linux_on_x86_64(self, monkeypatch, system, machine, expected):
        monkeypatch.setattr("platform.system", lambda: system)
        monkeypatch.setattr("platform.machine", lambda: machine)
        assert on_reference_system() is expected
