from __future__ import annotations

import subprocess
import sys

import pytest

from corpus_utils import __main__ as module
from corpus_utils.__main__ import main
from corpus_utils.reproduction import reproduce
from corpus_utils.reproduction.notebooks import NotebookError
from corpus_utils.reproduction.publish import generated_files, scratch_folder


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

        monkeypatch.setattr(reproduce, "reproduce", fail)
        assert main(["reproduce", "--root", str(study_folder.root)]) == status
        assert capsys.readouterr().err.startswith("error: ")

    @pytest.mark.parametrize("error", [ZeroDivisionError(), RuntimeError("a bug")])
    def test_a_fault_of_the_program_is_not_dressed_up(self, study_folder, monkeypatch, error):
        def fail(*arguments):
            raise error

        monkeypatch.setattr(reproduce, "reproduce", fail)
        with pytest.raises(type(error)):
            main(["reproduce", "--root", str(study_folder.root)])

    def test_a_missing_extra_is_named(self, study_folder, monkeypatch, capsys):
        def fail(*arguments):
            raise ModuleNotFoundError("No module named 'nbclient'", name="nbclient")

        monkeypatch.setattr(reproduce, "reproduce", fail)
        assert main(["reproduce", "--root", str(study_folder.root)]) == 1
        assert "pip install 'whose-words[notebooks]'" in capsys.readouterr().err

    @pytest.mark.parametrize("words", [[], ["dance"], ["build", "--speed"]])
    def test_wrong_use(self, words):
        with pytest.raises(SystemExit) as stop:
            main(words)
        assert stop.value.code == 2

    def test_test_of_a_study_checks_its_data_and_runs_its_notebooks(self, study_folder, monkeypatch, capsys):
        ran = []

        def fake(command, cwd, env, check):
            ran.append(command[2:])
            return subprocess.CompletedProcess(command, returncode=0)

        monkeypatch.setattr(subprocess, "run", fake)
        assert main(["test", "--root", str(study_folder.root)]) == 0
        assert len(ran) == 1 and "--nbval" in ran[0] and ran[0][-1] == str(study_folder.root.resolve() / "notebooks")
        assert "2 documents can be used" in capsys.readouterr().out

    def test_test_of_the_repository_runs_every_check_and_fails_if_one_does(self, study_folder, monkeypatch):
        ran = []

        def fake(command, cwd, env, check):
            ran.append(command[2:])
            return subprocess.CompletedProcess(command, returncode=1 if "format" in command else 0)

        monkeypatch.setattr(subprocess, "run", fake)
        monkeypatch.setattr(module, "_is_repository", lambda root: True)
        assert main(["test", "--root", str(study_folder.root)]) == 1
        assert [command[:2] for command in ran] == [
            ["ruff", "check"],
            ["ruff", "format"],
            ["pytest", "-p"],
            ["pytest", "-p"],
        ]
        assert ["--nbval" in command for command in ran] == [False, False, False, True]

    def test_lab_opens_the_overview_at_the_root(self, study_folder, monkeypatch):
        ran = []
        monkeypatch.setattr(
            subprocess, "run", lambda command, **options: ran.append(command) or subprocess.CompletedProcess(command, 0)
        )
        (study_folder.root / "notebooks").mkdir()
        for name in ("00-overview.ipynb", "01-corpus.ipynb"):
            (study_folder.root / "notebooks" / name).touch()
        assert main(["lab", "--no-browser", "--root", str(study_folder.root)]) == 0
        assert ran[0][1:3] == ["-m", "jupyterlab"]
        assert f"--ServerApp.root_dir={study_folder.root.resolve()}" in ran[0] and "--no-browser" in ran[0]
        assert ran[0][-1].endswith("/lab/tree/notebooks/00-overview.ipynb")

    def test_lab_without_notebooks_says_so(self, study_folder, capsys):
        assert main(["lab", "--root", str(study_folder.root)]) == 2
        assert "expected notebooks, found none" in capsys.readouterr().err

    def test_check_lists_every_problem(self, study_folder, capsys):
        study_folder.write_metadata(doc_id="a b", date="2018-13")
        assert main(["check", "--root", str(study_folder.root)]) == 2
        told = capsys.readouterr().out
        assert "found 'a b'" in told and "found '2018-13'" in told

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
