from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from killing import DISK_FULL, DONE, fake_notebooks, run, sample
from nbformat.v4 import new_code_cell, new_notebook

from corpus_utils.__main__ import main
from corpus_utils.reproduction import notebooks
from corpus_utils.reproduction import reproduce as module
from corpus_utils.reproduction.notebooks import NotebookError
from corpus_utils.reproduction.publish import PREFIX, WorkplaceError, generated_files, scratch_folder
from corpus_utils.reproduction.reproduce import IncompleteError, build_tables, reproduce
from corpus_utils.study import StudyError

#: A cell that sleeps, with a worker of its own; a lock on the file tells whether one of them lives.
SLEEP = """\
import fcntl, subprocess, sys, time
held = open({!r}, "w")
fcntl.flock(held, fcntl.LOCK_EX)
worker = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(90)"], pass_fds=[held.fileno()])
held.write("asleep")
held.flush()
time.sleep(90)"""


def quiet(line: str) -> None:
    """Take a line of progress and print nothing."""


def results(root: Path) -> dict[str, bytes]:
    return {name: (root / name).read_bytes() for name in generated_files(root)}


def restore(root: Path, files: dict[str, bytes]) -> None:
    for name in generated_files(root):
        (root / name).unlink()
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)


@pytest.fixture
def study(study_folder, monkeypatch):
    """A study with one notebook, whose run is stood in for."""
    monkeypatch.setattr(module, "execute_all", fake_notebooks)
    (study_folder.root / "notebooks").mkdir()
    nbformat.write(new_notebook(), study_folder.root / "notebooks" / "01-a.ipynb")
    return study_folder


@pytest.fixture
def two_states(study):
    """A study whose results are those of an older text; and the results before and after the next run."""
    reproduce(study.root, report=quiet)
    restore(study.root, results(study.root) | {"figures/00-gone.png": b"no run makes this any more"})
    old = results(study.root)
    study.write_text("a.txt", b"A plea for more\n\nWe want peace, bread and work. We want them soon.\n")
    study.write_metadata()
    reproduce(study.root, report=quiet)
    new = results(study.root)
    restore(study.root, old)
    assert {name for name in old if old[name] != new.get(name)} >= {"figures/01-a.png", "data/processed/tokens.csv"}
    return study.root, old, new


def each_is_old_or_new(root: Path, old: dict[str, bytes], new: dict[str, bytes]) -> bool:
    found = results(root)
    return set(old) & set(new) <= set(found) and all(
        content in (old.get(name), new.get(name)) for name, content in found.items()
    )


