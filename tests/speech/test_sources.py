"""The words that name a source stand before or after the verb."""

from __future__ import annotations

import pytest
from sentences import sentence_of, words_of

from corpus_utils.speech.sources import is_channel, source_left, source_right, subject


class TestSourceLeft:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("The mayor also said no.", "the mayor"),
            ("The mayor has repeatedly said no.", "the mayor"),
            ("The mayor, however, said no.", "the mayor"),
            ("The mayor, who said no, left.", "the mayor"),
            ("The mayor (45) said no.", "the mayor ( 45 )"),
            ("The mayor last week said no.", "the mayor"),
        ],
    )
    def test_phrase(self, text, expected):
        sentence = sentence_of(text)
        assert words_of(sentence, source_left(sentence, sentence.words.index("said"))) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [("She left and said no.", "elided"), ("“No,” said she.", "quote"), ("It rained, said she.", "comma")],
    )
    def test_sign(self, text, expected):
        sentence = sentence_of(text)
        assert source_left(sentence, sentence.words.index("said")) == expected

    def test_none(self):
        assert source_left(sentence_of("said no"), 0) is None


class TestSourceRight:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("“No,” said the mayor of the town on Monday.", "the mayor of the town"),
            ("“No,” said Jane Example at a meeting.", "jane example"),
            ("“No,” said the mayor, Jane Example.", "the mayor , jane example"),
            ("“No,” said she.", "she"),
            ("“No,” said Ahmed, a doctor.", "ahmed"),
            ("“No,” said Cheese Union (CU) chief Jane Example.", "cheese union ( cu ) chief jane example"),
        ],
    )
    def test_phrase(self, text, expected):
        sentence = sentence_of(text)
        assert words_of(sentence, source_right(sentence, 2)) == expected

    @pytest.mark.parametrize("text", ["“No,” said that.", "“No,” said in Geneva.", "“No,” said."])
    def test_none(self, text):
        assert source_right(sentence_of(text), 2) is None


class TestSubject:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("The mayor left.", "the mayor"),
            ("In Geneva, the mayor left.", "the mayor"),
            ("Asked about it, she left.", "she"),
            ("While it rained, Jane Example left.", "jane example"),
            ("At least ten men were hurt.", "at-least least ten men"),
        ],
    )
    def test_it(self, text, expected):
        sentence = sentence_of(text)
        assert words_of(sentence, subject(sentence, len(sentence))) == expected

    def test_none(self):
        assert subject(sentence_of("In Geneva on Monday."), 5) is None


class TestIsChannel:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [("Reuters", True), ("the TASS news agency", True), ("state news agency SANA", True), ("Moscow", False)],
    )
    def test_it(self, text, expected):
        sentence = sentence_of(text)
        assert is_channel(sentence, (0, len(sentence))) is expected
