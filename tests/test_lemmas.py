"""Words have one form, and lemmas are those that a reader would name."""

from __future__ import annotations

import pytest

from corpus_utils.lemmas import lemmatize, normalize


class TestNormalize:
    @pytest.mark.parametrize(("surface", "form"), [("Isn’t", "isn't"), ("UN‑led", "un-led"), ("CAFE\u0301", "café")])
    def test_form(self, surface, form):
        assert normalize(surface) == form


class TestLemmatize:
    @pytest.mark.parametrize(
        ("surface", "lemma"),
        [
            ("Talks", "talk"),
            ("was", "be"),
            ("women", "woman"),
            ("US", "US"),
            ("us", "we"),
            ("UN", "UN"),
            ("organised", "organize"),
            ("organizations", "organization"),
            ("defence", "defense"),
            ("un-led", "un-led"),
        ],
    )
    def test_english(self, surface, lemma):
        assert lemmatize(surface) == lemma

    def test_capitals_say_nothing_in_a_line_of_capitals(self):
        assert lemmatize("TALKS", keep_acronym=False) == "talk"

    def test_a_language_that_is_not_known_leaves_the_word(self):
        assert lemmatize("Gespräche", "xx") == "gespräche"
