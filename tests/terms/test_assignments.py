"""Tests of the ways to deal out units to two sides."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_utils.terms.assignments import dealt_out, plan
from corpus_utils.terms.sides import align_units

SEVEN = align_units(pd.DataFrame({"a": [1, 2, 4]}), pd.DataFrame({"a": [8, 16, 32, 64]}))


def target_counts(design, seed=0, block=250):
    """Return the count of the target side under each assignment; powers of two tell the units apart."""
    return np.concatenate([dealt[0][0] for _, _, dealt, _ in dealt_out(SEVEN, design, seed, block)])


class TestPlan:
    @pytest.mark.parametrize(
        ("sides", "expected"),
        [((1, 2), 1 / 3), ((1, 1), 1), ((2, 2), 2 / 6), ((3, 3), 2 / 20), ((1, 19), 1 / 20), ((2, 9), 1 / 55)],
    )
    def test_smallest_p_of_an_exact_design(self, sides, expected):
        assert plan(*sides).p_smallest == pytest.approx(expected)

    @pytest.mark.parametrize(("sides", "reached"), [((1, 18), False), ((1, 19), True), ((3, 3), False), ((4, 4), True)])
    def test_there_is_a_reason_where_alpha_is_out_of_reach(self, sides, reached):
        assert (plan(*sides).reason == "") is reached

    def test_reason_names_the_units(self):
        assert plan(1, 2, unit="document").reason == "1 document against 2: no p below 0.33"
        assert plan(2, 2, unit="paragraph").reason == "2 paragraphs against 2: no p below 0.33"
        assert plan(50, 50, n=9).reason == "9 assignments: no p below 0.1"

    def test_many_assignments_are_drawn_at_random(self):
        assert plan(5, 5, n=252).method == "exact"
        design = plan(5, 5, n=251)
        assert (design.method, design.n) == ("random", 251)
        assert design.p_smallest == max(2 / 252, 1 / 252)

    @pytest.mark.parametrize("options", [{"n": 0}, {"alpha": 0}, {"alpha": 1}])
    def test_options_that_make_no_sense_are_refused(self, options):
        with pytest.raises(ValueError, match="alpha between 0 and 1"):
            plan(5, 5, **options)


class TestDealtOut:
    def test_exact_designs_hold_every_assignment_once(self):
        counts = target_counts(plan(3, 4))
        assert len(counts) == len(set(counts)) == 35
        assert {int(count).bit_count() for count in counts} == {3}

    @given(st.integers(1, 40), st.integers(0, 5))
    def test_random_assignments_do_not_depend_on_the_block(self, block, seed):
        design = plan(3, 4, n=34)
        assert target_counts(design, seed, block).tolist() == target_counts(design, seed).tolist()

    def test_random_assignments_are_all_as_likely(self):
        rng = np.random.default_rng(0)
        found = np.concatenate([target_counts(plan(3, 4, n=34), seed) for seed in rng.integers(0, 9**9, 300)])
        # 10,200 draws of 35 assignments: 291 each, standard deviation 17
        _, times = np.unique(found, return_counts=True)
        assert len(times) == 35
        assert np.abs(times - 10200 / 35).max() < 5 * 17

    def test_both_sides_keep_all_counts_and_words(self):
        for _, _, (left, right), (words_left, words_right) in dealt_out(SEVEN, plan(3, 4), 0, 10):
            assert (left + right == 127).all()
            assert (words_left + words_right == 127).all()
