"""Tests that counts are read in every accepted form, and that what is no count is refused with its place."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from corpus_utils.terms.count_input import term_counts, total_words, unit_counts, unit_sizes

TABLE = pd.DataFrame({"peace": [1, 0], "war": [2, 3]})
FORMS = {
    "frame": TABLE,
    "pair": (sparse.coo_array(TABLE.to_numpy()), ["peace", "war"]),
    "matrix with terms": SimpleNamespace(counts=sparse.csr_matrix(TABLE.to_numpy()), terms=["peace", "war"]),
}


class TestTermCounts:
    @pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
    def test_units_are_added_up(self, form):
        assert term_counts(form).to_dict() == {"peace": 1, "war": 5}

    @pytest.mark.parametrize("dtype", ["int64", "float64", "uint8", "Int64", "object"])
    def test_whole_numbers_of_any_type_are_counts(self, dtype):
        assert term_counts(pd.Series({"peace": 2}, dtype=dtype)).to_dict() == {"peace": 2}

    @pytest.mark.parametrize("bad", [-1, 0.5, np.nan, np.inf, None, "2 or 3"])
    def test_what_is_no_count_is_refused_by_name(self, bad):
        with pytest.raises(ValueError, match=r"target: count of 'war' is .*; expected a whole number"):
            term_counts(pd.Series({"peace": 1, "war": bad}), "target")

    def test_a_term_that_stands_twice_is_refused(self):
        with pytest.raises(ValueError, match="reference: term 'war' stands more than once"):
            term_counts(pd.Series([1, 2, 3], index=["peace", "war", "war"]), "reference")

    def test_a_missing_term_is_refused(self):
        with pytest.raises(ValueError, match="target: no term at place 1"):
            term_counts(pd.Series([1, 2], index=["peace", None]), "target")


class TestUnitCounts:
    @pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
    def test_all_forms_hold_the_same_counts(self, form):
        counts, terms = unit_counts(form)
        assert counts.toarray().tolist() == [[1, 2], [0, 3]]
        assert list(terms) == ["peace", "war"]

    @pytest.mark.parametrize("bad", [-1, 0.5, np.nan])
    def test_the_unit_of_a_bad_count_is_named(self, bad):
        with pytest.raises(ValueError, match="target, unit 1: count of 'war'"):
            unit_counts(pd.DataFrame({"peace": [1.0, 0], "war": [2, bad]}), "target")

    def test_counts_by_term_are_not_units(self):
        with pytest.raises(ValueError, match=r"expected unit-by-term counts .* found Series"):
            unit_counts(pd.Series({"peace": 1}))

    def test_columns_and_terms_must_agree(self):
        with pytest.raises(ValueError, match=r"as many columns as terms \(1\), found \(2, 2\)"):
            unit_counts((TABLE.to_numpy(), ["peace"]))

    def test_text_is_refused(self):
        with pytest.raises(ValueError, match="expected a table of numbers"):
            unit_counts(pd.DataFrame({"peace": ["one"]}))


class TestUnitSizes:
    def test_sizes_may_exceed_the_counts(self):
        assert unit_sizes(unit_counts(TABLE)[0], [10, 3]).tolist() == [10, 3]

    @pytest.mark.parametrize(
        ("sizes", "message"),
        [
            ([3], "one size for each of 2 units"),
            ([3, np.nan], "unit 1: size is"),
            ([2, 3], "unit 0: size 2 is smaller than the sum of its counts 3"),
        ],
    )
    def test_wrong_sizes_are_refused(self, sizes, message):
        with pytest.raises(ValueError, match=message):
            unit_sizes(unit_counts(TABLE)[0], sizes)

    def test_a_side_without_words_is_refused(self):
        with pytest.raises(ValueError, match="no words at all"):
            unit_sizes(sparse.csr_array((3, 2), dtype=int))


class TestTotalWords:
    def test_default_is_the_sum(self):
        assert total_words(pd.Series([1, 5])) == 6

    @pytest.mark.parametrize("total", [0, -3, 2.5, np.nan])
    def test_a_total_that_is_no_number_of_words_is_refused(self, total):
        with pytest.raises(ValueError, match=r"target: total is .* 1 or more"):
            total_words(pd.Series([], dtype=int), total, "target")

    def test_a_total_below_the_sum_is_refused(self):
        with pytest.raises(ValueError, match="total 5 is smaller than the sum of the counts 6"):
            total_words(pd.Series([1, 5]), 5)
