"""Tests of the keyness table, and of the mistakes that keyness tools are known for."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2
from statsmodels.stats.multitest import multipletests

from corpus_utils.terms.keyness import PRIOR_SHARE, keyness, prior_counts
from corpus_utils.terms.sides import align_counts

TARGET = pd.Series({"peace": 12, "the": 5, "war": 3})
REFERENCE = pd.Series({"peace": 2, "the": 8, "war": 10})
COLUMNS = (
    "count_target count_reference rate_target rate_reference g2 p p_holm p_bh log_ratio lrc delta delta_variance z bic"
)
SIGNED = ["g2", "log_ratio", "lrc", "delta", "z"]
UNSIGNED = ["p", "p_holm", "p_bh", "delta_variance", "bic"]
counts = st.lists(st.integers(0, 200), min_size=2, max_size=12).filter(any)


def series(numbers):
    return pd.Series(numbers, index=[f"t{place:02}" for place in range(len(numbers))])


class TestKeyness:
    def test_columns_and_order_of_rows(self):
        table = keyness(TARGET, REFERENCE)
        assert list(table.columns) == COLUMNS.split()
        assert table.index.name == "term"
        assert list(table.index) == ["peace", "the", "war"]
        assert table["g2"].is_monotonic_decreasing

    def test_ties_are_broken_by_term(self):
        table = keyness(pd.Series({"b": 2, "a": 2, "c": 9}), pd.Series({"d": 3}))
        assert list(table.index) == ["c", "a", "b", "d"]

    def test_rates_are_per_thousand_words_of_the_whole_side(self):
        table = keyness(TARGET, REFERENCE, total_target=240, total_reference=4000)
        assert table.loc["peace", ["rate_target", "rate_reference"]].tolist() == [50, 0.5]

    def test_p_uses_the_survival_function(self):
        # 1 - cdf is 0 above G2 of about 70; the survival function goes on.
        table = keyness(pd.Series({"a": 300, "b": 700}), pd.Series({"a": 100, "b": 900}))
        assert table.loc["a", "g2"] > 100
        assert 0 < table.loc["a", "p"] < 1e-24
        assert table.loc["a", "p"] == chi2.sf(table.loc["a", "g2"], 1)

    def test_p_corrections_are_those_of_statsmodels_over_all_terms(self):
        table = keyness(TARGET, REFERENCE)
        assert table["p_holm"].tolist() == multipletests(table["p"], method="holm")[1].tolist()
        assert table["p_bh"].tolist() == pytest.approx(multipletests(table["p"], method="fdr_bh")[1], rel=1e-14)
        assert table.loc["peace", "p_holm"] == pytest.approx(3 * table.loc["peace", "p"])

    def test_words_absent_from_the_target_are_negative_keywords(self):
        table = keyness(pd.Series({"the": 90, "peace": 10}), pd.Series({"the": 80, "sochi": 20}))
        assert list(table.index) == ["peace", "the", "sochi"]
        assert table.loc["sochi", "count_target"] == 0
        assert (table.loc["sochi", SIGNED] < 0).all()

    def test_z_is_not_delta(self):
        table = keyness(TARGET, REFERENCE)
        assert table["z"].tolist() == pytest.approx((table["delta"] / np.sqrt(table["delta_variance"])).tolist())
        assert not np.allclose(table["z"], table["delta"])

    def test_prior_by_term_is_added_once(self):
        # Monroe's equations worked by hand, prior (1, 2, 7).
        table = keyness(TARGET, REFERENCE, prior=pd.Series({"war": 7, "peace": 1, "the": 2}), variance="two-term")
        assert table["delta"].to_dict() == pytest.approx(
            {"peace": 1.928961, "the": -0.496437, "war": -0.961411}, abs=1e-6
        )
        assert table["z"].to_dict() == pytest.approx({"peace": 3.011589, "the": -1.007369, "war": -2.412413}, abs=1e-6)

    def test_a_number_is_the_prior_of_each_term(self):
        # scattertext's own test, alpha = .01; its z uses the two-term variance.
        table = keyness(
            series([1, 5, 1, 9]), series([100, 510, 100, 199]), prior=0.01, variance="two-term"
        ).sort_index()
        assert table["delta"].tolist() == pytest.approx([-0.609532, -1.034577, -0.609532, 1.520101], abs=1e-6)
        assert table["z"].tolist() == pytest.approx([-0.609502, -2.304405, -0.609502, 4.462925], abs=1e-6)

    def test_the_form_that_is_named_is_the_form_that_is_used(self):
        # Figure of a WordSmith user: 288 of 92,965 against 114,099 of 104,570,472.
        sides = (pd.Series({"word": 288}), pd.Series({"word": 114099}))
        totals = {"total_target": 92965, "total_reference": 104570472}
        assert keyness(*sides, **totals).loc["word", "g2"] == pytest.approx(228.0167, abs=5e-5)
        two_cell = keyness(*sides, **totals, g2_form="two-cell")
        assert two_cell.loc["word", "g2"] == pytest.approx(227.6419, abs=5e-5)
        assert two_cell.loc["word", "p"] == chi2.sf(two_cell.loc["word", "g2"], 1)

    def test_bic_is_the_evidence_in_either_direction(self):
        # Wilson (2013): G2 minus one degree of freedom times the logarithm of all words.
        table = keyness(TARGET, REFERENCE, total_target=100, total_reference=200)
        assert table["bic"].tolist() == pytest.approx((table["g2"].abs() - np.log(300)).tolist())

    def test_lrc_is_corrected_for_the_number_of_terms(self):
        alone = {"total_target": 2552, "total_reference": 29225}
        one = keyness(pd.Series({"a": 110}), pd.Series({"a": 111}), **alone)
        eight = keyness(series([110] + [1] * 7), series([111] + [9] * 7), **alone)
        # Computed with association-measures 0.3.2 with vocab=1 and vocab=8.
        assert one.loc["a", "lrc"] == pytest.approx(3.1107302849, abs=1e-9)
        assert eight.loc["t00", "lrc"] == pytest.approx(2.9595027548, abs=1e-9)

    def test_unit_by_term_counts_are_added_up(self):
        units = pd.DataFrame({"peace": [10, 2], "the": [0, 5], "war": [3, 0]})
        pd.testing.assert_frame_equal(keyness(units, REFERENCE), keyness(TARGET, REFERENCE))

    @given(counts, counts)
    @settings(max_examples=50)
    def test_swapped_sides_change_signs_and_nothing_else(self, left, right):
        there = keyness(series(left), series(right), total_target=sum(left) + 9, total_reference=sum(right) + 4)
        back = keyness(series(right), series(left), total_target=sum(right) + 4, total_reference=sum(left) + 9)
        back = back.loc[there.index]
        assert (there[SIGNED].to_numpy() == -back[SIGNED].to_numpy()).all()
        assert (there[UNSIGNED].to_numpy() == back[UNSIGNED].to_numpy()).all()
        assert not np.signbit(there[SIGNED].to_numpy()[there[SIGNED].to_numpy() == 0]).any()

    @given(counts, counts)
    @settings(max_examples=50)
    def test_no_two_measures_point_to_different_sides(self, left, right):
        table = keyness(series(left), series(right), total_target=sum(left) + 1, total_reference=sum(right) + 1)
        signs = np.sign(table[SIGNED].mask(table[SIGNED].abs() < 1e-9, 0))
        assert (signs.max(axis=1) - signs.min(axis=1) < 2).all()

    @given(counts)
    @settings(max_examples=30)
    def test_twice_the_text_keeps_the_effect_and_strengthens_the_evidence(self, left):
        left = [number + 1 for number in left]  # the rule for zeros is for single occurrences
        right = left[::-1]
        once, twice = (keyness(series(left) * k, series(right) * k).sort_index() for k in (1, 2))
        assert twice["log_ratio"].tolist() == pytest.approx(once["log_ratio"].tolist())
        assert twice["g2"].tolist() == pytest.approx((2 * once["g2"]).tolist())
        assert (twice["lrc"].abs() >= once["lrc"].abs() - 1e-12).all()

    @given(counts)
    @settings(max_examples=30)
    def test_a_text_does_not_differ_from_itself(self, numbers):
        table = keyness(
            series(numbers), series(numbers), total_target=sum(numbers) + 1, total_reference=sum(numbers) + 1
        )
        assert (table[SIGNED] == 0).all(axis=None)
        assert (table["p"] == 1).all()

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({"alpha": 0}, "alpha is 0"),
            ({"g2_form": "G2"}, "four-cell"),
            ({"variance": "none"}, "two-term"),
            ({"prior": -1}, "prior: count of 'peace' is -1"),
            ({"prior": 0}, "prior: its counts add up to 0"),
            ({"prior": pd.Series({"peace": 1, "war": np.nan})}, "prior: count of 'war' is nan"),
            ({"prior": pd.Series([1, 2], index=["war", "war"])}, "prior: term 'war' stands more than once"),
            ({"prior_mass": 0}, "prior_mass is 0"),
            ({"total_target": 19}, "target: total 19 is smaller than the sum of the counts 20"),
        ],
    )
    def test_options_that_make_no_sense_are_refused(self, options, message):
        with pytest.raises(ValueError, match=message):
            keyness(TARGET, REFERENCE, **options)


class TestPriorCounts:
    sides = align_counts(TARGET, REFERENCE, total_reference=30)

    def test_default_is_flat_and_weighs_a_tenth_of_the_shorter_side(self):
        alpha, total = prior_counts(self.sides)
        assert total == pytest.approx(PRIOR_SHARE * min(self.sides.total_target, self.sides.total_reference))
        assert alpha.tolist() == pytest.approx([total / 3] * 3)

    def test_terms_of_one_side_alone_differ_by_their_count(self):
        # With the two sides together as prior, 1, 4 and 40 occurrences gave the same log-odds.
        table = keyness(pd.Series({"a": 1, "b": 4, "c": 40, "the": 900}), pd.Series({"the": 950, "d": 9}))
        deltas = table.loc[["a", "b", "c"], "delta"]
        assert (deltas.diff().dropna() > 0.1).all()

    def test_no_log_odds_against_the_rates(self):
        rng = np.random.default_rng(4)
        for _ in range(30):
            sides = [pd.Series(rng.poisson(rng.gamma(0.6, size, 60)), index=range(60)) for size in (8, 40)]
            table = keyness(*sides)
            gap = table["rate_target"] - table["rate_reference"]
            for measure in ("delta", "z", "log_ratio", "lrc", "g2"):
                assert (table[measure] * gap >= -1e-12).all(), measure

    def test_terms_that_are_not_compared_add_to_the_mass_only(self):
        alpha, total = prior_counts(self.sides, pd.Series({"the": 5, "other": 95}))
        assert (alpha.tolist(), total) == ([0, 5, 0], 100)

    @pytest.mark.parametrize("prior", [None, 0.5, pd.Series({"peace": 1, "the": 3, "other": 4})])
    def test_mass_scales_every_prior(self, prior):
        plain, plain_total = prior_counts(self.sides, prior)
        scaled, total = prior_counts(self.sides, prior, mass=10)
        assert total == 10
        assert scaled == pytest.approx(plain * 10 / plain_total)
