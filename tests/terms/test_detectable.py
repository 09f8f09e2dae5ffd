"""A word planted at the printed detectable rate is found about as often as the table says."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from test_verdicts import STOP, corpus, plant, sides

from corpus_utils.terms.detectable import POWER, RATES, critical_f, detectable_terms, power_curve
from corpus_utils.terms.simulation import plant_words
from corpus_utils.terms.verdicts import DIFFERS, pooled_p, term_verdicts


class TestPowerCurve:
    def test_it_rises_from_nothing_to_nearly_all(self):
        verdicts = term_verdicts(*sides(), STOP, deals=200)
        power = power_curve(verdicts, "target", planted=100)["power"].to_numpy()
        assert power[0] < 0.05 and power[-1] > 0.95
        assert (np.diff(power) > -0.1).all()

    def test_bursts_and_a_word_of_both_sides_need_more(self):
        table = detectable_terms(term_verdicts(*sides(), STOP, deals=200), planted=100)
        rates = table.set_index(["more", "other", "spread"])["rate"].fillna(RATES[-1] * 2)["target"]
        assert rates[0.0, "evenly"] < rates[0.0, "in bursts"]
        assert 2 * rates[0.0, "evenly"] < rates[0.25, "evenly"]

    def test_occurrences_are_the_rate_in_words(self):
        ours, theirs = sides(6)
        table = detectable_terms(term_verdicts(ours, theirs, STOP, deals=100), planted=50).dropna()
        words = table["more"].map({"target": len(ours), "reference": len(theirs)})
        np.testing.assert_allclose(table["occurrences"], table["rate"] * words / 1000)


class TestDetectableTerms:
    @pytest.mark.parametrize("n, words, paragraphs", [(12, 400, 5), (2, 700, 10)], ids=["documents", "paragraphs"])
    def test_the_whole_rule_finds_words_at_the_printed_rate(self, n, words, paragraphs):
        pair = sides(n, words=words, paragraphs=paragraphs)
        verdicts = term_verdicts(*pair, STOP, deals=300)
        unit = verdicts.contrast.unit
        rate = detectable_terms(verdicts).set_index(["more", "other", "spread"]).loc[("target", 0.0, "evenly"), "rate"]
        found = []
        for seed in range(10):
            planted = plant_words(pair[0], ["x"], rate, "evenly", unit, np.random.default_rng(seed))
            terms = term_verdicts(planted, pair[1], STOP, deals=100, seed=seed).terms
            found.append("x" in terms.index and terms.loc["x", "verdict"] in DIFFERS)
        assert np.mean(found) >= POWER - 0.25  # ten draws: .25 is two standard deviations

    def test_where_nothing_can_be_dealt_no_rate_is_found(self):
        rng = np.random.default_rng(0)
        table = detectable_terms(term_verdicts(corpus(["a"], rng, paragraphs=1), corpus(["b"], rng, paragraphs=1)))
        assert len(table) == 8 and table["rate"].isna().all()

    def test_a_shorter_text_shows_less(self):
        rates = [
            detectable_terms(term_verdicts(*sides(8, words=words), STOP, deals=200), planted=100)["rate"].iloc[0]
            for words in (200, 1000)
        ]
        assert rates[0] > 2 * rates[1]


class TestCriticalF:
    def test_it_is_the_value_that_must_be_exceeded(self):
        pool = np.sort(np.random.default_rng(1).random(999))
        critical = critical_f(pool, 0.05)
        assert pooled_p(np.array([critical * 1.001]), pool) <= 0.05 < pooled_p(np.array([critical]), pool)

    def test_a_small_pool_allows_no_small_p(self):
        assert critical_f(np.arange(9.0), 0.01) == np.inf


def test_planted_words_take_the_place_of_others():
    ours, _ = sides(4)
    planted = plant(ours, "x", 50)
    assert len(planted) == len(ours)
    assert (planted["token"] == "x").sum() == pytest.approx(0.05 * len(ours), rel=0.3)
    assert ((planted["token"] != ours["token"]) == (planted["token"] == "x")).all()
    assert isinstance(planted, pd.DataFrame)
