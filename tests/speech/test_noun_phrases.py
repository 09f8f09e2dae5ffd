"""A noun phrase is found from its end."""

from __future__ import annotations

import pytest
from sentences import sentence_of, words_of

from corpus_utils.speech.noun_phrases import chunk_start, head_phrase, is_acronym, is_bare_name, phrase_before


class TestPhraseBefore:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("On Monday the mayor spoke.", "the mayor"),
            ("In Geneva Jane Example spoke.", "jane example"),
            ("Last week the mayor of the town spoke.", "the mayor of the town"),
            ("The mayor who was ill spoke.", "the mayor who was ill"),
            ("It rained and the mayor spoke.", "the mayor"),
            ("The mayor and the envoy spoke.", "the mayor and the envoy"),
            ("Ruritania, Zembla and Kravonia spoke.", "ruritania , zembla and kravonia"),
            ("It rained but she spoke.", "she"),
            ("We know that she spoke.", "she"),
        ],
    )
    def test_it(self, text, expected):
        sentence = sentence_of(text)
        assert words_of(sentence, phrase_before(sentence, len(sentence) - 2)) == expected

    @pytest.mark.parametrize("text", ["On Monday spoke.", "It rained and spoke.", "Which was ill spoke."])
    def test_none(self, text):
        sentence = sentence_of(text)
        assert phrase_before(sentence, len(sentence) - 2) is None


class TestChunkStart:
    @pytest.mark.parametrize(("stop", "start"), [(2, 0), (5, 3), (3, 3)])
    def test_it(self, stop, start):
        assert chunk_start(sentence_of("Jane Example, a mayor, spoke."), stop) == start


class TestIsBareName:
    @pytest.mark.parametrize(("text", "expected"), [("Jane Example", True), ("The mayor", False), ("Jane of", False)])
    def test_it(self, text, expected):
        sentence = sentence_of(text)
        assert is_bare_name(sentence, 0, len(sentence)) is expected


class TestHeadPhrase:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("the mayor, who was ill", "mayor"),
            ("a mayor (45)", "mayor"),
            ("both the mayor and the envoy", "mayor and the envoy"),
            ("Ruritania, Zembla and Kravonia", "ruritania , zembla and kravonia"),
        ],
    )
    def test_it(self, text, expected):
        sentence = sentence_of(text)
        assert words_of(sentence, head_phrase(sentence, 0, len(sentence))) == expected


class TestIsAcronym:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [("Council (CC) chief", True), ("Council (a club) chief", False), ("Council (45) chief", False)],
    )
    def test_it(self, text, expected):
        assert is_acronym(sentence_of(text), 1) is expected
