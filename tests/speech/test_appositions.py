"""An apposition is stepped over to the phrase that it explains."""

from __future__ import annotations

import pytest
from sentences import sentence_of, words_of

from corpus_utils.speech.appositions import before_apposition


class TestBeforeApposition:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Jane Example, a mayor, spoke.", "jane example"),
            ("Jane Example, who was ill, spoke.", "jane example"),
            ("Jane Example, 45, a mayor, spoke.", "jane example"),
            ("Jane Example, Mayor of Strelsau, spoke.", "jane example"),
            ("In Geneva, Jane Example, a mayor, spoke.", "jane example"),
            ("The mayor, who was ill, spoke.", "the mayor"),
            ("The mayor, Jane Example, spoke.", "the mayor , jane example"),
            ("Jane Example, a spokeswoman for the mayor, John Roe, spoke.", "jane example"),
            ("It rained, but Jane Example, a mayor, spoke.", "jane example"),
        ],
    )
    def test_it(self, text, expected):
        sentence = sentence_of(text)
        assert words_of(sentence, before_apposition(sentence, len(sentence) - 3)) == expected

    def test_none(self):
        assert before_apposition(sentence_of("It rained, said she."), 2) is None
