"""Models: terms that they may learn from, shares that are shares, order that is no accident."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from corpus_utils.counts import TermMatrix
from corpus_utils.topics.models import DENSE_CELLS, as_counts, fit_topics, match_topics, matched_cosine, select_terms
from corpus_utils.topics.power import plant_topics

WORDS = pd.Series(1 / np.arange(1, 61) ** 0.5, index=[f"w{i:02}" for i in range(60)])
MODELS = pytest.mark.parametrize("model", ["nmf", "lda"])


@pytest.fixture(scope="module")
def planted():
    return plant_topics([60] * 40, WORDS, 3, own=0.9, seed=1)


class TestAsCounts:
    def test_reads_both_forms_alike(self):
        frame = pd.DataFrame({"war": [1, 0], "peace": [0, 2]})
        table = TermMatrix(sparse.csr_array(frame.to_numpy()), pd.DataFrame({"doc_id": ["a", "b"]}), frame.columns)
        for counts in (frame, table):
            matrix, names = as_counts(counts)
            assert matrix.toarray().tolist() == [[0, 1], [2, 0]]
            assert names.tolist() == ["peace", "war"]

    def test_a_frame_with_a_word_called_counts_is_a_frame(self):
        assert as_counts(pd.DataFrame({"terms": [1], "counts": [2]}))[1].tolist() == ["counts", "terms"]

    def test_refuses_a_table_without_names(self):
        with pytest.raises(TypeError, match="expected a TermMatrix"):
            as_counts(sparse.csr_array([[1, 2]]))

    def test_refuses_a_term_with_two_columns(self):
        with pytest.raises(ValueError, match="expected 2 different terms"):
            as_counts(pd.DataFrame([[1, 2]], columns=["a", "a"]))

    @pytest.mark.parametrize("value", [-1, 0.5, np.nan])
    def test_refuses_what_is_no_count(self, value):
        with pytest.raises(ValueError, match="whole numbers"):
            as_counts(pd.DataFrame({"a": [value]}))


class TestSelectTerms:
    def test_counts_paragraphs_and_not_words(self):
        counts = pd.DataFrame({"often": [9, 0, 0], "spread": [1, 1, 0], "2018": [1, 1, 1], "the": [5, 5, 5]})
        assert list(select_terms(counts, min_paragraphs=2, stop_words=ENGLISH_STOP_WORDS).terms) == ["spread"]

    def test_stays_sparse_and_keeps_the_paragraphs(self):
        units = pd.DataFrame({"doc_id": ["a", "b"]})
        counts = TermMatrix(sparse.csr_array([[1, 1], [1, 0]]), units, pd.Index(["war", "un"]))
        kept = select_terms(counts, min_paragraphs=2)
        assert sparse.issparse(kept.counts)
        assert kept.units is units
        assert (kept.counts.toarray().tolist(), list(kept.terms)) == ([[1], [1]], ["war"])

    def test_keeps_paragraphs_that_become_empty(self):
        kept = select_terms(pd.DataFrame({"war": [1, 1, 0], "un": [0, 0, 1]}), min_paragraphs=2)
        assert kept.counts.shape == (3, 1)

    def test_an_acronym_is_not_the_stop_word_of_its_letters(self):
        kept = select_terms(pd.DataFrame({"US": [1, 1], "us": [1, 1]}), stop_words=ENGLISH_STOP_WORDS)
        assert list(kept.terms) == ["US"]

    def test_says_what_to_do_when_nothing_is_left(self):
        with pytest.raises(ValueError, match="lower min_paragraphs"):
            select_terms(pd.DataFrame({"war": [1, 0]}), min_paragraphs=2)


class TestFitTopics:
    @MODELS
    def test_recovers_planted_topics(self, planted, model):
        counts, topics = planted
        assert match_topics(topics, fit_topics(counts, 3, model=model).topic_terms)["cosine"].min() > 0.9

    @MODELS
    def test_shares_sum_to_one_and_empty_paragraphs_have_none(self, planted, model):
        counts = planted[0].copy()
        counts.loc[7] = 0
        fit = fit_topics(counts, 3, model=model)
        np.testing.assert_allclose(fit.topic_terms.sum(axis=1), 1)
        assert fit.paragraph_topics.loc[7].isna().all()
        np.testing.assert_allclose(fit.paragraph_topics.drop(7).sum(axis=1), 1)

    @MODELS
    def test_same_seed_same_numbers(self, planted, model):
        first, again = (fit_topics(planted[0], 4, model=model, seed=3).topic_terms for _ in range(2))
        pd.testing.assert_frame_equal(first, again, check_exact=True)

    @MODELS
    def test_largest_topic_comes_first(self, planted, model):
        shares = fit_topics(planted[0], 3, model=model).paragraph_topics.mean()
        assert shares.is_monotonic_decreasing

    def test_order_of_columns_does_not_matter(self, planted):
        counts = planted[0]
        turned = fit_topics(counts[counts.columns[::-1]], 3)
        pd.testing.assert_frame_equal(turned.topic_terms, fit_topics(counts, 3).topic_terms, check_exact=True)

    def test_a_large_sparse_table_gives_what_a_dense_one_gives(self, planted, monkeypatch):
        dense = fit_topics(planted[0], 3).topic_terms
        assert planted[0].size <= DENSE_CELLS
        monkeypatch.setattr("corpus_utils.topics.models.DENSE_CELLS", 0)
        pd.testing.assert_frame_equal(fit_topics(planted[0], 3).topic_terms, dense, rtol=1e-6, atol=1e-9)

    @pytest.mark.parametrize("k", [1, 41, 0])
    def test_refuses_an_impossible_number(self, planted, k):
        with pytest.raises(ValueError, match="expected 2 to 40"):
            fit_topics(planted[0], k)

    def test_refuses_an_unknown_model(self, planted):
        with pytest.raises(ValueError, match="expected 'nmf' or 'lda'"):
            fit_topics(planted[0], 2, model="bert")

    def test_refuses_a_table_without_a_word(self):
        with pytest.raises(ValueError, match="all counts are 0 in 3 paragraphs"):
            fit_topics(pd.DataFrame(np.zeros((3, 3), dtype=int), columns=list("abc")), 2)


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

    @given(st.integers(0, 10_000))
    def test_no_other_pairing_is_better(self, seed):
        first, second = np.random.default_rng(seed).random((2, 3, 5))
        cosine = first @ second.T / np.outer(np.linalg.norm(first, axis=1), np.linalg.norm(second, axis=1))
        best = max(sum(cosine[i, j] for i, j in enumerate(order)) for order in permutations(range(3)))
        assert matched_cosine(first, second)[2].sum() == pytest.approx(best)
