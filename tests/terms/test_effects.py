"""Tests of the effect sizes of one term, against published numbers."""

import numpy as np
import pytest

from corpus_utils.terms.effects import conservative_log_ratio, log_odds, log_ratio

# occurrences on both sides, words of both sides
GOLD = np.array(
    [
        (1048, 779, 43002, 108539),
        (148, 54, 43002, 108539),
        (2089, 8094, 43002, 108539),
        (110, 111, 2552, 29225),
        (3, 1, 1000, 9000),
        (0, 40, 5000, 5000),
        (40, 0, 5000, 5000),
        (10, 21, 1000, 2000),
    ]
).T


class TestLogRatio:
    def test_gives_the_values_of_association_measures(self):
        # Computed with association-measures 0.3.2, log_ratio(disc=.5, discounting="Hardie2014").
        expected = [1.7636813399, 2.7903037199, -0.6183025002, 3.5044466377, 4.7548875022]
        expected += [-6.3219280949, 6.3219280949, -0.0703893279]
        assert log_ratio(*GOLD) == pytest.approx(expected, abs=1e-10)

    def test_zero_is_half_an_occurrence(self):
        assert log_ratio([4, 0], [0, 4], 100, 100).tolist() == [3, -3]

    def test_half_an_occurrence_never_turns_the_direction_round(self):
        # 1 of 800 against 0 of 260: half an occurrence in 260 words would be the higher rate.
        assert log_ratio([0, 1], [1, 0], [260, 800], [800, 260]).tolist() == [0, 0]


class TestConservativeLogRatio:
    def test_gives_the_values_of_association_measures(self):
        # Computed with association-measures 0.3.2, conservative_log_ratio(alpha=.05, boundary="poisson",
        # correct="Bonferroni", vocab=8): exact intervals, Evert (2022).
        expected = [1.5759374540, 2.1632928884, -0.5216144023, 2.9595027548, 0, -2.6885026678, 2.6885026678, 0]
        assert conservative_log_ratio(*GOLD, alpha=0.05 / 8) == pytest.approx(expected, abs=1e-9)

    def test_is_nearer_to_zero_than_the_log_ratio_on_the_same_side(self):
        lrc, ratio = conservative_log_ratio(*GOLD), log_ratio(*GOLD)
        assert (lrc * ratio >= 0).all()
        assert (np.abs(lrc) < np.abs(ratio)).all()

    def test_a_term_on_neither_side_has_no_effect(self):
        assert conservative_log_ratio(0, 0, 10, 20) == 0


class TestLogOdds:
    def test_scattertext_with_an_uninformative_prior(self):
        # The numbers of scattertext's own test; its z uses the two-term variance.
        delta, variance = log_odds([1, 5, 1, 9], [100, 510, 100, 199], 16, 909, 0.01, 0.04, variance="two-term")
        assert delta == pytest.approx([-0.609532, -1.034577, -0.609532, 1.520101], abs=1e-6)
        assert delta / np.sqrt(variance) == pytest.approx([-0.609502, -2.304405, -0.609502, 4.462925], abs=1e-6)

    def test_equations_of_monroe_worked_by_hand(self):
        delta, variance = log_odds([12, 5, 3], [2, 8, 10], 20, 20, [1, 2, 7], 10, variance="two-term")
        assert delta == pytest.approx([1.928961, -0.496437, -0.961411], abs=1e-6)
        assert delta / np.sqrt(variance) == pytest.approx([3.011589, -1.007369, -2.412413], abs=1e-6)

    def test_the_prior_is_added_once(self):
        delta, _ = log_odds(12, 2, 20, 20, 1, 10)
        assert float(delta) == pytest.approx(np.log(13 / 17) - np.log(3 / 27))
        assert float(delta) != pytest.approx(np.log(14 / 26) - np.log(4 / 36))  # twice in the numerator and total

    def test_full_variance_counts_the_other_words(self):
        _, variance = log_odds(12, 2, 20, 20, 1, 10)
        assert float(variance) == pytest.approx(1 / 13 + 1 / 3 + 1 / 17 + 1 / 27)

    def test_a_term_without_prior_and_without_count_is_refused(self):
        with pytest.raises(ValueError, match="prior above 0"):
            log_odds([3, 0], [1, 2], 3, 3, [1, 0], 1)

    def test_unknown_variance_is_refused(self):
        with pytest.raises(ValueError, match="two-term"):
            log_odds(1, 1, 2, 2, 1, 2, variance="short")
