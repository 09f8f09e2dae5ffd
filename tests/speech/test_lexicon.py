"""The vocabularies are whole: every class that a rule reads exists, and every row says something."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import corpus_utils
from corpus_utils.speech.lexicon import fold, read_vocabulary, speech_verbs, word_classes

CONSTRUCTIONS = {
    "that", "bare", "quote", "invert", "addressee", "wh", "to", "whom", "small", "about", "accuse", "for", "hold",
    "belief", "phrase", "past", "loose", "noun", "how", "doing", "name", "as", "liken", "blame", "",
}  # fmt: skip


class TestFold:
    @pytest.mark.parametrize(
        ("word", "folded"), [("Russia’s", "russia's"), ("THE", "the"), ("the\u00a0Kremlin", "the kremlin"), ("", "")]
    )
    def test_fold(self, word, folded):
        assert fold(word) == folded


class TestReadVocabulary:
    @pytest.mark.parametrize(
        ("name", "column"),
        [
            ("speech_verbs", "lemma"),
            ("source_phrases", "phrase"),
            ("self_reference", "word"),
            ("agencies", "name"),
            ("abbreviations", "abbreviation"),
            ("titles", "title"),
            ("office_synonyms", "words"),
        ],
    )
    def test_no_row_is_empty_or_there_twice(self, name, column):
        rows = [row[column] for row in read_vocabulary(name)]
        assert all(row.strip() == row != "" for row in rows)
        assert len(rows) == len(set(rows))


class TestSpeechVerbs:
    def test_constructions_are_known(self):
        found = {kind for verbs in speech_verbs().values() for verb in verbs for kind in verb.constructions}
        assert found <= CONSTRUCTIONS

    def test_the_longest_form_comes_first(self):
        for verbs in speech_verbs().values():
            lengths = [len(verb.words) for verb in verbs]
            assert lengths == sorted(lengths, reverse=True)


class TestWordClasses:
    def test_every_class_that_a_rule_names_exists(self):
        named = set()
        for path in Path(corpus_utils.__file__).parent.rglob("*.py"):
            for call in re.findall(r"\.is_a\(([^()]*(?:\([^()]*\)[^()]*)*)\)", path.read_text(encoding="utf-8")):
                named |= set(re.findall(r'"([a-z_]+)"', call))
        assert len(named) > 30
        assert named <= set(word_classes())

    def test_forms_are_folded(self):
        assert all(word == fold(word) for words in word_classes().values() for word in words)