class TestReproduce:
    def test_makes_tables_figures_and_notebooks(self, study):
        made = reproduce(study.root, report=quiet)
        assert {"data/processed/tokens.csv", "figures/01-a.png", "notebooks/01-a.ipynb"} <= set(made)
        assert made == generated_files(study.root)

    def test_repeats_to_the_byte(self, study):
        reproduce(study.root, report=quiet)
        first = results(study.root)
        restore(study.root, {name: first[name] for name in first if name.startswith("notebooks/")})
        reproduce(study.root, report=quiet)
        assert results(study.root) == first

    def test_ends_with_what_was_made_and_where(self, study):
        lines = []
        reproduce(study.root, report=lines.append)
        assert "1 figures" in lines[-1]
        assert str(study.root) in lines[-1]

    def test_leaves_an_unchanged_file_alone(self, study):
        reproduce(study.root, report=quiet)
        before = {name: (study.root / name).stat().st_mtime_ns for name in generated_files(study.root)}
        reproduce(study.root, report=quiet)
        assert {name: (study.root / name).stat().st_mtime_ns for name in before} == before

    def test_output_leaves_the_study_as_it_was(self, study, tmp_path):
        before = sorted((path, path.read_bytes()) for path in study.root.rglob("*") if path.is_file())
        reproduce(study.root, tmp_path / "elsewhere", report=quiet)
        assert sorted((path, path.read_bytes()) for path in study.root.rglob("*") if path.is_file()) == before
        assert "figures/01-a.png" in generated_files(tmp_path / "elsewhere")

    def test_runs_real_notebooks_in_the_copy(self, study_folder):
        folder = study_folder.root / "notebooks"
        folder.mkdir()
        cell = new_code_cell("from pathlib import Path; len(list(Path('../data/processed').glob('*.csv')))", id="a")
        nbformat.write(new_notebook(cells=[cell]), folder / "01-count.ipynb")
        made = reproduce(study_folder.root, report=quiet)
        shown = nbformat.read(folder / "01-count.ipynb", as_version=4).cells[0].outputs[0].data["text/plain"]
        assert int(shown) == sum(name.startswith("data/processed/") for name in made) > 0

    def test_build_says_what_belongs_to_a_former_state(self, study_folder):
        build_tables(study_folder.root, report=quiet)
        old = study_folder.root / "figures" / "02-terms.csv"
        old.parent.mkdir()
        old.write_text("n\n1\n")
        told: list[str] = []
        build_tables(study_folder.root, report=told.append)
        assert not any("former state" in line for line in told)
        study_folder.write_text("a.txt", b"We want peace. We want bread.")
        study_folder.write_metadata()
        build_tables(study_folder.root, report=told.append)
        assert any("1 tables and figures of the notebooks belong to the former state" in line for line in told)

    def test_a_failing_notebook_changes_nothing(self, study_folder):
        folder = study_folder.root / "notebooks"
        folder.mkdir()
        nbformat.write(new_notebook(cells=[new_code_cell("1 / 0", id="a")]), folder / "01-fails.ipynb")
        before = results(study_folder.root)
        with pytest.raises(NotebookError, match=r"01-fails\.ipynb, code cell 1: .*ZeroDivisionError"):
            reproduce(study_folder.root, report=quiet)
        assert results(study_folder.root) == before
        assert not list(study_folder.root.glob(f"{PREFIX}*"))

    def test_a_bad_text_changes_nothing(self, two_states):
        root, old, _ = two_states
        (root / "data" / "raw" / "texts" / "b.txt").write_bytes(b"changed")
        with pytest.raises(StudyError, match="sha256"):
            reproduce(root, report=quiet)
        assert results(root) == old

    def test_a_figure_without_its_data_changes_nothing(self, two_states, monkeypatch):
        def without_data(folder: Path, private: Path, report: object) -> None:
            fake_notebooks(folder, private, report)
            (folder.parent / "figures" / "01-a.csv").unlink()

        monkeypatch.setattr(module, "execute_all", without_data)
        root, old, _ = two_states
        with pytest.raises(IncompleteError, match=r"figures/01-a: .* found no \.csv"):
            reproduce(root, report=quiet)
        assert results(root) == old


class TestBuildTables:
    def test_leaves_what_notebooks_made(self, study):
        reproduce(study.root, report=quiet)
        before = results(study.root)
        (study.root / "data" / "processed" / "tokens.csv").write_text("spoiled")
        made = build_tables(study.root, report=quiet)
        assert results(study.root) == before
        assert "data/processed/terms.csv" not in made


