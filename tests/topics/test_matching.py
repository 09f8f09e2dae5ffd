"""Pairs of topics are the best ones, whatever the topics' numbers."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_utils.topics.matching import match_topics, matched_cosine


class TestMatchTopics:
    def test_finds_a_permutation_back(self):
        topics = pd.DataFrame(np.random.default_rng(0).random((4, 9)), index=[1, 2, 3, 4])
        turned = topics.loc[[3, 1, 4, 2]].set_axis([1, 2, 3, 4], axis=0)
        pairs = match_topics(topics, turned)
        assert pairs["second"].tolist() == [2, 4, 1, 3]
        np.testing.assert_allclose(pairs["cosine"], 1)

    def test_refuses_other_terms(self):
        with pytest.raises(ValueError, match="different terms"):
            match_topics(pd.DataFrame([[1.0]], columns=["a"]), pd.DataFrame([[1.0]], columns=["b"]))


class TestMatchedCosine:
    @given(st.integers(0, 10_000))
    def test_no_other_pairing_is_better(self, seed):
        first, second = np.random.default_rng(seed).random((2, 3, 5))
        cosine = first @ second.T / np.outer(np.linalg.norm(first, axis=1), np.linalg.norm(second, axis=1))
        best = max(sum(cosine[i, j] for i, j in enumerate(order)) for order in permutations(range(3)))
        assert matched_cosine(first, second)[2].sum() == pytest.approx(best)
