"""Computed sentences and tables are escaped, aligned and without a word that a reader does not need."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from corpus_utils.prose import conclude, show_table


class TestConclude:
    def test_words_of_texts_are_words(self):
        shown = conclude("<script>alert(1)</script> & more", "second")
        assert shown.html == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</p><p>second</p>"
        assert repr(shown) == "<script>alert(1)</script> & more\n\nsecond"


class TestShowTable:
    @pytest.mark.parametrize(
        ("name", "value", "shown"),
        [
            ("p", 0.0004, "&lt; .001"),
            ("p_holm", 0.05, ".050"),
            ("q", 1.0, "1.000"),
            ("persons", 44.0, "44"),
            ("rate", 1234.5678, "1,234.568"),
            ("rate", 0.00001234, "1.23e-05"),
            ("rate", np.nan, ""),
            ("n", np.int64(1200), "1,200"),
            ("certain", True, "yes"),
            ("term", "<b>", "&lt;b&gt;"),
            ("term", None, ""),
        ],
    )
    def test_cells(self, name, value, shown):
        assert f">{shown}</td>" in show_table(pd.DataFrame({name: [value]})).html

    def test_words_left_and_numbers_right(self):
        html = show_table(pd.DataFrame({"term": ["peace"], "n": [1]})).html
        assert '<td style="text-align:left">peace</td><td style="text-align:right">1</td>' in html

    def test_a_named_index_is_a_column_and_an_unnamed_one_is_none(self):
        frame = pd.DataFrame({"n": [1, 2]}, index=pd.Index(["a", "b"], name="term"))
        assert "term" in show_table(frame).html
        assert show_table(frame.reset_index(drop=True)).html.count("<th ") == 1

    def test_no_rows_is_a_sentence(self):
        assert (
            show_table(pd.DataFrame({"n": []}), note="No document was coded.").html == "<p>No document was coded.</p>"
        )
