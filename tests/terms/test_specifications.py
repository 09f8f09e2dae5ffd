"""The grid is every combination that was declared, and nothing else."""

from __future__ import annotations

import pytest

from corpus_utils.terms.contrasts import LEVELS
from corpus_utils.terms.specifications import CHOICES, specifications

CROSSED = {
    "voices": list(LEVELS),
    "roles": ["body", "body+titles"],
    "stop_words": ["in", "out"],
    "form": ["token", "lemma"],
    "labels": ["automatic", "hand-coded"],
}
VARIED = {"min_count": [1, 2, 5], "prior_mass": [0, 10], "left_out": ["none", "a", "b"]}


class TestSpecifications:
    GRID = specifications(CROSSED, VARIED)

    def test_crossed_choices_are_combined_and_varied_ones_depart_one_at_a_time(self):
        assert len(self.GRID) == 3 * 2 * 2 * 2 * 2 * (1 + 2 + 1 + 2)
        usual = self.GRID.iloc[0]
        departures = (self.GRID[list(VARIED)] != usual[list(VARIED)]).sum(axis=1)
        assert departures.max() == 1
        assert not self.GRID.duplicated(list(CHOICES)).any()

    def test_names_are_unique_and_say_what_departs(self):
        assert self.GRID["name"].is_unique
        row = self.GRID.query("voices == 'own+direct' and form == 'lemma' and left_out == 'b'").iloc[0]
        assert "voices: own+direct; form: lemma" in row["name"]
        assert row["name"].endswith("left_out: b")

    def test_the_first_options_are_the_usual_specification(self):
        assert self.GRID.loc[1, "name"] == "usual"
        assert self.GRID.loc[1, "left_out"] == "none"

    def test_every_choice_can_be_varied_or_crossed(self):
        every = {**CROSSED, **VARIED}
        assert len(specifications(every, {})) == 3 * 2 * 2 * 2 * 2 * 3 * 2 * 3

    @pytest.mark.parametrize(
        ("crossed", "varied", "message"),
        [
            (CROSSED, {"min_count": [1], "prior_mass": [0]}, "expected each of voices"),
            (CROSSED, {**VARIED, "form": ["token"]}, "expected each of voices"),
            ({**CROSSED, "voices": ["all"]}, VARIED, r"voices: expected options among .*found \['all'\]"),
            ({**CROSSED, "labels": []}, VARIED, "labels: expected options"),
        ],
    )
    def test_what_is_not_declared_well_is_refused(self, crossed, varied, message):
        with pytest.raises(ValueError, match=message):
            specifications(crossed, varied)
