"""Collocates and phrases stay inside a sentence."""

from __future__ import annotations

import pandas as pd
import pytest
from nltk.metrics import BigramAssocMeasures

from corpus_utils.terms.collocations import add_phrases, collocates, find_phrases


def tokens_of(*sentences):
    rows = []
    for number, sentence in enumerate(sentences, start=1):
        for word in sentence.split():
            rows.append(("a", number, 10 * len(rows), 10 * len(rows) + len(word), word))
    return pd.DataFrame(rows, columns=["doc_id", "sentence", "start", "end", "token"])


class TestCollocates:
    def test_neighbours_on_both_sides_count(self):
        table = collocates(tokens_of("fair peace", "peace fair", "war now"), "peace", min_count=1)
        assert table[["collocate", "count"]].values.tolist() == [["fair", 2]]

    def test_the_next_sentence_is_not_near(self):
        assert collocates(tokens_of("fair peace", "talks end"), "peace", min_count=1)["collocate"].tolist() == ["fair"]

    def test_score_is_that_of_the_library(self):
        table = collocates(tokens_of("fair peace", "fair peace", "a talk"), "peace", window=1)
        assert table["g2"].tolist() == [BigramAssocMeasures.likelihood_ratio(2, (2, 2), 6)]

    def test_a_window_of_nothing_is_an_error(self):
        with pytest.raises(ValueError, match="at least 1 word"):
            collocates(tokens_of("a b"), "a", window=0)


class TestFindPhrases:
    def test_counts_pairs_and_leaves_out_stop_words(self):
        table = find_phrases(tokens_of("the peace process", "the peace process"), {"the"}, min_count=2)
        assert table[["phrase", "count"]].values.tolist() == [["peace process", 2]]

    def test_no_phrase_across_sentences(self):
        phrases = set(find_phrases(tokens_of("we want peace", "process it"), min_count=1)["phrase"])
        assert phrases == {"we want", "want peace", "process it"}


class TestAddPhrases:
    def test_a_phrase_reaches_from_its_first_word_to_its_last(self):
        tokens = add_phrases(tokens_of("the peace process"), ["peace process"])
        phrase = tokens[tokens["token"] == "peace process"]
        assert phrase[["start", "end"]].values.tolist() == [[10, 27]]
        assert len(tokens) == 4

    def test_not_across_sentences(self):
        assert len(add_phrases(tokens_of("want peace", "process it"), ["peace process"])) == 4
