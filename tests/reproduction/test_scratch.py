from __future__ import annotations

import pytest

from corpus_utils.reproduction.publish import PREFIX, WorkplaceError, scratch_folder


class TestScratchFolder:
    def test_is_empty_and_beside_the_results(self, tmp_path):
        with scratch_folder(tmp_path) as folder:
            assert folder.parent == tmp_path
            assert folder.name.startswith(PREFIX)
            assert list(folder.iterdir()) == []

    def test_goes_away_after_an_error(self, tmp_path):
        with pytest.raises(KeyError), scratch_folder(tmp_path) as folder:
            (folder / "half").write_text("a")
            raise KeyError
        assert list(tmp_path.iterdir()) == []

    def test_removes_what_a_killed_run_left(self, tmp_path):
        (tmp_path / f"{PREFIX}1-old" / "data").mkdir(parents=True)
        (tmp_path / "mine.txt").write_text("kept")
        with scratch_folder(tmp_path) as folder:
            assert sorted(tmp_path.iterdir()) == sorted([folder, tmp_path / "mine.txt"])

    def test_makes_its_place(self, tmp_path):
        with scratch_folder(tmp_path / "new" / "place") as folder:
            assert folder.is_dir()

    def test_only_one_at_a_time(self, tmp_path):
        with scratch_folder(tmp_path) as first:
            with pytest.raises(WorkplaceError, match="found another run at work"), scratch_folder(tmp_path):
                pass
            assert first.is_dir()
        with scratch_folder(tmp_path) as again:
            assert again.is_dir()

    def test_a_file_in_the_way(self, tmp_path):
        (tmp_path / "file").write_text("")
        with pytest.raises(WorkplaceError, match="--output"), scratch_folder(tmp_path / "file" / "folder"):
            pass