@pytest.mark.xdist_group("killing")  # one server from which all children are forked
class TestInterrupted:
    def test_killed_before_any_of_its_file_operations(self, two_states):
        root, old, new = two_states
        status, operations = run(root)
        assert (status, results(root)) == (DONE, new)
        stops = sample(20, operations)
        assert len(stops) == 20
        states = set()
        for stop in stops:
            restore(root, old)
            status, _ = run(root, stop)
            assert status == -signal.SIGKILL
            assert each_is_old_or_new(root, old, new), f"half a result after a kill at operation {stop}"
            states.add("old" if results(root) == old else "new" if results(root) == new else "some of each")
        assert states >= {"old", "some of each"}
        assert run(root)[0] == DONE
        assert results(root) == new
        assert not list(root.glob(f"{PREFIX}*"))

    def test_killed_at_random_times(self, two_states):
        root, old, new = two_states
        killed = 0
        for delay in random.Random(0).choices(range(100), k=15):
            killed += run(root, after=delay / 1000)[0] == -signal.SIGKILL
            assert each_is_old_or_new(root, old, new)
        assert killed
        assert run(root)[0] == DONE
        assert results(root) == new

    def test_disk_full(self, two_states):
        root, old, new = two_states
        _, operations = run(root)
        for stop in sample(8, operations, seed=1):
            restore(root, old)
            status, _ = run(root, stop, "disk full")
            assert status in (DISK_FULL, DONE)
            assert each_is_old_or_new(root, old, new), f"half a result after the disk was full at operation {stop}"
        assert run(root)[0] == DONE
        assert results(root) == new

    @pytest.mark.skipif(os.name != "posix", reason="Windows has no such signal")
    @pytest.mark.parametrize("ctrl_c", ["SIG_DFL", "SIG_IGN"])  # in the background of a script it is ignored
    def test_a_command_that_is_ended_leaves_no_process_and_no_trace(self, study_folder, tmp_path, ctrl_c):
        import fcntl

        held, folder = tmp_path / "held", study_folder.root / "notebooks"
        folder.mkdir()
        nbformat.write(new_notebook(cells=[new_code_cell(SLEEP.format(str(held)), id="a")]), folder / "01-a.ipynb")
        before = sorted((path, path.read_bytes()) for path in study_folder.root.rglob("*") if path.is_file())
        script = f"import os, signal, sys; signal.signal(signal.SIGINT, signal.{ctrl_c}); "
        script += "os.execv(sys.argv[1], sys.argv[1:])"
        command = [sys.executable, "-c", script, sys.executable, "-m", "corpus_utils", "reproduce"]
        command += ["--root", str(study_folder.root)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
            while not (held.exists() and held.read_text()) and process.poll() is None:
                time.sleep(0.1)
            process.send_signal(signal.SIGTERM)
            told = process.communicate(timeout=30)[1]
        assert (process.returncode, told.count("\n")) == (130, 1), told
        assert sorted((path, path.read_bytes()) for path in study_folder.root.rglob("*") if path.is_file()) == before
        with held.open() as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # waits for ever, so fails, where the kernel or its worker lives on

    def test_a_kernel_that_does_not_start_is_told_in_one_paragraph(self, study_folder, monkeypatch, capfd):
        folder = study_folder.root / "notebooks"
        folder.mkdir()
        nbformat.write(new_notebook(cells=[new_code_cell("1", id="a")]), folder / "01-a.ipynb")
        monkeypatch.setattr(notebooks, "LAUNCH", "raise MemoryError('none left')")
        assert main(["reproduce", "--root", str(study_folder.root)]) == 1
        told = capfd.readouterr().err
        assert told.count("\n") == 1, told
        assert "01-a.ipynb: expected a Python kernel to start, found" in told and "MemoryError: none left" in told
        assert generated_files(study_folder.root) == ["notebooks/01-a.ipynb"]

    def test_second_run_at_once_is_refused(self, study):
        with (
            scratch_folder(study.root) as first,
            pytest.raises(WorkplaceError, match="another run at work; wait"),
        ):
            reproduce(study.root, report=quiet)
        assert not first.exists()
        assert reproduce(study.root, report=quiet)

    @pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write everywhere")
    def test_a_study_that_cannot_be_written_asks_for_output(self, study):
        study.root.chmod(0o555)
        try:
            with pytest.raises(WorkplaceError, match="--output"):
                reproduce(study.root, report=quiet)
        finally:
            study.root.chmod(0o755)

    def test_stale_scratch_is_removed(self, study):
        stale = study.root / f"{PREFIX}1-left"
        shutil.copytree(study.root / "data", stale / "data")
        reproduce(study.root, report=quiet)
        assert not stale.exists()
