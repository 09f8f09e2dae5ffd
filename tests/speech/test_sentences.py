"""Sentences keep an attribution with its quotation, and know their finite verbs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentences import sentence_of, sentences_of

from corpus_utils.speech.sentences import QUOTE, has_finite_verb


class TestReadSentences:
    @pytest.mark.parametrize(
        ("text", "count"),
        [
            ("Mr. A. Example of the U.S. left. He was ill.", 2),
            ("“We lost.” He left.", 2),
            ("“Did we lose?” she asked. “Yes.”", 2),
            ("“Did we lose?” asked Jane Example.", 1),
            ("She said: “We lost. All of it.”", 1),
            ("“Did we lose?” Jane Example of the council left. She said no.", 3),
            ("“Did we lose?” The man from the town by the sea in the north who left long ago asked.", 2),
            ("“Did we lose?” Jane Example came", 2),
            ("It came from the U.S. It was late.", 2),
            ("It was late... Then it rained! Why? Nobody knows.", 4),
            ("", 0),
        ],
    )
    def test_count(self, text, count):
        assert len(sentences_of(text)) == count

    def test_a_quotation_is_one_word(self):
        sentence = sentence_of("She said “we lost it” to him.")
        assert sentence.words == ("she", "said", QUOTE, "to", "him", ".")
        assert sentence.quotes[2] == 0
        assert (sentence.starts[2], sentence.ends[2]) == (9, 21)

    @given(st.text(max_size=120))
    def test_places(self, text):
        last = 0
        for sentence in sentences_of(text.replace("\n\n", " ")):
            for start, end in zip(sentence.starts, sentence.ends, strict=True):
                assert last <= start < end
                last = end

    def test_a_text_without_an_end_is_cut(self):
        assert max(len(sentence) for sentence in sentences_of("word " * 5000)) < 1000


class TestHasFiniteVerb:
    @pytest.mark.parametrize(
        "words",
        ["have similar positions", "it works", "we undertake", "talks failed", "it’s over", "thousands will die"],
    )
    def test_speech(self, words):
        assert has_finite_verb(words)

    @pytest.mark.parametrize(
        "words",
        [
            "mutual agreement",
            "a vital tool",
            "all strata",
            "deeply concerned",
            "so-called rebels",
            "to be free",
            "reset",
            "",
        ],
    )
    def test_terms(self, words):
        assert not has_finite_verb(words)


class TestSentence:
    def test_has_finite_counts_a_stretch_only(self):
        sentence = sentence_of("The plan that was agreed has failed.")
        assert sentence.has_finite(2, 4)
        assert not sentence.has_finite(0, 3)
        assert not sentence.has_finite(3, 3)

    def test_is_a_outside_the_sentence(self):
        assert not sentence_of("No.").is_a(7, "determiner")
        assert not sentence_of("No.").is_a(-1, "determiner")
