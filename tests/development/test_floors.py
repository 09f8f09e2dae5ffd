"""The rules keep what they reach on the development set, within a margin."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pin_floors
import pytest

from corpus_utils.evaluation.development import label_pages, label_voices, read_development
from corpus_utils.tables import read_table

HERE = Path(__file__).resolve().parent
KEY = ["part", "held_out", "by", "value", "measure"]
PINNED = read_table(pin_floors.FLOORS)


@pytest.fixture(scope="module")
def measured() -> pd.DataFrame:
    return pin_floors.measure(read_development(HERE)).set_index(KEY)["reached"]


class TestFloors:
    def test_every_figure_of_the_parts_has_a_floor_below_it(self):
        whole = PINNED[PINNED["by"] == "all"]
        assert set(whole["part"]) == {"page", "passage"} and len(whole) >= 24
        assert (whole["reached"] - whole["floor"]).between(0.0199, 0.0201).all()

    def test_no_figure_falls_below_its_floor(self, measured):
        floors = PINNED.dropna(subset=["floor"]).set_index(KEY)["floor"]
        found = measured.reindex(floors.index)
        fallen = pd.DataFrame({"floor": floors, "found": found})[~(found >= floors)]
        assert fallen.empty, f"below the floor:\n{fallen}\nif this is meant, run {pin_floors.HERE.name}/pin_floors.py"


class TestCard:
    def test_its_tables_are_the_pinned_figures(self):
        text = pin_floors.CARD.read_text(encoding="utf-8")
        assert pin_floors.written_card(text, pin_floors.card_tables(PINNED)) == text

    def test_a_card_without_its_marks_is_refused(self):
        with pytest.raises(ValueError, match="expected the marks <!-- parts -->"):
            pin_floors.written_card("nothing", pin_floors.card_tables(PINNED))


class TestScoreDevelopment:
    def test_each_value_of_a_column_has_its_own_row(self, tmp_path):
        source = "=== p1 told\nAnn said that ⟨i Ann⟩it was late⟨/⟩.\n\n=== p2 silent\nAnn said that it was late.\n"
        (tmp_path / "passages.txt").write_text(source, encoding="utf-8", newline="\n")
        small = read_development(tmp_path)
        table = pin_floors.score_development(small, label_pages(small), label_voices(small), by="kind")
        assert table["indirect_f1"].to_dict() == {"silent": 0, "told": 1}
        assert table["n_documents"].to_dict() == {"silent": 1, "told": 1}
        assert table["roles_f1"].isna().all()

    def test_roles_of_pages(self, tmp_path):
        (tmp_path / "pages").mkdir()
        source = "kind: news\n===\n⟦share_widget⟧Share\n\n⟦title⟧The road is closed today to all who want to use it."
        (tmp_path / "pages" / "a.txt").write_text(source, encoding="utf-8", newline="\n")
        small = read_development(tmp_path)
        segments = pd.DataFrame({"doc_id": ["a"], "start": [0], "end": [5], "role": ["share_widget"]})
        scored = pin_floors.score_development(small, segments, label_voices(small))
        assert scored["roles_f1"].tolist() == [pytest.approx(2 * 5 / (5 + 45))]
