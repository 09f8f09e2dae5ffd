"""The yardstick: planted topics have the shape that they are said to have, and verdicts follow from them."""

import numpy as np
import pandas as pd
import pytest

from corpus_utils.topics.choice import choose_topics
from corpus_utils.topics.power import plan_power, plant_topics, topic_power, topic_verdicts

WORDS = pd.Series(1 / np.arange(1, 31), index=[f"w{i:02}" for i in range(30)])
COUNTS = plant_topics([25] * 48, WORDS, 1, seed=3)[0]
DOCUMENTS = np.arange(48) % 4


class TestPlantTopics:
    def test_keeps_lengths_and_terms(self):
        counts, topics = plant_topics([4, 9, 0], WORDS, 3)
        assert counts.sum(axis=1).tolist() == [4, 9, 0]
        assert list(counts.columns) == list(topics.columns) == list(WORDS.index)

    def test_topics_have_their_own_words(self):
        _, topics = plant_topics([1], WORDS, 3, own=1.0)
        assert ((topics > 0).sum() == 1).all()
        np.testing.assert_allclose(topics.sum(axis=1), 1)

    def test_one_topic_is_no_topic(self):
        counts, topics = plant_topics([20_000], WORDS, 1)
        np.testing.assert_allclose(topics.loc[1], WORDS / WORDS.sum())
        np.testing.assert_allclose(counts.loc[0] / 20_000, WORDS / WORDS.sum(), atol=0.01)

    def test_paragraphs_of_a_document_share_their_topics(self):
        counts, _ = plant_topics([5000] * 6, WORDS, 3, own=1.0, documents=list("abcabc"))
        shares = counts.to_numpy() / 5000
        np.testing.assert_allclose(shares[:3], shares[3:], atol=0.03)
        assert np.abs(shares[0] - shares[1:3]).max() > 0.1

    def test_seed_decides(self):
        first, again, other = (plant_topics([30] * 5, WORDS, 2, seed=seed)[0] for seed in (1, 1, 2))
        assert first.equals(again)
        assert not first.equals(other)

    def test_refuses_more_topics_than_terms(self):
        with pytest.raises(ValueError, match="expected 1 to 30"):
            plant_topics([5], WORDS, 31)

    def test_refuses_a_part_without_words(self):
        with pytest.raises(ValueError, match="no words"):
            plant_topics([5], pd.Series([1.0, 0.0], index=["a", "b"]), 2)


@pytest.fixture(scope="module")
def choice():
    return choose_topics(COUNTS, [2, 3], documents=DOCUMENTS)


@pytest.fixture(scope="module")
def power(choice):
    return topic_power(COUNTS, choice, documents=DOCUMENTS, k=2, strengths=(0, 0.7, 0.95), n_texts=6)


class TestTopicPower:
    def test_strong_topics_are_found_and_none_are_not(self, power):
        found = power.set_index(["question", "strength"])["found"].unstack()
        assert (found[0.95] >= 0.8).all()
        assert (found[0] <= 0.2).all()
        assert (power.groupby("question")["z"].diff().dropna() > 0).all()

    def test_topics_planted_across_documents_are_not_found_as_documents(self, power):
        assert power.loc[power["question"] == "cross", "stability"].notna().all()
        assert power.groupby("question")["coherence"].is_monotonic_increasing.all()

    def test_bars_are_those_of_the_real_texts(self, choice):
        no_bar = choice.assign(recognised_bar=-99.0, information_bar=99.0)
        found = topic_power(COUNTS, no_bar, documents=DOCUMENTS, k=2, strengths=[0.0], n_texts=3)
        assert found["found"].tolist() == [1, 0]

    def test_where_no_p_can_reach_five_percent_nothing_is_found(self):
        four = COUNTS.head(4)  # two deals in each of two documents
        choice = choose_topics(four, [2], documents=list("aabb"))
        found = topic_power(four, choice, documents=list("aabb"), k=2, strengths=[0.0, 0.95], n_texts=12)
        assert not found.loc[found["question"] == "cross", "found"].any()

    @pytest.mark.parametrize("change", [{"n_texts": 2}, {"strengths": [70]}])
    def test_refuses_what_makes_no_sense(self, choice, change):
        with pytest.raises(ValueError, match="expected 3 at least, and from 0 to 1"):
            topic_power(COUNTS, choice, documents=DOCUMENTS, **change)


