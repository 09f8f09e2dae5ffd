"""Speech is told from quoted terms by verbs, length and form."""

from __future__ import annotations

import pytest
from sentences import sentences_of

from corpus_utils.speech.quoted_terms import is_alone, quotation_kind
from corpus_utils.speech.reported import find_reports


class TestQuotationKind:
    @pytest.mark.parametrize(
        ("inside", "kind"),
        [
            ("for several more years", "direct_quote"),
            ("made in cheap kitchens", "term_quote"),
            ("cooked in cheap kitchens", "direct_quote"),
            ("pave the way", "direct_quote"),
            ("a waste of time", "term_quote"),
            ("very moved", "term_quote"),
            ("they waste time", "direct_quote"),
            ("Second Great Congress of Ruritania and Zembla", "term_quote"),
        ],
    )
    def test_what_somebody_is_said_to_say(self, inside, kind):
        (sentence,) = sentences_of(f"She said it was “{inside}” then.")
        at = next(place for place, number in enumerate(sentence.quotes) if number >= 0)
        (report,) = find_reports(sentence)
        assert quotation_kind(sentence, at, inside, report) == kind

    def test_what_nobody_is_said_to_say(self):
        (sentence,) = sentences_of("The road “for several years” was long.")
        assert quotation_kind(sentence, 2, "for several years", None) == "term_quote"


class TestIsAlone:
    @pytest.mark.parametrize(("text", "expected"), [("“It is late.”", True), ("“It is late,” she said.", False)])
    def test_it(self, text, expected):
        assert is_alone(sentences_of(text)[0]) is expected
