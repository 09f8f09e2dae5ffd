"""The sides of a contrast follow the voice, not the file."""

from __future__ import annotations

import pandas as pd
import pytest

from corpus_utils.terms.contrasts import LEVELS, certain_words, group_words, sides_by_level

TOKENS = pd.DataFrame(
    [
        ("letter", "body", "author", "un", "own"),
        ("letter", "body", "term_quote", "un", "scare"),
        ("letter", "title", "author", "un", "title"),
        ("letter", "body", "direct_quote", "other", "cited"),
        ("news", "body", "author", "media", "narrated"),
        ("news", "body", "direct_quote", "un", "quoted"),
        ("news", "body", "term_quote", "un", "termed"),
        ("news", "body", "indirect_quote", "un", "reported"),
        ("news", "body", "direct_quote", "un;other", "joint"),
    ],
    columns=["doc_id", "role", "voice_type", "actor_group", "token"],
)
DOCUMENTS = pd.DataFrame({"doc_id": ["letter", "news"], "actor_group": ["un", "media"]})


class TestGroupWords:
    @pytest.mark.parametrize(
        ("level", "words"),
        [
            ("own", ["own", "scare"]),
            ("own+direct", ["own", "scare", "quoted", "termed"]),
            ("own+direct+indirect", ["own", "scare", "quoted", "termed", "reported"]),
        ],
    )
    def test_levels(self, level, words):
        assert group_words(TOKENS, DOCUMENTS, "un", level)["token"].tolist() == words

    def test_levels_are_nested(self):
        sizes = [set(group_words(TOKENS, DOCUMENTS, "un", level).index) for level in LEVELS]
        assert sizes[0] < sizes[1] < sizes[2]

    def test_roles_are_an_argument(self):
        words = group_words(TOKENS, DOCUMENTS, "un", roles=("body", "title"))["token"].tolist()
        assert words == ["own", "scare", "title"]

    def test_a_side_without_words_is_an_error(self):
        with pytest.raises(ValueError, match="group 'us_government', level 'own'"):
            group_words(TOKENS, DOCUMENTS, "us_government")

    def test_an_unknown_level_is_an_error(self):
        with pytest.raises(ValueError, match="expected one of own"):
            group_words(TOKENS, DOCUMENTS, "un", "all")


class TestSidesByLevel:
    TOKENS = pd.DataFrame(
        {
            "doc_id": ["a", "b", "c", "c"],
            "role": "body",
            "voice_type": ["author", "author", "direct_quote", "indirect_quote"],
            "actor_group": ["north", "south", "north", "west"],
        }
    )
    DOCUMENTS = pd.DataFrame({"doc_id": ["a", "b", "c"], "actor_group": ["north", "south", "west"]})

    def test_a_level_that_adds_nothing_is_left_out(self):
        sides = sides_by_level(self.TOKENS, self.DOCUMENTS, "north", "south")
        assert {level: tuple(map(len, pair)) for level, pair in sides.items()} == {"own": (1, 1), "own+direct": (2, 1)}

    def test_a_side_that_is_only_quoted_begins_there(self):
        tokens = self.TOKENS[1:]
        assert list(sides_by_level(tokens, self.DOCUMENTS, "north", "south")) == ["own+direct"]

    def test_a_side_without_words_is_named_with_its_count(self):
        with pytest.raises(ValueError, match="found 2 of 'north' and 0 of 'east' at any level"):
            sides_by_level(self.TOKENS, self.DOCUMENTS, "north", "east")

    def test_a_group_against_itself_is_an_error(self):
        with pytest.raises(ValueError, match="found 'north' twice"):
            sides_by_level(self.TOKENS, self.DOCUMENTS, "north", "north")


class TestCertainWords:
    TOKENS = pd.DataFrame({"doc_id": ["a", "a", "b"], "start": [0, 5, 5], "token": ["x", "y", "z"]})
    VOICES = pd.DataFrame({"doc_id": ["a", "b"], "start": [5, 0], "end": [6, 9], "certain": [False, True]})

    def test_words_of_uncertain_spans_go(self):
        assert certain_words(self.TOKENS, self.VOICES)["token"].tolist() == ["x", "z"]

    def test_without_the_column_all_stay(self):
        assert certain_words(self.TOKENS, self.VOICES.drop(columns="certain")) is self.TOKENS
