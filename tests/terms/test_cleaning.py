"""Each step of cleaning counts a part of what the step before it counted."""

from __future__ import annotations

import pandas as pd

from corpus_utils.terms.cleaning import STEPS, top_terms


class TestTopTerms:
    TEXTS = {"a": "Share Share share. Peace peace. war", "b": "never counted"}  # noqa: RUF012
    TOKENS = pd.DataFrame(
        {
            "doc_id": "a",
            "token": ["peace", "peace", "war", "title"],
            "role": ["body", "body", "body", "title"],
            "voice_type": ["author", "direct_quote", "author", "author"],
        }
    )

    def test_each_step(self):
        table = top_terms({"a": self.TEXTS["a"]}, self.TOKENS, n=2)
        assert list(table.columns) == list(STEPS)
        assert table.iloc[0].tolist() == ["share (3)", "peace (2)", "peace (2)", "peace (1)"]

    def test_stop_words_and_numbers_are_left_out(self):
        table = top_terms({"a": "the 2018 peace"}, self.TOKENS, {"the"}, n=1)
        assert table.iloc[0, 0] == "peace (1)"

    def test_a_short_text_leaves_cells_empty(self):
        assert top_terms({"a": "peace"}, self.TOKENS, n=3)["whole file"].isna().sum() == 2
