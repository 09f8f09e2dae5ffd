"""One corpus: shuffling keeps what it must keep, held-out fit knows topics from none."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from corpus_utils.topics.planted import plant_topics
from corpus_utils.topics.scores import MEASURES, count_words, held_out_gain, running_words, score_corpus, shuffle_words

WORDS = pd.Series(1 / np.arange(1, 61) ** 0.5, index=[f"w{i:02}" for i in range(60)])
TABLES = st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=1, max_size=6)


class TestRunningWords:
    @given(TABLES)
    def test_counting_gives_the_table_back(self, table):
        ids, lengths = running_words(sparse.csr_array(np.array(table)), list("abcd"))
        assert count_words(ids, lengths, 4).toarray().tolist() == table

    def test_keeps_the_order_of_texts_and_words_that_are_no_terms(self):
        ids, lengths = running_words(sparse.csr_array([[1, 1]]), ["un", "war"], [["war", "the", "un"]])
        assert (ids.tolist(), lengths.tolist()) == ([1, -1, 0], [3])

    @pytest.mark.parametrize("texts", [[["un"]], [["un", "war"], []]], ids=["other words", "other paragraphs"])
    def test_refuses_texts_that_do_not_give_the_counts(self, texts):
        with pytest.raises(ValueError, match="do not hold the same terms"):
            running_words(sparse.csr_array([[1, 1]]), ["un", "war"], texts)


class TestShuffleWords:
    @given(TABLES, st.integers(0, 99))
    def test_keeps_lengths_and_totals(self, table, seed):
        ids, lengths = running_words(sparse.csr_array(np.array(table)), list("abcd"))
        shuffled = count_words(shuffle_words(ids, np.random.default_rng(seed)), lengths, 4).toarray()
        assert shuffled.sum(axis=1).tolist() == np.sum(table, axis=1).tolist()
        assert shuffled.sum(axis=0).tolist() == np.sum(table, axis=0).tolist()

    def test_every_order_is_as_likely(self):
        rng = np.random.default_rng(0)
        first = [shuffle_words(np.arange(3), rng)[0] for _ in range(3000)]
        np.testing.assert_allclose(np.bincount(first) / 3000, 1 / 3, atol=0.03)

    def test_stays_within_strata(self):
        strata = np.repeat(["a", "b"], [40, 60])
        ids = np.where(strata == "a", 0, np.arange(100))
        shuffled = shuffle_words(ids, np.random.default_rng(0), strata)
        assert (shuffled[:40] == 0).all()
        assert sorted(shuffled[40:]) == list(range(40, 100))
        assert shuffled[40:].tolist() != list(range(40, 100))


class TestHeldOutGain:
    @pytest.mark.parametrize("model", ["nmf", "lda"])
    def test_topics_foretell_words_and_no_topics_do_not(self, model):
        gains = {}
        for k in (1, 3):
            counts = plant_topics([50] * 60, WORDS, k, own=0.9, mixing=0.1, seed=2)[0].to_numpy()
            seen = np.random.default_rng(0).binomial(counts, 0.8)
            gains[k] = held_out_gain(sparse.csr_array(1.0 * seen), sparse.csr_array(1.0 * (counts - seen)), 3, model)
        assert gains[3] > 0.3
        assert gains[1] < 0.02

    def test_nothing_held_out(self):
        seen = sparse.csr_array([[4.0, 0.0], [0.0, 4.0]])
        assert held_out_gain(seen, seen * 0, 2, "nmf") == 0


class TestScoreCorpus:
    def score(self, corpus, labels=None, window=None, n_seeds=2):
        counts = plant_topics([30] * 30, WORDS, 3, own=0.9, mixing=0.1, seed=3)[0]
        ids, lengths = running_words(sparse.csr_array(counts), list(WORDS.index))
        rest = {"model": "nmf", "n_seeds": n_seeds, "top": 5, "seed": 0, "window": window}
        return score_corpus(ids, lengths, 60, [2, 3], labels, None, corpus, **rest)

    def test_one_row_a_k_and_one_column_a_measure(self):
        assert self.score(0, np.arange(30) % 3).shape == (2, len(MEASURES))

    def test_shuffled_corpora_differ_and_repeat(self):
        given_, first, again, other = (self.score(corpus) for corpus in (0, 1, 1, 2))
        np.testing.assert_array_equal(first, again)
        assert (first != other)[:, [0, 1, 3]].all()
        assert (given_ > first)[1, [0, 1, 3]].all()

    def test_without_documents_there_is_no_stability_over_them(self):
        assert np.isnan(self.score(0)[:, MEASURES.index("stability_lodo")]).all()

    def test_a_document_alone_with_its_topic_costs_stability(self):
        counts = np.kron(np.eye(3, dtype=int), np.full((6, 8), 2))
        ids, lengths = running_words(sparse.csr_array(counts), [f"w{i:02}" for i in range(24)])
        rest = {"model": "nmf", "n_seeds": 1, "top": 5, "seed": 0, "window": None}
        own, mixed = (
            score_corpus(ids, lengths, 24, [3], labels, None, 0, **rest)[0, 2]
            for labels in (np.repeat([0, 1, 2], 6), np.arange(18) % 3)
        )
        assert mixed == pytest.approx(1, abs=1e-6)
        assert own < 0.9
