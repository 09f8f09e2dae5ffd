"""Shares of groups and intervals that cover."""

import numpy as np
import pandas as pd
import pytest

from corpus_utils.topics.prevalence import majority_group, prevalence

UNITS = pd.DataFrame({"doc_id": "a", "paragraph": [1, 2]})


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
        table = prevalence(self.SHARES, list("xxyy"), list("aabb"), [30, 10, 5, 9]).set_index(["group", "topic"])
        assert table["prevalence"].to_dict() == {("x", 1): 0.875, ("x", 2): 0.125, ("y", 1): 0, ("y", 2): 1}
        assert table["paragraphs"].to_dict() == {("x", 1): 2, ("x", 2): 2, ("y", 1): 1, ("y", 2): 1}

    def test_few_paragraphs_have_no_interval(self):
        shares = pd.DataFrame(np.eye(2)[[0, 1, 0, 1, 0, 1, 0]])
        table = prevalence(shares, list("xxxyyyy"), ["a"] * 7, [9] * 7).drop_duplicates("group").set_index("group")
        assert table.loc["x", ["low", "high"]].isna().all()
        assert table.loc["y", ["low", "high"]].notna().all()
        assert table["unit"].tolist() == ["none", "paragraph"]

    def test_documents_are_the_units_where_there_are_enough(self):
        shares = pd.DataFrame(np.eye(2)[[0, 1] * 20])
        four, three = (prevalence(shares, ["x"] * 40, np.arange(40) % n, [9] * 40).iloc[0] for n in (4, 3))
        assert four[["unit", "units", "documents"]].tolist() == ["document", 4, 4]
        assert three[["unit", "units", "documents"]].tolist() == ["paragraph", 40, 3]
        assert four["high"] - four["low"] > three["high"] - three["low"]

    def test_other_groups_do_not_matter(self):
        shares = pd.DataFrame(np.random.default_rng(1).dirichlet([1, 1], size=12))
        both = prevalence(shares, list("aaaaaabbbbbb"), ["d"] * 12, [5] * 12)
        alone = prevalence(shares.head(6), ["a"] * 6, ["d"] * 6, [5] * 6)
        pd.testing.assert_frame_equal(both[both["group"] == "a"].reset_index(drop=True), alone)

    @pytest.mark.parametrize("n", [4, 6, 10, 30])
    @pytest.mark.parametrize("by", ["paragraph", "document"])
    def test_interval_covers(self, n, by):
        # most paragraphs are wholly on one topic and lengths differ: a bootstrap covers .55 to .88 here
        rng = np.random.default_rng(0)
        covered = []
        for _ in range(250):
            share = rng.dirichlet([0.1, 0.1, 0.2], size=n)
            words = rng.integers(3, 45, size=n)
            documents = np.arange(n) if by == "document" else np.zeros(n)
            table = prevalence(pd.DataFrame(share), ["x"] * n, documents, words)
            covered.append((table["low"] <= [0.25, 0.25, 0.5]) & (table["high"] >= [0.25, 0.25, 0.5]))
        assert np.mean(covered, axis=0).min() >= 0.9

    def test_interval_narrows_to_what_is_seen(self):
        rng = np.random.default_rng(0)
        share = rng.beta(20, 20, size=400)
        row = prevalence(pd.DataFrame({1: share, 2: 1 - share}), ["x"] * 400, np.arange(400), [9] * 400).iloc[0]
        assert row["high"] - row["low"] < 0.5 * 2 * 1.96 * np.sqrt(0.25 / 400)

    def test_refuses_other_lengths(self):
        with pytest.raises(ValueError, match="expected 4 each"):
            prevalence(self.SHARES, ["x"], ["a"], [1])
