"""Words keep their place."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from syntok import segmenter

from corpus_utils.lemmas import normalize
from corpus_utils.tokens import (
    COLUMNS,
    LINE_BREAK,
    SYNTOK,
    WORD,
    _shared_runs,
    split_sentences,
    token_table,
    tokenize,
    tokenize_texts,
)

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

    @given(st.text(st.sampled_from("ab’-‐'é\u0301 ,.\n12٣½\u00ad\u200b\u200d\ufeffﬁ\U0001d4d0😀سم\u200c")))
    def test_runs_are_cut_as_the_expression_for_words_says(self, text):
        # Without breaks of lines and invisible characters the expression alone is the definition.
        text = "".join(letter for letter in text if letter not in "\n\u00ad\u200b\u200c\u200d\ufeff")
        assert [start for start, _, _ in tokenize(text)] == [match.start() for match in WORD.finditer(text)]

    @given(st.text(st.sampled_from("ab’-\n \u00ad\u200bA1,.سم\u200c")))
    def test_no_text_breaks_it_and_blanks_stand_at_the_ends_of_lines_alone(self, text):
        for start, end, word in tokenize(text):
            assert word and not any(letter.isspace() for letter in word)
            assert len(text[start:end].split()) == 1 or LINE_BREAK.search(text, start, end)

    def test_long_texts_are_read_in_pieces(self, monkeypatch):
        text = "Peace now, say 1,600 people. " * 50
        whole = tokenize(text)
        monkeypatch.setattr("corpus_utils.tokens._PIECE", 7)
        assert tokenize(text) == whole

    def test_a_stretch_is_read_with_offsets_of_the_whole(self):
        assert tokenize("We want peace", 3, 7) == [(3, 7, "want")]


class TestDirtyText:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("ne\u00adgo\u00adti\u00ada\u00adtions", ["negotiations"]),
            ("peace\u200b-\u200bkeeping \ufeffnow\u200d", ["peace-keeping", "now"]),
            ("ﬁnal oﬀer", ["final", "offer"]),
            ("ﻻ", ["لا"]),
            ("می\u200cخواهم", ["می\u200cخواهم"]),
            ("សួស្តី\u200bពិភពលោក", ["សួស្តី", "ពិភពលោក"]),
            ("½ ² ﷺ", ["½", "²", "ﷺ"]),
        ],
    )
    def test_what_is_invisible_is_not_read_and_ligatures_are_letters(self, text, words):
        assert [word for _, _, word in tokenize(text)] == words

    @pytest.mark.parametrize(
        ("text", "word"),
        [
            ("nego-\ntiations", "negotiations"),
            ("nego- \r\n  tiations", "negotiations"),
            ("nego\u00ad\ntiations", "negotiations"),
            ("NEGO-\nTIATIONS", "negotiations"),
            ("xylo-\nphagous", "xylophagous"),  # a part is no word
            ("war-\nweary", "war-weary"),  # the whole is no word, and the parts are
            ("Syria-\nRussia", "syria-russia"),
            ("co-\nordinate. Co-ordinate, please", "co-ordinate"),  # as the text spells it elsewhere
            ("war-\nweary and warweary", "warweary"),
            ("self-deter-\nmination", "self-determination"),
        ],
    )
    def test_a_word_goes_on_in_the_next_line(self, text, word):
        first = tokenize(text)[0]
        assert first[2] == word
        assert normalize(text[first[0] : first[1]].split("\n")[1].strip()) == normalize(
            text.split("\n")[1].split()[0].strip(".,")
        )

    @pytest.mark.parametrize(
        "text", ["pre-\nand post-war", "the war -\na loss", "the war-\n\nPeace", "2011-\n2012", "the war--\nbegan"]
    )
    def test_other_marks_at_the_end_of_a_line_join_nothing(self, text):
        assert not any(normalize(text[start:end]) != word for start, end, word in tokenize(text))

    def test_without_a_dictionary_parts_are_joined(self):
        assert tokenize("aaa-\nbbb", language="xx") == [(0, 8, "aaabbb")]

    def test_the_table_counts_the_word_once_with_its_lemma(self):
        text = "The nego-\ntiations failed."
        table = token_table("d", text, *whole(text))
        assert table[["start", "end", "token", "lemma"]].values.tolist()[1] == [4, 18, "negotiations", "negotiation"]


def whole(text):
    """Segments and voices that make all of a text the author's body text."""
    spans = pd.DataFrame({"start": [0], "end": [len(text)]})
    segments = spans.assign(role="body", paragraph=1)
    return segments, spans.assign(voice_type="author", speaker="A. Example", actor_group="un")


