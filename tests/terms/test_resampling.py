"""Tests that intervals come from whole units, from the right draws, and not from too few of them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_utils.terms.effects import effect
from corpus_utils.terms.resampling import bootstrap, exact_float, expanded_tails

RNG = np.random.default_rng(2013)
TERMS = ["peace", "sochi", "the", "war"]
TARGET = pd.DataFrame(RNG.poisson([3, 0.2, 20, 1], size=(6, 4)), columns=TERMS)
REFERENCE = pd.DataFrame(RNG.poisson([1, 2, 20, 1], size=(9, 4)), columns=TERMS)
MEASURES = ("rate_difference", "log_ratio", "delta", "g2")


class TestBootstrap:
    @pytest.mark.parametrize("measure", MEASURES)
    def test_equals_a_loop_over_terms_and_resamples(self, measure):
        n, level = 60, 0.8
        table = bootstrap(TARGET, REFERENCE, measures=(measure,), n=n, level=level, seed=5, prior=0.5)
        drawn = [
            np.random.default_rng([5, side]).integers(0, len(units), size=(n, len(units)))
            for side, units in enumerate((TARGET, REFERENCE))
        ]
        for term in TERMS:
            effects = []
            for rows_target, rows_reference in zip(*drawn, strict=True):
                ours, theirs = TARGET.iloc[rows_target], REFERENCE.iloc[rows_reference]
                words = (ours.to_numpy().sum(), theirs.to_numpy().sum())
                effects.append(float(effect(measure, ours[term].sum(), theirs[term].sum(), *words, (0.5, 2.0))))
            expected = np.quantile(effects, expanded_tails(level, 6))
            found = table.loc[term, [f"{measure}_low", f"{measure}_high"]].astype(float)
            assert found.tolist() == pytest.approx(expected.tolist())

    def test_value_is_that_of_the_whole_data(self):
        table = bootstrap(TARGET, REFERENCE, n=50)
        words = (TARGET.to_numpy().sum(), REFERENCE.to_numpy().sum())
        rates = 1000 * (TARGET.sum() / words[0] - REFERENCE.sum() / words[1])
        assert table["rate_difference"].tolist() == pytest.approx(rates.tolist())
        for measure in ("rate_difference", "log_ratio", "delta"):
            assert (table[f"{measure}_low"] <= table[measure]).all()
            assert (table[measure] <= table[f"{measure}_high"]).all()

    @given(st.integers(1, 130))
    @settings(max_examples=20)
    def test_does_not_depend_on_the_block(self, block):
        table = bootstrap(TARGET, REFERENCE, n=120, seed=3, block=block)
        pd.testing.assert_frame_equal(table, bootstrap(TARGET, REFERENCE, n=120, seed=3), check_exact=True)

    def test_does_not_depend_on_how_much_is_held(self, monkeypatch):
        whole = bootstrap(TARGET, REFERENCE, n=120)
        monkeypatch.setattr("corpus_utils.terms.resampling.COUNTS_HELD", 240)
        monkeypatch.setattr("corpus_utils.terms.resampling.EFFECTS_HELD", 130)
        pd.testing.assert_frame_equal(whole, bootstrap(TARGET, REFERENCE, n=120), check_exact=True)

    def test_seed_decides(self):
        first, again, other = (bootstrap(TARGET, REFERENCE, n=50, seed=seed) for seed in (1, 1, 2))
        pd.testing.assert_frame_equal(first, again, check_exact=True)
        assert not first["log_ratio_low"].equals(other["log_ratio_low"])

    def test_units_without_the_term_are_drawn_too(self):
        # One unit of six holds the term: a third of all resamples miss it, so the interval reaches 0.
        one = pd.DataFrame({"sochi": [6, 0, 0, 0, 0, 0], "the": [20] * 6})
        none = pd.DataFrame({"the": [20] * 6})
        table = bootstrap(one, none, n=500, measures=("rate_difference",))
        assert table.loc["sochi", "rate_difference_low"] == 0
        assert table.loc["sochi", "rate_difference_high"] > 0

    def test_repeats_in_one_unit_are_one_piece_of_evidence(self):
        spread = pd.DataFrame({"peace": [2] * 6, "the": [18] * 6})
        burst = pd.DataFrame({"peace": [12] + [0] * 5, "the": [8] + [20] * 5})
        none = pd.DataFrame({"peace": [1] * 6, "the": [19] * 6})
        even, uneven = (bootstrap(ours, none, n=500).loc["peace"] for ours in (spread, burst))
        assert even["log_ratio"] == uneven["log_ratio"]
        assert even[["log_ratio_low", "log_ratio_high"]].tolist() == pytest.approx([1, 1])
        assert uneven["log_ratio_low"] < 0

    def test_sizes_are_the_words_of_the_units(self):
        table = bootstrap(TARGET, REFERENCE, n=10, sizes_target=[1000] * 6, sizes_reference=[1000] * 9)
        assert table.loc["the", "rate_difference"] == pytest.approx(TARGET["the"].mean() - REFERENCE["the"].mean())

    def test_too_few_units_give_a_reason_and_no_interval(self):
        table = bootstrap(TARGET[:1], REFERENCE, n=10, unit="document")
        assert set(table["reason"]) == {"documents: 1 on the target side; no interval from fewer than 5"}
        assert table[["log_ratio_low", "log_ratio_high"]].isna().all(axis=None)
        assert table["log_ratio"].notna().all()
        assert set(table["unit"]) == {"document"}
        assert (set(table["units_target"]), set(table["units_reference"])) == ({1}, {9})

    def test_progress_bar_is_off_unless_asked_for(self, capsys):
        bootstrap(TARGET, REFERENCE, n=20)
        assert capsys.readouterr().err == ""
        bootstrap(TARGET, REFERENCE, n=20, progress=True)
        assert "20/20" in capsys.readouterr().err

    @pytest.mark.parametrize("options", [{"n": 0}, {"level": 1}, {"min_units": 1}, {"block": 0}])
    def test_options_that_make_no_sense_are_refused(self, options):
        with pytest.raises(ValueError, match="a level between 0 and 1"):
            bootstrap(TARGET, REFERENCE, **options)

    def test_unknown_measures_and_counts_without_units_are_refused(self):
        with pytest.raises(ValueError, match="rate_difference"):
            bootstrap(TARGET, REFERENCE, measures=("odds",))
        with pytest.raises(ValueError, match="expected unit-by-term counts"):
            bootstrap(TARGET.sum(), REFERENCE)


class TestExpandedTails:
    def test_formula_of_hesterberg_with_tabled_quantiles(self):
        # Student's t .975 from a printed table: 2.776 (4 degrees of freedom), 2.262 (9), 2.093 (19);
        # times sqrt(k / (k - 1)): 3.104, 2.384, 2.147; lower tails of the normal table.
        assert [round(expanded_tails(0.95, k)[0], 4) for k in (5, 10, 20)] == [0.001, 0.0086, 0.0159]

    def test_nears_the_plain_quantiles(self):
        assert expanded_tails(0.9, 10**6) == pytest.approx([0.05, 0.95], abs=1e-5)


class TestExactFloat:
    def test_counts_stay_whole(self):
        for largest in (2**24 - 1, 2**24 + 1):
            assert int(exact_float(largest)(largest)) == largest
