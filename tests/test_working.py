"""In a place for work everything may be changed, and the study stays as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
from small_study import StudyFolder

from corpus_utils.__main__ import main
from corpus_utils.reproduction.reproduce import reproduce
from corpus_utils.study import StudyError
from corpus_utils.working import check_work, make_work

#: All in one process of the test runner, so that the study is made once.
pytestmark = pytest.mark.xdist_group("working")

CELLS = {
    "imports": "from corpus_utils import conclude, read_table, show_table, write_table",
    "parameters": "LEAST = 1",
    "count": 'words = read_table("tokens")\n_ = write_table(words.head(LEAST), "first_words")',
    "table": 'show_table(words.head(LEAST)[["token"]])',
    "found": 'conclude(f"{len(words)} words, of which {LEAST} are kept.")',
}


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and "my-work" not in path.parts
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A study with its results, of which each test gets a copy."""
    root = StudyFolder(tmp_path_factory.mktemp("made") / "study").root
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(source, id=name) for name, source in CELLS.items()]
    (root / "notebooks").mkdir()
    nbformat.write(notebook, root / "notebooks" / "01-words.ipynb")
    reproduce(root, report=lambda line: None)
    return root


@pytest.fixture
def study(made, tmp_path):
    return Path(shutil.copytree(made, tmp_path / "study"))


def change(folder: Path, name: str, source: str) -> None:
    path = folder / "notebooks" / "01-words.ipynb"
    notebook = nbformat.read(path, as_version=4)
    next(cell for cell in notebook.cells if cell.id == name).source = source
    nbformat.write(notebook, path)


class TestWork:
    def test_what_changed_is_said_in_words_and_the_study_stays(self, study, capsys):
        before = contents(study)
        assert main(["work", "--root", str(study)]) == 0
        change(study / "my-work", "parameters", "LEAST = 3")
        assert main(["check", "--root", str(study / "my-work")]) == 0
        told = capsys.readouterr().out
        assert "01-words.ipynb: 1 cell changed" in told and "LEAST = 1 → LEAST = 3" in told
        assert "the study says:  37 words, of which 1 are kept." in told
        assert "yours says:      37 words, of which 3 are kept." in told
        assert "shows other tables or pictures than the study below code cell 4" in told
        assert "1 file in my-work other than before" in told
        assert contents(study) == before

    def test_a_cell_that_fails_is_named(self, study):
        place = make_work(study)
        change(place, "parameters", "LEAST = few")
        told: list[str] = []
        assert check_work(place, told.append) is False
        assert any("code cell 2" in line and "name 'few' is not defined" in line for line in told)

    def test_nothing_changed_is_said(self, study):
        told: list[str] = []
        assert check_work(make_work(study), told.append) is True
        assert told == ["no cell was changed: nothing to run"]

    def test_a_copy_of_what_is_read_only_may_be_changed(self, study):
        for path in (study / "notebooks", study / "notebooks" / "01-words.ipynb"):
            path.chmod(path.stat().st_mode & ~0o222)
        place = make_work(study)
        (study / "notebooks").chmod(0o755)
        assert all(path.stat().st_mode & 0o200 for path in place.rglob("*"))

    @pytest.mark.parametrize("where", ["", "notebooks"])
    def test_refuses_a_place_that_holds_something(self, study, where):
        with pytest.raises(StudyError, match="found files"):
            make_work(study, study / where)

    def test_a_place_for_work_is_no_study_and_a_study_no_place_for_work(self, study):
        place = make_work(study)
        with pytest.raises(StudyError, match="found a folder for work"):
            make_work(place)
        with pytest.raises(StudyError, match="found a study"):
            check_work(study)


class TestNotebooksOfTheStudy:
    def test_run_by_hand_they_show_everything_and_write_nothing(self, study, monkeypatch):
        from corpus_utils import read_table, write_table

        before = contents(study)
        monkeypatch.chdir(study / "notebooks")
        write_table(read_table("tokens").head(5), "first_words")
        assert contents(study) == before
        monkeypatch.chdir(study)
        write_table(read_table("tokens").head(5), "first_words")
        assert contents(study) != before
