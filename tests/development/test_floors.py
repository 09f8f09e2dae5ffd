"""The rules keep what they reach on the development set, within a margin."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pin_floors
import pytest

from corpus_utils.evaluation.development import read_development
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
