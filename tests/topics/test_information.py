"""Information of topics and labels against scikit-learn's own number."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_mutual_info_score

from corpus_utils.topics import information
from corpus_utils.topics.information import dealt_information, topic_label_information


def shares_of(topics, k=None):
    return pd.DataFrame(np.eye(k or max(topics) + 1)[topics])


class TestTopicLabelInformation:
    @given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3)), min_size=2, max_size=30))
    def test_is_the_number_of_scikit_learn(self, pairs):
        labels, topics = zip(*pairs, strict=True)
        told = 1 < min(len(set(labels)), len(set(topics))) < len(pairs)  # else every deal has the same information
        expected = adjusted_mutual_info_score(labels, topics) if told else 0
        found = topic_label_information(shares_of(list(topics)), labels, n_deals=3)
        assert found["information"] == pytest.approx(expected, abs=1e-8)

    def test_deals_are_those_of_labels(self):
        labels, topics = list("aabbccab") * 3, [0, 0, 1, 1, 2, 2, 1, 0] * 3
        found = topic_label_information(shares_of(topics), labels, n_deals=400, seed=1)
        rng = np.random.default_rng(5)
        slow = [adjusted_mutual_info_score(rng.permutation(labels), topics) for _ in range(400)]
        assert found["dealt_low"] == pytest.approx(np.quantile(slow, 0.025), abs=0.05)
        assert found["dealt_high"] == pytest.approx(np.quantile(slow, 0.975), abs=0.05)

    def test_topics_that_are_the_documents(self):
        found = topic_label_information(shares_of([0, 1, 2] * 8), list("abc") * 8, n_deals=99)
        assert found[["information", "p"]].tolist() == [1, 0.01]

    def test_paragraphs_without_topic_are_left_out(self):
        shares = shares_of([0, 1] * 5)
        shares.loc[3] = np.nan
        assert topic_label_information(shares, ["a", "b"] * 5, n_deals=9)["paragraphs"] == 9

    def test_refuses_other_lengths(self):
        with pytest.raises(ValueError, match="expected 2"):
            topic_label_information(shares_of([0, 1]), ["a"])


class TestDealtInformation:
    def test_blocks_of_deals_change_nothing(self, monkeypatch):
        topic, label = np.arange(30) % 3, np.arange(30) % 5
        whole, blocks = [], []
        for out, cells in ((whole, information.CELLS), (blocks, 100)):
            monkeypatch.setattr(information, "CELLS", cells)
            out.extend(dealt_information(topic, label, 50, np.random.default_rng(0)))
        assert whole == blocks
        assert len(set(whole)) > 5

    @pytest.mark.parametrize("topic", [[0, 0, 0], [-1, -1, -1]], ids=["one topic", "no topic"])
    def test_nothing_to_tell(self, topic):
        assert not dealt_information(np.array(topic), np.arange(3), 4, np.random.default_rng(0)).any()
