"""Words keep their place."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_utils.lemmas import normalize
from corpus_utils.tokens import COLUMNS, split_sentences, token_table, tokenize

PROSE = st.lists(st.sampled_from(["Peace", "isn’t", "UN-led", "U.S.", "“now,”", "\n\n", "…", "133.", "حوار"])).map(
    " ".join
)


class TestTokenize:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Russia’s and Russia's", ["russia", "and", "russia"]),
            ("groups’ aims", ["groups", "aims"]),
            ("isn’t", ["isn't"]),
            ("UN-led, post-conflict", ["un-led", "post-conflict"]),
            ("some 1,600 people, 70,000.", ["some", "1,600", "people", "70,000"]),
            ("in 2018.", ["in", "2018"]),
            ("communiqué COMMUNIQUE\u0301", ["communiqué", "communiqué"]),
            ("peace–war—truce", ["peace", "war", "truce"]),
            ("The\u00a0Kremlin", ["the", "kremlin"]),
            ("(Sochi) [sic] ‘reset’", ["sochi", "sic", "reset"]),
            ("", []),
        ],
    )
    def test_words(self, text, words):
        assert [word for _, _, word in tokenize(text)] == words

    @given(st.text() | PROSE)
    def test_every_word_is_where_it_says(self, text):
        last = 0
        for start, end, word in tokenize(text):
            assert last <= start < end <= len(text)
            assert normalize(text[start:end]) == word
            last = end

    def test_a_stretch_is_read_with_offsets_of_the_whole(self):
        assert tokenize("We want peace", 3, 7) == [(3, 7, "want")]


class TestSplitSentences:
    @pytest.mark.parametrize(
        ("text", "sentences"),
        [
            ("He met Mr. Example on 3 Jan. in Sochi. They agreed.", 2),
            ("“We agreed,” he said. “It is done.”", 2),
            ("Why? Because!", 2),
            ("", 0),
        ],
    )
    def test_number_of_sentences(self, text, sentences):
        assert len(split_sentences(text)) == sentences

    @given(PROSE | st.text(max_size=200))
    def test_sentences_hold_every_word_once(self, text):
        spans = split_sentences(text)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        words = [range(start, end) for start, end, _ in tokenize(text)]
        covered = {offset for start, end in spans for offset in range(start, end)}
        assert covered.issuperset(offset for word in words for offset in word)


class TestTokenTable:
    TEXT = "Talks begin\n\n“We agreed,” he said. It is done.\n\nShare"
    SEGMENTS = pd.DataFrame(
        {"start": [0, 13, 48], "end": [11, 46, 53], "role": ["title", "body", "share_widget"], "paragraph": [1, 2, 3]}
    )
    VOICES = pd.DataFrame(
        {
            "start": [14, 26],
            "end": [24, 46],
            "voice_type": ["direct_quote", "author"],
            "speaker": ["A. Example", "A paper"],
            "actor_group": ["un", "media"],
        }
    )

    def table(self):
        return token_table("d", self.TEXT, self.SEGMENTS, self.VOICES, "A paper", "media")

    def test_columns(self):
        assert list(self.table().columns) == list(COLUMNS)

    def test_whose_words(self):
        groups = self.table().groupby("actor_group")["token"].apply(list).to_dict()
        assert groups == {"media": ["talks", "begin", "he", "said", "it", "is", "done"], "un": ["we", "agreed"]}

    def test_what_is_not_the_documents_own_is_not_there(self):
        assert "share" not in set(self.table()["token"])

    def test_sentences_run_through_the_document(self):
        assert self.table()["sentence"].tolist() == [1, 1, 2, 2, 2, 2, 3, 3, 3]

    def test_no_words_give_an_empty_table_with_columns(self):
        table = token_table("d", "", self.SEGMENTS.iloc[:0], self.VOICES.iloc[:0])
        assert list(table.columns) == list(COLUMNS) and table.empty
