"""Computed sentences never carry markup into a notebook."""

from __future__ import annotations

from corpus_utils.prose import conclude


class TestConclude:
    def test_markup_in_a_text_is_shown_and_not_obeyed(self):
        shown = conclude("<script>alert(1)</script>", "A & B").data
        assert shown == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><p>A &amp; B</p>"
