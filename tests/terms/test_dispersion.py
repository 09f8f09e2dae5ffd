"""Tests of the spread of terms, against Gries' worked example."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from corpus_utils.terms.dispersion import dispersion

GRIES = [
    "b a m n i b e u p",
    "b a s a t b e w q n",
    "b c a g a b e s t a",
    "b a g h a b e a a t",
    "b a h a a b e a x a t",
]


def parts(texts):
    """Count the words of each text."""
    return pd.DataFrame([pd.Series(text.split()).value_counts() for text in texts]).fillna(0)


class TestDispersion:
    def test_example_of_gries(self):
        # Gries (2008), word a; DPnorm by Lijffijt & Gries (2012).
        word = dispersion(parts(GRIES)).loc["a"]
        assert word["dp"] == pytest.approx(0.18)
        assert word["dpnorm"] == pytest.approx(0.219512, abs=5e-7)
        assert (word["range"], word["range_share"]) == (5, 1)

    def test_a_word_of_one_part(self):
        word = dispersion(parts(GRIES)).loc["x"]
        assert (word["range"], word["range_share"]) == (1, 0.2)
        assert word["dp"] == pytest.approx(1 - 11 / 50)

    def test_dpnorm_reaches_its_bounds(self):
        spread = dispersion(pd.DataFrame({"even": [1, 3], "odd": [4, 0]}), sizes=[10, 30])
        assert spread["dpnorm"].tolist() == pytest.approx([0, 1])

    def test_sizes_count_the_words_that_are_not_in_the_table(self):
        counts = pd.DataFrame({"peace": [2, 2]})
        assert dispersion(counts).loc["peace", "dp"] == 0
        assert dispersion(counts, sizes=[2, 6]).loc["peace", "dp"] == pytest.approx(0.25)

    def test_parts_without_the_term_count_and_parts_without_words_do_not(self):
        spread = dispersion(pd.DataFrame({"peace": [2, 0, 0]}), sizes=[5, 5, 0])
        assert spread.loc["peace", ["range_share", "dp"]].tolist() == [0.5, 0.5]

    def test_what_is_not_defined_is_missing(self):
        assert np.isnan(dispersion(pd.DataFrame({"a": [1, 1], "never": [0, 0]})).loc["never", "dp"])
        assert np.isnan(dispersion(pd.DataFrame({"a": [3]})).loc["a", "dpnorm"])

    def test_a_stored_zero_is_no_occurrence(self):
        counts = sparse.csr_array((np.array([0, 4]), ([0, 1], [0, 0])), shape=(2, 1))
        assert dispersion((counts, ["peace"]), sizes=[4, 4]).loc["peace", "range"] == 1

    @given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), min_size=2, max_size=8))
    def test_equals_the_definition_and_stays_in_its_bounds(self, numbers):
        counts, others = np.array(numbers).T
        sizes = counts + others
        spread = dispersion(pd.DataFrame({"a": counts}), sizes=sizes).loc["a"]
        if counts.sum() == 0:
            assert np.isnan(spread["dp"])
            return
        assert spread["dp"] == pytest.approx(np.abs(counts / counts.sum() - sizes / sizes.sum()).sum() / 2)
        assert 0 <= spread["dp"] <= spread["dpnorm"] <= 1 + 1e-12
