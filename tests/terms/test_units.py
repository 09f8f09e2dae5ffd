"""Units hold every word once, and deals keep the lengths of the sides."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_utils.terms.units import (
    LEAST_WORDS,
    contrast_units,
    deal_out,
    sides_dealt,
    specification_contrasts,
)


def side(*documents):
    """Build tokens from (name, lengths of its paragraphs)."""
    rows = [(name, place, "w") for name, lengths in documents for place, n in enumerate(lengths) for _ in range(n)]
    return pd.DataFrame(rows, columns=["doc_id", "paragraph", "token"]).assign(lemma="w")


class TestContrastUnits:
    def test_documents_from_four_a_side_on(self):
        few = side(*[(name, [60]) for name in "abc"])
        enough = side(*[(name, [60]) for name in "efgh"])
        assert contrast_units(enough, enough.assign(doc_id=enough["doc_id"] + "2")).unit == "document"
        assert contrast_units(few, enough).unit == "paragraph"

    def test_a_document_counts_for_the_side_that_has_most_of_its_words(self):
        # The target is quoted with a few words in four documents of the reference: these are not four texts of its own.
        reference = side(*[(name, [300]) for name in "abcd"])
        target = pd.concat([side(("t", [300])), side(*[(name, [12]) for name in "abcd"])])
        assert contrast_units(target, reference).unit == "paragraph"

    def test_short_paragraphs_join_a_neighbour_of_their_document(self):
        contrast = contrast_units(side(("a", [5, 6, 30, 4]), ("b", [3])), side(("c", [25, 25])))
        assert contrast.sizes.tolist() == [45, 3, 25, 25]
        assert contrast.documents.tolist()[-3:] == ["b", "c", "c"]

    @settings(max_examples=40)
    @given(
        st.lists(st.lists(st.integers(1, 45), min_size=1, max_size=6), min_size=1, max_size=6),
        st.lists(st.lists(st.integers(1, 45), min_size=1, max_size=6), min_size=1, max_size=6),
    )
    def test_every_word_is_in_one_unit_and_units_are_long_enough(self, ours, theirs):
        sides = [
            side(*[(f"{name}{place}", lengths) for place, lengths in enumerate(given)])
            for name, given in (("t", ours), ("r", theirs))
        ]
        contrast = contrast_units(*sides)
        assert contrast.words == tuple(len(one) for one in sides)
        assert contrast.counts.sum() == sum(map(len, sides))
        assert len(contrast.documents) == len(contrast.sizes)
        if contrast.unit == "paragraph":
            lengths = pd.Series(contrast.sizes).groupby([contrast.on_target, contrast.documents]).agg(["min", "size"])
            assert (lengths.loc[lengths["size"] > 1, "min"] >= LEAST_WORDS["paragraph"]).all()

    def test_a_side_without_words_is_named(self):
        with pytest.raises(ValueError, match="reference: expected words, found none"):
            contrast_units(side(("a", [30])), side(("a", [30])).iloc[:0])

    def test_an_unknown_unit_is_an_error(self):
        with pytest.raises(ValueError, match="expected one of paragraph, document, found 'page'"):
            contrast_units(side(("a", [30])), side(("b", [30])), unit="page")

    def test_one_unit_a_side_has_a_reason(self):
        assert "1 paragraph against 2" in contrast_units(side(("a", [30])), side(("b", [30, 30]))).reason
        assert not contrast_units(side(("a", [30, 30])), side(("b", [30, 30]))).reason


class TestSpecificationContrasts:
    TOKENS = pd.DataFrame(
        {
            "doc_id": "a",
            "paragraph": np.repeat([1, 2, 3], 30),
            "token": ["the", "talks", "talk"] * 30,
            "lemma": ["the", "talk", "talk"] * 30,
        }
    )

    def test_all_have_the_same_units(self):
        counted = specification_contrasts(self.TOKENS, self.TOKENS.assign(doc_id="b"), {"the"})
        assert len(counted) == 8
        assert {len(contrast.sizes) for contrast in counted.values()} == {6}
        assert {contrast.n_target for contrast in counted.values()} == {3}

    def test_each_choice_changes_the_counts(self):
        counted = specification_contrasts(self.TOKENS, self.TOKENS.assign(doc_id="b"), {"the"})
        assert counted["token", "in", "in"].words == (90, 90)
        assert counted["token", "out", "in"].words == (60, 60)
        assert counted["token", "in", "out"].words == (60, 60)
        assert counted["lemma", "out", "out"].totals[0].tolist() == [40, 0]
        assert len({(name[0], contrast.words) for name, contrast in counted.items()}) == 6

    def test_the_usual_one_is_the_form_asked_for(self):
        counted = specification_contrasts(self.TOKENS, self.TOKENS.assign(doc_id="b"), term="lemma")
        assert next(iter(counted)) == ("lemma", "in", "in")

    def test_the_only_paragraph_of_a_document_stays(self):
        alone = self.TOKENS.assign(paragraph=1)
        assert specification_contrasts(alone, self.TOKENS.assign(doc_id="b"))["token", "in", "out"].words[0] == 90


class TestDeals:
    CONTRAST = contrast_units(
        side(*[(f"a{n}", [60 + 40 * n]) for n in range(6)]), side(*[(f"b{n}", [300]) for n in range(9)])
    )

    def test_the_first_deal_is_the_real_one(self):
        _, chosen = next(sides_dealt(self.CONTRAST, deal_out(self.CONTRAST, 10)))
        assert (chosen[:, 0] == self.CONTRAST.on_target).all()

    def test_sides_keep_their_number_of_words(self):
        blocks = [chosen for _, chosen in sides_dealt(self.CONTRAST, deal_out(self.CONTRAST, 600, seed=3))]
        words = self.CONTRAST.sizes @ np.hstack(blocks)
        assert words.shape == (600,)
        assert np.abs(words - self.CONTRAST.words[0]).max() <= self.CONTRAST.sizes.max() / 2

    def test_every_unit_is_dealt_about_as_often_as_its_side_is_long(self):
        blocks = [chosen for _, chosen in sides_dealt(self.CONTRAST, deal_out(self.CONTRAST, 4000, seed=3))]
        share = self.CONTRAST.words[0] / self.CONTRAST.sizes.sum()
        assert np.abs(np.hstack(blocks).mean(axis=1) - share).max() < 0.08

    def test_the_same_seed_deals_the_same(self):
        first, again, other = (deal_out(self.CONTRAST, 20, seed) for seed in (1, 1, 2))
        assert (first == again).all() and (first != other).any()
