from __future__ import annotations

import subprocess
import sys

import pytest

from corpus_utils import __main__ as module
from corpus_utils.__main__ import main
from corpus_utils.reproduction.notebooks import NotebookError
from corpus_utils.reproduction.publish import generated_files
from corpus_utils.reproduction.scratch import scratch_folder


class TestMain:
    def test_build(self, study_folder, capsys):
        assert main(["build", "--root", str(study_folder.root)]) == 0
        assert "data/processed/tokens.csv" in generated_files(study_folder.root)
        assert "tables in" in capsys.readouterr().out

    def test_build_elsewhere(self, study_folder, tmp_path):
        assert main(["build", "--root", str(study_folder.root), "--output", str(tmp_path / "out")]) == 0
        assert generated_files(study_folder.root) == []
        assert "data/processed/tokens.csv" in generated_files(tmp_path / "out")

    def test_verify_tells_by_its_status(self, study_folder, capsys):
        root = ["--root", str(study_folder.root)]
        assert main(["verify", *root]) == 1
        assert main(["reproduce", *root]) == 0
        assert main(["verify", *root]) == 0
        assert capsys.readouterr().err == ""

    def test_finds_the_study_around_the_working_folder(self, study_folder, monkeypatch):
        monkeypatch.chdir(study_folder.raw / "texts")
        assert main(["build"]) == 0
        assert "data/processed/tokens.csv" in generated_files(study_folder.root)

    @pytest.mark.parametrize("command", ["build", "reproduce", "verify", "test", "lab"])
    def test_no_study_is_bad_input(self, tmp_path, capsys, command):
        assert main([command, "--root", str(tmp_path)]) == 2
        error = capsys.readouterr().err
        assert error.startswith("error: ")
        assert "study.toml" in error

    def test_a_second_run_is_refused(self, study_folder, capsys):
        with scratch_folder(study_folder.root):
            assert main(["reproduce", "--root", str(study_folder.root)]) == 2
        assert "another run at work" in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("error", "status"),
        [(NotebookError("cell 3"), 1), (OSError(28, "No space left on device"), 1), (KeyboardInterrupt(), 130)],
    )
    def test_what_goes_wrong_on_the_way(self, study_folder, monkeypatch, capsys, error, status):
        def fail(*arguments):
            raise error

        monkeypatch.setattr(module, "reproduce", fail)
        assert main(["reproduce", "--root", str(study_folder.root)]) == status
        assert capsys.readouterr().err.startswith("error: ")

    def test_a_fault_of_the_program_is_not_dressed_up(self, study_folder, monkeypatch):
        def fail(*arguments):
            raise ZeroDivisionError

        monkeypatch.setattr(module, "reproduce", fail)
        with pytest.raises(ZeroDivisionError):
            main(["reproduce", "--root", str(study_folder.root)])

    @pytest.mark.parametrize("words", [[], ["dance"], ["build", "--speed"]])
    def test_wrong_use(self, words):
        with pytest.raises(SystemExit) as stop:
            main(words)
        assert stop.value.code == 2

    def test_test_runs_every_check_and_fails_if_one_does(self, study_folder, monkeypatch):
        ran = []

        def fake(command, cwd, env, check):
            ran.append((command[2:], cwd))
            return subprocess.CompletedProcess(command, returncode=1 if "format" in command else 0)

        monkeypatch.setattr(subprocess, "run", fake)
        assert main(["test", "--root", str(study_folder.root)]) == 1
        assert [command for command, _ in ran] == [
            ["ruff", "check", "."],
            ["ruff", "format", "--check", "."],
            ["pytest"],
            ["pytest", "--nbval", "--nbval-current-env", "notebooks"],
        ]
        assert {cwd for _, cwd in ran} == {study_folder.root}

    def test_lab_opens_the_overview(self, study_folder, monkeypatch):
        ran = []
        monkeypatch.setattr(
            subprocess, "run", lambda command, **options: ran.append(command) or subprocess.CompletedProcess(command, 0)
        )
        (study_folder.root / "notebooks").mkdir()
        for name in ("00-overview.ipynb", "01-corpus.ipynb"):
            (study_folder.root / "notebooks" / name).touch()
        assert main(["lab", "--root", str(study_folder.root)]) == 0
        assert ran[0][1:3] == ["-m", "jupyterlab"]
        assert ran[0][3].endswith("00-overview.ipynb")

    def test_is_a_program(self, tmp_path):
        process = subprocess.run(
            [sys.executable, "-m", "corpus_utils", "build", "--root", str(tmp_path)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert process.returncode == 2
        assert process.stdout == ""
        assert process.stderr.startswith("error: ")
        assert "Traceback" not in process.stderr
