"""Tests that no term and no unit is lost when two sides are lined up."""

import pandas as pd
import pytest
from scipy import sparse

from corpus_utils.terms.sides import align_counts, align_units


class TestAlignCounts:
    def test_terms_of_both_sides_are_there_once_and_sorted(self):
        sides = align_counts(pd.Series({"war": 1, "peace": 2}), pd.Series({"war": 4, "Sochi": 3}))
        assert list(sides.terms) == ["Sochi", "peace", "war"]
        assert (sides.target.tolist(), sides.reference.tolist()) == ([0, 2, 1], [3, 0, 4])
        assert (sides.total_target, sides.total_reference) == (3, 7)

    def test_a_term_that_nobody_uses_is_not_compared(self):
        sides = align_counts(pd.Series({"war": 0, "peace": 2}), pd.Series({"war": 0, "peace": 1}), total_target=9)
        assert list(sides.terms) == ["peace"]
        assert sides.total_target == 9

    @pytest.mark.parametrize("empty", [pd.Series({"war": 0}), pd.Series([], dtype=int)])
    def test_a_side_without_words_is_refused(self, empty):
        with pytest.raises(ValueError, match="reference: total is 0"):
            align_counts(pd.Series({"war": 1}), empty)


class TestAlignUnits:
    def test_columns_move_with_their_terms(self):
        target = pd.DataFrame({"war": [1, 0, 2], "peace": [0, 3, 1]})
        reference = (sparse.csr_array([[5, 6]]), ["sochi", "war"])
        units = align_units(target, reference)
        assert list(units.terms) == ["peace", "sochi", "war"]
        assert units.target.toarray().tolist() == [[0, 0, 1], [3, 0, 0], [1, 0, 2]]
        assert units.reference.toarray().tolist() == [[0, 5, 6]]
        assert units.sizes_target.tolist() == [1, 3, 3]

    def test_units_without_the_term_stay_and_units_without_words_go(self):
        units = align_units(pd.DataFrame({"war": [0, 0, 2]}), pd.DataFrame({"war": [1]}), sizes_target=[7, 0, 2])
        assert units.target.toarray().tolist() == [[0], [2]]
        assert units.sizes_target.tolist() == [7, 2]
