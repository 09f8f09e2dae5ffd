"""Tests of the divergence of two vocabularies and of what each term adds to it."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import jensenshannon

from corpus_utils.terms.divergence import divergence, term_shares

counts = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 50), min_size=1)


class TestDivergence:
    def test_two_alphabets_that_share_all_but_one_letter_each(self):
        # A-G against B-H, 10 each: 1/7 bit, of which A and H hold half each.
        result = divergence(pd.Series(dict.fromkeys("ABCDEFG", 10)), pd.Series(dict.fromkeys("BCDEFGH", 10)))
        assert result.jsd == pytest.approx(1 / 7)
        assert result.terms.loc[["A", "H"], "share"].tolist() == pytest.approx([1 / 14, 1 / 14])
        assert (result.terms["share"].drop(["A", "H"]) == 0).all()
        assert list(result.terms.index[:2]) == ["A", "H"]
        assert result.terms.loc[["A", "H"], "share_signed"].tolist() == pytest.approx([1 / 14, -1 / 14])

    def test_no_word_in_common_is_one_bit(self):
        assert divergence(pd.Series({"a": 3, "b": 1}), pd.Series({"c": 9})).jsd == pytest.approx(1)

    def test_units_are_added_up(self):
        units = divergence(pd.DataFrame({"a": [1, 2], "b": [0, 1]}), pd.Series({"a": 1}))
        assert units.jsd == divergence(pd.Series({"a": 3, "b": 1}), pd.Series({"a": 1})).jsd

    @given(counts, counts)
    def test_shares_add_up_to_the_divergence_of_scipy(self, left, right):
        result = divergence(pd.Series(left), pd.Series(right))
        table = result.terms
        assert table["share"].sum() == result.jsd
        distance = jensenshannon(table["proportion_target"], table["proportion_reference"], base=2)
        # scipy takes a square root; where it is of a rounding error below 0 it gives nan
        assert result.jsd == pytest.approx(np.nan_to_num(distance) ** 2, abs=1e-12)
        assert (table["share"] >= 0).all()

    @given(counts, counts)
    def test_swapped_sides_change_the_signs_only(self, left, right):
        there, back = divergence(pd.Series(left), pd.Series(right)), divergence(pd.Series(right), pd.Series(left))
        assert there.jsd == back.jsd
        assert there.terms["share"].equals(back.terms["share"])
        assert (there.terms["share_signed"] == -back.terms["share_signed"]).all()


class TestTermShares:
    def test_a_term_that_is_on_neither_side_adds_nothing(self):
        assert term_shares(np.array([0.0, 1]), np.array([0.0, 1])).tolist() == [0, 0]

    def test_columns_are_pairs_of_distributions(self):
        p, q = np.array([[1, 0.5], [0, 0.5]]), np.array([[0, 0.5], [1, 0.5]])
        assert term_shares(p, q).sum(axis=0).tolist() == [1, 0]
