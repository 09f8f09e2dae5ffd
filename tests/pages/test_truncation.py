"""A text that was cut off is known by how it ends."""

from __future__ import annotations

import pytest
from invented_pages import ONE, TWO, page

from corpus_utils.pages.roles import segment
from corpus_utils.pages.truncation import is_truncated, truncation_sign
from corpus_utils.study import load_study


class TestIsTruncated:
    @pytest.mark.parametrize(
        "doc_id", ["civil_letter_2018", "civil_statement_2018", "mfa_letter_2014", "news_2013", "news_2018"]
    )
    def test_one_of_the_five_is_cut_off(self, doc_id):
        text = load_study().texts[doc_id]
        assert is_truncated(text, segment(text)) == (doc_id == "civil_letter_2018")


class TestTruncationSign:
    @pytest.mark.parametrize(
        ("ending", "sign"),
        [
            ("View full Statement", "View full Statement"),
            ("Share\n\nRead more...", "Read more..."),
            (TWO[:-1] + " and the rest of what was said there and then in the valley is […]", "[…]"),
            (TWO, ""),
        ],
    )
    def test_signs(self, ending, sign):
        text = page("Open letter on the winter plan", ONE, TWO, ending)
        assert truncation_sign(text, segment(text)) == sign

    def test_a_teaser_further_down_is_no_sign(self):
        text = page("Open letter on the winter plan", ONE, TWO, "Related", "Winter comes early", "Read more")
        assert truncation_sign(text, segment(text)) == ""

    def test_a_page_without_text(self):
        assert truncation_sign("Share", segment("Share").assign(role="share_widget")) == ""
