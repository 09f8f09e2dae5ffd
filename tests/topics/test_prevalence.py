"""Shares of groups, their intervals, and information against scikit-learn's own number."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_mutual_info_score

from corpus_utils.topics.prevalence import majority_group, prevalence, topic_label_information

UNITS = pd.DataFrame({"doc_id": "a", "paragraph": [1, 2]})


def shares_of(topics, k=None):
    return pd.DataFrame(np.eye(k or max(topics) + 1)[topics])


class TestMajorityGroup:
    @pytest.mark.parametrize(
        ("groups", "expected"),
        [
            (["media", "un", "un"], "un"),
            (["un", "media"], "media"),
            (["media;un", "un", "media", "un;other"], "un"),
            (["other;other", "media"], "media"),
        ],
        ids=["most words", "tie by alphabet", "joint speakers share a word", "twice the same group"],
    )
    def test_counts_words(self, groups, expected):
        tokens = pd.DataFrame({"doc_id": "a", "paragraph": 1, "actor_group": groups})
        assert majority_group(tokens, UNITS.head(1)).tolist() == [expected]

    def test_follows_the_order_of_the_paragraphs(self):
        tokens = pd.DataFrame({"doc_id": "a", "paragraph": [1, 2], "actor_group": ["media", "un"]})
        assert majority_group(tokens, UNITS.iloc[::-1]).tolist() == ["un", "media"]

    def test_names_the_paragraph_without_words(self):
        tokens = pd.DataFrame({"doc_id": ["a"], "paragraph": [1], "actor_group": ["un"]})
        with pytest.raises(ValueError, match="paragraph 2 of a"):
            majority_group(tokens, UNITS)


class TestPrevalence:
    SHARES = pd.DataFrame([[1.0, 0.0], [0.5, 0.5], [0.0, 1.0], [np.nan, np.nan]], columns=[1, 2])

    def test_weighs_by_words(self):
        table = prevalence(self.SHARES, ["x", "x", "y", "y"], [30, 10, 5, 9]).set_index(["group", "topic"])
        assert table["prevalence"].to_dict() == {("x", 1): 0.875, ("x", 2): 0.125, ("y", 1): 0, ("y", 2): 1}
        assert table["paragraphs"].to_dict() == {("x", 1): 2, ("x", 2): 2, ("y", 1): 1, ("y", 2): 1}

    def test_one_paragraph_has_no_interval(self):
        table = prevalence(self.SHARES, ["x", "x", "y", "y"]).set_index(["group", "topic"])
        assert table.loc["y", ["low", "high"]].isna().all(axis=None)
        assert table.loc["x", ["low", "high"]].notna().all(axis=None)

    def test_interval_covers_the_truth_about_as_often_as_it_says(self):
        rng = np.random.default_rng(0)
        covered = []
        for seed in range(200):
            share = rng.beta(2, 3, size=50)  # mean 0.4
            row = prevalence(pd.DataFrame({1: share, 2: 1 - share}), ["x"] * 50, n_boot=300, seed=seed).iloc[0]
            covered.append(row["low"] <= 0.4 <= row["high"])
        assert 0.90 <= np.mean(covered) <= 0.99

    def test_other_groups_do_not_matter(self):
        shares = pd.DataFrame(np.random.default_rng(1).dirichlet([1, 1], size=12))
        both = prevalence(shares, ["a"] * 6 + ["b"] * 6)
        alone = prevalence(shares.head(6), ["a"] * 6)
        pd.testing.assert_frame_equal(both[both["group"] == "a"].reset_index(drop=True), alone)

    def test_refuses_other_lengths(self):
        with pytest.raises(ValueError, match="for each of 4 paragraphs"):
            prevalence(self.SHARES, ["x"])


class TestTopicLabelInformation:
    @given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3)), min_size=2, max_size=30))
    def test_is_the_number_of_scikit_learn(self, pairs):
        labels, topics = zip(*pairs, strict=True)
        found = topic_label_information(shares_of(list(topics)), labels, n_permutations=3)
        assert found["information"] == pytest.approx(adjusted_mutual_info_score(labels, topics), abs=1e-8)

    def test_permutations_are_those_of_labels(self):
        labels, topics = list("aabbccab") * 3, [0, 0, 1, 1, 2, 2, 1, 0] * 3
        found = topic_label_information(shares_of(topics), labels, n_permutations=400, seed=1)
        rng = np.random.default_rng(5)
        slow = [adjusted_mutual_info_score(rng.permutation(labels), topics) for _ in range(400)]
        assert found["permuted_mean"] == pytest.approx(np.mean(slow), abs=0.02)
        assert found["permuted_high"] == pytest.approx(np.quantile(slow, 0.975), abs=0.05)

    def test_topics_that_are_the_documents(self):
        found = topic_label_information(shares_of([0, 1, 2] * 8), list("abc") * 8, n_permutations=99)
        assert found["information"] == pytest.approx(1)
        assert found["p"] == found["smallest_p"] == 1 / 100

    def test_paragraphs_without_topic_are_left_out(self):
        shares = shares_of([0, 1] * 5)
        shares.loc[3] = np.nan
        assert topic_label_information(shares, ["a", "b"] * 5, n_permutations=9)["paragraphs"] == 9

    def test_refuses_other_lengths(self):
        with pytest.raises(ValueError, match="expected 2"):
            topic_label_information(shares_of([0, 1]), ["a"])
