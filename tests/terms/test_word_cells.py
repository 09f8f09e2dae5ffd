"""Sums of cells are the words that a selection by hand gives."""

from __future__ import annotations

from itertools import product

import pandas as pd
import pytest
from planted import REFERENCE, TARGET, planted, words

from corpus_utils.terms.contrasts import LEVELS, group_words
from corpus_utils.terms.word_cells import ROLE_LEVELS, SIDES, Side, count_cells, select_side

TOKENS, DOCUMENTS = planted(2, 2, size=60)
TOKENS = pd.concat(
    [
        TOKENS,
        words("news", TARGET, {"we": 4, "the": 2}, voice="direct_quote"),
        words("news", TARGET, {"talks": 3}, voice="indirect_quote"),
        words("news", REFERENCE, {"talk": 1}, voice="indirect_quote"),
        words("t1", "un", {"talks": 9}, voice="direct_quote"),
    ],
    ignore_index=True,
)
CELLS = count_cells(TOKENS, DOCUMENTS, Side(TARGET), Side(REFERENCE), {"the"})


class TestWordCells:
    @pytest.mark.parametrize(
        ("voices", "roles", "stop_words", "left_out"),
        list(product(LEVELS, ROLE_LEVELS, ("in", "out"), ("none", "t1", "news"))),
    )
    def test_a_selection_holds_the_words_that_group_words_selects(self, voices, roles, stop_words, left_out):
        chosen = CELLS.choose(voices, roles, stop_words, left_out)
        for side, group in zip(SIDES, (TARGET, REFERENCE), strict=True):
            expected = group_words(TOKENS, DOCUMENTS, group, voices, ROLE_LEVELS[roles])
            expected = expected[
                (expected["doc_id"] != left_out) & ((stop_words == "in") | (expected["token"] != "the"))
            ]
            for form in ("token", "lemma"):
                counts, sizes = CELLS.units(chosen, side, form)
                found = pd.Series(counts.sum(axis=0), index=CELLS.terms[form])
                assert found[found > 0].to_dict() == expected[form].value_counts().sort_index().to_dict()
                assert sizes.tolist() == expected.groupby("doc_id").size().tolist()


class TestSelectSide:
    def test_a_side_can_be_some_documents_of_a_group(self):
        found = select_side(TOKENS, DOCUMENTS, Side(TARGET, ("t2",)), LEVELS[-1])
        assert set(found["doc_id"]) == {"t2"}

    def test_a_group_without_words_has_no_rows(self):
        assert select_side(TOKENS, DOCUMENTS, Side("syrian_kurdish"), "own").empty


class TestCountCells:
    @pytest.mark.parametrize("other", [Side(TARGET), Side(TARGET, ("t1",))])
    def test_a_word_on_both_sides_is_refused(self, other):
        with pytest.raises(ValueError, match="expected no word on both"):
            count_cells(TOKENS, DOCUMENTS, Side(TARGET), other)

    def test_two_documents_of_a_group_are_two_sides(self):
        cells = count_cells(TOKENS, DOCUMENTS, Side(TARGET, ("t1",)), Side(TARGET, ("t2",)))
        assert cells.cells.groupby("side")["doc_id"].unique().map(list).to_dict() == {
            "target": ["t1"],
            "reference": ["t2"],
        }
