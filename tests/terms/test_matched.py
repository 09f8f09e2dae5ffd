"""Matched comparisons have the size of the contrast's halves, or are pairs of documents."""

from __future__ import annotations

import numpy as np
import pandas as pd
from test_verdicts import corpus, plant, sides

from corpus_utils.terms.divergence import divergence_excess
from corpus_utils.terms.matched import BETWEEN, KINDS, WITHIN_REFERENCE, WITHIN_TARGET, matched_contrasts
from corpus_utils.terms.units import contrast_units


class TestMatchedContrasts:
    def test_halves_of_documents_have_half_the_words(self):
        ours, theirs = sides(8, words=200)
        table = matched_contrasts(contrast_units(ours, theirs), draws=3, deals=50)
        assert table["kind"].tolist() == [kind for kind in KINDS for _ in range(3)]
        assert set(table["words_first"]) == {800} and set(table["words_second"]) == {800}
        assert (table["first"] == "").all()

    def test_a_difference_shows_between_and_not_within(self):
        ours, theirs = sides(12, words=300)
        for number in range(4):
            ours = plant(ours, f"ours{number}", 30, number)
        table = matched_contrasts(contrast_units(ours, theirs), draws=4, deals=200).groupby("kind")
        excess, found = table["excess"].mean(), table["found"].sum()
        assert excess[BETWEEN] > 3 * max(abs(excess[WITHIN_TARGET]), abs(excess[WITHIN_REFERENCE]), 0.003)
        assert found[BETWEEN] >= 8 and found[WITHIN_TARGET] + found[WITHIN_REFERENCE] <= 3

    def test_few_documents_are_compared_in_pairs(self):
        rng = np.random.default_rng(0)
        ours, theirs = corpus(["a"], rng), corpus(["b", "c"], rng)
        table = matched_contrasts(contrast_units(ours, theirs), deals=50)
        pairs = table[["kind", "first", "second"]].values.tolist()
        assert pairs == [[BETWEEN, "a", "b"], [BETWEEN, "a", "c"], [WITHIN_REFERENCE, "b", "c"]]

    def test_one_paragraph_a_document_leaves_nothing(self):
        rng = np.random.default_rng(0)
        table = matched_contrasts(contrast_units(corpus(["a"], rng, paragraphs=1), corpus(["b"], rng, paragraphs=1)))
        assert table.empty and "excess" in table

    def test_the_same_seed_gives_the_same_table(self):
        contrast = contrast_units(*sides(6, words=150))
        first, again = (matched_contrasts(contrast, draws=2, deals=30, seed=5) for _ in range(2))
        pd.testing.assert_frame_equal(first, again)


class TestDivergenceExcess:
    def test_texts_of_one_source_have_none(self):
        excess = [divergence_excess(contrast_units(*sides(8, seed=seed)), 100, plants=0).excess for seed in range(12)]
        assert abs(np.mean(excess)) < 0.004

    def test_words_of_their_own_are_seen_from_the_detectable_share_on(self):
        ours, theirs = sides(8)
        plain = divergence_excess(contrast_units(ours, theirs), 300)
        assert 0 < plain.detectable < 0.3
        rng = np.random.default_rng(1)
        seen = []
        for seed in range(10):
            pair = sides(8, seed=50 + seed)
            names = rng.permutation(sorted(set(pair[0]["token"])))
            share = pd.concat(pair)["token"].value_counts(normalize=True)[names].cumsum()
            apart = set(share.index[: 1 + int((share < 1.5 * plain.detectable).sum())])
            changed = pair[0].assign(token=[f"{word}'" if word in apart else word for word in pair[0]["token"]])
            seen.append(divergence_excess(contrast_units(changed, pair[1]), 100, plants=0).p <= 0.05)
        assert np.mean(seen) >= 0.7

    def test_one_unit_a_side_has_a_reason_and_a_divergence(self):
        rng = np.random.default_rng(0)
        test = divergence_excess(contrast_units(corpus(["a"], rng, paragraphs=1), corpus(["b"], rng, paragraphs=1)))
        assert "two on each side are needed" in test.reason and test.jsd > 0 and np.isnan(test.p)
