from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from corpus_utils.reproduction.publish import WorkplaceError, generated_files, publish


def fill(root: Path, **files: str) -> Path:
    for name, text in files.items():
        folder = {"png": "figures", "ipynb": "notebooks", "csv": "data/processed"}[name.split("_")[1]]
        (root / folder).mkdir(parents=True, exist_ok=True)
        (root / folder / name.replace("_", ".")).write_text(text)
    return root


class TestGeneratedFiles:
    def test_by_hand_is_not_generated(self, tmp_path):
        fill(tmp_path, a_png="", b_csv="")
        (tmp_path / "figures" / "README.md").write_text("by hand")
        (tmp_path / "figures" / ".a.png-x1y2z3").write_text("left by a killed run")
        (tmp_path / "data" / "raw").mkdir()
        (tmp_path / "data" / "raw" / "metadata.csv").write_text("by hand")
        assert generated_files(tmp_path) == ["data/processed/b.csv", "figures/a.png"]

    def test_a_study_without_results(self, tmp_path):
        assert generated_files(tmp_path) == []


class TestPublish:
    def test_carries_new_changed_and_gone(self, tmp_path):
        made = fill(tmp_path / "made", new_png="1", changed_csv="2", same_csv="3")
        place = fill(tmp_path / "place", changed_csv="old", same_csv="3", gone_png="4")
        changed, removed = publish(made, place)
        assert changed == ["data/processed/changed.csv", "figures/new.png"]
        assert removed == ["figures/gone.png"]
        assert {name: (place / name).read_text() for name in generated_files(place)} == {
            "data/processed/changed.csv": "2",
            "data/processed/same.csv": "3",
            "figures/new.png": "1",
        }

    def test_never_takes_a_notebook_away(self, tmp_path):
        made, place = fill(tmp_path / "made", a_png="1"), fill(tmp_path / "place", mine_ipynb="{}")
        assert publish(made, place)[1] == []
        assert (place / "notebooks" / "mine.ipynb").is_file()

    def test_keeps_the_rest_on_demand(self, tmp_path):
        made, place = fill(tmp_path / "made", a_csv="1"), fill(tmp_path / "place", b_csv="2")
        assert publish(made, place, remove=False) == (["data/processed/a.csv"], [])
        assert generated_files(place) == ["data/processed/a.csv", "data/processed/b.csv"]

    def test_a_table_in_another_form_takes_the_place_of_the_former(self, tmp_path):
        made, place = tmp_path / "made", fill(tmp_path / "place", a_csv="2", b_csv="3")
        (made / "data" / "processed").mkdir(parents=True)
        (made / "data" / "processed" / "a.parquet").write_text("1")
        assert publish(made, place, remove=False) == (["data/processed/a.parquet"], ["data/processed/a.csv"])

    def test_changes_nothing_where_a_folder_cannot_be_written(self, tmp_path, monkeypatch):
        made, place = fill(tmp_path / "made", a_csv="1", a_png="1"), fill(tmp_path / "place", a_csv="2", a_png="2")

        def refuse(dir):
            if dir.name == "figures":
                raise PermissionError(f"{dir}: permission denied")
            return tempfile.SpooledTemporaryFile()

        monkeypatch.setattr("corpus_utils.reproduction.publish.tempfile.TemporaryFile", refuse)
        with pytest.raises(
            WorkplaceError, match=r"figures: expected a folder that can be written, found .*permission denied"
        ):
            publish(made, place)
        assert (place / "data" / "processed" / "a.csv").read_text() == "2"

    @pytest.mark.parametrize("folder", ["data/processed", "figures", "notebooks"])
    def test_makes_missing_folders(self, tmp_path, folder):
        ending = {"data/processed": "csv", "figures": "png", "notebooks": "ipynb"}[folder]
        made = fill(tmp_path / "made", **{f"a_{ending}": "1"})
        publish(made, tmp_path / "place")
        assert (tmp_path / "place" / folder / f"a.{ending}").read_text() == "1"
