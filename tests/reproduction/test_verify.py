from __future__ import annotations

import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from test_differences import png

from corpus_utils.__main__ import main
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


class TestVerifyAnywhere:
    """Repositories of another shape: no study, results of their own, made by a function or by a command."""

    MAKE = """\
import json, pathlib
words = pathlib.Path("source/words.txt").read_text().split()
pathlib.Path("out").mkdir(exist_ok=True)
pathlib.Path("out/counts.csv").write_text("word,n\\n" + "".join(f"{w},{words.count(w)}\\n" for w in sorted(set(words))))
path = pathlib.Path("analysis.ipynb")
notebook = json.loads(path.read_text())
for cell in notebook["cells"]:
    cell["outputs"].append({"output_type": "stream", "name": "stdout", "text": f"{len(words)}"})
path.write_text(json.dumps(notebook))
"""

    @pytest.fixture
    def repository(self, tmp_path):
        root = tmp_path / "repository"
        (root / "source").mkdir(parents=True)
        (root / "source" / "words.txt").write_text("peace war peace")
        (root / "make.py").write_text(self.MAKE)
        nbformat.write(new_notebook(cells=[new_code_cell("1", id="a")]), root / "analysis.ipynb")
        subprocess.run([sys.executable, "make.py"], cwd=root, check=True)
        return root

    def run(self, root, capfd, *more):
        words = ["--run", f'"{sys.executable}" make.py', "--results", "out/**/*.csv", "--results", "*.ipynb", *more]
        status = main(["verify", "--root", str(root), *words])
        return status, capfd.readouterr().out

    def test_a_build_function(self, repository):
        def build(root, scratch):
            (scratch / "out").mkdir()
            (scratch / "out" / "counts.csv").write_text((root / "out" / "counts.csv").read_text().replace(",1", ",2"))

        lines = []
        assert not verify(repository, report=lines.append, build=build, results=["out/*.csv"])
        assert "numbers: 1 cell differs, at most by 50 % (row 3, n: 1 became 2)" in lines[1]

    @pytest.mark.parametrize("versioned", [False, True])
    def test_a_command_in_a_copy(self, repository, capfd, versioned):
        if versioned:
            subprocess.run(["git", "init", "-q"], cwd=repository, check=True)
            (repository / ".gitignore").write_text("huge\n")
            (repository / "huge").mkdir()
            (repository / "huge" / "file.csv").write_text("")
        before = {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()}
        status, told = self.run(repository, capfd)
        assert (status, "2 of 2 files agree: reproduced" in told) == (0, True)
        assert {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()} == before

    def test_what_differs_and_what_nobody_makes(self, repository, capfd):
        (repository / "source" / "words.txt").write_text("peace war")
        (repository / "out" / "old.csv").write_text("n\n1\n")
        status, told = self.run(repository, capfd)
        assert status == 1
        found = {line.split()[0]: line for line in told.split("\n") if "DIFFERS" in line}
        assert set(found) == {"analysis.ipynb", "out/counts.csv", "out/old.csv"}
        assert "cell 1: from line" in found["analysis.ipynb"] and "not made" in found["out/old.csv"]
        assert "numbers: 1 cell differs" in found["out/counts.csv"]

    def test_no_result_is_no_agreement(self, repository, capfd):
        assert main(["verify", "--root", str(repository), "--run", "true", "--results", "none/*.csv"]) == 1
        assert "0 of 0 files agree: not reproduced" in capfd.readouterr().out

    def test_a_command_that_fails(self, repository, capfd):
        assert main(["verify", "--root", str(repository), "--run", "exit 3", "--results", "out/*.csv"]) == 1
        assert "exit 3: expected it to run to its end in a copy, found exit status 3" in capfd.readouterr().err

    def test_one_option_without_the_other(self, capfd):
        assert main(["verify", "--run", "true"]) == 2
        assert "expected --run COMMAND with --results GLOB" in capfd.readouterr().err


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
