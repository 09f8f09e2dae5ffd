"""The sides of a contrast follow the voice, not the file."""

from __future__ import annotations

import pandas as pd
import pytest

from corpus_utils.terms.contrasts import LEVELS, group_words

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