class TestTokenizeTexts:
    TEXTS = pd.Series({"b": "War, war.", "a": "", "c": "Peace isn’t nego-\ntiations"})

    def test_the_words_and_places_are_those_of_each_text(self):
        rows = tokenize_texts(self.TEXTS.to_dict())
        found = list(rows[["doc_id", "start", "end", "token"]].itertuples(index=False, name=None))
        assert found == [(doc, *word) for doc, text in self.TEXTS.items() for word in tokenize(text)]

    def test_a_series_of_texts_will_do(self):
        pd.testing.assert_frame_equal(tokenize_texts(self.TEXTS), tokenize_texts(self.TEXTS.to_dict()))

    def test_a_token_takes_few_bytes(self):
        rows = tokenize_texts({str(n): "peace and war and peace " * 100 for n in range(100)})
        assert rows.memory_usage(deep=True, index=False).sum() / len(rows) < 16


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

    def test_what_is_passed_over_changes_no_sentence(self):
        rng = random.Random(0)
        first = ["The", "the", "B", "3", "Jan", "no", "iv", "(", "“", "A)"]
        last = [". ", ".", "! ", "...", "?) ", "; ", ".” ", ".) ", "(", ") ", "[x] ", ". (", "?! “", ".B ", "\u3002"]
        for _ in range(400):
            words = []
            for _ in range(rng.randrange(9)):
                words += [rng.choice(first), *["word"] * rng.choice([0, 1, 2, 3, 8, 30, 60]), rng.choice(last)]
            text = rng.choice([" ", "", "  "]).join(words)
            sentences = [sentence for sentence in segmenter.segment(SYNTOK.tokenize(text)) if sentence]
            expected = [(found[0].offset, found[-1].offset + len(found[-1].value)) for found in sentences]
            assert split_sentences(text) == expected

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

    def test_text_is_categories_and_numbers_are_small(self):
        table = self.table()
        assert {name: str(dtype) for name, dtype in table.dtypes.items()} == {
            name: "int32" if name in ("start", "end", "paragraph", "sentence") else "category" for name in COLUMNS
        }
        assert table["token"].cat.categories.tolist() == sorted(set(table["token"]))

    def test_a_token_takes_few_bytes(self):
        text = "We want peace, and they want war. " * 1000
        table = token_table("d", text, *whole(text))
        assert table.memory_usage(deep=True, index=False).sum() / len(table) < 40

    def test_what_was_read_before_changes_nothing(self):
        before = self.table()
        tokenize("Words of another text that is read in between")
        pd.testing.assert_frame_equal(self.table(), before)

    def test_threads_do_not_share_what_they_read(self):
        texts = [" ".join(f"word{n}x{thread}" for n in range(2000)) for thread in range(4)]
        with ThreadPoolExecutor(4) as threads:
            found = list(threads.map(tokenize, texts))
        assert [[word for *_, word in words] for words in found] == [text.split() for text in texts]
        with ThreadPoolExecutor(1) as thread:
            assert thread.submit(_shared_runs).result() is not _shared_runs()

    def test_body_text_without_a_voice_is_not_there(self):
        table = token_table("d", self.TEXT, self.SEGMENTS, self.VOICES.iloc[1:], "A paper", "media")
        assert table["token"].tolist() == ["talks", "begin", "he", "said", "it", "is", "done"]
        assert table["sentence"].tolist() == [1, 1, 2, 2, 3, 3, 3]

    def test_no_words_give_an_empty_table_with_columns(self):
        table = token_table("d", "", self.SEGMENTS.iloc[:0], self.VOICES.iloc[:0])
        assert list(table.columns) == list(COLUMNS) and table.empty