class TestTopicVerdicts:
    POWER = pd.DataFrame(
        {
            "question": ["cross"] * 4 + ["documents"] * 4,
            "strength": [0.0, 0.5, 0.7, 0.9] * 2,
            "found": [0.0, 0.4, 0.9, 1.0, 0.1, 0.2, 0.3, 0.4],
            "texts": 20,
            "z": [0.0, 2.0, 5.0, 8.0, 0.0, 0.5, 1.0, 1.5],
            "z_sd": 1.0,
        }
    )

    def verdict(self, z, p, without=None):
        choice = pd.DataFrame({"k": [2, 3], "recognised": 0.6, "information": 0.1})
        for name in ("recognised", "information"):
            choice[f"{name}_z"], choice[f"{name}_p"] = [z - 1, z], [1.0, p]
        choice["recognised_p_without_one"] = [1.0, p if without is None else without]
        return topic_verdicts(choice, self.POWER).set_index("question")

    @pytest.mark.parametrize(
        ("z", "p", "answer"),
        [(9.0, 0.001, "finding"), (2.5, 0.02, "finding"), (1.0, 0.4, "equivalent"), (4.0, 0.06, "can't tell")],
    )
    def test_three_answers(self, z, p, answer):
        assert self.verdict(z, p).loc["cross", "answer"] == answer

    def test_a_finding_that_one_document_carries_is_none(self):
        assert self.verdict(4.0, 0.01, without=0.2).loc["cross", "answer"] == "can't tell"
        assert self.verdict(4.0, 0.01, without=0.2).loc["documents", "answer"] == "finding"

    def test_takes_the_number_of_topics_that_shows_most(self):
        row = self.verdict(4.0, 0.06).loc["cross"]
        assert row[["k", "z", "p"]].tolist() == [3, 4.0, 0.06]

    def test_a_weak_finding_is_below_the_bound(self):
        assert self.verdict(2.5, 0.02).loc["cross", "below_bound"]
        assert not self.verdict(9.0, 0.001).loc["cross", "below_bound"]

    def test_says_what_would_have_been_found(self):
        rows = self.verdict(3.5, 0.01)
        assert rows.loc["cross", ["detectable", "strength"]].tolist() == [0.7, 0.6]
        assert np.isnan(rows.loc["documents", "detectable"])
        assert np.isnan(rows.loc["documents", "strength"])  # more than the strongest planted

    def test_without_a_number_there_is_no_answer(self):
        assert self.verdict(np.nan, 1.0).loc["cross", "answer"] == "can't tell"

    def test_refuses_a_bound_that_was_not_planted(self):
        with pytest.raises(ValueError, match="expected one of the planted strengths"):
            topic_verdicts(pd.DataFrame(), self.POWER, bound=0.6)


class TestPlanPower:
    def plan(self, counts, documents, seconds):
        wanted = {"k": 4, "strengths": (0.0, 0.7), "n_texts": 20, "most_seconds": seconds}
        return plan_power(counts, [2, 3], documents=documents, **wanted)

    def test_longer_texts_cost_more_and_get_fewer_planted_texts(self):
        long = pd.concat([COUNTS] * 40, ignore_index=True)
        short, cut = self.plan(COUNTS, DOCUMENTS, 5), self.plan(long, np.tile(DOCUMENTS, 40), 5)
        assert short.texts == 20 > cut.texts >= 4
        assert "Fewer texts" in cut.sentence
        assert "Fewer texts" not in short.sentence

    def test_never_fewer_than_four(self):
        assert self.plan(COUNTS, DOCUMENTS, 1e-6).texts == 4
