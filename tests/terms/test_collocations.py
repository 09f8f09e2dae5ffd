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

    def test_score_is_that_of_the_surface_window_table(self):
        table = collocates(tokens_of("fair peace", "fair peace", "a talk"), "peace", window=1)
        # near the node: fair, fair; elsewhere: a, talk
        assert table["g2"].tolist() == pytest.approx([BigramAssocMeasures.likelihood_ratio(2, (2, 2), 4)])

    def test_the_width_of_the_window_does_not_divide_the_counts(self):
        sentences = ["we want fair peace now"] * 4 + ["talks end and start again"] * 6
        near, wide = (collocates(tokens_of(*sentences), "peace", window=width) for width in (1, 5))
        scores = [table.set_index("collocate").loc["fair", "g2"] for table in (near, wide)]
        # four of the eight words at one word's distance; four of the sixteen in reach; elsewhere none
        assert scores == pytest.approx(
            [BigramAssocMeasures.likelihood_ratio(4, (8, 4), 46), BigramAssocMeasures.likelihood_ratio(4, (16, 4), 46)]
        )

    def test_a_word_between_two_nodes_counts_once(self):
        table = collocates(tokens_of("peace fair peace", "a talk"), "peace", min_count=1)
        assert table[["collocate", "count"]].values.tolist() == [["fair", 1]]

    def test_a_word_that_avoids_the_term_has_a_negative_score(self):
        table = collocates(tokens_of("the peace", *["the war and the end"] * 9), "peace", min_count=1)
        assert table.set_index("collocate").loc["the", "g2"] > 0
        table = collocates(tokens_of("the fair just peace here", *["the the the the"] * 9), "peace", min_count=1)
        assert table.set_index("collocate").loc["the", "g2"] < 0

    def test_no_occurrence_gives_no_row(self):
        assert collocates(tokens_of("we want peace"), "sochi").empty

    def test_one_word_in_all(self):
        assert collocates(tokens_of("peace"), "peace").empty

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
