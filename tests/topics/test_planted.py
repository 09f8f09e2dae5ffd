"""The yardstick itself: planted topics have the shape that they are said to have."""

import numpy as np
import pandas as pd
import pytest

from corpus_utils.topics.planted import plant_topics

WORDS = pd.Series(1 / np.arange(1, 31), index=[f"w{i:02}" for i in range(30)])


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
