"""Tests of permutation p values: the right share, never below the smallest, none where none can be had."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_utils.terms.divergence import divergence
from corpus_utils.terms.effects import effect
from corpus_utils.terms.permutations import divergence_permutation, permutation

RNG = np.random.default_rng(2018)
TERMS = ["peace", "sochi", "the", "war"]
TARGET = pd.DataFrame(RNG.poisson([4, 0.2, 20, 1], size=(4, 4)), columns=TERMS)
REFERENCE = pd.DataFrame(RNG.poisson([1, 2, 20, 1], size=(5, 4)), columns=TERMS)
POOLED = pd.concat([TARGET, REFERENCE], ignore_index=True)
tables = st.integers(1, 6).flatmap(
    lambda k: st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2), min_size=k, max_size=k)
)


def rates(units):
    return units.div(units.sum(axis=1), axis=0)


def splits():
    """Yield both sides for every way to choose four of the nine units."""
    for chosen in combinations(range(9), 4):
        yield POOLED.iloc[list(chosen)], POOLED.drop(index=list(chosen))


class TestPermutation:
    @pytest.mark.parametrize("measure", ["mean_rate_difference", "g2", "rate_difference", "log_ratio", "delta"])
    def test_exact_p_is_the_share_of_assignments(self, measure):
        def effects(ours, theirs):
            if measure == "mean_rate_difference":
                return np.abs(1000 * (rates(ours).mean() - rates(theirs).mean())).to_numpy()
            words = (ours.to_numpy().sum(), theirs.to_numpy().sum())
            prior = (POOLED.sum().to_numpy(), POOLED.to_numpy().sum())
            return np.abs(effect(measure, ours.sum().to_numpy(), theirs.sum().to_numpy(), *words, prior))

        found = permutation(TARGET, REFERENCE, measure=measure)
        observed = effects(TARGET, REFERENCE) - 1e-9
        null = np.array([effects(*split) for split in splits()])
        assert found["p"].tolist() == pytest.approx((null >= observed).mean(axis=0).tolist())
        largest = null.max(axis=1, keepdims=True)
        assert found["p_family"].tolist() == pytest.approx((largest >= observed).mean(axis=0).tolist())
        assert (set(found["method"]), set(found["assignments"])) == ({"exact"}, {126})

    def test_random_p_counts_the_real_assignment(self):
        far = pd.DataFrame({"peace": [9] * 12, "the": [1] * 12})
        near = pd.DataFrame({"peace": [1] * 12, "the": [9] * 12})
        found = permutation(far, near, n=199)
        assert found["p"].tolist() == [1 / 200] * 2
        assert found["p"].tolist() == found["p_smallest"].tolist()
        assert set(found["method"]) == {"random"}

    def test_random_p_is_near_the_exact_p(self):
        twice = [pd.concat([side] * 2, ignore_index=True) for side in (TARGET, REFERENCE)]
        exact = permutation(*twice, n=50_000)
        random = permutation(*twice, n=5_000, seed=1)
        assert (set(exact["method"]), set(random["method"])) == ({"exact"}, {"random"})
        assert random["p"].to_list() == pytest.approx(exact["p"].to_list(), abs=4 * 0.5 / np.sqrt(5_000))

    def test_one_document_against_two_has_a_reason_and_no_p(self):
        found = permutation(TARGET[:1], REFERENCE[:2], unit="document")
        assert found[["p", "p_family"]].isna().all(axis=None)
        assert found["p_smallest"].tolist() == pytest.approx([1 / 3] * len(found))
        assert set(found["reason"]) == {"1 document against 2: no p below 0.33"}
        assert found["mean_rate_difference"].notna().all()

    def test_documents_without_the_word_change_sides_too(self):
        # In one of six documents: whichever side it is on, the effect is as large. Dropping the other
        # five before the test would leave nothing to deal out.
        ours = pd.DataFrame({"sochi": [5, 0, 0, 0], "the": [15, 20, 20, 20]})
        theirs = pd.DataFrame({"the": [20, 20, 20, 20]})
        found = permutation(ours, theirs).loc["sochi"]
        assert (found["units_target"], found["units_reference"], found["assignments"]) == (4, 4, 70)
        assert found["p"] == 1

    def test_the_length_of_the_units_makes_no_rare_word_key(self):
        # Both sides use the same words; one has the short paragraphs. A word that occurs once is on the short
        # side in half of the assignments, and with "g2" the shortest possible side alone would make it key.
        ours = pd.DataFrame({"once": [1] + [0] * 7, "the": [20] * 8}).assign(the=lambda t: 21 - t["once"])
        theirs = pd.DataFrame({"the": [80] * 8})
        assert permutation(ours, theirs, measure="g2").loc["once", "p"] < 0.001
        assert permutation(ours, theirs).loc["once", "p"] == 1

    def test_units_weigh_the_same(self):
        found = permutation(pd.DataFrame({"a": [1, 0], "b": [1, 8]}), pd.DataFrame({"b": [5]}))
        assert found.loc["a", "mean_rate_difference"] == 250

    def test_sizes_are_the_words_of_the_units(self):
        found = permutation(
            TARGET, REFERENCE, measure="rate_difference", sizes_target=[99] * 4, sizes_reference=[99] * 5
        )
        expected = 1000 / 99 * (TARGET["the"].mean() - REFERENCE["the"].mean())
        assert found.loc["the", "rate_difference"] == pytest.approx(expected)

    @given(st.integers(1, 200))
    @settings(max_examples=20)
    def test_does_not_depend_on_the_block(self, block):
        found = permutation(TARGET, REFERENCE, n=99, block=block)
        pd.testing.assert_frame_equal(found, permutation(TARGET, REFERENCE, n=99), check_exact=True)

    def test_does_not_depend_on_how_much_is_computed_at_a_time(self, monkeypatch):
        whole = permutation(TARGET, REFERENCE, n=99)
        monkeypatch.setattr("corpus_utils.terms.assignments.EFFECTS_HELD", 500)
        pd.testing.assert_frame_equal(whole, permutation(TARGET, REFERENCE, n=99), check_exact=True)

    @given(tables, tables)
    @settings(max_examples=40)
    def test_p_is_never_below_the_smallest_and_the_same_from_both_sides(self, left, right):
        ours, theirs = (pd.DataFrame(rows, columns=["a", "b"]).assign(the=3) for rows in (left, right))
        there, back = permutation(ours, theirs, alpha=0.9), permutation(theirs, ours, alpha=0.9)
        assert there["p"].isna().tolist() == (there["reason"] != "").tolist()
        known = there.dropna(subset="p")
        assert (known["p"] >= known["p_smallest"] - 1e-12).all()
        assert (known["p_family"] >= known["p"]).all()
        assert (known["p"] <= 1).all()
        assert there["p"].equals(back["p"])
        assert (there["mean_rate_difference"] == -back["mean_rate_difference"]).all()

    def test_progress_bar_is_off_unless_asked_for(self, capsys):
        permutation(TARGET, REFERENCE)
        assert capsys.readouterr().err == ""
        permutation(TARGET, REFERENCE, progress=True)
        assert "126/126" in capsys.readouterr().err


class TestDivergencePermutation:
    def test_exact_null_is_the_divergence_of_every_split(self):
        found = divergence_permutation(TARGET, REFERENCE)
        null = [divergence(*split).jsd for split in splits()]
        assert sorted(found.null) == pytest.approx(sorted(null), abs=1e-11)
        assert found.p == pytest.approx(np.mean(np.array(null) >= found.jsd - 1e-9))
        assert found.jsd == divergence(TARGET, REFERENCE).jsd

    def test_short_units_against_long_ones_have_a_reason_and_no_p(self):
        found = divergence_permutation(TARGET, REFERENCE * 3, unit="paragraph")
        assert found.p is None
        assert found.p_lengths == pytest.approx(1 / 126)
        assert found.reason.startswith("the paragraphs differ in length (")
        assert len(found.null) == 126

    def test_p_of_the_lengths(self):
        found = divergence_permutation(TARGET, REFERENCE)
        gaps = [abs(ours.sum(axis=1).mean() - theirs.sum(axis=1).mean()) for ours, theirs in splits()]
        gap = abs(TARGET.sum(axis=1).mean() - REFERENCE.sum(axis=1).mean())
        assert found.p_lengths == pytest.approx(np.mean(np.array(gaps) >= gap - 1e-9))

    def test_random_null_is_reproducible_in_any_block(self):
        first = divergence_permutation(TARGET, REFERENCE, n=99, seed=4)
        again = divergence_permutation(TARGET, REFERENCE, n=99, seed=4, block=7)
        assert first.null.tolist() == again.null.tolist()
        assert first.p == again.p >= first.p_smallest

    def test_one_document_against_two_has_a_reason_and_no_p(self):
        found = divergence_permutation(TARGET[:1], REFERENCE[:2], unit="document")
        assert found.p is None
        assert found.reason == "1 document against 2: no p below 0.33"
        assert found.jsd > 0
